"""Which liked replies are shown to the model as examples."""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.domain.persona import Example

_WORD = re.compile(r"\w+")


def pick(message: str, liked: Sequence[Example], *, most: int) -> list[Example]:
    """Choose at most `most` of `liked` (oldest first) for `message`: those that share its rarer words.

    Ties go to the newer one, so with nothing in common the newest are shown. The answer is ordered from the
    weakest to the strongest, because small models follow what they read last.
    """
    documents = [set(_words(example.user)) for example in liked]
    seen = Counter(word for words in documents for word in words)
    wanted = set(_words(message))

    def weight(at: int) -> float:
        return sum(log(1 + len(liked) / seen[word]) for word in wanted & documents[at])

    best = sorted(range(len(liked)), key=lambda at: (weight(at), at), reverse=True)[:most]
    return [liked[at] for at in reversed(best)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
