"""X's archive: only direct messages have both sides, so only they become conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.clock import seconds
from tsuki_desktop.dataset.importers.documents import items
from tsuki_desktop.dataset.importers.logs import Post, Room
from tsuki_desktop.dataset.rows import as_dict, as_list, as_str

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member


def rooms(members: Sequence[Member], intake: Intake) -> Iterator[Room]:
    """One room a direct-message conversation; `me` is the owner of the archive, others go by number."""
    me = _me(members, intake)
    for member in members:
        name = member.name.rsplit("/", 1)[-1]
        if name.startswith(("tweets", "tweet")) and name.endswith(".js"):
            intake.drop(
                "one_voice", member.name, "Tweets have only your own side: only direct messages are read."
            )
        if not name.startswith("direct-message") or not name.endswith(".js") or "header" in name:
            continue
        with member.open() as stream:
            for value in items(_after_assignment(stream), "item", intake, member.name):
                talk = as_dict(as_dict(value).get("dmConversation"))
                posts = [p for m in as_list(talk.get("messages")) if (p := _post(as_dict(m), me, intake))]
                posts.sort(key=lambda post: (post.at or 0.0, post.id))
                yield Room(
                    as_str(talk.get("conversationId")) or member.name, lambda posts=posts: posts, direct=True
                )


def _after_assignment(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream from its first bracket: before it stands `window.YTD.….part0 = `."""
    for _ in range(512):
        head = stream.peek(1)[:1]
        if head in {b"[", b""}:
            break
        stream.read(1)
    return stream


def _me(members: Sequence[Member], intake: Intake) -> str:
    for member in members:
        if member.name.rsplit("/", 1)[-1] == "account.js":
            with member.open() as stream:
                for value in items(_after_assignment(stream), "item", intake, member.name):
                    return as_str(as_dict(as_dict(value).get("account")).get("accountId"))
    return ""


def _post(message: dict[str, Any], me: str, intake: Intake) -> Post | None:
    said = as_dict(message.get("messageCreate"))
    if not said:
        intake.drop("system_message")
        return None
    text = intake.wordless(as_str(said.get("text")), said.get("mediaUrls"))
    if not text.strip():
        intake.drop("media_only" if said.get("mediaUrls") else "empty")
        return None
    sender = as_str(said.get("senderId")) or "?"
    speaker = "me" if sender == me else sender
    return Post(speaker, text, seconds(said.get("createdAt")), as_str(said.get("id")))
