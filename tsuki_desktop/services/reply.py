"""A reply in the making: a task that can be watched and stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tsuki_desktop.domain.events import ChatEvent, ReplyEnded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Emit = Callable[[ChatEvent], None]


class Reply:
    """The making of one reply. It goes on whether or not somebody watches.

    Iterate over it for its `ChatEvent`s; the last one is always `ReplyEnded`. One watcher at a time.
    """

    def __init__(self, make: Callable[[Emit], Awaitable[None]]) -> None:
        self._events: asyncio.Queue[ChatEvent | None] = asyncio.Queue()
        self._stopping = False
        self._task = asyncio.ensure_future(make(self._events.put_nowait))
        # Not at the end of what `make` does: stopped before its first step, it does nothing at all.
        self._task.add_done_callback(self._on_end)

    def _on_end(self, task: asyncio.Future[None]) -> None:
        self._events.put_nowait(None)
        if not task.cancelled():
            task.exception()  # told to whoever watches; nobody need

    @property
    def done(self) -> bool:
        """Whether the reply's row is final."""
        return self._task.done()

    def stop(self) -> None:
        """Stop the model at once; what it said so far is kept, and `ReplyEnded` follows."""
        if not self._stopping:
            self._stopping = True
            self._task.cancel()

    async def wait(self) -> None:
        """Wait until the reply's row is final."""
        await asyncio.wait([self._task])

    async def __aiter__(self) -> AsyncIterator[ChatEvent]:
        """Yield events until the reply ended.

        Raises:
            TsukiError: what was asked could not be done, and nothing was written.

        """
        while (event := await self._events.get()) is not None:
            yield event
            if isinstance(event, ReplyEnded):
                return
        if self._stopping:
            return
        await self._task
