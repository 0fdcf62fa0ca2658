"""The side bar's conversations: what the person can do with them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QStandardPaths, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.models.conversations import Conversations

if TYPE_CHECKING:
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

PAGE = 100


@QmlElement
class Shelf(QObject):
    """All conversations of the profile."""

    loadedChanged = Signal()
    archiveChanged = Signal()

    def __init__(self, chat: Chat, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chat = chat
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._loading = False
        self._in_archive = False
        self._archived = 0
        self._conversations = Conversations(self._want_more, self)
        chat.listChanged.connect(self._read_again)
        chat.titled.connect(self._on_titled)
        chat.writingChanged.connect(self._on_writing)

    async def attach(self, session: Session) -> None:
        """Show the first page of the log."""
        self._session = session
        await self._read()
        self.loadedChanged.emit()

    @Property(Conversations, constant=True)
    def conversations(self) -> Conversations:
        """The list."""
        return self._conversations

    @Property(bool, notify=loadedChanged)
    def loaded(self) -> bool:
        """Whether the log was read."""
        return self._session is not None

    @Property(bool, notify=archiveChanged)
    def inArchive(self) -> bool:
        """Whether the archive is listed instead of the chats."""
        return self._in_archive

    @Property(int, notify=archiveChanged)
    def archived(self) -> int:
        """How many chats lie in the archive."""
        return self._archived

    @Slot(bool)
    def showArchive(self, archive: bool) -> None:
        """List the archive, or the chats."""
        self._in_archive = archive
        self.archiveChanged.emit()
        self._read_again()

    @Slot()
    def _read_again(self) -> None:
        self._tasks.spawn(self._read())

    async def _read(self) -> None:
        if self._session is None:
            return
        limit = max(PAGE, self._conversations.loaded)
        library = self._session.library
        self._archived = await library.count(archived=True)
        self._in_archive = self._in_archive and self._archived > 0
        found = await library.page(limit=limit, archived=self._in_archive)
        self._conversations.show(found, complete=len(found) < limit)
        self.archiveChanged.emit()

    def _want_more(self) -> None:
        if not self._loading and self._session is not None:
            self._loading = True
            self._tasks.spawn(self._read_more(self._session, PAGE))

    async def _read_more(self, session: Session, limit: int) -> None:
        try:
            offset = self._conversations.loaded
            found = await session.library.page(limit=limit, offset=offset, archived=self._in_archive)
            self._conversations.extend(found, complete=len(found) < limit)
        finally:
            self._loading = False

    @Slot(int, str)
    def _on_titled(self, conversation_id: int, title: str) -> None:
        self._conversations.rename(conversation_id, title)

    @Slot(int, bool)
    def _on_writing(self, conversation_id: int, writing: bool) -> None:
        self._conversations.write(conversation_id, writing=writing)

    @Slot(int, result=int)
    def row(self, conversation_id: int) -> int:
        """The row of a conversation, -1 where it is not listed."""
        return self._conversations.row(conversation_id)

    @Slot(int)
    def step(self, by: int) -> None:
        """Open the next (1) or previous (-1) conversation of the list."""
        row = self._conversations.row(self._chat.open_id or 0)
        target = self._conversations.at(row + by if row >= 0 else 0)
        if target:
            self._chat.open(target.id)

    @Slot(int, str)
    def rename(self, conversation_id: int, title: str) -> None:
        """Give it a title."""
        if self._session is not None and title.strip():
            self._conversations.rename(conversation_id, title.strip())
            self._chat.retitle(conversation_id, title.strip())
            self._tasks.spawn(self._session.library.rename(conversation_id, title.strip()))

    @Slot(int, bool)
    def pin(self, conversation_id: int, pinned: bool) -> None:
        """Keep it on top, or not."""
        self._tasks.spawn(self._flag(conversation_id, pinned=pinned))

    @Slot(int, bool)
    def neverTrain(self, conversation_id: int, never: bool) -> None:
        """Keep it out of training, or not."""
        self._tasks.spawn(self._flag(conversation_id, never_train=never))

    @Slot(int, bool)
    def archive(self, conversation_id: int, away: bool) -> None:
        """Put it into the archive, or bring it back."""
        self._tasks.spawn(self._archive(conversation_id, away=away))

    async def _archive(self, conversation_id: int, *, away: bool) -> None:
        await self._flag(conversation_id, archived=away)
        if away:
            notice = Notice(
                self.tr("Put into the archive."),
                action=self.tr("Undo"),
                on_action=lambda: self.archive(conversation_id, False),
            )
            self._notices.show(notice)

    @Slot(str, bool, result=QUrl)
    def placeFor(self, title: str, as_json: bool) -> QUrl:
        """A file name for a chat in the person's documents."""
        plain = re.sub(r"[^\w\- ]+", "", title).strip()[:60] or self.tr("Chat with Tsuki")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return QUrl.fromLocalFile(f"{folder}/{plain}.{'json' if as_json else 'md'}")

    @Slot(int, QUrl, bool)
    def write(self, conversation_id: int, target: QUrl, as_json: bool) -> None:
        """Save it to a file."""
        self._tasks.spawn(self._write(conversation_id, Path(target.toLocalFile()), as_json=as_json))

    async def _write(self, conversation_id: int, target: Path, *, as_json: bool) -> None:
        if self._session is None:
            return
        await self._session.library.write(conversation_id, target, as_json=as_json)
        folder = QUrl.fromLocalFile(str(target.parent))

        def show_folder() -> None:
            QDesktopServices.openUrl(folder)

        self._notices.show(
            Notice(
                self.tr("Saved as {name}.").format(name=target.name),
                str(target.parent),
                action=self.tr("Show folder"),
                on_action=show_folder,
            )
        )

    async def _flag(self, conversation_id: int, **flags: bool) -> None:
        if self._session is not None:
            await self._session.library.set_flags(conversation_id, **flags)
            await self._read()

    @Slot(int)
    def remove(self, conversation_id: int) -> None:
        """Delete it, with a way back."""
        self._tasks.spawn(self._remove(conversation_id))

    async def _remove(self, conversation_id: int) -> None:
        if self._session is None:
            return
        one = self._conversations.find(conversation_id)
        await self._session.library.delete(conversation_id)
        if self._chat.open_id == conversation_id:
            self._chat.startNew()
        await self._read()
        title = one.title if one and one.title else self.tr("The chat")
        self._notices.show(
            Notice(
                self.tr("“{title}” is deleted.").format(title=title),
                action=self.tr("Undo"),
                on_action=lambda: self._undo(conversation_id),
            )
        )

    def _undo(self, conversation_id: int) -> None:
        self._tasks.spawn(self._bring_back(conversation_id))

    async def _bring_back(self, conversation_id: int) -> None:
        if self._session is not None:
            await self._session.library.undelete(conversation_id)
            await self._read()
            self._chat.open(conversation_id)
