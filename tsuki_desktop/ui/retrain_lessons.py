"""What the person's ratings are worth to a way of learning, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass

from tsuki_desktop.ui import retrain_words as words

LEAST = 50
"""Liked replies, or thumbs of each kind, that are needed to learn from; see `training.plan`."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """`usable` liked or rewritten replies; `up` and `down` are pairs (twice) or thumbs, as `method` wants."""

    method: str = "sft"
    usable: int = 0
    up: int = 0
    down: int = 0

    @property
    def count(self) -> int:
        """Rows that they come to."""
        return {"sft": self.usable, "dpo": self.up}.get(self.method, self.up + self.down)

    @property
    def too_few(self) -> bool:
        """Whether the method refuses to learn from so little; see `services/training_data.py`."""
        if self.method == "dpo":
            return self.up == 0
        return (self.usable if self.method == "sft" else min(self.up, self.down)) < LEAST

    @property
    def lack(self) -> str:
        """What is missing, as a sentence; empty where liked replies are what counts."""
        if self.method == "dpo":
            return words.tr(
                "She can learn which of two replies is better as soon as there is a pair: "
                "regenerate a reply and keep the better one, or correct one."
            )
        if self.method == "kto":
            text = words.tr(
                "Learning from thumbs needs {least} of each kind: {up} up and {down} down are there."
            )
            return text.format(least=LEAST, up=self.up, down=self.down)
        return ""

    @property
    def option(self) -> tuple[str, str]:
        """Title and size of them as something to learn from."""
        if self.method == "dpo":
            return words.tr("Pairs of replies, one better than the other"), self._pairs
        if self.method == "kto":
            told = words.tr("{up} up and {down} down").format(up=self.up, down=self.down)
            return words.tr("Thumbs up and thumbs down"), told
        if self.too_few:
            count = words.tr("{count} of the {least} that are needed").format(count=self.usable, least=LEAST)
        else:
            count = words.tr("{count} replies").format(count=self.usable)
        return words.tr("Replies that you liked or rewrote"), count

    @property
    def named(self) -> str:
        """How many of them, within a sentence."""
        if self.method == "dpo":
            return self._pairs
        if self.method == "kto":
            return words.tr("{count} thumbs").format(count=words.number(self.count, 0))
        text = words.tr("{count} replies that you liked or rewrote")
        return text.format(count=words.number(self.usable, 0))

    @property
    def _pairs(self) -> str:
        if self.up == 1:
            return words.tr("1 pair of replies")
        return words.tr("{count} pairs of replies").format(count=words.number(self.up, 0))
