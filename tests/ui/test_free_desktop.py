"""The tray and the notifications on a bus of our own, and keys for everywhere on a display of our own.

Qt keeps one bus and one display a process: each test is a program that talks to them and prints what it saw.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's own")
ROOT = Path(__file__).parents[2]

BEGINNING = """
import asyncio, sys
from PySide6.QtCore import ClassInfo, QObject, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication
from qasync import QEventLoop
from tsuki_desktop.ui.around.free_desktop import FreeDesktop, PORTAL, TRAY_SERVICE

async def until(condition):
    while not condition():
        await asyncio.sleep(0.01)

@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Notification"})
class Portal(QObject):
    seen = []
    @Slot(str, "QVariantMap")
    def AddNotification(self, name, words):
        self.seen.append((name, words))
    @Slot(str)
    def RemoveNotification(self, name):
        self.seen.append((name, None))

async def main():
    others = QDBusConnection.connectToBus(sys.argv[1], "others")
    assert others.isConnected()
    around, trays = FreeDesktop(), []
    around.trayChanged.connect(trays.append)
"""
END = """
application = QGuiApplication(sys.argv[:1])
with QEventLoop(application) as loop:
    loop.run_until_complete(asyncio.wait_for(main(), 60))
"""


def run(script: str, *arguments: str, **env: str) -> str:
    known = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, env=known, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def on_a_bus(body: str) -> str:
    script = BEGINNING + body + END
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        try:
            address = daemon.stdout.readline().strip()
            assert address
            env = {"DBUS_SESSION_BUS_ADDRESS": address, "QT_QPA_PLATFORM": "offscreen"}
            return run(script, address, **env)
        finally:
            daemon.terminate()


needs_bus = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs dbus-daemon")


@needs_bus
def test_a_tray_is_found_at_once_or_later_and_its_end_is_heard() -> None:
    told = on_a_bus("""
    await around.look()
    print(trays)
    others.registerService(TRAY_SERVICE)
    await until(lambda: trays == [True])
    others.unregisterService(TRAY_SERVICE)
    await until(lambda: trays == [True, False])
    others.registerService(TRAY_SERVICE)
    await until(lambda: len(trays) == 3)
    again = FreeDesktop()
    again.trayChanged.connect(lambda there: print("at once", there))
    await again.look()
    again.close()
    around.close()
""")
    assert told.splitlines() == ["[]", "at once True"]


@needs_bus
def test_notifications_go_through_the_portal_and_a_click_comes_back() -> None:
    told = on_a_bus("""
    await around.look()
    print(await around.tell("Tsuki", "nobody hears"))
    portal = Portal()
    others.registerObject(PORTAL[1], portal, QDBusConnection.RegisterOption.ExportAllSlots)
    others.registerService(PORTAL[0])
    print(await around.tell("Tsuki", "She has replied."))
    print(portal.seen)
    clicks = []
    around.clicked.connect(lambda: clicks.append(1))
    from PySide6.QtDBus import QDBusMessage
    for name in ("another", "reply"):
        signal = QDBusMessage.createSignal(PORTAL[1], "org.freedesktop.portal.Notification", "ActionInvoked")
        signal.setArguments([name, "open"])
        others.send(signal)
    await until(lambda: clicks)
    print(clicks)
    around.close()
    await until(lambda: len(portal.seen) == 2)
    print(portal.seen[1])
""")
    words = "{'body': 'She has replied.', 'default-action': 'open', 'priority': 'low', 'title': 'Tsuki'}"
    assert told.splitlines() == ["False", "True", f"[('reply', {words})]", "[1]", "('reply', None)"]


KEYS = """
import asyncio, subprocess, sys
from PySide6.QtGui import QGuiApplication
from qasync import QEventLoop
from tsuki_desktop.errors import UsageError
from tsuki_desktop.ui.around.hotkey import grab

async def press():
    await (await asyncio.create_subprocess_exec("xdotool", "key", "ctrl+alt+m")).wait()

async def main():
    pressed = []
    keys = grab("Ctrl+Alt+M", lambda: pressed.append(1))
    await press()
    while not pressed:
        await asyncio.sleep(0.01)
    print("heard")
    try:
        grab("Ctrl+Alt+M", print)
    except UsageError as error:
        print(error.message)
    keys.release()
    grab("Ctrl+Alt+M", print).release()
    print("free again")

application = QGuiApplication(sys.argv[:1])
with QEventLoop(application) as loop:
    loop.run_until_complete(asyncio.wait_for(main(), 60))
"""


@pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool")
def test_keys_are_heard_everywhere_on_x11() -> None:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                display = told.readline().strip()
            assert display
            said = run(KEYS, QT_QPA_PLATFORM="xcb", DISPLAY=f":{display}")
        finally:
            server.terminate()
    assert said.splitlines() == ["heard", "Another program has these keys already.", "free again"]
