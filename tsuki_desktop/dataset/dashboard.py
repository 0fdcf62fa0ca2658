"""The numbers that a person looks at: how much, how long, how varied, how casual."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.checks import replies
from tsuki_desktop.dataset.kinds import style_score
from tsuki_desktop.domain.chat import Role

if TYPE_CHECKING:
    from tsuki_desktop.dataset.rows import Row

EDGES = (5, 10, 20, 40, 80, 160)
"""Upper edges, in words, of the reply-length histogram's bars; one more bar has the rest."""
_STYLE_SAMPLE = 2000
_STYLE_BARS = 10
_MOST_GRAMS = 500_000
_WORD = re.compile(r"\w+(?:['\u2019]\w+)?")


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Counts of a data set. `turns` maps turns a row to rows; `distinct_2` is 0…1, `style` 0…100."""

    rows: int
    conversations: int
    replies: int
    turns: dict[int, int]
    reply_words_median: float
    lengths: tuple[int, ...]
    distinct_2: float
    style: float
    styles: tuple[int, ...]
    """How many replies have a style score from 0 to 10, 10 to 20 … 90 to 100; of the first 2,000."""
    emotions: dict[str, int]
    openers: tuple[tuple[str, int], ...]

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self)


@dataclass(slots=True)
class Meter:
    """Collects a dashboard row by row; memory does not grow with the replies' texts."""

    rows: int = 0
    conversations: set[int] = field(default_factory=set[int])
    turns: Counter[int] = field(default_factory=Counter[int])
    words: Counter[int] = field(default_factory=Counter[int])
    emotions: Counter[str] = field(default_factory=Counter[str])
    openers: Counter[str] = field(default_factory=Counter[str])
    styles: list[float] = field(default_factory=list[float])
    bigrams: set[int] = field(default_factory=set[int])
    bigram_total: int = 0

    def add(self, row: Row) -> None:
        """Count one row."""
        self.rows += 1
        self.conversations.add(hash(row.conversation))
        self.turns[sum(turn.role is not Role.SYSTEM for turn in row.turns)] += 1
        self.emotions.update(row.emotions)
        for text in replies(row):
            words = [word.lower() for word in _WORD.findall(text)]
            self.words[len(words)] += 1
            if words:
                self.openers[opener(words)] += 1
            if len(self.bigrams) < _MOST_GRAMS:
                pairs = [hash(pair) for pair in pairwise(words)]
                self.bigrams.update(pairs)
                self.bigram_total += len(pairs)
            if len(self.styles) < _STYLE_SAMPLE:
                self.styles.append(style_score(text))

    def _style_bars(self) -> tuple[int, ...]:
        bars = [0] * _STYLE_BARS
        for score in self.styles:
            bars[min(_STYLE_BARS - 1, int(score * _STYLE_BARS / 100))] += 1
        return tuple(bars)

    def done(self) -> Dashboard:
        """The dashboard of what was added."""
        bars = [0] * (len(EDGES) + 1)
        for length, times in self.words.items():
            bars[next((bar for bar, edge in enumerate(EDGES) if length <= edge), len(EDGES))] += times
        return Dashboard(
            rows=self.rows,
            conversations=len(self.conversations),
            replies=self.words.total(),
            turns=dict(sorted(self.turns.items())),
            reply_words_median=middle(self.words),
            lengths=tuple(bars),
            distinct_2=round(len(self.bigrams) / max(1, self.bigram_total), 4),
            style=round(median(self.styles), 1) if self.styles else 0.0,
            styles=self._style_bars(),
            emotions=dict(sorted(self.emotions.items())),
            openers=tuple(self.openers.most_common(5)),
        )


def opener(words: list[str]) -> str:
    """What a reply begins with: its first two words."""
    return " ".join(words[:2])


def middle(counts: Counter[int]) -> float:
    """The median of values that are given with how often each came."""
    seen = 0
    for value in sorted(counts):
        seen += counts[value]
        if seen * 2 >= counts.total():
            return float(value)
    return 0.0
