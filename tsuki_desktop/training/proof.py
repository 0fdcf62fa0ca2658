"""Is the new Tsuki better? Measures on texts and likelihoods, and the gate that decides.

Pure functions on plain numbers and texts: the services ask the models, this module judges. All comparisons
are paired (the same held-out rows, prompts and facts for old and new) and carry a 95% bootstrap interval of
the difference new minus old. Guards need at least `GUARD_REPLIES` replies each: with 100, chance alone fails
a third of the models that are as good as the old one.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

DRAWS = 2000
FEWEST = 2
"""Pairs of which an interval can be told: one has no spread."""
GUARD_REPLIES = 200
"""Replies to sample from each model: that many prompts, or half of them with two seeds."""
WORDS = re.compile(r"\w+(?:['\u2019]\w+)?")
BOILERPLATE = re.compile(
    r"\bas an ai\b|\blanguage model\b|\bi cannot assist\b|\bhow (?:can|may) i (?:help|assist) you\b"
    r"|\bi(?:'m| am) (?:here|happy) to (?:help|assist)\b|\bi apologi[sz]e\b|\bfeel free to\b",
    re.IGNORECASE,
)
"""What an assistant says and Tsuki does not."""


class Verdict(StrEnum):
    """What the figures say."""

    BETTER = "better"
    WORSE = "worse"
    NOT_ENOUGH = "not enough evidence"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the old and the new model.

    `low` and `high` bound the difference new minus old with 95% confidence; `margin` is how much worse still
    counts as no worse, in the figure's own unit. `decides` marks the measure that must win.
    """

    name: str
    old: float
    new: float
    low: float
    high: float
    higher_is_better: bool
    margin: float
    decides: bool = False
    samples: int = 0
    most_harm: float = math.inf
    """How much worse the new model is at most, with 95% confidence to this one side."""

    @property
    def harm(self) -> tuple[float, float]:
        """The interval of how much worse the new model is; negative is better."""
        return (-self.high, -self.low) if self.higher_is_better else (self.low, self.high)

    @property
    def worse(self) -> bool:
        """Surely worse, and by more than the margin as it stands."""
        gap = self.old - self.new if self.higher_is_better else self.new - self.old
        return self.harm[0] > 0 and gap > self.margin

    @property
    def no_worse(self) -> bool:
        """Surely not worse by more than the margin."""
        return self.most_harm <= self.margin

    @property
    def better(self) -> bool:
        """Surely better."""
        return self.harm[1] < 0


def verdict(measures: Iterable[Measure]) -> Verdict:
    """The gate: what decides is surely better, and nothing else is worse by more than its margin.

    An equal model passes in at most 1 of 40 cases (the two-sided 95% interval of the deciding measure), fewer
    where there are guards.
    """
    told = list(measures)
    if any(measure.worse for measure in told):
        return Verdict.WORSE
    deciding = [measure for measure in told if measure.decides]
    wins = bool(deciding) and all(measure.better for measure in deciding)
    held = all(measure.no_worse for measure in told if not measure.decides)
    return Verdict.BETTER if wins and held else Verdict.NOT_ENOUGH


def resampled(
    old: Sequence[float], new: Sequence[float], weights: Sequence[float], *, draws: int = DRAWS, seed: int = 0
) -> list[float]:
    """Sorted bootstrap means of `new - old`, weighted, pairs drawn together.

    Spread as Student's t is wider than the normal, since a bootstrap of few pairs is too sure.
    Raises `ValueError` for fewer than two pairs.
    """
    rows = [((b - a) * w, w) for a, b, w in zip(old, new, weights, strict=True)]
    count = len(rows)
    if count < FEWEST:
        raise ValueError("an interval needs at least two pairs")
    chance = random.Random(seed)  # noqa: S311  a resample, not a secret
    middle = sum(gap for gap, _ in rows) / (sum(weights) or 1.0)
    wider = math.sqrt(count / (count - 1)) * (1 + 1.2 / count)
    means: list[float] = []
    for _ in range(draws):
        chosen = chance.choices(rows, k=count)
        mean = sum(gap for gap, _ in chosen) / (sum(one for _, one in chosen) or 1.0)
        means.append(middle + (mean - middle) * wider)
    return sorted(means)


def at(means: Sequence[float], share: float) -> float:
    """The value that `share` of sorted `means` lie below."""
    return means[min(len(means) - 1, int(len(means) * share))]


def paired(
    name: str,
    old: Sequence[float],
    new: Sequence[float],
    *,
    margin: float,
    higher_is_better: bool = False,
    decides: bool = False,
    weights: Sequence[float] | None = None,
    draws: int = DRAWS,
) -> Measure:
    """A measure from one figure a pair, such as 0 or 1 for each prompt.

    Fewer than two pairs say nothing: their interval reaches as far as the figures could lie apart.
    """
    weight = list(weights) if weights is not None else [1.0] * len(old)
    total = sum(weight) or 1.0
    before = sum(a * w for a, w in zip(old, weight, strict=True)) / total
    after = sum(b * w for b, w in zip(new, weight, strict=True)) / total
    if len(old) < FEWEST:
        reach = max(1.0, abs(before) + abs(after))
        return Measure(name, before, after, -reach, reach, higher_is_better, margin, decides, len(old))
    means = resampled(old, new, weight, draws=draws)
    return Measure(
        name,
        before,
        after,
        at(means, 0.025),
        at(means, 0.975),
        higher_is_better,
        margin,
        decides,
        len(old),
        -at(means, 0.05) if higher_is_better else at(means, 0.95),
    )


@dataclass(frozen=True, slots=True)
class Chat:
    """A held-out conversation: NLL in nats, summed over its trained tokens, of the old and the new model."""

    old: float
    new: float
    tokens: int


def by_chat(
    names: Sequence[str], old: Sequence[float], new: Sequence[float], tokens: Sequence[int]
) -> list[Chat]:
    """Held-out rows, each with its summed NLL and its tokens, put together by their conversation's name."""
    sums: dict[str, Chat] = {}
    for name, before, after, count in zip(names, old, new, tokens, strict=True):
        one = sums.get(name, Chat(0.0, 0.0, 0))
        sums[name] = Chat(one.old + before, one.new + after, one.tokens + count)
    return [one for one in sums.values() if one.tokens]


def held_out_nll(chats: Sequence[Chat], *, draws: int = DRAWS) -> Measure:
    """The deciding measure: NLL a trained token of held-out conversations.

    Conversations are drawn, not their replies or tokens: those of one chat stand or fall together.
    """
    old = [one.old / one.tokens for one in chats]
    new = [one.new / one.tokens for one in chats]
    weights = [one.tokens for one in chats]
    return paired("held_out_nll", old, new, margin=0.0, decides=True, weights=weights, draws=draws)


def facts_kept(old: Sequence[bool], new: Sequence[bool]) -> Measure:
    """Of facts, the share that each model holds likelier than their wrong answers; margin 10 points."""
    known = [(a, b) for a, b in zip(old, new, strict=True) if a]
    return paired(
        "facts_kept", [1.0] * len(known), [float(b) for _, b in known], margin=0.1, higher_is_better=True
    )


def replies(
    old: Sequence[str], new: Sequence[str], trained_on: Iterable[str], style: Style | None = None
) -> list[Measure]:
    """What the replies to the same prompts show, guard off: boilerplate, endless repeats, copies, style.

    Margins are 5 points, 10 for copies (a voice is made of phrases) and for style.
    """
    learned = ngrams_of(trained_on)
    measures = [
        both("boilerplate", old, new, is_boilerplate, margin=0.05),
        both("repeats", old, new, repeats_endlessly, margin=0.05),
        both("copies", old, new, lambda text: copies(text, learned), margin=0.1),
    ]
    if style is not None:
        measures.append(both("style", old, new, style.score, margin=0.1, higher_is_better=True))
    return measures


def both(
    name: str,
    old: Sequence[str],
    new: Sequence[str],
    figure: Callable[[str], float],
    *,
    margin: float,
    higher_is_better: bool = False,
) -> Measure:
    """A measure from one figure a reply."""
    before, after = ([float(figure(text)) for text in texts] for texts in (old, new))
    return paired(name, before, after, margin=margin, higher_is_better=higher_is_better)


def is_boilerplate(text: str) -> bool:
    """Whether a reply talks like an assistant."""
    return BOILERPLATE.search(text) is not None


def repeats_endlessly(text: str, least: int = 4) -> bool:
    """Whether a reply says the same one to eight words `least` times in a row."""
    said = [word.lower() for word in WORDS.findall(text)]
    for size in range(1, 9):
        run = 0
        for at in range(size, len(said)):
            run = run + 1 if said[at] == said[at - size] else 0
            if run >= size * (least - 1):
                return True
    return False


def distinct2(texts: Iterable[str]) -> float:
    """Different word pairs by all word pairs: low where she says the same things over and over."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        said = [word.lower() for word in WORDS.findall(text)]
        pairs.update(pairwise(said))
    return len(pairs) / (sum(pairs.values()) or 1)


def most_common_opener(texts: Sequence[str]) -> tuple[str, float]:
    """The commonest first two words and their share of all texts."""
    openers = Counter(" ".join(WORDS.findall(text.lower())[:2]) for text in texts)
    if not openers:
        return "", 0.0
    opener, count = openers.most_common(1)[0]
    return opener, count / len(texts)


def median_words(texts: Iterable[str]) -> float:
    """Median length in words."""
    return float(median(len(WORDS.findall(text)) for text in texts))


def ngrams_of(texts: Iterable[str], size: int = 8) -> set[tuple[str, ...]]:
    """All runs of `size` words."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        said = [word.lower() for word in WORDS.findall(text)]
        found.update(tuple(said[at : at + size]) for at in range(len(said) - size + 1))
    return found


def copies(text: str, trained_on: set[tuple[str, ...]]) -> bool:
    """Whether a reply holds eight words in a row from what was trained."""
    return not trained_on.isdisjoint(ngrams_of([text]))


@dataclass(frozen=True, slots=True)
class Style:
    """A blind judge of voice: logistic regression on character 2- to 4-grams.

    Trained on the persona's replies against *the base's replies to the same prompts*; unmatched texts would
    teach it the source instead of the style.
    """

    weights: dict[int, float]
    bias: float

    def score(self, text: str) -> float:
        """How much `text` sounds like the persona, 0 to 1."""
        return sigmoid(
            self.bias + sum(self.weights.get(key, 0.0) * value for key, value in grams(text).items())
        )


def learn_style(
    persona: Sequence[str], base: Sequence[str], *, epochs: int = 12, rate: float = 2.0, seed: int = 0
) -> Style:
    """Learn to tell the two apart. Lists may differ in length; each side counts alike."""
    rows = [(grams(text), 1.0, 0.5 / len(persona)) for text in persona]
    rows += [(grams(text), 0.0, 0.5 / len(base)) for text in base]
    scale = len(rows)
    weights: dict[int, float] = {}
    bias = 0.0
    chance = random.Random(seed)  # noqa: S311  an order, not a secret
    for _ in range(epochs):
        chance.shuffle(rows)
        for features, label, weight in rows:
            guess = sigmoid(bias + sum(weights.get(key, 0.0) * value for key, value in features.items()))
            push = rate * (label - guess) * weight * scale
            bias += 0.1 * push
            for key, value in features.items():
                weights[key] = weights.get(key, 0.0) + push * value
    return Style(weights, bias)


def grams(text: str) -> dict[int, float]:
    """Character 2- to 4-grams as hashed counts, square-rooted and scaled to length 1."""
    clean = " " + " ".join(text.lower().split()) + " "
    counts = Counter(
        crc32(clean[at : at + size].encode()) for size in (2, 3, 4) for at in range(len(clean) - size + 1)
    )
    length = math.sqrt(sum(counts.values())) or 1.0
    return {key: math.sqrt(count) / length for key, count in counts.items()}


def sigmoid(value: float) -> float:
    """1 / (1 + e^-value), safe for any value."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))


def preferred(new_wins: int, old_wins: int) -> Measure:
    """Blind votes: the share that chose the new one (ties left out), with Wilson's 95% interval."""
    total = new_wins + old_wins
    if total == 0:
        raise ValueError("no votes")
    share, z = new_wins / total, 1.96
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return Measure(
        "preferred", 1 - share, share, 2 * (centre - half) - 1, 2 * (centre + half) - 1,
        higher_is_better=True, margin=0.2, samples=total, most_harm=1 - 2 * (centre - half),
    )  # fmt: skip
