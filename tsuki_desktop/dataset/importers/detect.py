"""Telling by its first bytes what a file is; names and endings do not count, but for members of archives."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.formats import recognise as row_shape
from tsuki_desktop.dataset.importers import whatsapp
from tsuki_desktop.dataset.importers.datasets import STORY_END, header
from tsuki_desktop.dataset.rows import as_dict, as_list
from tsuki_desktop.errors import BadFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.dataset.importers.sources import Member


class Shape(StrEnum):
    """What can be read."""

    ROWS = "rows"
    """Our formats, ShareGPT, Alpaca, Dolly: one known row a line, or in an array."""
    OASST = "openassistant"
    REDDIT = "reddit"
    CHATGPT = "chatgpt"
    CLAUDE = "claude"
    SILLYTAVERN = "sillytavern"
    DISCORD = "discord"
    DISCORD_PACKAGE = "discord-package"
    SLACK = "slack"
    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    X = "x"
    TABLE = "table"
    """A table with a speaker and a text column."""
    EXCHANGES = "exchanges"
    """A table with a column for the user and one for the assistant."""
    TRANSCRIPT = "transcript"
    PROSE = "prose"
    CARD = "card"


_DOCUMENTS: tuple[tuple[Shape, tuple[bytes, ...]], ...] = (
    (Shape.CARD, (b'"spec"', b'"chara_card_v')),
    (Shape.CARD, (b'"first_mes"', b'"name"')),
    (Shape.DISCORD, (b'"guild"', b'"channel"')),
    (Shape.CHATGPT, (b'"mapping"', b'"message"')),
    (Shape.CLAUDE, (b'"chat_messages"', b'"uuid"')),
    (Shape.X, (b"window.YTD.",)),
    (Shape.TELEGRAM, (b'"chats"', b'"list"')),
    (Shape.TELEGRAM, (b'"messages"', b'"from_id"')),
    (Shape.TELEGRAM, (b'"messages"', b'"date_unixtime"')),
    (Shape.TELEGRAM, (b'"type"', b'"personal_chat"')),
)
"""Words that stand in the first 64 KB of a single document."""
_OASST = {"message_tree_id", "message_id"}
_SPOKEN = re.compile(rb"^\s*[^\s:{\[<][^:\n{\[<]{0,38}:\s+\S", re.MULTILINE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1b"})
_MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are no text; of random bytes a tenth are."""


def recognise(members: Sequence[Member], file: str) -> Shape:
    """What the members of a file are together.

    Raises:
        BadFileError: nothing that is known, empty, or no text.

    """
    if not members:
        raise BadFileError(f"{file} is empty.")
    found = _archive(members) if len(members) > 1 else _single(members[0])
    if found is None:
        raise BadFileError(
            f"Nobody knows what {file} is.",
            "Say which format it has, or save it as JSON lines, CSV or lines of “Name: text”.",
        )
    return found


def _archive(members: Sequence[Member]) -> Shape | None:
    names = {member.name.rsplit("/", 1)[-1]: member for member in members}
    talks = sorted(name for name in names if re.fullmatch(r"conversations[\w-]*\.json", name))
    signs: tuple[tuple[Shape, bool], ...] = (
        (Shape.CARD, "card.json" in names),
        (Shape.SLACK, "channels.json" in names and bool({"users.json", "org_users.json"} & names.keys())),
        (Shape.DISCORD_PACKAGE, any(re.search(r"messages/index\.json$", m.name) for m in members)),
        (Shape.X, any(re.fullmatch(r"(direct-messages|tweets?).*\.js", name) for name in names)),
    )
    sure = next((shape for shape, there in signs if there), None)
    if sure is not None or talks:
        return sure or _single(names[talks[0]])
    chats = [member for member in members if member.name.endswith(".txt")]
    kinds = {_single(member) for member in (chats or members)[:20] if member.size}
    return kinds.pop() if len(kinds) == 1 else None


def _single(member: Member) -> Shape | None:
    head = member.head()
    if not head.strip():
        raise BadFileError(f"{member.name} is empty.")
    if head.startswith(b"\x89PNG"):
        return Shape.CARD
    if head.startswith(_MARKS[1:]):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    head = head.removeprefix(_MARKS[0])
    if head.lstrip().startswith((b"{", b"[", b"window.YTD.")):
        # WhatsApp's lines on an iPhone begin with a bracket, too.
        talk = whatsapp.looks_like(head.decode("utf-8", "replace"))
        return _json(head.lstrip()) or (Shape.WHATSAPP if talk else None)
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) * _MOST_CONTROLS:
        return None
    return _text(head, member)


def _json(head: bytes) -> Shape | None:
    shape = _line_shape(head)
    if shape is not None:
        return shape
    for shape, words in _DOCUMENTS:
        if all(word in head for word in words):
            return shape
    keys = {key.decode() for key in re.findall(rb'"(\w{1,40})"\s*:', head)}
    if _OASST & keys:
        return Shape.OASST
    return Shape.ROWS if row_shape(dict.fromkeys(keys)) else None


def _line_shape(head: bytes) -> Shape | None:
    """What the first lines say, where each is a JSON object."""
    lines = head.split(b"\n", 2)
    try:
        first = as_dict(json.loads(lines[0]))
        second = as_dict(json.loads(lines[1])) if len(lines) > 2 else {}  # noqa: PLR2004  two whole lines
    except (ValueError, RecursionError):
        return None
    keys = first.keys()
    signs: tuple[tuple[Shape, bool], ...] = (
        (
            Shape.SILLYTAVERN,
            bool({"user_name", "chat_metadata"} & keys) or {"mes", "is_user"} <= second.keys(),
        ),
        (Shape.REDDIT, bool({"link_id", "selftext"} & keys) or {"body", "author"} <= keys),
        (Shape.OASST, bool(_OASST & keys)),
        (Shape.ROWS, bool(row_shape(first)) and not _is_log(first)),
    )
    return next((shape for shape, there in signs if there), None)


def _is_log(first: dict[str, Any]) -> bool:
    """Whether it is a whole chat log on one line: its messages have senders instead of roles."""
    messages = as_list(first.get("messages"))
    one = as_dict(messages[0]) if messages else first
    return "role" not in one and bool({"from_id", "date_unixtime", "author"} & one.keys())


def _text(head: bytes, member: Member) -> Shape | None:
    text = head.decode("utf-8", "replace")
    names = {name.lower() for name in header(member)}
    lines = sum(bool(line.strip()) for line in head.split(b"\n"))
    sides = ({"user", "assistant"}, {"question", "answer"})
    voices = ({"speaker", "text"}, {"author", "text"}, {"author", "content"})
    signs: tuple[tuple[Shape, bool], ...] = (
        (Shape.WHATSAPP, whatsapp.looks_like(text)),
        (Shape.PROSE, STORY_END in text),
        (Shape.EXCHANGES, any(side <= names for side in sides)),
        (Shape.TABLE, any(voice <= names for voice in voices)),
        (Shape.TRANSCRIPT, lines > 1 and len(_SPOKEN.findall(head)) >= lines * 0.5),
        (Shape.TABLE, lines > 1 and bool(names) and _even(text)),
        (Shape.PROSE, "\ufffd" not in text[:1000]),
    )
    return next((shape for shape, there in signs if there), None)


def _even(text: str) -> bool:
    """Whether the second line has as many separators as the first: prose has commas, too."""
    first, second = text.split("\n", 2)[:2]
    sign = max((",", ";", "\t"), key=first.count)
    return first.count(sign) == second.count(sign)
