"""What is written but not sent: it is there again, whatever happened in between."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import conversations

pytestmark = pytest.mark.window


def one(db: Database) -> None:
    found = conversations.create(db, title="Plain")
    s.say(db, found.id, None, "nothing much")


def box_of(desk: Desktop) -> QQuickItem:
    box = s.find(desk, lambda item: item.objectName() == "composer")
    box.forceActiveFocus()
    return box


async def test_the_draft_of_a_chat_not_begun_is_there_after_a_start(profile: Profile) -> None:
    async with s.stage(profile, seed=one) as desk:
        box_of(desk)
        await s.type_words(desk, "half a")
    async with s.stage(profile) as desk:
        assert box_of(desk).property("text") == "half a"
        await s.type_words(desk, " thought")
        desk.app.chat.open(1)
        await s.until(lambda: desk.app.chat.conversationId == 1)
        assert box_of(desk).property("text") == ""
    async with s.stage(profile) as desk:
        await s.until(lambda: desk.app.chat.conversationId == 1)
        assert box_of(desk).property("text") == ""
        desk.app.chat.startNew()
        await s.until(lambda: box_of(desk).property("text") == "half a thought")


async def test_what_was_sent_is_no_draft_any_more(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(["Hm."], tokens_per_s=None)) as desk:
        box_of(desk)
        await s.type_words(desk, "hello")
        desk.app.chat._save_draft()
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.chat.transcript.count == 2 and desk.app.chat.state == "idle")
        assert box_of(desk).property("text") == ""
        await desk.app.tasks.settle()
        assert await desk.session.library.new_draft() == ""
        desk.app.chat.startNew()
        assert box_of(desk).property("text") == ""


async def test_a_turn_that_could_not_be_saved_comes_back_and_goes_with_enter(profile: Profile) -> None:
    """Another program holds the log for longer than the writer waits."""
    async with s.stage(profile, EchoBackend(["Hm."], tokens_per_s=None)) as desk:
        await desk.app.tasks.settle()
        await desk.session.log.maintain(lambda db: db.execute("PRAGMA busy_timeout = 50").fetchall())
        other = Database(str(profile.database))
        other.execute("BEGIN IMMEDIATE")
        box = box_of(desk)
        await s.type_words(desk, "hello")
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.notices.visible)
        await s.until(lambda: box.property("text") == "hello")
        assert desk.app.chat.state == "idle"
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: box.property("text") == "hello" and desk.app.chat.state == "idle")
        other.rollback()
        other.close()
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.chat.transcript.count == 2 and desk.app.chat.state == "idle")
        assert box.property("text") == ""


async def test_enter_tries_again_where_another_window_held_the_profile(profile: Profile) -> None:
    from tsuki_desktop.store.lock import ProfileLock

    profile.create()
    held = ProfileLock(profile.lock)
    held.acquire()
    async with s.stage(profile, EchoBackend(["Hm."], tokens_per_s=None)) as desk:
        assert desk.app.failure
        box = box_of(desk)
        await s.type_words(desk, "hello")
        await s.press(desk, Qt.Key.Key_Return)
        await desk.app.tasks.settle()
        assert desk.app.failure
        assert box.property("text") == "hello"
        held.release()
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.chat.transcript.count == 2 and desk.app.chat.state == "idle")
        assert not desk.app.failure
        assert box.property("text") == ""
