"""The private chat: begun, shown again, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.bridge.notices import Notice

if TYPE_CHECKING:
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Private(QObject):
    """One private chat at a time. It lasts until it is ended or the window closes, and lies nowhere else."""

    changed = Signal()
    endAsked = Signal()
    """It has messages: the person is asked before they are gone."""

    def __init__(self, chat: Chat, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chat = chat
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._before: int | None = None
        self._begun = False
        chat.conversationChanged.connect(self.changed)
        chat.said.connect(self._on_said)

    def attach(self, session: Session) -> None:
        """From now on one can be begun."""
        self._session = session
        self._before = None
        self._begun = False
        self.changed.emit()

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Whether there is one, shown or not."""
        return self._session is not None and self._session.private is not None

    @Property(bool, notify=changed)
    def begun(self) -> bool:
        """Whether something was said in it, so that something would be gone."""
        return self._begun and self._session is not None and self._session.private is not None

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether it is the open conversation."""
        private = self._session.private if self._session else None
        return private is not None and self._chat.open_id == private.conversation_id

    @Slot()
    def _on_said(self) -> None:
        if self.shown and not self._begun:
            self._begun = True
            self.changed.emit()

    @Slot()
    def begin(self) -> None:
        """Begin one, or show the one that there is."""
        self._tasks.spawn(self._begin())

    async def _begin(self) -> None:
        if self._session is None:
            return
        private = await self._session.begin_private()
        if self._chat.open_id != private.conversation_id:
            self._before = self._chat.open_id
            await self._chat.show_conversation(private.conversation_id)
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """End it, after a question where something was said."""
        if self.begun:
            self.endAsked.emit()
        else:
            self.end()

    @Slot()
    def end(self) -> None:
        """End it now: everything that was said in it is gone."""
        self._tasks.spawn(self.end_now())

    async def end_now(self) -> None:
        """End it and wait until nothing of it is left; what was open before is shown."""
        private = self._session.private if self._session else None
        if self._session is None or private is None:
            return
        number, told = private.conversation_id, self._begun
        await self._chat.stop_in(number)
        if self._chat.open_id == number:
            self._chat.forget_open()
            if self._before is not None:
                await self._chat.show_conversation(self._before)
        self._before, self._begun = None, False
        await self._session.end_private()
        self.changed.emit()
        if told:
            self._notices.show(
                Notice(self.tr("The private chat is gone."), self.tr("Nothing of it is left."))
            )
