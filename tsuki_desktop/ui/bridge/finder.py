"""The side bar's search: everything that was ever said, while the person types."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.models.hits import Hits, of_chat, of_hit

if TYPE_CHECKING:
    import asyncio

    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_WAIT_MS = 120
"""After the last letter: short enough to feel live, long enough not to search for every letter of a word."""
_MESSAGES = 60
_CHATS = 6


@QmlElement
class Finder(QObject):
    """One search at a time; a search that nobody waits for any more is stopped."""

    changed = Signal()

    def __init__(self, chat: Chat, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chat = chat
        self._tasks = tasks
        self._session: Session | None = None
        self._hits = Hits(self)
        self._words = ""
        self._rating = 0
        self._here = False
        self._days = 0
        self._by_model = False
        self._total = 0
        self._fresh = True
        self._task: asyncio.Task[Any] | None = None
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._start)

    def attach(self, session: Session) -> None:
        """From now on there is something to search."""
        self._session = session
        if self._words:
            self._start()

    @Property(Hits, constant=True)
    def hits(self) -> Hits:
        """What was found."""
        return self._hits

    @Property(bool, notify=changed)
    def active(self) -> bool:
        """Whether something is looked for."""
        return bool(self._words.strip())

    @Property(bool, notify=changed)
    def fresh(self) -> bool:
        """Whether what is shown belongs to what is typed."""
        return self._fresh

    @Property(int, notify=changed)
    def total(self) -> int:
        """Messages with these words, shown or not and whatever the filters; 20,001 means more."""
        return self._total

    @Property(int, notify=changed)
    def rating(self) -> int:
        """Only liked (1) or only disliked (-1) replies; 0 for all."""
        return self._rating

    @Property(bool, notify=changed)
    def here(self) -> bool:
        """Only in the open chat."""
        return self._here

    @Property(int, notify=changed)
    def days(self) -> int:
        """Only the last so many days; 0 for any time."""
        return self._days

    @Property(bool, notify=changed)
    def byModel(self) -> bool:
        """Only replies of the model that speaks now."""
        return self._by_model

    @Slot(str)
    def look(self, words: str) -> None:
        """Search for `words`, as soon as the person stops typing for a moment."""
        self._words = words
        self._again(_WAIT_MS)

    @Slot(int)
    def setRating(self, rating: int) -> None:
        """Choose among liked, disliked and all."""
        self._rating = rating
        self._again(0)

    @Slot(bool)
    def setHere(self, here: bool) -> None:
        """Choose between this chat and all."""
        self._here = here
        self._again(0)

    @Slot(int)
    def setDays(self, days: int) -> None:
        """Choose how far back to look; 0 for any time."""
        self._days = days
        self._again(0)

    @Slot(bool)
    def setByModel(self, only: bool) -> None:
        """Choose between the model that speaks now and all."""
        self._by_model = only
        self._again(0)

    def _again(self, wait_ms: int) -> None:
        if self._task:
            self._task.cancel()
        self._fresh = not self._words.strip()
        if self._fresh:
            self._timer.stop()
            self._hits.show([])
        else:
            self._timer.start(wait_ms)
        self.changed.emit()

    @Slot()
    def _start(self) -> None:
        if self._session is not None:
            self._task = self._tasks.spawn(self._search(self._session, self._words))

    async def _search(self, session: Session, words: str) -> None:
        from tsuki_desktop.store.search import EVERYWHERE, Within

        here = self._chat.open_id if self._here else None
        since = None
        if self._days:
            since = (datetime.now(UTC) - timedelta(days=self._days)).isoformat().replace("+00:00", "Z")
        model = (await session.models.current())[0] if self._by_model else None
        within = Within(conversation_id=here, rating=self._rating or None, since=since, model=model)
        narrowed = within != EVERYWHERE
        chats = [] if narrowed else await session.library.titled(words, limit=_CHATS)
        room = session.room_of(here)
        found = await room.library.search(words, within=within, limit=_MESSAGES)
        self._hits.show([*map(of_chat, chats), *map(of_hit, found.hits)])
        self._total = found.total
        self._fresh = True
        self.changed.emit()

    @Slot(int)
    def open(self, row: int) -> None:
        """Go to what was found in `row`."""
        place = self._hits.at(row)
        if place is None:
            return
        if place.message_id is None:
            self._chat.open(place.conversation_id)
        else:
            self._tasks.spawn(self._chat.show_message(place.conversation_id, place.message_id))
