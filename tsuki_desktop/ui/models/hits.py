"""What a search found: chats by their title first, then messages."""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, Qt, Signal
from PySide6.QtQml import QmlElement

from tsuki_desktop.domain.chat import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.domain.chat import Conversation
    from tsuki_desktop.store.search import Hit
    from tsuki_desktop.ui.models.blocks import Index

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


class HitRole(IntEnum):
    """What QML reads of one row."""

    KIND = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2
    SNIPPET = Qt.ItemDataRole.UserRole + 3
    STAMP = Qt.ItemDataRole.UserRole + 4
    MINE = Qt.ItemDataRole.UserRole + 5
    RATING = Qt.ItemDataRole.UserRole + 6


ROLE_NAMES = {
    HitRole.KIND: b"kind",
    HitRole.TITLE: b"title",
    HitRole.SNIPPET: b"snippet",
    HitRole.STAMP: b"stamp",
    HitRole.MINE: b"mine",
    HitRole.RATING: b"rating",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one row leads: `message_id` is None for a whole chat. `snippet` is safe HTML.

    `rating` is +1, -1, or 0 for none.
    """

    conversation_id: int
    message_id: int | None
    title: str
    snippet: str
    stamp: str
    mine: bool = False
    rating: int = 0

    @property
    def kind(self) -> str:
        """`chat` or `message`."""
        return "chat" if self.message_id is None else "message"


def marked(snippet: str, marks: Sequence[tuple[int, int]]) -> str:
    """`snippet` as HTML in which the found words are bold and nothing else is markup."""
    out: list[str] = []
    at = 0
    for start, end in marks:
        out += [html.escape(snippet[at:start]), "<b>", html.escape(snippet[start:end]), "</b>"]
        at = end
    out.append(html.escape(snippet[at:]))
    return " ".join("".join(out).split())


def of_chat(one: Conversation) -> Place:
    """A chat whose title was found."""
    return Place(one.id, None, one.title, "", one.updated_at)


def of_hit(hit: Hit) -> Place:
    """A message that was found."""
    return Place(
        hit.conversation_id,
        hit.message_id,
        hit.title,
        marked(hit.snippet, hit.marks),
        hit.created_at,
        hit.role is Role.USER,
        hit.rating,
    )


@QmlElement
class Hits(QAbstractListModel):
    """One row a place, in the order of the search."""

    countChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many places were found."""
        return 0 if parent.isValid() else len(self._places)

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """How many rows there are."""
        return len(self._places)

    def roleNames(self) -> dict[int, QByteArray]:
        """Names for QML."""
        return {int(role): QByteArray(name) for role, name in ROLE_NAMES.items()}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One value of one place."""
        place = self.at(index.row()) if index.isValid() else None
        if place is None or role not in ROLE_NAMES:
            return None
        return getattr(place, ROLE_NAMES[HitRole(role)].decode())

    def at(self, row: int) -> Place | None:
        """The place in `row`, or None."""
        return self._places[row] if 0 <= row < len(self._places) else None

    def show(self, places: Sequence[Place]) -> None:
        """Show these instead of the ones before."""
        if list(places) == self._places:
            return
        self.beginResetModel()
        self._places = list(places)
        self.endResetModel()
        self.countChanged.emit()
