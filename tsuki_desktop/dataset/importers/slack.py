"""Slack's export: a zip with a folder a channel and a file a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.clock import seconds
from tsuki_desktop.dataset.importers.documents import items
from tsuki_desktop.dataset.importers.logs import Post, Room
from tsuki_desktop.dataset.rows import as_dict, as_str

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member

_DAY = re.compile(r"(?:^|.*/)([^/]+)/(\d{4}-\d{2}-\d{2})\.json$")
_KEPT = {"", "file_share", "thread_broadcast", "me_message"}
_MARK = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def rooms(members: Sequence[Member], intake: Intake) -> Iterator[Room]:
    """One room a channel, its days in order."""
    names = _users(members, intake)
    direct = {name for member in members if member.name.endswith("dms.json") for name in _ids(member, intake)}
    channels: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda m: m.name):
        match = _DAY.match(member.name)
        if match:
            channels.setdefault(match[1], []).append(member)
    for channel, days in channels.items():

        def posts(days: list[Member] = days) -> Iterator[Post]:
            for day in days:
                with day.open() as stream:
                    found = [as_dict(value) for value in items(stream, "item", intake, day.name)]
                for message in sorted(found, key=lambda m: seconds(m.get("ts")) or 0.0):
                    post = _post(message, names, intake)
                    if post is not None:
                        yield post

        yield Room(channel, posts, channel in direct)


def _users(members: Sequence[Member], intake: Intake) -> dict[str, str]:
    names: dict[str, str] = {}
    for member in members:
        if member.name.rsplit("/", 1)[-1] in {"users.json", "org_users.json"}:
            with member.open() as stream:
                for value in items(stream, "item", intake, member.name):
                    user = as_dict(value)
                    profile = as_dict(user.get("profile"))
                    name = as_str(profile.get("display_name")) or as_str(user.get("name"))
                    names[as_str(user.get("id"))] = name or as_str(user.get("real_name"))
    return names


def _ids(member: Member, intake: Intake) -> list[str]:
    with member.open() as stream:
        return [as_str(as_dict(value).get("id")) for value in items(stream, "item", intake, member.name)]


def _post(message: dict[str, Any], names: dict[str, str], intake: Intake) -> Post | None:
    user, kind = as_str(message.get("user")), as_str(message.get("subtype"))
    attached = message.get("files") or message.get("file")
    text = intake.wordless(as_str(message.get("text")), attached)
    reason = ""
    if message.get("bot_id") or kind in {"bot_message", "bot_add"}:
        reason = "bot"
    elif kind not in _KEPT or message.get("type", "message") != "message":
        reason = "system_message"
    elif not user:
        reason = "no_speaker"
    elif not text.strip():
        reason = "media_only" if attached else "empty"
    if reason:
        intake.drop(reason)
        return None
    stamp, thread = as_str(message.get("ts")), as_str(message.get("thread_ts"))
    reply_to = thread if thread and thread != stamp else ""
    return Post(names.get(user) or user, plain(text, names), seconds(stamp), stamp, reply_to)


def plain(text: str, names: dict[str, str]) -> str:
    """Slack's markup as people read it."""

    def one(match: re.Match[str]) -> str:
        sort, what, label = match[1], match[2], match[3]
        if sort == "@":
            return f"@{names.get(what) or label or what}"
        if sort == "#":
            return f"#{label or what}"
        if sort == "!":
            return label or f"@{what.split('^')[0]}"
        return what

    text = _MARK.sub(one, text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
