"""The blocks of one message, for a Repeater in its bubble."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

from tsuki_desktop.ui import markup

if TYPE_CHECKING:
    from tsuki_desktop.ui.markup import Block

Index = QModelIndex | QPersistentModelIndex


class BlockRole(IntEnum):
    """What QML reads of a block."""

    KIND = Qt.ItemDataRole.UserRole + 1
    HTML = Qt.ItemDataRole.UserRole + 2
    SOURCE = Qt.ItemDataRole.UserRole + 3
    LANGUAGE = Qt.ItemDataRole.UserRole + 4


ROLE_NAMES = {
    BlockRole.KIND: QByteArray(b"kind"),
    BlockRole.HTML: QByteArray(b"html"),
    BlockRole.SOURCE: QByteArray(b"source"),
    BlockRole.LANGUAGE: QByteArray(b"language"),
}


class BlockModel(QAbstractListModel):
    """Text and code blocks of one message; while it streams only the last ones change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._blocks: list[Block] = []
        self._html: dict[int, str] = {}
        self._growing: markup.Growing | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many blocks there are."""
        return 0 if parent.isValid() else len(self._blocks)

    def roleNames(self) -> dict[int, QByteArray]:
        """Names for QML."""
        return {int(role): name for role, name in ROLE_NAMES.items()}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One value of one block."""
        if not index.isValid() or index.row() >= len(self._blocks):
            return None
        block = self._blocks[index.row()]
        match role:
            case BlockRole.KIND:
                return block.kind
            case BlockRole.HTML:
                return self._rendered(index.row())
            case BlockRole.SOURCE:
                return block.source
            case BlockRole.LANGUAGE:
                return block.language
            case _:
                return None

    def _rendered(self, row: int) -> str:
        if row not in self._html:
            self._html[row] = markup.html(self._blocks[row])
        return self._html[row]

    def show_plain(self, text: str) -> None:
        """Show words of the person exactly as typed."""
        self._replace(0, [markup.Block("plain", text)] if text else [])

    def show(self, markdown: str) -> None:
        """Show a whole reply."""
        self._growing = None
        self._replace(0, markup.split(markdown))

    def grow(self, markdown: str) -> None:
        """Show a reply that is still being written; `markdown` is all of it so far."""
        if self._growing is None:
            self._growing = markup.Growing()
        stay, blocks = self._growing.update(markdown)
        self._replace(stay, blocks)

    @property
    def tail_length(self) -> int:
        """Characters that the next `grow` parses and lays out again."""
        return self._growing.tail_length if self._growing else 0

    def _replace(self, stay: int, blocks: list[Block]) -> None:
        """Put `blocks` after the first `stay` ones, with as little change as there is."""
        same = min(len(self._blocks) - stay, len(blocks))
        for offset in range(same):
            self._change(stay + offset, blocks[offset])
        have = stay + same
        if len(self._blocks) > have:
            self.beginRemoveRows(QModelIndex(), have, len(self._blocks) - 1)
            for row in range(have, len(self._blocks)):
                self._html.pop(row, None)
            del self._blocks[have:]
            self.endRemoveRows()
        if len(blocks) > same:
            self.beginInsertRows(QModelIndex(), have, stay + len(blocks) - 1)
            self._blocks += blocks[same:]
            self.endInsertRows()

    def _change(self, row: int, block: Block) -> None:
        old = self._blocks[row]
        if old == block:
            return
        if old.kind != block.kind:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._blocks[row]
            self._html = {at: text for at, text in self._html.items() if at < row}
            self.endRemoveRows()
            self.beginInsertRows(QModelIndex(), row, row)
            self._blocks.insert(row, block)
            self.endInsertRows()
            return
        self._blocks[row] = block
        self._html.pop(row, None)
        roles = [int(BlockRole.HTML), int(BlockRole.SOURCE), int(BlockRole.LANGUAGE)]
        self.dataChanged.emit(self.index(row), self.index(row), roles)
