"""The shown path of one conversation: every row is there at once, bodies come when they are looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, Qt, Signal
from PySide6.QtQml import QmlElement

from tsuki_desktop.domain.chat import Role, Status, Step
from tsuki_desktop.ui.models.blocks import BlockModel, Index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tsuki_desktop.domain.chat import Message

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

PAGE = 40
"""Messages fetched at once: about three screens."""


def around(ids: Sequence[int], message_id: int | None) -> list[int]:
    """The ids on the screens around a message; none where it is not among them."""
    if message_id is None or message_id not in ids:
        return []
    at = ids.index(message_id)
    return list(ids[max(0, at - PAGE // 2) : at + PAGE // 2])


class TranscriptRole(IntEnum):
    """What QML reads of a message."""

    MESSAGE_ID = Qt.ItemDataRole.UserRole + 1
    MINE = Qt.ItemDataRole.UserRole + 2
    LOADED = Qt.ItemDataRole.UserRole + 3
    BLOCKS = Qt.ItemDataRole.UserRole + 4
    EMOTION = Qt.ItemDataRole.UserRole + 5
    STATUS = Qt.ItemDataRole.UserRole + 6
    REASON = Qt.ItemDataRole.UserRole + 7
    VARIANT = Qt.ItemDataRole.UserRole + 8
    VARIANTS = Qt.ItemDataRole.UserRole + 9
    RATING = Qt.ItemDataRole.UserRole + 10
    THOUGHT = Qt.ItemDataRole.UserRole + 11
    FIRST_SEEN = Qt.ItemDataRole.UserRole + 12
    WAITING = Qt.ItemDataRole.UserRole + 13
    TIME = Qt.ItemDataRole.UserRole + 14
    WORDS = Qt.ItemDataRole.UserRole + 15
    CORRECTION = Qt.ItemDataRole.UserRole + 16


ROLE_NAMES = {
    TranscriptRole.MESSAGE_ID: b"messageId",
    TranscriptRole.MINE: b"mine",
    TranscriptRole.LOADED: b"loaded",
    TranscriptRole.BLOCKS: b"blocks",
    TranscriptRole.EMOTION: b"emotion",
    TranscriptRole.STATUS: b"status",
    TranscriptRole.REASON: b"reason",
    TranscriptRole.VARIANT: b"variant",
    TranscriptRole.VARIANTS: b"variants",
    TranscriptRole.RATING: b"rating",
    TranscriptRole.THOUGHT: b"thought",
    TranscriptRole.FIRST_SEEN: b"firstSeen",
    TranscriptRole.WAITING: b"waiting",
    TranscriptRole.TIME: b"time",
    TranscriptRole.WORDS: b"words",
    TranscriptRole.CORRECTION: b"correction",
}


_UNLOADED: dict[int, Any] = {
    TranscriptRole.BLOCKS: None,
    TranscriptRole.RATING: 0,
    TranscriptRole.WAITING: False,
}
"""What a row says before its message came; all else is empty text."""


@dataclass(slots=True)
class _Body:
    """A loaded message and what the window made of it."""

    message: Message
    blocks: BlockModel | None = None


@QmlElement
class Transcript(QAbstractListModel):
    """One row a message of the active path.

    `fetch` is called with message ids that a view looked at and that are not loaded; the caller answers
    with `fill`. Rows are never put in above others, so what is on the screen stays where it is.
    """

    countChanged = Signal()

    def __init__(self, fetch: Callable[[Sequence[int]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._steps: list[Step] = []
        self._rows: dict[int, int] = {}
        self._bodies: dict[int, _Body] = {}
        self._asked: set[int] = set()
        self._first_seen: int | None = None
        self._of_step: dict[int, Callable[[Step], Any]] = {
            TranscriptRole.MESSAGE_ID: lambda step: step.message_id,
            TranscriptRole.MINE: lambda step: step.role is Role.USER,
            TranscriptRole.VARIANT: lambda step: step.variant,
            TranscriptRole.VARIANTS: lambda step: step.variants,
            TranscriptRole.FIRST_SEEN: lambda step: step.message_id == self._first_seen,
        }
        self._of_message: dict[int, Callable[[Message], Any]] = {
            TranscriptRole.EMOTION: lambda one: str(one.emotion or ""),
            TranscriptRole.STATUS: lambda one: str(one.status),
            TranscriptRole.REASON: lambda one: str(one.reason or ""),
            TranscriptRole.RATING: lambda one: one.rating.value if one.rating else 0,
            TranscriptRole.CORRECTION: lambda one: one.rating.correction if one.rating else "",
            TranscriptRole.THOUGHT: lambda one: one.thought,
            TranscriptRole.WAITING: lambda one: one.status is Status.STREAMING and not one.text,
            TranscriptRole.TIME: lambda one: one.created_at,
            TranscriptRole.WORDS: lambda one: one.text,
            TranscriptRole.BLOCKS: lambda one: self._blocks_of(one.id),
        }

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many messages the path has, loaded or not."""
        return 0 if parent.isValid() else len(self._steps)

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """How many rows there are."""
        return len(self._steps)

    def roleNames(self) -> dict[int, QByteArray]:
        """Names for QML."""
        return {int(role): QByteArray(name) for role, name in ROLE_NAMES.items()}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One value of one message; asks for the message's page where it is not loaded yet."""
        if not index.isValid() or index.row() >= len(self._steps):
            return None
        step = self._steps[index.row()]
        of_step = self._of_step.get(role)
        if of_step is not None:
            return of_step(step)
        body = self._bodies.get(step.message_id)
        if role == TranscriptRole.LOADED:
            return body is not None or self._want(index.row())
        return self._of_body(body, role)

    def _of_body(self, body: _Body | None, role: int) -> Any:
        getter = self._of_message.get(role)
        if getter is None:
            return None
        return getter(body.message) if body else _UNLOADED.get(role, "")

    def _want(self, row: int) -> bool:
        """Ask for the page around `row`; returns False: it is not here yet."""
        start = max(0, row - row % PAGE)
        ids = [step.message_id for step in self._steps[start : start + PAGE]]
        missing = [one for one in ids if one not in self._bodies and one not in self._asked]
        if missing:
            self._asked.update(missing)
            self._fetch(missing)
        return False

    def _blocks_of(self, message_id: int) -> BlockModel:
        body = self._bodies[message_id]
        if body.blocks is None:
            body.blocks = BlockModel(self)
            self._render(body)
        return body.blocks

    @staticmethod
    def _render(body: _Body) -> None:
        if body.blocks is None:
            return
        if body.message.role is Role.USER:
            body.blocks.show_plain(body.message.text)
        elif body.message.status is Status.STREAMING:
            body.blocks.grow(body.message.text)
        else:
            body.blocks.show(body.message.text)

    def message(self, message_id: int) -> Message | None:
        """A loaded message, or None."""
        body = self._bodies.get(message_id)
        return body.message if body else None

    def row(self, message_id: int) -> int:
        """The row of a message, -1 where it is not on the path."""
        return self._rows.get(message_id, -1)

    def around(self, message_id: int) -> list[int]:
        """Ids of what is on the screens around a message and not loaded yet."""
        near = around([step.message_id for step in self._steps], message_id)
        return [one for one in near if one not in self._bodies]

    def ids(self, first: int, last: int) -> list[int]:
        """Ids of the rows `first` to `last`, both included; negative numbers count from the end."""
        return [step.message_id for step in self._steps[first : last + 1 or None]]

    def show(self, steps: Sequence[Step], loaded: Sequence[Message]) -> None:
        """Show another path; `loaded` holds at least the messages that will be on the screen first."""
        self.beginResetModel()
        for body in self._bodies.values():
            if body.blocks is not None:
                body.blocks.deleteLater()
        self._steps = list(steps)
        self._rows = {step.message_id: row for row, step in enumerate(self._steps)}
        self._bodies = {message.id: _Body(message) for message in loaded}
        self._asked = set()
        self._first_seen = None
        self.endResetModel()
        self.countChanged.emit()

    def fill(self, messages: Sequence[Message]) -> None:
        """Take messages that were asked for."""
        for message in messages:
            self._asked.discard(message.id)
            if message.id in self._rows and message.id not in self._bodies:
                self._bodies[message.id] = _Body(message)
                self._changed(message.id)

    def renumber(self, steps: Sequence[Step]) -> None:
        """Take the numbers of variants, and another tail, from a path that was read again."""
        same = 0
        while same < min(len(steps), len(self._steps)) and (
            steps[same].message_id == self._steps[same].message_id
        ):
            if steps[same] != self._steps[same]:
                self._steps[same] = steps[same]
                self._changed(steps[same].message_id, TranscriptRole.VARIANT, TranscriptRole.VARIANTS)
            same += 1
        self._cut(same)
        if len(steps) > same:
            self._append(list(steps[same:]))

    def put(self, message: Message) -> None:
        """Show a new or changed message; a new one ends the path below its parent."""
        if message.id in self._rows:
            body = self._bodies.setdefault(message.id, _Body(message))
            body.message = message
            self._render(body)
            self._changed(message.id)
            return
        below = self._rows.get(message.parent_id, -1) + 1 if message.parent_id is not None else 0
        variants = 1 + (self._steps[below].variants if below < len(self._steps) else 0)
        self._cut(below)
        self._bodies[message.id] = _Body(message)
        self._append([Step(message.id, message.role, variants, variants)])

    def stream(self, message_id: int, text: str, thought: str) -> int:
        """Show all that was written of a reply so far; returns the characters that were laid out again."""
        body = self._bodies.get(message_id)
        if body is None or message_id not in self._rows:
            return 0
        began = not body.message.text and bool(text)
        thinks = thought != body.message.thought
        body.message = replace(body.message, text=text, thought=thought)
        self._render(body)
        if began:
            self._changed(message_id, TranscriptRole.WAITING)
        if thinks:
            self._changed(message_id, TranscriptRole.THOUGHT)
        return body.blocks.tail_length if body.blocks else 0

    def see_from(self, message_id: int | None) -> None:
        """Mark the oldest message that Tsuki still sees; None where she sees all."""
        before, self._first_seen = self._first_seen, message_id
        for one in (before, message_id):
            if one is not None and one in self._rows:
                self._changed(one, TranscriptRole.FIRST_SEEN)

    def _append(self, steps: list[Step]) -> None:
        first = len(self._steps)
        self.beginInsertRows(QModelIndex(), first, first + len(steps) - 1)
        self._steps += steps
        self._rows.update({step.message_id: first + at for at, step in enumerate(steps)})
        self.endInsertRows()
        self.countChanged.emit()

    def _cut(self, below: int) -> None:
        if below >= len(self._steps):
            return
        self.beginRemoveRows(QModelIndex(), below, len(self._steps) - 1)
        gone = self._steps[below:]
        del self._steps[below:]
        for step in gone:
            self._rows.pop(step.message_id, None)
            body = self._bodies.pop(step.message_id, None)
            if body and body.blocks is not None:
                body.blocks.deleteLater()
        self.endRemoveRows()
        self.countChanged.emit()

    def _changed(self, message_id: int, *roles: TranscriptRole) -> None:
        index = self.index(self._rows[message_id])
        self.dataChanged.emit(index, index, [int(role) for role in roles])
