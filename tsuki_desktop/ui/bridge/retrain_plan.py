"""What would be trained: the data, the base, the method, and what it takes on this machine."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.ui import retrain_wish as wishes
from tsuki_desktop.ui import retrain_words as words
from tsuki_desktop.ui.retrain_lessons import LEAST, Lessons

if TYPE_CHECKING:
    from tsuki_desktop.services.retraining import Proposal
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.store.datasets import DataSet
    from tsuki_desktop.ui.retrain_wish import Estimate, Wish
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RetrainPlan(QObject):
    """The options, and the sentence that says what they come to."""

    changed = Signal()

    def __init__(self, settings: SettingsFile, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks
        self._session: Session | None = None
        self._wish = wishes.remembered(settings.value.retrain_options)
        self._starter = 0
        self._sets: list[DataSet] = []
        self._bases: list[dict[str, str]] = []
        self._runs: list[dict[str, str]] = []
        self._base_name = ""
        self._instead = ""
        self._her_voice = False
        self._lessons = Lessons()
        self._hardware = ""
        self._base_file = ("", 0)
        self._no_base = ("", "")
        self._again = False
        self._reading: asyncio.Task[Any] | None = None

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session

    @property
    def wish(self) -> Wish:
        """The options."""
        return self._wish

    # Reading what there is

    def look(self) -> None:
        """Count what there is to learn from."""
        if self._session is None:
            return
        if self._reading is not None and not self._reading.done():
            self._again = True
            return
        self._reading = self._tasks.spawn(self.read())

    async def read(self) -> None:
        """Count what there is to learn from, and see what could be the base."""
        session = self._session
        if session is None:
            return
        self._lessons = await self._read_lessons(session)
        if not self._starter:
            self._starter = await asyncio.to_thread(_starter_chats)
        if not self._hardware:
            self._hardware = await asyncio.to_thread(_hardware)
        self._sets = await asyncio.to_thread(_sets, session)
        await self._read_bases(session)
        self._runs = [
            {"key": one.uid, "title": words.day(one.step.at if one.step else "") or one.uid}
            for one in await session.retraining.runs()
            if one.state == "finished" and (one.folder / "adapter").is_dir()
        ]
        self.changed.emit()
        if self._again:
            self._again = False
            await self.read()

    async def _read_lessons(self, session: Session) -> Lessons:
        usable, method = (await session.teaching.lessons()).usable, self._wish.choice().method
        if method == wishes.METHODS[0]:
            return Lessons(method.value, usable)
        from tsuki_desktop.services.training_data import preferences

        return Lessons(method.value, usable, *await session.log.read(preferences, method))

    async def _read_bases(self, session: Session) -> None:
        from tsuki_desktop.services import bases

        room = session.retraining
        there = await bases.known(room)
        self._bases = [{"key": one.id, "title": one.name} for one in await bases.untuned(room, there)]
        from tsuki_desktop.services.starting_point import her_voice

        try:
            basis = await bases.find(room, self._wish.base, there)
            base, self._instead = basis.info, words.said(basis.instead)
            self._base_name, self._no_base = base.name, ("", "")
            self._base_file = (base.path.name if base.path else "", base.size_bytes or 0)
            self._her_voice = her_voice(self._wish.choice(), base) is not None
        except TsukiError as error:
            self._base_name, self._instead, self._no_base = (
                "",
                "",
                (words.said(error.message), words.said(error.hint)),
            )
            self._her_voice = False

    # What is shown

    @Property(dict, notify=changed)
    def options(self) -> dict[str, Any]:
        """`base`, `method`, `preset`, `after`, `small`."""
        one = self._wish
        return {
            "base": one.base, "method": one.method, "preset": one.preset, "after": one.after,
            "small": one.small,
        }  # fmt: skip

    @Property(list, notify=changed)
    def sources(self) -> list[dict[str, Any]]:
        """What can be learned from: `key`, `title`, `what`, `chosen`, `removable`."""
        files = [one for one in self._wish.data if one.startswith(wishes.FILE)]
        rows = [
            (wishes.RATED, *self._lessons.option),
            (wishes.STARTER, words.tr("The starter chats"), words.tr("Tsuki's voice as she came")),
            *(
                (wishes.SET + one.uid, one.name, words.tr("{count} rows").format(count=one.included))
                for one in self._sets
            ),
            *((one, Path(one).name, words.tr("A file of yours")) for one in files),
        ]
        return [
            {
                "key": key, "title": title, "what": what, "chosen": key in self._wish.data,
                "removable": key.startswith(wishes.FILE),
            }
            for key, title, what in rows
        ]  # fmt: skip

    @Property(list, notify=changed)
    def bases(self) -> list[dict[str, str]]:
        """Models that she could start from: `key` and `title`; the first is the usual one."""
        return [{"key": "", "title": words.tr("The model she has now")}, *self._bases]

    @Property(list, notify=changed)
    def runs(self) -> list[dict[str, str]]:
        """Finished runs that preferences could go on from: `key` and `title`."""
        first = words.tr("The voice she came with") if self._her_voice else words.tr("Nothing")
        return [{"key": "", "title": first}, *self._runs]

    @Property(int, notify=changed)
    def missing(self) -> int:
        """How many liked replies are missing; 0 where there are enough."""
        return max(0, LEAST - self._lessons.usable)

    @Property(int, notify=changed)
    def usable(self) -> int:
        """Replies that can be learned from."""
        return self._lessons.usable

    @Property(bool, notify=changed)
    def hasVoice(self) -> bool:
        """Whether she goes on from the voice she came with: the starter chats alone teach her nothing."""
        return self._her_voice

    @property
    def short(self) -> bool:
        """Whether the person's own ratings are wanted and too few, with nothing but starters beside them."""
        own = wishes.RATED in self._wish.data and self._lessons.too_few
        return own and not set(self._wish.data) - {wishes.RATED, wishes.STARTER}

    @Property(str, notify=changed)
    def lack(self) -> str:
        """What is missing for preferences, as a sentence; empty where liked replies are what counts."""
        return self._lessons.lack

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """What she would learn from, and what she would start from."""
        data = self._wish.data
        sets = sum(one.startswith(wishes.SET) for one in data)
        files = sum(one.startswith(wishes.FILE) for one in data)
        sft = self._wish.method == wishes.METHODS[0]
        parts = [
            self._lessons.named if wishes.RATED in data else "",
            words.tr("{count} starter chats").format(count=words.number(self._starter, 0))
            if wishes.STARTER in data and sft and not self._goes_on else "",
            (words.tr("1 data set") if sets == 1 else words.tr("{count} data sets").format(count=sets))
            if sets else "",
            (words.tr("1 file") if files == 1 else words.tr("{count} files").format(count=files))
            if files else "",
        ]  # fmt: skip
        said = self._start_words.format(what=words.listed(parts), base=self._base_name or words.tr("model"))
        return f"{said} {self._instead}".strip()

    @property
    def _start_words(self) -> str:
        if self._after:
            return words.tr("Learns from {what}; goes on from an earlier training, on {base}.")
        if self._goes_on:
            return words.tr("Learns from {what}; starts from the voice she came with, on {base}.")
        return words.tr("Learns from {what}; starts from the untuned {base}.")

    @property
    def _after(self) -> bool:
        """Whether it goes on from a training that the person named."""
        return self._wish.method != wishes.METHODS[0] and self._wish.after != ""

    @Property(str, notify=changed)
    def startWords(self) -> str:
        """What stays the same in each training, for the choice of what to start from."""
        if self._after:
            return words.tr("The model that the training below was made on.")
        if self._goes_on:
            return words.tr("With the voice she came with: each training begins there, with all you taught.")
        return words.tr("Untuned: each training begins afresh, with all that you taught.")

    @Property(str, notify=changed)
    def hardware(self) -> str:
        """What would train on this machine."""
        return self._hardware

    @Property(str, notify=changed)
    def baseFile(self) -> str:
        """The name of the base model's file."""
        return self._base_file[0]

    @Property(str, notify=changed)
    def baseSize(self) -> str:
        """How large that is."""
        return words.size(self._base_file[1])

    @Property(str, notify=changed)
    def estimateWords(self) -> str:
        """What it takes on this machine, where it was measured."""
        found = self.estimate
        if found is None:
            return words.tr("How long it takes is measured first, which takes a minute.")
        text = words.tr("Takes about {time} and {memory} of memory here, as measured; then the test.")
        return text.format(time=words.duration(found.seconds), memory=words.size(found.memory))

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why nothing can be trained; empty where it can."""
        return self._no_base[0]

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to do about it."""
        return self._no_base[1]

    @property
    def estimate(self) -> Estimate | None:
        """What was measured with such options."""
        return wishes.measured(self._settings.value.retrain_measured, self._wish, self._rows)

    @property
    def _rows(self) -> int:
        """About how many rows the options come to; only ratios of it are used."""
        new = self._new_rows
        starter = self._starter if wishes.STARTER in self._wish.data else 0
        return max(1, new + (min(new // 4, starter) if self._goes_on else starter))

    @property
    def _new_rows(self) -> int:
        """Rows that are not the starter's; a file's are not counted."""
        rated = self._lessons.count if wishes.RATED in self._wish.data else 0
        return rated + sum(one.included for one in self._sets if wishes.SET + one.uid in self._wish.data)

    @property
    def _goes_on(self) -> bool:
        """Whether she goes on from the voice that she came with, as `services/starting_point.py` says."""
        files = any(one.startswith(wishes.FILE) for one in self._wish.data)
        prefers = self._wish.method != wishes.METHODS[0]
        return self._her_voice and (prefers or files or self._new_rows > 0)

    # Choosing

    @Slot(str, "QVariant")
    def choose(self, name: str, value: Any) -> None:
        """Change an option."""
        self._change(replace(self._wish, **{name: value}))

    @Slot(str, bool)
    def take(self, source: str, taken: bool) -> None:
        """Learn from this, or not; the last one stays."""
        rest = tuple(one for one in self._wish.data if one != source)
        data = (*rest, source) if taken else rest
        if data:
            self._change(replace(self._wish, data=data))
        self.changed.emit()

    @Slot()
    def starterAlone(self) -> None:
        """Learn from the starter chats and nothing else."""
        self._change(replace(self._wish, data=(wishes.STARTER,)))

    @Slot(QUrl)
    def addFile(self, file: QUrl) -> None:
        """Learn from this file too."""
        path = Path(file.toLocalFile())
        if path.name:
            self.take(wishes.FILE + str(path), True)

    def _change(self, wish: Wish) -> None:
        self._wish = wishes.remembered(wish.dumped())
        self._settings.update(retrain_options=self._wish.dumped())
        self.changed.emit()
        self.look()

    # Planning

    async def plan(self) -> Proposal:
        """Work the run out; see `Retraining.plan` for what is refused."""
        session = self._session
        assert session is not None, "the buttons are off until the profile is open"
        return await session.retraining.plan(self._wish.choice())

    async def measure(self, proposal: Proposal) -> Estimate:
        """Measure the run on this machine and remember it; half a minute or more."""
        session = self._session
        assert session is not None, "the buttons are off until the profile is open"
        told = await session.retraining.measure(proposal)
        found = wishes.Estimate(told.total_s, told.memory_bytes)
        known = self._settings.value.retrain_measured
        self._settings.update(retrain_measured=wishes.with_measure(known, self._wish, found, self._rows))
        self.changed.emit()
        return found


def _hardware() -> str:
    from tsuki_desktop.training.hardware import find_hardware
    from tsuki_desktop.ui.retrain_told import could_train

    return could_train(find_hardware())


def _starter_chats() -> int:
    from tsuki_desktop.persona import starter

    return sum(1 for _ in starter.conversations())


def _sets(session: Session) -> list[DataSet]:
    from tsuki_desktop.services import collecting

    return [one for one in collecting.listed(session.profile) if one.included]
