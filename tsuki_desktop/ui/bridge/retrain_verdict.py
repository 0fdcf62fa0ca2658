"""The newest model: it is made, tested, and judged; every figure of the test in words."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui import retrain_words as words

if TYPE_CHECKING:
    from pathlib import Path

    from tsuki_desktop.services.comparing import Trial
    from tsuki_desktop.services.proof_report import Proof
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.training.deploy import Build

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RetrainVerdict(QObject):
    """`kind` is `better`, `worse`, `unsure`, or empty where nothing was tested."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self.made: Build | None = None
        self.quick = 0
        """How many chats, prompts and facts a test takes at most; 0 all. Fewer only for a try."""
        self._proof: Proof | None = None
        self._trial: Trial | None = None
        self._refused = ""
        """Why she may not be used without a question, although she was better."""
        self._doing = ""
        self._done = -1.0

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session

    async def make(self, run: str) -> None:
        """Make the model of a finished run; cancelling leaves nothing behind."""
        self._say(words.tr("Making a model of what she learned…"))
        self.made = await self._open_session.retraining.build(run, said=self._say)

    async def test(self) -> None:
        """Compare it with what speaks now; cancelling writes nothing."""
        assert self.made is not None
        self._say(words.tr("Testing her on chats that she never saw…"))
        await self._open_session.retraining.prove(self.made.uid, told=self._told, quick=self.quick)
        await self.show(self.made)

    async def show(self, made: Build) -> None:
        """Show what is known of a model now."""
        folder = self._open_session.profile.builds / made.uid
        self.made, self._proof, self._trial = await asyncio.to_thread(_read, folder)
        better = self.made.verdict == "better"
        refused = await self._open_session.retraining.refusal(self.made) if better else None
        self._refused = words.said(refused.message) if refused else ""
        self.changed.emit()

    def clear(self) -> None:
        """Show nothing."""
        self.made = self._proof = self._trial = None
        self._refused = ""
        self.changed.emit()

    @property
    def _open_session(self) -> Session:
        assert self._session is not None, "nothing is made before the profile is open"
        return self._session

    def _say(self, what: str) -> None:
        self._doing, self._done = what, -1.0
        self.changed.emit()

    def _told(self, what: str, done: int, of: int) -> None:
        self._doing, self._done = words.part(what, done, of)
        self.changed.emit()

    @Property(str, notify=changed)
    def doing(self) -> str:
        """What is being done now, as a sentence."""
        return self._doing

    @Property(float, notify=changed)
    def done(self) -> float:
        """How much of it is done, 0 to 1; below 0 where that is not known."""
        return self._done

    @Property(str, notify=changed)
    def uid(self) -> str:
        """The model's uid."""
        return self.made.uid if self.made else ""

    @Property(str, notify=changed)
    def name(self) -> str:
        """The model's name."""
        if self.made is None:
            return ""
        from tsuki_desktop.services.building import model_name

        return model_name(self.made.uid)

    @Property(str, notify=changed)
    def kind(self) -> str:
        """See the class."""
        verdict = self._judged
        return {"better": "better", "worse": "worse", "": ""}.get(verdict, "unsure")

    @Property(str, notify=changed)
    def title(self) -> str:
        """The verdict in three words."""
        return words.headline(self._judged) if self.made else ""

    @property
    def _judged(self) -> str:
        """The verdict, as far as it is one on her and what speaks now."""
        return "not enough evidence" if self._refused else self.made.verdict if self.made else ""

    @Property(str, notify=changed)
    def reason(self) -> str:
        """Why, in a sentence."""
        return self._refused or (words.reason(self._proof) if self._proof else "")

    @Property(str, notify=changed)
    def against(self) -> str:
        """Whom she was compared with, and on how much."""
        if self._proof is None:
            return ""
        chats = max((one.samples for one in self._proof.measures if one.decides), default=0)
        old = self._proof.baseline_id.partition(":")[2]
        text = words.tr("Against {old}, on {count} chats that neither has learned from, with 95 % certainty.")
        said = text.format(old=old, count=chats)
        if self._proof.instead_of:
            other = self._proof.instead_of.partition(":")[2]
            said += " " + words.tr("{name}, which spoke then, could not be tested.").format(name=other)
        return said

    @Property(str, notify=changed)
    def fall(self) -> str:
        """How far she has come from the untuned base, as a sentence."""
        share = self._proof.base_fall if self._proof else None
        if share is None:
            return ""
        if share <= 0:
            return words.tr("Tsuki's replies surprise her no less than they surprise the untuned model.")
        text = words.tr("Tsuki's replies surprise her {share} less than they surprise the untuned model.")
        return text.format(share=words.percent(share))

    @Property(list, notify=changed)
    def rows(self) -> list[dict[str, Any]]:
        """Every measure, the deciding one first; see `retrain_words.row_of`. The blind votes come last."""
        if self._proof is None:
            return []
        told = sorted(self._proof.measures, key=lambda one: not one.decides)
        voted = self._trial.measure() if self._trial else None
        return [words.row_of(one) for one in [*told, *([voted] if voted else [])]]

    @Property(int, notify=changed)
    def pairs(self) -> int:
        """How many pairs of replies can be compared blind."""
        return (
            len({(old, new) for _, old, new in self._proof.pairs if old.strip() != new.strip()})
            if (self._proof)
            else 0
        )

    @Property(str, notify=changed)
    def votes(self) -> str:
        """What the blind votes came to; empty before the last one."""
        return vote_words(self._trial) if self._trial and self._trial.over else ""


def vote_words(trial: Trial) -> str:
    """The result of a blind trial, as a sentence."""
    from tsuki_desktop.services.comparing import Vote

    new, old, same = (trial.count(one) for one in (Vote.NEW, Vote.OLD, Vote.SAME))
    counted = words.tr("You chose the new one {new} times, the old one {old} times").format(new=new, old=old)
    counted += words.tr(", and {same} times neither.").format(same=same) if same else "."
    found = trial.measure()
    if found is None or not (found.better or found.harm[0] > 0):
        return counted + " " + words.tr("That could be chance.")
    return counted + " " + (
        words.tr("That is hardly chance: you like the new one more.") if found.better
        else words.tr("That is hardly chance: you like the old one more.")
    )  # fmt: skip


def _read(folder: Path) -> tuple[Build, Proof | None, Trial | None]:
    from tsuki_desktop.services import comparing, proof_report
    from tsuki_desktop.training import deploy

    return deploy.read_build(folder), proof_report.load(folder), comparing.read(folder)
