"""Folders of other programs, whose models Tsuki may use where they lie."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.services import model_folders
from tsuki_desktop.ui.bridge.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.services.model_folders import Place
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Folders(QObject):
    """What was added, and what other programs have on this computer."""

    changed = Signal()
    cameOrWent = Signal()
    """A folder was added or taken away: its models came or went with it."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._notices = notices
        self._settings: SettingsFile | None = None
        self._listed: list[dict[str, Any]] = []
        self._suggested: list[dict[str, Any]] = []

    def attach(self, settings: SettingsFile) -> None:
        """Take what remembers the folders."""
        self._settings = settings

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] - Qt's own name
    def listed(self) -> list[dict[str, Any]]:
        """The added folders: `path`, `shown` (as people write it), `program`, `count` of models, `there`."""
        return self._listed

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] - Qt's own name
    def suggested(self) -> list[dict[str, Any]]:
        """Folders of known programs that were not added: the same."""
        return self._suggested

    async def look(self) -> None:
        """See what is in them now."""
        if self._settings is None:
            return
        value = self._settings.value
        listed, suggested = await asyncio.to_thread(
            lambda: (model_folders.listed(value), model_folders.suggested(value))
        )
        if (_rows(listed), _rows(suggested)) != (self._listed, self._suggested):
            self._listed, self._suggested = _rows(listed), _rows(suggested)
            self.changed.emit()

    @Slot(str)
    def add(self, address: str) -> None:
        """Add a folder, by its address or its path."""
        url = QUrl(address)
        path = Path(url.toLocalFile() if url.isLocalFile() else address)
        if self._settings is not None:
            self._tasks.spawn(self._add(self._settings, path))

    async def _add(self, settings: SettingsFile, path: Path) -> None:
        place = await asyncio.to_thread(model_folders.add, settings, path)
        if place.count == 1:
            text = self.tr("One model of this folder can be used now.")
        else:
            text = self.tr("{count} models of this folder can be used now.").format(count=place.count)
        self._notices.show(Notice(text, self.tr("They stay where they are.")))
        await self._on_change()

    @Slot(str)
    def forget(self, path: str) -> None:
        """Use a folder no longer; its files stay."""
        if self._settings is not None:
            self._tasks.spawn(self._forget(self._settings, path))

    async def _forget(self, settings: SettingsFile, path: str) -> None:
        before = settings.value.model_folders
        model_folders.forget(settings, Path(path))
        self._notices.show(
            Notice(
                self.tr("The folder is taken off the list."),
                self.tr("Its files stay where they are."),
                action=self.tr("Undo"),
                on_action=lambda: self._undo(settings, before),
            )
        )
        await self._on_change()

    def _undo(self, settings: SettingsFile, before: str) -> None:
        self._tasks.spawn(self._bring_back(settings, before))

    async def _bring_back(self, settings: SettingsFile, before: str) -> None:
        settings.update(model_folders=before)
        await self._on_change()

    async def _on_change(self) -> None:
        await self.look()
        self.cameOrWent.emit()


def _rows(places: Sequence[Place]) -> list[dict[str, Any]]:
    return [
        {
            "path": str(one.path),
            "shown": _shown(one.path),
            "program": one.program,
            "count": one.count,
            "there": one.there,
        }
        for one in places
    ]


def _shown(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
