"""What the person says about one reply: the thumb, why, what she should have said, her mood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.domain.chat import Rating, Role, Status
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.speech import soften, stiff_phrases

if TYPE_CHECKING:
    from tsuki_desktop.domain.chat import Message
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_SAVE_MS = 700

BAD_REASONS = ("not-her", "no-answer", "wrong", "too-long", "unkind")
GOOD_REASONS = ("smile", "just-right", "helped", "her-voice")


@QmlElement
class Lesson(QObject):
    """The panel below one reply at a time. Everything in it is saved by itself, soon after it changed."""

    changed = Signal()
    """Another message, another thumb or other reasons."""
    hintsChanged = Signal()
    corrected = Signal(str)
    """The correction was changed by a suggestion: the box shows this."""
    saved = Signal()
    taught = Signal()
    """A rating or a mood was saved or taken back."""

    def __init__(self, chat: Chat, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chat = chat
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._message: Message | None = None
        self._value = 0
        self._reasons: list[str] = []
        self._note = ""
        self._correction = ""
        self._dirty = False
        self._saver = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self._saver.timeout.connect(self._save)
        chat.conversationChanged.connect(self._on_conversation)

    def attach(self, session: Session) -> None:
        """From now on thumbs count."""
        self._session = session

    # What is shown

    @Property(int, notify=changed)
    def messageId(self) -> int:
        """The reply that the panel is about; 0 where it is closed."""
        return self._message.id if self._message else 0

    @Property(int, notify=changed)
    def value(self) -> int:
        """Its thumb: 1, -1, or 0 for none."""
        return self._value

    @Property(list, notify=changed)
    def reasons(self) -> list[str]:
        """The reasons that were chosen."""
        return list(self._reasons)

    @Property(list, notify=changed)
    def offered(self) -> list[str]:
        """The reasons that fit the thumb, by key; none without a thumb."""
        return list({1: GOOD_REASONS, -1: BAD_REASONS}.get(self._value, ()))

    @Property(str, notify=changed)
    def note(self) -> str:
        """The note as it was when the panel opened."""
        return self._note

    @Property(str, notify=changed)
    def correction(self) -> str:
        """What she should have said, as it was when the panel opened: at first what she did say."""
        return self._correction

    @Property(list, notify=hintsChanged)
    def hints(self) -> list[dict[str, str]]:
        """Stiff phrases in the correction, as `stiff`, with `casual` for what she would say."""
        if self._session is None or self._message is None:
            return []
        rules = self._session.voice.persona.speech
        return [
            {"stiff": stiff, "casual": casual} for stiff, casual in stiff_phrases(self._correction, rules)
        ]

    @Property(list, constant=True)
    def moods(self) -> list[str]:
        """Every mood that she can have."""
        return [str(one) for one in Emotion]

    # The thumb

    @Slot(int, int)
    def rate(self, message_id: int, value: int) -> None:
        """Give a thumb; the same one again takes it back. A thumb down offers the panel."""
        if not self._refused():
            self._tasks.spawn(self._rate(message_id, value))

    def _refused(self) -> bool:
        """Nothing is learned from a private chat; the person is told."""
        if self._chat.isPrivate:
            text = self.tr("Tsuki does not learn from a private chat.")
            self._notices.show(Notice(text, self.tr("Ratings and moods would have to be written down.")))
        return bool(self._chat.isPrivate)

    async def _rate(self, message_id: int, value: int) -> None:
        message = self._chat.message(message_id)
        if self._session is None or message is None or not _ratable(message):
            return
        await self.keep()
        message = self._chat.message(message_id) or message
        old = message.rating
        if old and old.value == value:
            await self._session.teaching.clear(message_id)
            self._offer_back(message_id, old)
        else:
            note, correction = (old.note, old.correction) if old else ("", "")
            await self._session.teaching.rate(message_id, value, note=note, correction=correction)
        await self._show_again(message_id)
        if old is None and value < 0:
            self.open(message_id)
        elif self._message is not None and self._message.id == message_id:
            self._close() if old and old.value == value else self.open(message_id)

    def _offer_back(self, message_id: int, old: Rating) -> None:
        """A thumb goes with a click; words that were typed do not go without a way back."""
        if old.note or old.correction:
            self._notices.show(
                Notice(
                    self.tr("The rating and what you wrote about it are gone."),
                    action=self.tr("Undo"),
                    on_action=lambda: self._bring_back(message_id, old),
                )
            )

    def _bring_back(self, message_id: int, old: Rating) -> None:
        self._tasks.spawn(self._write(message_id, old))

    async def _write(self, message_id: int, rating: Rating) -> None:
        if self._session is None:
            return
        await self._session.teaching.rate(
            message_id,
            rating.value,
            reasons=rating.reasons,
            note=rating.note,
            correction=rating.correction,
        )
        await self._show_again(message_id)

    async def _show_again(self, message_id: int) -> None:
        if self._session is None:
            return
        for message in await self._session.library.messages([message_id]):
            self._chat.show_changed(message)
        self._chat.listChanged.emit()
        self.taught.emit()

    # The panel

    @Slot(int)
    def open(self, message_id: int) -> None:
        """Show the panel below a reply."""
        message = self._chat.message(message_id)
        if message is None or not _ratable(message) or self._refused():
            return
        self._save()
        rating = message.rating
        self._message = message
        self._value = rating.value if rating else 0
        self._reasons = list(rating.reasons) if rating else []
        self._note = rating.note if rating else ""
        self._correction = (rating.correction if rating else "") or message.text
        self.changed.emit()
        self.hintsChanged.emit()

    @Slot()
    def close(self) -> None:
        """Put the panel away; what was typed is kept."""
        self._save()
        self._close()

    def _close(self) -> None:
        self._saver.stop()
        self._dirty = False
        self._message = None
        self.changed.emit()
        self.hintsChanged.emit()

    @Slot()
    def _on_conversation(self) -> None:
        if self._message is not None and self._message.conversation_id != self._chat.open_id:
            self.close()

    @Slot(str)
    def toggle(self, reason: str) -> None:
        """Choose a reason, or take it back."""
        if reason in self._reasons:
            self._reasons.remove(reason)
        else:
            self._reasons.append(reason)
        self._dirty = True
        self.changed.emit()
        self._save()

    @Slot(str)
    def writeNote(self, note: str) -> None:
        """Take what stands in the note."""
        if note != self._note:
            self._note = note
            self._later()

    @Slot(str)
    def writeCorrection(self, text: str) -> None:
        """Take what she should have said."""
        if text != self._correction:
            self._correction = text
            self._later()
            self.hintsChanged.emit()

    @Slot(str, str)
    def soften(self, stiff: str, casual: str) -> None:
        """Put a suggestion into the correction."""
        self.writeCorrection(soften(self._correction, stiff, casual))
        self.corrected.emit(self._correction)

    def _later(self) -> None:
        self._dirty = True
        self._saver.start()

    @Slot()
    def _save(self) -> None:
        job = self._unsaved()
        if job is not None:
            self._tasks.spawn(self._keep(*job))

    def _unsaved(self) -> tuple[int, Rating] | None:
        """Take what is to be saved, as it is now: the panel may be gone a moment later."""
        self._saver.stop()
        message = self._message
        if not self._dirty or message is None:
            return None
        self._dirty = False
        same = self._correction.strip() in {"", message.text.strip()}
        correction = "" if same else self._correction
        value = self._value or (-1 if correction else 0)
        if not value:
            return None
        if value != self._value:
            self._value = value
            self.changed.emit()
        return message.id, Rating(value, tuple(self._reasons), self._note, correction)

    async def _keep(self, message_id: int, rating: Rating) -> None:
        await self._write(message_id, rating)
        self.saved.emit()

    async def keep(self) -> None:
        """Save what is open and wait until it is written."""
        job = self._unsaved()
        if job is not None:
            await self._keep(*job)

    # Her mood

    @Slot(int, str)
    def setMood(self, message_id: int, emotion: str) -> None:
        """Say what mood a reply has; the next guesses learn from it."""
        if not self._refused():
            self._tasks.spawn(self._set_mood(message_id, Emotion(emotion)))

    async def _set_mood(self, message_id: int, emotion: Emotion) -> None:
        if self._session is not None:
            await self._session.library.set_emotion(message_id, emotion)
            await self._show_again(message_id)


def _ratable(message: Message) -> bool:
    finished = message.role is Role.ASSISTANT and message.status is not Status.STREAMING
    return finished and bool(message.text.strip())


def example_of(said: Message, reply: Message) -> dict[str, Any]:
    """A liked exchange as the window shows it."""
    corrected = reply.rating.correction if reply.rating else ""
    return {
        "messageId": reply.id,
        "conversationId": reply.conversation_id,
        "said": said.text,
        "reply": corrected or reply.text,
        "emotion": str(reply.emotion or "calm"),
        "rewritten": bool(corrected),
    }
