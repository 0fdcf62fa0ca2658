"""The training that runs, or the last one: figures, curves and warnings, in words and numbers."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QPointF, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui import retrain_told as told
from tsuki_desktop.ui import retrain_words as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.services.run_watch import Points, Progress, Watch
    from tsuki_desktop.training.launcher import Run
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_EVERY_MS = 400
_TICKS = 4
_STATES = {
    "running": "running",
    "paused": "paused",
    "stopped": "broken",
    "interrupted": "broken",
    "failed": "failed",
    "ready": "failed",
    "finished": "trained",
}
_OBEYED = {"pause": "paused", "resume": "running"}
"""The state in which a command was obeyed; stop and finish end the run."""


@QmlElement
class RetrainRun(QObject):
    """One run as the page shows it, and its commands. Losses are nats a token."""

    changed = Signal()
    moved = Signal(bool)
    """It is in another state, or at another step; whether it was seen running."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._watch: Watch | None = None
        self._looking: asyncio.Task[Any] | None = None
        self._ran = False
        self._timer = QTimer(self, singleShot=True, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._told: Progress | None = None
        self._asked = ""

    # Following it

    def follow(self, run: Run) -> None:
        """Show this run from now on, to its end."""
        from tsuki_desktop.services.run_watch import Watch

        self._watch, self._told, self._ran = Watch(run), None, False
        self._look()

    @property
    def following(self) -> bool:
        """Whether a run goes on that is shown."""
        return self._watch is not None and (self._told is None or not self._told.over)

    def leave(self) -> None:
        """Show nothing any more; the run itself goes on."""
        self._timer.stop()
        self._watch, self._told, self._asked = None, None, ""
        self.changed.emit()

    def _look(self) -> None:
        """Look once; the timer looks again while the run goes on, and no job of the window runs for ever."""
        if self._watch is not None and (self._looking is None or self._looking.done()):
            self._looking = self._tasks.spawn(self._look_at(self._watch))

    async def _look_at(self, watch: Watch) -> None:
        from tsuki_desktop.services.run_watch import last_words

        progress = await asyncio.to_thread(watch.look)
        if progress.over:
            progress = await last_words(watch.run, progress)
        if watch is not self._watch:
            self._look()
            return
        self._ran = self._ran or not progress.over
        if not progress.over:
            self._timer.start()
        if progress != self._told:
            self._show(progress)
            self.moved.emit(self._ran)

    def _show(self, progress: Progress) -> None:
        if progress.over or _OBEYED.get(self._asked) == progress.state:
            self._asked = ""
        self._told = progress
        self.changed.emit()

    @property
    def at(self) -> str:
        """Its state in the words of `Retrain.state`."""
        return _STATES[self._told.state.value] if self._told else ""

    # Commands

    @Slot()
    def pause(self) -> None:
        """Wait after the current step."""
        self.send("pause")

    @Slot()
    def stopForNow(self) -> None:
        """Save and end; it can go on later."""
        self.send("stop")

    @Slot()
    def finishEarly(self) -> None:
        """Enough: keep the best so far."""
        self.send("finish")

    def send(self, command: str) -> None:
        """Tell the run: `pause`, `resume`, `stop` or `finish`."""
        if self._watch is not None and self._told is not None and not self._told.over:
            getattr(self._watch.run, command)()
            self._asked = command
            self.changed.emit()

    # What is shown

    @Property(str, notify=changed)
    def asked(self) -> str:
        """The command that waits for the end of the current step; empty where none does."""
        return self._asked

    @Property(bool, notify=changed)
    def hears(self) -> bool:
        """Whether it obeys: from its first step on, and only one command at a time."""
        seen = self._told
        return seen is not None and not seen.over and not seen.loading and not self._asked

    @Property(bool, notify=changed)
    def stops(self) -> bool:
        """Whether a stop is heard: also before the first step, when nothing else is."""
        return self._told is not None and not self._told.over and not self._asked

    @Property(int, notify=changed)
    def step(self) -> int:
        """Steps that are done."""
        return self._told.step.step if self._told and self._told.step else 0

    @Property(int, notify=changed)
    def of(self) -> int:
        """All steps; 0 while not known."""
        return self._of

    @property
    def _of(self) -> int:
        return self._told.step.of if self._told and self._told.step else 0

    @property
    def _base(self) -> str:
        if self._told is None:
            return ""
        lineage: dict[str, Any] = self._told.plan.get("lineage") or {}
        name = str(lineage.get("base", "")).partition(":")[2]
        return name or Path(str(self._told.plan.get("base", ""))).stem

    @Property(str, notify=changed)
    def loading(self) -> str:
        """What is done before the first step, as a sentence."""
        return self._told.loading if self._told else ""

    @Property(list, notify=changed)
    def figures(self) -> list[dict[str, str]]:
        """`label` and `value`: step, epoch, time left, speed, memory."""
        step = self._told.step if self._told else None
        if step is None or self._told is None:
            return []
        settings: dict[str, Any] = self._told.plan.get("settings") or {}
        epochs = settings.get("epochs", 0)
        rows = [
            (words.tr("step"), words.tr("{done} of {all}").format(done=step.step, all=step.of)),
            (
                words.tr("round"),
                words.tr("{done} of {all}").format(done=min(epochs, math.floor(step.epoch) + 1), all=epochs),
            ),
            (words.tr("left"), words.duration(step.eta_s) if step.eta_s > 0 else words.tr("nearly there")),
            (words.tr("tokens a second"), words.number(step.tokens_per_s, 0)),
            (words.tr("memory"), words.size(step.memory_bytes)),
        ]
        return [{"label": label, "value": value} for label, value in rows]

    @Property(str, notify=changed)
    def line(self) -> str:
        """Where it is, in one line."""
        step = self._told.step if self._told else None
        if step is None:
            return self._told.loading if self._told else ""
        lineage: dict[str, Any] = (self._told.plan.get("lineage") or {}) if self._told else {}
        learned = words.learned_from(lineage.get("counts") or {}, {})
        text = (
            words.tr("From the voice she came with, on {base}, with {learned}.")
            if lineage.get("from_her_voice")
            else words.tr("From the untuned {base}, with {learned}.")
        )
        return text.format(base=self._base, learned=learned or words.tr("what was chosen"))

    @Property(str, notify=changed)
    def saved(self) -> str:
        """Where it could go on from after a crash."""
        if self._told is None or not self._told.saved:
            return words.tr("Nothing is saved yet.") if self._told and self._told.step else ""
        return words.tr("Saved at step {step}.").format(step=self._told.saved)

    @Property(bool, notify=changed)
    def resumable(self) -> bool:
        """Whether there is a checkpoint to go on from."""
        return bool(self._told and self._told.resumable)

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why it ended before its time; empty where it did not, or on request."""
        return (
            words.said(str(getattr(self._told.end, "message", ""))) if self._told and self._told.end else ""
        )

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to do about it."""
        return words.said(str(getattr(self._told.end, "hint", ""))) if self._told and self._told.end else ""

    @Property(list, notify=changed)
    def warnings(self) -> list[dict[str, str]]:
        """`message` and `hint` of each trouble that did not end it."""
        warned = self._told.warned if self._told else ()
        return [{"message": words.said(one.message), "hint": words.said(one.hint)} for one in warned]

    # What is trained

    @Property(str, notify=changed)
    def trainsOn(self) -> str:
        """What it is trained on, and how exactly; empty while the recipe has not told."""
        return told.trains_on(self._told.settings) if self._told else ""

    @Property(str, notify=changed)
    def settingsLine(self) -> str:
        """Its settings as they were resolved."""
        return told.settings_line(self._told.settings) if self._told else ""

    @Property(str, notify=changed)
    def tokens(self) -> str:
        """How much of the data is trained."""
        return told.tokens(self._told.settings) if self._told else ""

    @Property(bool, notify=changed)
    def hasFirstRow(self) -> bool:
        """Whether the first row can be shown."""
        return self._told is not None and self._told.first_row is not None

    @Slot(str, str, result=str)
    def firstRow(self, trained_ink: str, other_ink: str) -> str:
        """The first row as rich text, safe to show: see `retrain_told.marked`."""
        row = self._told.first_row if self._told else None
        return told.marked(row.pieces, trained_ink, other_ink) if row else ""

    @Property(str, notify=changed)
    def firstRowWords(self) -> str:
        """The same for who cannot see it."""
        row = self._told.first_row if self._told else None
        return told.spoken(row) if row else ""

    # The plot

    @Property(list, notify=changed)
    def learned(self) -> list[QPointF]:
        """Loss on her lessons, by step."""
        return _points(self._told.learned if self._told else ())

    @Property(list, notify=changed)
    def heldOut(self) -> list[QPointF]:
        """Loss on chats that are held out, by step."""
        return _points(self._told.held_out if self._told else ())

    @Property(list, notify=changed)
    def ticks(self) -> list[float]:
        """Values at which the plot has a line, from the lowest to the highest: its ends."""
        losses = (
            [y for curve in (self._told.learned, self._told.held_out) for _, y in curve]
            if (self._told)
            else []
        )
        return nice_ticks(losses)

    @Property(str, notify=changed)
    def plotWords(self) -> str:
        """What the plot shows, for who cannot see it."""
        if self._told is None or not self._told.learned:
            return words.tr("There is nothing to plot yet.")
        first, last = self._told.learned[0], self._told.learned[-1]
        text = words.tr("On her lessons the loss went from {first} to {last} by step {step} of {of}.").format(
            first=words.number(first[1], 2), last=words.number(last[1], 2), step=int(last[0]), of=self._of
        )
        if not self._told.held_out:
            return text
        before, now = self._told.held_out[0][1], self._told.held_out[-1][1]
        if len(self._told.held_out) == 1:
            return text + words.tr(" On chats she never saw it is {now}.").format(now=words.number(now, 2))
        return text + words.tr(" On chats she never saw it went from {before} to {now}.").format(
            before=words.number(before, 2), now=words.number(now, 2)
        )


def _points(curve: Points) -> list[QPointF]:
    return [QPointF(x, y) for x, y in curve]


def nice_ticks(values: Sequence[float], most: int = _TICKS) -> list[float]:
    """Round values that enclose `values`, at most `most` + 1 of them; [0, 1] where there is nothing."""
    finite = [value for value in values if math.isfinite(value)]
    if not finite:
        return [0.0, 1.0]
    low, high = min(finite), max(finite)
    raw = max((high - low) / most, 0.05)
    unit = 10 ** math.floor(math.log10(raw))
    step = next(unit * one for one in (1, 2, 5, 10, 20) if _covers(low, high, unit * one, most))
    start, count = math.floor(low / step), math.ceil(high / step) - math.floor(low / step)
    return [round((start + at) * step, 10) for at in range(max(1, count) + 1)]


def _covers(low: float, high: float, step: float, most: int) -> bool:
    return math.ceil(high / step) - math.floor(low / step) <= most
