"""Runs the bare llama.cpp loop in a process of its own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
    from tsuki_desktop.domain.chat import Turn

SAID = (
    "tell me a long story about the moon",
    "what do you think about cats? write as much as you like",
    "how do i cook rice? explain it step by step",
    "i had a long day at work, let me tell you",
    "list ten things that are blue",
    "why do people like music? tell me everything",
)
"""What the benchmarks say; things that get long answers."""


@dataclass(frozen=True, slots=True)
class Bare:
    """What the bare loop measured; see `backends/llama_worker/yardstick.py`."""

    tokens: int
    seconds: float
    steps: tuple[float, ...]

    @property
    def tokens_per_s(self) -> float:
        """Tokens a second while decoding."""
        return self.tokens / self.seconds


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as token ids."""

    tokens: tuple[int, ...]
    seed: int
    limit: int


@dataclass(frozen=True, slots=True)
class Step:
    """Evaluate `new` tokens behind `before` others."""

    before: int
    new: int


async def bare(
    model: Path,
    *,
    threads: int,
    prompts: Sequence[Prompt] = (),
    steps: Sequence[Step] = (),
    context: int = 2048,
) -> Bare:
    """Run the bare loop once."""
    request: dict[str, Any] = {
        "model": str(model),
        "context": context,
        "threads": threads,
        "prompts": [asdict(prompt) for prompt in prompts],
        "steps": [asdict(step) for step in steps],
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tsuki_desktop.backends.llama_worker.yardstick",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate(json.dumps(request).encode())
    answer = json.loads(output)
    return Bare(answer["tokens"], answer["seconds"], tuple(answer["steps"]))


async def prompt_of(
    backend: LlamaCppBackend, model: str, turns: Sequence[Turn], seed: int, limit: int
) -> Prompt:
    """`turns` as the program gives them to the model."""
    text = await backend.render(model, turns)
    return Prompt(tuple(await backend.tokenise(model, text, special=True)), seed, limit)


@contextmanager
def busy_core() -> Generator[None]:
    """Keep one core busy meanwhile."""
    other = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        other.kill()
        other.wait()
