"""How fast a model would write here: only ever from what was seen on this computer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.store import speeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tsuki_desktop.backends.base import ModelInfo
    from tsuki_desktop.services.chatting import Chatting
    from tsuki_desktop.store.database import ChatLog

_FURTHEST = 40
"""A model of forty times the size says too little: the smallest ones lie in the processor's own cache."""
QUICK_ENOUGH = 4.0
"""Tokens a second: three words, about as fast as people read aloud. Slower is no pleasure to wait for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What an installed model of `size_bytes` did here, in tokens a second."""

    name: str
    backend: str
    size_bytes: int
    tokens_per_s: float


async def seen(log: ChatLog, models: Iterable[ModelInfo]) -> dict[str, Seen]:
    """What each of `models` did here, by id; those that run on this computer and have written before."""
    known = await log.read(speeds.seen)
    return {
        info.id: Seen(info.name, info.backend, info.size_bytes, known[info.id])
        for info in models
        if info.id in known and info.size_bytes and not info.cloud
    }


async def tried(chatting: Chatting, speaks: ModelInfo | None) -> list[Seen]:
    """Where nothing was seen yet, what the tiny starter does in a trial; it is in memory anyway.

    `speaks` is the model in use: a larger one is not loaded for this.
    """
    if speaks is None or not speaks.starter or not speaks.size_bytes:
        return []
    speed = await chatting.tried()
    return [Seen(speaks.name, speaks.backend, speaks.size_bytes, speed)] if speed else []


def suiting(expected: Sequence[float]) -> int | None:
    """Which of some models suits this computer, by its place; None where there are none.

    `expected` are their speeds in tokens a second, smallest model first, 0 where nothing near was measured:
    the largest before one that is known to be too slow, since a larger one is no quicker.
    """
    best = None
    for at, speed in enumerate(expected):
        if at and 0 < speed < QUICK_ENOUGH:
            break
        best = at
    return best


def expect(measured: Sequence[Seen], backend: str, size_bytes: int) -> tuple[float, str]:
    """Tokens a second that a model of `size_bytes` would write in `backend`, and what that stands on.

    Each token reads all weights once, so speed falls with size. The nearest in size that ran in the same
    backend is asked first: another one may run on another device. `(0, "")` where nothing near was measured.
    """
    near = [one for one in measured if 1 / _FURTHEST <= size_bytes / one.size_bytes <= _FURTHEST]
    if not near or size_bytes <= 0:
        return 0.0, ""
    best = min(near, key=lambda one: (one.backend != backend, abs(math.log(size_bytes / one.size_bytes))))
    return best.tokens_per_s * best.size_bytes / size_bytes, best.name
