"""Linux and the BSDs: the tray and the notifications that are reached over the session's D-Bus.

A tray here is a program that may come later than we do (at login) and may go (a restarted panel). Qt looks
for it only once, so its icon is made only when the tray is known to be there. Trays of the old kind, which
swallow an X11 window, would need Qt's widgets: they count as none.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Slot

from tsuki_desktop.ui.around.surroundings import TrayOfTheSystem

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServiceWatcher

TRAY_SERVICE = "org.kde.StatusNotifierWatcher"
PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
NOTIFICATIONS = "org.freedesktop.portal.Notification"

_WAIT_MS = 3000
"""The longest that a program on the bus may take to answer."""

_ONE = "reply"
"""The notification's name: a newer one takes its place."""


class FreeDesktop(TrayOfTheSystem):
    """What is on the session's bus."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus: QDBusConnection | None = None
        self._watcher: QDBusServiceWatcher | None = None
        self._finding: asyncio.Task[None] | None = None
        self._shown = False

    async def look(self) -> None:
        """Look for the tray, and hear of it when it comes and goes."""
        if not _has_bus():
            return
        self._bus = await asyncio.to_thread(_connect)
        if self._bus is None:
            return
        from PySide6.QtDBus import QDBusServiceWatcher

        self._watcher = QDBusServiceWatcher(TRAY_SERVICE, self._bus, parent=self)
        self._watcher.serviceRegistered.connect(self._on_came)
        self._watcher.serviceUnregistered.connect(self._on_went)
        path, interface = PORTAL[1], NOTIFICATIONS
        slot = SLOT("_on_action(QString,QString)")
        self._bus.connect(PORTAL[0], path, interface, "ActionInvoked", self, slot)  # pyright: ignore[reportArgumentType] - text, as SLOT gives it
        there = await self._ask(
            "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner", TRAY_SERVICE
        )
        if there is not None and there.arguments() == [True]:
            await self.find_tray()

    async def tell(self, title: str, body: str) -> bool:
        """By the desktop's portal, which can be told to be quiet."""
        if self._bus is None:
            return False
        words = {"title": title, "body": body, "priority": "low", "default-action": "open"}
        if await self._ask(*PORTAL, NOTIFICATIONS, "AddNotification", _ONE, words) is not None:
            self._shown = True
        return self._shown

    async def _ask(
        self, service: str, path: str, interface: str, method: str, *arguments: object
    ) -> QDBusMessage | None:
        """Call over the bus without waiting on it; None where that failed."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        assert self._bus is not None
        call = QDBusMessage.createMethodCall(service, path, interface, method)
        call.setArguments(list(arguments))
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call, _WAIT_MS), self)
        done = asyncio.get_running_loop().create_future()
        watcher.finished.connect(lambda: done.done() or done.set_result(None))
        try:
            await done
            reply = watcher.reply()
            return reply if reply.type() is QDBusMessage.MessageType.ReplyMessage else None
        finally:
            watcher.deleteLater()

    @Slot(str, str)
    def _on_action(self, name: str, action: str) -> None:
        if (name, action) == (_ONE, "open"):
            self.clicked.emit()

    def _on_came(self) -> None:
        self._finding = asyncio.get_running_loop().create_task(self.find_tray())

    def _on_went(self) -> None:
        self.trayChanged.emit(False)

    def close(self) -> None:
        """Take the notification back, too: who quits has seen it."""
        if self._finding is not None:
            self._finding.cancel()
        if self._bus is not None and self._shown:
            from PySide6.QtDBus import QDBusMessage

            call = QDBusMessage.createMethodCall(*PORTAL, NOTIFICATIONS, "RemoveNotification")
            call.setArguments([_ONE])
            self._bus.send(call)


def _has_bus() -> bool:
    """Whether a session's bus is there; without one the library would start one."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or bool(folder and (Path(folder) / "bus").exists())


def _connect() -> QDBusConnection | None:
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    return bus if bus.isConnected() else None
