"""The models that are here, for the Models page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, Qt, Signal
from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.backends.base import ModelInfo
    from tsuki_desktop.ui.models.blocks import Index

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
}


@dataclass(frozen=True, slots=True)
class Installed:
    """A model and what the page needs beside it: `linked` files can be brought back after deleting."""

    info: ModelInfo
    in_use: bool = False
    loaded: bool = False
    removable: bool = False
    linked: bool = False


@QmlElement
class InstalledModels(QAbstractListModel):
    """One row a model; `fits` is `yes`, `no` or empty, sizes are bytes and 0 where not known."""

    countChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Installed] = []

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """How many there are."""
        return len(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        """Names for QML."""
        return {int(role): QByteArray(name) for role, name in ROLE_NAMES.items()}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One value of one model."""
        if not index.isValid() or role not in ROLE_NAMES:
            return None
        if role == InstalledRole.FIRST:
            at = index.row()
            return at == 0 or self._rows[at - 1].info.backend != self._rows[at].info.backend
        return self._values(self._rows[index.row()])[role]

    @staticmethod
    def _values(row: Installed) -> dict[int, Any]:
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
            InstalledRole.FITS: {True: "yes", False: "no", None: ""}[info.fits],
            InstalledRole.STARTER: info.starter,
            InstalledRole.CLOUD: info.cloud,
            InstalledRole.IN_USE: row.in_use,
            InstalledRole.LOADED: row.loaded,
            InstalledRole.REMOVABLE: row.removable,
            InstalledRole.LINKED: row.linked,
        }

    @property
    def rows(self) -> list[Installed]:
        """What is shown."""
        return list(self._rows)

    def find(self, model: str) -> Installed | None:
        """The row of an id."""
        return next((row for row in self._rows if row.info.id == model), None)

    def mark(self, current: str, loaded: frozenset[str]) -> None:
        """Mark the model in use and those in memory, by id."""
        self.show(
            [replace(row, in_use=row.info.id == current, loaded=row.info.id in loaded) for row in self._rows]
        )

    def show(self, rows: Sequence[Installed]) -> None:
        """Show these; rows that are the same models in the same order stay where they are."""
        before, wanted = self._rows, list(rows)
        if [row.info.id for row in before] == [row.info.id for row in wanted]:
            self._rows = wanted
            for at, (old, new) in enumerate(zip(before, wanted, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at), self.index(at), [])
            return
        self.beginResetModel()
        self._rows = wanted
        self.endResetModel()
        self.countChanged.emit()
