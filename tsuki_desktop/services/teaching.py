"""The use cases of teaching: rate, correct, and let Tsuki follow at once what was liked and corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Rating
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.persona import Example, same_speaker
from tsuki_desktop.errors import UsageError
from tsuki_desktop.store import few_shot, moods, ratings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.domain.chat import Message
    from tsuki_desktop.services.voice import Voice
    from tsuki_desktop.store.database import ChatLog

_EXAMPLES_KEPT = 400
"""The newest liked replies among which examples are picked."""

_CORRECTIONS_KEPT = 400
"""The newest corrected moods that are learned from: 0.3 s at most, in a thread."""

_WEEKS_SHOWN = 12

_LONGEST_EXAMPLE = 600
"""Characters of an exchange that is still short enough to be an example."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What has been taught so far. `weeks` are (Monday, liked, disliked), oldest first."""

    liked: int
    disliked: int
    corrected: int
    pairs: int
    """Variants chosen over others."""
    taught: int
    """Replies that were liked or corrected."""
    usable: int
    """Those of them that can be learned from: what an export with the usual options writes."""
    weeks: tuple[tuple[str, int, int], ...]


class Teaching:
    """What a person's thumbs do."""

    def __init__(self, chat_log: ChatLog, voice: Voice) -> None:
        self._log = chat_log
        self._voice = voice

    async def rate(
        self,
        message_id: int,
        value: int,
        *,
        reasons: Sequence[str] = (),
        note: str = "",
        correction: str = "",
    ) -> Message:
        """Rate a reply +1 or -1; a second call replaces the first.

        Raises:
            UsageError: the value is neither, or the message is not a finished reply.
            NotFoundError: no such message.

        """
        if value not in {1, -1}:
            raise UsageError("A rating is up or down.")
        rating = Rating(value, tuple(reasons), note.strip(), correction.strip())
        message = await self._log.run(ratings.rate, message_id, rating)
        await self.refresh_examples()
        return message

    async def clear(self, message_id: int) -> None:
        """Take a rating back, with its reasons, note and correction."""
        await self._log.run(ratings.clear, message_id)
        await self.refresh_examples()

    async def lessons(self) -> Lessons:
        """Count what may be trained on."""
        counts = await self._log.read(ratings.summary)
        weeks = await self._log.read(ratings.by_week, weeks=_WEEKS_SHOWN)
        return Lessons(
            counts.liked,
            counts.disliked,
            counts.corrected,
            counts.chosen,
            counts.taught,
            counts.usable,
            tuple(weeks),
        )

    async def examples(self, *, limit: int = 60) -> list[tuple[Message, Message]]:
        """Read the liked replies that serve as examples, newest first, each after what it answers."""
        return [
            (said, reply)
            for said, reply in await self._log.read(few_shot.liked_exchanges, limit=limit)
            if self._shows(said, reply)
        ]

    async def hide_example(self, message_id: int) -> None:
        """Never show this reply to Tsuki as an example; its rating stays.

        Raises:
            NotFoundError: no such message.

        """
        await self._log.run(few_shot.hide, message_id)
        await self.refresh_examples()

    async def show_example(self, message_id: int) -> None:
        """Let this reply be an example again."""
        await self._log.run(few_shot.show, message_id)
        await self.refresh_examples()

    async def refresh(self) -> None:
        """Let Tsuki follow what is liked and corrected now, and nothing that was deleted or kept back."""
        await self.refresh_examples()
        await self.learn_emotions()

    async def learn_emotions(self) -> None:
        """Let Tsuki learn from every mood that was corrected, and from nothing else."""
        pairs = await self._log.read(moods.corrected, limit=_CORRECTIONS_KEPT)
        self._voice.correct_emotions(
            [(said.text, reply.text, reply.emotion) for said, reply in pairs if reply.emotion]
        )

    async def refresh_examples(self) -> None:
        """Show what is liked now to Tsuki, from the next message on."""
        exchanges = await self._log.read(few_shot.liked_exchanges, limit=_EXAMPLES_KEPT)
        self._voice.learn(
            [_example(said, reply) for said, reply in reversed(exchanges) if self._shows(said, reply)]
        )

    def _shows(self, said: Message, reply: Message) -> bool:
        """Whether it is short enough, and was said by who speaks now: a card's character is not Tsuki."""
        example = _example(said, reply)
        return len(example.user) + len(example.reply) <= _LONGEST_EXAMPLE and same_speaker(
            reply.persona_version, self._voice.persona.version
        )


def _example(said: Message, reply: Message) -> Example:
    correction = reply.rating.correction if reply.rating else ""
    return Example(said.text, correction or reply.text, reply.emotion or Emotion.CALM)
