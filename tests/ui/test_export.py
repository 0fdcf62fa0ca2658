"""One-click export in the real window: preview, options, folder, undo, cancel."""

import asyncio
import json
import multiprocessing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from tests.ui import stage as s
from tests.ui.test_teach import MAIL, files, private, taught, to_page
from tsuki_desktop.paths import Profile
from tsuki_desktop.ui import export_wish
from tsuki_desktop.ui.bridge import export_desk

pytestmark = pytest.mark.window


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
