"""Reddit dumps: a comment or submission a line, plain or .zst."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.clock import seconds
from tsuki_desktop.dataset.importers.datasets import values
from tsuki_desktop.dataset.importers.logs import Post, Room
from tsuki_desktop.dataset.rows import Row, as_dict, as_str
from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member

_GONE = {"[deleted]", "[removed]"}
KEPT_POSTS = 200_000
"""Comments that are remembered for their answers."""
MAX_DEPTH = 20
MIN_TURNS = 2


def rows(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """One row a thread: the longest path below each top-level comment, strangers taking turns.

    With a chosen speaker, the path ends on him or her; otherwise every second voice becomes the assistant.
    """
    for member in members:
        known: dict[str, Post] = {}
        for _, value in values(member, intake):
            post = _post(as_dict(value), intake)
            if post is None:
                continue
            intake.speakers[post.speaker] += 1
            known[post.id] = post
            if len(known) >= KEPT_POSTS:
                yield from _threads(known, intake)
                known = {}
        yield from _threads(known, intake)


def _threads(known: dict[str, Post], intake: Intake) -> Iterator[Row]:
    persona = intake.choices.persona_speaker
    longest: dict[str, list[str]] = {}
    parents = {post.reply_to for post in known.values()}
    for key, post in known.items():
        if key in parents or (persona and post.speaker != persona):
            continue
        path = _path(key, known)
        if len(path) > len(longest.get(path[0], ())):
            longest[path[0]] = path
    for path in longest.values():
        row = _row([known[key] for key in path], persona)
        if row is None:
            intake.drop("no_answer")
        else:
            yield row


def _path(key: str, known: dict[str, Post]) -> list[str]:
    path: list[str] = []
    while key in known and key not in path and len(path) < MAX_DEPTH:
        path.append(key)
        key = known[key].reply_to
    return path[::-1]


def _row(path: list[Post], persona: str) -> Row | None:
    turns: list[Turn] = []
    speaker = ""
    for post in path:
        if post.speaker == speaker:
            turns[-1] = Turn(turns[-1].role, f"{turns[-1].text}\n{post.text}")
            continue
        answer = post.speaker == persona if persona else bool(len(turns) % 2)
        role = Role.ASSISTANT if answer else Role.USER
        if turns and turns[-1].role is role:
            turns[-1] = Turn(role, f"{turns[-1].text}\n{post.text}")
        else:
            turns.append(Turn(role, post.text))
        speaker = post.speaker
    while turns and turns[0].role is not Role.USER:
        turns.pop(0)
    while turns and turns[-1].role is not Role.ASSISTANT:
        turns.pop()
    return Row(path[0].id, tuple(turns)) if len(turns) >= MIN_TURNS else None


def _post(fields: dict[str, Any], intake: Intake) -> Post | None:
    body = as_str(fields.get("body")) or "\n".join(
        part for part in (as_str(fields.get("title")), as_str(fields.get("selftext"))) if part
    )
    author = as_str(fields.get("author"))
    reason = ""
    if not fields.get("id") or ("body" not in fields and "selftext" not in fields):
        reason = "unknown_shape"
    elif body in _GONE or author in {"", *_GONE} or as_str(fields.get("selftext")) in _GONE:
        reason = "deleted"
    elif author == "AutoModerator" or fields.get("stickied") or fields.get("distinguished"):
        reason = "bot"
    elif not body.strip():
        reason = "empty"
    if reason:
        intake.drop(reason)
        return None
    kind = "t1" if "body" in fields else "t3"
    text = html.unescape(body)
    key = f"{kind}_{fields['id']}"
    return Post(author, text, seconds(fields.get("created_utc")), key, as_str(fields.get("parent_id")))


def rooms(members: Sequence[Member], intake: Intake) -> Iterator[Room]:
    """The same posts as one room, for counting speakers."""
    for member in members:

        def posts(member: Member = member) -> Iterator[Post]:
            for _, value in values(member, intake):
                post = _post(as_dict(value), intake)
                if post is not None:
                    yield post

        yield Room(member.name, posts)
