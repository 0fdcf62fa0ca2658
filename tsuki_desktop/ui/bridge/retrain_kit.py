"""Training on a borrowed GPU: the kit goes out, and what was trained there is brought back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.ui import retrain_words as words

if TYPE_CHECKING:
    import asyncio

    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.retrain_plan import RetrainPlan
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RetrainKit(QObject):
    """`state` is empty, `writing` or `saved`."""

    changed = Signal()
    sent = Signal()
    """A kit went out: there is one more training."""
    came = Signal(str)
    """The result of this training, by its uid, is here."""

    def __init__(self, plan: RetrainPlan, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._tasks = tasks
        self._session: Session | None = None
        self._state = ""
        self._done = 0.0
        self._file: Path | None = None
        self._with_base = False
        self._trouble = ("", "")
        self._job: asyncio.Task[Any] | None = None

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session

    @Property(str, notify=changed)
    def state(self) -> str:
        """See the class."""
        return self._state

    @Property(float, notify=changed)
    def done(self) -> float:
        """The share that is written; below 0 while nothing is yet."""
        return self._done

    @Property(str, notify=changed)
    def name(self) -> str:
        """What the kit is called."""
        return self._file.name if self._file else ""

    @Property(bool, notify=changed)
    def withBase(self) -> bool:
        """Whether the base model's file is in it."""
        return self._with_base

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why no kit was written; empty where all went well."""
        return self._trouble[0]

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to do about it."""
        return self._trouble[1]

    # Out

    @Slot()
    def begin(self) -> None:
        """Think of a new kit, unless one is being written."""
        if self._state != "writing":
            self._trouble = ("", "")
            self._enter("")
            self._plan.look()

    @Slot(QUrl, bool)
    def save(self, file: QUrl, with_base: bool) -> None:
        """Write the kit of what the options say to `file`."""
        path = Path(file.toLocalFile())
        if self._session is not None and path.name and self._state != "writing":
            self._file = path if path.suffix else path.with_suffix(".zip")
            self._with_base, self._done, self._trouble = with_base, -1.0, ("", "")
            self._enter("writing")
            self._job = self._tasks.spawn(self._save(self._session, self._file))

    async def _save(self, session: Session, path: Path) -> None:
        from tsuki_desktop.services import borrowed

        ended = ""
        try:
            choice = self._plan.wish.choice()
            await borrowed.export(
                session.retraining, choice, path, with_base=self._with_base, told=self._told
            )
            ended = "saved"
        except TsukiError as error:
            self._trouble = (words.said(error.message), words.said(error.hint))
        finally:
            self._enter(ended)
            self.sent.emit()

    def _told(self, share: float) -> None:
        if self._state == "writing":
            self._done = share
            self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Write no kit; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def showFile(self) -> None:
        """Show the folder that the kit is in."""
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))

    # Back

    @Slot(QUrl)
    def bringBack(self, file: QUrl) -> None:
        """Take back what was trained elsewhere."""
        path = Path(file.toLocalFile())
        if self._session is not None and path.name:
            self._tasks.spawn(self._bring_back(self._session, path))

    async def _bring_back(self, session: Session, path: Path) -> None:
        from tsuki_desktop.services import borrowed

        self.came.emit(await borrowed.take_back(session.retraining, path))

    def _enter(self, state: str) -> None:
        self._state = state
        self.changed.emit()
