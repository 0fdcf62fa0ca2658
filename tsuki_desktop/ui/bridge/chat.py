"""Talking in the open conversation: what the person can say and do in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QTextDocumentFragment
from PySide6.QtQml import QmlElement

from tsuki_desktop.domain.chat import Role
from tsuki_desktop.domain.events import ReplyEnded, ReplyStarted, Thought, TitleChanged, Token, UserTurnSaved
from tsuki_desktop.ui import markup, words
from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.bridge.open_conversation import OpenConversation
from tsuki_desktop.ui.live import Live

if TYPE_CHECKING:
    from tsuki_desktop.domain.chat import Message
    from tsuki_desktop.domain.events import ChatEvent
    from tsuki_desktop.services.chatting import Chatting
    from tsuki_desktop.services.reply import Reply
    from tsuki_desktop.services.session import Session

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

FLUSH_S = 1 / 30
"""Streamed text reaches the window at most this often."""

SLOWER_PER_CHARACTER_S = FLUSH_S / 2000
"""Added for each character that a flush lays out again, so that long blocks do not eat the processor."""


@QmlElement
class Chat(OpenConversation):
    """Replies of other conversations than the open one go on in the background."""

    ended = Signal(object)
    """A reply came to its end, in whatever conversation: its `ReplyEnded`."""

    @Slot(str)
    def send(self, text: str) -> None:
        """Say something."""
        if self._session is None or self._live or not text.strip():
            return
        # What the log holds of the draft stays until the turn is saved, so that no crash can take both.
        self._saver.stop()
        self._draft = ""
        self.draftChanged.emit()
        self._follow(self._chatting(self._session).send(self._conversation_id, text.strip()), words=text)

    def _chatting(self, session: Session) -> Chatting:
        """Who answers in the open conversation."""
        return session.room_of(self._conversation_id).chatting

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
            self._follow(self._chatting(self._session).regenerate(message_id))

    @Slot()
    def regenerateLast(self) -> None:
        """Make another variant of the last reply."""
        for message_id in self._transcript.ids(-1, -1):
            self.regenerate(message_id)

    @Slot(int, str)
    def edit(self, message_id: int, text: str) -> None:
        """Say something else instead of an own message, as a new branch."""
        if self._session and not self._live and text.strip():
            self._follow(self._chatting(self._session).edit(message_id, text.strip()))

    @Slot(int)
    def continueReply(self, message_id: int) -> None:
        """Let a reply that was cut go on."""
        if self._session and not self._live:
            self._follow(self._chatting(self._session).continue_reply(message_id))

    @Slot(int, int)
    def turnVariant(self, message_id: int, by: int) -> None:
        """Show the next or the previous variant of a message."""
        if not self._live:
            self._tasks.spawn(self._turn_variant(message_id, by))

    async def _turn_variant(self, message_id: int, by: int) -> None:
        if self._session is None or self._conversation_id is None:
            return
        library = self._session.room_of(message_id).library
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
        library = self._session.room_of(self._conversation_id).library
        steps = await library.path(self._conversation_id)
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
        self._copy(_plain(message))

    @Slot(int)
    def copyMarkdown(self, message_id: int) -> None:
        """Copy a message as it was written."""
        message = self._transcript.message(message_id)
        if message is not None:
            self._copy(message.text)

    @Slot(int, result="QStringList")
    def links(self, message_id: int) -> list[str]:
        """The addresses that a reply links to, in their order."""
        message = self._transcript.message(message_id)
        return markup.links(message.text) if message and message.role is Role.ASSISTANT else []

    @staticmethod
    def keeps_secret(conversation_id: int) -> bool:
        """Whether it is the private chat, or one that is gone."""
        from tsuki_desktop.services.session import is_private

        return is_private(conversation_id)

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
                was = live.state
                live.take(event)
                if isinstance(event, UserTurnSaved):
                    words = ""
                self._on_event(live, event, was)
                if isinstance(event, ReplyEnded):
                    self.ended.emit(event)
        finally:
            self._lives.remove(live)
            live.over.set()
            if live.conversation_id is not None:
                self.writingChanged.emit(live.conversation_id, False)
            if words and live.conversation_id == self._conversation_id:
                self._draft = words
                self._saver.start()
                self.draftChanged.emit()
            self._tick()

    def _on_event(self, live: Live, event: ChatEvent, was: str) -> None:
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
            if was == live.state:
                return  # the clock tells of the time and the speed often enough
        elif isinstance(event, ReplyEnded):
            self._on_ended(event)
        self.stateChanged.emit()

    def _on_said(self, live: Live, message: Message) -> None:
        here = live.conversation_id == self._conversation_id
        live.conversation_id = message.conversation_id
        if here:
            self._drop_kept_draft()
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
        self._read_aloud(lambda: _plain(event.message))
        self._tasks.spawn(self._read_path_again())
        if event.error:
            again = event.message.id
            self._notices.show(
                Notice(
                    words.said(event.error.message),
                    words.said(event.error.hint),
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


def _plain(message: Message) -> str:
    """What a reply says, without the marks of Markdown."""
    parts = [
        block.source
        if block.kind == "code"
        else QTextDocumentFragment.fromHtml(markup.html(block)).toPlainText()
        for block in markup.split(message.text)
    ]
    return "\n\n".join(parts)
