"""Tsuki beside the window: the tray, closing into it, the small window, notifications, keys, the login."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend, Fault
from tsuki_desktop.errors import BackendCrashedError, UsageError
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import conversations
from tsuki_desktop.ui.around import hotkey, surroundings
from tsuki_desktop.ui.around.surroundings import Surroundings

# The platform that nobody sees has no tray and cannot bring a window to the front, and says so.
pytestmark = [
    pytest.mark.window,
    pytest.mark.qt_log_ignore("This plugin does not support raise", "No native (SystemTrayIcon|Menu)"),
]

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
QUESTION = "Shall Tsuki stay in the tray?"
ANSWER = "The moon *never* forgets a promise, dummy."


class Around(Surroundings):
    """A desktop with a tray, whose icon and notifications are only written down."""

    def __init__(self, *, tray: bool = True) -> None:
        super().__init__()
        self.tray = tray
        self.told: list[tuple[str, str]] = []

    async def look(self) -> None:
        self.trayChanged.emit(self.tray)

    async def tell(self, title: str, body: str) -> bool:
        self.told.append((title, body))
        return True


@pytest.fixture
def around(monkeypatch: pytest.MonkeyPatch) -> Iterator[Around]:
    found = Around()
    monkeypatch.setattr(surroundings, "around_us", lambda: found)
    yield found
    found.deleteLater()


def one(db: Database) -> None:
    found = conversations.create(db, title="Promises")
    s.answer(db, found.id, s.say(db, found.id, None, "remember me?"), "Obviously.")


def echo() -> EchoBackend:
    return EchoBackend([ANSWER], tokens_per_s=None)


async def say(desk: Desktop, words: str = "hello") -> None:
    before = desk.app.chat.transcript.count
    desk.app.chat.send(words)
    await s.until(lambda: desk.app.chat.transcript.count == before + 2 and desk.app.chat.state == "idle")
    await desk.app.tasks.settle()


def icon(desk: Desktop) -> QObject | None:
    return desk.window.quick.findChild(QObject, "tray")


async def choose(desk: Desktop, words: str) -> None:
    """Choose an entry of the tray's menu."""
    entries = [one for one in icon(desk).findChildren(QObject) if one.property("text") == words]
    assert len(entries) == 1, words
    await s.outside(entries[0].triggered.emit)


async def open_mini(desk: Desktop) -> QWindow:
    await s.press(desk, Qt.Key.Key_M, CONTROL_SHIFT)
    await s.until(lambda: desk.companion.miniShown)
    return desk.companion._mini.quick


def mini_texts(desk: Desktop) -> list[str]:
    root = desk.companion._mini.quick.contentItem()
    return [str(item.property("text")) for item in s.items(root) if item.property("text")]


async def in_mini(desk: Desktop, *keys: Qt.Key | str) -> None:
    for key in keys:
        await s.outside(lambda key=key: QTest.keyClick(desk.companion._mini.quick, key))


# Closing


async def test_without_a_tray_closing_quits(profile: Profile) -> None:
    async with s.stage(profile, echo()) as desk:
        assert not desk.companion.tray
        assert desk.companion.wayOut() == "quit"
        desk.window.quick.close()
        await s.until(desk._ended.is_set)


async def test_closing_asks_once_and_stays(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo()) as desk:
        assert icon(desk)
        desk.window.quick.close()
        await s.until(lambda: QUESTION in s.texts(desk))
        assert desk.window.quick.isVisible()
        await s.click(desk, s.labelled(desk, "Stay"))
        await s.until(lambda: not desk.window.quick.isVisible())
        assert desk.settings.value.close_window == "stay in the tray"
        assert not desk._ended.is_set()
        desk.companion.show()
        assert desk.window.quick.isVisible()
        desk.window.quick.close()
        await s.until(lambda: not desk.window.quick.isVisible())
        assert QUESTION not in s.texts(desk)
        assert not desk._ended.is_set()


async def test_the_question_can_be_left_and_comes_again(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo()) as desk:
        desk.window.quick.close()
        await s.until(lambda: QUESTION in s.texts(desk))
        await s.press(desk, Qt.Key.Key_Escape)
        await s.until(lambda: QUESTION not in s.texts(desk))
        assert desk.window.quick.isVisible()
        desk.window.quick.close()
        await s.until(lambda: QUESTION in s.texts(desk))
        await s.click(desk, s.labelled(desk, "Quit"))
        await s.until(desk._ended.is_set)
    assert 'close_window = "quit"' in profile.settings.read_text("utf-8")


async def test_ctrl_q_quits_whatever_closing_does(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo(), settings='close_window = "stay in the tray"\n') as desk:
        await s.press(desk, Qt.Key.Key_Q, CONTROL)
        await s.until(desk._ended.is_set)


async def test_quitting_from_the_tray_asks_for_a_private_chat(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo()) as desk:
        await s.press(desk, Qt.Key.Key_N, CONTROL_SHIFT)
        await s.until(lambda: desk.app.chat.isPrivate)
        await say(desk)
        desk.companion.hide()
        desk.companion.quit()
        await s.until(lambda: "Quit and lose the private chat?" in s.texts(desk))
        assert desk.window.quick.isVisible()
        assert not desk._ended.is_set()


async def test_a_tray_that_goes_gives_the_window_back(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo()) as desk:
        desk.companion.hide()
        assert not desk.window.quick.isVisible()
        around.trayChanged.emit(False)
        assert desk.window.quick.isVisible()
        await s.until(lambda: icon(desk) is None)
        assert desk.companion.wayOut() == "quit"
        around.trayChanged.emit(True)
        await desk.app.tasks.settle()
        assert icon(desk)


async def test_the_tray_s_entries(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo(), seed=one) as desk:
        desk.app.chat.open(1)
        await s.until(lambda: desk.app.chat.transcript.count == 2)
        await s.press(desk, Qt.Key.Key_Comma, CONTROL)
        await choose(desk, "Hide Tsuki")
        assert not desk.companion.shown
        await choose(desk, "New chat")
        assert desk.companion.shown
        assert desk.app.chat.conversationId == 0
        await s.until(lambda: desk.window.quick.property("page") == "chat")
        await s.until(desk.window.quick.isActive)
        desk.companion.toggle()
        assert not desk.companion.shown
        desk.companion.toggle()
        assert desk.companion.shown
        await choose(desk, "Mini window")
        await s.until(lambda: desk.companion.miniShown)
        await choose(desk, "Close the mini window")
        assert not desk.companion.miniShown
        await choose(desk, "Quit")
        assert desk._ended.is_set()


async def test_a_maximized_window_comes_back_maximized(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo()) as desk:
        desk.window.quick.showMaximized()
        desk.companion.hide()
        desk.companion.show()
        assert desk.window.quick.visibility() is QWindow.Visibility.Maximized
        desk.companion.hide()
    assert "window_maximized = true" in profile.settings.read_text("utf-8")


# The small window


async def test_the_small_window_shows_the_talk_and_takes_words(profile: Profile) -> None:
    async with s.stage(profile, echo(), seed=one) as desk:
        desk.app.chat.open(1)
        await s.until(lambda: desk.app.chat.transcript.count == 2)
        mini = await open_mini(desk)
        assert mini.flags() & Qt.WindowType.WindowStaysOnTopHint
        await s.until(lambda: any("Obviously." in text for text in mini_texts(desk)))
        await s.until(mini.isActive)
        await in_mini(desk, "h", "e", "y")
        await in_mini(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.chat.transcript.count == 4 and desk.app.chat.state == "idle")
        await s.until(lambda: any("dummy" in text for text in mini_texts(desk)))
        await in_mini(desk, Qt.Key.Key_Escape)
        assert not desk.companion.miniShown
        assert desk.window.quick.isVisible()
        assert not desk._ended.is_set()


async def test_the_small_window_goes_along_while_she_writes(profile: Profile) -> None:
    slow = EchoBackend(["One word after another " * 20], tokens_per_s=20)
    async with s.stage(profile, slow) as desk:
        await open_mini(desk)
        desk.app.chat.send("tell me")
        await s.until(lambda: desk.app.chat.state == "writing")
        await s.until(lambda: any("another" in text for text in mini_texts(desk)))
        assert desk.app.chat.state == "writing"
        await in_mini(desk, Qt.Key.Key_Escape)
        await s.until(lambda: desk.app.chat.state == "idle")
        assert desk.companion.miniShown, "Esc stops her first"


async def test_a_draft_goes_along_from_one_window_to_the_other(profile: Profile) -> None:
    async with s.stage(profile, echo()) as desk:
        await s.type_words(desk, "half a")
        mini = await open_mini(desk)
        await s.until(mini.isActive)
        await in_mini(desk, "x")
        await s.outside(lambda: QTest.keyClick(mini, Qt.Key.Key_M, CONTROL_SHIFT))
        assert not desk.companion.miniShown
        box = s.find(desk, lambda item: item.objectName() == "composer")
        assert box.property("text") == "half ax"


async def test_closing_the_small_window_ends_nothing(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo(), settings='close_window = "stay in the tray"\n') as desk:
        mini = await open_mini(desk)
        desk.window.quick.close()
        assert not desk.window.quick.isVisible()
        mini.close()
        assert not desk.companion.miniShown
        await desk.app.tasks.settle()
        assert not desk._ended.is_set()


async def test_closing_the_large_window_closes_the_small_one(profile: Profile) -> None:
    async with s.stage(profile, echo()) as desk:
        await open_mini(desk)
        desk.window.quick.close()
        await s.until(desk._ended.is_set)


async def test_the_small_window_remembers_its_place(profile: Profile) -> None:
    screen = QGuiApplication.primaryScreen()
    async with s.stage(profile, echo()) as desk:
        mini = await open_mini(desk)
        mini.setPosition(40, 60)
        desk.companion.toggleMini()
        assert (desk.settings.value.mini_x, desk.settings.value.mini_y) == (40, 60)
        mini.setPosition(0, 0)
        desk.companion.toggleMini()
        assert (mini.x(), mini.y()) == (40, 60)
    assert shiboken6.isValid(screen), "the screen went with the window"


# Notifications


async def test_a_reply_out_of_sight_is_told_without_a_word_of_it(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo()) as desk:
        await s.until(desk.window.quick.isActive)
        await say(desk)
        assert around.told == []
        desk.companion.hide()
        await say(desk)
        assert around.told == [("Tsuki", "She has replied.")]
        around.clicked.emit()
        assert desk.window.quick.isVisible()


async def test_her_words_are_told_where_the_person_wants_that(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo(), settings="notify_words = true\n") as desk:
        desk.companion.hide()
        await say(desk)
        assert around.told == [("Tsuki", "The moon never forgets a promise, dummy.")]


async def test_never_those_of_a_private_chat(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo(), settings="notify_words = true\n") as desk:
        await s.press(desk, Qt.Key.Key_N, CONTROL_SHIFT)
        await s.until(lambda: desk.app.chat.isPrivate)
        desk.companion.hide()
        await say(desk)
        assert around.told == [("Tsuki", "She has replied.")]


async def test_off_is_off_and_the_small_window_is_in_sight(profile: Profile, around: Around) -> None:
    async with s.stage(profile, echo()) as desk:
        await open_mini(desk)
        desk.companion.hide()
        await say(desk)
        desk.companion.toggleMini()
        desk.settings.update(notify=False)
        await say(desk)
        assert around.told == []


async def test_a_reply_that_broke_off_is_told(profile: Profile, around: Around) -> None:
    crash = BackendCrashedError("It stopped.", "Send again.")
    broken = EchoBackend([ANSWER], tokens_per_s=None, faults=[Fault(after=2, error=crash)])
    async with s.stage(profile, broken) as desk:
        desk.companion.hide()
        await say(desk)
        assert around.told == [("Tsuki", "Her reply broke off.")]


async def test_a_long_reply_is_cut_at_a_word() -> None:
    from tsuki_desktop.domain.chat import Message, Role, Status
    from tsuki_desktop.ui.around.reply_note import beginning

    fields = dict.fromkeys(Message.__dataclass_fields__)
    fields |= {
        "role": Role.ASSISTANT,
        "status": Status.COMPLETE,
        "text": "**word** " * 60 + "\n```\ncode\n```",
    }
    told = beginning(Message(**fields))
    assert len(told) <= 141
    assert told.endswith("word…")
    assert "*" not in told
    assert "code" not in told


# Keys for everywhere


@pytest.mark.parametrize("keys", ["Ctrl+Alt+M", "Meta+Space", "ctrl+shift+f12", " Alt+7 "])
def test_keys_that_are_understood(keys: str) -> None:
    assert hotkey.understood(keys)


@pytest.mark.parametrize("keys", ["", "M", "Shift+M", "Ctrl", "Ctrl+K, Ctrl+C", "hello", "Ctrl+é"])
def test_keys_that_are_not(keys: str) -> None:
    with pytest.raises(UsageError):
        hotkey.understood(keys)


async def test_a_desktop_that_gives_no_keys_says_so(profile: Profile) -> None:
    async with s.stage(profile, echo()) as desk:
        desk.settings.update(summon_keys="Ctrl+Alt+M")
        assert desk.app.notices.text == "This desktop gives no program keys that work everywhere."
        desk.app.notices.dismiss()
        desk.settings.update(summon_keys="M")
        assert desk.app.notices.text == "Tsuki cannot be called with these keys."
