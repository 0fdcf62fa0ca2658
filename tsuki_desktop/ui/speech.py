"""Finds stiff phrases in a reply, and says them as Tsuki would: only ever where the person asks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tsuki_desktop.domain.persona import SpeechRule

_SHORT = {"do not": "don't", "is not": "isn't", "it is": "it's", "that is": "that's", "I am": "I'm"}
"""Both ways to write the same phrase."""


def _pattern(stiff: str) -> re.Pattern[str]:
    forms = [" ".join(stiff.split())]
    for long, short in _SHORT.items():
        forms += [re.sub(rf"\b{long}\b", short, form, flags=re.IGNORECASE) for form in forms]
    curly = "['\N{RIGHT SINGLE QUOTATION MARK}]"
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+").replace("'", curly) for form in set(forms))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def stiff_phrases(text: str, rules: Iterable[SpeechRule]) -> list[tuple[str, str]]:
    """The stiff phrases of `text` as they stand in it, each with what she would say instead."""
    found = ((_pattern(rule.stiff).search(text), rule.casual) for rule in rules)
    return [(match.group(), casual) for match, casual in found if match]


def soften(text: str, stiff: str, casual: str) -> str:
    """`text` with the first `stiff` said as `casual`; inside a sentence it begins small."""
    match = _pattern(stiff).search(text)
    if match is None:
        return text
    before = text[: match.start()].rstrip(" \t\"'“(*_")
    begins = not before or before[-1] in ".!?…\n~"
    if not begins and not casual.startswith(("I ", "I'")):
        casual = casual[0].lower() + casual[1:]
    return text[: match.start()] + casual + text[match.end() :]
