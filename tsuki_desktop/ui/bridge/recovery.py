"""The recovery assistant: what to do when the chat log is damaged."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.ui import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tsuki_desktop.paths import Profile
    from tsuki_desktop.store.backup import Backup, Preview
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Recovery(QObject):
    """Goes from `damaged` over `working` to `done`, or back with a trouble; empty when not needed.

    `serve` gives it the way to let go of the log and to open the profile again.
    """

    changed = Signal()

    def __init__(self, profile: Profile, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._damaged = profile.root / "damaged"
        self._tasks = tasks
        self._state = ""
        self._can_wait = False
        self._backup: Backup | None = None
        self._preview: Preview | None = None
        self._told = ""
        self._trouble = ""
        self._let_go: Callable[[], Awaitable[None]] | None = None
        self._reopen: Callable[[], Awaitable[None]] | None = None

    def serve(self, let_go: Callable[[], Awaitable[None]], reopen: Callable[[], Awaitable[None]]) -> None:
        """Take the ways to close the log and to open the profile again."""
        self._let_go = let_go
        self._reopen = reopen

    def begin(self, *, can_wait: bool) -> None:
        """The log is damaged; `can_wait` where it is open all the same."""
        self._can_wait = can_wait
        self._set("damaged")
        self._tasks.spawn(self._look())

    async def _look(self) -> None:
        from tsuki_desktop.services import keeping

        self._backup = await asyncio.to_thread(keeping.newest_good, self._profile)
        if self._backup:
            try:
                self._preview = await asyncio.to_thread(keeping.preview_restore, self._profile, self._backup)
            except TsukiError:
                # Too damaged to be compared: restoring is possible all the same.
                self._preview = None
        self.changed.emit()

    @Property(str, notify=changed)
    def state(self) -> str:
        """`damaged`, `working`, `done`, or empty."""
        return self._state

    @Property(bool, notify=changed)
    def canWait(self) -> bool:
        """Whether chats can be read meanwhile."""
        return self._can_wait

    @Property(str, notify=changed)
    def backupTime(self) -> str:
        """When the newest sound backup was made, UTC; empty where there is none."""
        return self._backup.created_at if self._backup else ""

    @Property(int, notify=changed)
    def backupMessages(self) -> int:
        """How many messages it holds."""
        return self._backup.messages if self._backup else 0

    @Property(int, notify=changed)
    def lost(self) -> int:
        """Messages since that backup, -1 where that cannot be told."""
        return self._preview.messages_lost if self._preview else -1

    @Property(str, notify=changed)
    def told(self) -> str:
        """What was done."""
        return self._told

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """What went wrong; empty where nothing did."""
        return self._trouble

    @Property(str, constant=True)
    def folder(self) -> str:
        """Where the damaged files are kept."""
        return str(self._damaged)

    @Slot()
    def later(self) -> None:
        """Put the page away; nothing is changed."""
        if self._state == "done" or self._can_wait:
            self._set("")

    @Slot()
    def showFolder(self) -> None:
        """Show the damaged files."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._damaged)))

    @Slot()
    def save(self) -> None:
        """Save what can be saved."""
        self._work(self._save)

    @Slot()
    def restore(self) -> None:
        """Use the newest sound backup."""
        if self._backup:
            self._work(self._restore)

    def _work(self, job: Callable[[], Awaitable[str]]) -> None:
        if self._state == "damaged":
            self._trouble = ""
            self._set("working")
            self._tasks.spawn(self._run(job))

    async def _run(self, job: Callable[[], Awaitable[str]]) -> None:
        assert self._let_go is not None
        assert self._reopen is not None
        try:
            await self._let_go()
            self._told = await job()
            await self._reopen()
        except TsukiError as error:
            self._trouble = words.told(error)
            self._can_wait = False
            self._set("damaged")
        else:
            self._set("done")

    async def _save(self) -> str:
        from tsuki_desktop.services import keeping

        done = (await asyncio.to_thread(keeping.repair, self._profile)).salvage
        saved = done.read.get("messages", 0) + done.from_backup.get("messages", 0)
        told = [self.tr("{n} messages are here.").format(n=saved - done.lost)]
        if done.from_backup.get("messages"):
            told.append(self.tr("{n} of them came from backups.").format(n=done.from_backup["messages"]))
        if done.lost:
            told.append(self.tr("{n} could not be read; their places are marked.").format(n=done.lost))
        return " ".join(told)

    async def _restore(self) -> str:
        from tsuki_desktop.services import keeping

        assert self._backup is not None
        await asyncio.to_thread(keeping.restore, self._profile, self._backup)
        return self.tr("The backup is in use now: {n} messages.").format(n=self._backup.messages)

    def _set(self, state: str) -> None:
        self._state = state
        self.changed.emit()
