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


def pick(message: str, liked: Sequence[Example], *, most: int, alike: float = 0.0) -> list[Example]:
    """Choose at most `most` of `liked` (oldest first) for `message`: those that share its rarer words.

    Ties go to the newer one, so with nothing in common the newest are shown; with `alike` only those are
    that answer much the same: this share (0 to 1) of all words of both, rarer ones counting more. The answer
    is ordered from the weakest to the strongest, because small models follow what they read last.
    """
    documents = [set(_words(example.user)) for example in liked]
    seen = Counter(word for words in documents for word in words)
    wanted = set(_words(message))

    def weight(words: set[str]) -> float:
        return sum(log(1 + len(liked) / max(1, seen[word])) for word in words)

    def is_alike(at: int) -> bool:
        shared = wanted & documents[at]
        return bool(shared) and weight(shared) >= alike * weight(wanted | documents[at])

    found = [at for at in range(len(liked)) if not alike or is_alike(at)]
    best = sorted(found, key=lambda at: (weight(wanted & documents[at]), at), reverse=True)[:most]
    return [liked[at] for at in reversed(best)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
