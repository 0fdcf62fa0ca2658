"""A data set's dashboard as the page draws it, out of what lint said."""

from __future__ import annotations

from typing import Any

from tsuki_desktop.dataset.dashboard import EDGES
from tsuki_desktop.services.data_sets import MENDS, WHOLE_SET
from tsuki_desktop.ui import data_words as words
from tsuki_desktop.ui.words import QT_TRANSLATE_NOOP

_MOST_TURNS = 10
_LISTED = 12
_FEW = 20
"""One error in so many rows is no reason to worry."""
_KIND_WORDS = (
    ("talk", QT_TRANSLATE_NOOP("words", "talk")),
    ("article", QT_TRANSLATE_NOOP("words", "articles")),
    ("formal", QT_TRANSLATE_NOOP("words", "formal")),
    ("code", QT_TRANSLATE_NOOP("words", "code")),
)


def told(report: dict[str, Any]) -> dict[str, Any]:
    """`verdict` and `mood` (good, mixed, bad), the plots as `name` and `value`, and the findings by rule."""
    board: dict[str, Any] = report.get("dashboard") or {}
    kinds: dict[str, float] = report.get("kind") or {}
    lengths = list(board.get("lengths") or [])
    starts = (0, *EDGES)
    names = [f"{low + 1}-{high}" for low, high in zip(starts, EDGES, strict=False)]
    return {
        "verdict": words.said(report.get("verdict", "")),
        "mood": _mood(report, kinds),
        "replies": board.get("replies", 0),
        "median": board.get("reply_words_median", 0),
        "style": board.get("style", 0),
        "variety": board.get("distinct_2", 0),
        "kinds": [{"name": words.tr(name), "value": float(kinds.get(key, 0))} for key, name in _KIND_WORDS],
        "lengths": _bars([*names, f"{EDGES[-1]}+"], lengths),
        "turns": _turns(board.get("turns") or {}),
        "styles": _bars([str(10 * at) for at in range(10)], list(board.get("styles") or [])),
        "openers": _openers(board.get("openers") or []),
        "findings": _findings(report),
    }


def _mood(report: dict[str, Any], kinds: dict[str, float]) -> str:
    if not report.get("rows"):
        return "mixed"
    stiff = max((kinds.get(name, 0.0) for name in ("article", "formal", "code")), default=0.0)
    if stiff >= 0.5 or len(report.get("errors") or ()) * 2 > report["rows"]:  # noqa: PLR2004 - as the verdict
        return "bad"
    some = len(report.get("errors") or ()) * _FEW > report["rows"]
    return "mixed" if stiff >= 0.2 or some else "good"  # noqa: PLR2004 - as the verdict


def _bars(names: list[str], values: list[int]) -> list[dict[str, Any]]:
    return [{"name": name, "value": value} for name, value in zip(names, values, strict=False)]


def _openers(openers: list[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"name": opener, "value": count} for opener, count in openers]


def _turns(turns: dict[str, int]) -> list[dict[str, Any]]:
    """By the number of turns; all with more than ten are one bar."""
    counts = {int(key): value for key, value in turns.items()}
    bars = [
        {"name": str(number), "value": counts.get(number, 0)}
        for number in range(1, _MOST_TURNS + 1)
        if number <= max(counts, default=0)
    ]
    more = sum(value for number, value in counts.items() if number > _MOST_TURNS)
    return [*bars, {"name": f"{_MOST_TURNS}+", "value": more}] if more else bars


def _findings(report: dict[str, Any]) -> list[dict[str, Any]]:
    """By rule, errors first: `rule`, `title`, `kind`, `count`, `action` and `places` (`line`, `text`)."""
    counts: dict[str, int] = report.get("counts") or {}
    found: list[dict[str, Any]] = []
    for kind in ("errors", "warnings", "suggestions"):
        by_rule: dict[str, list[dict[str, Any]]] = {}
        for note in report.get(kind) or ():
            if note["line"]:
                by_rule.setdefault(note["rule"], []).append(
                    {"line": note["line"], "text": words.said(note["text"])}
                )
        found += [
            {
                "rule": rule,
                "title": words.rule(rule),
                "kind": kind,
                "count": counts.get(rule, len(places)),
                "action": "" if rule in WHOLE_SET else "mend" if rule in MENDS else "out",
                "places": places[:_LISTED],
            }
            for rule, places in sorted(by_rule.items(), key=lambda one: -counts.get(one[0], 0))
        ]
    return found
