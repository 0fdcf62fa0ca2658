"""What happens while a reply is made.

A backend yields `Loading`, `Evaluating`, `Thought`, `Token` … `Done`. The chat service turns these
into `ChatEvent`s, which add what was written to the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsuki_desktop.domain.chat import Finish, Message, ReplyStats
    from tsuki_desktop.errors import TsukiError


@dataclass(frozen=True, slots=True)
class Loading:
    """The model is being loaded; `fraction` 0…1 where the backend can tell."""

    model: str
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class Evaluating:
    """The prompt is being read: `done` of `total` new tokens."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Thought:
    """A piece of a thinking model's thought."""

    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the reply: whole characters, at least one."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """The reply ended. Always the last event of a stream that did not raise."""

    finish: Finish
    stats: ReplyStats


BackendEvent = Loading | Evaluating | Thought | Token | Done


@dataclass(frozen=True, slots=True)
class UserTurnSaved:
    """The person's message is committed; only now is the backend asked."""

    message: Message


@dataclass(frozen=True, slots=True)
class ReplyStarted:
    """A reply row exists in the log, status `streaming`."""

    message: Message
    dropped_turns: int = 0
    first_seen_id: int | None = None
    """The oldest message of this conversation that the model still sees."""


@dataclass(frozen=True, slots=True)
class ReplyEnded:
    """The reply's row is final. `error` where it failed; the partial text is kept."""

    message: Message
    error: TsukiError | None = None


@dataclass(frozen=True, slots=True)
class TitleChanged:
    """A conversation got its title from its first turn."""

    conversation_id: int
    title: str


ChatEvent = UserTurnSaved | ReplyStarted | Loading | Evaluating | Thought | Token | ReplyEnded | TitleChanged
