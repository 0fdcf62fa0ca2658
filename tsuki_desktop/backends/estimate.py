"""How many tokens a text has, for backends that do not tell: a guess on the safe side, corrected by use.

The weights were fitted to the tokenizer of SmolLM2, whose 49,152 words are fewer than most models of today
have, so that they need fewer tokens: over chat, code, 17 languages, emoji, digits and random letters the
guess lies between 0.93 and 2 times the truth (`tests/backends/test_estimate.py`).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.domain.chat import Turn

TEMPLATE_TOKENS = 6
"""A chat template's cost for each turn: ChatML and Llama 3 take 5."""

_REMEMBERED = 8
"""Prompts whose true size is kept; the costliest of them counts."""
_FEWEST = 64
"""Tokens: from a shorter prompt nothing is learned."""
_LEAST, _MOST = 0.5, 4.0
_PLAUSIBLE = 0.45
"""A server that tells less than this share of the guess has left out what it had in its cache."""
_MARGIN = 1.05
_ENGLISH = 0.3
"""The share of common words from which on a text is taken for plain English."""

_WORDS = """
a about after all also am an and any are as at back be because been but by can come could day did do does
even feel first for from get give go good had has have he her here him his how i if in into is it its just
know like little look make man maybe me more most much my never new no not nothing now of on one only or
other our out over people really right said say see she should so some something still such take tell than
that the their them then there these they thing think this those time to today too two up us very want was
way we well were what when where which who why will with would yes you your
"""
_COMMON = frozenset(_WORDS.split())
_PIECE = re.compile(
    r" ?(?P<word>[A-Za-z]?[a-z]+)|(?P<capitals>[A-Z]+)|(?P<space>\s+)|(?P<mark>[!-~])|(?P<other>.)", re.DOTALL
)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{3,}")


class Guess(NamedTuple):
    """Tokens of a text: what is written in ASCII, and the rest, which other vocabularies split otherwise."""

    plain: float
    rest: float
    english: bool


def guess(text: str) -> Guess:
    """Guess the tokens of `text`, without a template."""
    plain = rest = 0.0
    words = common = 0
    for found in _PIECE.finditer(text):
        kind = found.lastgroup or ""
        piece = found[kind]
        if kind == "other":
            rest += 0.95 * len(piece.encode("utf-8", "replace"))
        else:
            plain += _cost(kind, piece)
            words += kind == "word"
            common += piece.lower() in _COMMON
    return Guess(plain, rest, words > 0 and common >= _ENGLISH * words)


def _cost(kind: str, piece: str) -> float:
    match kind:
        case "word":
            return _word(piece.lower())
        case "capitals":
            return 1 if len(piece) == 1 else len(piece) / 1.3
        case "space":
            return 0.3 if piece == " " else 1 + len(piece) / 8
        case _:
            return 1.05


def _word(word: str) -> float:
    """A common word is one token; others cost by length, and more where they cannot be spoken."""
    if word in _COMMON:
        return 1
    clusters = sum(len(found) - 2 for found in _CONSONANTS.findall(word))
    return max(1, len(word) / 2.4) + 0.5 * clusters


class Estimator:
    """Guesses for each model, corrected by what its server counted."""

    def __init__(self) -> None:
        self._ratios: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))

    def count(self, model: str, turns: Sequence[Turn]) -> list[int]:
        """Tokens of each turn, template included."""
        factor = self._factor(model)
        return [_corrected(guess(turn.text), factor) for turn in turns]

    def learn(self, model: str, turns: Sequence[Turn], prompt_tokens: int | None) -> None:
        """Correct the guesses for `model` by the true size of the prompt made of `turns`."""
        guesses = [guess(turn.text) for turn in turns]
        total = sum(one.plain + one.rest for one in guesses) + TEMPLATE_TOKENS * len(turns)
        if not prompt_tokens or total < _FEWEST:
            return
        ratio = prompt_tokens / total
        if ratio > 1:
            self._ratios[model].append(min(_MOST, ratio))
        elif ratio >= _PLAUSIBLE and all(one.english or one.plain < _FEWEST for one in guesses):
            self._ratios[model].append(max(_LEAST, min(1.0, ratio * _MARGIN)))

    def _factor(self, model: str) -> float:
        ratios = self._ratios.get(model)
        return max(ratios) if ratios else 1.0


def _corrected(one: Guess, factor: float) -> int:
    """Only English is ever counted lower than guessed: it is what the correction was learned from."""
    plain = one.plain * (factor if one.english else max(1.0, factor))
    return math.ceil(plain + one.rest * max(1.0, factor)) + TEMPLATE_TOKENS
