"""Whether training has become much slower than it was at its start. Standard library only."""

from __future__ import annotations

from collections import deque
from statistics import median

FEW = 10
"""Steps that are compared: rows differ in length, and any program may take a moment, so one says little."""


class Pace:
    """Compares the usual speed of the last few steps with that of the first few."""

    def __init__(self) -> None:
        self.first: list[float] = []
        self.recent: deque[float] = deque(maxlen=FEW)

    def after_step(self, tokens: int, seconds: float) -> None:
        """Take in the step that was just made."""
        (self.first if len(self.first) < FEW else self.recent).append(tokens / max(seconds, 1e-9))

    def halved(self) -> bool:
        """Whether the last few steps were less than half as fast as the first few, in tokens a second."""
        return len(self.recent) == FEW and 2 * median(self.recent) < median(self.first)
