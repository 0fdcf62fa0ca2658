"""Telling by its first bytes what a file is; names and endings do not count, but for members of archives."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.formats import recognise as row_shape
from tsuki_desktop.dataset.importers import whatsapp
from tsuki_desktop.dataset.importers.datasets import PARTS, STORY_END, columns_of, header, is_table
from tsuki_desktop.dataset.importers.unsupported import refuse
from tsuki_desktop.dataset.lines import charset
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
_SPOKEN = re.compile(rb"^([^\s:{\[<\"'(#*-][^:\n{\[<(=\"]{0,38}):[ \t]+\S", re.MULTILINE)
_SETTINGS = re.compile(rb"[,;{(\[]\s*$|^\s+\S+: |^\s*(?:import|def|class|return)\b", re.MULTILINE)
"""Lines of code and settings, which have names and colons, too."""
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1b"})
_MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are no text; of random bytes a tenth are."""
_SOME = 0.2


def recognise(members: Sequence[Member], file: str) -> Shape:
    """What the members of a file are together.

    Raises:
        BadFileError: nothing that is known, empty, or no text.

    """
    if not members:
        raise BadFileError(f"{file} is empty.")
    refuse(members, file)
    found = _archive(members) if len(members) > 1 else _single(members[0])
    if found is None:
        raise BadFileError(
            f"Nobody knows what {file} is.",
            "Say which format it has, or save it as UTF-8 text: JSON lines, CSV, or lines of “Name: text”.",
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
    if Shape.WHATSAPP in kinds:  # its texts that are no chats were sent as attachments
        return Shape.WHATSAPP
    return kinds.pop() if len(kinds) == 1 else None


def _single(member: Member) -> Shape | None:
    head = member.head()
    if not head.strip():
        raise BadFileError(f"{member.name} is empty.")
    if head.startswith(b"\x89PNG"):
        return Shape.CARD
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
    messages = as_list(first.get("messages")) or as_list(first.get("conversations"))
    one = as_dict(messages[0]) if messages else first
    signs = {"from_id", "date_unixtime", "author", "chat_messages", "mapping"}
    return "role" not in one and bool(signs & one.keys())


def _text(head: bytes, member: Member) -> Shape | None:
    spelled = charset(head)
    if not spelled:
        hint = "Open it in a text editor, and save it as UTF-8."
        raise BadFileError(f"{member.name} is text in an encoding that is not known here.", hint)
    text = head.decode(spelled, "replace")
    names = header(member)
    lines = sum(bool(line.strip()) for line in head.split(b"\n"))
    signs: tuple[tuple[Shape, bool], ...] = (
        (Shape.WHATSAPP, whatsapp.looks_like(text)),
        (Shape.PROSE, STORY_END in text),
        (Shape.EXCHANGES, len(columns_of(names, ("user", "assistant"))) == PARTS),
        (Shape.TABLE, len(columns_of(names, ("speaker", "text"))) == PARTS),
        (Shape.TRANSCRIPT, lines > 1 and _talks(head, lines)),
        (Shape.TABLE, lines > 1 and bool(names) and is_table(text)),
        (Shape.PROSE, "\ufffd" not in text[:1000]),
    )
    return next((shape for shape, there in signs if there), None)


def _talks(head: bytes, lines: int) -> bool:
    """Whether half of the lines begin with a name, and few look like code or settings."""
    names = _SPOKEN.findall(head)
    settings = len(_SETTINGS.findall(head))
    return len(names) >= lines * 0.5 and settings < lines * _SOME
