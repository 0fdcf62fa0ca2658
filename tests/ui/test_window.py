"""The real window: typed into, clicked on, closed and opened again."""

import asyncio

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend, Fault
from tsuki_desktop.domain.chat import Finish, Status
from tsuki_desktop.errors import BackendCrashedError
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import conversations

pytestmark = pytest.mark.window

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def words_shown(desk: Desktop) -> list[str]:
    transcript = desk.app.chat.transcript
    return [transcript.message(one).text for one in transcript.ids(0, -1)]


def idle(desk: Desktop) -> bool:
    return desk.app.chat.state == "idle"


async def say(desk: Desktop, words: str) -> None:
    before = desk.app.chat.transcript.count
    await s.type_words(desk, words)
    await s.press(desk, Qt.Key.Key_Return)
    await s.until(lambda: desk.app.chat.transcript.count >= before + 2 and idle(desk), "the reply")
    await desk.app.tasks.settle()


async def test_a_typed_message_is_answered_and_there_again_after_a_restart(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["Hey, **you**."])) as desk:
        await say(desk, "hello there")
        assert words_shown(desk) == ["hello there", "Hey, **you**."]
        assert any("<strong>you</strong>" in str(item.property("html")) for item in s.all_items(desk))
        desk.window.quick.resize(1000, 700)
    async with s.stage(profile) as desk:
        assert words_shown(desk) == ["hello there", "Hey, **you**."]
        assert (desk.window.quick.width(), desk.window.quick.height()) == (1000, 700)


async def test_shift_enter_breaks_the_line_and_enter_alone_sends(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["Yes."])) as desk:
        await s.type_words(desk, "one")
        await s.press(desk, Qt.Key.Key_Return, SHIFT)
        await say(desk, "two")
        assert words_shown(desk)[0] == "one\ntwo"


async def test_escape_stops_and_the_half_reply_stays(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["word " * 500], tokens_per_s=50)) as desk:
        await s.type_words(desk, "go")
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.chat.state == "writing")
        await asyncio.sleep(0.2)
        await s.press(desk, Qt.Key.Key_Escape)
        await s.until(lambda: idle(desk))
        assert words_shown(desk)[1].startswith("word word")
        assert "Stopped." in s.texts(desk)
        assert s.labelled(desk, "Go on").isVisible()


async def test_variants_are_made_with_control_r_and_turned_with_the_arrows(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["First.", "Second."])) as desk:
        await say(desk, "hi")
        await s.press(desk, Qt.Key.Key_R, CONTROL)
        await s.until(lambda: words_shown(desk) == ["hi", "Second."] and idle(desk))
        await desk.app.tasks.settle()
        assert "2 / 2" in s.texts(desk)
        await s.click(desk, s.labelled(desk, "Previous variant"))
        await s.until(lambda: words_shown_or_none(desk) == ["hi", "First."])
        assert "1 / 2" in s.texts(desk)


def words_shown_or_none(desk: Desktop) -> list[str | None]:
    transcript = desk.app.chat.transcript
    found = [transcript.message(one) for one in transcript.ids(0, -1)]
    return [one.text if one else None for one in found]


async def test_an_own_message_is_edited_by_keyboard_and_sent_again(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["First.", "Second."])) as desk:
        await say(desk, "helo")
        view = s.find(desk, lambda item: item.objectName() == "transcript")
        view.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.press(desk, Qt.Key.Key_Up)
        await s.press(desk, Qt.Key.Key_E)
        await asyncio.sleep(0.05)
        await s.press(desk, Qt.Key.Key_A, CONTROL)
        await s.type_words(desk, "hello")
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: words_shown_or_none(desk) == ["hello", "Second."] and idle(desk))


async def test_a_thumb_is_given_and_taken_back(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["Yes."])) as desk:
        await say(desk, "hi")
        reply = desk.app.chat.leaf
        await s.click(desk, s.labelled(desk, "That is her"))
        await s.until(lambda: desk.app.chat.transcript.message(reply).rating)
        assert desk.app.chat.transcript.message(reply).rating.value == 1
        await asyncio.sleep(0.05)
        await s.click(desk, s.labelled(desk, "Liked: take it back"))
        await s.until(lambda: desk.app.chat.transcript.message(reply).rating is None)


async def test_a_failing_model_is_told_and_can_be_asked_again(profile: Profile) -> None:
    crash = BackendCrashedError("The model died.", "Send again.")
    echo = EchoBackend(["One two three four", "Back."], faults=[Fault(after=2, error=crash)])
    async with s.stage(profile, echo) as desk:
        await say(desk, "hi")
        assert (desk.app.notices.text, desk.app.notices.hint) == ("The model died.", "Send again.")
        assert "The model died." in s.texts(desk)
        desk.app.notices.act()
        await s.until(lambda: words_shown_or_none(desk)[-1] in {"Back.", "One two three four"} and idle(desk))
        assert not desk.app.notices.visible


async def test_conversations_are_made_renamed_deleted_and_brought_back(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["Yes."])) as desk:
        await say(desk, "first")
        await s.press(desk, Qt.Key.Key_N, CONTROL)
        await say(desk, "second")
        assert desk.app.shelf.conversations.count == 2
        await s.press(desk, Qt.Key.Key_F2)
        await asyncio.sleep(0.05)
        await s.type_words(desk, "renamed")
        await s.press(desk, Qt.Key.Key_Return)
        await desk.app.tasks.settle()
        assert desk.app.chat.title == "renamed"
        await s.press(desk, Qt.Key.Key_Delete)
        await s.until(lambda: desk.app.shelf.conversations.count == 1)
        await s.until(lambda: desk.app.notices.action == "Undo")
        assert desk.app.chat.transcript.count == 0
        await s.click(desk, s.labelled(desk, "Undo"))
        await s.until(lambda: desk.app.shelf.conversations.count == 2 and desk.app.chat.transcript.count == 2)


async def test_alt_arrows_walk_through_the_conversations_and_drafts_stay(profile: Profile) -> None:
    def seed(db) -> None:
        for title in ("a", "b"):
            one = conversations.create(db, title=title)
            s.say(db, one.id, None, title)

    async with s.stage(profile, seed=seed) as desk:
        await s.press(desk, Qt.Key.Key_Down, ALT)
        await s.until(lambda: desk.app.chat.title == "b")
        await s.type_words(desk, "unsent")
        await s.press(desk, Qt.Key.Key_Down, ALT)
        await s.until(lambda: desk.app.chat.title == "a")
        assert desk.app.chat.draft == ""
        await s.press(desk, Qt.Key.Key_Up, ALT)
        await s.until(lambda: desk.app.chat.title == "b")
        box = s.find(desk, lambda item: item.objectName() == "composer")
        assert box.property("text") == "unsent"
    async with s.stage(profile) as desk:
        assert desk.app.chat.draft == "unsent"


async def test_ten_thousand_messages_open_without_reading_them_all(profile: Profile) -> None:
    ids: list[int] = []
    async with s.stage(profile, seed=lambda db: ids.append(s.long_conversation(db, 10_000))) as desk:
        desk.app.chat.open(ids[0])
        await s.until(lambda: desk.app.chat.transcript.count == 10_000)
        await asyncio.sleep(0.1)
        await desk.app.tasks.settle()
        transcript = desk.app.chat.transcript
        read = [one for one in transcript.ids(0, -1) if transcript.message(one)]
        assert len(read) < 200
        rows = [item for item in s.all_items(desk) if item.property("messageId")]
        assert 0 < len(rows) < 40
        assert max(row.property("index") for row in rows) == 9_999
        view = s.find(desk, lambda item: item.objectName() == "transcript")
        view.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.press(desk, Qt.Key.Key_Home)
        await s.until(lambda: "Message number 0 with **some** words in it." in words_shown_or_none(desk))


def indexes(desk: Desktop) -> list[int]:
    return [item.property("index") for item in s.all_items(desk) if item.property("messageId")]


async def test_the_view_stays_where_the_reader_is(profile: Profile) -> None:
    ids: list[int] = []
    echo = EchoBackend(["line\n\n" * 60], tokens_per_s=400)
    async with s.stage(profile, echo, seed=lambda db: ids.append(s.long_conversation(db, 60))) as desk:
        desk.app.chat.open(ids[0])
        await s.until(lambda: desk.app.chat.transcript.count == 60)
        view = s.find(desk, lambda item: item.objectName() == "transcript")
        desk.app.chat.send("go")
        await s.until(lambda: desk.app.chat.state == "writing")
        view.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.press(desk, Qt.Key.Key_Home)
        await s.until(lambda: idle(desk))
        await asyncio.sleep(0.1)
        assert view.property("currentIndex") == 0
        assert 0 in indexes(desk)
        assert 61 not in indexes(desk)
        assert s.labelled(desk, "To the newest message").isVisible()
        await s.click(desk, s.labelled(desk, "To the newest message"))
        await s.until(lambda: 61 in indexes(desk), "the newest message")


async def test_tab_reaches_every_control_and_comes_back(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["Yes."])) as desk:
        await say(desk, "hi")
        seen: list[str] = []
        for _ in range(40):
            await s.press(desk, Qt.Key.Key_Tab)
            item = desk.window.quick.activeFocusItem()
            if item.property("messageId"):
                # The list gives its focus to its current row.
                seen.append("transcript")
            seen.append(item.objectName() or str(item.property("text")) or item.metaObject().className())
        for wanted in ("composer", "transcript", "New chat", "Chat", "Settings", "That is her", "Copy"):
            assert wanted in seen, wanted
        assert seen.count("composer") >= 2


async def test_every_control_has_a_name_for_screen_readers(profile: Profile) -> None:
    from PySide6.QtQml import QQmlProperty

    async with s.stage(profile, EchoBackend(["Yes.\n\n```py\nx = 1\n```"])) as desk:
        await say(desk, "hi")
        await s.press(desk, Qt.Key.Key_Comma, CONTROL)
        await asyncio.sleep(0.1)
        nameless = []
        for page in ("settings", "chat"):
            await s.click(desk, s.labelled(desk, page.title()))
            await asyncio.sleep(0.05)
            for item in s.all_items(desk):
                if item.activeFocusOnTab():
                    context = desk.window.engine.contextForObject(item)
                    name = QQmlProperty(item, "Accessible.name", context).read()
                    if not name:
                        nameless.append(item.metaObject().className())
        assert nameless == []


async def test_no_model_says_what_to_do(profile: Profile) -> None:
    profile.create()
    profile.settings.write_text("motion = false\n")
    async with s.stage(profile, backends={}) as desk:
        assert "Tsuki needs a model to speak" in s.texts(desk)
        assert s.labelled(desk, "Look again").isVisible()


async def test_a_cut_reply_goes_on(profile: Profile) -> None:
    def seed(db) -> None:
        one = conversations.create(db, title="cut")
        at = s.say(db, one.id, None, "tell me")
        s.answer(db, one.id, at, "And then", reason=Finish.LENGTH, status=Status.COMPLETE)

    async with s.stage(profile, EchoBackend([" it ended."]), seed=seed) as desk:
        await s.press(desk, Qt.Key.Key_Down, ALT)
        await s.until(lambda: desk.app.chat.transcript.count == 2)
        await asyncio.sleep(0.05)
        await s.click(desk, s.labelled(desk, "Go on"))
        await s.until(lambda: words_shown(desk)[-1] != "And then" and idle(desk))
        assert words_shown(desk)[-1].startswith("And then")
        assert desk.app.chat.transcript.count == 2


async def test_copying_leaves_markdown_behind_or_keeps_it(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["Some **bold** words."])) as desk:
        await say(desk, "hi")
        await s.click(desk, s.labelled(desk, "Copy"))
        assert QGuiApplication.clipboard().text() == "Some bold words."
        desk.app.chat.copyMarkdown(desk.app.chat.leaf)
        assert QGuiApplication.clipboard().text() == "Some **bold** words."


async def test_only_plain_web_addresses_are_opened(profile: Profile) -> None:
    async with s.stage(profile) as desk:
        assert desk.app.address("https://example.org/ü") == "https://example.org/%C3%BC"
        for bad in ("javascript:alert(1)", "file:///etc/passwd", "//host/share", "data:text/html,x", ""):
            assert desk.app.address(bad) == ""


async def test_links_are_asked_about_by_keyboard_one_after_the_other(profile: Profile) -> None:
    words = "See [it](https://example.org/a) or https://example.org/b."
    async with s.stage(profile, EchoBackend([words])) as desk:
        await say(desk, "hi")
        view = s.find(desk, lambda item: item.objectName() == "transcript")
        view.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        for wanted in ("https://example.org/a", "https://example.org/b"):
            await s.press(desk, "L")
            await s.until(lambda wanted=wanted: wanted in s.texts(desk))
            await s.press(desk, Qt.Key.Key_Escape)
            await s.until(lambda wanted=wanted: wanted not in s.texts(desk))


async def test_the_settings_follow_the_keyboard(profile: Profile) -> None:
    async with s.stage(profile, settings="window_width = 900\nwindow_height = 600\n") as desk:
        await s.press(desk, Qt.Key.Key_Comma, CONTROL)
        page = s.find(desk, lambda item: item.objectName() == "settings")
        last = s.labelled(desk, "Reset the settings")
        for _ in range(60):
            await s.press(desk, Qt.Key.Key_Tab)
            item = desk.window.quick.activeFocusItem()
            if page.isAncestorOf(item):
                top = item.mapToItem(page, QPointF(0, 0)).y()
                assert 0 <= top <= page.height() - item.height(), item.property("text")
            if item == last:
                return
        raise AssertionError("the last button was not reached")


async def test_the_window_folds_its_side_away_and_opens_it_over_the_page(profile: Profile) -> None:
    async with s.stage(profile, settings="window_width = 640\nwindow_height = 600\n") as desk:
        assert not any(item.objectName() == "conversations" for item in s.all_items(desk))
        await s.press(desk, Qt.Key.Key_B, CONTROL)
        await s.until(lambda: any(item.objectName() == "conversations" for item in s.all_items(desk)))
        await s.press(desk, Qt.Key.Key_Escape)
        await s.until(lambda: not any(item.objectName() == "conversations" for item in s.all_items(desk)))


async def test_settings_change_at_once_and_stay(profile: Profile) -> None:
    async with s.stage(profile) as desk:
        await s.press(desk, Qt.Key.Key_Comma, CONTROL)
        await asyncio.sleep(0.05)
        view = s.find(desk, lambda item: item.objectName() == "settings")
        view.setProperty("contentY", view.property("contentHeight") - view.height())
        await asyncio.sleep(0.05)
        await s.click(desk, s.labelled(desk, "light"))
        assert desk.settings.value.theme == "light"
        assert desk.window.quick.color().lightness() > 200
    async with s.stage(profile) as desk:
        assert desk.window.quick.color().lightness() > 200


async def test_about_you_takes_a_few_lines_and_no_more_than_she_can_bear(profile: Profile) -> None:
    about = 'about_you = "two cats"\nwindow_height = 2400\n'
    async with s.stage(profile, settings=about) as desk:
        await s.press(desk, Qt.Key.Key_Comma, CONTROL)
        await s.until(lambda: "two cats" in s.texts(desk))
        area = s.find(desk, lambda item: item.property("longest") == 600)
        before = area.height()
        await s.click(desk, area)
        await s.press(desk, Qt.Key.Key_End, CONTROL)
        for line in ("Kim", "they/them", "night owl", "hates mornings"):
            await s.press(desk, Qt.Key.Key_Return)
            await s.type_words(desk, line)
        assert area.height() > before >= 80
        await s.press(desk, Qt.Key.Key_Tab)
        told = "two cats\nKim\nthey/them\nnight owl\nhates mornings"
        assert desk.settings.value.about_you == told
        area.setProperty("text", "x" * 700)
        assert area.property("text") == "x" * 600
    async with s.stage(profile) as desk:
        assert desk.session.voice.before("hi").system.text.endswith(told)


async def test_the_help_lists_the_shortcuts(profile: Profile) -> None:
    async with s.stage(profile) as desk:
        await s.press(desk, Qt.Key.Key_F1)
        await s.until(lambda: "Shift+Enter" in s.texts(desk))
        await s.press(desk, Qt.Key.Key_Escape)
        await s.until(lambda: "Shift+Enter" not in s.texts(desk))
