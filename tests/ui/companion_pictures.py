"""States of what stands around the window: the question before it closes, and the small window."""

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickWindow

from tests.ui import stage as s
from tsuki_desktop.app import Desktop

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


async def closing(desk: Desktop) -> None:
    desk.companion._on_tray(True)
    desk.window.quick.close()
    await s.until(lambda: "Shall Tsuki stay in the tray?" in s.texts(desk))


async def mini(desk: Desktop) -> None:
    await s.press(desk, Qt.Key.Key_M, CONTROL_SHIFT)
    await s.until(lambda: desk.companion.miniShown and window_of(desk).isExposed(), "the small window")


async def mini_chat(desk: Desktop) -> None:
    shelf = desk.app.shelf.conversations
    await s.until(lambda: shelf.count > 0)
    desk.app.chat.open(max(shelf.at(row).id for row in range(shelf.count)))
    await s.until(lambda: desk.app.chat.transcript.count > 0)
    await mini(desk)


async def mini_waiting(desk: Desktop) -> None:
    await mini_chat(desk)
    desk.app.chat.send("settings.py. thanks for not laughing")
    await s.until(lambda: desk.app.chat.state in {"reading", "writing"})


def window_of(desk: Desktop) -> QQuickWindow:
    """The window to draw: the small one where it is open."""
    return desk.companion._mini.quick if desk.companion.miniShown else desk.window.quick


STATES = {"closing": closing, "mini": mini, "mini-chat": mini_chat, "mini-waiting": mini_waiting}
SHOTS = [
    *((name, "light", (1180, 760), 100) for name in STATES),
    ("closing", "dark", (900, 600), 200),
    ("mini-chat", "dark", (1180, 760), 200),
]
