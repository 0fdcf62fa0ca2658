"""The list of conversations in the side bar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, Qt, Signal
from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tsuki_desktop.domain.chat import Conversation
    from tsuki_desktop.ui.models.blocks import Index

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


class ConversationRole(IntEnum):
    """What QML reads of a conversation."""

    CONVERSATION_ID = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2
    GROUP = Qt.ItemDataRole.UserRole + 3
    UPDATED = Qt.ItemDataRole.UserRole + 4
    PINNED = Qt.ItemDataRole.UserRole + 5
    NEVER_TRAIN = Qt.ItemDataRole.UserRole + 6
    LIKED = Qt.ItemDataRole.UserRole + 7
    WRITING = Qt.ItemDataRole.UserRole + 8
    DISLIKED = Qt.ItemDataRole.UserRole + 9


ROLE_NAMES = {
    ConversationRole.CONVERSATION_ID: b"conversationId",
    ConversationRole.TITLE: b"title",
    ConversationRole.GROUP: b"group",
    ConversationRole.UPDATED: b"updated",
    ConversationRole.PINNED: b"pinned",
    ConversationRole.NEVER_TRAIN: b"neverTrain",
    ConversationRole.LIKED: b"liked",
    ConversationRole.WRITING: b"writing",
    ConversationRole.DISLIKED: b"disliked",
}


def group_of(conversation: Conversation, now: datetime) -> str:
    """`pinned`, `today`, `yesterday`, `week`, `month` or `older`, by the calendar where the person is."""
    if conversation.pinned:
        return "pinned"
    days = (now.date() - _local(conversation.updated_at, now).date()).days
    for limit, name in ((0, "today"), (1, "yesterday"), (6, "week"), (30, "month")):
        if days <= limit:
            return name
    return "older"


def _local(stamp: str, now: datetime) -> datetime:
    try:
        return datetime.fromisoformat(stamp).astimezone(now.tzinfo)
    except ValueError:
        return now


@QmlElement
class Conversations(QAbstractListModel):
    """What the service gave, in its order; `want_more` is called when its end comes into sight."""

    countChanged = Signal()

    def __init__(self, want_more: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._want_more = want_more
        self._all: list[Conversation] = []
        self._shown: list[Conversation] = []
        self._writing: set[int] = set()
        self._complete = True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many conversations are listed."""
        return 0 if parent.isValid() else len(self._shown)

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """How many rows there are."""
        return len(self._shown)

    def roleNames(self) -> dict[int, QByteArray]:
        """Names for QML."""
        return {int(role): QByteArray(name) for role, name in ROLE_NAMES.items()}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One value of one conversation."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        one = self._shown[index.row()]
        if role == ConversationRole.GROUP:
            return group_of(one, datetime.now(UTC).astimezone())
        values = {
            ConversationRole.CONVERSATION_ID: one.id,
            ConversationRole.TITLE: one.title,
            ConversationRole.UPDATED: one.updated_at,
            ConversationRole.PINNED: one.pinned,
            ConversationRole.NEVER_TRAIN: one.never_train,
            ConversationRole.LIKED: one.liked,
            ConversationRole.DISLIKED: one.disliked,
            ConversationRole.WRITING: one.id in self._writing,
        }
        return values.get(ConversationRole(role)) if role in ROLE_NAMES else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the log may hold more."""
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if not parent.isValid():
            self._want_more()

    @property
    def loaded(self) -> int:
        """How many came from the log."""
        return len(self._all)

    def show(self, conversations: Sequence[Conversation], *, complete: bool) -> None:
        """Show these; `complete` says that the log holds no more."""
        self._complete = complete
        self._all = list(conversations)
        self._refresh()

    def extend(self, conversations: Sequence[Conversation], *, complete: bool) -> None:
        """Add the next page."""
        self._complete = complete
        known = {one.id for one in self._all}
        self._all += [one for one in conversations if one.id not in known]
        self._refresh()

    def find(self, conversation_id: int) -> Conversation | None:
        """A listed conversation."""
        return next((one for one in self._all if one.id == conversation_id), None)

    def row(self, conversation_id: int) -> int:
        """Its row, -1 where it is not listed."""
        return next((row for row, one in enumerate(self._shown) if one.id == conversation_id), -1)

    def at(self, row: int) -> Conversation | None:
        """The conversation in `row`, or None."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rename(self, conversation_id: int, title: str) -> None:
        """Show another title."""
        self._all = [replace(one, title=title) if one.id == conversation_id else one for one in self._all]
        row = self.row(conversation_id)
        if row >= 0:
            self._shown[row] = replace(self._shown[row], title=title)
            self.dataChanged.emit(self.index(row), self.index(row), [int(ConversationRole.TITLE)])

    def write(self, conversation_id: int, *, writing: bool) -> None:
        """Mark a conversation in which a reply is being made."""
        (self._writing.add if writing else self._writing.discard)(conversation_id)
        row = self.row(conversation_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [int(ConversationRole.WRITING)])

    def _refresh(self) -> None:
        wanted = list(self._all)
        if [one.id for one in wanted] == [one.id for one in self._shown]:
            self._shown = wanted
            if wanted:
                self.dataChanged.emit(self.index(0), self.index(len(wanted) - 1), [])
            return
        self.beginResetModel()
        self._shown = wanted
        self.endResetModel()
        self.countChanged.emit()
