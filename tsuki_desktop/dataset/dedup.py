"""Rows that say nearly the same: found by sketches, confirmed by counting."""

from __future__ import annotations

import hashlib
import importlib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tsuki_desktop.dataset.rows import Row

ALIKE = 0.8
"""Jaccard index of word 3-grams from which two rows are near-duplicates."""
MOST = 100_000
"""Rows that are compared by sketch; beyond, only equal rows are found."""
_PERMUTATIONS = 64
_BANDS = 16
_WORD = re.compile(r"\w+")


def said(row: Row) -> str:
    """What the row says, without its system turn."""
    return "\n".join(turn.text for turn in row.turns if turn.role.value != "system") + (row.rejected or "")


def grams(text: str) -> frozenset[str]:
    """Word 3-grams in lower case; a shorter text is one gram."""
    words = _WORD.findall(text.lower())
    if len(words) < 3:  # noqa: PLR2004  the 3 of 3-grams
        return frozenset({" ".join(words)})
    return frozenset(" ".join(words[place : place + 3]) for place in range(len(words) - 2))


class Twins:
    """Remembers rows, and says which earlier one a new row repeats."""

    def __init__(self) -> None:
        rensa: Any = importlib.import_module("rensa")
        self._sketch: Callable[..., Any] = rensa.RMinHash
        self._index: Any = rensa.RMinHashLSH(threshold=0.6, num_perm=_PERMUTATIONS, num_bands=_BANDS)
        self._grams: dict[int, frozenset[int]] = {}
        self._equal: dict[bytes, int] = {}

    def add(self, name: int, text: str) -> tuple[int, float] | None:
        """Remember `text` under `name` (a line number); the earlier name and likeness where it is a twin."""
        found = grams(text)
        key = hashlib.blake2b("\0".join(sorted(found)).encode("utf-8", "replace"), digest_size=12).digest()
        equal = self._equal.setdefault(key, name)
        if equal != name:
            return equal, 1.0
        if len(self._grams) >= MOST:
            return None
        sketch = self._sketch(num_perm=_PERMUTATIONS, seed=42)
        sketch.update(list(found))
        hashed = frozenset(map(hash, found))
        others: list[int] = self._index.query(sketch)
        best, other = max(((_likeness(hashed, self._grams[twin]), twin) for twin in others), default=(0.0, 0))
        self._index.insert(name, sketch)
        self._grams[name] = hashed
        return (other, best) if best >= ALIKE else None


def _likeness(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / max(1, len(left | right))
