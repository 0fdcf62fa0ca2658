"""WhatsApp's text export, in the many ways in which phones write dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tsuki_desktop.dataset.importers.logs import Post, Room
from tsuki_desktop.dataset.lines import raw_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member

_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"))
_HALF = r"[AaPp]\.? ?[Mm]\.?|[\u0635\u0645]"
_EARLY = "\u4e0a\u5348|\u4e0b\u5348|\u5348\u524d|\u5348\u5f8c|\uc624\uc804|\uc624\ud6c4"
"""Morning and afternoon, in Chinese, Japanese, Korean: before the time."""
_HEADER = re.compile(
    r"^\[?(?P<a>\d{1,4})[/.\-] ?(?P<b>\d{1,2})[/.\-] ?(?P<c>\d{1,4})\.?[,.\u060c]? (?:klo |at |um )?"
    rf"(?P<early>{_EARLY})? ?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))? ?"
    rf"(?P<half>{_HALF})?(?:\]| [-\u2013]|(?(second):|(?!))|(?(early),|(?!)))\s(?P<rest>.*)$",
    re.DOTALL,
)
_AFTERNOON = frozenset("pP\u0645\u4e0b\u5f8c\ud6c4")
_SPEAKER = re.compile(r"^([^:\n]{1,80}?) ?: (.*)$", re.DOTALL)
_OWN = "\u200e"
"""What an iPhone puts before WhatsApp's own words, in every language."""
_MEDIA = re.compile(
    r"^<?(?:media|image|video|audio|sticker|gif|document|contact card|bild|foto|imagen|medien|m[\u00e9e]dias?"
    r"|arquivo de m\u00eddia|multimedia)[\w ]*"
    r"(?:omitted|weggelassen|ausgeschlossen|omitid[oa]|omis(?:es)?|omesso|oculto)[\w ]*>?\.?$"
    r"|^<[^<>\n]{3,60}>$|^null$",
    re.IGNORECASE,
)
"""Android writes them in angle brackets, in every language, and `null` for what may be seen once."""
_FILE = re.compile(
    r"^[^\n/]{1,120}\.\w{2,5} \([^()\n]{4,40}\)$|<[^<>:\n]{3,20}: ?[^<>\n]+\.\w{2,5} ?>|^\S+\.\w{2,5} <\w+>$",
    re.MULTILINE,
)
"""A file that was sent: Android's `name.jpg (file attached)`, and an iPhone's `<attached: name.jpg>`."""
_GONE = re.compile(
    r"^(?:you deleted this message|this message was deleted|diese nachricht wurde gel\u00f6scht"
    r"|du hast diese nachricht gel\u00f6scht|se elimin\u00f3 este mensaje|eliminaste este mensaje"
    r"|ce message a \u00e9t\u00e9 supprim\u00e9|vous avez supprim\u00e9 ce message|mensagem apagada"
    r"|(?:esta mensagem foi|voc\u00ea) apag(?:ada|ou esta mensagem)|questo messaggio \u00e8 stato eliminato"
    r"|hai eliminato questo messaggio|dit bericht is verwijderd|je hebt dit bericht verwijderd"
    r"|bu mesaj silindi|bu mesaj\u0131 sildiniz|pesan ini telah dihapus)\.?$",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<[^\W\d_]+(?: [^\W\d_]+){2,8}>$")
_FEW = 2
_NOON = 12
MAX_POST_LINES = 2000


@dataclass(frozen=True, slots=True)
class _Stamp:
    first: int
    second: int
    third: int
    clock: tuple[int, int, int]


def looks_like(text: str) -> bool:
    """Whether one of the first 50 lines begins as WhatsApp's do."""
    return any(_header(line) is not None for line in text.split("\n")[:50])


def rooms(members: Sequence[Member], intake: Intake) -> Iterator[Room]:
    """One room a file."""
    for member in members:
        if not member.name.endswith(".txt") and len(members) > 1:
            continue
        day_first = intake.choices.day_first
        order = _day_first(member) if day_first is None else day_first

        def posts(member: Member = member, order: bool = order) -> Iterator[Post]:
            return _posts(member, order, intake)

        yield Room(member.name, posts, direct=True)


def _lines(member: Member) -> Iterator[tuple[int, str | None]]:
    with member.open_text() as stream:
        for number, data in raw_lines(stream):
            yield number, None if data is None else data.decode("utf-8", "replace")


def _plain(line: str) -> str:
    line = line.translate(_MARKS).replace("\u202f", " ").replace("\xa0", " ")
    return line if line.isascii() else "".join(_digit(sign) for sign in line)


def _digit(sign: str) -> str:
    return str(int(sign)) if sign.isdecimal() else sign


def _header(line: str) -> tuple[_Stamp, str] | None:
    match = _HEADER.match(_plain(line.rstrip("\r")))
    if match is None:
        return None
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    half = match["early"] or match["half"]
    if half:
        hour = hour % _NOON + (_NOON if _AFTERNOON.intersection(half) else 0)
    stamp = _Stamp(int(match["a"]), int(match["b"]), int(match["c"]), (hour, minute, second))
    return stamp, match["rest"]


def _day_first(member: Member) -> bool:
    """Whether days stand before months: any number above 12 says so, else whichever goes on in time."""
    pairs: list[tuple[int, int]] = []
    for _, line in _lines(member):
        found = _header(line) if line is not None else None
        if found is None or found[0].first > 31:  # noqa: PLR2004  the year comes first
            continue
        first, second = found[0].first, found[0].second
        if first > _NOON or second > _NOON:
            return first > _NOON
        pairs.append((first, second))
        if len(pairs) > 5000:  # noqa: PLR2004  enough to tell
            break
    backwards = [sum(a > b for a, b in pairwise(keys)) for keys in _both(pairs)]
    return backwards[0] <= backwards[1]


def _both(pairs: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    return [(month, day) for day, month in pairs], [(month, day) for month, day in pairs]


def _seconds(stamp: _Stamp, day_first: bool) -> float | None:
    if stamp.first > 31:  # noqa: PLR2004  the year comes first
        year, month, day = stamp.first, stamp.second, stamp.third
    else:
        year = stamp.third + (2000 if stamp.third < 100 else 0)  # noqa: PLR2004  two digits
        day, month = (stamp.first, stamp.second) if day_first else (stamp.second, stamp.first)
    try:
        return dt.datetime(year, month, day, *stamp.clock, tzinfo=dt.UTC).timestamp()
    except ValueError:
        return None


@dataclass(slots=True)
class _Message:
    """One message while its lines come; `own` where its words are WhatsApp's."""

    speaker: str
    at: float | None
    lines: list[str]
    own: bool


def _posts(member: Member, day_first: bool, intake: Intake) -> Iterator[Post]:
    current: _Message | None = None
    for number, line in _lines(member):
        if line is None:
            intake.drop("line_too_long", f"{member.name} line {number}", "The line is too long.")
            continue
        found = _header(line)
        if found is None:
            if current is not None and len(current.lines) < MAX_POST_LINES:
                current.lines.append(_plain(line))
            elif line.strip():
                intake.drop("no_header", f"{member.name} line {number}")
            continue
        yield from _finished(current, intake)
        said = _SPEAKER.match(found[1])
        own = line.partition(": ")[2].startswith(_OWN)
        current = _Message(said[1], _seconds(found[0], day_first), [said[2]], own) if said else None
        if said is None:
            intake.drop("system_message")
    yield from _finished(current, intake)


def _finished(message: _Message | None, intake: Intake) -> Iterator[Post]:
    if message is None:
        return
    text = _EDITED.sub("", "\n".join(message.lines).strip())
    if _GONE.match(text):
        intake.drop("deleted")
        return
    caption = _FILE.sub("", text).strip()
    media = _MEDIA.search(text) is not None or (caption != text and not caption)
    if message.own and caption == text:
        media = media or len(text.split()) <= _FEW
        if not media:
            intake.drop("system_message")
            return
    text = intake.wordless("", attached=True) if media else caption
    if media and not text:
        intake.drop("media_only")
    else:
        yield Post(message.speaker, text, message.at)
