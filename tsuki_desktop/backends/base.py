"""The Protocol that every backend keeps, and what its calls carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence
    from pathlib import Path

    from tsuki_desktop.domain.chat import Turn
    from tsuki_desktop.domain.events import BackendEvent
    from tsuki_desktop.domain.sampling import Sampling


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model that a backend can run.

    `id` names it in settings, messages and on the command line, and is stable across starts:
    `BACKEND:NAME`, such as `llama.cpp:SmolLM2-135M-Instruct` or `ollama:llama3.2:3b`.
    Sizes are bytes. `fits` is whether weights and context fit into this machine's memory, None where it
    cannot be told.
    """

    id: str
    name: str
    backend: str
    path: Path | None = None
    adapter: Path | None = None
    size_bytes: int | None = None
    family: str = ""
    quantisation: str = ""
    parameters: int | None = None
    context: int | None = None
    """The longest context that the model was trained for, in tokens."""
    fits: bool | None = None
    starter: bool = False
    """The small model that comes with the program; labelled as such."""
    cloud: bool = False
    """Runs on somebody else's computers: what is said leaves this one. Never chosen without consent."""
    memory_bytes: int | None = None
    """What weights and the usual context need, an estimate; None where it cannot be told."""


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """How far a model has come: `done` of `total` bytes, 0 while they are not known; `status` in words."""

    status: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ReplyRequest:
    """What a reply is made from.

    `turns` is the whole prompt: the system turn and the few-shot turns (the first `prefix` of it, the same in
    every request of one conversation), then the conversation, ending with the turn to answer. Where the last
    turn is Tsuki's own, the model continues it.
    """

    model: str
    turns: Sequence[Turn]
    prefix: int
    sampling: Sampling
    stop: tuple[str, ...] = field(default=())


class Backend(Protocol):
    """One way to run models.

    All calls run on the event loop and block it for less than 16 ms. Errors are `BackendError`s with a
    sentence and a hint.
    """

    name: str
    """As in `ModelInfo.backend`: `llama.cpp`, `ollama`, `echo`, `openai`."""

    counts_exactly: bool
    """Whether what `count` says stays true; a guess gets better with each reply."""

    async def list_models(self) -> list[ModelInfo]:
        """What can be chosen now, best first.

        Raises:
            BackendDownError: the backend cannot be reached.

        """
        ...

    def stream(self, request: ReplyRequest) -> AsyncGenerator[BackendEvent]:
        """Stream one reply; ends with `Done`.

        `aclose()` on the generator, or cancelling the task that iterates, stops the model at once.

        Raises:
            BackendError: during iteration; tokens yielded before it are good.

        """
        ...

    async def count(self, model: str, turns: Sequence[Turn]) -> list[int]:
        """How many prompt tokens each turn costs, template included.

        Exact where the backend has the tokenizer, else an estimate that is never too low by more than 10%.
        """
        ...

    async def prepare(self, request: ReplyRequest) -> None:
        """Load the model and evaluate the prompt, so that the next reply starts sooner.

        Cheap to call again; a `stream` that comes meanwhile goes first. Never raises for a model that
        cannot be loaded: the next `stream` tells.
        """
        ...

    async def unload(self) -> None:
        """Give back the model's memory (and the GPU's); the next `stream` loads again."""
        ...

    async def close(self) -> None:
        """Stop everything and give back memory; the backend is not used again."""
        ...
