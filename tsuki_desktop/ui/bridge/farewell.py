"""The dialog that deletes a chat everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.ui import words
from tsuki_desktop.ui.bridge.notices import Notice

if TYPE_CHECKING:
    from tsuki_desktop.domain.chat import Conversation
    from tsuki_desktop.services.forgetting import Copies
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Farewell(QObject):
    """Lists where copies of one chat remain, then deletes it and them."""

    changed = Signal()
    asked = Signal()
    """A chat was named: the dialog opens."""
    ended = Signal()
    """It is gone: the dialog closes."""

    def __init__(self, chat: Chat, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chat = chat
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._conversation: Conversation | None = None
        self._copies: Copies | None = None
        self._at = 0
        self._of = 0
        self._trouble = ""

    def attach(self, session: Session) -> None:
        """From now on something can be deleted."""
        self._session = session

    @Property(str, notify=changed)
    def title(self) -> str:
        """The chat's title."""
        return self._conversation.title if self._conversation else ""

    @Property(bool, notify=changed)
    def looked(self) -> bool:
        """Whether it is known where copies are."""
        return self._copies is not None

    @Property(int, notify=changed)
    def backups(self) -> int:
        """How many backups hold the chat."""
        return len(self._copies.backups) if self._copies else 0

    @Property(int, notify=changed)
    def exports(self) -> int:
        """How many training files hold something of it."""
        return len(self._copies.exports) if self._copies else 0

    @Property(int, notify=changed)
    def runs(self) -> int:
        """How many trainings keep data of it."""
        files = self._copies.files if self._copies else None
        return len(files.runs) + len(files.measured) if files else 0

    @Property(int, notify=changed)
    def proofs(self) -> int:
        """How many models made here keep what they were proven on."""
        return len(self._copies.files.builds) if self._copies else 0

    @Property(int, notify=changed)
    def damaged(self) -> int:
        """How many damaged logs that were put aside hold it."""
        return len(self._copies.files.damaged) if self._copies else 0

    @Property(str, notify=changed)
    def others(self) -> str:
        """Other files of the profile that hold words of it and are left alone, one a line."""
        return "\n".join(map(str, self._copies.files.others)) if self._copies else ""

    @Property(str, notify=changed)
    def models(self) -> str:
        """The names of the models that learned from it; empty where there is none."""
        return ", ".join(one.name for one in self._copies.builds) if self._copies else ""

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being deleted."""
        return self._of > 0

    @Property(float, notify=changed)
    def done(self) -> float:
        """How much of it is done, 0 to 1."""
        return self._at / self._of if self._of else 0.0

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """What went wrong; empty where nothing did."""
        return self._trouble

    @Slot(int)
    def ask(self, conversation_id: int) -> None:
        """Open the dialog for a chat."""
        if self._session is not None and not self._of:
            self._conversation = self._copies = None
            self._trouble = ""
            self.changed.emit()
            self.asked.emit()
            self._tasks.spawn(self._look(self._session, conversation_id))

    async def _look(self, session: Session, conversation_id: int) -> None:
        try:
            self._conversation = await session.library.get(conversation_id)
            self.changed.emit()
            self._copies = await session.forgetting.copies(conversation_id)
        except TsukiError as error:
            self._trouble = words.told(error)
        self.changed.emit()

    @Slot()
    def confirm(self) -> None:
        """Delete the chat and every copy that was listed."""
        if self._session and self._conversation and self._copies and not self._of:
            self._progress(0, 1)
            self._tasks.spawn(self._forget(self._session, self._conversation, self._copies))

    async def _forget(self, session: Session, conversation: Conversation, copies: Copies) -> None:
        self._trouble = ""
        try:
            await self._chat.stop_in(conversation.id)
            await session.forgetting.forget(conversation.id, copies, self._progress)
        except TsukiError as error:
            self._trouble = words.told(error)
            return
        finally:
            self._progress(0, 0)
            self._chat.listChanged.emit()
        if self._chat.open_id == conversation.id:
            self._chat.forget_open()
        self.ended.emit()
        self._notices.show(Notice(self.tr("The chat is gone."), self.tr("Its copies too.")))

    def _progress(self, at: int, of: int) -> None:
        self._at, self._of = at, of
        self.changed.emit()
