"""What a proof found, as numbers, as a page to read, and as plots."""

from __future__ import annotations

import html
import json
import math
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from tsuki_desktop.training import deploy
from tsuki_desktop.training.proof import Measure, Verdict, verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMES = {
    "held_out_nll": ("Held-out chats", "surprise a token (NLL), lower is better"),
    "style": ("Style", "how much she sounds like Tsuki, 0 to 1"),
    "boilerplate": ("Assistant phrases", "share of replies"),
    "repeats": ("Endless repeats", "share of replies"),
    "copies": ("Copies", "share of replies with eight words in a row from the training"),
    "facts_kept": ("Facts kept", "share of the facts that the base knows"),
    "preferred": ("Blind votes", "share that chose it"),
}
WIDTH, ROW = 640, 26
CSS = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "background:#15151f;color:#e8e6f0}table{border-collapse:collapse;width:100%}"
    "td,th{padding:.35rem .6rem;text-align:right;border-bottom:1px solid #33334a}"
    "td:first-child,th:first-child{text-align:left}small{color:#a09cb8}svg{width:100%;height:auto}"
)


@dataclass(frozen=True, slots=True)
class Proof:
    """Old against new. `pairs` are a few prompts with both replies, for a person to read.

    `quick` > 0 says that only so many chats, prompts and facts were taken. `instead_of` is the model that
    spoke then, where it could not be asked and the baseline stands in its place.
    """

    build_id: str
    baseline_id: str
    measures: tuple[Measure, ...]
    base_fall: float | None
    """By what share the new model's held-out NLL lies under the untuned base's with the same prompt."""
    per_chat: tuple[tuple[float, float], ...] = ()
    """NLL a token of each held-out conversation, old and new."""
    pairs: tuple[tuple[str, str, str], ...] = field(default=())
    quick: int = 0
    instead_of: str = ""

    @property
    def verdict(self) -> Verdict:
        """What the gate says."""
        return verdict(self.measures)

    def scores(self) -> dict[str, Any]:
        """The shape of `tsuki prove --json`, and what the build and its lineage keep."""
        return {
            "build_id": self.build_id,
            "baseline_id": self.baseline_id,
            "measures": {
                one.name: {
                    "old": one.old, "new": one.new, "interval": [one.low, one.high], "margin": one.margin,
                    "samples": one.samples, "decides": one.decides,
                }
                for one in self.measures
            },
            "base_fall": self.base_fall,
            "verdict": self.verdict.value,
            "whole": not self.quick,
            "instead_of": self.instead_of,
        }  # fmt: skip


def save(proof: Proof, folder: Path) -> Path:
    """Write `proof.json` and `proof.html` into the build's folder; returns the page."""
    told = {
        **proof.scores(),
        "made_at": deploy.now(),
        "measures_in_full": [
            {k: None if isinstance(v, float) and not math.isfinite(v) else v for k, v in asdict(one).items()}
            for one in proof.measures
        ],
        "per_chat": proof.per_chat,
        "pairs": proof.pairs,
        "quick": proof.quick,
    }
    deploy.write_json(folder / "proof.json", told)
    page = folder / "proof.html"
    page.write_text(as_html(proof), encoding="utf-8")
    return page


def load(folder: Path) -> Proof | None:
    """Read what `save` wrote; None where nothing was measured yet, or another version wrote it."""
    try:
        told: dict[str, Any] = json.loads((folder / "proof.json").read_text(encoding="utf-8"))
        measures = [
            Measure(**{key: value for key, value in one.items() if value is not None})
            for one in told["measures_in_full"]
        ]
        return Proof(
            told["build_id"], told["baseline_id"], tuple(measures), told["base_fall"],
            tuple((old, new) for old, new in told["per_chat"]),
            tuple((asked, old, new) for asked, old, new in told["pairs"]),
            told["quick"], told["instead_of"],
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None


def as_html(proof: Proof) -> str:
    """A page of its own, with no script and nothing from elsewhere."""
    rows = "".join(_row(one) for one in proof.measures)
    fall = f"<p>{_fall(proof.base_fall)}</p>" if proof.base_fall is not None else ""
    pairs = "".join(
        f"<tr><td>{html.escape(asked)}</td><td>{html.escape(old)}</td><td>{html.escape(new)}</td></tr>"
        for asked, old, new in proof.pairs
    )
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Proof</title><style>{CSS}</style>"
        f"<h1>{html.escape(_headline(proof.verdict))}</h1>"
        f"<p>New: {html.escape(proof.build_id)}<br>Old: {html.escape(proof.baseline_id)}</p>"
        f"{html.escape(limits(proof))}{fall}"
        "<table><tr><th>Measure<th>Old<th>New<th>Difference, 95%<th>May be worse by</tr>"
        f"{rows}</table><h2>Differences</h2>{intervals(proof.measures)}"
        f"<h2>Each held-out chat</h2>{scatter(proof.per_chat)}"
        "<p><small>A model that was tuned on chats sounds right; it may not be right.</small></p>"
        f"<h2>Read for yourself</h2><table><tr><th>Asked<th>Old<th>New</tr>{pairs}</table></html>"
    )


def _fall(share: float) -> str:
    return f"Held-out NLL lies {share:.1%} under that of the untuned base with the same prompt."


def limits(proof: Proof) -> str:
    """What the figures do not say."""
    told: list[str] = []
    if proof.instead_of:
        told.append(f"{proof.instead_of}, which spoke then, could not be asked by llama.cpp.")
    if proof.quick:
        told.append(f"This was a try on {proof.quick} chats, prompts and facts, not the whole test.")
    return " ".join(told)


def _headline(found: Verdict) -> str:
    return {
        Verdict.BETTER: "Better",
        Verdict.WORSE: "Worse in at least one thing",
        Verdict.NOT_ENOUGH: "Not enough evidence",
    }[found]


def _row(one: Measure) -> str:
    title, unit = NAMES.get(one.name, (one.name, ""))
    bold = " <b>decides</b>" if one.decides else ""
    return (
        f"<tr><td>{title}{bold}<br><small>{unit}</small><td>{one.old:.3f}<td>{one.new:.3f}"
        f"<td>{one.low:+.3f} … {one.high:+.3f}<td>{one.margin:.2f}</tr>"
    )


def intervals(measures: Sequence[Measure]) -> str:
    """How much better (right) or worse (left) the new one is, each in its own unit, with its margin."""
    largest = max((abs(side) for one in measures for side in (*one.harm, one.margin)), default=1.0) or 1.0

    def x(value: float) -> float:
        return WIDTH * (0.6 + 0.38 * max(-1.0, min(1.0, value / largest)))

    def line(left: float, right: float, top: float, bottom: float, look: str) -> str:
        return (
            f'<line x1="{x(left):.1f}" x2="{x(right):.1f}" y1="{top:.0f}" y2="{bottom:.0f}" stroke="{look}"/>'
        )

    height = ROW * len(measures)
    drawn = [line(0, 0, 0, height, "#a09cb8")]
    for number, one in enumerate(measures):
        y = ROW * number + ROW / 2
        low, high = (-side for side in reversed(one.harm))
        colour = "#7fd1a8" if one.better else "#e08a8a" if one.worse else "#b9b4d6"
        title = NAMES.get(one.name, (one.name,))[0]
        drawn.append(f'<text x="0" y="{y + 5:.0f}" fill="#e8e6f0" font-size="13">{title}</text>')
        drawn.append(line(low, high, y, y, f'{colour}" stroke-width="5'))
        drawn.append(line(-one.margin, -one.margin, y - 8, y + 8, "#777"))
    head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Differences">'
    return f"{head}{''.join(drawn)}</svg>"


def scatter(points: Sequence[tuple[float, float]]) -> str:
    """Old (across) against new (up) NLL of each conversation; under the line the new one is better."""
    if not points:
        return ""
    low = min(min(pair) for pair in points)
    span = max(max(pair) for pair in points) - low or 1.0
    side = 320

    def at(value: float) -> float:
        return 10 + (side - 20) * (value - low) / span

    dots = "".join(
        f'<circle cx="{at(old):.1f}" cy="{side - at(new):.1f}" r="3" fill="#b79cf0"/>' for old, new in points
    )
    line = f'<line x1="10" y1="{side - 10}" x2="{side - 10}" y2="10" stroke="#777"/>'
    return (
        f'<svg viewBox="0 0 {side} {side}" style="max-width:20rem" role="img" '
        f'aria-label="Held-out chats, old against new">{line}{dots}</svg>'
    )
