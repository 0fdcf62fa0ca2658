"""How many threads pay right now.

On two cores, two threads make 126 tokens a second and one makes 105; but while another program keeps one
of the cores busy, two threads fall to 40 or 5 and one still makes 106. No constant is right, so the time
that tokens take decides, token by token.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

_PROBE_TOKENS = 3
_FIRST_PROBE = 12
"""Tokens until the neighbours are tried for the first time."""
_LAST_PROBE = 192
"""The interval doubles with every probe that changed nothing, quadruples with a hopeless one, up to this."""
_GAIN = 0.97
"""A neighbour must take less than this share of the time, or noise would decide."""
_CHANGED = 1.3
"""A token time that drifts by this factor means that the machine's load has changed."""
_HOPELESS = 1.6
"""A probe that takes this factor longer is broken off at once."""
_SMOOTH = 0.15


@dataclass(slots=True)
class _Probe:
    level: int
    tokens: int = 0
    seconds: float = 0.0


class ThreadChooser:
    """Chooses the threads of each token: `next()` before it, `took()` after it.

    It climbs: every now and then a few tokens are made with a little more or fewer threads, and where that
    was faster it stays. `fixed` switches it off; `most` is the number of usable cores.
    """

    def __init__(self, fixed: int | None = None, most: int | None = None) -> None:
        self.most = max(1, fixed or most or usable_cores())
        self._levels = [self.most] if fixed else _levels(self.most)
        self._at = len(self._levels) - 1
        self._seconds: float | None = None
        self._settled: float | None = None
        self._warm = 0
        self._interval = _FIRST_PROBE
        self._wait = _FIRST_PROBE
        self._probe: _Probe | None = None
        self._up = False

    @property
    def current(self) -> int:
        """The number that it has settled on."""
        return self._levels[self._at]

    def next(self) -> int:
        """Threads for the next token."""
        if self._probe is None and self._wait <= 0 and len(self._levels) > 1:
            self._probe = _Probe(self._neighbour())
        return self._levels[self._probe.level if self._probe else self._at]

    def _neighbour(self) -> int:
        self._up = not self._up
        step = 1 if self._up else -1
        inside = 0 <= self._at + step < len(self._levels)
        return self._at + (step if inside else -step)

    def took(self, seconds: float) -> None:
        """Tell how long that token took."""
        if self._probe:
            self._judge(self._probe, seconds)
            return
        self._wait -= 1
        self._seconds = seconds if self._seconds is None else _mix(self._seconds, seconds)
        if self._settled and not 1 / _CHANGED < self._seconds / self._settled < _CHANGED:
            self._settled, self._interval = self._seconds, _FIRST_PROBE
            self._wait = min(self._wait, 2)

    def _judge(self, probe: _Probe, seconds: float) -> None:
        now = self._seconds or seconds
        probe.tokens += 1
        if probe.tokens > 1:  # the first one also pays for waking threads
            probe.seconds += seconds
        hopeless = seconds > _HOPELESS * now
        if probe.tokens <= _PROBE_TOKENS and not hopeless:
            return
        self._probe = None
        mean = probe.seconds / (probe.tokens - 1) if probe.tokens > 1 else seconds
        if not hopeless and mean < _GAIN * now:
            self._at, self._seconds, self._interval = probe.level, mean, _FIRST_PROBE
        else:
            self._interval = min((4 if hopeless else 2) * self._interval, _LAST_PROBE)
        self._settled, self._wait = self._seconds, self._interval


def _mix(old: float, new: float) -> float:
    return old + _SMOOTH * (new - old)


def _levels(most: int) -> list[int]:
    """Thread counts worth trying, ascending: every one up to four, then steps of about a quarter."""
    levels = {most}
    step = most
    while step > 1:
        step -= max(1, step // 4)
        levels.add(step)
    return sorted(levels)


def usable_cores() -> int:
    """Cores that this process may run on; half of them where they are twins of one physical core each."""
    affinity = getattr(os, "sched_getaffinity", None)
    usable = len(affinity(0)) if affinity else os.cpu_count() or 1
    import psutil

    physical = psutil.cpu_count(logical=False) or usable
    return max(1, min(usable, physical))
