"""What `pictures.py` draws of the first run."""

from contextlib import AsyncExitStack

from PySide6.QtCore import Qt

from tests.ui import model_stage as m
from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.paths import Profile

PLAIN, SMALL, WIDE, TINY = (1180, 760), (900, 600), (1600, 1000), (640, 700)


async def hello(desk: Desktop) -> None:
    await s.until(lambda: "All right" in s.texts(desk))


async def voice(desk: Desktop) -> None:
    await hello(desk)
    desk.app.firstRun.forward()
    await s.until(lambda: desk.app.models.known and not desk.app.models.looking, seconds=60)
    await desk.app.tasks.settle(10)


async def voice_chosen(desk: Desktop) -> None:
    await voice(desk)
    await s.press(desk, Qt.Key.Key_Tab)
    for _ in range(5):
        await s.press(desk, Qt.Key.Key_Tab)


async def you(desk: Desktop) -> None:
    await hello(desk)
    desk.app.firstRun.forward()
    desk.app.firstRun.forward()


async def you_told(desk: Desktop) -> None:
    await you(desk)
    await s.until(lambda: desk.window.quick.activeFocusItem().property("maximumLength") == 60)
    await s.type_words(desk, "Aki")
    await s.press(desk, Qt.Key.Key_Return)
    await s.type_words(desk, "they/them")
    await s.press(desk, Qt.Key.Key_Return)
    await s.type_words(desk, "Night owl, two cats")


STATES = {
    "first-hello": (hello, None),
    "first-voice": (voice, None),
    "first-voice-starter": (voice, None),
    "first-voice-none": (voice, None),
    "first-voice-keyboard": (voice_chosen, None),
    "first-you": (you, None),
    "first-you-told": (you_told, None),
}

SHOTS = [
    (name, theme, size, percent)
    for name in STATES
    for theme, size, percent in (
        ("light", PLAIN, 100),
        ("dark", SMALL, 100),
        ("dark", SMALL, 200),
        ("light", SMALL, 200),
        ("dark", TINY, 100),
        ("dark", WIDE, 100),
    )
]


def staged(profile: Profile, name: str, stack: AsyncExitStack, settings: str) -> dict:
    """The backends that a state needs: everything, the starter alone, or nothing at all."""
    server = stack.enter_context(m.full_ollama())
    profile.create()
    alone = name in {"first-voice-starter", "first-voice-none"}
    makers = m.backends(profile, m.NOBODY if alone else server.url)
    if name == "first-voice-none":
        makers.pop("llama.cpp")
    profile.settings.write_text("motion = false\n" + settings)
    return makers
