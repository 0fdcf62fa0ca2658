"""Earlier trainings, for the Teach page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.models.rows import Rows

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


class PastRole(IntEnum):
    """What QML reads of a training."""

    UID = Qt.ItemDataRole.UserRole + 1
    DATE = Qt.ItemDataRole.UserRole + 2
    KIND = Qt.ItemDataRole.UserRole + 3
    STATE_WORDS = Qt.ItemDataRole.UserRole + 4
    FACTS = Qt.ItemDataRole.UserRole + 5
    LEARNED = Qt.ItemDataRole.UserRole + 6
    ACT = Qt.ItemDataRole.UserRole + 7
    RUNS = Qt.ItemDataRole.UserRole + 8


ROLE_NAMES = {
    PastRole.UID: b"uid",
    PastRole.DATE: b"date",
    PastRole.KIND: b"kind",
    PastRole.STATE_WORDS: b"stateWords",
    PastRole.FACTS: b"facts",
    PastRole.LEARNED: b"learned",
    PastRole.ACT: b"act",
    PastRole.RUNS: b"runs",
}


@dataclass(frozen=True, slots=True)
class Past:
    """One training.

    `kind` is `good`, `bad`, `waits` or empty; `act` is `resume`, `make`, `bring` or empty.
    """

    uid: str
    date: str
    kind: str = ""
    state_words: str = ""
    facts: str = ""
    learned: str = ""
    act: str = ""
    runs: bool = False


@QmlElement
class PastRuns(Rows[Past]):
    """One row a training, newest first."""

    names = ROLE_NAMES

    @staticmethod
    def key_of(row: Past) -> str:
        """The run's uid."""
        return row.uid

    def values_of(self, row: Past, at: int) -> dict[int, Any]:
        """What QML reads."""
        del at
        return {
            PastRole.UID: row.uid,
            PastRole.DATE: row.date,
            PastRole.KIND: row.kind,
            PastRole.STATE_WORDS: row.state_words,
            PastRole.FACTS: row.facts,
            PastRole.LEARNED: row.learned,
            PastRole.ACT: row.act,
            PastRole.RUNS: row.runs,
        }
