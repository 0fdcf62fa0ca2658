"""What was taught so far, what it suffices for, and the examples that Tsuki follows now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QDate, QLocale, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui import words
from tsuki_desktop.ui.bridge.lesson import example_of

if TYPE_CHECKING:
    import asyncio

    from tsuki_desktop.services.session import Session
    from tsuki_desktop.services.teaching import Lessons
    from tsuki_desktop.settings import Settings, SettingsFile
    from tsuki_desktop.ui.bridge.lesson import Lesson
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

GATES = (50, 200, 300)
"""Replies to learn from: the least for a training, the least for a proper try, good. See `training.plan`."""

_MANY_UNWRITTEN = 3
"""Replies that were not her and have no correction, from which on writing some helps most."""


@QmlElement
class Teach(QObject):
    """The figures of the Teach page. They are read when the page is looked at."""

    changed = Signal()
    examplesChanged = Signal()

    def __init__(
        self, lesson: Lesson, settings: SettingsFile, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks
        self._session: Session | None = None
        self._lessons: Lessons | None = None
        self._examples: list[dict[str, Any]] = []
        self._removed: dict[int, dict[str, Any]] = {}
        self._following = settings.value.few_shot
        self._reading: asyncio.Task[None] | None = None
        lesson.taught.connect(self.refresh)
        settings.subscribe(self._on_settings)

    def attach(self, session: Session) -> None:
        """From now on there is something to read."""
        self._session = session
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Count again."""
        if self._session is not None and (self._reading is None or self._reading.done()):
            self._reading = self._tasks.spawn(self._read())

    async def _read(self) -> None:
        if self._session is None:
            return
        self._lessons = await self._session.teaching.lessons()
        pairs = await self._session.teaching.examples()
        found = {reply.id: example_of(said, reply) for said, reply in pairs}
        # What was removed here stays in its place, with a way back, until the page is left.
        kept = [one for one in self._examples if one["messageId"] in self._removed]
        for at, one in enumerate(self._examples):
            if one in kept and one["messageId"] not in found:
                items = list(found.items())
                items.insert(at, (one["messageId"], one))
                found = dict(items)
        self._removed = {key: one for key, one in self._removed.items() if one in found.values()}
        self._examples = list(found.values())
        self.changed.emit()
        self.examplesChanged.emit()

    # The figures

    @Property(bool, notify=changed)
    def loaded(self) -> bool:
        """Whether the figures were read."""
        return self._lessons is not None

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether nothing was taught at all."""
        one = self._lessons
        return one is not None and not (one.liked or one.disliked or one.corrected or one.pairs)

    @Property(int, notify=changed)
    def liked(self) -> int:
        """Replies with a thumb up."""
        return self._lessons.liked if self._lessons else 0

    @Property(int, notify=changed)
    def disliked(self) -> int:
        """Replies with a thumb down."""
        return self._lessons.disliked if self._lessons else 0

    @Property(int, notify=changed)
    def corrected(self) -> int:
        """Replies that the person wrote anew."""
        return self._lessons.corrected if self._lessons else 0

    @Property(int, notify=changed)
    def pairs(self) -> int:
        """Variants chosen over others."""
        return self._lessons.pairs if self._lessons else 0

    @Property(int, notify=changed)
    def usable(self) -> int:
        """Replies that can be learned from."""
        return self._lessons.usable if self._lessons else 0

    @property
    def _usable(self) -> int:
        return self._lessons.usable if self._lessons else 0

    @Property(list, constant=True)
    def gates(self) -> list[int]:
        """How many replies are enough for what."""
        return list(GATES)

    @Property(str, notify=changed)
    def worth(self) -> str:
        """What the replies so far suffice for, as a sentence."""
        least, fair, good = GATES
        count = self._usable
        if count < least:
            text = self.tr("{count} of {gate}: too few to train on. As examples they work already.")
            return text.format(count=count, gate=least)
        if count < fair:
            return self.tr("{count} of {gate}: enough for an experiment.").format(count=count, gate=fair)
        if count < good:
            return self.tr("{count} of {gate}: enough to try.").format(count=count, gate=good)
        return self.tr("{count}: enough for a good training.").format(count=count)

    @Property(str, notify=changed)
    def lost(self) -> str:
        """How many replies cannot be learned from, and why, as a sentence; empty where all can."""
        one = self._lessons
        count = one.taught - one.usable if one else 0
        if count <= 0:
            return ""
        text = (
            self.tr("1 reply that you liked or rewrote is left out: ")
            if count == 1
            else self.tr("{count} replies that you liked or rewrote are left out: ")
        )
        why = self.tr("what comes after a reply that was not her, or was cut off, teaches the wrong thing.")
        return text.format(count=count) + why

    @Property(str, notify=changed)
    def advice(self) -> str:
        """What would help most now, as a sentence."""
        one = self._lessons
        if one is None:
            return ""
        unwritten = one.disliked - one.corrected
        helps = (
            (not one.usable, self.tr("like a reply that sounds like her.")),
            (
                unwritten >= _MANY_UNWRITTEN and one.corrected * 2 < one.disliked,
                self.tr("rewrite a few replies that were not her."),
            ),
            (one.disliked * 20 < one.liked, self.tr("say so, too, when a reply is not her.")),
            (one.pairs * 5 < one.usable, self.tr("let her say it again, and keep the better one.")),
            (
                one.usable < GATES[-1],
                self.tr("chats about other things. Variety counts more than number."),
            ),
            (True, self.tr("look through the export, and take out what is not quite her.")),
        )
        return self.tr("What helps most now: {what}").format(
            what=next(text for needed, text in helps if needed)
        )

    @Property(list, notify=changed)
    def weeks(self) -> list[dict[str, Any]]:
        """The last weeks with ratings, oldest first: `name`, `liked`, `disliked`."""
        weeks = self._lessons.weeks if self._lessons else ()
        return [
            {"name": _short_day(monday), "liked": liked, "disliked": disliked}
            for monday, liked, disliked in weeks
        ]

    # Her examples

    @Property(list, notify=examplesChanged)
    def examples(self) -> list[dict[str, Any]]:
        """Liked replies that may serve as examples, newest first; `removed` ones are still listed."""
        return [{**one, "removed": one["messageId"] in self._removed} for one in self._examples]

    @Property(bool, notify=examplesChanged)
    def following(self) -> bool:
        """Whether liked replies are shown to her at all."""
        return self._following

    def _on_settings(self, settings: Settings) -> None:
        if settings.few_shot != self._following:
            self._following = settings.few_shot
            self.examplesChanged.emit()

    @Slot(bool)
    def follow(self, following: bool) -> None:
        """Show her liked replies from now on, or not."""
        self._settings.update(few_shot=following)

    @Slot(int)
    def remove(self, message_id: int) -> None:
        """Never show this reply to her; its thumb stays."""
        one = next((one for one in self._examples if one["messageId"] == message_id), None)
        if self._session is not None and one is not None:
            self._removed[message_id] = one
            self.examplesChanged.emit()
            self._tasks.spawn(self._session.teaching.hide_example(message_id))

    @Slot(int)
    def bringBack(self, message_id: int) -> None:
        """Show this reply to her again."""
        if self._session is not None and self._removed.pop(message_id, None) is not None:
            self.examplesChanged.emit()
            self._tasks.spawn(self._session.teaching.show_example(message_id))

    @Slot()
    def leave(self) -> None:
        """The page was left: what was removed is not listed any more."""
        self._examples = [one for one in self._examples if one["messageId"] not in self._removed]
        self._removed = {}
        self.examplesChanged.emit()


def _short_day(monday: str) -> str:
    day = date.fromisoformat(monday)
    return QLocale().toString(QDate(day.year, day.month, day.day), words.tr("d MMM"))
