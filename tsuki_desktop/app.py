"""Puts the window together.

The order of a start, which is also the order in which it must stay:

1.  `QGuiApplication` is built, named and dressed (qasync would build another one if it came first).
2.  The settings are read: the window needs its language, its theme and its place.
3.  The bridges are made without a profile, `Main.qml` is loaded on them and the window is shown. Until here
    nothing is imported that this does not need: no database, no backend, no Markdown. A thread imports
    those meanwhile, so that the window need not wait for them afterwards.
4.  The event loop starts. After the first frame is on the screen, the `Session` opens the profile: log,
    persona, backends. The bridges are attached to it and the last conversation is shown. Then it is seen
    what is around the window: a tray, notifications, keys for everywhere.
5.  When the last window is closed, or a signal to end comes, everything is taken down once, in the opposite
    order: the window's jobs, the session (running replies are stopped and kept), the window, the loop.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QMetaObject, QObject, Qt
from PySide6.QtGui import QGuiApplication

from tsuki_desktop import logs
from tsuki_desktop.errors import ProfileInUseError, TsukiError
from tsuki_desktop.settings import SettingsFile
from tsuki_desktop.ui import words
from tsuki_desktop.ui.bridge.app_bridge import App
from tsuki_desktop.ui.bridge.companion import Companion
from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.door import Door, knock
from tsuki_desktop.ui.languages import Interpreter, meant
from tsuki_desktop.ui.tasks import ended_generators
from tsuki_desktop.ui.window import MainWindow, dress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tsuki_desktop.backends.base import Backend
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.settings import Settings
    from tsuki_desktop.ui.bridge.her_voice import HerVoice

log = logging.getLogger(__name__)


class Desktop:
    """One run of the window on one profile.

    `on_usable` is called once, when the window has drawn itself and the profile is open: the benchmark
    takes its time there. `backends` replaces the program's own, by name.
    """

    def __init__(
        self,
        profile: Profile,
        *,
        backends: Mapping[str, Callable[[], Backend]] | None = None,
        on_usable: Callable[[Desktop], None] | None = None,
    ) -> None:
        self._profile = profile
        self._backends = backends
        self._on_usable = on_usable
        self._session_module = asyncio.get_running_loop().run_in_executor(
            None, import_module, "tsuki_desktop.services.session"
        )
        self.settings = SettingsFile(profile.settings)
        self.interpreter = Interpreter()
        self._language = self.settings.value.language
        self.interpreter.speak(self._language)
        self.app = App(profile, self.settings)
        self.companion = Companion(self.app, profile, self.settings, self.quit)
        self.window = MainWindow(self.app, self.companion)
        self._unsubscribe = self.settings.subscribe(self._on_settings)
        self.session: Session | None = None
        self._door: Door | None = None
        self._her_voice: HerVoice | None = None
        self.app.serve_recovery(self._let_go, self._open_profile)
        self.app.serve_retry(self._try_to_open)
        self._ended = asyncio.Event()
        self._drawn = asyncio.Event()

    def quit(self) -> None:
        """Ask for the end; `run` returns soon after."""
        self._ended.set()

    async def run(self) -> None:
        """Show the window and serve it until it is closed."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._on_bug)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.setQuitOnLastWindowClosed(False)
        application.lastWindowClosed.connect(self.quit)
        for number in (signal.SIGINT, signal.SIGTERM):
            # Not there on Windows, where closing the window and Ctrl+C end the program all the same.
            with suppress(NotImplementedError, AttributeError):
                loop.add_signal_handler(number, self.quit)
        # The frame is swapped on the drawing thread; the connection brings it to the loop's.
        frames = self.window.quick.frameSwapped.connect(self._drawn.set, Qt.ConnectionType.QueuedConnection)
        async with ended_generators():
            try:
                self.window.show(self.settings.value)
                self.app.tasks.spawn(self._open(frames))
                await self._ended.wait()
            finally:
                await self._close()
                application.lastWindowClosed.disconnect(self.quit)

    async def _open(self, frames: QMetaObject.Connection) -> None:
        await self._drawn.wait()
        QObject.disconnect(frames)
        await self._try_to_open()
        if self._on_usable:
            self._on_usable(self)
        await self.companion.settle(self.window)

    async def _try_to_open(self) -> None:
        try:
            await self._open_profile()
        except ProfileInUseError as error:
            if await knock(self._profile):
                self.quit()
                return
            self.app.fail(error)
        except TsukiError as error:
            log.warning("the profile was not opened: %s %s", type(error).__name__, error.detail)
            self.app.fail(error)
        except Exception:  # a bug: without this the window would say "Waking up…" for ever
            log.exception("the profile was not opened")
            self.app.fail(
                TsukiError(
                    "Something inside Tsuki went wrong while she woke up.",
                    "Your chats are safe. The log in the data folder tells more.",
                )
            )

    async def _open_profile(self) -> None:
        await self._session_module
        from tsuki_desktop.services.session import Session

        self.session = await Session.open(self._profile, settings=self.settings, backends=self._backends)
        self._door = self._door or Door(self._profile, self.companion.show)
        await self.app.attach(self.session)
        self.app.tasks.spawn(self._look_after(self.session))

    async def _look_after(self, session: Session) -> None:
        """Have the log checked and backed up, now that the window can be used."""
        await asyncio.to_thread(import_module, "tsuki_desktop.services.keeping")
        if session is not self.session:
            return
        self.app.look_after(session.keeping)
        if self._backends is None:
            from tsuki_desktop.ui.bridge.her_voice import HerVoice

            self._her_voice = self._her_voice or HerVoice(self.app)
            self._her_voice.attach(session)

    async def _let_go(self) -> None:
        """Close the session, so that the log can be mended."""
        session, self.session = self.session, None
        self.app.detach()
        if session is not None:
            await session.close()

    def _on_settings(self, settings: Settings) -> None:
        if settings.language == self._language:
            return
        self._language = settings.language
        if self.interpreter.speak(settings.language):
            # What Python said already stays until it is said again, at the latest at the next start.
            self.window.engine.retranslate()
            self.app.retell()
        elif meant(settings.language) != self.interpreter.spoken:
            why = words.tr("No typeface on this computer has the letters of this language.")
            self.app.tell(Notice(why, words.tr("Install one, such as Noto Sans CJK, and start Tsuki again.")))

    async def _close(self) -> None:
        if self._door:
            self._door.close()
        self.window.remember()
        self.companion.close()
        self._unsubscribe()
        await self.app.close()
        if self.session is not None:
            await self.session.close()
        self.window.close()
        asyncio.get_running_loop().set_exception_handler(None)
        # Here and now: left to the garbage collector, the bridges could be taken down on another thread.
        shiboken6.delete(self.companion)
        shiboken6.delete(self.app)
        self.interpreter.stop()

    def _on_bug(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A bug: its traceback goes to the log, the person reads one kind sentence."""
        log.error("%s", context.get("message", "a bug"), exc_info=context.get("exception"))
        self.app.tell(
            Notice(
                words.tr("Something inside Tsuki went wrong."),
                words.tr("Your chats are safe. If it happens again, the log in the data folder tells more."),
                "error",
            )
        )


def open_window(
    profile: Profile,
    *,
    backends: Mapping[str, Callable[[], Backend]] | None = None,
    on_usable: Callable[[Desktop], None] | None = None,
) -> int:
    """Open the window on `profile` and return the exit status when it was closed."""
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert isinstance(application, QGuiApplication)
    dress(application)
    logs.start(profile)
    from qasync import QEventLoop

    async def serve() -> None:
        await Desktop(profile, backends=backends, on_usable=on_usable).run()

    with QEventLoop(application) as loop:
        loop.run_until_complete(serve())
    return 0
