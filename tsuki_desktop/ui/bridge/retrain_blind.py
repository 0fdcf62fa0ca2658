"""The blind page: two replies to the same words, and nobody says whose is whose before the last vote."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.bridge.retrain_verdict import vote_words

if TYPE_CHECKING:
    from pathlib import Path

    from tsuki_desktop.services.comparing import Pair, Trial
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RetrainBlind(QObject):
    """One trial. Votes are kept as they are given, so that it can be left and found again."""

    changed = Signal()
    opened = Signal()
    """There is something to compare: the page opens."""
    ended = Signal()
    """The last vote was given."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._folder: Path | None = None
        self._trial: Trial | None = None
        self._saving: asyncio.Task[Any] | None = None

    def begin(self, folder: Path) -> None:
        """Open the trial of the build in `folder`."""
        self._folder = folder
        self._tasks.spawn(self._begin(folder, again=False))

    async def _begin(self, folder: Path, *, again: bool) -> None:
        from tsuki_desktop.services import comparing

        self._trial = await asyncio.to_thread(comparing.begin, folder, again=again)
        self.changed.emit()
        self.opened.emit()

    @Property(int, notify=changed)
    def of(self) -> int:
        """How many pairs there are."""
        return len(self._trial.pairs) if self._trial else 0

    @Property(int, notify=changed)
    def at(self) -> int:
        """Which one is shown, from 1; past the last one where all were voted on."""
        return len(self._trial.votes) + 1 if self._trial else 0

    @Property(bool, notify=changed)
    def over(self) -> bool:
        """Whether all were voted on."""
        return self._trial is not None and self._trial.over

    @Property(str, notify=changed)
    def asked(self) -> str:
        """What was said to both."""
        return self._pair.asked if self._pair else ""

    @Property(list, notify=changed)
    def replies(self) -> list[str]:
        """What they said."""
        return list(self._pair.replies) if self._pair else []

    @Property(str, notify=changed)
    def result(self) -> str:
        """What the votes came to; empty before the last one."""
        return vote_words(self._trial) if self._trial and self._trial.over else ""

    @property
    def _pair(self) -> Pair | None:
        trial = self._trial
        return trial.pairs[len(trial.votes)] if trial and not trial.over else None

    @Slot(int)
    def vote(self, choice: int) -> None:
        """The first (1), the second (2), or neither (0)."""
        if self._trial is not None and not self._trial.over and choice in {0, 1, 2}:
            self._take(self._trial.voted(choice))

    @Slot()
    def undo(self) -> None:
        """Take the last vote back; not once it was told whose is whose."""
        if self._trial is not None and self._trial.votes and not self._trial.over:
            self._take(self._trial.undone())

    @Slot()
    def again(self) -> None:
        """Begin anew, in another order."""
        if self._folder is not None:
            self._tasks.spawn(self._begin(self._folder, again=True))

    def _take(self, trial: Trial) -> None:
        self._trial = trial
        self.changed.emit()
        if self._folder is not None:
            self._saving = self._tasks.spawn(self._save(self._folder, self._saving))

    async def _save(self, folder: Path, before: asyncio.Task[Any] | None) -> None:
        """Keep the newest votes, one write after the other."""
        from tsuki_desktop.services import comparing

        if before is not None:
            await asyncio.wait([before])
        trial = self._trial
        if trial is None:
            return
        await asyncio.to_thread(comparing.save, folder, trial)
        if trial.over and trial is self._trial:
            self.ended.emit()
