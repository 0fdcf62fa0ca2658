"""Teaching in the real window: thumbs with words, her mood, the Teach page, one-click export."""

import asyncio
import json
import multiprocessing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.domain.chat import Message
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import conversations
from tsuki_desktop.ui import export_wish
from tsuki_desktop.ui.bridge import export_desk

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


async def test_one_click_writes_a_file_and_undo_takes_it_back(profile: Profile) -> None:
    async with s.stage(profile, seed=taught) as desk:
        await to_page(desk)
        await s.click(desk, s.labelled(desk, "Export"))
        await s.until(lambda: desk.app.exports.lastWords)
        await desk.app.tasks.settle()
        (file,) = files(profile)
        rows = [json.loads(line) for line in file.read_text().splitlines()]
        assert [row["messages"][-1]["content"] for row in rows] == [f"Hey, number {n}." for n in range(3)]
        assert desk.app.notices.text == "3 rows written."
        assert desk.app.notices.action == "Show in folder"
        await asyncio.sleep(0.05)
        await s.click(desk, s.labelled(desk, "Undo"))
        await s.until(lambda: desk.app.exports.lastWords == "")
        await desk.app.tasks.settle()
        assert files(profile) == []
        assert desk.app.notices.text == "The export is gone again."


async def test_the_folder_of_an_export_is_opened_from_its_notice(profile: Profile, tmp_path: Path) -> None:
    shown = _Shown()
    QDesktopServices.setUrlHandler("file", shown, "take")
    try:
        async with s.stage(profile, seed=taught) as desk:
            await to_page(desk)
            desk.app.exports.writeTo(QUrl.fromLocalFile(str(tmp_path / "elsewhere.jsonl")))
            await s.click(desk, s.labelled(desk, "Export"))
            await s.until(lambda: desk.app.notices.action == "Show in folder")
            await s.click(desk, s.labelled(desk, "Show in folder"))
            await s.until(lambda: shown.places)
            assert shown.places == [str(tmp_path)]
            assert (tmp_path / "elsewhere.jsonl").is_file()
    finally:
        QDesktopServices.unsetUrlHandler("file")


class _Shown(QObject):
    """Stands for the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []

    @Slot(QUrl)
    def take(self, place: QUrl) -> None:
        self.places.append(place.toLocalFile())


async def test_something_private_is_shown_before_anything_is_written_and_only_once(profile: Profile) -> None:
    async with s.stage(profile, seed=private) as desk:
        await to_page(desk)
        await s.click(desk, s.labelled(desk, "Export"))
        await s.until(lambda: "Something private is in there" in s.texts(desk))
        await desk.app.tasks.settle()
        assert files(profile) == []
        desk.app.exports.write()
        await desk.app.tasks.settle()
        (first,) = files(profile)
        assert MAIL not in first.read_text()
        desk.app.exports.exportNow()
        await desk.app.tasks.settle()
        assert len(files(profile)) == 2
    # It is remembered in the settings, so the next start does not ask again either.
    async with s.stage(profile) as desk:
        desk.app.exports.exportNow()
        await desk.app.tasks.settle()
        assert len(files(profile)) == 3


async def test_a_detail_stays_where_the_person_wants_it(profile: Profile) -> None:
    async with s.stage(profile, seed=private) as desk:
        desk.app.exports.look()
        await desk.app.tasks.settle()
        (found,) = desk.app.exports.findings
        desk.app.exports.keepFinding(found["fingerprint"], True)
        desk.app.exports.write()
        await desk.app.tasks.settle()
        assert MAIL in files(profile)[0].read_text()


async def test_options_change_the_preview_and_are_remembered(profile: Profile) -> None:
    async with s.stage(profile, seed=taught) as desk:
        await to_page(desk)
        await s.click(desk, s.labelled(desk, "Options…"))
        await desk.app.tasks.settle()
        assert desk.app.exports.preview["rows"] == 3
        desk.app.exports.choose("format", "unpaired")
        await desk.app.tasks.settle()
        assert desk.app.exports.preview["rows"] == 4
        desk.app.exports.choose("format", "nonsense")
        await desk.app.tasks.settle()
        assert desk.app.exports.options["format"] == "messages"
        desk.app.exports.choose("format", "sharegpt")
        await desk.app.tasks.settle()
    async with s.stage(profile) as desk:
        assert desk.app.exports.options["format"] == "sharegpt"


async def test_options_without_a_row_are_shown_with_the_reasons(profile: Profile) -> None:
    async with s.stage(profile, seed=taught) as desk:
        await to_page(desk)
        desk.app.exports.choose("format", "preference")
        await desk.app.tasks.settle()
        await s.click(desk, s.labelled(desk, "Export"))
        await s.until(lambda: "Nothing to write with these options" in s.texts(desk))
        await desk.app.tasks.settle()
        assert "There is nothing to compare it with" in s.texts(desk)
        assert files(profile) == []


# Qt's own dialog may be closed while it still reads its folder.
@pytest.mark.qt_log_ignore("DelegateModel::cancel: index out range")
async def test_the_place_is_asked_for_and_the_question_can_be_left(profile: Profile) -> None:
    async with s.stage(profile, seed=taught) as desk:
        await to_page(desk)
        await s.click(desk, s.labelled(desk, "Options…"))
        await desk.app.tasks.settle()
        await s.click(desk, s.labelled(desk, "Change…"))
        await asyncio.sleep(0.3)
        assert desk.app.exports.place == str(profile.exports)


async def test_a_chosen_file_is_written_there(profile: Profile, tmp_path: Path) -> None:
    target = tmp_path / "mine.jsonl"
    async with s.stage(profile, seed=taught) as desk:
        desk.app.exports.writeTo(QUrl.fromLocalFile(str(target)))
        assert desk.app.exports.place == str(target)
        desk.app.exports.exportNow()
        await desk.app.tasks.settle()
        assert len(target.read_text().splitlines()) == 3
        assert desk.app.exports.place == str(tmp_path)


async def test_a_folder_that_is_gone_is_told_and_the_button_works_again(
    profile: Profile, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    async with s.stage(profile, seed=taught) as desk:
        desk.app.exports.writeTo(QUrl.fromLocalFile(str(folder / "x.jsonl")))
        folder.rmdir()
        desk.app.exports.exportNow()
        await desk.app.tasks.settle()
        assert desk.app.notices.kind == "error"
        assert desk.app.exports.state == "idle"


async def test_cancelling_leaves_nothing_behind(profile: Profile) -> None:
    async with s.stage(profile, seed=taught) as desk:
        desk.app.exports.stateChanged.connect(
            lambda: desk.app.exports.cancel() if desk.app.exports.state == "writing" else None
        )
        desk.app.exports.write()
        await desk.app.tasks.settle()
        assert desk.app.exports.state == "idle"
        assert files(profile) == []
        assert desk.app.notices.text == "Cancelled; nothing was written."


async def test_a_window_that_closes_in_the_middle_leaves_nothing_behind(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, go_on = Event(), Event()

    def agreed(_preview: object) -> bool:
        asked.set()
        return go_on.wait(30)

    monkeypatch.setattr(export_desk, "_no_news", agreed)
    async with s.stage(profile, seed=taught) as desk:
        desk.app.exports.exportNow()
        await s.until(asked.is_set)
        assert list(profile.exports.iterdir())
        asyncio.get_running_loop().call_later(0.3, go_on.set)
    assert list(profile.exports.iterdir()) == []
    assert [one for one in multiprocessing.active_children() if one.name == "tsuki-export"] == []


def test_broken_memory_of_options_is_as_usual() -> None:
    for text in ("", "{", "[]", '{"format": 3, "keep": "x", "split": true, "folder": "/nowhere/at/all"}'):
        assert export_wish.remembered(text) == export_wish.Wish()
    wish = export_wish.Wish(format="threads", split=10).decided("a", keep=True).decided("b", keep=False)
    assert export_wish.remembered(wish.dumped()) == wish
    assert wish.decided("a", keep=False).keep == ()
