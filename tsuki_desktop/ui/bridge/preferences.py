"""The settings, for QML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.ui.models.fields import SettingFields
from tsuki_desktop.ui.words import said

if TYPE_CHECKING:
    from tsuki_desktop.settings import Settings, SettingsFile, Value
    from tsuki_desktop.ui.bridge.notices import Notices

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Preferences(QObject):
    """What the look follows, and the rows of the settings page."""

    changed = Signal()

    def __init__(self, file: SettingsFile, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._notices = notices
        self._fields = SettingFields(file.value, self)
        self._unsubscribe = file.subscribe(self._on_change)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)

    def close(self) -> None:
        """Stop following the file and the system."""
        self._unsubscribe()
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._on_scheme)

    def _on_change(self, settings: Settings) -> None:
        self._fields.show(settings)
        self.changed.emit()

    @Slot()
    def _on_scheme(self) -> None:
        self.changed.emit()

    def offer(self, models: list[str]) -> None:
        """Offer these model ids on the settings page."""
        self._fields.offer(models)

    @Property(SettingFields, constant=True)
    def fields(self) -> SettingFields:
        """A model of the settings page's rows."""
        return self._fields

    def retell(self) -> None:
        """Say everything again: the language is another."""
        self._fields.retell()
        self.changed.emit()

    @Property(dict, notify=changed)
    def sections(self) -> dict[str, str]:
        """The headings of the settings page by the names of its sections."""
        return {name: said(name) for name in self._fields.sections()}

    @Property(bool, notify=changed)
    def dark(self) -> bool:
        """Whether it is night in the window."""
        theme = self._file.value.theme
        if theme == "system":
            return QGuiApplication.styleHints().colorScheme() != Qt.ColorScheme.Light
        return theme == "dark"

    @Property(float, notify=changed)
    def textScale(self) -> float:
        """Factor on all text sizes."""
        return self._file.value.text_size / 100

    @Property(bool, notify=changed)
    def motion(self) -> bool:
        """Whether things may move."""
        return self._file.value.motion

    @Property(bool, notify=changed)
    def sideBar(self) -> bool:
        """Whether the side bar is open in a wide window."""
        return self._file.value.side_bar

    @Property(bool, notify=changed)
    def starterHint(self) -> bool:
        """Whether the chat may say that the starter is a tiny model."""
        return self._file.value.starter_hint

    @Slot(str, bool)
    def setSwitch(self, name: str, value: bool) -> None:
        """Change a setting that is on or off."""
        self._update(name, value)

    @Slot(str, float)
    def setNumber(self, name: str, value: float) -> None:
        """Change a number; whole ones are rounded."""
        current: Any = getattr(self._file.value, name)
        self._update(name, round(value) if isinstance(current, int) else round(value, 2))

    @Slot(str, str)
    def setWords(self, name: str, value: str) -> None:
        """Change a text or a choice."""
        self._update(name, value)

    def remember(self, **changes: Value) -> None:
        """Save settings that the window keeps for itself."""
        try:
            self._file.update(**changes)
        except TsukiError as error:
            self._notices.error(error)

    def _update(self, name: str, value: Value) -> None:
        self.remember(**{name: value})
        # Where a value was refused, the page shows the old one again.
        self._fields.refresh(name)

    @Slot()
    def reset(self) -> None:
        """Put every shown setting back to its default."""
        try:
            self._file.reset()
        except TsukiError as error:
            self._notices.error(error)
