"""Draw every state of the window into `pictures/`: `python -m tests.ui.pictures [STATE…]`.

Sizes, themes and text sizes are in `SHOTS`. Pictures at double scale are drawn by a second process, since
Qt reads the scale once.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from qasync import QEventLoop
from sqlite_utils import Database

from tests.ui import (
    companion_pictures,
    data_pictures,
    first_pictures,
    log_pictures,
    model_pictures,
    retrain_pictures,
)
from tests.ui import model_stage as m
from tests.ui import stage as s
from tests.ui.scenes import code, lessons, odd, seed, stiff, stopped
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend, Fault
from tsuki_desktop.errors import BackendCrashedError, DiskFullError
from tsuki_desktop.paths import Profile
from tsuki_desktop.ui.window import dress

FOLDER = Path(__file__).parents[2] / "pictures"


async def open_first(desk: Desktop) -> None:
    await s.until(lambda: desk.app.shelf.conversations.count > 0)
    rows = range(desk.app.shelf.conversations.count)
    newest = max(desk.app.shelf.conversations.at(row).id for row in rows)
    desk.app.chat.open(newest)
    await s.until(lambda: desk.app.chat.transcript.count > 0)


async def nothing(desk: Desktop) -> None:
    del desk


async def streaming(desk: Desktop) -> None:
    await open_first(desk)
    desk.app.chat.send("settings.py. thanks for not laughing")
    await s.until(lambda: desk.app.chat.state == "writing")
    await asyncio.sleep(0.35)


async def loading(desk: Desktop) -> None:
    await open_first(desk)
    desk.app.chat.send("settings.py. thanks for not laughing")
    await s.until(lambda: desk.app.chat.state == "loading")


async def failing(desk: Desktop) -> None:
    await open_first(desk)
    desk.app.chat.send("and now?")
    await s.until(lambda: desk.app.notices.visible)


async def settings(desk: Desktop) -> None:
    await s.press(desk, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)


async def settings_about(desk: Desktop) -> None:
    desk.settings.update(about_you="Kim, they/them\nTwo cats, both named Soup\nLearning Japanese")
    await settings(desk)
    await s.until(lambda: any(item.property("longest") == 600 for item in s.all_items(desk)))
    area = s.find(desk, lambda item: item.property("longest") == 600)
    area.forceActiveFocus(Qt.FocusReason.TabFocusReason)


async def settings_end(desk: Desktop) -> None:
    await settings(desk)
    await asyncio.sleep(0.1)
    view = s.find(desk, lambda item: item.objectName() == "settings")
    view.setProperty("contentY", view.property("contentHeight") - view.height())


async def helping(desk: Desktop) -> None:
    await s.press(desk, Qt.Key.Key_F1)


async def editing(desk: Desktop) -> None:
    await open_first(desk)
    await keyboard(desk)
    await s.press(desk, Qt.Key.Key_E)


async def removing(desk: Desktop) -> None:
    await open_first(desk)
    desk.app.shelf.remove(desk.app.shelf.conversations.at(1).id)
    await s.until(lambda: desk.app.notices.visible)


async def keyboard(desk: Desktop) -> None:
    await open_first(desk)
    view = s.find(desk, lambda item: item.objectName() == "transcript")
    view.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.press(desk, Qt.Key.Key_Up)


async def tabbing(desk: Desktop) -> None:
    await open_first(desk)
    for _ in range(3):
        await s.press(desk, Qt.Key.Key_Tab)


async def side(desk: Desktop) -> None:
    await open_first(desk)
    await s.press(desk, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)


async def link(desk: Desktop) -> None:
    await open_first(desk)
    sheet = desk.window.quick.findChild(object, "linkSheet")
    del sheet


async def writing(desk: Desktop) -> None:
    await open_first(desk)
    box = s.find(desk, lambda item: item.objectName() == "composer")
    box.setProperty(
        "text", "\n".join(f"Line {number} of something long that I have to say" for number in range(11))
    )


async def renaming(desk: Desktop) -> None:
    await open_first(desk)
    await s.press(desk, Qt.Key.Key_F2)


async def lesson(desk: Desktop) -> None:
    await open_first(desk)
    await s.press(desk, Qt.Key.Key_Backtab)
    view = s.find(desk, lambda item: item.objectName() == "transcript")
    view.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.press(desk, "-")
    await s.until(lambda: desk.app.lesson.messageId)
    desk.app.lesson.toggle("not-her")
    await desk.app.tasks.settle()


async def praise(desk: Desktop) -> None:
    await open_first(desk)
    view = s.find(desk, lambda item: item.objectName() == "transcript")
    view.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.press(desk, "T")
    await desk.app.tasks.settle()


async def mood(desk: Desktop) -> None:
    await open_first(desk)
    view = s.find(desk, lambda item: item.objectName() == "transcript")
    view.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.press(desk, "M")


async def teach(desk: Desktop) -> None:
    await open_first(desk)
    await go_teach(desk)


async def go_teach(desk: Desktop) -> None:
    await s.press(desk, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    await s.until(lambda: desk.app.teach.loaded)
    await desk.app.tasks.settle()


async def teach_end(desk: Desktop) -> None:
    await teach(desk)
    desk.app.teach.remove(desk.app.teach.examples[1]["messageId"])
    await asyncio.sleep(0.2)
    view = s.find(desk, lambda item: item.objectName() == "teach")
    view.setProperty("contentY", view.property("contentHeight") - view.height())


async def exported(desk: Desktop) -> None:
    await teach(desk)
    await s.click(desk, s.labelled(desk, "Export"))
    await s.until(lambda: desk.app.exports.lastWords)


async def exporting(desk: Desktop) -> None:
    await teach(desk)
    desk.app.exports._enter("writing")  # a real one of this size is over before it can be drawn
    desk.app.exports._on_rows(40960)


async def options(desk: Desktop) -> None:
    await teach(desk)
    await s.click(desk, s.labelled(desk, "Options…"))
    await asyncio.sleep(0.2)
    await desk.app.tasks.settle()


async def exported_private(desk: Desktop) -> None:
    await teach(desk)
    await s.click(desk, s.labelled(desk, "Export"))
    await s.until(lambda: desk.app.exports.findings)
    await desk.app.tasks.settle()


async def export_failing(desk: Desktop) -> None:
    await teach(desk)
    desk.app.tasks._on_error(DiskFullError("The disk is full.", "Make some room, then export again."))


Act = Callable[[Desktop], Awaitable[None]]

STATES: dict[str, tuple[Act, Callable[[Database], object] | None]] = {
    "welcome": (nothing, seed),
    "empty": (nothing, None),
    "no-model": (nothing, None),
    "chat": (open_first, seed),
    "code": (open_first, code),
    "odd": (open_first, odd),
    "stopped": (open_first, stopped),
    "streaming": (streaming, seed),
    "loading": (loading, seed),
    "failing": (failing, seed),
    "settings": (settings, seed),
    "settings-about": (settings_about, seed),
    "settings-end": (settings_end, seed),
    "help": (helping, seed),
    "editing": (editing, seed),
    "removing": (removing, seed),
    "keyboard": (keyboard, seed),
    "tabbing": (tabbing, seed),
    "side": (side, seed),
    "writing": (writing, seed),
    "renaming": (renaming, seed),
    **{name: (act, seed) for name, act in log_pictures.NAMES.items()},
    **model_pictures.STATES,
    **data_pictures.STATES,
    **retrain_pictures.STATES,
    **first_pictures.STATES,
    **{name: (act, seed) for name, act in companion_pictures.STATES.items()},
    "lesson": (lesson, stiff),
    "praise": (praise, seed),
    "mood": (mood, seed),
    "teach": (teach, lessons),
    "teach-empty": (go_teach, None),
    "teach-full": (teach, lambda db: lessons(db, 420)),
    "teach-end": (teach_end, lessons),
    "exported": (exported, lessons),
    "exporting": (exporting, lessons),
    "export-options": (options, lambda db: lessons(db, private=True)),
    "export-private": (exported_private, lambda db: lessons(db, private=True)),
    "export-failing": (export_failing, lessons),
}

PLAIN, SMALL, WIDE, TINY, HUGE = (1180, 760), (900, 600), (1600, 1000), (640, 700), (3840, 2160)

# state, theme, size, text size in percent
SHOTS = [
    *((name, "dark", PLAIN, 100) for name in STATES),
    *(
        (name, "light", PLAIN, 100)
        for name in (
            "welcome",
            "chat",
            "code",
            "no-model",
            "settings",
            "settings-about",
            "failing",
            "help",
            *log_pictures.NAMES,
        )
    ),
    *(
        (name, "dark", SMALL, 100)
        for name in ("welcome", "chat", "code", "no-model", "failing", "settings", "help")
    ),
    *((name, "dark", TINY, 100) for name in ("welcome", "chat", "side", "settings", "failing")),
    *((name, "dark", WIDE, 100) for name in ("welcome", "chat", "code")),
    *(
        (name, theme, SMALL, 200)
        for name in ("welcome", "chat", "settings", "no-model")
        for theme in ("dark", "light")
    ),
    *(
        (name, theme, size, 100)
        for name in ("lesson", "teach", "teach-empty", "export-options")
        for theme, size in (("light", PLAIN), ("dark", SMALL), ("light", TINY))
    ),
    ("teach", "dark", WIDE, 100),
    ("teach", "dark", SMALL, 200),
    ("lesson", "dark", SMALL, 200),
    *model_pictures.SHOTS,
    *data_pictures.SHOTS,
    *retrain_pictures.SHOTS,
    *first_pictures.SHOTS,
    *companion_pictures.SHOTS,
    ("chat", "dark", WIDE, 150),
    ("chat", "light", HUGE, 100),
]
DOUBLE = [
    ("welcome", "dark", PLAIN, 100),
    ("chat", "light", SMALL, 100),
    ("code", "dark", PLAIN, 100),
    ("settings", "dark", PLAIN, 100),
]


def backend_of(name: str) -> EchoBackend:
    script = [
        (
            "Laughing? At you? Never. I laughed *near* you, that's different. Next time you'll show me the "
            "file before the third hour, right? Promise it. Out loud, so that the whole sky can hear."
        )
    ]
    if name == "failing":
        crash = BackendCrashedError(
            "The model stopped in the middle of its reply.",
            "Send again; if it happens twice, try a smaller one.",
        )
        return EchoBackend(script, tokens_per_s=None, faults=[Fault(after=5, error=crash)])
    return EchoBackend(script, tokens_per_s=40, load_s=8 if name == "loading" else 0)


@asynccontextmanager
async def scene(name: str, lines: str = "") -> AsyncGenerator[Desktop]:
    """The window in the state `name`; `lines` of settings on top."""
    act, fill = STATES[name]
    first = name in first_pictures.STATES
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder))
        if name == "no-model":
            profile.create()
            profile.settings.write_text("motion = false\n" + lines)
        backends = {} if name == "no-model" else None
        async with AsyncExitStack() as stack:
            stack.enter_context(patch.dict(os.environ))  # what a state sets there goes with it
            if name in model_pictures.STATES:
                server = stack.enter_context(m.full_ollama(token_s=0.05))
                backends = m.staged(profile, name, server.url, lines)
            if first:
                backends = first_pictures.staged(profile, name, stack, lines)
            if name in retrain_pictures.STATES:
                retrain_pictures.prepare(profile, name, lines)
            desk = await stack.enter_async_context(
                s.stage(
                    profile, backend_of(name), settings=lines, seed=fill, backends=backends, met=not first
                )
            )
            await act(desk)
            yield desk
            if name in {"streaming", "loading"}:
                desk.app.chat.stop()


async def shoot(name: str, theme: str, size: tuple[int, int], percent: int, scale: int) -> None:
    width, height = size
    lines = f'theme = "{theme}"\ntext_size = {percent}\nwindow_width = {width}\nwindow_height = {height}\n'
    async with scene(name, lines) as desk:
        await asyncio.sleep(0.3)
        path = FOLDER / f"{name}-{theme}-{width}x{height}-{percent}-{scale}x.png"
        companion_pictures.window_of(desk).grabWindow().save(str(path))


async def main(wanted: list[str]) -> None:
    scale = int(float(os.environ.get("QT_SCALE_FACTOR", "1")))
    FOLDER.mkdir(exist_ok=True)
    for shot in DOUBLE if scale == 2 else SHOTS:
        if not wanted or shot[0] in wanted:
            await shoot(*shot, scale)


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    dress(application)
    with QEventLoop(application) as loop:
        loop.run_until_complete(main(sys.argv[1:]))
    if "QT_SCALE_FACTOR" not in os.environ:
        command = [sys.executable, "-m", "tests.ui.pictures", *sys.argv[1:]]
        subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True)
