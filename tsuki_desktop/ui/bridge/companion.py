"""Tsuki beside the person's work: in the tray, in a small window, with a quiet word when she has replied."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Property, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickWindow

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.paths import bundled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tsuki_desktop.domain.events import ReplyEnded
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.settings import Settings, SettingsFile
    from tsuki_desktop.ui.around.hotkey import Grabbed
    from tsuki_desktop.ui.around.surroundings import Surroundings
    from tsuki_desktop.ui.bridge.app_bridge import App
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.bridge.private import Private
    from tsuki_desktop.ui.mini import Mini
    from tsuki_desktop.ui.window import MainWindow

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_WAYS_OUT = {"ask": "ask", "stay in the tray": "hide", "quit": "quit"}
"""What closing the window does, by the setting."""


@QmlElement
class Companion(QObject):
    """What goes on around the window. Until `settle` was called nothing is there, and closing quits.

    `leave` ends the program.
    """

    changed = Signal()
    quitAsked = Signal()
    """Something would be lost: the window asks before it goes."""
    chatAsked = Signal()
    """The window should show the chat."""
    faceAsked = Signal(bool)
    """Her face should be in the tray, or go from there."""
    told = Signal(str, str)
    """The tray's icon should show a notification: its title and its words."""
    miniAsked = Signal()
    """The small window is wanted for the first time."""

    def __init__(
        self,
        app: App,
        profile: Profile,
        settings: SettingsFile,
        leave: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._chat = cast("Chat", app.chat)
        self._private = cast("Private", app.privateChat)
        self._notices = cast("Notices", app.notices)
        self._profile = profile
        self._settings = settings
        self._leave = leave
        self._window: MainWindow | None = None
        self._around: Surroundings | None = None
        self._mini: Mini | None = None
        self._keys: Grabbed | None = None
        self._tray = False
        self._leaving = False
        self._known = settings.value
        self._unsubscribe: Callable[[], None] | None = None

    async def settle(self, window: MainWindow) -> None:
        """The window can be used: look around it."""
        self._window = window
        surroundings = await asyncio.to_thread(import_module, "tsuki_desktop.ui.around.surroundings")
        if self._leaving:
            return
        self._around = around = surroundings.around_us()
        window.quick.visibleChanged.connect(self.changed)
        window.quick.activeChanged.connect(self._on_active)
        window.quick.windowStateChanged.connect(self.changed)
        around.trayChanged.connect(self._on_tray)
        around.clicked.connect(self.show)
        self._chat.ended.connect(self._on_reply)
        self._known = self._settings.value
        self._unsubscribe = self._settings.subscribe(self._on_settings)
        if self._known.summon_keys:
            self._grab(self._known.summon_keys)
        if self._known.autostart:
            await self._look_at_autostart()
        await around.look()

    def close(self) -> None:
        """Take everything down that stands around the window, while the engine is there."""
        self._leaving = True
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None
        self._release()
        if self._mini:
            self._mini.hide()
        if self._around:
            self._around.close()
        self._window = self._around = self._mini = None

    # The window

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether the window is on the screen, also behind others."""
        quick = self._window.quick if self._window else None
        return bool(quick and quick.isVisible() and quick.visibility() is not QWindow.Visibility.Minimized)

    @Slot()
    def _on_active(self) -> None:
        if self._window and self._window.quick.isActive():
            self._chat.greet()

    @Slot()
    def show(self) -> None:
        """Bring the window to the front, wherever it is."""
        if self._window is None:
            return
        quick = self._window.quick
        if quick.visibility() is QWindow.Visibility.Minimized:
            quick.setWindowStates(quick.windowStates() & ~Qt.WindowState.WindowMinimized)
        # Not `show`, which would forget that it was maximized.
        quick.setVisible(True)
        quick.raise_()
        quick.requestActivate()
        self._chat.greet()
        self.changed.emit()

    @Slot()
    def hide(self) -> None:
        """Put the window out of the way: into the tray, or among the minimized ones where there is none."""
        if self._window is None:
            return
        self._window.remember()
        if self._tray:
            self._window.quick.setVisible(False)
        else:
            self._window.quick.showMinimized()
        self.changed.emit()

    @Slot()
    def toggle(self) -> None:
        """Hide the window where the person is in it, else show it."""
        if self.shown and self._is_active():
            self.hide()
        else:
            self.show()

    def _is_active(self) -> bool:
        return self._window is not None and self._window.quick.isActive()

    @Slot()
    def beginChat(self) -> None:
        """Show the window with an empty chat."""
        self._chat.startNew()
        self.chatAsked.emit()
        self.show()

    # Closing

    @Slot(result=str)
    def wayOut(self) -> str:
        """What closing the window does now: `quit`, `hide` or `ask`."""
        stays = self._tray and self._app.ready and not self._leaving
        return _WAYS_OUT[self._settings.value.close_window] if stays else "quit"

    @Slot(bool)
    def decide(self, stay: bool) -> None:
        """Take the person's answer, for all times, and do it."""
        self._app.remember(close_window="stay in the tray" if stay else "quit")
        if stay:
            self.hide()
        else:
            self.quit()

    @Slot()
    def quit(self) -> None:
        """End the program; where a private chat would be lost, the window asks."""
        if self._private.begun and not self._leaving:
            if not self.shown or not self._is_active():
                self.show()
            self.quitAsked.emit()
        else:
            self.leave()

    @Slot()
    def leave(self) -> None:
        """End the program now."""
        self._leaving = True
        self._leave()

    @Property(bool)
    def leaving(self) -> bool:
        """Whether the program ends: nothing keeps the window open any more."""
        return self._leaving

    # The tray

    @Property(bool, notify=changed)
    def tray(self) -> bool:
        """Whether her face is in a tray."""
        return self._tray

    @Property(QUrl, constant=True)
    def trayIcon(self) -> QUrl:
        """Her face, for the tray."""
        return QUrl.fromLocalFile(str(bundled("assets", "icons", "app-64.png")))

    @Slot(bool)
    def _on_tray(self, there: bool) -> None:
        if there == self._tray:
            return
        self._tray = there
        self.faceAsked.emit(there)
        if not there and not self.shown and not self.miniShown:
            self.show()
        self.changed.emit()

    # The small window

    @Property(bool, notify=changed)
    def miniShown(self) -> bool:
        """Whether the small window is on the screen."""
        return self._mini is not None and self._mini.shown

    @Slot()
    def toggleMini(self) -> None:
        """Open the small window, or close it."""
        if self._mini and self._mini.shown:
            self._mini.hide()
        elif self._mini:
            self._mini.open()
        else:
            self.miniAsked.emit()

    @Slot(QQuickWindow)
    def takeMini(self, quick: QQuickWindow) -> None:
        """The small window is loaded: show it."""
        from tsuki_desktop.ui.mini import Mini

        if self._window is not None:
            quick.visibleChanged.connect(self.changed)
            self._mini = Mini(quick, self._window, self._chat, self._settings, self._app.remember)
            self._mini.open()

    @Slot()
    def bringBack(self) -> None:
        """From the small window to the large one."""
        if self._mini:
            self._mini.hide()
        self.show()

    # When she replied

    @Slot(object)
    def _on_reply(self, ended: ReplyEnded) -> None:
        if self._around is None or not self._settings.value.notify or self._in_sight():
            return
        words = self._words_of(ended)
        if words:
            self._app.tasks.spawn(self._tell(self._around, words))

    async def _tell(self, around: Surroundings, words: str) -> None:
        if not await around.tell("Tsuki", words):
            # There some desktops read marks in the words: ours have none.
            self.told.emit("Tsuki", words.translate({ord("<"): "(", ord(">"): ")", ord("&"): "+"}))

    def _in_sight(self) -> bool:
        """Whether the person sees a window of ours: one that is in use, or the small one, on top."""
        return bool(self.miniShown) or any(
            window.isVisible() and window.isActive() for window in QGuiApplication.topLevelWindows()
        )

    def _words_of(self, ended: ReplyEnded) -> str:
        """What the notification says; empty where the person stopped her and knows it.

        Her words are in it only where the person wants that: whoever passes by would read them, and many
        desktops keep a list of what was notified. Those of a private chat never are.
        """
        notes = import_module("tsuki_desktop.ui.around.reply_note")
        private = self._chat.keeps_secret(ended.message.conversation_id)
        beginning = (
            notes.beginning(ended.message) if self._settings.value.notify_words and not private else ""
        )
        match notes.outcome(ended):
            case "replied":
                return beginning or self.tr("She has replied.")
            case "failed":
                return self.tr("Her reply broke off.")
            case _:
                return ""

    # Keys for everywhere, and the start of the computer

    def _on_settings(self, settings: Settings) -> None:
        before, self._known = self._known, settings
        if settings.summon_keys != before.summon_keys:
            self._release()
            if settings.summon_keys:
                self._grab(settings.summon_keys)
        if settings.autostart != before.autostart:
            self._switch_autostart(on=settings.autostart)

    def _grab(self, keys: str) -> None:
        hotkey = import_module("tsuki_desktop.ui.around.hotkey")
        try:
            self._keys = hotkey.grab(keys, self.toggle)
        except TsukiError as error:
            self._notices.error(error)
            return
        if self._keys is None:
            self._notices.error(
                TsukiError(
                    "This desktop gives no program keys that work everywhere.",
                    "Its own settings can start “tsuki” with a key: that brings her to the front.",
                )
            )

    def _release(self) -> None:
        if self._keys:
            self._keys.release()
            self._keys = None

    async def _look_at_autostart(self) -> None:
        autostart = await asyncio.to_thread(import_module, "tsuki_desktop.ui.around.autostart")
        if await asyncio.to_thread(autostart.lost) and not self._leaving:
            self._app.remember(autostart=False)

    def _switch_autostart(self, *, on: bool) -> None:
        autostart = import_module("tsuki_desktop.ui.around.autostart")
        try:
            autostart.switch(self._profile, on=on)
        except TsukiError as error:
            self._notices.error(error)
            # The switch shows what is; known before it is told, so that nothing is tried again.
            self._known = replace(self._known, autostart=not on)
            self._app.remember(autostart=not on)
