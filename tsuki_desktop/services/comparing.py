"""Which Tsuki is better? Blind votes on pairs of replies, kept in the build's folder as `blind.json`.

The pairs are those of the proof: the same held-out prompts, once answered by the old model and once by the
new one. Their order and sides are drawn once, so that a page that was closed goes on where it was. Reading
and writing files: for a thread.
"""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import NotFoundError, UsageError
from tsuki_desktop.training import deploy, proof

if TYPE_CHECKING:
    from pathlib import Path

FILE = "blind.json"


class Vote(StrEnum):
    """What a person chose."""

    NEW = "new"
    OLD = "old"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Pair:
    """One prompt and two replies; `new_first` tells which one stands first."""

    asked: str
    old: str
    new: str
    new_first: bool

    @property
    def replies(self) -> tuple[str, str]:
        """As they are shown."""
        return (self.new, self.old) if self.new_first else (self.old, self.new)

    def vote(self, choice: int) -> Vote:
        """What choosing the first (1), the second (2) or neither (0) means."""
        if choice == 0:
            return Vote.SAME
        return Vote.NEW if (choice == 1) is self.new_first else Vote.OLD


@dataclass(frozen=True, slots=True)
class Trial:
    """Pairs in the order in which they are shown, and the votes so far. `proof` is when it was measured."""

    proof: str
    baseline: str
    pairs: tuple[Pair, ...]
    votes: tuple[Vote, ...] = ()

    @property
    def over(self) -> bool:
        """Whether all pairs were voted on."""
        return len(self.votes) >= len(self.pairs)

    def voted(self, choice: int) -> Trial:
        """With one more vote: 1 the first, 2 the second, 0 neither."""
        if self.over:
            return self
        return replace(self, votes=(*self.votes, self.pairs[len(self.votes)].vote(choice)))

    def undone(self) -> Trial:
        """Without the last vote."""
        return replace(self, votes=self.votes[:-1])

    def count(self, vote: Vote) -> int:
        """How often it was given."""
        return self.votes.count(vote)

    def measure(self) -> proof.Measure | None:
        """What the votes say of the new model; None before the last one, or where all were the same."""
        new, old = self.count(Vote.NEW), self.count(Vote.OLD)
        return proof.preferred(new, old) if self.over and new + old else None


def read(folder: Path) -> Trial | None:
    """The trial of the build in `folder`; None where there is none, or it is of an older proof."""
    try:
        told: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        trial = Trial(
            told["proof"], told["baseline"], tuple(Pair(**one) for one in told["pairs"]),
            tuple(Vote(one) for one in told["votes"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return trial if trial.proof == _proof(folder).get("made_at") else None


def begin(folder: Path, *, again: bool = False, seed: int | None = None) -> Trial:
    """The trial of the build in `folder`, made where there is none, or anew where `again`.

    Raises:
        NotFoundError: the build was not compared with another one yet.
        UsageError: both models said the same everywhere.

    """
    there = None if again else read(folder)
    if there is not None:
        return there
    told = _proof(folder)
    if not told:
        raise NotFoundError("There is nothing to compare yet.", "Test the new Tsuki first.")
    chance = random.Random(seed)  # noqa: S311  an order, not a secret
    pairs = [
        Pair(asked, old, new, chance.random() < 0.5)  # noqa: PLR2004  a coin
        for asked, old, new in told.get("pairs", [])
        if old.strip() != new.strip()
    ]
    if not pairs:
        raise UsageError("Both say the same everywhere: there is nothing to choose between.")
    chance.shuffle(pairs)
    return save(folder, Trial(told["made_at"], told["baseline_id"], tuple(pairs)))


def save(folder: Path, trial: Trial) -> Trial:
    """Keep it.

    Raises:
        OSError: the folder cannot be written.

    """
    deploy.write_json(folder / FILE, asdict(trial))
    return trial


def _proof(folder: Path) -> dict[str, Any]:
    try:
        return json.loads((folder / "proof.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
