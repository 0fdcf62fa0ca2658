"""The options of a retraining as the window remembers them, and what was measured with them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from tsuki_desktop.services.retraining import Choice

STARTER, RATED = "starter", "rated"
SET, FILE = "set:", "file:"
"""Before the uid of a data set, and before the path of a file."""
METHODS = ("sft", "dpo", "kto")
PRESETS = ("recommended", "guide")
_MEASURES_KEPT = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for the last time.

    `data` has `starter`, `rated`, `set:UID` and `file:PATH`; `base` is a model's id, empty for the untuned
    original of what speaks now; `after` the run that preferences go on from. `small` makes a Q4_K_M file
    too. `max_steps` is for tries, and no control of the window sets it.
    """

    data: tuple[str, ...] = (STARTER, RATED)
    base: str = ""
    method: str = METHODS[0]
    preset: str = PRESETS[0]
    after: str = ""
    small: bool = False
    max_steps: int | None = None

    def choice(self) -> Choice:
        """Put it into the service's words."""
        from tsuki_desktop.services.retraining import Choice
        from tsuki_desktop.training.plan import Method, Preset

        return Choice(
            data=tuple(one.removeprefix(SET).removeprefix(FILE) for one in self.data),
            base=self.base,
            method=Method(self.method),
            preset=Preset(self.preset),
            after=self.after if self.method != METHODS[0] else "",
            max_steps=self.max_steps,
            kinds=("q8_0", "q4_k_m") if self.small else ("q8_0",),
        )

    def dumped(self) -> str:
        """For the settings file."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @property
    def key(self) -> str:
        """What a measurement was made with: everything that changes its speed but the number of rows."""
        return "|".join((self.base, self.method, self.preset, "+".join(sorted(self.data))))


def remembered(text: str) -> Wish:
    """Read a wish back; what is missing or not understood is as usual."""
    known, usual = _dict(text), Wish()

    def one_of(name: str, choices: tuple[str, ...]) -> str:
        value = known.get(name)
        return value if value in choices else str(getattr(usual, name))

    data, steps = known.get("data"), known.get("max_steps")
    names = tuple(map(str, cast("list[object]", data))) if isinstance(data, list) else ()
    return Wish(
        data=tuple(one for one in names if one in {STARTER, RATED} or one.startswith((SET, FILE)))
        or usual.data,
        base=_words(known.get("base")),
        method=one_of("method", METHODS),
        preset=one_of("preset", PRESETS),
        after=_words(known.get("after")),
        small=known.get("small") is True,
        max_steps=steps if isinstance(steps, int) and steps > 0 else None,
    )


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a measurement says of a whole run on this machine: seconds and bytes."""

    seconds: float
    memory: int


def measured(text: str, wish: Wish, rows: int) -> Estimate | None:
    """What was measured with such a wish, for `rows` rows; None where nothing was."""
    told = _dict(text).get(wish.key)
    if not isinstance(told, dict):
        return None
    one = cast("dict[str, Any]", told)
    try:
        return Estimate(float(one["row_s"]) * rows, int(one["memory"]))
    except (KeyError, TypeError, ValueError):
        return None


def with_measure(text: str, wish: Wish, estimate: Estimate, rows: int) -> str:
    """The remembered measurements with one more; the newest ones are kept."""
    known = {key: value for key, value in _dict(text).items() if key != wish.key}
    known[wish.key] = {"row_s": estimate.seconds / max(1, rows), "memory": estimate.memory}
    newest = dict(list(known.items())[-_MEASURES_KEPT:])
    return json.dumps(newest, separators=(",", ":"))


def _dict(text: str) -> dict[str, Any]:
    try:
        raw: object = json.loads(text) if text else {}
    except ValueError:
        return {}
    return cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
