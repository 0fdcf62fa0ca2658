"""A reply that is being made, as the window sees it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tsuki_desktop.domain.events import Evaluating, Loading, ReplyEnded, ReplyStarted, Thought, Token

if TYPE_CHECKING:
    from tsuki_desktop.domain.chat import Message
    from tsuki_desktop.domain.events import ChatEvent
    from tsuki_desktop.services.reply import Reply


@dataclass(slots=True)
class Live:
    """What is known of one running reply. Times are seconds of the monotonic clock."""

    reply: Reply
    conversation_id: int | None
    state: str = "starting"
    """`starting`, `loading`, `reading`, `thinking` or `writing`."""
    message: Message | None = None
    first_seen_id: int | None = None
    text: str = ""
    thought: str = ""
    done: int = 0
    total: int = 0
    since: float = field(default_factory=time.monotonic)
    first_token: float | None = None
    tokens: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, event: ChatEvent) -> None:
        """Take in what happened."""
        match event:
            case Loading(fraction=fraction):
                self._enter("loading")
                self.done, self.total = int((fraction or 0) * 100), 100 if fraction is not None else 0
            case Evaluating(done=done, total=total):
                self._enter("reading")
                self.done, self.total = done, total
            case ReplyStarted(message=message, first_seen_id=first_seen_id):
                self.message = message
                self.first_seen_id = first_seen_id
                self.text, self.thought = message.text, message.thought
            case Thought(text=text):
                self._enter("thinking")
                self.thought += text
            case Token(text=text):
                self._enter("writing")
                self.text += text
                self.tokens += 1
                self.first_token = self.first_token or time.monotonic()
            case ReplyEnded(message=message):
                self.message = message
            case _:
                pass

    def _enter(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.since = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long the present state lasts."""
        return time.monotonic() - self.since

    @property
    def speed(self) -> float:
        """Tokens a second since the first one; 0 until there are enough to tell."""
        if self.first_token is None or self.tokens < 4:  # noqa: PLR2004 - fewer make the figure jump
            return 0.0
        return (self.tokens - 1) / max(time.monotonic() - self.first_token, 1e-3)
