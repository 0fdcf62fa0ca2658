"""The models that were made here, for the Teach page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.models.rows import Rows

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
    FREE = Qt.ItemDataRole.UserRole + 12


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
    MadeRole.FREE: b"free",
}


@dataclass(frozen=True, slots=True)
class Made:
    """One model. `verdict` is `better`, `worse`, `unsure` or empty; `forgotten` counts deleted lessons.

    `free` tells that it was proven better than what speaks now: it is used without a question.
    """

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
    free: bool = False


@QmlElement
class MadeModels(Rows[Made]):
    """One row a model, newest first."""

    names = ROLE_NAMES

    @staticmethod
    def key_of(row: Made) -> str:
        """The run's uid."""
        return row.uid

    def values_of(self, row: Made, at: int) -> dict[int, Any]:
        """What QML reads."""
        del at
        return {
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
            MadeRole.FREE: row.free,
        }
