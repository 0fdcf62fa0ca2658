"""Models that can be fetched and how far they have come, for the Models page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, Qt, Signal
from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.ui.models.blocks import Index

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


class OfferRole(IntEnum):
    """What QML reads of an offer."""

    NAME = Qt.ItemDataRole.UserRole + 1
    DOWNLOAD_BYTES = Qt.ItemDataRole.UserRole + 2
    MEMORY_BYTES = Qt.ItemDataRole.UserRole + 3
    LICENCE = Qt.ItemDataRole.UserRole + 4
    THINKS = Qt.ItemDataRole.UserRole + 5
    BEST = Qt.ItemDataRole.UserRole + 6
    SOURCES = Qt.ItemDataRole.UserRole + 7
    SOURCE = Qt.ItemDataRole.UserRole + 8
    STATE = Qt.ItemDataRole.UserRole + 9
    DONE = Qt.ItemDataRole.UserRole + 10
    TOTAL = Qt.ItemDataRole.UserRole + 11
    SPEED = Qt.ItemDataRole.UserRole + 12
    STATUS = Qt.ItemDataRole.UserRole + 13
    PROBLEM = Qt.ItemDataRole.UserRole + 14
    HINT = Qt.ItemDataRole.UserRole + 15


ROLE_NAMES = {
    OfferRole.NAME: b"name",
    OfferRole.DOWNLOAD_BYTES: b"downloadBytes",
    OfferRole.MEMORY_BYTES: b"memoryBytes",
    OfferRole.LICENCE: b"licence",
    OfferRole.THINKS: b"thinks",
    OfferRole.BEST: b"best",
    OfferRole.SOURCES: b"sources",
    OfferRole.SOURCE: b"source",
    OfferRole.STATE: b"state_",
    OfferRole.DONE: b"done",
    OfferRole.TOTAL: b"total",
    OfferRole.SPEED: b"speed",
    OfferRole.STATUS: b"status",
    OfferRole.PROBLEM: b"problem",
    OfferRole.HINT: b"hint",
}


@dataclass(slots=True, eq=False)
class Offer:
    """A model that can be fetched. Sizes are bytes, an estimate, 0 where not known.

    `wanted` holds what to ask for, by source (`ollama`, `llama.cpp`), the preferred source first. `state` is
    "" (not begun), `asking`, `fetching`, `paused` or `failed`; `speed` bytes a second.
    """

    name: str
    wanted: dict[str, str]
    download_bytes: int = 0
    memory_bytes: int = 0
    licence: str = ""
    thinks: bool = False
    best: bool = False
    source: str = ""
    state: str = ""
    done: int = 0
    total: int = 0
    speed: float = 0.0
    status: str = ""
    problem: str = ""
    hint: str = ""
    other: bool = False
    """Not of the catalogue: the person named it."""

    @property
    def busy(self) -> bool:
        """Whether something arrives now."""
        return self.state in {"asking", "fetching"}


@QmlElement
class OfferedModels(QAbstractListModel):
    """One row an offer."""

    countChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Offer] = []

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
        """One value of one offer."""
        if not index.isValid() or role not in ROLE_NAMES:
            return None
        row = self._rows[index.row()]
        values = {
            OfferRole.NAME: row.name,
            OfferRole.DOWNLOAD_BYTES: float(row.download_bytes),
            OfferRole.MEMORY_BYTES: float(row.memory_bytes),
            OfferRole.LICENCE: row.licence,
            OfferRole.THINKS: row.thinks,
            OfferRole.BEST: row.best,
            OfferRole.SOURCES: list(row.wanted),
            OfferRole.SOURCE: row.source,
            OfferRole.STATE: row.state,
            OfferRole.DONE: float(row.done),
            OfferRole.TOTAL: float(row.total),
            OfferRole.SPEED: row.speed,
            OfferRole.STATUS: row.status,
            OfferRole.PROBLEM: row.problem,
            OfferRole.HINT: row.hint,
        }
        return values[OfferRole(role)]

    @property
    def rows(self) -> list[Offer]:
        """What is shown."""
        return list(self._rows)

    def find(self, name: str) -> Offer | None:
        """The offer of a name."""
        return next((row for row in self._rows if row.name == name), None)

    def touch(self, offer: Offer) -> None:
        """Tell views to read an offer again."""
        if offer in self._rows:
            at = self._rows.index(offer)
            self.dataChanged.emit(self.index(at), self.index(at), [])

    def show(self, rows: Sequence[Offer]) -> None:
        """Show these."""
        same = [row.name for row in rows] == [row.name for row in self._rows]
        if same:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1), [])
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()
        self.countChanged.emit()
