"""How much of a chat fits before a trainer's limit, so that the reply itself is never cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOKENS_PER_TURN = 8
"""What a chat template adds to a turn, at most; ChatML adds 5, Llama 3 adds 6."""
_REMEMBERED = 4096


def guessed_tokens(text: str) -> int:
    """A guess for when no tokenizer is at hand: a token for each 3 bytes (English has about 4)."""
    return -(-_size(text) // 3)


class Budget:
    """Counts tokens, and asks the tokenizer only where the answer matters.

    A token covers at least one byte, so a chat with fewer bytes than the limit fits without counting.
    """

    def __init__(self, limit: int, count: Callable[[str], int] | None = None) -> None:
        self.limit = limit
        self._count = count or guessed_tokens
        self._known: dict[str, int] = {}

    def fitting(self, fixed: Sequence[str], newest_first: Sequence[str]) -> int:
        """How many of `newest_first` fit beside all of `fixed`; -1 where `fixed` alone is too long."""
        turns = len(fixed) + len(newest_first)
        bound = sum(map(_size, fixed)) + sum(map(_size, newest_first)) + turns * TOKENS_PER_TURN
        if bound <= self.limit:
            return len(newest_first)
        left = self.limit - sum(map(self._tokens, fixed))
        if left < 0:
            return -1
        for place, text in enumerate(newest_first):
            left -= self._tokens(text)
            if left < 0:
                return place
        return len(newest_first)

    def _tokens(self, text: str) -> int:
        known = self._known.get(text)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[text] = self._count(text) + TOKENS_PER_TURN
        return known


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
