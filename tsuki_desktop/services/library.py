"""The use cases around conversations: list, read, rename, delete, go back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tsuki_desktop.persona.greetings import greeting
from tsuki_desktop.store import conversations, lineage, messages, moods, state
from tsuki_desktop.store.export_text import write_json, write_markdown
from tsuki_desktop.store.search import EVERYWHERE, search, titles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from tsuki_desktop.domain.chat import Conversation, Message, Step
    from tsuki_desktop.domain.emotions import Emotion
    from tsuki_desktop.domain.persona import Persona
    from tsuki_desktop.services.teaching import Teaching
    from tsuki_desktop.store.database import ChatLog
    from tsuki_desktop.store.search import Found, Within


class Library:
    """Everything about conversations but the talking; without `teaching`, nothing in them teaches Tsuki."""

    def __init__(self, chat_log: ChatLog, teaching: Teaching | None) -> None:
        self._log = chat_log
        self._teaching = teaching

    async def page(self, *, limit: int = 200, offset: int = 0, archived: bool = False) -> list[Conversation]:
        """List conversations: pinned first, then the newest activity first."""
        return await self._log.read(conversations.page, limit=limit, offset=offset, archived=archived)

    async def create(self) -> Conversation:
        """Start an empty conversation; it titles itself with its first message."""
        return await self._log.run(conversations.create)

    async def get(self, conversation_id: int) -> Conversation:
        """Read one conversation.

        Raises:
            NotFoundError: no such conversation.

        """
        return await self._log.read(conversations.get, conversation_id)

    async def by_uid(self, uid: str) -> Conversation:
        """Read one conversation by the id that people and files use.

        Raises:
            NotFoundError: no such conversation.

        """
        return await self._log.read(conversations.by_uid, uid)

    async def rename(self, conversation_id: int, title: str) -> None:
        """Give a conversation a title of the person's own."""
        await self._log.run(conversations.rename, conversation_id, " ".join(title.split())[:200])

    async def set_draft(self, conversation_id: int | None, text: str) -> None:
        """Keep what stands in the composer; None is a conversation that is not begun."""
        if conversation_id is None:
            await self._log.run(state.set_draft, text)
        else:
            await self._log.run(conversations.set_draft, conversation_id, text)

    async def new_draft(self) -> str:
        """What stood in the composer of a conversation that was not begun."""
        return await self._log.read(state.draft)

    async def set_flags(
        self,
        conversation_id: int,
        *,
        pinned: bool | None = None,
        archived: bool | None = None,
        never_train: bool | None = None,
    ) -> None:
        """Pin, archive, or keep out of training; None leaves a flag as it is."""
        await self._log.run(
            conversations.set_flags,
            conversation_id,
            pinned=pinned,
            archived=archived,
            never_train=never_train,
        )
        if never_train is not None:
            await self._refresh()

    async def delete(self, conversation_id: int) -> None:
        """Hide a conversation, from Tsuki as well; `undelete` brings it back."""
        await self._log.run(conversations.delete, conversation_id)
        await self._refresh()

    async def undelete(self, conversation_id: int) -> None:
        """Bring a deleted conversation back."""
        await self._log.run(conversations.undelete, conversation_id)
        await self._refresh()

    async def _refresh(self) -> None:
        if self._teaching is not None:
            await self._teaching.refresh()

    async def path(self, conversation_id: int) -> list[Step]:
        """Read the shown path, root first: ids, roles and places among variants, without texts."""
        return await self._log.read(messages.path, conversation_id)

    async def messages(self, ids: Sequence[int]) -> list[Message]:
        """Read messages with their ratings, in the order of `ids`."""
        return await self._log.read(messages.many, ids)

    async def message_by_uid(self, uid: str) -> Message:
        """Read one message by the id that people and files use.

        Raises:
            NotFoundError: no such message.

        """
        return await self._log.read(messages.by_uid, uid)

    async def search(self, text: str, *, within: Within = EVERYWHERE, limit: int = 50) -> Found:
        """Find messages; any text is safe, and the last word may be unfinished."""
        return await self._log.read(search, text, within=within, limit=limit)

    async def titled(self, text: str, *, limit: int = 20) -> list[Conversation]:
        """Find conversations by their title, newest activity first."""
        return await self._log.read(_titled, text, limit=limit)

    async def count(self, *, archived: bool = False) -> int:
        """How many conversations are listed, or lie in the archive."""
        return await self._log.read(conversations.count, archived=archived)

    async def write(self, conversation_id: int, target: Path, *, as_json: bool) -> None:
        """Write a conversation to `target`, as JSON or as Markdown.

        Raises:
            StorageError: the file cannot be written.

        """
        how = write_json if as_json else write_markdown
        await self._log.read(how, conversation_id, target)

    async def select_variant(self, message_id: int) -> None:
        """Show the path that goes through this message."""
        await self._log.run(messages.select_variant, message_id)

    async def variants(self, message_id: int) -> list[Message]:
        """Read all variants of a message, itself among them, oldest first."""
        message = await self._log.read(messages.get, message_id)
        if message.parent_id is None:
            return [message]
        return await self._log.read(messages.children, message.parent_id)

    async def set_emotion(self, message_id: int, emotion: Emotion) -> None:
        """Correct the mood of a reply; the next guesses take it into account."""
        await self._log.run(messages.set_emotion, message_id, emotion)
        if self._teaching is not None:
            await self._teaching.learn_emotions()

    async def greeting(self, persona: Persona, now: datetime) -> str:
        """What `persona` says to somebody who comes at `now` (local time, with its zone)."""
        last = await self._log.read(moods.last_chat)
        return greeting(persona, now, last, await self._log.read(_news, last))


def _news(db: Database, last_chat: datetime | None) -> str:
    """What became of her voice since the last chat, as a kind of greeting; empty where nothing did."""
    newest = next(iter(lineage.promotions(db, limit=1)), None)
    if newest is None or (last_chat and datetime.fromisoformat(newest.promoted_at) <= last_chat):
        return ""
    return "went back" if newest.why == lineage.WENT_BACK else "retrained"


def _titled(db: Database, text: str, limit: int) -> list[Conversation]:
    return [conversations.get(db, one) for one in titles(db, text, limit=limit)]
