"""A real window on a real profile, for tests and pictures."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, qVersion
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from sqlite_utils import Database

from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.domain.chat import Finish, Rating, ReplyStats, Role, Status
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import conversations, messages, ratings


async def until(condition: Callable[[], object], what: str = "it", seconds: float = 15.0) -> None:
    """Wait until `condition` holds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not condition():
        assert loop.time() < end, f"{what} did not happen within {seconds} s"
        await asyncio.sleep(0.01)


def meet(profile: Profile) -> None:
    """Mark the first run as seen: a fresh profile would begin with it."""
    written = profile.settings.read_text("utf-8")
    if "first_run_seen" not in written:
        profile.settings.write_text("first_run_seen = true\n" + written, "utf-8")


@asynccontextmanager
async def stage(
    profile: Profile,
    echo: EchoBackend | None = None,
    *,
    settings: str = "",
    seed: Callable[[Database], object] | None = None,
    backends: dict | None = None,
    own: bool = False,
    met: bool = True,
) -> AsyncGenerator[Desktop]:
    """Open the window on `profile`; `seed` fills the log first, `met` says that Tsuki introduced herself.

    `own` lets it have its own backends, as the program has.
    """
    profile.create()
    if not profile.settings.exists():
        profile.settings.write_text('model = "echo:echo"\nmotion = false\n' + settings)
    if met:
        meet(profile)
    if seed:
        from tsuki_desktop.store.database import ChatLog

        log = await ChatLog.open(profile.database)
        await log.run(seed)
        await log.close()
    usable = asyncio.Event()
    backend = echo or EchoBackend(tokens_per_s=None)
    makers = {"echo": lambda: backend} if backends is None else backends
    desk = Desktop(profile, backends=None if own else makers, on_usable=lambda _desk: usable.set())
    running = asyncio.ensure_future(desk.run())
    waiting = asyncio.ensure_future(usable.wait())
    await asyncio.wait([running, waiting], timeout=20, return_when="FIRST_COMPLETED")
    waiting.cancel()
    if running.done():
        await running
    assert usable.is_set(), "the window did not become usable"
    await desk.app.tasks.settle()
    try:
        yield desk
    finally:
        desk.quit()
        await asyncio.wait_for(running, 20)


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    """Every visible item below `root`, as drawn: `findChild` does not see delegates."""
    for child in root.childItems():
        if child.isVisible():
            yield child
            yield from items(child)


def all_items(desk: Desktop) -> list[QQuickItem]:
    return list(items(desk.window.quick.contentItem()))


def find(desk: Desktop, test: Callable[[QQuickItem], object]) -> QQuickItem:
    found = [item for item in all_items(desk) if test(item)]
    assert found, "no such item"
    return found[0]


def labelled(desk: Desktop, words: str) -> QQuickItem:
    """The button or tab with these words."""
    return find(desk, lambda item: item.property("text") == words and item.property("down") is not None)


def texts(desk: Desktop) -> list[str]:
    return [str(item.property("text")) for item in all_items(desk) if item.property("text")]


async def outside(act: Callable[[], object]) -> None:
    """Do what handles Qt's events by itself outside of any task: inside of one, no other task could go on."""
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def do() -> None:
        try:
            act()
        finally:
            done.set_result(None)

    loop.call_soon(do)
    await done


def drag_enter(at: tuple[int, int], action: Qt.DropAction, data: QMimeData) -> QDragEnterEvent:
    """Something comes over the window; Qt 6.12 wants the place as a QPointF, which Qt 6.11 does not take."""
    place = QPointF(*at) if tuple(map(int, qVersion().split(".")[:2])) >= (6, 12) else QPoint(*at)
    return QDragEnterEvent(place, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


async def click(desk: Desktop, item: QQuickItem, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    await asyncio.sleep(0.1)  # a frame, so that everything lies where it is drawn
    spot = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
    place = QPoint(round(spot.x()), round(spot.y()))
    none = Qt.KeyboardModifier.NoModifier
    await outside(lambda: QTest.mouseClick(desk.window.quick, button, none, place))


async def press(
    desk: Desktop, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    await outside(lambda: QTest.keyClick(desk.window.quick, key, modifier))


async def type_words(desk: Desktop, words: str) -> None:
    for letter in words:
        await press(desk, letter)


def say(
    db: Database,
    conversation_id: int,
    parent: int | None,
    words: str,
) -> int:
    return messages.add_user(db, conversation_id, parent, words).id


def answer(
    db: Database,
    conversation_id: int,
    parent: int | None,
    words: str,
    emotion: Emotion = Emotion.PLAYFUL,
    *,
    rating: int = 0,
    dropped: int = 0,
    reason: Finish = Finish.STOP,
    status: Status = Status.COMPLETE,
) -> int:
    row = messages.add_reply(
        db, conversation_id, parent, backend="echo", model="echo:echo", persona_version="1", sampling=None
    )
    stats = ReplyStats(120, 40, 0.2, 31.4, dropped)
    messages.finish(
        db, row.id, text=words, thought="", status=status, reason=reason, emotion=emotion, stats=stats
    )
    if rating:
        ratings.rate(db, row.id, Rating(rating))
    return row.id


def long_conversation(db: Database, turns: int) -> int:
    """A conversation with `turns` messages, quickly."""
    conversation = conversations.create(db, title="A very long one")
    parent = None
    for number in range(turns):
        role = Role.ASSISTANT if number % 2 else Role.USER
        words = f"Message number {number} with **some** words in it."
        parent = messages.add_complete(db, conversation.id, parent, role, words).id
    return conversation.id
