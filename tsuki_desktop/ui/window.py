"""Loads the QML of the window and keeps its place on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from PySide6.QtQml import (
    QQmlApplicationEngine,
    QQmlIncubationController,
    QQmlNetworkAccessManagerFactory,
)
from PySide6.QtQuick import QQuickWindow

from tsuki_desktop.paths import bundled
from tsuki_desktop.ui.languages import FACE
from tsuki_desktop.ui.pictures import FaceProvider, IconProvider

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice, QObject

    from tsuki_desktop.settings import Settings
    from tsuki_desktop.ui.bridge.app_bridge import App
    from tsuki_desktop.ui.bridge.companion import Companion

QML = Path(__file__).parent / "qml"

_LEAST_VISIBLE = 120
"""Pixels of a remembered window that must lie on some screen, else it opens in the middle."""


_LAST_ROWS_MS = 5000
"""The longest that the end waits for rows that are just being made: ms, or seconds on a starved machine."""


class _NoNetwork(QNetworkAccessManager):
    """Refuses everything: what the window shows comes from this computer."""

    def createRequest(
        self,
        op: QNetworkAccessManager.Operation,
        request: QNetworkRequest,
        outgoingData: QIODevice | None = None,
    ) -> QNetworkReply:
        del request, outgoingData
        return super().createRequest(op, QNetworkRequest())


class _NoNetworkFactory(QQmlNetworkAccessManagerFactory):
    def create(self, parent: QObject | None) -> QNetworkAccessManager:
        return _NoNetwork(parent)


class WindowLoadError(RuntimeError):
    """The QML of the program is broken: a bug."""


class MainWindow:
    """The window and the engine that draws it. Keep it as long as the window lives."""

    def __init__(self, app: App, companion: Companion) -> None:
        self._app = app
        self._no_network = _NoNetworkFactory()
        self.engine = QQmlApplicationEngine()
        self.engine.setNetworkAccessManagerFactory(self._no_network)
        self.engine.addImageProvider("icon", IconProvider())
        self.engine.addImageProvider("face", FaceProvider())
        self.engine.addImportPath(str(QML))
        self.engine.setInitialProperties({"app": app, "companion": companion})
        self.engine.loadFromModule("Tsuki", "Main")
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowLoadError("Main.qml did not load")
        self.quick: QQuickWindow = roots[0]

    def show(self, settings: Settings) -> None:
        """Show the window where it was the last time."""
        place = QRect(settings.window_x, settings.window_y, settings.window_width, settings.window_height)
        self.quick.resize(place.size().expandedTo(self.quick.minimumSize()))
        seen = (screen.availableGeometry().intersected(place) for screen in QGuiApplication.screens())
        if settings.window_x >= 0 and any(
            min(part.width(), part.height()) >= _LEAST_VISIBLE for part in seen
        ):
            self.quick.setPosition(place.topLeft())
        if settings.window_maximized:
            self.quick.showMaximized()
        else:
            self.quick.show()

    def remember(self) -> None:
        """Keep the window's place in the settings."""
        # Not its visibility, which a hidden window has none of.
        maximized = bool(self.quick.windowStates() & Qt.WindowState.WindowMaximized)
        if maximized:
            self._app.remember(window_maximized=True)
            return
        place = self.quick.geometry()
        self._app.remember(
            window_maximized=False,
            window_x=max(place.x(), 0),
            window_y=max(place.y(), 0),
            window_width=place.width(),
            window_height=place.height(),
        )

    def close(self) -> None:
        """Take the window down before what it shows goes away."""
        # None before the window was shown, whatever the stubs say.
        controller = cast("QQmlIncubationController | None", self.engine.incubationController())
        if controller is not None and controller.incubatingObjectCount():
            # Rows that are half made would be half there when the engine goes.
            controller.incubateFor(_LAST_ROWS_MS)
        self.quick.close()
        # At once, while everything that the engine was given is still alive.
        shiboken6.delete(self.engine)


def dress(application: QGuiApplication) -> None:
    """Give the program its name, its icon and its own typeface."""
    application.setApplicationName("tsuki-desktop")
    application.setApplicationDisplayName("Tsuki")
    application.setDesktopFileName("tsuki-desktop")
    for path in sorted(bundled("assets", "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    application.setFont(QFont(FACE))
    icon = bundled("assets", "icons", "app.svg")
    if icon.is_file():
        application.setWindowIcon(QIcon(str(icon)))
