"""Teaching in the real window: thumbs with words, her mood, the Teach page."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.domain.chat import Message
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import conversations

pytestmark = pytest.mark.window

STIFF = "I do not know. However, it is late."
MAIL = "rin.takeda@moonmail.example"


def one_chat(db: Database) -> None:
    one = conversations.create(db, title="One")
    s.answer(db, one.id, s.say(db, one.id, None, "what time is it?"), STIFF, Emotion.CALM)


def taught(db: Database, *, private: bool = False) -> None:
    for number in range(3):
        one = conversations.create(db, title=f"Chat {number}")
        words = f"mail me at {MAIL}" if private and number == 1 else f"hello number {number}"
        s.answer(db, one.id, s.say(db, one.id, None, words), f"Hey, number {number}.", rating=1)
    bad = conversations.create(db, title="Bad")
    s.answer(db, bad.id, s.say(db, bad.id, None, "hm"), "As an AI.", rating=-1)


def private(db: Database) -> None:
    taught(db, private=True)


async def open_newest(desk: Desktop) -> int:
    await s.until(lambda: desk.app.shelf.conversations.count > 0)
    rows = range(desk.app.shelf.conversations.count)
    desk.app.chat.open(max(desk.app.shelf.conversations.at(row).id for row in rows))
    await s.until(lambda: desk.app.chat.transcript.count > 0)
    await desk.app.tasks.settle()
    return desk.app.chat.leaf


async def in_transcript(desk: Desktop) -> None:
    view = s.find(desk, lambda item: item.objectName() == "transcript")
    view.forceActiveFocus(Qt.FocusReason.TabFocusReason)


async def saved(desk: Desktop, message_id: int) -> Message:
    return (await desk.session.library.messages([message_id]))[0]


async def to_page(desk: Desktop) -> None:
    await s.click(desk, s.labelled(desk, "Teach"))
    await s.until(lambda: desk.app.teach.loaded)
    await desk.app.tasks.settle()
    await asyncio.sleep(0.05)


def files(profile: Profile) -> list[Path]:
    return sorted(profile.exports.glob("*.jsonl")) if profile.exports.exists() else []


# Below a reply


async def test_a_thumb_down_offers_reasons_and_they_are_saved_without_a_dialog(profile: Profile) -> None:
    async with s.stage(profile, seed=one_chat) as desk:
        reply = await open_newest(desk)
        await s.click(desk, s.labelled(desk, "Not her"))
        await s.until(lambda: desk.app.lesson.messageId == reply)
        await desk.app.tasks.settle()
        await s.click(desk, s.labelled(desk, "Too long"))
        await s.click(desk, s.labelled(desk, "Wrong"))
        await s.click(desk, s.labelled(desk, "Too long"))
        await desk.app.tasks.settle()
        rating = (await saved(desk, reply)).rating
        assert (rating.value, rating.reasons, rating.correction) == (-1, ("wrong",), "")
        assert "Saved" in s.texts(desk)


async def test_a_thumb_up_asks_nothing(profile: Profile) -> None:
    async with s.stage(profile, seed=one_chat) as desk:
        await open_newest(desk)
        await s.click(desk, s.labelled(desk, "That is her"))
        await desk.app.tasks.settle()
        assert desk.app.lesson.messageId == 0


async def test_a_correction_is_written_by_keyboard_alone_and_kept_on_escape(profile: Profile) -> None:
    async with s.stage(profile, seed=one_chat) as desk:
        reply = await open_newest(desk)
        await in_transcript(desk)
        await s.press(desk, "T")
        await asyncio.sleep(0.05)
        await s.press(desk, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        await s.type_words(desk, "late")
        await s.press(desk, Qt.Key.Key_Escape)
        assert desk.app.lesson.messageId == 0
        await desk.app.tasks.settle()
        rating = (await saved(desk, reply)).rating
        assert (rating.value, rating.correction) == (-1, "late")
        view = s.find(desk, lambda item: item.objectName() == "transcript")
        assert view.property("activeFocus")


async def test_her_own_words_are_no_correction(profile: Profile) -> None:
    async with s.stage(profile, seed=one_chat) as desk:
        reply = await open_newest(desk)
        desk.app.lesson.open(reply)
        desk.app.lesson.writeCorrection(STIFF + " x")
        desk.app.lesson.writeCorrection(STIFF + "\n")
        desk.app.lesson.close()
        await desk.app.tasks.settle()
        assert (await saved(desk, reply)).rating is None


async def test_suggestions_are_offered_and_put_in_one_by_one(profile: Profile) -> None:
    async with s.stage(profile, seed=one_chat) as desk:
        reply = await open_newest(desk)
        await s.click(desk, s.labelled(desk, "Not her"))
        await s.until(lambda: len(desk.app.lesson.hints) == 2)
        await desk.app.tasks.settle()
        await s.click(desk, s.find(desk, lambda item: "But yeah" in str(item.property("text"))))
        await s.until(lambda: len(desk.app.lesson.hints) == 1)
        box = s.find(desk, lambda item: item.objectName() == "correction")
        assert box.property("text") == "I do not know. But yeah, it is late."
        desk.app.lesson.close()
        await desk.app.tasks.settle()
        assert (await saved(desk, reply)).rating.correction == "I do not know. But yeah, it is late."


async def test_another_thumb_keeps_the_words_and_taking_it_back_can_be_undone(
    profile: Profile,
) -> None:
    async with s.stage(profile, seed=one_chat) as desk:
        reply = await open_newest(desk)
        await desk.session.teaching.rate(reply, -1, note="stiff", correction="No clue~")
        desk.app.chat.transcript.put(await saved(desk, reply))
        desk.app.lesson.rate(reply, 1)
        await desk.app.tasks.settle()
        rating = (await saved(desk, reply)).rating
        assert (rating.value, rating.note, rating.correction) == (1, "stiff", "No clue~")
        desk.app.lesson.rate(reply, 1)
        await desk.app.tasks.settle()
        assert (await saved(desk, reply)).rating is None
        desk.app.notices.act()
        await desk.app.tasks.settle()
        assert (await saved(desk, reply)).rating.correction == "No clue~"


async def test_what_is_typed_survives_closing_the_window_at_once(profile: Profile) -> None:
    async with s.stage(profile, seed=one_chat) as desk:
        reply = await open_newest(desk)
        desk.app.lesson.open(reply)
        desk.app.lesson.writeCorrection("Late, dummy.")
    async with s.stage(profile) as desk:
        assert (await saved(desk, reply)).rating.correction == "Late, dummy."


async def test_her_mood_is_corrected_by_keyboard(profile: Profile) -> None:
    async with s.stage(profile, seed=one_chat) as desk:
        reply = await open_newest(desk)
        await in_transcript(desk)
        await s.press(desk, "M")
        await asyncio.sleep(0.05)
        await s.press(desk, Qt.Key.Key_Left)
        await s.press(desk, Qt.Key.Key_Return)
        await desk.app.tasks.settle()
        message = await saved(desk, reply)
        assert (message.emotion, message.emotion_corrected) == (Emotion.SLEEPY, True)
        assert desk.app.chat.emotion == "sleepy"


async def test_the_list_shows_what_was_rated(profile: Profile) -> None:
    async with s.stage(profile, seed=one_chat) as desk:
        reply = await open_newest(desk)
        desk.app.lesson.rate(reply, 1)
        await desk.app.tasks.settle()
        assert desk.app.shelf.conversations.at(0).liked == 1


# The page


async def test_an_empty_page_says_what_to_do(profile: Profile) -> None:
    async with s.stage(profile) as desk:
        await to_page(desk)
        assert "She has not learned anything from you yet" in s.texts(desk)
        assert "Export" not in s.texts(desk)
        await s.click(desk, s.labelled(desk, "Go to the chat"))
        await s.until(lambda: desk.window.quick.property("page") == "chat")


async def test_the_page_counts_and_says_what_it_suffices_for(profile: Profile) -> None:
    async with s.stage(profile, seed=taught) as desk:
        await to_page(desk)
        teach = desk.app.teach
        assert (teach.liked, teach.disliked, teach.corrected, teach.usable) == (3, 1, 0, 3)
        assert teach.worth.startswith("3 of 50: too few")
        assert any(text.startswith("What helps most now") for text in s.texts(desk))
        assert teach.weeks[-1]["liked"] == 3


async def test_an_example_is_removed_and_brought_back(profile: Profile) -> None:
    async with s.stage(profile, seed=taught) as desk:
        await to_page(desk)
        await s.click(desk, s.labelled(desk, "Remove"))
        await desk.app.tasks.settle()
        assert [one["removed"] for one in desk.app.teach.examples] == [True, False, False]
        assert len(await desk.session.teaching.examples()) == 2
        await asyncio.sleep(0.05)
        await s.click(desk, s.labelled(desk, "Undo"))
        await desk.app.tasks.settle()
        assert len(await desk.session.teaching.examples()) == 3


async def test_the_switch_stops_her_from_following(profile: Profile) -> None:
    async with s.stage(profile, seed=taught) as desk:
        await to_page(desk)
        await s.click(desk, s.labelled(desk, "Follow examples"))
        assert desk.settings.value.few_shot is False
        assert not desk.app.teach.following


# Export
