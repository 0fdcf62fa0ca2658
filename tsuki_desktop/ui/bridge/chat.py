"""The open conversation: what QML shows of it and what the person can do in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QTextDocumentFragment
from PySide6.QtQml import QmlElement

from tsuki_desktop.domain.chat import Role
from tsuki_desktop.domain.events import ReplyEnded, ReplyStarted, Thought, TitleChanged, Token, UserTurnSaved
from tsuki_desktop.ui import markup
from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.live import Live
from tsuki_desktop.ui.models.transcript import PAGE, Transcript, around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.domain.chat import Message
    from tsuki_desktop.domain.events import ChatEvent
    from tsuki_desktop.services.reply import Reply
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

FLUSH_S = 1 / 30
"""Streamed text reaches the window at most this often."""

SLOWER_PER_CHARACTER_S = FLUSH_S / 2000
"""Added for each character that a flush lays out again, so that long blocks do not eat the processor."""

_CLOCK_MS = 200
_DRAFT_SAVE_MS = 700


@QmlElement
class Chat(QObject):
    """One conversation at a time; replies of other ones go on in the background."""

    conversationChanged = Signal()
    draftChanged = Signal()
    stateChanged = Signal()
    faceChanged = Signal()
    sought = Signal(int)
    """A message was asked for: the view goes to its row."""
    said = Signal()
    """The person's words went in: the view goes to the end."""
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

    def attach(self, session: Session, greeting: str) -> None:
        """From now on things can be said."""
        self._session = session
        self._greeting = greeting
        self.conversationChanged.emit()
        self.stateChanged.emit()

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

    @Property(str, notify=conversationChanged)
    def title(self) -> str:
        """Its title; empty until it has one."""
        return self._title

    @Property(str, notify=conversationChanged)
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

    def forget_open(self) -> None:
        """Show an empty conversation; what stood in the composer goes with the one that is gone."""
        self._saver.stop()
        self._draft = ""
        self._conversation_id = None
        self.startNew()

    async def show_message(self, conversation_id: int, message_id: int) -> None:
        """Show the conversation at this message, on the branch that it lies on."""
        if self._session is None:
            return
        library = self._session.library
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
        self._save_draft()
        self._visit += 1
        visit = self._visit
        library = self._session.library
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
            self._new_draft = ""
            self._saver.start()
        self._set_conversation(conversation_id, conversation.title, draft)
        live = self._live
        if live and live.message:
            self._transcript.put(live.message)
            self._flush_now()
        self._note_last(messages[-1] if messages else None)
        self._see_from_stats(messages)

    def _set_conversation(self, conversation_id: int | None, title: str, draft: str) -> None:
        self._conversation_id = conversation_id
        self._title = title
        self._draft = draft
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
        messages = await self._session.library.messages(ids)
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
        self._saver.stop()
        if self._conversation_id is not None and self._session and not self._session.log.read_only:
            await self._session.library.set_draft(self._conversation_id, self._draft)

    @Slot()
    def _save_draft(self) -> None:
        self._saver.stop()
        if self._conversation_id is None:
            self._new_draft = self._draft
        elif self._session is not None and not self._session.log.read_only:
            self._tasks.spawn(self._session.library.set_draft(self._conversation_id, self._draft))

    # Talking

    @Slot(str)
    def send(self, text: str) -> None:
        """Say something."""
        if self._session is None or self._live or not text.strip():
            return
        self._draft = self._new_draft = ""
        self._save_draft()
        self.draftChanged.emit()
        self._follow(self._session.chatting.send(self._conversation_id, text.strip()), words=text)

    @Slot()
    def stop(self) -> None:
        """Stop the running reply; what was said is kept."""
        if self._live:
            self._live.reply.stop()

    async def stop_in(self, conversation_id: int) -> None:
        """Stop the reply in a conversation, where one is being made, and wait for its end."""
        for live in [one for one in self._lives if one.conversation_id == conversation_id]:
            live.reply.stop()
            await live.over.wait()

    @Slot(int)
    def regenerate(self, message_id: int) -> None:
        """Make another variant of a reply, or a first answer to a message that has none."""
        if self._session and not self._live:
            self._follow(self._session.chatting.regenerate(message_id))

    @Slot()
    def regenerateLast(self) -> None:
        """Make another variant of the last reply."""
        for message_id in self._transcript.ids(-1, -1):
            self.regenerate(message_id)

    @Slot(int, str)
    def edit(self, message_id: int, text: str) -> None:
        """Say something else instead of an own message, as a new branch."""
        if self._session and not self._live and text.strip():
            self._follow(self._session.chatting.edit(message_id, text.strip()))

    @Slot(int)
    def continueReply(self, message_id: int) -> None:
        """Let a reply that was cut go on."""
        if self._session and not self._live:
            self._follow(self._session.chatting.continue_reply(message_id))

    @Slot(int, int)
    def turnVariant(self, message_id: int, by: int) -> None:
        """Show the next or the previous variant of a message."""
        if not self._live:
            self._tasks.spawn(self._turn_variant(message_id, by))

    async def _turn_variant(self, message_id: int, by: int) -> None:
        if self._session is None or self._conversation_id is None:
            return
        library = self._session.library
        variants = await library.variants(message_id)
        ids = [variant.id for variant in variants]
        wanted = ids.index(message_id) + by
        if not 0 <= wanted < len(ids):
            return
        await library.select_variant(ids[wanted])
        await self._read_path_again()

    async def _read_path_again(self) -> None:
        if self._session is None or self._conversation_id is None:
            return
        visit = self._visit
        steps = await self._session.library.path(self._conversation_id)
        if visit == self._visit:
            self._transcript.renumber(steps)

    def message(self, message_id: int) -> Message | None:
        """A message of the open conversation that is loaded, or None."""
        return self._transcript.message(message_id)

    def show_changed(self, message: Message) -> None:
        """Show a message whose rating or mood is another one now."""
        if self._transcript.row(message.id) >= 0:
            self._transcript.put(message)
            if message.id == self.leaf:
                self._note_last(message)

    @Slot(int)
    def copyWords(self, message_id: int) -> None:
        """Copy what a message says, without the marks of Markdown."""
        message = self._transcript.message(message_id)
        if message is None:
            return
        if message.role is Role.USER:
            self._copy(message.text)
            return
        parts = [
            block.source
            if block.kind == "code"
            else QTextDocumentFragment.fromHtml(markup.html(block)).toPlainText()
            for block in markup.split(message.text)
        ]
        self._copy("\n\n".join(parts))

    @Slot(int)
    def copyMarkdown(self, message_id: int) -> None:
        """Copy a message as it was written."""
        message = self._transcript.message(message_id)
        if message is not None:
            self._copy(message.text)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._notices.show(Notice(self.tr("Copied.")))

    def _follow(self, reply: Reply, words: str = "") -> None:
        live = Live(reply, self._conversation_id)
        self._lives.append(live)
        self._tick()
        self._tasks.spawn(self._watch(live, words))

    async def _watch(self, live: Live, words: str) -> None:
        try:
            async for event in live.reply:
                live.take(event)
                if isinstance(event, UserTurnSaved):
                    words = ""
                self._on_event(live, event)
        finally:
            self._lives.remove(live)
            live.over.set()
            if live.conversation_id is not None:
                self.writingChanged.emit(live.conversation_id, False)
            if words and live.conversation_id == self._conversation_id:
                self._draft = words
                self.draftChanged.emit()
            self._tick()

    def _on_event(self, live: Live, event: ChatEvent) -> None:
        match event:
            case UserTurnSaved(message=message):
                self._on_said(live, message)
            case TitleChanged(conversation_id=conversation_id, title=title):
                self._on_title(conversation_id, title)
            case ReplyStarted() if live.conversation_id is None:
                live.conversation_id = event.message.conversation_id
            case _:
                pass
        if live.conversation_id != self._conversation_id:
            return
        if isinstance(event, ReplyStarted):
            self._transcript.put(event.message)
            if event.dropped_turns:
                self._transcript.see_from(event.first_seen_id)
        elif isinstance(event, (Token, Thought)):
            self._flush_soon()
        elif isinstance(event, ReplyEnded):
            self._on_ended(event)
        self.stateChanged.emit()

    def _on_said(self, live: Live, message: Message) -> None:
        here = live.conversation_id == self._conversation_id
        live.conversation_id = message.conversation_id
        if here:
            if self._conversation_id is None:
                self._conversation_id = message.conversation_id
                self.conversationChanged.emit()
            self._transcript.put(message)
            self.said.emit()
        self.writingChanged.emit(message.conversation_id, True)
        self.listChanged.emit()

    def _on_title(self, conversation_id: int, title: str) -> None:
        self.titled.emit(conversation_id, title)
        self.retitle(conversation_id, title)

    def retitle(self, conversation_id: int, title: str) -> None:
        """Show another title where this conversation is open."""
        if conversation_id == self._conversation_id:
            self._title = title
            self.conversationChanged.emit()

    def _on_ended(self, event: ReplyEnded) -> None:
        if self._flush:
            self._flush.cancel()
            self._flush = None
        self._transcript.put(event.message)
        self._note_last(event.message)
        self._tasks.spawn(self._read_path_again())
        if event.error:
            again = event.message.id
            self._notices.show(
                Notice(
                    event.error.message,
                    event.error.hint,
                    "error",
                    self.tr("Try again"),
                    lambda: self.regenerate(again),
                )
            )

    def _flush_soon(self) -> None:
        if self._flush is None:
            live = self._live
            body = len(live.text) if live and self._flush_cost == 0 else self._flush_cost
            wait = FLUSH_S + SLOWER_PER_CHARACTER_S * body
            self._flush = asyncio.get_running_loop().call_later(wait, self._flush_now)

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
