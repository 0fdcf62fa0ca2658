"""Tasks that the window starts and must not lose."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from tsuki_desktop.errors import TsukiError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine


@asynccontextmanager
async def ended_generators() -> AsyncGenerator[None]:
    """See that async generators are ended on the event loop, as asyncio's own loops do and qasync does not.

    Else the garbage collector ends them, outside of any loop, and a broken-off connection cannot be closed.
    """
    loop, alive = asyncio.get_running_loop(), WeakSet[Any]()

    def end(generator: Any) -> None:
        alive.discard(generator)
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, generator.aclose())

    before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(firstiter=alive.add, finalizer=end)
    try:
        yield
    finally:
        sys.set_asyncgen_hooks(*before)
        await asyncio.gather(*(one.aclose() for one in alive), return_exceptions=True)


class Tasks:
    """Keeps every running task alive: the event loop itself holds only weak references.

    `on_error` gets each known error. Bugs go to the event loop's exception handler.
    """

    def __init__(self, on_error: Callable[[TsukiError], None]) -> None:
        self._on_error = on_error
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    def spawn(self, job: Coroutine[Any, Any, Any]) -> asyncio.Task[Any] | None:
        """Run `job`; nothing is started any more once `close` was called."""
        if self._closed:
            job.close()
            return None
        task = asyncio.get_running_loop().create_task(job)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, TsukiError):
            self._on_error(error)
        elif error is not None:
            context = {"message": "A job of the window failed", "exception": error, "task": task}
            task.get_loop().call_exception_handler(context)

    async def close(self) -> None:
        """Cancel what runs and wait for its end."""
        self._closed = True
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def settle(self, seconds: float | None = None) -> None:
        """Wait until nothing runs any more, for `seconds` at most; None waits for ever."""
        end = None if seconds is None else asyncio.get_running_loop().time() + seconds
        while self._running and (end is None or end > asyncio.get_running_loop().time()):
            left = None if end is None else end - asyncio.get_running_loop().time()
            await asyncio.wait(self._running, timeout=left)
