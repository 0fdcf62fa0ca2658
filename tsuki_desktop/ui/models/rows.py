"""What lists for QML share: rows that are shown all at once and changed as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, Qt, Signal
from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tsuki_desktop.ui.models.blocks import Index

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

Row = TypeVar("Row")


@QmlElement
class Rows(QAbstractListModel, Generic[Row]):
    """A list of `Row`s; a kind of list says with `names`, `key_of` and `values_of` what QML reads of them."""

    countChanged = Signal()
    names: Mapping[Any, bytes] = {}
    """What QML calls each role."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @staticmethod
    def key_of(row: Row) -> str:
        """What tells one row from the others, for as long as it is shown."""
        raise NotImplementedError

    def values_of(self, row: Row, at: int) -> Mapping[int, Any]:
        """The value of each role of the row at `at`."""
        raise NotImplementedError

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """How many there are."""
        return len(self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        """Names for QML."""
        return {int(role): QByteArray(name) for role, name in self.names.items()}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One value of one row."""
        if not index.isValid() or role not in self.names:
            return None
        return self.values_of(self._rows[index.row()], index.row())[role]

    @property
    def rows(self) -> list[Row]:
        """What is shown."""
        return list(self._rows)

    def find(self, key: str) -> Row | None:
        """The row with this key."""
        return next((row for row in self._rows if self.key_of(row) == key), None)

    def touch(self, row: Row) -> None:
        """Tell views to read a row again that was changed where it is."""
        if row in self._rows:
            at = self._rows.index(row)
            self.dataChanged.emit(self.index(at), self.index(at), [])

    def show(self, rows: Sequence[Row]) -> None:
        """Show these; rows with the same keys in the same order stay where they are."""
        before, wanted = self._rows, list(rows)
        if list(map(self.key_of, before)) == list(map(self.key_of, wanted)):
            self._rows = wanted
            for at, (old, new) in enumerate(zip(before, wanted, strict=True)):
                # What is the same object may have changed inside.
                if old is new or old != new:
                    self.dataChanged.emit(self.index(at), self.index(at), [])
            return
        self.beginResetModel()
        self._rows = wanted
        self.endResetModel()
        self.countChanged.emit()
