"""What an export would write, as the window shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsuki_desktop.ui import words

if TYPE_CHECKING:
    from tsuki_desktop.dataset.export import Preview
    from tsuki_desktop.dataset.lint import Report
    from tsuki_desktop.dataset.rows import Row
    from tsuki_desktop.ui.export_wish import Wish

_SAMPLE = 400
"""Characters of a turn that a sample shows."""


def counts(one: Preview) -> dict[str, Any]:
    """Rows and reasons.

    `rows`, `heldOut`, `rated`, `used`, `trimmed`, `leftOut` (`reason`, `count`), `longer`, `many` (whether
    there are more private details than are listed), and of lint `checked` (rows), `notes` (`text`, `line`,
    `count`, `bad`) and `verdict`.
    """
    from tsuki_desktop.dataset.scrub import MAX_FINDINGS

    return {
        "rows": one.rows,
        "heldOut": one.validation_rows,
        "rated": one.tally.rated,
        "used": one.tally.used,
        "trimmed": one.tally.trimmed,
        "leftOut": [{"reason": why, "count": count} for why, count in one.tally.left_out.most_common()],
        "longer": one.chosen_longer or 0.0,
        "many": len(one.findings) >= MAX_FINDINGS,
        **_checked(one.lint),
    }


def _checked(report: Report | None) -> dict[str, Any]:
    """What lint says, one line a rule: errors first, then what is met most."""
    if report is None:
        return {"checked": 0, "notes": [], "verdict": ""}
    notes: dict[str, dict[str, Any]] = {}
    for kind in (report.errors, report.warnings):
        for note in kind:
            if note.line:
                one = {
                    "text": words.said(note.text),
                    "line": note.line,
                    "count": report.counts.get(note.rule, 1),
                }
                notes.setdefault(note.rule, {**one, "bad": kind is report.errors})
    listed = sorted(notes.values(), key=lambda one: (not one["bad"], -one["count"]))
    return {"checked": report.rows, "notes": listed, "verdict": words.said(report.verdict)}


def findings(preview: Preview, wish: Wish) -> list[dict[str, Any]]:
    """Secrets and personal details, and what becomes of each; `fresh` ones were never decided."""
    return [
        {
            "fingerprint": one.fingerprint,
            "kind": one.kind,
            "secret": one.secret,
            "text": shortened(one.text),
            "placeholder": one.placeholder,
            "keep": one.fingerprint in wish.keep,
            "fresh": not {one.fingerprint} & {*wish.keep, *wish.seen},
        }
        for one in preview.findings
    ]


def sample(row: Row) -> dict[str, str]:
    """A row: `said`, `reply`, `rejected`."""
    return {
        "said": shortened(row.user),
        "reply": shortened(row.reply),
        "rejected": shortened(row.rejected or ""),
    }


def shortened(text: str) -> str:
    """`text` on one line, its end left out where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _SAMPLE else text[: _SAMPLE - 1] + "…"
