"""The Data page: the data sets that were imported, and the one that is looked at."""

from __future__ import annotations

import asyncio
import json
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import NotFoundError
from tsuki_desktop.ui import data_words as words
from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.models.stored_rows import StoredRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.store.datasets import DataSet, StoredRow
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

PAGE = 40
_SET = "set:"
"""Before the uid of a data set, among what a training learns from."""


class LearningPlan(Protocol):
    """What the next training learns from: names such as `set:UID`."""

    changed: Any
    wish: Any

    def take(self, source: str, taken: bool) -> None:
        """Learn from it, or not."""


@QmlElement
class DataDesk(QObject):
    """Nothing is read before the page is looked at."""

    setsChanged = Signal()
    openChanged = Signal()
    reportChanged = Signal()
    reached = Signal(int)
    """The row at this place of the list is to be shown."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: LearningPlan | None = None
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._sets: list[DataSet] | None = None
        self._open = ""
        self._words = ""
        self._report: dict[str, Any] = {}
        self._reporting = False
        self._cancel = Event()
        self._fetching = False
        self._rows = StoredRows(self)
        self._rows.moreWanted.connect(self._on_more_wanted)

    def follow(self, plan: LearningPlan) -> None:
        """Let data sets be taken into the next training, and out of it."""
        self._plan = plan
        plan.changed.connect(self.setsChanged)
        plan.changed.connect(self.openChanged)

    def attach(self, session: Session) -> None:
        """Take the open profile; what was deleted the last time is really deleted now."""
        self._session = session
        # Importing what reads data sets takes a tenth of a second, which most starts can be spared.
        if session.profile.datasets.exists() and not session.log.read_only:
            self._tasks.spawn(asyncio.to_thread(_purge, session.profile))

    def stop(self) -> None:
        """The window closes: no thread goes on alone."""
        self._cancel.set()

    # The list

    @Property(bool, notify=setsChanged)
    def known(self) -> bool:
        """Whether it is known what is here."""
        return self._sets is not None

    @Property(list, notify=setsChanged)
    def sets(self) -> list[dict[str, Any]]:
        """Every data set, newest first."""
        return [self._told(one) for one in self._sets or []]

    def _told(self, one: DataSet) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(one.report) if one.report else {}
        return {
            "uid": one.uid,
            "name": one.name,
            "source": one.source,
            "format": words.shape(one.format),
            "licence": one.licence,
            "rows": one.rows,
            "included": one.included,
            "day": one.created_at[:10],
            "verdict": words.said(str(report.get("verdict", ""))),
            "used": self._used(one.uid),
            "dropped": words.reasons(one.counts),
        }

    def _used(self, uid: str) -> bool:
        return self._plan is not None and _SET + uid in self._plan.wish.data

    @Property(bool, constant=True)
    def canUse(self) -> bool:
        """Whether data sets can be taken into a training here."""
        return self._plan is not None

    @Slot()
    def look(self) -> None:
        """Read what is here."""
        if self._session is not None:
            self._tasks.spawn(self._look(self._session))

    async def _look(self, session: Session) -> None:
        from tsuki_desktop.services import collecting

        self._sets = await asyncio.to_thread(collecting.listed, session.profile)
        if self._open and self._one is None:
            self._leave()
        self.setsChanged.emit()
        self.openChanged.emit()

    # The open one

    @property
    def _one(self) -> DataSet | None:
        return next((one for one in self._sets or [] if one.uid == self._open), None)

    @Property(dict, notify=openChanged)
    def open(self) -> dict[str, Any]:
        """The data set that is looked at, as in `sets`; empty where the list is shown."""
        return self._told(self._one) if self._one else {}

    @Property(StoredRows, constant=True)
    def rows(self) -> StoredRows:
        """Its rows."""
        return self._rows

    @Property(dict, notify=reportChanged)
    def report(self) -> dict[str, Any]:
        """What lint says: `verdict`, `kinds`, `lengths`, `turns`, `styles`, `openers`, `findings`."""
        return self._report

    @Property(bool, notify=reportChanged)
    def reporting(self) -> bool:
        """Whether lint is looking."""
        return self._reporting

    @Slot(str)
    def show(self, uid: str) -> None:
        """Look at one data set."""
        self._leave()
        self._open = uid
        self.openChanged.emit()
        self._job(self._read(), self._look_over())

    @Slot()
    def leave(self) -> None:
        """Show the list again."""
        self._leave()
        self.openChanged.emit()
        self.look()

    def _leave(self) -> None:
        self._cancel.set()
        self._cancel = Event()
        self._open, self._words, self._report = "", "", {}
        self._rows.show(0, [])
        self.reportChanged.emit()

    @Slot(str)
    def find(self, searched: str) -> None:
        """Show only rows with these words."""
        if searched != self._words:
            self._words = searched
            self._job(self._read())

    def _job(self, *jobs: Any) -> None:
        for job in jobs:
            if self._session is None:
                job.close()
            else:
                self._tasks.spawn(job)

    def _profile(self) -> Any:
        assert self._session is not None, "the buttons are off until the profile is open"
        return self._session.profile

    async def _read(self) -> None:
        from tsuki_desktop.services import data_sets

        uid, searched = self._open, self._words
        found = await asyncio.to_thread(data_sets.page, self._profile(), uid, limit=PAGE, words=searched)
        if (uid, searched) == (self._open, self._words):
            self._rows.show(found.total, found.rows)

    @Slot()
    def _on_more_wanted(self) -> None:
        if not self._fetching and self._open:
            self._fetching = True
            self._job(self._fetch())

    async def _fetch(self) -> None:
        from tsuki_desktop.services import data_sets

        uid, searched, here = self._open, self._words, self._rows.here
        try:
            found = await asyncio.to_thread(
                data_sets.page, self._profile(), uid, limit=PAGE, offset=here, words=searched
            )
        finally:
            self._fetching = False
        if (uid, searched, here) == (self._open, self._words, self._rows.here):
            self._rows.append(found.rows)

    async def _look_over(self) -> None:
        from tsuki_desktop.services import data_sets
        from tsuki_desktop.ui.data_report import told

        uid, cancel = self._open, self._cancel
        assert self._session is not None, "only asked of an open profile"
        self._reporting = True
        self.reportChanged.emit()
        try:
            speech = self._session.voice.persona.speech
            report = await asyncio.to_thread(data_sets.look_over, self._profile(), uid, speech, cancel)
        finally:
            if not cancel.is_set():
                self._reporting = False
        if uid == self._open and not cancel.is_set():
            self._report = told(report)
            self.reportChanged.emit()
            await self._look(self._session)

    # Changing

    async def _changed(self) -> None:
        """Rows are others now."""
        if self._session is not None:
            await self._look(self._session)
            if self._open:
                await self._look_over()

    def _tell(self, text: str, undo: Callable[[], Any], hint: str = "") -> None:
        def back() -> None:
            self._job(self._undo(undo))

        self._notices.show(Notice(text, hint, action=self.tr("Undo"), on_action=back))

    async def _undo(self, undo: Callable[[], Any]) -> None:
        await asyncio.to_thread(undo)
        if self._open:
            await self._read()
        await self._changed()

    @Slot(int, bool)
    def include(self, row_id: int, included: bool) -> None:
        """Let a row be trained on, or not; the same control takes it back."""
        self._rows.mark(row_id, included=included)
        self._job(self._include(row_id, included=included))

    async def _include(self, row_id: int, *, included: bool) -> None:
        from tsuki_desktop.services import data_sets

        await asyncio.to_thread(data_sets.include, self._profile(), row_id, included=included)
        await self._changed()

    @Slot(int, "QStringList")
    def edit(self, row_id: int, texts: list[str]) -> None:
        """Give a row's turns other words."""
        before = self._rows.find(row_id)
        if before is not None:
            self._job(self._edit(before, texts))

    async def _edit(self, before: StoredRow, texts: list[str]) -> None:
        from tsuki_desktop.services import data_sets

        profile = self._profile()
        after = await asyncio.to_thread(data_sets.edit, profile, before, texts)
        self._rows.put(after)
        self._tell(self.tr("The row is changed."), lambda: data_sets.put_back(profile, [before]))
        await self._changed()

    @Slot(str)
    def answer(self, rule: str) -> None:
        """Mend what can be mended safely, leave the rest out."""
        if self._open:
            self._job(self._answer(rule))

    async def _answer(self, rule: str) -> None:
        from tsuki_desktop.services import data_sets

        profile = self._profile()
        before = await asyncio.to_thread(data_sets.answer, profile, self._open, rule, self._cancel)
        count, mended = len(before), rule in data_sets.MENDS
        text = self.tr("{count} rows mended.") if mended else self.tr("{count} rows left out.")
        one = self.tr("1 row mended.") if mended else self.tr("1 row left out.")
        self._tell(
            one if count == 1 else text.format(count=count), lambda: data_sets.put_back(profile, before)
        )
        await self._read()
        await self._changed()

    @Slot(int)
    def goTo(self, line: int) -> None:
        """Show the row that lint calls `line`."""
        if self._open:
            self._job(self._go_to(line))

    async def _go_to(self, line: int) -> None:
        from tsuki_desktop.services import data_sets

        wanted = await asyncio.to_thread(data_sets.at, self._profile(), self._open, line)
        self._words = ""
        found = await asyncio.to_thread(
            data_sets.page, self._profile(), self._open, limit=max(PAGE, line + PAGE)
        )
        self._rows.show(found.total, found.rows)
        place = next((at for at, row in enumerate(found.rows) if row.id == wanted.id), 0)
        self.reached.emit(place)

    @Slot(str)
    def rename(self, name: str) -> None:
        """Give the open data set another name."""
        self._job(self._rename(self._open, name))

    async def _rename(self, uid: str, name: str) -> None:
        from tsuki_desktop.services import data_sets

        await asyncio.to_thread(data_sets.rename, self._profile(), uid, name)
        self.look()

    @Slot(str)
    def noteLicence(self, licence: str) -> None:
        """Write down under which licence the open data set came."""
        self._job(self._note_licence(self._open, licence))

    async def _note_licence(self, uid: str, licence: str) -> None:
        from tsuki_desktop.services import data_sets

        await asyncio.to_thread(data_sets.note_licence, self._profile(), uid, licence)
        self.look()

    @Slot(str, bool)
    def use(self, uid: str, used: bool) -> None:
        """Learn from this data set in the next training, or not."""
        if self._plan is not None:
            self._plan.take(_SET + uid, used)

    @Slot(str)
    def remove(self, uid: str) -> None:
        """Delete a data set, with a way back."""
        self._job(self._remove(uid))

    async def _remove(self, uid: str) -> None:
        from tsuki_desktop.services import data_sets

        one = next((one for one in self._sets or [] if one.uid == uid), None)
        if one is None:
            raise NotFoundError(self.tr("This data set is not there any more."))
        profile = self._profile()
        await asyncio.to_thread(data_sets.hide, profile, uid)
        if self._used(uid):
            self.use(uid, False)
        if self._open == uid:
            self._leave()
            self.openChanged.emit()
        self._tell(
            self.tr("“{name}” is deleted.").format(name=one.name),
            lambda: data_sets.bring_back(profile, uid),
        )
        self.look()


def _purge(profile: Profile) -> None:
    from tsuki_desktop.services import data_sets

    data_sets.purge(profile)
