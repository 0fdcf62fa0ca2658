"""Models that can be fetched and how far they have come, for the Models page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.models.rows import Rows

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
    EXPECTED = Qt.ItemDataRole.UserRole + 16
    EXPECTED_FROM = Qt.ItemDataRole.UserRole + 17


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
    OfferRole.EXPECTED: b"expected",
    OfferRole.EXPECTED_FROM: b"expectedFrom",
}


@dataclass(slots=True, eq=False)
class Offer:
    """A model that can be fetched. Sizes are bytes, an estimate, 0 where not known.

    `wanted` holds what to ask for, by source (`ollama`, `llama.cpp`), the preferred source first. `state` is
    "" (not begun), `asking`, `fetching`, `paused` or `failed`; `speed` bytes a second. `expected` is how fast
    it would write here (tokens a second), worked out from what `expected_from` did: 0 where nothing was seen.
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
    expected: float = 0.0
    expected_from: str = ""
    other: bool = False
    """Not of the catalogue: the person named it."""

    @property
    def busy(self) -> bool:
        """Whether something arrives now."""
        return self.state in {"asking", "fetching"}


@QmlElement
class OfferedModels(Rows[Offer]):
    """One row an offer."""

    names = ROLE_NAMES

    @staticmethod
    def key_of(row: Offer) -> str:
        """The offer's name."""
        return row.name

    def values_of(self, row: Offer, at: int) -> dict[int, Any]:
        """What QML reads."""
        del at
        return {
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
            OfferRole.EXPECTED: row.expected,
            OfferRole.EXPECTED_FROM: row.expected_from,
        }
