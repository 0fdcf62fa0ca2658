"""The rows of the open data set, fetched as far as somebody scrolls."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, Qt, Signal
from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.store.datasets import StoredRow
    from tsuki_desktop.ui.models.blocks import Index

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


class RowRole(IntEnum):
    """What QML reads of a row."""

    ROW_ID = Qt.ItemDataRole.UserRole + 1
    INCLUDED = Qt.ItemDataRole.UserRole + 2
    TURNS = Qt.ItemDataRole.UserRole + 3
    WORSE = Qt.ItemDataRole.UserRole + 4
    THUMB = Qt.ItemDataRole.UserRole + 5


ROLE_NAMES = {
    RowRole.ROW_ID: b"rowId",
    RowRole.INCLUDED: b"included",
    RowRole.TURNS: b"turns",
    RowRole.WORSE: b"worse",
    RowRole.THUMB: b"thumb",
}


@QmlElement
class StoredRows(QAbstractListModel):
    """One row a chat: `turns` are `role` and `text`, `worse` a rejected reply, `thumb` 1, -1 or 0."""

    countChanged = Signal()
    moreWanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[StoredRow] = []
        self._total = 0

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """How many are here already."""
        return len(self._rows)

    @Property(int, notify=countChanged)
    def total(self) -> int:
        """How many there are."""
        return self._total

    @property
    def here(self) -> int:
        """How many are here already."""
        return len(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many are here already."""
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        """Names for QML."""
        return {int(role): QByteArray(name) for role, name in ROLE_NAMES.items()}

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are more than are here."""
        return not parent.isValid() and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:
        """Ask for more."""
        if not parent.isValid():
            self.moreWanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One value of one row."""
        if not index.isValid() or role not in ROLE_NAMES:
            return None
        stored = self._rows[index.row()]
        if role == RowRole.ROW_ID:
            return stored.id
        if role == RowRole.INCLUDED:
            return stored.included
        row = _row(stored)
        if role == RowRole.TURNS:
            return [{"role": turn.role.value, "text": turn.text} for turn in row.turns]
        if role == RowRole.WORSE:
            return row.rejected or ""
        return 0 if row.label is None else 1 if row.label else -1

    def find(self, row_id: int) -> StoredRow | None:
        """The row of an id, where it is here."""
        return next((row for row in self._rows if row.id == row_id), None)

    def show(self, total: int, rows: Sequence[StoredRow]) -> None:
        """Show these, and nothing of before."""
        self.beginResetModel()
        self._total, self._rows = total, list(rows)
        self.endResetModel()
        self.countChanged.emit()

    def append(self, rows: Sequence[StoredRow]) -> None:
        """Add the next ones."""
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows += rows
        self.endInsertRows()
        self.countChanged.emit()

    def put(self, row: StoredRow) -> None:
        """Show another state of a row."""
        for at, one in enumerate(self._rows):
            if one.id == row.id:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at), [])

    def mark(self, row_id: int, *, included: bool) -> None:
        """Show a row as included, or not."""
        row = self.find(row_id)
        if row is not None:
            self.put(replace(row, included=included))


def _row(stored: StoredRow) -> Any:
    from tsuki_desktop.dataset.formats import decode

    return decode(json.loads(stored.data), "")
