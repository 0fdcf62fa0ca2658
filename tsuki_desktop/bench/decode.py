"""How much of llama.cpp's speed reaches the chat, and whether the right number of threads is chosen."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
from tsuki_desktop.bench.figures import Figure, at_least
from tsuki_desktop.bench.yardstick import SAID, Prompt, bare, busy_core, prompt_of
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.domain.events import ReplyEnded, Token
from tsuki_desktop.paths import Profile
from tsuki_desktop.services.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tsuki_desktop.backends.base import ModelInfo

ROUNDS = 5
"""So many, turn about: on a shared machine the bare loop's own speed was seen to change by a quarter."""
THREAD_ROUNDS = 7
LIMIT = 150
SEED = 7


async def measure() -> list[Figure]:
    """Decode speed through the chat, and with the threads that are chosen, idle and beside a busy program."""
    with tempfile.TemporaryDirectory() as folder:
        model = await starter(Path(folder))
        figures = [await _through_the_chat(Path(folder), model)]
    figures.append(await _threads("threads, idle", model))
    with busy_core():
        figures.append(await _threads("threads, one core busy", model))
    return figures


async def starter(folder: Path) -> ModelInfo:
    """Find the model that is measured: without an adapter, as the bare loop has none."""
    backend = LlamaCppBackend(folders=[folder])
    try:
        return next(model for model in await backend.list_models() if model.adapter is None)
    finally:
        await backend.close()


async def _through_the_chat(folder: Path, model: ModelInfo) -> Figure:
    """Child process, pipe, chat service and log against the bare loop, turn about."""
    assert model.path is not None
    profile = Profile(folder / "profile")
    backend = LlamaCppBackend(folders=[folder])
    async with await Session.open(profile, backends={"llama.cpp": lambda: backend}) as session:
        session.settings.update(model=model.id, max_tokens=LIMIT)
        prompts = await prompts_of(session, backend, model.id)
        await chat_speed(session)  # the first round loads and settles on its threads
        rounds = [(await chat_speed(session), await bare_speeds(model.path, prompts)) for _ in range(ROUNDS)]
    ours, bare_ones = zip(*rounds, strict=True)
    return at_least("decode through the chat", statistics.median(ours), "tokens/s", 0.95, best(bare_ones))


async def prompts_of(session: Session, backend: LlamaCppBackend, model: str) -> list[Prompt]:
    """`SAID` as the chat gives it to the model."""
    prefix = await session.voice.prefix("")
    return [await prompt_of(backend, model, [*prefix, Turn(Role.USER, text)], SEED, LIMIT) for text in SAID]


async def bare_speeds(model: Path, prompts: Sequence[Prompt]) -> dict[int, float]:
    """Tokens a second of the bare loop by the number of threads."""
    return {count: (await bare(model, threads=count, prompts=prompts)).tokens_per_s for count in _counts()}


def best(rounds: Sequence[Mapping[int, float]]) -> float:
    """The speed of the threads that suit the bare loop best, each number judged by its median round."""
    return max(statistics.median(one[count] for one in rounds) for count in rounds[0])


async def chat_speed(session: Session) -> float:
    """Tokens a second over all replies to `SAID`, each in a conversation of its own.

    By the wall clock of who reads the chat, from the first words of each reply to its last ones.
    """
    tokens, seconds = 0, 0.0
    for text in SAID:
        first = last = 0.0
        async for event in session.chatting.send(None, text):
            if isinstance(event, Token):
                last = time.perf_counter()
                first = first or last
            if isinstance(event, ReplyEnded) and event.message.stats.reply_tokens:
                tokens += event.message.stats.reply_tokens - 1
                seconds += last - first
    return tokens / seconds


async def _threads(name: str, model: ModelInfo) -> Figure:
    """The chosen threads against the best fixed number."""
    speeds: dict[int | None, list[float]] = {}
    for _ in range(THREAD_ROUNDS):
        for count in (None, *_counts()):
            speeds.setdefault(count, []).append(await _speed_with(model, count))
    chosen = statistics.median(speeds.pop(None))
    fixed = max(statistics.median(values) for values in speeds.values())
    return at_least(name, chosen, "tokens/s", 0.9, fixed)


async def _speed_with(model: ModelInfo, threads: int | None) -> float:
    with tempfile.TemporaryDirectory() as folder:
        backend = LlamaCppBackend(folders=[Path(folder)], threads=threads)
        profile = Profile(Path(folder) / "profile")
        async with await Session.open(profile, backends={"llama.cpp": lambda: backend}) as session:
            session.settings.update(model=model.id, max_tokens=LIMIT)
            return await chat_speed(session)


def _counts() -> list[int]:
    """The fixed numbers of threads that are tried: one, and all cores."""
    import psutil

    return sorted({1, psutil.cpu_count() or 1})
