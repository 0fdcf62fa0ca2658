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

_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff"))
_HEADER = re.compile(
    r"^\[?(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{2,4})\.?[,.\u060c]? (?:klo |at |um )?"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))? ?(?P<half>[AaPp]\.? ?[Mm]\.?)?"
    r"(?:\]| [-\u2013])\s(?P<rest>.*)$",
    re.DOTALL,
)
_SPEAKER = re.compile(r"^([^:\n]{1,80}?): (.*)$", re.DOTALL)
_MEDIA = re.compile(
    r"^<?(?:media|image|video|audio|sticker|gif|document|contact card|bild|foto|imagen|medien|m[ée]dias?"
    r"|arquivo de m\u00eddia|multimedia)[\w ]*"
    r"(?:omitted|weggelassen|ausgeschlossen|omitid[oa]|omis(?:es)?|omesso|oculto)[\w ]*>?\.?$"
    r"|^<attached: .+>$|\(file attached\)$",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"^(?:you deleted this message|this message was deleted|diese nachricht wurde gel\u00f6scht"
    r"|du hast diese nachricht gel\u00f6scht|se elimin\u00f3 este mensaje"
    r"|ce message a \u00e9t\u00e9 supprim\u00e9)\.?$",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<(?:this message was edited|diese nachricht wurde bearbeitet)>$", re.IGNORECASE)
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
            yield number, None if data is None else _plain(data.decode("utf-8", "replace"))


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
    if match["half"]:
        hour = hour % _NOON + (_NOON if match["half"].lower().startswith("p") else 0)
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


def _posts(member: Member, day_first: bool, intake: Intake) -> Iterator[Post]:
    current: tuple[str, float | None, list[str]] | None = None
    for number, line in _lines(member):
        if line is None:
            intake.drop("line_too_long", f"{member.name} line {number}", "The line is too long.")
            continue
        found = _header(line)
        if found is None:
            if current is not None and len(current[2]) < MAX_POST_LINES:
                current[2].append(line)
            elif line.strip():
                intake.drop("no_header", f"{member.name} line {number}")
            continue
        yield from _finished(current, intake)
        said = _SPEAKER.match(found[1])
        current = (said[1], _seconds(found[0], day_first), [said[2]]) if said else None
        if said is None:
            intake.drop("system_message")
    yield from _finished(current, intake)


def _finished(current: tuple[str, float | None, list[str]] | None, intake: Intake) -> Iterator[Post]:
    if current is None:
        return
    speaker, at, lines = current
    text = _EDITED.sub("", "\n".join(lines).strip())
    media = _MEDIA.search(text) is not None
    text = intake.wordless("", attached=True) if media else text
    if media and not text:
        intake.drop("media_only")
    elif _GONE.match(text):
        intake.drop("deleted")
    else:
        yield Post(speaker, text, at)
