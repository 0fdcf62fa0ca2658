"""The settings page's rows, made from the settings' own table."""

from __future__ import annotations

from dataclasses import Field, fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, Qt
from PySide6.QtQml import QmlElement, QmlUncreatable

from tsuki_desktop.settings import Settings
from tsuki_desktop.ui.models.blocks import Index

if TYPE_CHECKING:
    from collections.abc import Sequence

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
}

_KINDS = {bool: "switch", int: "number", float: "decimal", str: "words"}


@QmlElement
@QmlUncreatable("Made by the program")
class SettingFields(QAbstractListModel):
    """One row a setting that has a title; `kind` is `switch`, `number`, `decimal`, `words`, `choice` or `model`."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._models: list[str] = []
        self._fields: list[Field[Any]] = [one for one in fields(Settings) if one.metadata["title"]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many settings are shown."""
        return 0 if parent.isValid() else len(self._fields)

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's name
        """Names for QML."""
        return {int(role): QByteArray(name) for role, name in ROLE_NAMES.items()}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One value of one setting."""
        if not index.isValid() or role not in ROLE_NAMES:
            return None
        field = self._fields[index.row()]
        match FieldRole(role):
            case FieldRole.NAME:
                return field.name
            case FieldRole.SENTENCE:
                return field.metadata["text"]
            case FieldRole.KIND:
                return self._kind(field)
            case FieldRole.VALUE:
                return getattr(self._settings, field.name)
            case FieldRole.CHOICES:
                return ["", *self._models] if field.name == "model" else list(field.metadata["choices"])
            case FieldRole.MINIMUM | FieldRole.MAXIMUM as limit:
                return field.metadata[limit.name.lower()] or 0
            case other:
                return field.metadata[other.name.lower()]

    @staticmethod
    def _kind(field: Field[Any]) -> str:
        if field.name == "model":
            return "model"
        return "choice" if field.metadata["choices"] else _KINDS[type(field.default)]

    def show(self, settings: Settings) -> None:
        """Show other values."""
        before, self._settings = self._settings, settings
        for row, field in enumerate(self._fields):
            if getattr(before, field.name) != getattr(settings, field.name):
                self.dataChanged.emit(self.index(row), self.index(row), [int(FieldRole.VALUE)])

    def offer(self, models: Sequence[str]) -> None:
        """Offer these models, by id."""
        self._models = list(models)
        row = next(row for row, field in enumerate(self._fields) if field.name == "model")
        self.dataChanged.emit(self.index(row), self.index(row), [int(FieldRole.CHOICES)])

    def refresh(self, name: str) -> None:
        """Tell views to read the value of `name` again."""
        row = next(row for row, field in enumerate(self._fields) if field.name == name)
        self.dataChanged.emit(self.index(row), self.index(row), [int(FieldRole.VALUE)])
