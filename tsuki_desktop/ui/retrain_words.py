"""Times, sizes, and what a proof found, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDateTime, QLocale, Qt

from tsuki_desktop.ui import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tsuki_desktop.services.proof_report import Proof
    from tsuki_desktop.training.proof import Measure

tr, said = words.tr, words.said
"""Beside the words of this part, for whoever needs both."""

MINUTE, HOUR = 60, 3600
_NEARLY = 0.5
_FEW_CHATS = 30
"""Held-out chats under which only a huge difference is seen."""


def joined(parts: Sequence[str]) -> str:
    """Short facts in one line; it breaks between them, not within one."""
    return "  ·  ".join(part.replace(" ", "\u00a0") for part in parts if part)


def listed(parts: Sequence[str]) -> str:
    """Things in a sentence: one, two and three."""
    told = [part for part in parts if part]
    if len(told) < 2:  # noqa: PLR2004  one thing needs no "and"
        return "".join(told)
    return words.tr("{first} and {last}").format(first=", ".join(told[:-1]), last=told[-1])


def learned_from(counts: Mapping[str, int], sets: Mapping[str, str]) -> str:
    """What a model learns from: rows by where they come from; `sets` names data sets by their uid."""
    own, starter = counts.get("rated", 0), counts.get("starter", 0)
    others = {name: count for name, count in counts.items() if name not in {"rated", "starter"}}
    return listed(
        [
            words.tr("{count} replies of yours").format(count=number(own, 0)) if own else "",
            words.tr("{count} starter chats").format(count=number(starter, 0)) if starter else "",
            *(
                words.tr("{count} rows of {name}").format(count=count, name=sets.get(name, Path(name).stem))
                for name, count in others.items()
                if count
            ),
        ]
    )


def method(name: str) -> str:
    """How it learns, short; `name` as the plan has it."""
    return {
        "sft": words.tr("imitates"),
        "dpo": words.tr("prefers the better of two"),
        "kto": words.tr("follows thumbs"),
    }.get(name, name)


def duration(seconds: float) -> str:
    """A length of time as a person would say it."""
    if seconds < 1.5 * MINUTE:
        return words.tr("a minute") if seconds > _NEARLY * MINUTE else words.tr("half a minute")
    if seconds < 1.5 * HOUR:
        return words.tr("{count} minutes").format(count=round(seconds / MINUTE))
    return words.tr("{count} hours").format(count=number(seconds / HOUR, 1))


def left(seconds: float) -> str:
    """How long it still takes."""
    if seconds < MINUTE:
        return words.tr("less than a minute left")
    return words.tr("about {time} left").format(time=duration(seconds))


def size(count: float) -> str:
    """Bytes."""
    if count >= 10**9:
        return words.tr("{count} GB").format(count=number(count / 10**9, 1))
    if count >= 10**6:
        return words.tr("{count} MB").format(count=number(count / 10**6, 0))
    return words.tr("{count} kB").format(count=number(count / 1000, 0))


def number(value: float, digits: int) -> str:
    """A number in the person's way of writing them."""
    return QLocale().toString(float(value), "f", digits)


def percent(share: float) -> str:
    """A share in hundredths."""
    return words.tr("{count} %").format(count=number(100 * share, 0))


def day(utc: str) -> str:
    """When something was made, short, in local time; `utc` is ISO 8601 with Z."""
    told = QDateTime.fromString(utc, Qt.DateFormat.ISODate)
    return QLocale().toString(told.toLocalTime(), words.tr("d MMM, HH:mm")) if told.isValid() else ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one measure is called, how its figures are written, and what it asks."""

    title: str
    asks: str
    share: bool = True

    def figure(self, value: float) -> str:
        """One figure."""
        return percent(value) if self.share else number(value, 2)

    def gap(self, value: float) -> str:
        """A difference, without its sign."""
        if not self.share:
            return number(abs(value), 2)
        count = number(abs(100 * value), 0)
        return words.tr("1 point") if count == "1" else words.tr("{count} points").format(count=count)


def said_of(name: str) -> Said:
    """The words for a measure; its own name where it is not known."""
    known = {
        "held_out_nll": Said(
            words.tr("Chats that she never saw"),
            words.tr("How much Tsuki's replies surprise her"),
            share=False,
        ),
        "style": Said(words.tr("Sounds like Tsuki"), words.tr("A judge that learned the difference")),
        "boilerplate": Said(words.tr("Talks like an assistant"), words.tr("“How can I help you today?”")),
        "repeats": Said(words.tr("Gets stuck"), words.tr("Says the same again and again")),
        "copies": Said(words.tr("Copies her lessons"), words.tr("Eight words in a row from the training")),
        "facts_kept": Said(words.tr("Still knows facts"), words.tr("Of those that the untuned model knows")),
        "preferred": Said(words.tr("Your blind votes"), words.tr("How often you chose her")),
    }
    return known.get(name, Said(name, "", share=False))


def row_of(one: Measure) -> dict[str, Any]:
    """A measure for the page: words, and where its interval lies: better is right of 0, -1 is the margin."""
    said = said_of(one.name)
    worst, best = (-side for side in reversed(one.harm))
    reach = max(abs(worst), abs(best), one.margin, 1e-9) * 1.1
    return {
        "name": one.name,
        "title": said.title,
        "asks": said.asks,
        "old": said.figure(one.old),
        "new": said.figure(one.new),
        "words": _change(one, said, worst, best),
        "kind": kind_of(one),
        "judgement": _judgement(one),
        "decides": one.decides,
        "low": worst / reach,
        "high": best / reach,
        "margin": -one.margin / reach if one.margin else 0.0,
    }


def kind_of(one: Measure) -> str:
    """`better`, `worse`, `same` (surely not worse) or `unsure`."""
    if one.worse:
        return "worse"
    if one.better:
        return "better"
    return "same" if one.no_worse and not one.decides else "unsure"


def _judgement(one: Measure) -> str:
    return {
        "better": words.tr("better"),
        "worse": words.tr("worse"),
        "same": words.tr("no worse"),
        "unsure": words.tr("not sure"),
    }[kind_of(one)]


def _change(one: Measure, said: Said, worst: float, best: float) -> str:
    """The interval and the margin as a sentence."""
    none, up, down = said.gap(0), said.gap(max(best, 0)), said.gap(min(worst, 0))
    if up == none and down == none:
        found = words.tr("No difference was seen.")
    elif worst >= 0 and said.gap(worst) != none:
        found = words.tr("Between {low} and {high} better.").format(low=said.gap(worst), high=up)
    elif best <= 0 and said.gap(best) != none:
        found = words.tr("Between {low} and {high} worse.").format(low=said.gap(best), high=down)
    elif down == none:
        found = words.tr("Up to {high} better.").format(high=up)
    elif up == none:
        found = words.tr("Up to {high} worse.").format(high=down)
    else:
        found = words.tr("Between {low} worse and {high} better.").format(low=down, high=up)
    if one.decides:
        return words.tr("{found} This must be better.").format(found=found)
    return words.tr("{found} It may be up to {margin} worse.").format(
        found=found, margin=said.gap(one.margin)
    )


def headline(verdict: str) -> str:
    """The verdict in three words."""
    return {
        "better": words.tr("The new Tsuki is better"),
        "worse": words.tr("The new Tsuki is not better"),
        "not enough evidence": words.tr("Not enough evidence"),
    }.get(verdict, words.tr("Not tested yet"))


def headline_short(verdict: str) -> str:
    """The verdict on a small label."""
    return {
        "better": words.tr("better"),
        "worse": words.tr("not better"),
        "not enough evidence": words.tr("not proven"),
    }.get(verdict, words.tr("not tested"))


def reason(proof: Proof) -> str:
    """Why the verdict is what it is."""
    worse = [said_of(one.name).title for one in proof.measures if one.worse]
    deciding = [one for one in proof.measures if one.decides]
    if worse:
        return words.tr("She is surely worse in: {names}.").format(names=listed(worse))
    if not all(one.better for one in deciding):
        chats = min((one.samples for one in deciding), default=0)
        if chats < _FEW_CHATS:
            return words.tr(
                "On {count} chats the difference could be chance. More rated chats make the test sharper."
            ).format(count=chats)
        return words.tr("On chats that she never saw, the difference could be chance.")
    unsure = [said_of(one.name).title for one in proof.measures if not one.decides and not one.no_worse]
    if unsure:
        return words.tr("She is better on chats that she never saw, but may be worse in: {names}.").format(
            names=listed(unsure)
        )
    return words.tr("On chats that neither has seen she is surely better, and nowhere worse than allowed.")


_PARTS = (
    "held-out chats, old",
    "held-out chats, new",
    "facts, base",
    "facts, new",
    "facts, old",
    "replies, old",
    "replies, new",
    "learning the style",
)
"""What a proof measures, in its order."""


def part(what: str, done: int, of: int) -> tuple[str, float]:
    """How far a proof is: a sentence, and the share of it that is done."""
    at = _PARTS.index(what) if what in _PARTS else 0
    told = (
        words.tr("chats that neither saw, the old one"),
        words.tr("chats that neither saw, the new one"),
        words.tr("facts, the untuned one"),
        words.tr("facts, the new one"),
        words.tr("facts, the old one"),
        words.tr("replies of the old one"),
        words.tr("replies of the new one"),
        words.tr("what sounds like Tsuki"),
    )[at]
    text = words.tr("Testing her, part {part} of {parts}: {what}.")
    sentence = text.format(part=at + 1, parts=len(_PARTS), what=told)
    return sentence, (at + done / max(1, of)) / len(_PARTS)
