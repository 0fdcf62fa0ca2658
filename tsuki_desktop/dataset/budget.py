"""How much of a chat fits before a trainer's limit, so that the reply itself is never cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOKENS_PER_TURN = 8
"""What a chat template adds to a turn, at most; ChatML adds 5, Llama 3 adds 6."""
_REMEMBERED = 4096
_AT_ONCE = 16
"""Turns whose tokens are asked for together: the tokenizer may live in another process."""


def guessed_tokens(text: str) -> int:
    """A guess for when no tokenizer is at hand: a token for each 3 bytes (English has about 4)."""
    return -(-_size(text) // 3)


class Budget:
    """Counts tokens, and asks the tokenizer only where the answer matters.

    A token covers at least one byte, so a chat with fewer bytes than the limit fits without counting.
    """

    def __init__(self, limit: int, count: Callable[[Sequence[str]], Sequence[int]] | None = None) -> None:
        self.limit = limit
        self._count = count or _guessed
        self._known: dict[str, int] = {}

    def fitting(self, fixed: Sequence[str], newest_first: Sequence[str]) -> int:
        """How many of `newest_first` fit beside all of `fixed`; -1 where `fixed` alone is too long."""
        turns = len(fixed) + len(newest_first)
        bound = sum(map(_size, fixed)) + sum(map(_size, newest_first)) + turns * TOKENS_PER_TURN
        if bound <= self.limit:
            return len(newest_first)
        left = self.limit - sum(self._tokens(fixed))
        if left < 0:
            return -1
        for start in range(0, len(newest_first), _AT_ONCE):
            counted = self._tokens(newest_first[start : start + _AT_ONCE])
            for place, tokens in enumerate(counted, start):
                left -= tokens
                if left < 0:
                    return place
        return len(newest_first)

    def _tokens(self, texts: Sequence[str]) -> list[int]:
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        if unknown:
            if len(self._known) > _REMEMBERED:
                self._known = {text: self._known[text] for text in texts if text in self._known}
            counted = self._count(unknown)
            self._known |= {
                text: tokens + TOKENS_PER_TURN for text, tokens in zip(unknown, counted, strict=True)
            }
        return [self._known[text] for text in texts]


def _guessed(texts: Sequence[str]) -> list[int]:
    return [guessed_tokens(text) for text in texts]


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
