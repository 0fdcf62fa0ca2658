"""The settings page's rows, made from the settings' own table."""

from __future__ import annotations

from dataclasses import Field, fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, Qt
from PySide6.QtQml import QmlElement

from tsuki_desktop.settings import Settings
from tsuki_desktop.ui.languages import NAMES
from tsuki_desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.ui.models.blocks import Index

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


class FieldRole(IntEnum):
    """What QML reads of a setting."""

    NAME = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2
    SENTENCE = Qt.ItemDataRole.UserRole + 3
    SECTION = Qt.ItemDataRole.UserRole + 4
    KIND = Qt.ItemDataRole.UserRole + 5
    VALUE = Qt.ItemDataRole.UserRole + 6
    MINIMUM = Qt.ItemDataRole.UserRole + 7
    MAXIMUM = Qt.ItemDataRole.UserRole + 8
    CHOICES = Qt.ItemDataRole.UserRole + 9
    LABELS = Qt.ItemDataRole.UserRole + 10


ROLE_NAMES = {
    FieldRole.NAME: b"name",
    FieldRole.TITLE: b"title",
    FieldRole.SENTENCE: b"sentence",
    FieldRole.SECTION: b"section",
    FieldRole.KIND: b"kind",
    FieldRole.VALUE: b"value",
    FieldRole.MINIMUM: b"minimum",
    FieldRole.MAXIMUM: b"maximum",
    FieldRole.CHOICES: b"choices",
    FieldRole.LABELS: b"labels",
}

_KINDS: dict[type, str] = {bool: "switch", int: "number", float: "decimal", str: "words"}


@QmlElement
class SettingFields(QAbstractListModel):
    """One row a setting that has a title.

    `kind` is `switch`, `number`, `decimal`, `words`, `lines`, `choice` or `model`; `labels` say `choices`.
    """

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._models: list[str] = []
        self._fields: list[Field[Any]] = [one for one in fields(Settings) if one.metadata["title"]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many settings are shown."""
        return 0 if parent.isValid() else len(self._fields)

    def roleNames(self) -> dict[int, QByteArray]:
        """Names for QML."""
        return {int(role): QByteArray(name) for role, name in ROLE_NAMES.items()}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One value of one setting."""
        if not index.isValid() or role not in ROLE_NAMES:
            return None
        return self._values(self._fields[index.row()])[role]

    def _values(self, field: Field[Any]) -> dict[int, Any]:
        known = field.metadata
        is_model = field.name == "model"
        return {
            FieldRole.NAME: field.name,
            FieldRole.TITLE: said(known["title"]),
            FieldRole.SENTENCE: said(known["text"]),
            FieldRole.SECTION: known["section"],
            FieldRole.KIND: self._kind(field),
            FieldRole.VALUE: getattr(self._settings, field.name),
            FieldRole.MINIMUM: known["minimum"] or 0,
            FieldRole.MAXIMUM: known["maximum"] or 0,
            FieldRole.CHOICES: ["", *self._models] if is_model else list(known["choices"]),
            FieldRole.LABELS: [NAMES.get(one) or said(one) for one in known["choices"]],
        }

    @staticmethod
    def _kind(field: Field[Any]) -> str:
        if field.name == "model":
            return "model"
        kind = "choice" if field.metadata["choices"] else _KINDS[type(cast(object, field.default))]
        return "lines" if kind == "words" and field.metadata["maximum"] else kind

    def show(self, settings: Settings) -> None:
        """Show other values."""
        before, self._settings = self._settings, settings
        for row, field in enumerate(self._fields):
            if getattr(before, field.name) != getattr(settings, field.name):
                self.dataChanged.emit(self.index(row), self.index(row), [int(FieldRole.VALUE)])

    def sections(self) -> list[str]:
        """The names of the sections, in their order."""
        return list(dict.fromkeys(field.metadata["section"] for field in self._fields))

    def retell(self) -> None:
        """Say everything again: the language is another."""
        self.dataChanged.emit(self.index(0), self.index(len(self._fields) - 1))

    def offer(self, models: Sequence[str]) -> None:
        """Offer these models, by id."""
        self._models = list(models)
        row = next(row for row, field in enumerate(self._fields) if field.name == "model")
        self.dataChanged.emit(self.index(row), self.index(row), [int(FieldRole.CHOICES)])

    def refresh(self, name: str) -> None:
        """Tell views to read the value of `name` again; settings that are not shown have no row."""
        for row, field in enumerate(self._fields):
            if field.name == name:
                self.dataChanged.emit(self.index(row), self.index(row), [int(FieldRole.VALUE)])
