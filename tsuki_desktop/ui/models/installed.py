"""The models that are here, for the Models page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.models.rows import Rows

if TYPE_CHECKING:
    from tsuki_desktop.backends.base import ModelInfo

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


class InstalledRole(IntEnum):
    """What QML reads of a model."""

    MODEL_ID = Qt.ItemDataRole.UserRole + 1
    NAME = Qt.ItemDataRole.UserRole + 2
    BACKEND = Qt.ItemDataRole.UserRole + 3
    FAMILY = Qt.ItemDataRole.UserRole + 4
    QUANTISATION = Qt.ItemDataRole.UserRole + 5
    PARAMETERS = Qt.ItemDataRole.UserRole + 6
    SIZE_BYTES = Qt.ItemDataRole.UserRole + 7
    MEMORY_BYTES = Qt.ItemDataRole.UserRole + 8
    FITS = Qt.ItemDataRole.UserRole + 9
    STARTER = Qt.ItemDataRole.UserRole + 10
    CLOUD = Qt.ItemDataRole.UserRole + 11
    IN_USE = Qt.ItemDataRole.UserRole + 12
    LOADED = Qt.ItemDataRole.UserRole + 13
    REMOVABLE = Qt.ItemDataRole.UserRole + 14
    LINKED = Qt.ItemDataRole.UserRole + 15
    FIRST = Qt.ItemDataRole.UserRole + 16
    SPEED = Qt.ItemDataRole.UserRole + 17


ROLE_NAMES = {
    InstalledRole.MODEL_ID: b"modelId",
    InstalledRole.NAME: b"name",
    InstalledRole.BACKEND: b"backend",
    InstalledRole.FAMILY: b"family",
    InstalledRole.QUANTISATION: b"quantisation",
    InstalledRole.PARAMETERS: b"parameters",
    InstalledRole.SIZE_BYTES: b"sizeBytes",
    InstalledRole.MEMORY_BYTES: b"memoryBytes",
    InstalledRole.FITS: b"fits",
    InstalledRole.STARTER: b"starter",
    InstalledRole.CLOUD: b"cloud",
    InstalledRole.IN_USE: b"inUse",
    InstalledRole.LOADED: b"loaded",
    InstalledRole.REMOVABLE: b"removable",
    InstalledRole.LINKED: b"linked",
    InstalledRole.FIRST: b"first",
    InstalledRole.SPEED: b"speed",
}


@dataclass(frozen=True, slots=True)
class Installed:
    """A model and what the page needs beside it: `linked` files can be brought back after deleting.

    `speed` is in tokens a second, 0 where it was not seen; `memory` is the machine's, in bytes.
    """

    info: ModelInfo
    in_use: bool = False
    loaded: bool = False
    removable: bool = False
    linked: bool = False
    speed: float = 0.0
    memory: int = 0

    @property
    def fits(self) -> str:
        """`yes`, `no` (not now), `never` (more than the machine has), or empty where it cannot be told."""
        if self.info.fits is False and 0 < self.memory < (self.info.memory_bytes or 0):
            return "never"
        return {True: "yes", False: "no", None: ""}[self.info.fits]


@QmlElement
class InstalledModels(Rows[Installed]):
    """One row a model; sizes are bytes, 0 where not known.

    `speed` is what was seen here, in tokens a second, 0 where nothing was.
    """

    names = ROLE_NAMES

    @staticmethod
    def key_of(row: Installed) -> str:
        """The model's id."""
        return row.info.id

    def values_of(self, row: Installed, at: int) -> dict[int, Any]:
        """What QML reads."""
        info = row.info
        return {
            InstalledRole.MODEL_ID: info.id,
            InstalledRole.NAME: info.name,
            InstalledRole.BACKEND: info.backend,
            InstalledRole.FAMILY: info.family,
            InstalledRole.QUANTISATION: info.quantisation,
            InstalledRole.PARAMETERS: float(info.parameters or 0),
            InstalledRole.SIZE_BYTES: float(info.size_bytes or 0),
            InstalledRole.MEMORY_BYTES: float(info.memory_bytes or 0),
            InstalledRole.FITS: row.fits,
            InstalledRole.STARTER: info.starter,
            InstalledRole.CLOUD: info.cloud,
            InstalledRole.IN_USE: row.in_use,
            InstalledRole.LOADED: row.loaded,
            InstalledRole.REMOVABLE: row.removable,
            InstalledRole.LINKED: row.linked,
            InstalledRole.FIRST: at == 0 or self._rows[at - 1].info.backend != info.backend,
            InstalledRole.SPEED: row.speed,
        }

    def mark(self, current: str, loaded: frozenset[str]) -> None:
        """Mark the model in use and those in memory, by id."""
        self.show(
            [replace(row, in_use=row.info.id == current, loaded=row.info.id in loaded) for row in self._rows]
        )
