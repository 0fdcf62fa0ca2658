"""The trainings of this profile, but for the one that the page shows: what became of each, and its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui import retrain_words as words
from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.models.past import Past, PastRuns

if TYPE_CHECKING:
    from tsuki_desktop.services.past_runs import PastRun
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RetrainPast(QObject):
    """Lists trainings and deletes them. Each holds chats, so none is hidden."""

    changed = Signal()
    gone = Signal()
    """One was deleted."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._found: list[PastRun] = []
        self._shown = ""
        self._busy = False
        self._runs = PastRuns(self)

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session

    @Property(PastRuns, constant=True)
    def runs(self) -> PastRuns:
        """The trainings."""
        return self._runs

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether something is being deleted."""
        return self._busy

    async def look(self) -> None:
        """Read them."""
        from tsuki_desktop.services import past_runs

        if self._session is not None:
            self._found = await past_runs.listed(self._session.retraining)
            self._show()

    def leave_out(self, uid: str) -> None:
        """Leave out the training that the page shows already."""
        if uid != self._shown:
            self._shown = uid
            self._show()

    def _show(self) -> None:
        self._runs.show([row_of(one) for one in self._found if one.uid != self._shown])
        self.changed.emit()

    @Slot(str)
    def remove(self, uid: str) -> None:
        """Delete a training; the page has asked."""
        if self._session is not None and not self._busy:
            self._tasks.spawn(self._remove(self._session, uid))

    async def _remove(self, session: Session, uid: str) -> None:
        from tsuki_desktop.services import storing

        self._busy = True
        self.changed.emit()
        try:
            await storing.remove_run(session.retraining, uid)
            self._notices.show(Notice(words.tr("The training is deleted.")))
        finally:
            self._busy = False
            await self.look()
            self.gone.emit()


def row_of(one: PastRun) -> Past:
    """A training in words."""
    kind, told = _state(one)
    act = "resume" if one.can_go_on else "make" if one.can_be_made else "bring" if one.waits else ""
    base = one.base.partition(":")[2] or Path(one.base).stem
    steps = words.tr("step {done} of {all}").format(done=one.step, all=one.of) if one.of else ""
    learns = words.learned_from(one.counts, {})
    return Past(
        one.uid,
        words.day(one.begun) or one.uid,
        kind,
        told,
        words.joined([base, words.method(one.method), steps, words.size(max(1000, one.bytes))]),
        words.tr("Holds {what}.").format(what=learns) if learns else "",
        act,
        one.state.value in {"running", "paused"},
    )


def _state(one: PastRun) -> tuple[str, str]:
    if one.waits:
        return "waits", words.tr("waits for its result")
    if one.made:
        from tsuki_desktop.services.building import model_name

        return "good", words.tr("became {model}").format(model=model_name(one.made))
    return {
        "ready": ("", words.tr("never started")),
        "running": ("good", words.tr("runs")),
        "paused": ("waits", words.tr("paused")),
        "stopped": ("", words.tr("stopped")),
        "finished": ("good", words.tr("finished")),
        "failed": ("bad", words.tr("failed")),
        "interrupted": ("bad", words.tr("broke off")),
    }[one.state.value]
