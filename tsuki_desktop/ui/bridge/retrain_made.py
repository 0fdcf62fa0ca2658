"""The models that were made here, what training takes on the disk, and what of it may go."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui import retrain_words as words
from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.models.made import Made, MadeModels

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from tsuki_desktop.services.session import Session
    from tsuki_desktop.services.storing import Removable, Survey
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.training.deploy import Build
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RetrainMade(QObject):
    """Lists them, deletes them, and frees space; nothing goes before it was listed."""

    changed = Signal()
    gone = Signal()
    """Something was deleted."""
    used = Signal(str)
    """This one speaks now, by its uid."""
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
        self._survey: Survey | None = None
        self._busy = False
        self._models = MadeModels(self)

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session

    @Property(MadeModels, constant=True)
    def models(self) -> MadeModels:
        """What was made."""
        return self._models

    async def look(self) -> None:
        """Read them, and what is on the disk."""
        from tsuki_desktop.services import storing

        session = self._session
        if session is None:
            return
        room = session.retraining
        builds = await room.builds()
        forgotten = await session.log.read(_forgotten) if builds else {}
        self._survey = await storing.survey(room, keep=self._settings.value.keep_builds)
        proven = [one for one in builds if one.verdict == "better"]
        free = {one.uid for one in proven if await room.refusal(one) is None}
        sizes = self._survey.sizes
        self._models.show(await asyncio.to_thread(_rows, session, builds, forgotten, sizes, free))
        self.changed.emit()

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        if self._session is not None:
            self._tasks.spawn(self.look())

    # Who speaks

    @Slot(str, bool)
    def use(self, uid: str, force: bool) -> None:
        """Let a model speak from the next message on; `force` where it was not proven better."""
        if self._session is not None:
            self._tasks.spawn(self._use(self._session, uid, force=force))

    async def _use(self, session: Session, uid: str, *, force: bool) -> None:
        await session.retraining.promote(uid, force=force)
        self._tell(
            words.tr("The new Tsuki speaks from the next message on."), words.tr("Go back"), self.goBack
        )
        self.used.emit(uid)
        await self.look()

    @Slot()
    def goBack(self) -> None:
        """Let the one speak that spoke before."""
        if self._session is not None:
            self._tasks.spawn(self._go_back(self._session))

    async def _go_back(self, session: Session) -> None:
        from tsuki_desktop.training import deploy

        was = await asyncio.to_thread(deploy.current, session.profile.builds)
        await session.retraining.rollback()
        text = words.tr("The Tsuki from before speaks again.")
        self._tell(text, words.tr("Undo"), lambda: self.use(was, True))
        await self.look()

    def _tell(self, text: str, action: str, act: Callable[[], None]) -> None:
        self._notices.show(Notice(text, action=action, on_action=act))

    @Slot(str)
    def report(self, uid: str) -> None:
        """Open the full report of a model."""
        if self._session is not None:
            self.open(self._session.profile.builds / uid / "proof.html")

    def open(self, path: Path) -> None:
        """Open a file with the system's program for it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._notices.show(Notice(words.tr("It could not be opened."), str(path), "error"))

    # Space

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether it is known what training takes."""
        return self._survey is not None and self._survey.total > 0

    @Property(str, notify=changed)
    def total(self) -> str:
        """What all of it takes."""
        return words.size(self._survey.total) if self._survey else ""

    @Property(list, notify=changed)
    def parts(self) -> list[dict[str, Any]]:
        """`title`, `size` and `share` (0 to 1) of each kind that takes something, the largest first."""
        if self._survey is None or not self._survey.total:
            return []
        titles = {
            "models": words.tr("Models"),
            "runs": words.tr("Trainings: data, figures, adapters"),
            "checkpoints": words.tr("Checkpoints"),
            "cache": words.tr("Prepared base models"),
            "environment": words.tr("The program that trains"),
        }
        told = sorted(self._survey.bytes.items(), key=lambda one: -one[1])
        return [
            {"kind": kind.value, "title": titles[kind], "size": words.size(count),
             "share": count / self._survey.total}
            for kind, count in told
            if count
        ]  # fmt: skip

    @Property(list, notify=changed)
    def removable(self) -> list[dict[str, str]]:
        """What may go: `title`, `why` and `size`; models one by one, the rest by what it is."""
        groups: dict[tuple[str, str, str], list[Removable]] = {}
        for one in self._survey.removable if self._survey else ():
            key = one.kind.value, one.why.value, one.uid if one.kind.value in {"models", "cache"} else ""
            groups.setdefault(key, []).append(one)
        return [
            {"title": _title(some), "why": _why(some[0]), "size": words.size(sum(one.bytes for one in some))}
            for some in groups.values()
        ]

    @Property(str, notify=changed)
    def freed(self) -> str:
        """How much would be free then; empty where nothing may go."""
        return words.size(self._survey.freed) if self._survey and self._survey.freed else ""

    @Property(int, notify=changed)
    def keep(self) -> int:
        """How many of the newest models always stay."""
        return self._settings.value.keep_builds

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether something is being deleted."""
        return self._busy

    @Slot(int)
    def setKeep(self, count: int) -> None:
        """Keep so many of the newest models."""
        self._settings.update(keep_builds=max(1, min(99, count)))
        self.refresh()

    @Slot()
    def free(self) -> None:
        """Let go what was listed."""
        if self._session is not None and self._survey is not None and not self._busy:
            self._tasks.spawn(self._free(self._session, self._survey.removable))

    async def _free(self, session: Session, items: tuple[Removable, ...]) -> None:
        from tsuki_desktop.services import storing

        async with _Busy(self):
            freed = await storing.free(session.retraining, items)
            self._notices.show(Notice(words.tr("{size} are free again.").format(size=words.size(freed))))

    @Slot(str)
    def remove(self, uid: str) -> None:
        """Delete a model; the page has asked."""
        if self._session is not None and not self._busy:
            self._tasks.spawn(self._remove(self._session, uid))

    async def _remove(self, session: Session, uid: str) -> None:
        from tsuki_desktop.services import storing

        row = self._models.find(uid)
        async with _Busy(self):
            await storing.remove_build(session.retraining, uid)
            name = row.name if row else uid
            self._notices.show(Notice(words.tr("“{name}” is deleted.").format(name=name)))

    def mark_busy(self, busy: bool) -> None:
        """Something is being deleted, or not any more."""
        self._busy = busy
        self.changed.emit()


class _Busy:
    """While something is deleted; afterwards the page reads again, also where it failed."""

    def __init__(self, made: RetrainMade) -> None:
        self._made = made

    async def __aenter__(self) -> None:
        self._made.mark_busy(True)

    async def __aexit__(self, *_: object) -> None:
        self._made.mark_busy(False)
        await self._made.look()
        self._made.gone.emit()
        self._made.cameOrWent.emit()


def _forgotten(db: Any) -> dict[str, int]:
    from tsuki_desktop.store import lineage

    return {one.uid: one.forgotten for one in lineage.builds(db, limit=10_000)}


def _rows(
    session: Session,
    builds: list[Build],
    forgotten: Mapping[str, int],
    sizes: Mapping[str, int],
    free: Container[str],
) -> list[Made]:
    from tsuki_desktop.services import collecting
    from tsuki_desktop.services.building import model_id, model_name
    from tsuki_desktop.training import deploy

    folder = session.profile.builds
    current, speaks = deploy.current(folder), session.settings.value.model
    names = {one.uid: model_name(one.uid) for one in builds}
    sets = {one.uid: one.name for one in collecting.listed(session.profile)} if builds else {}
    return [
        Made(
            one.uid,
            names[one.uid],
            words.day(one.created_at),
            {"better": "better", "worse": "worse", "": ""}.get(one.verdict, "unsure"),
            words.headline_short(one.verdict),
            _facts(one, names, sizes.get(one.uid, 0)),
            _learned(one, sets),
            forgotten.get(one.uid, 0),
            model_id(one) == speaks,
            one.uid == current and model_id(one) == speaks,
            (folder / one.uid / "proof.html").exists(),
            one.uid in free,
        )
        for one in builds
    ]


def _facts(one: Build, names: Mapping[str, str], size: int) -> str:
    base = one.base.partition(":")[2] or Path(one.base).stem
    parent = names.get(one.parent, words.tr("a deleted one")) if one.parent else ""
    return words.joined(
        [
            words.tr("from {base}").format(base=base),
            words.tr("after {parent}").format(parent=parent) if parent else "",
            words.size(size),
        ]
    )


def _learned(one: Build, sets: Mapping[str, str]) -> str:
    what = words.learned_from(one.lineage.get("counts") or {}, sets)
    return words.tr("Learned from {what}.").format(what=what) if what else ""


def _title(some: list[Removable]) -> str:
    from tsuki_desktop.services.building import model_name

    one, count = some[0], len(some)
    told = {
        "models": words.tr("Model {name}").format(name=model_name(one.uid)),
        "checkpoints": words.tr("Checkpoints of a finished training")
        if count == 1
        else words.tr("Checkpoints of {count} finished trainings").format(count=count),
        "runs": words.tr("A training that broke off")
        if count == 1
        else words.tr("{count} trainings that broke off").format(count=count),
        "cache": words.tr("Prepared base models")
        if one.uid == "bases"
        else words.tr("A leftover of a measurement"),
    }
    return told[one.kind.value]


def _why(one: Removable) -> str:
    return {
        "learned": words.tr("Nothing goes on from them."),
        "overtaken": words.tr("A newer one exists."),
        "old": words.tr("Older than what the rule keeps, and not in use."),
        "again": words.tr("Made again when it is needed."),
    }[one.why.value]
