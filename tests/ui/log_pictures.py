"""States of the window around the chat log: search, deleting everywhere, recovery, reading only."""

from PySide6.QtCore import Qt

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.errors import ReadOnlyError
from tsuki_desktop.services import keeping

CONTROL = Qt.KeyboardModifier.ControlModifier


async def _open_newest(desk: Desktop) -> None:
    shelf = desk.app.shelf.conversations
    await s.until(lambda: shelf.count > 0)
    desk.app.chat.open(max(shelf.at(row).id for row in range(shelf.count)))
    await s.until(lambda: desk.app.chat.transcript.count > 0)


async def _look_for(desk: Desktop, words: str) -> None:
    await _open_newest(desk)
    await s.press(desk, Qt.Key.Key_K, CONTROL)
    await s.type_words(desk, words)
    await s.until(lambda: desk.app.finder.fresh)


async def search(desk: Desktop) -> None:
    await _look_for(desk, "hey")
    await s.press(desk, Qt.Key.Key_Down)


async def found(desk: Desktop) -> None:
    await _look_for(desk, "three hours")
    desk.app.finder.open(0)
    await s.until(lambda: any(item.property("lit") is True for item in s.all_items(desk)))


async def search_nothing(desk: Desktop) -> None:
    await _look_for(desk, "xylophone")


async def chat_menu(desk: Desktop) -> None:
    await _open_newest(desk)
    row = s.find(desk, lambda item: item.property("shownTitle") == "Ramen, obviously")
    await s.click(desk, row, Qt.MouseButton.RightButton)


async def farewell(desk: Desktop) -> None:
    await _open_newest(desk)
    keeping.back_up(desk.session.profile)
    desk.app.farewell.ask(desk.app.chat.open_id)
    await s.until(lambda: desk.app.farewell.looked)


async def recovery(desk: Desktop) -> None:
    await _open_newest(desk)
    keeping.back_up(desk.session.profile)
    desk.app.recovery.begin(can_wait=True)
    await s.until(lambda: desk.app.recovery.backupTime)


async def read_only(desk: Desktop) -> None:
    await _open_newest(desk)
    await desk.app.tasks.settle()
    desk.session.log.why_read_only = ReadOnlyError(
        "This chat log comes from a newer version of Tsuki.",
        "You can read everything. To chat, update Tsuki.",
    )
    desk.app.readyChanged.emit()


async def private(desk: Desktop) -> None:
    await _open_newest(desk)
    await s.press(desk, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    await s.until(lambda: desk.app.chat.isPrivate)


async def private_chat(desk: Desktop) -> None:
    await private(desk)
    desk.app.chat.send("i never told anybody this")
    await s.until(lambda: desk.app.chat.transcript.count == 2 and desk.app.chat.state == "idle")


async def private_end(desk: Desktop) -> None:
    await private_chat(desk)
    desk.app.privateChat.close()


NAMES = {
    "private": private,
    "private-chat": private_chat,
    "private-end": private_end,
    "search": search,
    "found": found,
    "search-nothing": search_nothing,
    "chat-menu": chat_menu,
    "farewell": farewell,
    "recovery": recovery,
    "read-only": read_only,
}
