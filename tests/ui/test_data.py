"""The Data page and the sheet that brings files in, on a real window and a real profile."""

import asyncio
import json

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

from tests.ui import data_stage as d
from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.paths import Profile
from tsuki_desktop.persona.loader import load_for
from tsuki_desktop.services import collecting

pytestmark = pytest.mark.window

TALL = "window_width = 1200\nwindow_height = 2400\n"


async def go(desk: Desktop) -> None:
    await s.click(desk, s.labelled(desk, "Data"))
    await s.until(lambda: desk.app.data.known, "the list")
    await settled(desk)


async def settled(desk: Desktop) -> None:
    await desk.app.tasks.settle(20)
    await asyncio.sleep(0.1)


def take(desk: Desktop, *paths) -> None:
    desk.app.importing.take([QUrl.fromLocalFile(str(path)).toString() for path in paths])


async def state(desk: Desktop, wanted: str) -> None:
    await s.until(lambda: desk.app.importing.state == wanted, wanted)
    await asyncio.sleep(0.1)


def shown(desk: Desktop) -> str:
    return "\n".join(s.texts(desk))


async def open_one(desk: Desktop) -> None:
    await go(desk)
    await s.click(desk, s.labelled(desk, desk.app.data.sets[0]["name"]))
    await s.until(lambda: desk.app.data.report and desk.app.data.rows.total, "the data set")
    await settled(desk)


def row(desk: Desktop, place: int):
    found = [
        item for item in s.all_items(desk) if item.property("rowId") and item.property("turns") is not None
    ]
    return sorted(found, key=lambda item: item.property("index"))[place]


async def test_a_dropped_chat_asks_for_the_voice_and_comes_in(profile: Profile, tmp_path) -> None:
    path = d.put(tmp_path, "result.json", d.telegram())
    async with s.stage(profile, settings=TALL) as desk:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = s.drag_enter((600, 300), Qt.DropAction.CopyAction, data)
        QGuiApplication.sendEvent(desk.window.quick, enter)
        await asyncio.sleep(0.1)
        assert "Drop it here" in shown(desk)
        QGuiApplication.sendEvent(
            desk.window.quick, QDropEvent(QPointF(600, 300), Qt.DropAction.CopyAction, data, left, none)
        )
        await state(desk, "asking")
        words = shown(desk)
        assert "Recognised as: Telegram export." in words
        assert "Whose voice becomes Tsuki's?" in words
        assert "54 messages" in words
        assert "like who was the guy in the snow??" in words
        assert not s.labelled(desk, "Import").isEnabled()
        voice = s.labelled(desk, "luna")
        voice.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.press(desk, Qt.Key.Key_Space)
        await s.until(lambda: desk.app.importing.trial, "the trial")
        await asyncio.sleep(0.1)
        words = shown(desk)
        assert "9 conversations would be kept" in words
        assert "Nothing but a picture or a file" in words
        assert "Joins, calls and other news of the program" in words
        assert not profile.datasets.exists()
        await s.click(desk, s.labelled(desk, "Import"))
        await state(desk, "done")
        assert "9 conversations are kept." in shown(desk)
        await s.click(desk, s.labelled(desk, "Look at it"))
        await s.until(lambda: desk.app.data.rows.total == 9, "its rows")
        await settled(desk)
        assert "Good talk, but only" in shown(desk)


async def test_an_import_is_undone_and_brought_back(profile: Profile, tmp_path) -> None:
    async with s.stage(profile, settings=TALL) as desk:
        take(desk, d.friends(tmp_path))
        await state(desk, "asking")
        await s.until(lambda: desk.app.importing.trial, "the trial")
        desk.app.importing.start()
        await state(desk, "done")
        await s.click(desk, s.labelled(desk, "Undo"))
        await settled(desk)
        assert collecting.listed(profile) == []
        desk.app.notices.act()
        await settled(desk)
        assert [one.rows for one in collecting.listed(profile)] == [243]


async def test_options_change_what_would_be_kept(profile: Profile, tmp_path) -> None:
    async with s.stage(profile, settings=TALL) as desk:
        take(desk, d.put(tmp_path, "result.json", d.telegram(1)))
        await state(desk, "asking")
        importing = desk.app.importing
        importing.choose("speaker", "luna")
        await s.until(lambda: importing.trial, "the trial")
        assert "example.org" not in json.dumps(importing.trial["samples"])
        await s.click(desk, s.labelled(desk, "Keep"))
        await s.until(lambda: "example.org" in json.dumps(importing.trial), "the link")
        await s.click(desk, s.labelled(desk, "Name"))
        await s.until(lambda: "[attachment]" in json.dumps(importing.trial), "the picture")


async def test_columns_are_mapped_by_hand(profile: Profile, tmp_path) -> None:
    async with s.stage(profile, settings=TALL) as desk:
        take(desk, d.put(tmp_path, "forum.csv", d.TABLE))
        await state(desk, "asking")
        importing = desk.app.importing
        assert importing.parts == [
            {"part": "speaker", "column": "Author"},
            {"part": "text", "column": "Body"},
        ]
        assert [one["name"] for one in importing.speakers] == ["mika", "luna"]
        importing.mapColumn("speaker", "When")
        await s.until(lambda: importing.state == "asking" and len(importing.speakers) == 5, "other speakers")
        importing.mapColumn("speaker", "Author")
        await s.until(lambda: importing.state == "asking" and len(importing.speakers) == 2, "the speakers")
        importing.choose("speaker", "luna")
        await s.until(lambda: importing.trial, "the trial")
        assert importing.trial["rows"] == 1
        assert importing.trial["dropped"] == [{"reason": "Nobody is named", "count": 1}]


async def test_what_nobody_knows_says_so_and_the_next_file_has_its_turn(profile: Profile, tmp_path) -> None:
    async with s.stage(profile, settings=TALL) as desk:
        take(desk, d.put(tmp_path, "holiday.bin", b"\x93\0\xff\x81" * 90), d.card(tmp_path))
        await state(desk, "failed")
        assert "Nobody knows what holiday.bin is." in shown(desk)
        assert "1 more file waits" in shown(desk)
        await s.click(desk, s.labelled(desk, "Close"))
        await state(desk, "card")
        await s.press(desk, Qt.Key.Key_Escape)
        await state(desk, "")


async def test_a_card_speaks_and_tsuki_comes_back(profile: Profile, tmp_path) -> None:
    async with s.stage(profile, settings=TALL) as desk:
        take(desk, d.card(tmp_path))
        await state(desk, "card")
        assert "Luna would like to meet you" in shown(desk)
        await s.click(desk, s.labelled(desk, "Talk to her"))
        await s.until(lambda: desk.app.casting.fromCard, "the card")
        await settled(desk)
        assert desk.app.chat.greeting.startswith("You're late.")
        assert load_for(profile)[0].name == "Luna"
        await go(desk)
        await s.click(desk, s.labelled(desk, "Bring Tsuki back"))
        await s.until(lambda: not desk.app.casting.fromCard, "Tsuki")
        assert load_for(profile)[0].name == "Tsuki"


async def test_the_list_says_what_each_set_is_worth(profile: Profile, tmp_path) -> None:
    async with s.stage(profile, settings=TALL) as desk:
        await go(desk)
        assert "Nothing here yet" in shown(desk)
        await asyncio.to_thread(d.fill, desk, tmp_path)
        desk.app.data.look()
        await settled(desk)
        words = shown(desk)
        assert "Mostly encyclopedic: Tsuki would sound like an article." in words
        assert "good for Tsuki's voice." in words
        uid = desk.app.data.sets[0]["uid"]
        await s.click(desk, s.labelled(desk, "Learn from Late night chats"))
        await s.until(lambda: desk.app.data.sets[0]["used"], "the switch")
        assert f"set:{uid}" in desk.app.retrain.plan.wish.data
        entry = s.labelled(desk, "Late night chats")
        entry.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.press(desk, Qt.Key.Key_Delete)
        await s.until(lambda: len(desk.app.data.sets) == 1, "the deletion")
        assert f"set:{uid}" not in desk.app.retrain.plan.wish.data
        desk.app.notices.act()
        await s.until(lambda: len(desk.app.data.sets) == 2, "the undo")


async def test_rows_are_searched_edited_and_left_out_by_keyboard(profile: Profile, tmp_path) -> None:
    async with s.stage(profile, settings=TALL) as desk:
        await asyncio.to_thread(d.fill, desk, tmp_path)
        await open_one(desk)
        field = s.find(desk, lambda item: item.objectName() == "searchRows")
        field.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.type_words(desk, "mug yesterday?")
        await s.until(lambda: desk.app.data.rows.total == 1, "one row")
        await settled(desk)
        found = row(desk, 0)
        found.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.press(desk, Qt.Key.Key_Space)
        await settled(desk)
        assert desk.app.data.open["included"] == 242
        await s.press(desk, Qt.Key.Key_Space)
        await settled(desk)
        assert desk.app.data.open["included"] == 243
        await s.press(desk, Qt.Key.Key_E)
        await s.until(lambda: "Change the words" in shown(desk), "the sheet")
        desk.app.data.edit(found.property("rowId"), ["new mug!", "Cute. Is it the blue one?"])
        await s.until(lambda: desk.app.notices.visible, "the word")
        await settled(desk)
        assert "Cute. Is it the blue one?" in shown(desk)
        desk.app.notices.act()
        await settled(desk)
        assert "Cute. Is it the blue one?" not in shown(desk)


async def test_a_finding_is_answered_shown_and_undone(profile: Profile, tmp_path) -> None:
    async with s.stage(profile, settings=TALL) as desk:
        await asyncio.to_thread(d.fill, desk, tmp_path)
        await open_one(desk)
        rules = {one["rule"]: one for one in desk.app.data.report["findings"]}
        assert {"placeholder", "boilerplate", "memory", "personal"} <= rules.keys()
        assert (rules["placeholder"]["action"], rules["boilerplate"]["action"]) == ("mend", "out")
        desk.app.data.answer("boilerplate")
        await s.until(lambda: desk.app.notices.visible, "the word")
        await settled(desk)
        assert desk.app.notices.text == "1 row left out."
        assert desk.app.data.open["included"] == 242
        assert "boilerplate" not in {one["rule"] for one in desk.app.data.report["findings"]}
        desk.app.notices.act()
        await settled(desk)
        assert desk.app.data.open["included"] == 243
        places: list[int] = []
        desk.app.data.reached.connect(places.append)
        desk.app.data.goTo(rules["boilerplate"]["places"][0]["line"])
        await s.until(lambda: places, "the row")
        assert places == [rules["boilerplate"]["places"][0]["line"] - 1]


async def test_a_name_and_a_licence_are_kept(profile: Profile, tmp_path) -> None:
    async with s.stage(profile, settings=TALL) as desk:
        await asyncio.to_thread(d.fill, desk, tmp_path)
        await open_one(desk)
        await s.click(desk, s.labelled(desk, "Name and licence"))
        await asyncio.sleep(0.2)
        await s.type_words(desk, "Nights")
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.data.open["name"] == "Nights", "the name")
        desk.app.data.noteLicence("ours")
        await s.until(lambda: desk.app.data.open["licence"] == "ours", "the licence")
        await s.click(desk, s.labelled(desk, "All data sets"))
        await s.until(lambda: not desk.app.data.open, "the list")


async def test_an_import_under_way_is_cancelled_and_keeps_nothing(profile: Profile, tmp_path) -> None:
    line = json.dumps(
        {"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "%d"}]}
    )
    path = d.put(tmp_path, "big.jsonl", "\n".join(line % n for n in range(60_000)))
    async with s.stage(profile, settings=TALL) as desk:
        take(desk, path)
        await state(desk, "asking")
        await s.until(lambda: desk.app.importing.trial, "the trial", 60)
        desk.app.importing.start()
        desk.app.importing.cancel()
        await settled(desk)
        assert desk.app.importing.state == "asking"
        assert collecting.listed(profile) == []
