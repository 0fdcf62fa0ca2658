"""Retraining in the window: set up, plan, train, build, prove, decide. The run's folder is the truth.

A training goes on while the window is closed, and is found again; making and testing the model belong to
the window, and leave nothing behind where it closes in the middle.
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.ui import retrain_words as words
from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.bridge.retrain_parts import RetrainParts

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from tsuki_desktop.services.retraining import Proposal
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.training.deploy import Build
    from tsuki_desktop.training.launcher import Run, Snapshot
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

ASK_ABOVE_S = 1800
"""A training that takes longer is asked about once more when that is known."""


@QmlElement
class Retrain(RetrainParts):
    """`state` is where the person stands.

    "" (not known), `unset`, `short`, `ready`, `planning`, `measuring`, `asking`, `starting`, `running`,
    `paused`, `broken`, `failed`, `trained`, `building`, `built`, `proving` or `verdict`.
    """

    def __init__(
        self, settings: SettingsFile, tasks: Tasks, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(settings, tasks, notices, parent)
        self._proposal: Proposal | None = None
        self._job: asyncio.Task[Any] | None = None
        self._looking: asyncio.Task[Any] | None = None
        self._look_again = False
        self._greeted = False
        self._setup.readied.connect(self.look)
        self._plan.changed.connect(self._on_plan)
        self._blind.ended.connect(self._on_voted)
        self._progress.moved.connect(self._on_moved)
        self._made.cameOrWent.connect(self.cameOrWent)
        self._made.used.connect(self._on_used)
        self._made.gone.connect(self.look)
        self._past.gone.connect(self.look)
        self._kit.sent.connect(self._look_around)
        self._kit.came.connect(self._on_came)
        self._gpu.agreed.connect(self._on_shared)

    def attach(self, session: Session) -> None:
        """Take the open profile, and find what was begun, where anything was."""
        if session.log.read_only:
            return
        self.attach_parts(session)
        self._tasks.spawn(self._greet(session))

    async def _greet(self, session: Session) -> None:
        """Look for a run that goes on, or that ended while the window was closed."""
        began = await asyncio.to_thread(session.profile.runs.is_dir)
        if not began and not self._gpu.lent:
            return
        self.look()
        if self._looking is not None:
            self._looking.add_done_callback(lambda _: self._tell_news())

    def _tell_news(self) -> None:
        """Say once that a run ended meanwhile; its last words may be read only after the look is over."""
        if not self._greeted and self._state in {"trained", "built"}:
            self._greeted = True
            text, hint = words.tr("Tsuki has finished learning."), words.tr("Teach goes on from there.")
            self._notices.show(Notice(text, hint))

    @Slot()
    def look(self) -> None:
        """Find out where the person stands; called when the page is looked at."""
        self._look_again = True  # something may have changed behind a look that goes on
        if self._session is not None and (self._looking is None or self._looking.done()):
            self._looking = self._tasks.spawn(self._look())

    async def _look(self) -> None:
        await asyncio.to_thread(import_module, "tsuki_desktop.services.retraining")
        while self._session is not None and self._look_again:
            self._look_again = False
            if not self._busy:
                await self._find(self._session)
            await self._settle_card()
            await self._see_around()

    @property
    def _busy(self) -> bool:
        job = self._job is not None and not self._job.done()
        return job or self._progress.following or self._state == "asking"

    async def _find(self, session: Session) -> None:
        """A run that goes on, was picked, or is new and undecided; without one, what could be trained."""
        room = session.retraining
        run = self._undecided([one for one in await room.runs() if one.state != "ready"])
        if run is None:
            await self._rest()
            return
        made = next((one for one in await room.builds() if one.run == run.uid), None)
        self._uid = run.uid
        if made is not None:
            await self._show_made(made)
        elif run.state == "finished" and not await self._setup.look():
            self._enter("unset")
        else:
            self._follow(room.attach(self._uid))

    def _undecided(self, runs: list[Snapshot]) -> Snapshot | None:
        known = self._settings.value
        going_on = (one for one in runs if one.state in {"running", "paused"})
        picked = (one for one in runs if one.uid == known.retrain_picked)
        new = (one for one in runs[:1] if one.uid > known.retrain_settled)
        return next(going_on, None) or next(picked, None) or next(new, None)

    async def _rest(self) -> None:
        """Nothing runs and nothing is to be decided."""
        self._uid, self._proposal = "", None
        self._verdict.clear()
        self._progress.leave()
        if not await self._setup.look():
            self._enter("unset")
            return
        await self._plan.read()
        self._enter("short" if self._plan.short else "ready")

    def _on_plan(self) -> None:
        if self._state in {"short", "ready"}:
            self._enter("short" if self._plan.short else "ready")

    async def _show_made(self, made: Build) -> None:
        from tsuki_desktop.training import deploy

        assert self._session is not None
        await self._verdict.show(made)
        if await asyncio.to_thread(deploy.current, self._session.profile.builds) == made.uid:
            await self._settle()
        else:
            self._enter("verdict" if made.verdict else "built")

    @Slot()
    def train(self) -> None:
        """Measure, and start where it does not take long; else ask."""
        self._begin(self._prepare(ask=False))

    @Slot()
    def measure(self) -> None:
        """Say what it would take, then ask."""
        self._begin(self._prepare(ask=True))

    async def _prepare(self, *, ask: bool) -> None:
        self._enter("planning")
        proposal = await self._plan.plan()
        if await self._gpu.asks(lambda: self._measure(proposal, ask=ask), proposal.hardware):
            self._enter("ready")
        else:
            await self._measure(proposal, ask=ask)

    async def _measure(self, proposal: Proposal, *, ask: bool) -> None:
        found = self._plan.estimate
        if found is None or ask:
            self._enter("measuring")
            found = await self._plan.measure(proposal)
        self._proposal = proposal
        if ask or found.seconds > ASK_ABOVE_S:
            self._enter("asking")
            return
        await self._start(proposal)

    def _on_shared(self) -> None:
        self._begin(self._share())

    async def _share(self) -> None:
        self._enter("starting")
        await self._gpu.go_on()

    @Slot()
    def start(self) -> None:
        """Start what was asked about."""
        if self._proposal is not None and self._state == "asking":
            self._begin(self._start(self._proposal))

    async def _start(self, proposal: Proposal) -> None:
        self._enter("starting")
        self._follow(await self._room.start(proposal))

    @Slot()
    def notNow(self) -> None:
        """Back to where nothing runs."""
        if self._state in {"asking", "broken", "failed", "trained", "built", "verdict"}:
            self._begin(self._settle())

    @Slot()
    def cancel(self) -> None:
        """End planning, measuring, making or testing; nothing half-made stays."""
        if self._job is not None:
            self._job.cancel()

    def _follow(self, run: Run) -> None:
        self._uid = run.folder.name
        self._verdict.clear()
        self._progress.follow(run)

    def _on_moved(self, ran: bool) -> None:
        """The run is somewhere else now; `ran` tells whether it was seen running."""
        self._enter(self._progress.at)
        self._tasks.spawn(self._settle_card())
        if not ran:
            self._tell_news()
        elif self._state == "trained":
            self._begin(self._make())

    @Slot()
    def resume(self) -> None:
        """Go on after a pause, or from the newest checkpoint."""
        if self._state == "paused":
            self._progress.send("resume")
        elif self._state in {"broken", "failed"}:
            self._begin(self._go_on(self._uid))

    @Slot()
    def throwAway(self) -> None:
        """End the run and delete it; the page has asked."""
        if self._uid:
            self._begin(self._throw_away(self._uid))

    async def _throw_away(self, uid: str) -> None:
        from tsuki_desktop.services import storing

        self._progress.leave()
        await storing.remove_run(self._room, uid)
        await self._rest()
        await self._see_around()

    async def _go_on(self, uid: str) -> None:
        if not await self._gpu.asks(lambda: self._resume(uid)):
            await self._resume(uid)

    async def _resume(self, uid: str) -> None:
        self._pick(uid)
        self._enter("starting")
        self._follow(await self._room.go_on(uid))

    # Earlier runs, and those that come back

    @Slot(str)
    def resumeRun(self, uid: str) -> None:
        """Go on with a training of the list."""
        if not self._busy:
            self._begin(self._go_on(uid))

    @Slot(str)
    def makeRun(self, uid: str) -> None:
        """Make the model of a training of the list, and test it."""
        if not self._busy:
            self._begin(self._make_of(uid))

    def _on_came(self, uid: str) -> None:
        """What was trained elsewhere is here: made and tested like what was trained here."""
        if self._busy:
            hint = words.tr("It waits among the trainings on the Teach page until you are done here.")
            self._notices.show(Notice(words.tr("The result is back."), hint))
            self._look_around()
            return
        hint = words.tr("Teach makes a model of it, and tests it.")
        self._notices.show(Notice(words.tr("The result is back."), hint))
        self._begin(self._make_of(uid))

    async def _make_of(self, uid: str) -> None:
        self._pick(uid)
        self._progress.leave()
        if await self._setup.look():
            await self._make()
        else:
            self._enter("unset")

    def _pick(self, uid: str) -> None:
        """Make this run the one that the page is about, until something is decided."""
        self._uid = uid
        self._verdict.clear()
        self._settings.update(retrain_picked=uid)

    @Slot()
    def make(self) -> None:
        """Make the model of the finished run, and test it."""
        if self._state == "trained":
            self._begin(self._make())

    @Slot()
    def prove(self) -> None:
        """Test the model, or test it again."""
        if self._verdict.made is not None and self._state in {"built", "verdict"}:
            self._begin(self._prove())

    async def _make(self) -> None:
        self._enter("building")
        await self._verdict.make(self._uid)
        self.cameOrWent.emit()
        await self._prove()

    async def _prove(self) -> None:
        self._enter("proving")
        await self._verdict.test()
        self._enter("verdict")
        await self._see_around()

    def _on_used(self, uid: str) -> None:
        if self._verdict.made is not None and self._verdict.made.uid == uid:
            self._begin(self._settle())

    async def _settle(self) -> None:
        """Nothing is to be decided about this run any more."""
        settled = max(self._uid, self._settings.value.retrain_settled)
        self._settings.update(retrain_settled=settled, retrain_picked="")
        await self._rest()

    @Slot()
    def compare(self) -> None:
        """Open the blind page for the model that was just made."""
        if self._session is not None and self._verdict.made is not None:
            self._blind.begin(self._session.profile.builds / self._verdict.made.uid)

    def _on_voted(self) -> None:
        if self._session is not None and self._verdict.made is not None and self._state == "verdict":
            self._tasks.spawn(self._verdict.show(self._verdict.made))

    def _begin(self, job: Coroutine[Any, Any, None]) -> None:
        """Run a job, unless one runs."""
        if self._session is None or (self._job is not None and not self._job.done()):
            job.close()
            return
        self._trouble = ("", "")
        self._job = self._tasks.spawn(self._guarded(job))

    async def _guarded(self, job: Coroutine[Any, Any, None]) -> None:
        try:
            if self._looking is not None and not self._looking.done():
                await asyncio.wait([self._looking])
            await job
        except TsukiError as error:
            self._trouble = (words.said(error.message), words.said(error.hint))
            await self._fall_back()
        except BaseException:
            self._enter(self._fallen)
            raise
        finally:
            self._tasks.spawn(self._settle_card())

    @property
    def _fallen(self) -> str:
        """The state to go back to when a job ends before its time."""
        if self._verdict.made is not None:
            return "verdict" if self._verdict.made.verdict else "built"
        if self._state == "building":
            return "trained"
        if self._state == "starting" and self._uid:
            return "broken"
        return "short" if self._plan.short else "ready"

    async def _fall_back(self) -> None:
        trouble = self._trouble
        self._enter(self._fallen)
        if self._state == "ready" and not await self._setup.look():
            self._enter("unset")
        self._trouble = trouble
        self.changed.emit()
