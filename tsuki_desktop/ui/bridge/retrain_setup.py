"""The program that trains: found, named by the person, or set up on a click."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.ui import retrain_words as words

if TYPE_CHECKING:
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.training.environment import Chosen
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_GB = 10**9
_ON_DISK = {"cpu": 1.5, "mps": 1.5}
"""Gigabytes of what is set up, where it was seen; else what is needed while installing is told."""


@QmlElement
class RetrainSetup(QObject):
    """`state` is empty (not known), `there`, `missing`, `checking` or `building`."""

    changed = Signal()
    readied = Signal()
    """Something that can train came or went."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._session: Session | None = None
        self._state = ""
        self._kind = ""
        self._device = ""
        self._what = ""
        self._packages = 0
        self._trouble = ("", "")
        self._chosen: Chosen | None = None
        self._lost = ("", "")
        self._job: asyncio.Task[Any] | None = None

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session

    @Property(str, notify=changed)
    def state(self) -> str:
        """See the class."""
        return self._state

    @property
    def there(self) -> bool:
        """Whether something that can train is there."""
        return self._state == "there"

    @Property(str, notify=changed)
    def needs(self) -> str:
        """What is fetched, and how large it is."""
        if not self._kind:
            return ""
        what = {
            "cpu": words.tr("PyTorch for the processor"),
            "cuda": words.tr("PyTorch for the NVIDIA card"),
            "rocm": words.tr("PyTorch for the AMD card"),
            "mps": words.tr("PyTorch for the Apple chip"),
        }[self._kind]
        if self._kind in _ON_DISK:
            text = words.tr("{what} and the training libraries: about {size} on the disk.")
            return text.format(what=what, size=words.size(_ON_DISK[self._kind] * _GB))
        from tsuki_desktop.training.environment import DISK_NEEDED

        text = words.tr("{what} and the training libraries: up to {size} on the disk.")
        return text.format(what=what, size=words.size(DISK_NEEDED[self._kind] * _GB))

    @Property(str, notify=changed)
    def device(self) -> str:
        """What would train: the name of the graphics card or processor."""
        return self._device

    @Property(str, notify=changed)
    def what(self) -> str:
        """What is being done now."""
        return self._what

    @Property(int, notify=changed)
    def packages(self) -> int:
        """How many packages were fetched so far."""
        return self._packages

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """What went wrong, or what is not there any more; empty where nothing is."""
        return self._trouble[0] or self._lost[0]

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to do about it."""
        return self._trouble[1] if self._trouble[0] else self._lost[1]

    @Property(str, notify=changed)
    def runsIn(self) -> str:
        """What trains, as a sentence."""
        if self._chosen is None or self._chosen.interpreter is None:
            return words.tr("Training is not set up.")
        text = {
            "own": words.tr("Training runs in the program's own Python."),
            "named": words.tr("Training runs in {path}."),
            "variable": words.tr("Training runs in {path}, as TSUKI_TRAINING_PYTHON says."),
        }[self._chosen.source]
        return text.format(path=self._chosen.interpreter)

    @Property(bool, notify=changed)
    def named(self) -> bool:
        """Whether a Python of the person's own is named, be it there or not."""
        return self._chosen is not None and (self._chosen.source == "named" or self._chosen.gone is not None)

    async def look(self) -> bool:
        """Find out whether something can train; cheap where it is."""
        if self._session is None or self._state in {"checking", "building"}:
            return self.there
        found = await self._choose(self._session)
        if not found and not self._kind:
            from tsuki_desktop.training.hardware import find_hardware

            hardware = await asyncio.to_thread(find_hardware)
            self._kind, self._device = hardware.kind, hardware.name
        self._enter("there" if found else "missing")
        return found

    async def _choose(self, session: Session) -> bool:
        """Find what trains; what it should be and is not is told."""
        self._lost = ("", "")
        try:
            self._chosen = await asyncio.to_thread(session.retraining.trainer.chosen)
        except TsukiError as error:
            self._chosen = None
            self._lost = (words.said(error.message), words.said(error.hint))
            return False
        if self._chosen.gone is not None:
            text = words.tr("{path}, which was named for the training, is not there any more.")
            self._lost = (text.format(path=self._chosen.gone), "")
        return self._chosen.interpreter is not None

    @Slot()
    def setUp(self) -> None:
        """Fetch and install what trains."""
        if self._session is not None and self._state == "missing":
            self._start(self._set_up(self._session))

    @Slot(QUrl)
    def name(self, file: QUrl) -> None:
        """Train with this Python from now on, where it can."""
        path = Path(file.toLocalFile())
        if self._session is not None and path.name and self._state in {"missing", "there"}:
            self._start(self._name(self._session, path))

    @Slot()
    def useOwn(self) -> None:
        """Forget the person's own Python: train with the program's, where it is set up."""
        if self._session is not None and self._state in {"missing", "there"}:
            self._start(self._use_own(self._session))

    async def _use_own(self, session: Session) -> None:
        session.retraining.trainer.forget()

    @Slot()
    def cancel(self) -> None:
        """Stop setting up; nothing half-made is used later."""
        if self._job is not None:
            self._job.cancel()

    def _start(self, job: Any) -> None:
        self._trouble = ("", "")
        self._job = self._tasks.spawn(self._guarded(job))

    async def _guarded(self, job: Any) -> None:
        try:
            await job
        except TsukiError as error:
            self._trouble = (words.said(error.message), words.said(error.hint))
        finally:
            self._state, self._what, self._packages, self._job = "", "", 0, None
            self._tasks.spawn(self._look_again())  # also after a cancel

    async def _look_again(self) -> None:
        await self.look()
        self.readied.emit()

    async def _set_up(self, session: Session) -> None:
        self._what = words.tr("Preparing…")
        self._enter("building")
        async with aclosing(session.retraining.trainer.set_up(self._kind)) as steps:
            async for step in steps:
                if step.stage == "warning":
                    self._trouble = (words.said(step.what), "")
                self._packages = step.packages
                self._what = _stage(step.stage, step.what)
                self.changed.emit()

    async def _name(self, session: Session, path: Path) -> None:
        self._what = words.tr("Asking {name} what it has…").format(name=path.name)
        self._enter("checking")
        await session.retraining.trainer.name(path)

    def _enter(self, state: str) -> None:
        self._state = state
        self.changed.emit()


def _stage(stage: str, what: str) -> str:
    told = {
        "create": words.tr("Making a place for it…"),
        "download": words.tr("Fetching {what}…"),
        "install": words.tr("Installing what was fetched…"),
        "check": words.tr("Trying whether it works…"),
        "done": words.tr("Done."),
    }
    return told.get(stage, "").format(what=what)
