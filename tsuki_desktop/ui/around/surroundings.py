"""The tray and the notifications of the desktop that the window is on."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from PySide6.QtCore import QLibrary, QLibraryInfo, QObject, Signal
from PySide6.QtGui import QGuiApplication


class Surroundings(QObject):
    """What the desktop around the window offers. This one, for displays that nobody sees, offers nothing."""

    trayChanged = Signal(bool)
    """A tray is there, or is not any more. Not sent before `look`."""
    clicked = Signal()
    """The person clicked the notification."""

    async def look(self) -> None:
        """Find out what is there, and follow it from now on."""

    async def tell(self, title: str, body: str) -> bool:
        """Show a quiet notification in the place of the last one; False where only the tray's icon could."""
        del title, body
        return False

    def close(self) -> None:
        """Let everything go."""


class TrayOfTheSystem(Surroundings):
    """Windows and macOS: there always is a tray, and its icon shows notifications."""

    async def look(self) -> None:
        """There is one."""
        await self.find_tray()

    async def find_tray(self) -> None:
        """Say that there is a tray, once what draws in it is read: large libraries, so on another thread."""
        await asyncio.to_thread(_load_libraries)
        self.trayChanged.emit(True)


def _load_libraries() -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.QmlImportsPath)) / "Qt" / "labs" / "platform"
    QLibrary(str(folder / "labsplatformplugin")).load()


def around_us() -> Surroundings:
    """What is around the window of this program."""
    platform = QGuiApplication.platformName()
    if platform in {"windows", "cocoa"}:
        return TrayOfTheSystem()
    if platform in {"xcb", "wayland"} and sys.platform != "darwin":
        from tsuki_desktop.ui.around.free_desktop import FreeDesktop

        return FreeDesktop()
    return Surroundings()
