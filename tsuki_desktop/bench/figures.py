"""What a benchmark prints: figures with a baseline from the same run; a slow machine does not decide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; None where there is nothing to say. `ratio` is value over baseline."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None
    goal: str | None = None
    met: bool | None = None


def at_most(name: str, value: float, unit: str, most: float, baseline: float | None = None) -> Figure:
    """A figure that must not be above `most`: itself, or its ratio to the baseline where there is one."""
    if baseline is None:
        return Figure(name, value, unit, goal=f"<= {most:g}", met=value <= most)
    ratio = value / baseline
    return Figure(name, value, unit, baseline, ratio, f"ratio <= {most:g}", ratio <= most)


def at_least(name: str, value: float, unit: str, least: float, baseline: float) -> Figure:
    """A figure whose ratio to the baseline must not be below `least`."""
    ratio = value / baseline
    return Figure(name, value, unit, baseline, ratio, f"ratio >= {least:g}", ratio >= least)
