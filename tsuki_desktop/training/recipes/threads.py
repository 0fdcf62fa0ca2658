"""How many threads train while other programs come and go. Standard library only.

Threads wait for the slowest of them. With both of two cores free two threads are faster; with one kept busy
by another program they reached half of one thread's idle speed here, and one thread alone three quarters. So
now and then one step is made with one thread fewer (or more again), and what was faster stays. Several
threads add in another order than one: results are then the same but for rounding.
"""

from __future__ import annotations

TRY_EVERY = 16
TRY_FIRST = 3
"""Steps: the first ones warm up."""
WORTH = 1.05
"""How many times faster a trial must be, so that chance alone does not decide."""


class Threads:
    """Chooses between `most` threads and one fewer; `use(count)` sets them. With one there is no choice."""

    def __init__(self, most: int, use) -> None:
        self.most, self.use = most, use
        self.now = most
        self.steps = 0
        self.usual = 0.0
        self.trying = False

    def after_step(self, tokens: int, seconds: float) -> None:
        """Learn from the step that was just made, and choose for the next one."""
        if self.most < 2 or seconds <= 0:  # noqa: PLR2004  one thread leaves nothing to choose
            return
        self.steps += 1
        speed = tokens / seconds
        if self.trying:
            self.trying = False
            if speed < WORTH * self.usual:
                self.switch()
            else:
                self.usual = speed
            return
        self.usual = speed
        if self.steps % TRY_EVERY == TRY_FIRST:
            self.trying = True
            self.switch()

    def switch(self) -> None:
        """Take the other count."""
        self.now = self.most - 1 if self.now == self.most else self.most
        self.use(self.now)
