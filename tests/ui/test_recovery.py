"""Opening a profile that is damaged, cannot be written, or is open already: real files, real windows."""

import asyncio
import sqlite3

import pytest
from PySide6.QtCore import Qt
from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import Profile
from tsuki_desktop.services import keeping
from tsuki_desktop.store import conversations
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.ui.door import knock

pytestmark = pytest.mark.window


def talk(db: Database) -> None:
    one = conversations.create(db, title="Before the crash")
    s.answer(db, one.id, s.say(db, one.id, None, "remember me"), "As if I could forget.")


async def fill(profile: Profile) -> None:
    profile.create()
    log = await ChatLog.open(profile.database)
    await log.run(talk)
    await log.close()


def titles(desk: Desktop) -> list[str]:
    shelf = desk.app.shelf.conversations
    return [shelf.at(row).title for row in range(shelf.count)]


async def test_a_destroyed_log_comes_back_from_its_backup(profile: Profile) -> None:
    await fill(profile)
    keeping.back_up(profile)
    broken = b"junk" * 5000
    profile.database.write_bytes(broken)
    async with s.stage(profile) as desk:
        await s.until(lambda: desk.app.recovery.backupTime)
        assert "A part of the chat log is damaged" in s.texts(desk)
        assert not desk.app.ready
        await s.until(lambda: "Use this backup" in s.texts(desk))
        await s.click(desk, s.labelled(desk, "Use this backup"))
        await s.until(lambda: desk.app.recovery.state == "done")
        await s.until(lambda: titles(desk) == ["Before the crash"])
        assert desk.app.ready
        await s.click(desk, s.labelled(desk, "Back to Tsuki"))
        await s.until(lambda: desk.app.recovery.state == "")
    kept = [path.read_bytes() for path in (profile.root / "damaged").rglob("tsuki.db")]
    assert kept == [broken]


async def test_what_can_be_saved_is_saved_and_can_be_talked_on(profile: Profile) -> None:
    await fill(profile)
    keeping.back_up(profile)
    data = bytearray(profile.database.read_bytes())
    data[:100] = bytes(100)
    profile.database.write_bytes(data)
    async with s.stage(profile, EchoBackend(["Welcome back."])) as desk:
        await s.until(lambda: "Save what can be saved" in s.texts(desk))
        await s.click(desk, s.labelled(desk, "Save what can be saved"))
        await s.until(lambda: desk.app.recovery.state == "done")
        assert desk.app.recovery.told.startswith("2 messages are here.")
        desk.app.recovery.later()
        desk.app.chat.open(desk.app.shelf.conversations.at(0).id)
        await s.until(lambda: desk.app.chat.transcript.count == 2)
        desk.app.chat.send("hello?")
        await s.until(lambda: desk.app.chat.transcript.count == 4 and desk.app.chat.state == "idle")


async def test_a_changed_text_is_found_while_the_window_is_open(profile: Profile) -> None:
    await fill(profile)
    with sqlite3.connect(profile.database) as db:
        for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{trigger}"')
        db.execute("UPDATE messages SET text = 'remember him' WHERE text = 'remember me'")
    db.close()
    async with s.stage(profile) as desk:
        await s.until(lambda: desk.app.recovery.state == "damaged", "the deep check")
        assert desk.app.recovery.canWait
        assert desk.app.ready
        await s.until(lambda: "Later" in s.texts(desk))
        await s.click(desk, s.labelled(desk, "Later"))
        assert desk.app.recovery.state == ""
        assert titles(desk) == ["Before the crash"]


async def test_a_log_from_a_newer_version_can_be_read_and_not_written(profile: Profile) -> None:
    await fill(profile)
    with sqlite3.connect(profile.database) as db:
        db.execute("PRAGMA user_version = 9999")
    db.close()
    before = profile.database.read_bytes()
    async with s.stage(profile) as desk:
        assert desk.app.readOnly
        assert desk.app.readOnly in s.texts(desk)
        assert not s.find(desk, lambda item: item.objectName() == "composer").isEnabled()
        desk.app.chat.open(1)
        await s.until(lambda: desk.app.chat.transcript.count == 2)
        desk.app.chat.startNew()
        await desk.app.tasks.settle()
        assert not desk.app.notices.visible
    assert profile.database.read_bytes() == before


# The plugin that draws nowhere has no windows to put in front of others, and says so.
@pytest.mark.qt_log_ignore("does not support raise", extend=True)
async def test_a_second_window_calls_the_first_one_and_goes(profile: Profile) -> None:
    async with s.stage(profile, seed=talk) as first:
        second = Desktop(profile, backends={"echo": lambda: EchoBackend([])})
        await asyncio.wait_for(second.run(), 15)
        assert second.session is None
        assert first.app.ready
        assert await knock(profile)
    assert not await knock(profile)


async def test_where_nobody_answers_the_second_window_says_so(profile: Profile) -> None:
    await fill(profile)
    from tsuki_desktop.store.lock import ProfileLock

    with ProfileLock(profile.lock):
        async with s.stage(profile) as desk:
            assert desk.app.failure == "Another Tsuki window is using this profile."
            assert desk.app.failure in s.texts(desk)
            assert s.labelled(desk, "Quit").isVisible()
            assert desk.app.recovery.state == ""


async def test_on_a_full_disk_the_words_stay_in_the_composer(profile: Profile) -> None:
    async with s.stage(profile, seed=talk) as desk:

        def fill_up(db: Database) -> None:
            pages = db.execute("PRAGMA page_count").fetchone()[0]
            db.execute(f"PRAGMA max_page_count = {pages}").fetchone()

        await desk.session.log.maintain(fill_up)
        words = "a long one " * 4000
        box = s.find(desk, lambda item: item.objectName() == "composer")
        box.setProperty("text", words)
        box.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.notices.visible)
        assert desk.app.notices.text == "The disk is full, so this could not be saved."
        assert "Free some space" in desk.app.notices.hint
        assert box.property("text") == words
        await desk.session.log.maintain(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchone())
