"""What a page shows of one training run: where it is, its curves, and what it warned of.

The run's folder is the truth (see `training/launcher`), so a watch can begin at any time, also after the
window was closed. Looking reads files, a long run's from the start: for a thread.
"""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tsuki_desktop.training import events as ev
from tsuki_desktop.training import launcher
from tsuki_desktop.training.launcher import RunState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tsuki_desktop.training.launcher import Run

Points = tuple[tuple[float, float], ...]
POINTS_SHOWN = 240


@dataclass(frozen=True, slots=True)
class Progress:
    """A run at one moment. Curves are (step, loss in nats a token), thinned to `POINTS_SHOWN`.

    `loading` is a sentence until the first step of this life: commands are not heard before. `saved` is the
    step of the newest checkpoint, 0 where there is none. `end` is set where the run ended; a run that died
    without a word ends in a `Failed`.
    """

    uid: str
    state: RunState
    plan: Mapping[str, Any]
    loading: str = ""
    step: ev.StepDone | None = None
    learned: Points = ()
    held_out: Points = ()
    warned: tuple[ev.Warned, ...] = ()
    saved: int = 0
    resumable: bool = False
    end: ev.Measured | ev.Stopped | ev.Finished | ev.Failed | None = None
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """As the recipe resolved them, with what it counted; empty before that."""
    first_row: ev.MaskPreview | None = None
    """The first row as the model sees it, and which of it is trained."""

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.state not in {RunState.RUNNING, RunState.PAUSED}


@dataclass(slots=True)
class _Seen:
    """What the events told so far."""

    starts: int = 0
    last: ev.Event | None = None
    loading: str = ""
    step: ev.StepDone | None = None
    learned: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    held_out: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    warned: dict[str, ev.Warned] = field(default_factory=dict[str, ev.Warned])
    saved: int = 0
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    first_row: ev.MaskPreview | None = None

    def take(self, event: ev.Event) -> None:
        """Take in one event."""
        match event:
            case ev.Started(resumed_from=at):
                # Steps after the checkpoint that it goes on from are made anew.
                self.starts += 1
                self.learned = [one for one in self.learned if one[0] <= at]
                self.held_out = [one for one in self.held_out if one[0] <= at]
                self.warned, self.loading = {}, self.loading or "Starting."
            case ev.Loading(what=what):
                self.loading = what
            case ev.Config(settings=settings):
                self.settings = settings
            case ev.MaskPreview():
                self.first_row = event
            case ev.StepDone(step=step, loss=loss):
                self.step, self.loading = event, ""
                self.learned.append((step, loss))
            case ev.Evaluated(step=step, held_out_loss=loss):
                self.held_out.append((step, loss))
            case ev.Warned(message=message):
                self.warned[message] = event
            case ev.CheckpointSaved(step=step):
                self.saved = step
            case _:
                pass
        if isinstance(event, (ev.Started, ev.Paused, ev.Resumed, *ev.ENDS)):
            self.last = event


class Watch:
    """Looks at one run again and again; each look reads only what is new."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._lines = ev.LineReader(run.folder / ev.EVENTS_FILE)
        self._seen = _Seen()
        self._plan: dict[str, Any] | None = None
        self._earlier = 0

    def look(self) -> Progress:
        """What the run is now.

        Raises:
            NotFoundError: the folder is not a run's.

        """
        if self._plan is None:
            self._plan = launcher.read_plan(self.run.folder)
            self._earlier = int((launcher.read_process(self.run.folder) or {}).get("earlier", 0))
        alive = self.run.alive  # before the lines: a process that ends between the two has written its last
        for line in self._lines.new_lines():
            event = ev.from_line(line)
            if event is not None:
                self._seen.take(event)
        return self._progress(self._plan, alive=alive)

    def _progress(self, plan: dict[str, Any], *, alive: bool) -> Progress:
        seen = self._seen
        starting = alive and seen.starts <= self._earlier
        state = RunState.RUNNING if starting else launcher.judge(seen.last, alive=alive)
        end = seen.last if isinstance(seen.last, ev.ENDS) and not starting else None
        before = _before(self.run)
        held_out = [(0.0, before), *seen.held_out] if before is not None else seen.held_out
        return Progress(
            self.run.folder.name, state, plan, seen.loading, seen.step,
            thinned(seen.learned), tuple(held_out), tuple(seen.warned.values()), seen.saved,
            launcher.newest_checkpoint(self.run.folder) is not None, end,
            seen.settings, seen.first_row,
        )  # fmt: skip


async def last_words(run: Run, progress: Progress) -> Progress:
    """Say why a run that died without a word did; any other progress stays as it is."""
    if progress.state not in {RunState.INTERRUPTED, RunState.READY}:
        return progress
    async with aclosing(run.events(from_now=True)) as events:
        async for event in events:
            if isinstance(event, ev.Failed):
                return replace(progress, end=event)
    return progress


def thinned(points: Sequence[tuple[float, float]], most: int = POINTS_SHOWN) -> Points:
    """At most `most` points: neighbours become their mean, and stand at the last one's step."""
    many = -(-len(points) // most) if len(points) > most else 1
    parts = [points[at : at + many] for at in range(0, len(points), many)]
    return tuple((part[-1][0], sum(value for _, value in part) / len(part)) for part in parts)


def _before(run: Run) -> float | None:
    """The held-out loss before the first step, where it is known."""
    try:
        return float((run.folder / "before.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
