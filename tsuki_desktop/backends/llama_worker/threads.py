"""How many threads pay right now.

On two cores, two threads make 126 tokens a second and one makes 105; but while another program keeps one
of the cores busy, two threads fall to 40 or 5 and one still makes 106. No constant is right, so the time
that tokens take decides, token by token. Where to look, the processor tells: threads that do not get their
cores have one too many, and one more pays only where a core has nothing to do.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PROBE_TOKENS = 3
_FIRST_PROBE = 12
"""Tokens until the neighbours are tried for the first time."""
_LAST_PROBE = 192
"""The interval doubles with every probe that changed nothing, quadruples with a hopeless one, up to this."""
_GAIN = 0.97
"""A neighbour must take less than this share of the time, or noise would decide."""
_CHANGED = 1.3
"""A token time that drifts by this factor means that the machine's load has changed."""
_HOPELESS = 1.4
"""A probe that takes this factor longer is broken off at once."""
_SMOOTH = 0.15
_STARVED = 0.85
"""Threads that have a core for less than this share of their time are one too many."""
_FREE = 0.6
"""Cores that must have had nothing to do before one more thread is tried."""


@dataclass(slots=True)
class _Probe:
    level: int
    tokens: int = 0
    seconds: float = 0.0


class ThreadChooser:
    """Chooses the threads of each token: `next()` before it, `took()` after it.

    It climbs: every now and then a few tokens are made with a little more or fewer threads, and where that
    was faster it stays. `fixed` switches it off; `most` is the number of usable cores; `free` says how many
    cores had nothing to do since it was last asked.
    """

    def __init__(
        self, fixed: int | None = None, most: int | None = None, free: Callable[[], float] | None = None
    ) -> None:
        self._free = free or FreeCores()
        self.most = max(1, fixed or most or usable_cores())
        self._levels = [self.most] if fixed else _levels(self.most)
        self._at = len(self._levels) - 1
        self._seconds: float | None = None
        self._settled: float | None = None
        self._interval = _FIRST_PROBE
        self._wait = _FIRST_PROBE
        self._probe: _Probe | None = None
        self._up = False
        self._share = 1.0
        self._fewer_failed = False

    @property
    def current(self) -> int:
        """The number that it has settled on."""
        return self._levels[self._at]

    def next(self) -> int:
        """Threads for the next token."""
        if self._probe is None and self._wait <= 0 and len(self._levels) > 1:
            self._begin_probe()
        return self._levels[self._probe.level if self._probe else self._at]

    def _begin_probe(self) -> None:
        level = self._neighbour()
        if level > self._at and self._free() < _FREE:
            self._wait = _FIRST_PROBE
        else:
            self._probe = _Probe(level)

    def _neighbour(self) -> int:
        self._up = not self._up
        step = 1 if self._up else -1
        inside = 0 <= self._at + step < len(self._levels)
        return self._at + (step if inside else -step)

    def took(self, seconds: float, share: float = 1.0) -> None:
        """Tell how long that token took, and what share of that time its threads had a core, 0 to 1."""
        if self._probe:
            self._judge(self._probe, seconds)
            return
        self._wait -= 1
        self._seconds = seconds if self._seconds is None else _mix(self._seconds, seconds)
        if self._settled and not 1 / _CHANGED < self._seconds / self._settled < _CHANGED:
            self._settled, self._interval = self._seconds, _FIRST_PROBE
            self._wait = min(self._wait, 2)
            self._fewer_failed = False
        self._share = _mix(self._share, share, 0.5)
        if self._share < _STARVED and self._at > 0 and not self._fewer_failed:
            self._wait, self._up = 0, True  # the neighbour to try is the lower one

    def _judge(self, probe: _Probe, seconds: float) -> None:
        now = self._seconds or seconds
        probe.tokens += 1
        if probe.tokens > 1:  # the first one also pays for waking threads
            probe.seconds += seconds
        hopeless = seconds > _HOPELESS * now
        if probe.tokens <= _PROBE_TOKENS and not hopeless:
            return
        self._probe = None
        self._share = 1.0
        mean = probe.seconds / (probe.tokens - 1) if probe.tokens > 1 else seconds
        if not hopeless and mean < _GAIN * now:
            self._at, self._seconds, self._interval = probe.level, mean, _FIRST_PROBE
            self._fewer_failed = False
        else:
            self._fewer_failed = self._fewer_failed or probe.level < self._at
            self._interval = min((4 if hopeless else 2) * self._interval, _LAST_PROBE)
        self._settled, self._wait = self._seconds, self._interval


def _mix(old: float, new: float, pull: float = _SMOOTH) -> float:
    return old + pull * (new - old)


class FreeCores:
    """How many cores had nothing to do since the last call, on average."""

    def __init__(self) -> None:
        self._idle, self._at = _idle_seconds(), time.perf_counter()

    def __call__(self) -> float:
        """Ask, and begin anew."""
        idle, now = _idle_seconds(), time.perf_counter()
        gained, took = idle - self._idle, now - self._at
        self._idle, self._at = idle, now
        return gained / took if took > 0 else 0.0


def _idle_seconds() -> float:
    import psutil

    times = psutil.cpu_times()
    return times.idle + getattr(times, "iowait", 0.0)


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
