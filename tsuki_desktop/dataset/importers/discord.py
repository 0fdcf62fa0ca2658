"""Discord: DiscordChatExporter's JSON, and the data package that Discord itself sends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.clock import seconds
from tsuki_desktop.dataset.importers.documents import items
from tsuki_desktop.dataset.importers.logs import Post, Room
from tsuki_desktop.dataset.rows import as_dict, as_list, as_str

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member
    from tsuki_desktop.dataset.rows import Row

_MARKUP = re.compile(r"<a?:(\w+):\d+>|<t:\d+(?::\w)?>|<#\d+>|<@&\d+>")
_MENTION = re.compile(r"<@!?(\d+)>")


def rooms(members: Sequence[Member], intake: Intake) -> Iterator[Room]:
    """One room a file. Only ordinary messages and replies of people count."""
    for member in members:
        direct = b'"DirectTextChat"' in member.head() or b'"DirectGroupTextChat"' in member.head()

        def posts(member: Member = member) -> Iterator[Post]:
            with member.open() as stream:
                for value in items(stream, "messages.item", intake, member.name):
                    post = _post(as_dict(value), intake)
                    if post is not None:
                        yield post

        yield Room(member.name, posts, direct)


def _post(message: dict[str, Any], intake: Intake) -> Post | None:
    author = as_dict(message.get("author"))
    attached = message.get("attachments") or message.get("stickers")
    said = intake.wordless(as_str(message.get("content")), attached)
    reason = ""
    if as_str(message.get("type")) not in {"Default", "Reply"}:
        reason = "system_message"
    elif author.get("isBot"):
        reason = "bot"
    elif not said.strip():
        reason = "media_only" if attached else "empty"
    if reason:
        intake.drop(reason)
        return None
    mentioned = map(as_dict, as_list(message.get("mentions")))
    names = {as_str(user.get("id")): as_str(user.get("name")) for user in mentioned}
    text = _MENTION.sub(lambda m: f"@{names.get(m[1]) or 'user' + m[1][-4:]}", said)
    text = _MARKUP.sub(lambda m: f":{m[1]}:" if m[1] else "", text)
    speaker = as_str(author.get("name")) or as_str(author.get("nickname")) or "?"
    return Post(
        speaker,
        text,
        seconds(message.get("timestamp")),
        as_str(message.get("id")),
        as_str(as_dict(message.get("reference")).get("messageId")),
    )


def package(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """Only the person's own messages are in it: a voice without anybody to answer, so no rows."""
    count = sum(
        re.search(r"messages/c?\d+/messages\.(json|csv)$", member.name) is not None for member in members
    )
    text = "Discord's package has only your own messages: good for style, but there is nobody to answer."
    intake.drop("one_voice", "messages/", text, count or 1)
    yield from ()
