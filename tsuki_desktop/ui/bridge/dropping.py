"""Files that were dropped onto the window: each goes where it belongs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.services.taking_in import Room, room_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.ui.bridge.importing import Importing
    from tsuki_desktop.ui.bridge.models import Models
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.bridge.retrain_kit import RetrainKit
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Dropping(QObject):
    """One way in for the whole window, so that no page takes a file for what it is not."""

    def __init__(
        self,
        models: Models,
        importing: Importing,
        kit: RetrainKit,
        tasks: Tasks,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._importing = importing
        self._kit = kit
        self._tasks = tasks
        self._notices = notices

    @Slot("QStringList")
    def take(self, addresses: list[str]) -> None:
        """Take files and folders, by their addresses."""
        paths = [Path(QUrl(one).toLocalFile()) for one in addresses if QUrl(one).isLocalFile()]
        if paths:
            self._tasks.spawn(self._take(paths))

    async def _take(self, paths: Sequence[Path]) -> None:
        found: dict[Room, list[Path]] = {room: [] for room in Room}
        for path in paths:
            try:
                found[await asyncio.to_thread(room_of, path)].append(path)
            except TsukiError as error:
                self._notices.error(error)
        self._models.add(_addresses(found[Room.MODELS]))
        for folder in found[Room.FOLDERS]:
            self._models.add_folder(folder)
        for result in found[Room.RESULT]:
            self._kit.bringBack(QUrl.fromLocalFile(str(result)))
        self._importing.take(_addresses(found[Room.DATA]))


def _addresses(paths: Sequence[Path]) -> list[str]:
    return [QUrl.fromLocalFile(str(path)).toString() for path in paths]
