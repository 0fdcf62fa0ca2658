"""What an import would keep, as the sheet shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsuki_desktop.ui import data_words as words

if TYPE_CHECKING:
    from tsuki_desktop.dataset.importers.intake import Choices
    from tsuki_desktop.dataset.importers.run import Survey
    from tsuki_desktop.dataset.rows import Row
    from tsuki_desktop.services.collecting import Imported

PARTS = {"table": ("speaker", "text"), "exchanges": ("user", "assistant")}
"""What columns must be mapped to, by format."""
_ALIKE = {
    "speaker": ("author", "name", "from", "user"),
    "text": ("content", "message", "body"),
    "user": ("question", "prompt"),
    "assistant": ("answer", "response"),
}
_SAMPLE = 300
"""Characters of a turn that a sample shows."""
_LISTED = 20


def columns(found: Survey, choices: Choices) -> dict[str, str]:
    """Columns for each part of a table: those chosen, else of that name, else the first that are left."""
    wanted = PARTS.get(found.shape.value, ())
    lower = {name.lower(): name for name in found.columns}
    chosen = {part: choices.columns.get(part) or lower.get(part, "") for part in wanted}
    for part in wanted:
        rest = [name for name in found.columns if name not in chosen.values()]
        if chosen[part] not in found.columns:
            known = next((lower[name] for name in _ALIKE[part] if lower.get(name) in rest), "")
            chosen[part] = known or next(iter(rest), part)
    return chosen


def told(one: Imported) -> dict[str, Any]:
    """`rows`, `dropped`, `notes` (`where`, `text`) and `samples`."""
    kept = one.as_json
    return {
        "rows": kept["rows"],
        "dropped": words.reasons(kept["dropped"]),
        "notes": [
            {"where": note["where"], "text": words.said(note["text"])} for note in kept["notes"][:_LISTED]
        ],
        "samples": [_sample(row) for row in one.samples],
    }


def _sample(row: Row) -> list[dict[str, str]]:
    turns = row.turns[-4:]
    return [{"role": turn.role.value, "text": _short(turn.text)} for turn in turns]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SAMPLE else text[: _SAMPLE - 1] + "…"
