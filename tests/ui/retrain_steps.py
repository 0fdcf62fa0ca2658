"""What the tests of retraining do in the window, and what it shows."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from sqlite_utils import Database

from tests.services.rated_chats import add
from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.paths import Profile

PATIENCE_S = 60


def liked(count: int) -> Callable[[Database], None]:
    def fill(db: Database) -> None:
        for number in range(count):
            add(db, f"tea again, day {number}", f"Hmph. Tea, day {number}.")

    return fill


def ready(profile: Profile, more: str = "") -> None:
    """Write settings with which training counts as set up."""
    profile.create()
    python = Path(sys.executable).as_posix()
    tall = "window_height = 1400\n" if "window_height" not in more else ""
    profile.settings.write_text(
        f'model = "echo:echo"\nmotion = false\ntraining_python = "{python}"\n{tall}{more}'
    )


async def to_page(desk: Desktop, state: str) -> None:
    await s.press(desk, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    await s.until(lambda: desk.app.retrain.state == state, f"“{state}”", PATIENCE_S)
    await desk.app.tasks.settle(PATIENCE_S)


async def press_button(desk: Desktop, words: str) -> None:
    """Press the button with these words by keyboard, once it is there and can be pressed."""
    await s.until(lambda: buttons(desk, words), f"the button “{words}”")
    buttons(desk, words)[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.until(lambda: focused(desk) == words, f"the focus on “{words}”")
    await s.press(desk, Qt.Key.Key_Space)


def buttons(desk: Desktop, words: str) -> list[QQuickItem]:
    """What can be pressed and has these words."""
    return [
        item
        for item in s.all_items(desk)
        if item.property("text") == words and item.property("down") is not None and item.isEnabled()
    ]


def focused(desk: Desktop) -> str:
    """The words of what the keyboard is on."""
    item = desk.window.quick.activeFocusItem()
    return str(item.property("text")) if item else ""


async def vote(desk: Desktop, key: str) -> None:
    """Press a key of the blind page until it is heard: the page listens from its first frame on."""
    blind = desk.app.retrain.blind
    before = blind.at
    while blind.at == before:
        await s.press(desk, key)
        await asyncio.sleep(0.01)


def shown(desk: Desktop, words: str) -> bool:
    return any(words in text for text in s.texts(desk))
