"""A backend that follows a script: no model, no waiting, the same answer every time.

It ships with the program: to try the window without a model, to show off, and to test everything that
stands on a backend, faults included.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.backends.base import ModelInfo
from tsuki_desktop.domain.chat import Finish, ReplyStats, Role
from tsuki_desktop.domain.events import Done, Evaluating, Loading, Token
from tsuki_desktop.errors import BackendDownError, ModelError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from tsuki_desktop.backends.base import ReplyRequest
    from tsuki_desktop.domain.chat import Turn
    from tsuki_desktop.domain.events import BackendEvent
    from tsuki_desktop.errors import BackendError

MODEL = "echo:echo"

LINES = (
    "\u201c{words}\u201d, huh? Fine, I heard you. I-it's not like I was waiting for you to write!",
    "Hmm, {words}\u2026 Okay, that's actually kinda cute. Don't let it go to your head.",
    "Wait, {words}? Tell me more. I'm curious, not that I'd ever admit it.",
    "You said \u201c{words}\u201d and I'm just an echo today, dummy. Get me a real model already!",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong in one reply, once `after` tokens are out.

    Exactly one of: `error` is raised; `hang` goes silent for ever; `quiet` ends the stream without `Done`.
    """

    after: int = 0
    error: BackendError | None = None
    hang: bool = False
    quiet: bool = False


class EchoBackend:
    """Answers by script.

    `script` is a list of replies, given in turn and then from the start again, or a function from the
    request to the reply; without one she answers in a few lines made of the person's words.
    `tokens_per_s` None streams as fast as the reader reads. `faults` are dealt out one a reply, in order,
    None for a reply without one. `load_s` is how long the first reply after a start or an unload waits
    for "the model".
    """

    name = "echo"
    counts_exactly = True

    def __init__(
        self,
        script: Sequence[str] | Callable[[ReplyRequest], str] | None = None,
        *,
        tokens_per_s: float | None = None,
        faults: Sequence[Fault | None] = (),
        load_s: float = 0.0,
        down: bool = False,
    ) -> None:
        self._script = script
        self._tokens_per_s = tokens_per_s
        self._faults = list(faults)
        self._load_s = load_s
        self._down = down
        self._loaded = False
        self._closed = False
        self._replies = 0

    @property
    def loaded(self) -> bool:
        """Whether "the model" is in memory."""
        return self._loaded

    async def list_models(self) -> list[ModelInfo]:
        """The one model there is."""
        self._check()
        return [ModelInfo(id=MODEL, name="echo", backend=self.name, size_bytes=0, family="echo", fits=True)]

    async def stream(self, request: ReplyRequest) -> AsyncGenerator[BackendEvent]:
        """One scripted reply; a last turn of Tsuki's own is continued where its words begin the reply."""
        self._check()
        if request.model != MODEL:
            raise ModelError(f"There is no model called {request.model}.", "Choose another model.")
        started = asyncio.get_running_loop().time()
        if not self._loaded:
            yield Loading(MODEL)
            await asyncio.sleep(self._load_s)
            self._loaded = True
        prompt = sum(await self.count(request.model, request.turns))
        yield Evaluating(prompt, prompt)
        fault = self._faults.pop(0) if self._faults else None
        pieces = tokens(self._reply(request))
        sent = pieces[: request.sampling.max_tokens]
        clock = asyncio.get_running_loop().time
        first = clock()
        for number, piece in enumerate(sent):
            if fault and number == fault.after and await _strike(fault):
                return
            await self._pace(first, number)
            yield Token(piece)
        if fault and fault.after >= len(sent) and await _strike(fault):
            return
        took = clock() - first
        yield Done(
            Finish.STOP if len(sent) == len(pieces) else Finish.LENGTH,
            ReplyStats(
                prompt_tokens=prompt,
                reply_tokens=len(sent),
                first_token_s=first - started,
                tokens_per_s=len(sent) / took if took > 0 else None,
            ),
        )

    async def count(self, model: str, turns: Sequence[Turn]) -> list[int]:
        """Words, and four for the template of each turn."""
        del model
        return [len(tokens(turn.text)) + 4 for turn in turns]

    async def prepare(self, request: ReplyRequest) -> None:
        """Load "the model"."""
        if not self._loaded and request.model == MODEL and not self._down:
            await asyncio.sleep(self._load_s)
            self._loaded = True

    async def unload(self) -> None:
        """Forget "the model"."""
        self._loaded = False

    async def close(self) -> None:
        """Not used again."""
        self._loaded = False
        self._closed = True

    def _check(self) -> None:
        if self._down or self._closed:
            raise BackendDownError("The echo backend is not running.", "Choose another model.")

    def _reply(self, request: ReplyRequest) -> str:
        number, self._replies = self._replies, self._replies + 1
        if callable(self._script):
            return self._script(request)
        whole = self._script[number % len(self._script)] if self._script else _answer(request, number)
        last = request.turns[-1]
        if last.role is Role.ASSISTANT and whole.startswith(last.text):
            return whole[len(last.text) :]
        return whole

    async def _pace(self, first: float, number: int) -> None:
        """Wait until the moment of token `number`; against a fixed start, so that delays do not add up."""
        if not self._tokens_per_s:
            await asyncio.sleep(0)
            return
        due = first + number / self._tokens_per_s
        await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))


def tokens(text: str) -> list[str]:
    """`text` in pieces of one word each, the space before it included; joined they are `text`."""
    return re.findall(r"\s*\S+|\s+$", text)


def _answer(request: ReplyRequest, number: int) -> str:
    """A line of Tsuki's made of the person's last words; another one for each try."""
    said = [turn.text for turn in request.turns if turn.role is Role.USER]
    words = " ".join((said[-1] if said else "nothing").split()[:12]).rstrip(".!?\u2026,;:")
    seed = request.sampling.seed
    pick = zlib.crc32(words.encode("utf-8", "replace")) + (number if seed is None else seed)
    return LINES[pick % len(LINES)].format(words=words)


async def _strike(fault: Fault) -> bool:
    """Let the fault happen; True where the stream is to end without `Done`."""
    if fault.error:
        raise fault.error
    if fault.hang:
        await asyncio.Event().wait()
    return fault.quiet
