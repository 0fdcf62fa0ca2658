"""How long the person waits for the first word, early and late in a conversation."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

import psutil

from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
from tsuki_desktop.bench.decode import starter
from tsuki_desktop.bench.figures import Figure
from tsuki_desktop.bench.yardstick import SAID, Step, bare
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.domain.events import ReplyEnded
from tsuki_desktop.paths import Profile
from tsuki_desktop.services.session import Session

TURNS = 20
LATE = 200
LIMIT = 24
"""Tokens a reply: enough to fill the context by turn 200 many times over, and soon done."""

ALLOWED_RATIO = 1.3
ALLOWED_S = 0.03


async def measure() -> list[Figure]:
    """Time to first token at turns 20 to 39 and 200 to 219, against evaluating those turns' tokens alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = await starter(folder)
        assert model.path is not None
        backend = LlamaCppBackend(folders=[folder])
        waits: list[float] = []
        steps: list[Step] = []
        profile = Profile(folder / "profile")
        async with await Session.open(profile, backends={"llama.cpp": lambda: backend}) as session:
            session.settings.update(model=model.id, max_tokens=LIMIT)
            opening = await _opening(backend, model.id)
            conversation: int | None = None
            for turn in range(LATE + TURNS):
                text = f"{SAID[turn % len(SAID)]} ({turn})"
                async for event in session.chatting.send(conversation, text):
                    if isinstance(event, ReplyEnded):
                        stats = event.message.stats
                        conversation = event.message.conversation_id
                        waits.append(stats.first_token_s or 0.0)
                        new = opening + (await backend.count(model.id, [Turn(Role.USER, text)]))[0]
                        steps.append(Step(max(0, (stats.prompt_tokens or new) - new), new))
                await session.chatting.prepared()
        cores = psutil.cpu_count() or 1
        figures: list[Figure] = []
        for start in (TURNS, LATE):
            part = slice(start, start + TURNS)
            alone = await bare(model.path, threads=cores, steps=steps[part])
            figures.append(_figure(start, statistics.mean(waits[part]), statistics.mean(alone.steps)))
        return figures


async def _opening(backend: LlamaCppBackend, model: str) -> int:
    """Tokens that open each reply, which the turn before it brings along."""
    said = [Turn(Role.USER, SAID[0])]
    told = [await backend.render(model, said, reply=reply) for reply in (False, True)]
    closed, opened = [len(await backend.tokenise(model, text, special=True)) for text in told]
    return opened - closed


def _figure(turn: int, wait: float, alone: float) -> Figure:
    most = ALLOWED_RATIO * alone + ALLOWED_S
    goal = f"<= {ALLOWED_RATIO} x baseline + {ALLOWED_S} s"
    return Figure(f"first token, turn {turn}", wait, "s", alone, wait / alone, goal, wait <= most)
