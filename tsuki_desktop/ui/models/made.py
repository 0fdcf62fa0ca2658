"""The models that were made here, for the Teach page."""

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


class MadeRole(IntEnum):
    """What QML reads of a model that was made here."""

    UID = Qt.ItemDataRole.UserRole + 1
    NAME = Qt.ItemDataRole.UserRole + 2
    DATE = Qt.ItemDataRole.UserRole + 3
    VERDICT = Qt.ItemDataRole.UserRole + 4
    VERDICT_WORDS = Qt.ItemDataRole.UserRole + 5
    FACTS = Qt.ItemDataRole.UserRole + 6
    LEARNED = Qt.ItemDataRole.UserRole + 7
    FORGOTTEN = Qt.ItemDataRole.UserRole + 8
    IN_USE = Qt.ItemDataRole.UserRole + 9
    CAN_GO_BACK = Qt.ItemDataRole.UserRole + 10
    HAS_REPORT = Qt.ItemDataRole.UserRole + 11


ROLE_NAMES = {
    MadeRole.UID: b"uid",
    MadeRole.NAME: b"name",
    MadeRole.DATE: b"date",
    MadeRole.VERDICT: b"verdict",
    MadeRole.VERDICT_WORDS: b"verdictWords",
    MadeRole.FACTS: b"facts",
    MadeRole.LEARNED: b"learned",
    MadeRole.FORGOTTEN: b"forgotten",
    MadeRole.IN_USE: b"inUse",
    MadeRole.CAN_GO_BACK: b"canGoBack",
    MadeRole.HAS_REPORT: b"hasReport",
}


@dataclass(frozen=True, slots=True)
class Made:
    """One model. `verdict` is `better`, `worse`, `unsure` or empty; `forgotten` counts deleted lessons."""

    uid: str
    name: str
    date: str
    verdict: str = ""
    verdict_words: str = ""
    facts: str = ""
    learned: str = ""
    forgotten: int = 0
    in_use: bool = False
    can_go_back: bool = False
    has_report: bool = False


@QmlElement
class MadeModels(QAbstractListModel):
    """One row a model, newest first."""

    countChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Made] = []

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
        row = self._rows[index.row()]
        values = {
            MadeRole.UID: row.uid,
            MadeRole.NAME: row.name,
            MadeRole.DATE: row.date,
            MadeRole.VERDICT: row.verdict,
            MadeRole.VERDICT_WORDS: row.verdict_words,
            MadeRole.FACTS: row.facts,
            MadeRole.LEARNED: row.learned,
            MadeRole.FORGOTTEN: row.forgotten,
            MadeRole.IN_USE: row.in_use,
            MadeRole.CAN_GO_BACK: row.can_go_back,
            MadeRole.HAS_REPORT: row.has_report,
        }
        return values[MadeRole(role)]

    @property
    def rows(self) -> list[Made]:
        """What is shown."""
        return list(self._rows)

    def find(self, uid: str) -> Made | None:
        """The row of a model."""
        return next((row for row in self._rows if row.uid == uid), None)

    def show(self, rows: Sequence[Made]) -> None:
        """Show these; rows that are the same models in the same order stay where they are."""
        before, wanted = self._rows, list(rows)
        if [row.uid for row in before] == [row.uid for row in wanted]:
            self._rows = wanted
            for at, (old, new) in enumerate(zip(before, wanted, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at), self.index(at), [])
            return
        self.beginResetModel()
        self._rows = wanted
        self.endResetModel()
        self.countChanged.emit()
