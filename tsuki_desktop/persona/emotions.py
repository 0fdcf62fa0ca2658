"""The mood of a reply, guessed from its words.

A naive Bayes classifier over words, word pairs and marks, learned at start from the starter conversations
and from the moods that the person corrected: nothing to ship beside the data, nothing to keep in step.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.persona.starter import conversations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TOKEN = re.compile(r"\w+(?:'\w+)?|\.\.\.|…|[!?~]+")
_SMOOTHING = 1.0
_USER_WEIGHT = 0.5
"""What the person said tells less about her mood than what she said."""


class EmotionGuesser:
    """Learns from (what the person said, reply, mood) and guesses the mood of a new reply."""

    def __init__(self, exchanges: Iterable[tuple[str, str, Emotion]]) -> None:
        self._counts: dict[Emotion, Counter[str]] = defaultdict(Counter)
        self._rows: Counter[Emotion] = Counter()
        self._vocabulary: set[str] = set()
        for said, reply, emotion in exchanges:
            self.learn(said, reply, emotion)

    def learn(self, said: str, reply: str, emotion: Emotion) -> None:
        """Take one more exchange into account."""
        self._rows[emotion] += 1
        features = _features(said, reply)
        self._counts[emotion].update(features)
        self._vocabulary |= features

    def guess(self, said: str, reply: str) -> Emotion:
        """Return the likeliest mood; calm where nothing was learned."""
        if not self._rows:
            return Emotion.CALM
        features = _features(said, reply)
        return max(self._rows, key=lambda emotion: self._score(emotion, features))

    def _score(self, emotion: Emotion, features: set[str]) -> float:
        counts = self._counts[emotion]
        total = counts.total() + _SMOOTHING * len(self._vocabulary)
        score = log(self._rows[emotion] / self._rows.total())
        for feature in features:
            weight = _USER_WEIGHT if feature.startswith("<") else 1.0
            score += weight * log((counts[feature] + _SMOOTHING) / total)
        return score


def _features(said: str, reply: str) -> set[str]:
    words = _TOKEN.findall(reply.casefold())
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return {*words, *pairs, *(f"<{word}" for word in _TOKEN.findall(said.casefold()))}


def starter_exchanges(folder: Path | None = None) -> Iterator[tuple[str, str, Emotion]]:
    """Read (what the person said, reply, mood) from the starter conversations that ship with the program."""
    for conversation in conversations(folder):
        yield from conversation.exchanges()
