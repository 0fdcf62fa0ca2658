"""Searching everything in the real window: typed, moved through by keyboard, jumped to."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import conversations, messages
from tsuki_desktop.ui.models.hits import marked

pytestmark = pytest.mark.window

CONTROL = Qt.KeyboardModifier.ControlModifier


def talks(db: Database) -> None:
    """A long chat whose first turn has two replies, the newer one shown, and one about ramen."""
    s.long_conversation(db, 300)
    one = conversations.create(db, title="Moon talk")
    asked = s.say(db, one.id, None, "is there cheese on the moon?")
    first = s.answer(db, one.id, asked, "Only gorgonzola <b>& friends</b>, obviously.", rating=1)
    s.say(db, one.id, first, "and on mars?")
    s.answer(db, one.id, asked, "No. It is all dust.", rating=-1)
    two = conversations.create(db, title="Ramen, obviously")
    s.say(db, two.id, None, "hm")


async def look_for(desk: Desktop, words: str) -> None:
    await s.press(desk, Qt.Key.Key_K, CONTROL)
    await s.type_words(desk, words)
    await s.until(lambda: desk.app.finder.active and desk.app.finder.fresh, "the search")


def shown(desk: Desktop) -> list[str]:
    transcript = desk.app.chat.transcript
    return [transcript.message(one).text for one in transcript.ids(0, -1)]


def kinds(desk: Desktop) -> list[tuple[str, str]]:
    hits = desk.app.finder.hits
    return [(hits.at(row).kind, hits.at(row).title) for row in range(hits.count)]


async def test_titles_and_messages_are_found_while_typing_and_enter_opens_the_first(profile: Profile) -> None:
    async with s.stage(profile, seed=talks) as desk:
        await look_for(desk, "obviou")
        assert kinds(desk) == [("chat", "Ramen, obviously"), ("message", "Moon talk")]
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.chat.title == "Ramen, obviously")


async def test_a_found_reply_shows_its_thumb(profile: Profile) -> None:
    def thumbs() -> list[str]:
        names = [str(item.property("name")) for item in s.items(view) if item.property("edge") is not None]
        return [name for name in names if name.startswith("thumb")]

    async with s.stage(profile, seed=talks) as desk:
        await look_for(desk, "gorgonzola")
        view = s.find(desk, lambda item: item.objectName() == "hits")
        await s.until(lambda: thumbs() == ["thumb-up-filled"])
        for words, shown_ in (("dust", ["thumb-down-filled"]), ("cheese", [])):
            desk.app.finder.look(words)
            await s.until(lambda: desk.app.finder.fresh and desk.app.finder.hits.count == 1)
            await asyncio.sleep(0.1)
            assert thumbs() == shown_


async def test_a_message_on_another_branch_is_shown_with_its_branch_and_lit(profile: Profile) -> None:
    async with s.stage(profile, seed=talks) as desk:
        await look_for(desk, "gorgon")
        assert any("<b>gorgonzola</b> &lt;b&gt;&amp; friends" in text for text in s.texts(desk))
        await s.press(desk, Qt.Key.Key_Down)
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: len(shown(desk)) == 3)
        assert shown(desk)[1].startswith("Only gorgonzola")
        await s.until(lambda: any(item.property("lit") is True for item in s.all_items(desk)))


async def test_a_message_far_up_in_a_long_chat_comes_into_sight(profile: Profile) -> None:
    async with s.stage(profile, seed=talks) as desk:
        await look_for(desk, '"number 17 "')
        assert kinds(desk) == [("message", "A very long one")]
        await s.press(desk, Qt.Key.Key_Return)

        def in_sight() -> bool:
            lit = [item for item in s.all_items(desk) if item.property("lit") is True]
            if not lit:
                return False
            view = s.find(desk, lambda item: item.objectName() == "transcript")
            top = lit[0].mapToItem(view, 0, 0).y()
            return top >= 0 and top + lit[0].height() <= view.height()

        await s.until(in_sight)
        await asyncio.sleep(0.2)
        assert in_sight()
        await s.press(desk, Qt.Key.Key_Down)
        desk.app.finder.open(0)
        await s.until(in_sight)


async def test_the_chips_narrow_and_escape_gives_the_list_back(profile: Profile) -> None:
    async with s.stage(profile, seed=talks) as desk:
        await look_for(desk, "obviously")
        await s.click(desk, s.labelled(desk, "Not her"))
        await s.until(lambda: desk.app.finder.fresh)
        assert kinds(desk) == []
        assert "Nobody said that here." in s.texts(desk)
        await s.click(desk, s.labelled(desk, "Liked"))
        await s.until(lambda: kinds(desk) == [("message", "Moon talk")])
        await s.click(desk, s.labelled(desk, "Liked"))
        desk.app.chat.open(1)
        await s.until(lambda: desk.app.chat.open_id == 1)
        await s.click(desk, s.labelled(desk, "This chat"))
        await s.until(lambda: desk.app.finder.fresh and not kinds(desk))
        await s.press(desk, Qt.Key.Key_K, CONTROL)
        await s.press(desk, Qt.Key.Key_Escape)
        assert not desk.app.finder.active
        assert s.find(desk, lambda item: item.objectName() == "conversations").isVisible()


async def test_any_text_is_safe_to_search(profile: Profile) -> None:
    async with s.stage(profile, seed=talks) as desk:
        for words in ('"', "a:b*", "-x", "NEAR(", "'; DROP TABLE messages; --", "\u202e", "<img src=x>"):
            desk.app.finder.look(words)
            await s.until(lambda: desk.app.finder.fresh)
            assert not desk.app.notices.visible


async def test_only_the_found_words_are_markup() -> None:
    assert marked("a <img> & b", ((2, 7),)) == "a <b>&lt;img&gt;</b> &amp; b"
    assert marked("no marks\n here", ()) == "no marks here"


async def test_messages_of_a_removed_chat_are_not_found(profile: Profile) -> None:
    async with s.stage(profile, seed=talks) as desk:
        found = await desk.session.library.search("gorgonzola")
        await desk.session.library.delete(found.hits[0].conversation_id)
        await look_for(desk, "gorgonzola")
        assert kinds(desk) == []
        assert await desk.session.log.read(messages.get, found.hits[0].message_id)


async def test_a_search_is_narrowed_to_a_time_and_a_model(profile: Profile) -> None:
    def older(db: Database) -> None:
        talks(db)
        db.execute("UPDATE messages SET created_at = '2020-01-01T00:00:00Z' WHERE text LIKE '%dust%'")
        db.execute("UPDATE messages SET model = 'another:one' WHERE text LIKE '%gorgonzola%'")

    async with s.stage(profile, seed=older) as desk:
        await look_for(desk, "moon")
        for words, days, by_model, found in (
            ("dust", 0, False, 1),
            ("dust", 31, False, 0),
            ("gorgonzola", 31, False, 1),
            ("gorgonzola", 0, True, 0),
            ("dust", 0, True, 1),
        ):
            desk.app.finder.look(words)
            desk.app.finder.setDays(days)
            desk.app.finder.setByModel(by_model)
            await s.until(lambda: desk.app.finder.fresh, "the search")
            assert (words, days, by_model, desk.app.finder.hits.count) == (words, days, by_model, found)
        await s.click(desk, s.labelled(desk, "Any time"))
        await s.until(lambda: desk.app.finder.days == 7)
