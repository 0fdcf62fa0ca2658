"""A private conversation: in memory alone, gone when it ends.

It has a log of its own that has no file, and the services that talk and read on it. What would outlive it is
not offered: ratings, corrected moods, titles, exports, search. The operating system may still swap memory to
its own disk; the program cannot prevent that everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tsuki_desktop.services.chatting import Chatting
from tsuki_desktop.services.library import Library
from tsuki_desktop.store import conversations
from tsuki_desktop.store.database import ChatLog

if TYPE_CHECKING:
    from tsuki_desktop.services.models import Models
    from tsuki_desktop.services.styles import Styles
    from tsuki_desktop.services.voice import Voice
    from tsuki_desktop.settings import SettingsFile


@dataclass(frozen=True, slots=True)
class PrivateChat:
    """One private conversation. Made by `begin`; `end` forgets it."""

    log: ChatLog
    chatting: Chatting
    library: Library
    conversation_id: int

    @classmethod
    async def begin(cls, models: Models, voice: Voice, settings: SettingsFile, styles: Styles) -> Self:
        """Make an empty private conversation."""
        log = await ChatLog.open(None)
        # With a title, it takes none from what is said first.
        conversation = await log.run(conversations.create, title="Private chat")
        chatting = Chatting(log, models, voice, settings, styles)
        return cls(log, chatting, Library(log, teaching=None), conversation.id)

    async def messages(self) -> int:
        """How many messages would be gone."""
        return (await self.library.get(self.conversation_id)).messages

    async def end(self) -> None:
        """Stop what runs and forget everything."""
        await self.chatting.close()
        await self.log.close()
