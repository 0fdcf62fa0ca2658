"""What `pictures.py` draws of the Data page and of the sheet that brings files in."""

import asyncio
import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from tests.ui import data_stage as d
from tests.ui import stage as s
from tsuki_desktop.app import Desktop

PLAIN, SMALL, WIDE, TINY = (1180, 760), (900, 600), (1600, 1000), (640, 700)


def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="tsuki-pictures-"))


async def go(desk: Desktop) -> None:
    await s.press(desk, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    await s.until(lambda: desk.app.data.known)
    await desk.app.tasks.settle(10)


async def full(desk: Desktop) -> None:
    await asyncio.to_thread(d.fill, desk, folder())
    await go(desk)
    await s.until(lambda: len(desk.app.data.sets) == 2)


def take(desk: Desktop, *paths: Path) -> None:
    desk.app.importing.take([QUrl.fromLocalFile(str(path)).toString() for path in paths])


async def asking(desk: Desktop) -> None:
    take(desk, d.put(folder(), "result.json", d.telegram()))
    await s.until(lambda: desk.app.importing.state == "asking")


async def trial(desk: Desktop) -> None:
    await asking(desk)
    desk.app.importing.choose("speaker", "luna")
    await s.until(lambda: desk.app.importing.trial)


async def trial_end(desk: Desktop) -> None:
    await trial(desk)
    await asyncio.sleep(0.4)
    # The sheet lies above the chat, which scrolls, too.
    view = [item for item in s.all_items(desk) if (item.property("contentHeight") or 0) > item.height() > 0][
        -1
    ]
    view.setProperty("contentY", view.property("contentHeight") - view.height())


async def table(desk: Desktop) -> None:
    take(desk, d.put(folder(), "forum.csv", d.TABLE))
    await s.until(lambda: desk.app.importing.state == "asking")
    desk.app.importing.choose("speaker", "luna")
    await s.until(lambda: desk.app.importing.trial)


async def importing(desk: Desktop) -> None:
    await trial(desk)
    desk.app.importing._state = "importing"  # a real one of this size is over before it can be drawn
    desk.app.importing.changed.emit()


async def done(desk: Desktop) -> None:
    await trial(desk)
    desk.app.importing.start()
    await s.until(lambda: desk.app.importing.state == "done")


async def failed(desk: Desktop) -> None:
    take(desk, d.put(folder(), "holiday.bin", b"GIF89a\0\xff" * 90), d.put(folder(), "x.jsonl", b"{}"))
    await s.until(lambda: desk.app.importing.state == "failed")


async def card(desk: Desktop) -> None:
    take(desk, d.card(folder()))
    await s.until(lambda: desk.app.importing.state == "card")


async def cast(desk: Desktop) -> None:
    await card(desk)
    desk.app.casting.use()
    await s.until(lambda: desk.app.casting.fromCard)
    desk.app.importing.close()
    desk.app.notices.dismiss()
    await full(desk)


async def one(desk: Desktop) -> None:
    await full(desk)
    desk.app.data.show(desk.app.data.sets[0]["uid"])
    await s.until(lambda: desk.app.data.report and desk.app.data.rows.total)


async def articles(desk: Desktop) -> None:
    await full(desk)
    desk.app.data.show(desk.app.data.sets[1]["uid"])
    await s.until(lambda: desk.app.data.report and desk.app.data.rows.total)


async def scrolled(desk: Desktop, where: float) -> None:
    await asyncio.sleep(0.3)
    view = s.find(desk, lambda item: item.objectName() == "rows")
    view.setProperty("contentY", view.property("originY") + where)


async def findings(desk: Desktop) -> None:
    await one(desk)
    await scrolled(desk, 640)


async def rows(desk: Desktop) -> None:
    await one(desk)
    first = desk.app.data.rows._rows[1]
    desk.app.data.include(first.id, False)
    await desk.app.tasks.settle(10)
    await scrolled(desk, 1090)


async def editing(desk: Desktop) -> None:
    await one(desk)
    await scrolled(desk, 1090)
    await asyncio.sleep(0.2)
    row = s.find(desk, lambda item: item.property("rowId"))
    row.editAsked.emit()


async def naming(desk: Desktop) -> None:
    await one(desk)
    await asyncio.sleep(0.2)
    await s.click(desk, s.labelled(desk, "Name and licence"))


async def searching(desk: Desktop) -> None:
    await one(desk)
    desk.app.data.find("moon")
    await desk.app.tasks.settle(10)
    await scrolled(desk, 1090)


async def answered(desk: Desktop) -> None:
    await one(desk)
    desk.app.data.answer("boilerplate")
    await s.until(lambda: desk.app.notices.visible)
    await desk.app.tasks.settle(20)
    await scrolled(desk, 640)


async def dropping(desk: Desktop) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/chat.json")])
    enter = s.drag_enter((700, 300), Qt.DropAction.CopyAction, data)
    QGuiApplication.sendEvent(desk.window.quick, enter)


STATES = {
    "data-empty": (go, None),
    "data": (full, None),
    "data-asking": (asking, None),
    "data-trial": (trial, None),
    "data-trial-end": (trial_end, None),
    "data-table": (table, None),
    "data-importing": (importing, None),
    "data-done": (done, None),
    "data-failed": (failed, None),
    "data-card": (card, None),
    "data-cast": (cast, None),
    "data-one": (one, None),
    "data-articles": (articles, None),
    "data-findings": (findings, None),
    "data-rows": (rows, None),
    "data-editing": (editing, None),
    "data-naming": (naming, None),
    "data-searching": (searching, None),
    "data-answered": (answered, None),
    "data-dropping": (dropping, None),
}

SHOTS = [
    *((name, "light", PLAIN, 100) for name in ("data", "data-trial", "data-one", "data-rows", "data-card")),
    *((name, "dark", TINY, 100) for name in ("data", "data-trial", "data-one", "data-empty")),
    *((name, "dark", SMALL, 200) for name in ("data", "data-trial", "data-one")),
    ("data-one", "dark", WIDE, 100),
]
