"""What can be done with a chat: archived, saved, deleted everywhere."""

import json

import pytest
from PySide6.QtCore import Qt, QUrl
from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.paths import Profile
from tsuki_desktop.services import keeping
from tsuki_desktop.store import conversations

pytestmark = pytest.mark.window


def two(db: Database) -> None:
    for title, words in (("Plain", "nothing much"), ("Secret", "the xylophone is hidden")):
        one = conversations.create(db, title=title)
        s.answer(db, one.id, s.say(db, one.id, None, words), "I will tell nobody.")


def titles(desk: Desktop) -> list[str]:
    shelf = desk.app.shelf.conversations
    return [shelf.at(row).title for row in range(shelf.count)]


async def menu_of(desk: Desktop, title: str, entry: str) -> None:
    row = s.find(desk, lambda item: item.property("shownTitle") == title)
    await s.click(desk, row, Qt.MouseButton.RightButton)
    await s.until(lambda: entry in s.texts(desk))
    await s.click(desk, s.labelled(desk, entry))


async def test_a_chat_goes_into_the_archive_and_comes_back(profile: Profile) -> None:
    async with s.stage(profile, seed=two) as desk:
        await menu_of(desk, "Plain", "Archive")
        await s.until(lambda: titles(desk) == ["Secret"])
        desk.app.notices.dismiss()
        await s.click(desk, s.labelled(desk, "Archived (1)"))
        await s.until(lambda: titles(desk) == ["Plain"])
        await menu_of(desk, "Plain", "Bring back")
        await s.until(lambda: titles(desk) == ["Secret", "Plain"])
        assert not desk.app.shelf.inArchive


async def test_the_menu_key_opens_the_menu(profile: Profile) -> None:
    async with s.stage(profile, seed=two) as desk:
        row = s.find(desk, lambda item: item.property("shownTitle") == "Plain")
        row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.press(desk, Qt.Key.Key_Menu)
        await s.until(lambda: "Delete everywhere…" in s.texts(desk))


async def test_a_chat_is_saved_as_markdown_and_json(profile: Profile) -> None:
    async with s.stage(profile, seed=two) as desk:
        for name, as_json in (("a.md", False), ("a.json", True)):
            desk.app.shelf.write(2, QUrl.fromLocalFile(str(profile.root / name)), as_json)
        await desk.app.tasks.settle()
        assert desk.app.notices.action == "Show folder"
    assert "the xylophone is hidden" in (profile.root / "a.md").read_text("utf-8")
    assert json.loads((profile.root / "a.json").read_text("utf-8"))


async def test_a_file_name_is_made_from_any_title(profile: Profile) -> None:
    async with s.stage(profile, seed=two) as desk:
        assert desk.app.shelf.placeFor("a/b\\..: <c>?", False).fileName() == "ab c.md"
        assert desk.app.shelf.placeFor("///", True).fileName() == "Chat with Tsuki.json"


async def test_delete_everywhere_lists_the_backups_and_leaves_no_byte(profile: Profile) -> None:
    async with s.stage(profile, seed=two) as desk:
        await desk.app.tasks.settle()
        keeping.back_up(profile)
        await menu_of(desk, "Secret", "Delete everywhere…")
        await s.until(lambda: desk.app.farewell.looked)
        assert desk.app.farewell.backups >= 1
        assert any("backup" in text for text in s.texts(desk))
        await s.click(desk, s.labelled(desk, "Delete everywhere"))
        await s.until(lambda: desk.app.notices.text == "The chat is gone.")
        assert desk.app.farewell.trouble == ""
        await s.until(lambda: titles(desk) == ["Plain"])
    files = [path for path in profile.root.rglob("*") if path.is_file()]
    assert [path.name for path in files if b"xylophone" in path.read_bytes()] == []
    assert len(keeping.backups(profile)) >= 1


async def test_a_failure_keeps_the_chat_and_says_so(profile: Profile) -> None:
    async with s.stage(profile, seed=two) as desk:
        await desk.app.tasks.settle()
        one = keeping.back_up(profile)
        desk.app.farewell.ask(2)
        await s.until(lambda: desk.app.farewell.looked)
        one.path.unlink()
        desk.app.farewell.confirm()
        await s.until(lambda: desk.app.farewell.trouble != "")
        await s.until(lambda: not desk.app.farewell.busy)
        assert titles(desk) == ["Secret", "Plain"]
        assert (await desk.session.library.get(2)).title == "Secret"
