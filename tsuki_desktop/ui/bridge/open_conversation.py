"""The open conversation as QML shows it: its path, its draft, and what a reply is at."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtQml import QmlElement

from tsuki_desktop.domain.chat import Role
from tsuki_desktop.ui.models.transcript import PAGE, Transcript, around

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine, Sequence

    from tsuki_desktop.domain.chat import Message
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.live import Live
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_CLOCK_MS = 200
_DRAFT_SAVE_MS = 700


@QmlElement
class OpenConversation(QObject):
    """One conversation at a time; what is said in it is `Chat`'s, which stands on this."""

    conversationChanged = Signal()
    draftChanged = Signal()
    stateChanged = Signal()
    faceChanged = Signal()
    greetingChanged = Signal()
    sought = Signal(int)
    """A message was asked for: the view goes to its row."""
    said = Signal()
    """The person's words went in: the view goes to the end."""
    told = Signal(str)
    """Words for a screen reader to say."""
    listChanged = Signal()
    """The order or the titles of the conversations changed."""
    titled = Signal(int, str)
    writingChanged = Signal(int, bool)

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._transcript = Transcript(self._fetch, self)
        self._conversation_id: int | None = None
        self._title = ""
        self._draft = ""
        self._new_draft = ""
        self._kept_draft = ""
        """What the log holds of the shown draft."""
        self._emotion = "calm"
        self._greeting = ""
        self._speed = 0.0
        self._visit = 0
        self._lives: list[Live] = []
        self._flush: asyncio.TimerHandle | None = None
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._clock.timeout.connect(self.stateChanged)
        self._saver = QTimer(self, interval=_DRAFT_SAVE_MS, singleShot=True)
        self._saver.timeout.connect(self._save_draft)

    def attach(self, session: Session, new_draft: str = "") -> None:
        """From now on things can be said; `new_draft` was written before and not sent."""
        self._session = session
        self._new_draft = new_draft
        self.conversationChanged.emit()
        self.stateChanged.emit()

    @Slot()
    def greet(self) -> None:
        """Say hello by what time it is now, and by what happened last."""
        self._tasks.spawn(self.renew_greeting())

    async def renew_greeting(self) -> None:
        """As `greet`; the new words are there when it returns."""
        if self._session is None:
            return
        now = datetime.now().astimezone()
        greeting = await self._session.library.greeting(self._session.voice.persona, now)
        if greeting != self._greeting:
            self._greeting = greeting
            self.greetingChanged.emit()

    def detach(self) -> None:
        """The log is about to be closed: nothing is read or written until `attach`."""
        self._session = None
        self._saver.stop()
        self._visit += 1
        self._transcript.show([], [])
        self._set_conversation(None, "", self._draft)

    # What is shown

    @Property(Transcript, constant=True)
    def transcript(self) -> Transcript:
        """The messages."""
        return self._transcript

    @Property(int, notify=conversationChanged)
    def conversationId(self) -> int:
        """Which one is open; 0 for one that is not begun."""
        return self._conversation_id or 0

    @Property(bool, notify=conversationChanged)
    def isPrivate(self) -> bool:
        """Whether nothing of the open one is written down."""
        return self._session is not None and self._session.room_of(self._conversation_id) is not self._session

    @Property(str, notify=conversationChanged)
    def title(self) -> str:
        """Its title; empty until it has one."""
        return self._title

    @Property(str, notify=greetingChanged)
    def greeting(self) -> str:
        """What Tsuki says in an empty conversation."""
        return self._greeting

    @Property(str, notify=draftChanged)
    def draft(self) -> str:
        """What stands in the composer."""
        return self._draft

    @Property(str, notify=faceChanged)
    def emotion(self) -> str:
        """The mood of her last reply."""
        return self._emotion

    @property
    def _live(self) -> Live | None:
        return next((one for one in self._lives if one.conversation_id == self._conversation_id), None)

    @Property(str, notify=stateChanged)
    def state(self) -> str:
        """`idle`, or what a running reply is at (see `Live.state`)."""
        return self._live.state if self._live else "idle"

    @Property(float, notify=stateChanged)
    def seconds(self) -> float:
        """How long the state lasts."""
        return self._live.seconds if self._live else 0.0

    @Property(int, notify=stateChanged)
    def done(self) -> int:
        """Prompt tokens read, or hundredths loaded."""
        return self._live.done if self._live else 0

    @Property(int, notify=stateChanged)
    def total(self) -> int:
        """Of how many; 0 where it is not known."""
        return self._live.total if self._live else 0

    @Property(float, notify=stateChanged)
    def speed(self) -> float:
        """Tokens a second of the running, else the last reply; 0 where it is not known."""
        return self._live.speed if self._live else self._speed

    def _read_aloud(self, words: Callable[[], str]) -> None:
        """Have words read aloud, where somebody listens to the window."""
        if QAccessible.isActive():
            self.told.emit(words())

    @property
    def speaking(self) -> bool:
        """Whether a reply is being said in the open conversation."""
        return self._live is not None

    @property
    def written(self) -> str:
        """What stands in the composer."""
        return self._draft

    @property
    def open_id(self) -> int | None:
        """The open conversation; None for one that is not begun."""
        return self._conversation_id

    @Slot(int, result=int)
    def messageAt(self, row: int) -> int:
        """The message in a row; 0 where there is none."""
        return next(iter(self._transcript.ids(row, row)), 0) if row >= 0 else 0

    @property
    def leaf(self) -> int | None:
        """The last message of the shown path."""
        return next(iter(self._transcript.ids(-1, -1)), None)

    # Moving between conversations

    @Slot(int)
    def open(self, conversation_id: int) -> None:
        """Show a conversation."""
        if conversation_id != self._conversation_id:
            self._tasks.spawn(self.show_conversation(conversation_id))

    @Slot()
    def startNew(self) -> None:
        """Show an empty conversation; it is kept once something was said in it."""
        self._save_draft()
        self._visit += 1
        self._transcript.show([], [])
        self._set_conversation(None, "", self._new_draft)
        self._note_last(None)
        self.greet()

    def forget_open(self) -> None:
        """Show an empty conversation; what stood in the composer goes with the one that is gone."""
        self._conversation_id = None
        self._draft = self._kept_draft = self._new_draft
        self.startNew()

    def bring_new_draft(self) -> None:
        """Show the draft of the last time in the empty conversation, before what was typed since."""
        if self._conversation_id is None:
            self._kept_draft = self._new_draft
            if not self._draft.startswith(self._new_draft):
                self._draft = f"{self._new_draft} {self._draft}".rstrip()
            self._saver.start()
            self.draftChanged.emit()

    async def show_message(self, conversation_id: int, message_id: int) -> None:
        """Show the conversation at this message, on the branch that it lies on."""
        if self._session is None:
            return
        library = self._session.room_of(conversation_id).library
        on_path = any(step.message_id == message_id for step in await library.path(conversation_id))
        if not on_path and not any(one.conversation_id == conversation_id for one in self._lives):
            await library.select_variant(message_id)
        if on_path and conversation_id == self._conversation_id and self._transcript.row(message_id) >= 0:
            around = self._transcript.around(message_id)
            self._transcript.fill(await library.messages(around))
        else:
            await self.show_conversation(conversation_id, at=message_id)
        row = self._transcript.row(message_id)
        if row >= 0:
            self.sought.emit(row)

    async def show_conversation(
        self, conversation_id: int, *, bring_draft: bool = False, at: int | None = None
    ) -> None:
        """Read the path and its last page, then show both at once; what is around message `at` comes along.

        `bring_draft` puts what stands in the composer behind the conversation's own draft: it was typed while
        the program started.
        """
        if self._session is None:
            return
        if not bring_draft:
            self._save_draft()
        self._visit += 1
        visit = self._visit
        library = self._session.room_of(conversation_id).library
        conversation = await library.get(conversation_id)
        steps = await library.path(conversation_id)
        ids = [step.message_id for step in steps]
        messages = await library.messages(sorted({*ids[-PAGE:], *around(ids, at)}))
        if visit != self._visit:
            return
        self._transcript.show(steps, messages)
        draft = conversation.draft
        if bring_draft and self._draft:
            draft = f"{draft} {self._draft}".lstrip()
            self._saver.start()
        self._set_conversation(conversation_id, conversation.title, draft)
        self._kept_draft = conversation.draft
        live = self._live
        if live and live.message:
            self._transcript.put(live.message)
            self._flush_now()
        self._note_last(messages[-1] if messages else None)
        self._see_from_stats(messages)

    def _set_conversation(self, conversation_id: int | None, title: str, draft: str) -> None:
        self._conversation_id = conversation_id
        self._title = title
        self._draft = self._kept_draft = draft
        self.conversationChanged.emit()
        self.draftChanged.emit()
        self._tick()

    def _see_from_stats(self, messages: Sequence[Message]) -> None:
        last = next((one for one in reversed(messages) if one.role is Role.ASSISTANT), None)
        dropped = last.stats.dropped_turns if last else 0
        ids = self._transcript.ids(dropped, dropped) if dropped else []
        self._transcript.see_from(ids[0] if ids else None)

    def _note_last(self, message: Message | None) -> None:
        """Take her face and the speed from the last message."""
        reply = message if message and message.role is Role.ASSISTANT else None
        self._speed = (reply.stats.tokens_per_s or 0.0) if reply else 0.0
        if reply or message is None:
            self._emotion = str(reply.emotion or "calm") if reply else "calm"
            self.faceChanged.emit()
        self.stateChanged.emit()

    def _fetch(self, ids: Sequence[int]) -> None:
        self._tasks.spawn(self._load(list(ids), self._visit))

    async def _load(self, ids: list[int], visit: int) -> None:
        if self._session is None:
            return
        messages = await self._session.room_of(ids[0]).library.messages(ids)
        if visit == self._visit:
            self._transcript.fill(messages)

    # The composer

    @Slot(str)
    def keepDraft(self, text: str) -> None:
        """Remember what stands in the composer, soon."""
        if text != self._draft:
            self._draft = text
            self._saver.start()

    async def keep_draft_now(self) -> None:
        """Save the draft and wait until it is written."""
        job = self._unsaved_draft()
        if job is not None:
            await job

    @Slot()
    def _save_draft(self) -> None:
        job = self._unsaved_draft()
        if job is not None:
            self._tasks.spawn(job)

    def _unsaved_draft(self) -> Coroutine[Any, Any, None] | None:
        """What writes the draft down, where the log holds another one."""
        self._saver.stop()
        number, text = self._conversation_id, self._draft
        if number is None:
            self._new_draft = text
        if self._session is None or text == self._kept_draft:
            return None
        room = self._session.room_of(number)
        if room.log.read_only:
            return None
        self._kept_draft = text
        return room.library.set_draft(number, text)

    def _drop_kept_draft(self) -> None:
        """What was a draft is said now."""
        number = self._conversation_id
        if number is None:
            self._new_draft = ""
        if self._kept_draft and self._session is not None:
            self._tasks.spawn(self._session.room_of(number).library.set_draft(number, ""))
        self._kept_draft = ""

    # The running reply

    _flush_cost = 0

    def _flush_now(self) -> None:
        if self._flush:
            self._flush.cancel()
            self._flush = None
        live = self._live
        if live and live.message:
            self._flush_cost = self._transcript.stream(live.message.id, live.text, live.thought)

    def _tick(self) -> None:
        """Let the clock run only while something is going on."""
        if self._live:
            self._clock.start()
        else:
            self._clock.stop()
        self.stateChanged.emit()
