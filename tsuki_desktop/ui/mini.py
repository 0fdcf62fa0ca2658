"""The small window: kept on top, put where it was the last time, hidden when it is not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtQuick import QQuickWindow

    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.window import MainWindow

_GAP = 24
"""Pixels to the screen's edges, the first time."""


class Mini:
    """Her face, the last lines and a field to write in. The engine that made `quick` takes it down."""

    def __init__(
        self,
        quick: QQuickWindow,
        main: MainWindow,
        chat: Chat,
        settings: SettingsFile,
        remember: Callable[..., None],
    ) -> None:
        self.quick = quick
        self._main = main
        self._chat = chat
        self._settings = settings
        self._remember = remember
        # Else it would be minimized with the large one.
        quick.setTransientParent(None)  # pyright: ignore[reportArgumentType] - the stubs do not know None

    @property
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return self.quick.isVisible()

    def open(self) -> None:
        """Show it, with what stands in the composer, and let the person write."""
        self._put_in_place()
        self.quick.setVisible(True)
        self.quick.raise_()
        self.quick.requestActivate()
        # Two composers, one draft: each shows the other's words when it comes.
        self._chat.draftChanged.emit()

    def hide(self) -> None:
        """Put it away, remembering where it was."""
        if self.shown:
            self._remember(mini_x=max(self.quick.x(), 0), mini_y=max(self.quick.y(), 0))
            self.quick.setVisible(False)
            self._chat.draftChanged.emit()

    def _put_in_place(self) -> None:
        known = self._settings.value
        place = QRect(QPoint(known.mini_x, known.mini_y), self.quick.size())
        rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if known.mini_x >= 0 and any(room.contains(place) for room in rooms):
            self.quick.setPosition(place.topLeft())
            return
        # Not the window's own word for its screen: PySide would take that down with the window.
        middle = self._main.quick.geometry().center()
        room = next((room for room in rooms if room.contains(middle)), rooms[0])
        corner = room.bottomRight() - QPoint(self.quick.width() + _GAP, self.quick.height() + _GAP)
        self.quick.setPosition(QPoint(max(room.left(), corner.x()), max(room.top(), corner.y())))
