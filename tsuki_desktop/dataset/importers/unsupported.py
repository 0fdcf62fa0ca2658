"""Files that people drop in and that hold no rows: what they are, and what to do instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tsuki_desktop.errors import BadFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.dataset.importers.sources import Member

_AS_TEXT = "Save it as plain text (.txt), with a line “Name: text” for each turn."
_AS_CSV = "Save the sheet as CSV (UTF-8), with a column for the speaker and one for the text."
_AS_COLUMNS = "Make a CSV of it, with a column for the speaker (sender_name) and one for the text (content)."
_UNPACK = "Unpack it, and import what is inside."
_EXPORT = "Export the chat again and choose JSON (Telegram, DiscordChatExporter), or save it as plain text."

_ARCHIVES: tuple[tuple[str, str, str], ...] = (
    (r"word/document\.xml", "a Word document", _AS_TEXT),
    (r"xl/workbook\.(xml|bin)", "an Excel workbook", _AS_CSV),
    (r"ppt/presentation\.xml", "a presentation", _AS_TEXT),
    (r"META-INF/container\.xml", "an e-book", _AS_TEXT),
    (r"content\.xml", "an OpenDocument file", _AS_TEXT),
)
"""By a member that such a file always has."""
_PACKED = re.compile(r"\.(zip|7z|rar|tar|tgz|gz|zst)$", re.IGNORECASE)
_MAIL = rb"(From \S+@\S+ |(?=(.*\n){0,40}?(From|Received): )(?=(.*\n){0,40}?(Subject|Message-ID): )[\w-]+: )"
_COMMENTS = rb"\s*(//|/\*|#).*\n(\s*(//|#).*\n|\s*\n)*\s*[\[{]\s*([\"{]|//)"
_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (
        rb"%PDF-",
        "a PDF",
        "Copy its text into a plain text file (.txt), or export the chat in another format.",
    ),
    (rb"\{\\rtf", "a rich text document", _AS_TEXT),
    (rb"\s*(<!--.*?-->\s*)?<(!doctype html|html)\b", "a web page", _EXPORT),
    (rb"\s*<\?xml\b", "an XML file", "Save it as JSON or CSV."),
    (rb"SQLite format 3\0", "a database", "Save its messages as CSV."),
    (rb'\s*\{\s*"participants"\s*:', "a Messenger or Instagram chat", _AS_COLUMNS),
    (rb"PAR1", "a Parquet file", "Save it as JSON lines."),
    (rb"(7z\xbc\xaf|Rar!|BZh|\xfd7zXZ|PK\x03\x04|(?s:.{257})ustar)", "an archive", _UNPACK),
    (rb"(\xff\xd8\xff|GIF8|RIFF(?s:....)WEBP)", "a picture", "Only character cards (PNG) hold words."),
    (rb"(ID3|OggS|fLaC|RIFF(?s:....)WAVE|\xff[\xfb\xf3])", "a sound", "Import the text of what is said."),
    (rb"((?s:....)ftyp|\x1aE\xdf\xa3|RIFF(?s:....)AVI)", "a video", "Import the text of what is said."),
    (rb"(WEBVTT\b|\s*\d+\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> )", "a file of subtitles", _AS_TEXT),
    (_MAIL, "a mailbox or a mail", _AS_TEXT),
    (_COMMENTS, "JSON with comments", "JSON itself has none: take them out."),
    (rb"\s*(\[\s*\]|\{\s*\})\s*$", "JSON without a row in it", "Is it the right file?"),
)
"""By the first bytes."""
_NESTED = "an archive in an archive"
NAMES = frozenset({*(what for _, what, _ in _ARCHIVES), *(what for _, what, _ in _STARTS), _NESTED})
"""What a stranger is called."""


def refuse(members: Sequence[Member], file: str) -> None:
    """Say what a file is where it is known to hold nothing that can be read.

    Raises:
        BadFileError: it is one of those.

    """
    found = _in_archive(members) if len(members) > 1 else _by_start(members[0].head(2048))
    if found is not None:
        raise BadFileError(f"{file} is {found[0]}; that cannot be read here.", found[1])


def _in_archive(members: Sequence[Member]) -> tuple[str, str] | None:
    names = {member.name for member in members}
    for pattern, what, hint in _ARCHIVES:
        if any(re.fullmatch(pattern, name) for name in names):
            return what, hint
    if all(_PACKED.search(name) for name in names):
        return _NESTED, _UNPACK
    return None


def _by_start(head: bytes) -> tuple[str, str] | None:
    for start, what, hint in _STARTS:
        if re.match(start, head, re.IGNORECASE if start.startswith(rb"\s") else 0):
            return what, hint
    return None
