"""What retraining is about and in which state, and its parts that QML finds below `app.retrain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.bridge.retrain_blind import RetrainBlind
from tsuki_desktop.ui.bridge.retrain_gpu import RetrainGpu
from tsuki_desktop.ui.bridge.retrain_kit import RetrainKit
from tsuki_desktop.ui.bridge.retrain_made import RetrainMade
from tsuki_desktop.ui.bridge.retrain_past import RetrainPast
from tsuki_desktop.ui.bridge.retrain_plan import RetrainPlan
from tsuki_desktop.ui.bridge.retrain_run import RetrainRun
from tsuki_desktop.ui.bridge.retrain_setup import RetrainSetup
from tsuki_desktop.ui.bridge.retrain_verdict import RetrainVerdict

if TYPE_CHECKING:
    from tsuki_desktop.services.retraining import Retraining
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RetrainParts(QObject):
    """`Retrain` stands on this: what it is about, in which state, and what went wrong."""

    changed = Signal()
    cameOrWent = Signal()
    """A model came or went: whoever lists models looks again."""

    def __init__(
        self, settings: SettingsFile, tasks: Tasks, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._state = ""
        self._uid = ""
        self._trouble = ("", "")
        self._setup = RetrainSetup(tasks, self)
        self._plan = RetrainPlan(settings, tasks, self)
        self._progress = RetrainRun(tasks, self)
        self._verdict = RetrainVerdict(self)
        self._blind = RetrainBlind(tasks, self)
        self._made = RetrainMade(settings, tasks, notices, self)
        self._past = RetrainPast(tasks, notices, self)
        self._kit = RetrainKit(self._plan, tasks, self)
        self._gpu = RetrainGpu(settings, self)

    def attach_parts(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session
        first = self._setup, self._plan, self._verdict, self._made
        for part in (*first, self._past, self._kit, self._gpu):
            part.attach(session)

    @property
    def _room(self) -> Retraining:
        assert self._session is not None, "the buttons are off until the profile is open"
        return self._session.retraining

    def _enter(self, state: str) -> None:
        self._state = state
        self._past.leave_out("" if state == "unset" else self._uid)
        self.changed.emit()

    def _look_around(self) -> None:
        self._tasks.spawn(self._see_around())

    async def _see_around(self) -> None:
        """Read what was made and trained before."""
        await self._made.look()
        await self._past.look()

    async def _settle_card(self) -> None:
        """Give the graphics card back to the chat, unless a training is about to begin."""
        if self._state not in {"planning", "measuring", "asking", "starting"}:
            await self._gpu.settle()

    @Property(str, notify=changed)
    def state(self) -> str:
        """See the class."""
        return self._state

    @Property(bool, notify=changed)
    def resultWaits(self) -> bool:
        """Whether something was learned elsewhere that nothing here can make a model of yet."""
        return self._state == "unset" and self._uid != ""

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """What went wrong the last time; empty where nothing did."""
        return self._trouble[0]

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to do about it."""
        return self._trouble[1]

    @Slot()
    def openLog(self) -> None:
        """Open the log of the run."""
        if self._session is not None and self._uid:
            self._made.open(self._session.profile.runs / self._uid / "log.txt")

    # Its parts

    @Property(RetrainSetup, constant=True)
    def setup(self) -> RetrainSetup:
        """What trains."""
        return self._setup

    @Property(RetrainPlan, constant=True)
    def plan(self) -> RetrainPlan:
        """What would be trained."""
        return self._plan

    @Property(RetrainRun, constant=True)
    def run(self) -> RetrainRun:
        """What is being trained."""
        return self._progress

    @Property(RetrainVerdict, constant=True)
    def verdict(self) -> RetrainVerdict:
        """What the test found."""
        return self._verdict

    @Property(RetrainBlind, constant=True)
    def blind(self) -> RetrainBlind:
        """The blind page."""
        return self._blind

    @Property(RetrainMade, constant=True)
    def made(self) -> RetrainMade:
        """Earlier models, and the room that all of it takes."""
        return self._made

    @Property(RetrainPast, constant=True)
    def past(self) -> RetrainPast:
        """Earlier trainings."""
        return self._past

    @Property(RetrainKit, constant=True)
    def kit(self) -> RetrainKit:
        """Training on a borrowed GPU."""
        return self._kit

    @Property(RetrainGpu, constant=True)
    def gpu(self) -> RetrainGpu:
        """The graphics card that chat and training share."""
        return self._gpu
