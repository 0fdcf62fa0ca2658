"""Telegram Desktop's result.json: one chat, or a whole account, of which only the chats are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.clock import seconds
from tsuki_desktop.dataset.importers.documents import items, items_within
from tsuki_desktop.dataset.importers.logs import Post, Room
from tsuki_desktop.dataset.rows import as_dict, as_list, as_str

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member

_DIRECT = {"personal_chat", "bot_chat", "saved_messages"}


def rooms(members: Sequence[Member], intake: Intake) -> Iterator[Room]:
    """One room a chat. An account's file also holds contacts and sessions: those parts are never kept."""
    for member in members:
        before, account, _ = member.head().partition(b'"chats"')
        if not account or b'"messages"' in before:
            yield Room(member.name, _single(member, intake), _is_direct(member.head(2048)))
            continue
        with member.open() as stream:
            chats = items_within(stream, "chats.list.item", "messages", intake, member.name)
            for number, (chat, messages) in enumerate(chats, 1):
                name = as_str(chat.get("name")) or f"chat {number}"
                posts = _posts(messages, intake)
                yield Room(name, lambda posts=posts: posts, as_str(chat.get("type")) in _DIRECT)


def _is_direct(head: bytes) -> bool:
    return any(f'"{kind}"'.encode() in head for kind in _DIRECT)


def _single(member: Member, intake: Intake) -> Any:
    def posts() -> Iterator[Post]:
        with member.open() as stream:
            yield from _posts(items(stream, "messages.item", intake, member.name), intake)

    return posts


def _posts(messages: Iterator[Any], intake: Intake) -> Iterator[Post]:
    for message in messages:
        post = _post(as_dict(message), intake)
        if post is not None:
            yield post


def _post(message: dict[str, Any], intake: Intake) -> Post | None:
    attached = message.get("file") or message.get("photo")
    text = intake.wordless(_text(message.get("text")), attached)
    reason = ""
    if message.get("type") != "message":
        reason = "system_message"
    elif message.get("via_bot"):
        reason = "bot"
    elif message.get("forwarded_from"):
        reason = "forwarded"
    elif not message.get("from"):
        reason = "deleted"
    elif not text.strip():
        reason = "media_only" if attached else "empty"
    if reason:
        intake.drop(reason)
        return None
    at = seconds(message.get("date_unixtime"))
    at = seconds(message.get("date")) if at is None else at
    reply_to = str(message.get("reply_to_message_id") or "")
    return Post(as_str(message.get("from")), text, at, str(message.get("id") or ""), reply_to)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    parts = (part if isinstance(part, str) else as_str(as_dict(part).get("text")) for part in as_list(value))
    return "".join(parts)
