"""From the lines of an Ollama chat to the events of a reply."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from tsuki_desktop.backends.llama_worker.text import Thoughts
from tsuki_desktop.backends.ollama_errors import not_ollama
from tsuki_desktop.domain.chat import Finish, ReplyStats
from tsuki_desktop.domain.events import Done, Thought, Token

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tsuki_desktop.backends.ollama_link import Link
    from tsuki_desktop.domain.events import BackendEvent

_HIGH = "\ud800"
_LOW = "\udc00"
_LAST = "\udfff"


async def chunks(link: Link, asked: dict[str, Any], model: str) -> AsyncGenerator[dict[str, Any]]:
    """The chunks of one chat. Closing the generator closes the connection, which stops the server.

    Ends early, without a chunk that says `done`, where the server's stream does.

    Raises:
        BackendError: what the server answered, or how the connection ended.

    """
    clients = await link.clients()
    arrived = False
    async with link.known_errors(model):
        stream = await clients.ollama.chat(**asked, stream=True)
        async with aclosing(cast("AsyncGenerator[Any]", stream)) as parts:
            try:
                async for part in parts:
                    arrived = True
                    yield part.model_dump()
            except (json.JSONDecodeError, TypeError, AttributeError, ValueError) as error:
                if not arrived:
                    raise not_ollama(link.host.url, repr(error)) from error
                # half a line at the end of a stream: the reply ends here, without `done`


class Whole:
    """Joins halves of a character that arrive in two pieces, and replaces what stays half."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, text: str) -> str:
        """The characters that are whole now."""
        text = self._held + text
        self._held = text[-1:] if _HIGH <= text[-1:] < _LOW else ""
        return _mended(text[: len(text) - len(self._held)])

    def flush(self) -> str:
        """What stayed half."""
        held, self._held = self._held, ""
        return _mended(held)


def _mended(text: str) -> str:
    if not any(_HIGH <= mark <= _LAST for mark in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass
class ReplyParts:
    """Reads chunks into events.

    `started` is on the loop's clock. `limit` is in tokens of the reply, for thinking models, whose server is
    given room for the thought as well; None where the server keeps the limit.
    """

    started: float
    limit: int | None = None
    prompt_tokens: int | None = None
    ended: bool = False
    _pieces: int = 0
    _words: bool = False
    _first_s: float | None = None
    _finish: Finish = Finish.INCOMPLETE
    _tokens: int | None = None
    _speed: float | None = None
    _whole: Whole = field(default_factory=Whole)
    _thoughts: Thoughts = field(default_factory=Thoughts)

    def feed(self, chunk: dict[str, Any]) -> list[BackendEvent]:
        """The events of one chunk; afterwards `ended` tells whether the reply is over."""
        message: dict[str, Any] = chunk.get("message") or {}
        events: list[BackendEvent] = []
        if thought := message.get("thinking"):
            events.append(Thought(_mended(thought)))
        if text := message.get("content"):
            self._pieces += 1
            events += self._said(self._thoughts.feed(self._whole.feed(text)))
        if events and self._first_s is None:
            self._first_s = asyncio.get_running_loop().time() - self.started
        if chunk.get("done"):
            self._over(chunk)
        elif self.limit is not None and self._pieces >= self.limit:
            self.ended, self._finish = True, Finish.LENGTH
        return events

    def end(self) -> list[BackendEvent]:
        """What was held back, and `Done`: incomplete where nothing was said or nobody said that it is all."""
        last = [*self._thoughts.feed(self._whole.flush()), *self._thoughts.flush()]
        events = self._said(last)
        finish = self._finish if self._words else Finish.INCOMPLETE
        stats = ReplyStats(
            self.prompt_tokens,
            self._tokens or self._pieces or None,
            self._first_s,
            self._speed,
        )
        return [*events, Done(finish, stats)]

    def _said(self, pieces: list[tuple[bool, str]]) -> list[BackendEvent]:
        self._words = self._words or any(not thought and text.strip() for thought, text in pieces)
        return [Thought(text) if thought else Token(text) for thought, text in pieces]

    def _over(self, chunk: dict[str, Any]) -> None:
        self.ended = True
        self.prompt_tokens = chunk.get("prompt_eval_count")
        self._tokens = chunk.get("eval_count")
        spent = chunk.get("eval_duration")
        if self._tokens and spent:
            self._speed = self._tokens / (spent / 1e9)
        match chunk.get("done_reason"):
            case "length":
                self._finish = Finish.LENGTH
            case "load" | "unload":
                self._finish = Finish.INCOMPLETE
            case _:
                self._finish = Finish.STOP
