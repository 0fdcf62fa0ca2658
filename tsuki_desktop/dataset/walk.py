"""The chosen rules, and one conversation's tree seen through them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from tsuki_desktop.dataset.rows import Row, mended
from tsuki_desktop.domain.chat import Finish, Role, Status, Turn
from tsuki_desktop.domain.emotions import Emotion

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from tsuki_desktop.dataset.budget import Budget
    from tsuki_desktop.domain.chat import Conversation, Message

MAX_CONTEXT = 256
"""No row has more earlier turns than this, whatever the token limit."""


class Only(StrEnum):
    """Which ratings a person wants. A 👎 without a correction never makes a row that teaches it."""

    LIKED = "liked"
    """Liked replies, and corrections in place of what they correct."""
    CORRECTED = "corrected"
    ALL_RATED = "all-rated"
    """Every rating that makes a row in the format; for formats without a 👎 the same as `liked`."""


class Goal(StrEnum):
    """What the rows are for."""

    REPLIES = "replies"
    """One row a liked or corrected reply."""
    THREADS = "threads"
    """One row a branch: ends at its last liked reply, earlier ones are inside."""
    PREFERENCE = "preference"
    UNPAIRED = "unpaired"


@dataclass(frozen=True, slots=True)
class Tree:
    """A conversation with every message of its tree, in any order.

    `picks` are ids (chosen, rejected) of variants of which the person picked one over the other.
    """

    conversation: Conversation
    messages: Sequence[Message]
    picks: Collection[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What a person chose.

    `system` is the text of the system turn, empty for none. `since` (ISO 8601, UTC) keeps only ratings
    given then or later. `cut_context` lets in replies that were made when earlier turns did not fit.
    `max_tokens` is the trainer's limit on a row, `count_tokens` the model's tokenizer for several texts, and
    `tokenizer` its name. `guess_emotion` names the mood of a reply that has none yet, by the words that it
    answers and its own; without it that is `calm`.
    """

    goal: Goal = Goal.REPLIES
    only: Only = Only.LIKED
    system: str = ""
    since: str = ""
    cut_context: bool = False
    max_tokens: int = 2048
    count_tokens: Callable[[Sequence[str]], Sequence[int]] | None = None
    tokenizer: str = ""
    guess_emotion: Callable[[str, str], Emotion] | None = None


@dataclass(slots=True)
class Tally:
    """What became of the rated replies. `trimmed` counts rows that lost their oldest turns."""

    rated: int = 0
    used: int = 0
    rows: int = 0
    trimmed: int = 0
    left_out: Counter[str] = field(default_factory=Counter[str])


class Walk:
    """One conversation's tree, indexed."""

    def __init__(self, tree: Tree, rules: Rules, tally: Tally, budget: Budget) -> None:
        self.tree = tree
        self.rules = rules
        self.tally = tally
        self._budget = budget
        self._by_id = {message.id: message for message in tree.messages}
        self.rated = sorted(
            (m for m in tree.messages if m.rating is not None and m.role is Role.ASSISTANT),
            key=lambda m: m.id,
        )
        tally.rated += len(self.rated)

    def parent(self, message: Message) -> Message | None:
        """The message above; None at a root, for a lost parent, and for one that is not older."""
        above = self._by_id.get(message.parent_id or 0)
        return above if above is not None and above.id < message.id else None

    @cached_property
    def children(self) -> dict[int, list[Message]]:
        """Children by the parent's id, oldest first."""
        found: dict[int, list[Message]] = {}
        for message in sorted(self.tree.messages, key=lambda m: m.id):
            above = self.parent(message)
            if above is not None:
                found.setdefault(above.id, []).append(message)
        return found

    @cached_property
    def spoiled(self) -> set[int]:
        """Ids of messages that come after a 👎 on their branch."""
        found: set[int] = set()
        if all(value(reply) >= 0 for reply in self.rated):
            return found
        for message in sorted(self.tree.messages, key=lambda m: m.id):
            above = self.parent(message)
            if above is not None and (above.id in found or value(above) < 0):
                found.add(message.id)
        return found

    @cached_property
    def picks(self) -> frozenset[tuple[int, int]]:
        """Ids (chosen, rejected) of variants of which one was picked over the other."""
        return frozenset(self.tree.picks)

    @cached_property
    def picked(self) -> set[int]:
        """Ids of variants that were picked over others."""
        return {chosen for chosen, _ in self.picks}

    @cached_property
    def active(self) -> set[int]:
        """Ids on the path that is shown."""
        found: set[int] = set()
        step = self._by_id.get(self.tree.conversation.leaf_id or 0)
        while step is not None:
            found.add(step.id)
            step = self.parent(step)
        return found

    def leave_out(self, reason: str) -> None:
        """Count one rated reply as left out."""
        self.tally.left_out[reason] += 1

    def barred(self, reply: Message) -> str:
        """Why no row may answer this reply's prompt, or an empty string."""
        if self.tree.conversation.never_train:
            return "never_train"
        above = self.parent(reply)
        if above is None or above.role is not Role.USER or not above.text.strip():
            return "no_user_turn"
        if reply.id in self.spoiled:
            return "after_disliked"
        if self._cut(reply):
            return "context_cut"
        rating = reply.rating
        if rating is not None and self.rules.since:
            given = rating.updated_at or reply.created_at
            if given < self.rules.since:
                return "older"
        return ""

    def row(
        self,
        reply: Message,
        text: str,
        *,
        sources: tuple[str, ...],
        rejected: str | None = None,
        label: bool | None = None,
        window: list[Message] | None = None,
    ) -> Row | None:
        """The row that teaches `text` as the answer where `reply` stands; None where it is too long."""
        kept = self.window(reply, max(text, rejected or "", key=len)) if window is None else window
        if not kept:
            return None
        turns = [Turn(Role.SYSTEM, self.rules.system)] if self.rules.system else []
        turns += [Turn(message.role, mended(words)) for message, words in _runs(kept)]
        turns.append(Turn(Role.ASSISTANT, mended(text)))
        return Row(
            conversation=self.tree.conversation.uid,
            turns=tuple(turns),
            emotions=self._emotions(kept, reply, text),
            rejected=None if rejected is None else mended(rejected),
            label=label,
            sources=sources,
        )

    def window(self, reply: Message, text: str) -> list[Message]:
        """The turns before `reply` that fit beside `text`, oldest first; empty where none does."""
        context = self._context(reply)
        fixed = [self.rules.system, text] if self.rules.system else [text]
        fits = self._budget.fitting(fixed, [m.text for m in context])
        kept = context[max(fits, 0) - 1 :: -1] if fits > 0 else []
        while kept and kept[0].role is not Role.USER:
            del kept[0]
        if kept and fits < len(context):
            self.tally.trimmed += 1
        return kept

    def _context(self, reply: Message) -> list[Message]:
        """The turns above, newest first, down to the first reply that was cut off or is not text.

        A reply that did not see all that was said before it ends them too: a trainer would teach it as well.
        """
        found: list[Message] = []
        step = self.parent(reply)
        while step is not None and len(found) < MAX_CONTEXT and step.id not in self._ends:
            if step.id not in self._silent:
                found.append(step)
            step = self.parent(step)
        return found

    @cached_property
    def _ends(self) -> set[int]:
        """Ids of replies that no context goes beyond."""
        said = (m for m in self.tree.messages if m.role is Role.ASSISTANT)
        return {m.id for m in said if flaw(m) or self._cut(m)}

    @cached_property
    def _silent(self) -> set[int]:
        """Ids of messages that are no turn of a context."""
        return {m.id for m in self.tree.messages if m.role is Role.SYSTEM or not m.text.strip()}

    def _cut(self, reply: Message) -> bool:
        return bool(reply.stats.dropped_turns) and not self.rules.cut_context

    def _emotions(self, kept: Sequence[Message], reply: Message, text: str) -> tuple[str, ...]:
        if self.rules.goal is not Goal.THREADS:
            return ()
        tags = [self.emotion(m, m.text) for m, _ in _runs(kept) if m.role is Role.ASSISTANT]
        return (*tags, self.emotion(reply, text))

    def emotion(self, message: Message, text: str) -> str:
        """The tag of a reply whose words are `text`."""
        rewritten = text != message.text and not message.emotion_corrected
        if message.emotion is not None and not rewritten:
            return message.emotion.value
        if self.rules.guess_emotion is not None:
            above = self.parent(message)
            return self.rules.guess_emotion(above.text if above else "", text).value
        return (message.emotion or Emotion.CALM).value


def value(message: Message) -> int:
    """+1, -1, or 0 where there is no rating."""
    return message.rating.value if message.rating is not None else 0


def correction(message: Message) -> str:
    """What she should have said; empty where the person wrote nothing."""
    return message.rating.correction.strip() if message.rating is not None else ""


def flaw(reply: Message) -> str:
    """Why this reply's own words are never exported, or an empty string."""
    if reply.reason is Finish.LENGTH:
        return "length_cut"
    if reply.status is not Status.COMPLETE or reply.reason not in {None, Finish.STOP}:
        return "not_finished"
    if "<think" in reply.text or "</think" in reply.text:
        return "thought_text"
    return "" if reply.text.strip() else "empty"


def lesson(walk: Walk, reply: Message) -> tuple[str, str]:
    """What a rated reply teaches, and why it teaches nothing: one of the two is empty."""
    reason = walk.barred(reply)
    if reason:
        return "", reason
    better = correction(reply)
    if better:
        return better, ""
    if walk.rules.only is Only.CORRECTED:
        return "", "not_corrected"
    if value(reply) < 0:
        return "", "disliked"
    reason = flaw(reply)
    return ("", reason) if reason else (reply.text, "")


def _runs(messages: Sequence[Message]) -> Iterator[tuple[Message, str]]:
    """Messages with their texts; neighbours of one role become one."""
    last: Message | None = None
    text = ""
    for message in messages:
        if last is not None and last.role is message.role:
            text = f"{text}\n{message.text}"
        else:
            if last is not None:
                yield last, text
            text = message.text
        last = message
    if last is not None:
        yield last, text
