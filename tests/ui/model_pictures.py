"""What `pictures.py` draws of the Models page and of the chat with the starter alone."""

import asyncio

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from tests.ui import stage as s
from tsuki_desktop.app import Desktop

PLAIN, SMALL, WIDE, TINY = (1180, 760), (900, 600), (1600, 1000), (640, 700)


async def starter(desk: Desktop) -> None:
    await s.until(lambda: desk.app.starterOnly)


async def models(desk: Desktop) -> None:
    await s.press(desk, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    await s.until(lambda: desk.app.models.known and not desk.app.models.looking, seconds=60)
    await desk.app.tasks.settle(10)


async def models_scrolled(desk: Desktop) -> None:
    view = s.find(desk, lambda item: item.objectName() == "models")
    view.setProperty("contentY", max(0.0, view.property("contentHeight") - view.height()))


async def models_end(desk: Desktop) -> None:
    await models(desk)
    await asyncio.sleep(0.1)
    await models_scrolled(desk)


async def models_fetching(desk: Desktop) -> None:
    await models(desk)
    fetching = desk.app.models.fetching
    fetching.fetchOther("nosuchmodel")
    fetching.fetch("Gemma 3 4B", "ollama")
    one = fetching.offers.find("Gemma 3 4B")
    await s.until(lambda: one.speed > 0 and one.done > 20_000)
    await asyncio.sleep(0.1)
    await models_scrolled(desk)


async def models_details(desk: Desktop) -> None:
    await models(desk)
    row = s.labelled(desk, "qwen3:8b")
    row.detailsAsked.emit()
    await s.until(lambda: desk.app.models.details)


async def models_delete(desk: Desktop) -> None:
    await models(desk)
    row = s.labelled(desk, "qwen3:8b")
    row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.press(desk, Qt.Key.Key_Delete)


async def models_menu(desk: Desktop) -> None:
    await models(desk)
    row = s.labelled(desk, "qwen3:8b")
    row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.press(desk, Qt.Key.Key_Menu)


async def models_drop(desk: Desktop) -> None:
    await models(desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/moon.gguf")])
    enter = s.drag_enter((700, 300), Qt.DropAction.LinkAction, data)
    QGuiApplication.sendEvent(desk.window.quick, enter)


async def making(desk: Desktop, words: str) -> None:
    await models(desk)
    button = s.find(desk, lambda item: item.property("text") == words and item.property("down") is not None)
    button.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.press(desk, Qt.Key.Key_Space)


async def models_make(desk: Desktop) -> None:
    await making(desk, "Make Tsuki in Ollama…")


async def models_making(desk: Desktop) -> None:
    await models_make(desk)
    page = desk.app.models.making
    page._enter("making")  # a real one of this size is over before it can be drawn
    page._status, page._done, page._total = "copying moon.gguf", 1_400_000_000, 4_900_000_000
    page.changed.emit()


async def models_make_failed(desk: Desktop) -> None:
    await models_make(desk)
    desk.app.models.making.make("my moon", "ollama:qwen3:8b", True)
    await s.until(lambda: desk.app.models.making.state == "failed")


async def modelfile(desk: Desktop) -> None:
    await making(desk, "Export a Modelfile…")


async def models_discard(desk: Desktop) -> None:
    await models(desk)
    fetching = desk.app.models.fetching
    one = next(row for row in fetching.offers.rows if "llama.cpp" in row.wanted)
    one.state, one.source, one.done, one.total = "paused", "llama.cpp", 1_200_000_000, one.download_bytes
    fetching.offers.touch(one)
    row = s.find(desk, lambda item: item.property("text") == f"What to do with {one.name}")
    row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.press(desk, Qt.Key.Key_Space)


STATES = {
    "models": (models, None),
    "models-end": (models_end, None),
    "models-fetching": (models_fetching, None),
    "models-details": (models_details, None),
    "models-delete": (models_delete, None),
    "models-menu": (models_menu, None),
    "models-drop": (models_drop, None),
    "models-make": (models_make, None),
    "models-making": (models_making, None),
    "models-make-failed": (models_make_failed, None),
    "models-modelfile": (modelfile, None),
    "models-discard": (models_discard, None),
    "models-empty": (models, None),
    "models-starter": (models, None),
    "starter": (starter, None),
}

SHOTS = [
    *((name, "light", PLAIN, 100) for name in ("models", "models-fetching", "models-empty", "starter")),
    *((name, "light", PLAIN, 100) for name in ("models-make", "models-end")),
    ("models-make", "dark", SMALL, 200),
    ("models-making", "light", TINY, 100),
    *((name, "dark", SMALL, 100) for name in ("models", "models-end", "models-empty", "starter")),
    *((name, "dark", TINY, 100) for name in ("models", "models-fetching", "starter")),
    *((name, "dark", WIDE, 100) for name in ("models", "models-fetching")),
    *((name, "light", SMALL, 200) for name in ("models", "models-fetching")),
]
