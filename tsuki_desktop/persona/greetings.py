"""What she says in an empty chat: by the hour, by how long the last one is ago, by what she learned since.

She knows the time of the last chat from the log, and whether another model was put to use after it; not what
was said, and she never acts as if she did.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from tsuki_desktop.domain.persona import Persona

KINDS = ("morning", "afternoon", "evening", "night", "first", "soon", "long", "retrained", "went back")
"""The keys of `[greetings]`. `first`: nobody ever chatted here; `soon`, `long`: by the time since; the last
two: nobody has chatted since a retrained model was put to use, or the one before it again."""

_DAY = ((5, "night"), (12, "morning"), (18, "afternoon"), (23, "evening"), (24, "night"))
"""Until which hour it is what part of the day."""

_SOON = timedelta(minutes=30)
_LONG = timedelta(days=7)


def greeting(persona: Persona, now: datetime, last_chat: datetime | None, news: str = "") -> str:
    """Choose a greeting for `now` (local time) and the time of the last message, None where there is none.

    `news` is the kind of what happened since then, empty where nothing did. The same hour of the same day
    gives the same line; the next time usually another one.
    """
    kinds = (news if last_chat else "first", _kind(now, last_chat), _part_of_day(now))
    lines = next((persona.greetings[kind] for kind in kinds if persona.greetings.get(kind)), ())
    if not lines:
        return persona.greeting
    return lines[(now.toordinal() * 24 + now.hour) % len(lines)]


def _kind(now: datetime, last_chat: datetime | None) -> str:
    if last_chat is None:
        return "first"
    away = now - last_chat
    if timedelta(0) <= away < _SOON:
        return "soon"
    return "long" if away >= _LONG else _part_of_day(now)


def _part_of_day(now: datetime) -> str:
    return next(name for until, name in _DAY if now.hour < until)
