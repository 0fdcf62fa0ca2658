"""What a screen reader finds: every page and sheet of the real window, walked as such a program does."""

import contextlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

from tests.ui import stage as s
from tests.ui.companion_pictures import window_of
from tests.ui.pictures import scene
from tests.ui.scenes import seed
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import Profile

pytestmark = pytest.mark.window

Role = QAccessible.Role
PRESSABLE = {
    Role.Button,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.Slider,
    Role.SpinBox,
    Role.PageTab,
    Role.MenuItem,
    Role.ListItem,
    Role.Link,
}


@pytest.fixture(autouse=True)
def _somebody_listens() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def walk(node: QAccessibleInterface, path: str = "") -> Iterator[tuple[str, QAccessibleInterface]]:
    """Everything that can be met below `node`, with the way to it."""
    path = f"{path} > {node.role().name} “{name(node)}”"
    yield path, node
    for at in range(node.childCount()):
        child = node.child(at)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from walk(child, path)


def name(node: QAccessibleInterface) -> str:
    return node.text(QAccessible.Text.Name)


def tree(desk: Desktop) -> list[tuple[str, QAccessibleInterface]]:
    return list(walk(QAccessible.queryAccessibleInterface(window_of(desk))))


def nodes(desk: Desktop, role: QAccessible.Role) -> list[QAccessibleInterface]:
    return [node for _, node in tree(desk) if node.role() is role]


STATES = [
    *("welcome", "empty", "no-model", "chat", "code", "stopped", "streaming", "failing", "editing"),
    *("writing", "renaming", "private-chat", "private-end", "found", "search-nothing", "chat-menu"),
    *("farewell", "recovery", "read-only", "lesson", "mood", "settings", "settings-end", "help"),
    *("models", "models-end", "models-fetching", "models-details", "models-delete", "models-menu"),
    *("models-make", "models-discard", "models-empty", "starter"),
    *("data-empty", "data", "data-asking", "data-trial", "data-table", "data-card", "data-done", "data-rows"),
    *("data-editing", "data-naming", "data-findings", "data-searching"),
    *("teach", "teach-empty", "exported", "export-options", "export-private"),
    *("retrain-unset", "retrain-short", "retrain-ready", "retrain-options", "retrain-asking"),
    *("retrain-running", "retrain-stop", "retrain-failed", "retrain-better", "retrain-worse"),
    *("retrain-blind", "retrain-models", "retrain-space", "retrain-free"),
    *("closing", "mini", "mini-chat"),
    *("first-hello", "first-voice", "first-voice-none", "first-you"),
]


def nameless(desk: Desktop) -> list[str]:
    """What a screen reader could not call anything."""
    return [path for path, node in tree(desk) if not name(node).strip()]


# The plugin that draws nowhere has no tray and no windows to put in front of others, and says so.
@pytest.mark.qt_log_ignore("does not support raise", "No native (SystemTrayIcon|Menu)", extend=True)
@pytest.mark.parametrize("state", STATES)
async def test_everything_has_a_name_and_a_role(state: str) -> None:
    async with scene(state) as desk:
        await s.until(
            lambda: any(node.state().focusable and node.role() in PRESSABLE for _, node in tree(desk)),
            "something to press",
        )
        # A list's items have their names a moment after they are there.
        with contextlib.suppress(AssertionError):
            await s.until(lambda: not nameless(desk), seconds=5)
        assert not nameless(desk), "\n".join(nameless(desk))
        met = tree(desk)
        assert not [path for path, node in met if node.role() in {Role.NoRole, Role.Client}]


async def test_a_new_reply_and_a_trouble_are_read_aloud(profile: Profile) -> None:
    async with s.stage(
        profile, EchoBackend(["**Hey** you.\n\n```py\nx = 1\n```"], tokens_per_s=None)
    ) as desk:
        heard: list[str] = []
        desk.app.chat.told.connect(heard.append)
        await s.type_words(desk, "hi")
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: heard, "the words for the screen reader")
        assert heard == ["Hey you.\n\nx = 1"]
        assert any(name(node).startswith("Tsuki: ") for node in nodes(desk, Role.ListItem))
        desk.app.chat.copyWords(desk.app.chat.leaf)
        await s.until(lambda: any("Copied." in name(node) for node in nodes(desk, Role.AlertMessage)))


async def test_where_nobody_listens_nothing_is_worked_out(profile: Profile) -> None:
    QAccessible.setActive(False)
    async with s.stage(profile, EchoBackend(["Hey you."], tokens_per_s=None)) as desk:
        heard: list[str] = []
        desk.app.chat.told.connect(heard.append)
        desk.app.chat.send("hi")
        await s.until(lambda: desk.app.chat.transcript.count == 2 and desk.app.chat.state == "idle")
        await desk.app.tasks.settle()
        assert heard == []


async def test_sheets_say_their_name_and_keep_the_reader_inside(profile: Profile) -> None:
    async with s.stage(profile, seed=seed) as desk:
        await s.press(desk, Qt.Key.Key_F1)
        await s.until(lambda: [name(node) for node in nodes(desk, Role.Dialog)] == ["Keyboard"])
        assert nodes(desk, Role.Dialog)[0].state().modal
        await s.press(desk, Qt.Key.Key_Escape)
        await s.until(lambda: not nodes(desk, Role.Dialog))


def order(desk: Desktop) -> list[str]:
    """The texts of the page in the order in which they are read."""
    return [name(node) for _, node in tree(desk)]


async def test_the_first_run_is_read_from_top_to_bottom(profile: Profile) -> None:
    async with s.stage(profile, met=False) as desk:
        await s.until(lambda: "All right" in s.texts(desk))
        told = order(desk)
        wanted = [
            "Hi. I'm Tsuki~",
            "Three honest things before we talk.",
            "I am a small program",
            "I sound right more often than I am right",
            "What you say stays on this computer",
            "All right",
            "Skip",
        ]
        places = [told.index(one) for one in wanted]
        assert places == sorted(places)


@pytest.mark.parametrize("page", [1, 2, 3, 4, 5])
async def test_every_control_of_a_page_is_reached_by_tab(profile: Profile, page: int) -> None:
    async with s.stage(profile, seed=seed) as desk:
        await s.press(desk, str(page), Qt.KeyboardModifier.ControlModifier)
        await desk.app.tasks.settle(10)
        reached: set[str] = set()
        first = None
        for _ in range(150):
            await s.press(desk, Qt.Key.Key_Tab)
            item = desk.window.quick.activeFocusItem()
            reached.add(name(QAccessible.queryAccessibleInterface(item)))
            if item is first:
                break
            first = first or item
        buttons = [one for one in nodes(desk, Role.Button) if one.state().focusable]
        assert buttons
        missed = {name(one) for one in buttons} - reached
        assert not missed
