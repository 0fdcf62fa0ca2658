"""The mood of a reply, guessed from its words and from what the person said.

A linear model over word cues, trained by `packaging/train_emotions.py` on the starter conversations that are
not held out, and moved a little by every mood that the person corrects. How well it does is in
`assets/starter/README.md`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.paths import bundled
from tsuki_desktop.persona.cues import Groups, cues

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ZERO = 80
"""The character that stands for weight 0 in the file; the ones above and below it for 1, -1 and so on."""
LARGEST = 45
"""The largest weight in the file, so that every character is printable ASCII."""

_MARGIN = 0.2
"""How far the right mood leads after a correction: little, so that other guesses stay as they are."""


class EmotionGuesser:
    """Guesses the mood of a reply, and learns from corrections. Load it with `load`."""

    def __init__(
        self,
        moods: Sequence[Emotion],
        bias: Sequence[float],
        weights: Mapping[str, str],
        scale: float,
        groups: tuple[Groups, Groups],
    ) -> None:
        self._moods = moods
        self._bias = bias
        self._weights = weights
        self._scale = scale
        self._groups = groups
        self._learned: dict[str, list[float]] = {}

    @classmethod
    def load(cls, path: Path | None = None) -> EmotionGuesser:
        """Read the model that ships with the program, or another one."""
        raw = json.loads((path or bundled("assets", "emotions.json")).read_bytes())
        said, reply = (
            {name: frozenset(words.split()) for name, words in raw[key].items()}
            for key in ("said_groups", "reply_groups")
        )
        moods = [Emotion(mood) for mood in raw["moods"]]
        return cls(moods, raw["bias"], raw["weights"], raw["scale"], (said, reply))

    def guess(self, said: str, reply: str) -> Emotion:
        """Return the likeliest mood of `reply` to `said`; calm for no words."""
        if not reply.strip():
            return Emotion.CALM
        scores = self._scores(cues(said, reply, *self._groups))
        return self._moods[scores.index(max(scores))]

    def learn(self, said: str, reply: str, emotion: Emotion) -> None:
        """Take a corrected mood into account, by the smallest change with which it would have been guessed.

        The passive-aggressive rule of Crammer et al., 2006, against each mood that was ahead.
        """
        if not reply.strip():
            return
        found = cues(said, reply, *self._groups)
        right = self._moods.index(emotion)
        for _ in self._moods:
            scores = self._scores(found)
            rival = max((at for at in range(len(scores)) if at != right), key=scores.__getitem__)
            short = _MARGIN - (scores[right] - scores[rival])
            if short <= 0:
                return
            self._move(found, short, right, rival)

    def _move(self, found: Mapping[str, float], short: float, right: int, rival: int) -> None:
        step = short / (2 * sum(strength**2 for strength in found.values()))
        for name, strength in found.items():
            row = self._learned.setdefault(name, [0.0] * len(self._moods))
            row[right] += step * strength
            row[rival] -= step * strength

    def _scores(self, found: Mapping[str, float]) -> list[float]:
        scores = list(self._bias)
        for name, strength in found.items():
            trained = self._weights.get(name)
            if trained is not None:
                for at, character in enumerate(trained):
                    scores[at] += strength * self._scale * (ord(character) - ZERO)
            learned = self._learned.get(name)
            if learned is not None:
                for at, weight in enumerate(learned):
                    scores[at] += strength * weight
        return scores
