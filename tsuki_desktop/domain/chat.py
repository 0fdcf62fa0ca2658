"""Messages, conversations, ratings: the words of the chat log."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tsuki_desktop.domain.emotions import Emotion
    from tsuki_desktop.domain.sampling import Sampling


class Role(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class Status(StrEnum):
    """How far a message came."""

    STREAMING = "streaming"
    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class Finish(StrEnum):
    """Why a reply ended."""

    STOP = "stop"
    """The model ended its turn."""
    LENGTH = "length"
    """The limit on new tokens was reached: the reply can be continued."""
    REPEAT = "repeat"
    """The guard cut an endless repeat."""
    CANCELLED = "cancelled"
    """The person pressed Stop."""
    INCOMPLETE = "incomplete"
    """The backend went silent without saying that it was done."""
    ERROR = "error"


class Turn(NamedTuple):
    """One message as a model sees it. A tuple: data sets have millions, and those are made fastest."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class ReplyStats:
    """What a reply cost.

    Tokens are counted by the backend that made the reply; times are in seconds from the moment that the
    request reached the backend; `dropped_turns` is how many earlier messages did not fit.
    """

    prompt_tokens: int | None = None
    reply_tokens: int | None = None
    first_token_s: float | None = None
    tokens_per_s: float | None = None
    dropped_turns: int = 0


@dataclass(frozen=True, slots=True)
class Rating:
    """A person's word on one reply: `value` is +1 or -1."""

    value: int
    reasons: tuple[str, ...] = ()
    note: str = ""
    correction: str = ""
    updated_at: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation's tree.

    `id` orders, `uid` (a ULID) is what people and files see, `created_at` is UTC, ISO 8601 with Z.
    `reason` is a `Finish` for replies; `thought` is what a thinking model wrote before its reply: it is
    shown folded, never sent back and never exported.
    """

    id: int
    uid: str
    conversation_id: int
    parent_id: int | None
    role: Role
    text: str
    status: Status = Status.COMPLETE
    created_at: str = ""
    reason: Finish | None = None
    emotion: Emotion | None = None
    emotion_corrected: bool = False
    thought: str = ""
    model: str = ""
    backend: str = ""
    persona_version: str = ""
    sampling: Sampling | None = None
    stats: ReplyStats = field(default_factory=ReplyStats)
    rating: Rating | None = None

    @property
    def turn(self) -> Turn:
        """The message as a model sees it."""
        return Turn(self.role, self.text)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A tree of messages; `leaf_id` is the end of the path that is shown."""

    id: int
    uid: str
    title: str
    created_at: str
    updated_at: str
    leaf_id: int | None = None
    draft: str = ""
    pinned: bool = False
    archived: bool = False
    never_train: bool = False
    messages: int = 0
    """How many messages the whole tree has."""
    liked: int = 0
    disliked: int = 0


class Step(NamedTuple):
    """One row of a shown path: a message by id, and its place among the variants of the same parent.

    A tuple, because a path of 10,000 steps is made each time that a long conversation is opened.
    """

    message_id: int
    role: Role
    variant: int
    """From 1."""
    variants: int
