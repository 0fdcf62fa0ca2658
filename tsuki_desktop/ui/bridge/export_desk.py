"""Training files: one click writes one; a preview opens where something private is new."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui import export_told, export_wish
from tsuki_desktop.ui.bridge.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from tsuki_desktop.dataset.export import Exported, Preview
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class ExportDesk(QObject):
    """One export at a time."""

    optionsChanged = Signal()
    stateChanged = Signal()
    previewChanged = Signal()
    doneChanged = Signal()
    findingsMet = Signal()
    """Something private is new: the person should look before anything is written."""
    nothingMet = Signal()
    """Not one row would be written with the last options: other ones are needed."""
    written = Signal()

    def __init__(
        self, settings: SettingsFile, tasks: Tasks, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._wish = export_wish.remembered(settings.value.export_options)
        self._target: Path | None = None
        self._state = "idle"
        self._rows = 0
        self._cancel = Event()
        self._job: asyncio.Task[None] | None = None
        self._preview: Preview | None = None
        self._found: list[dict[str, Any]] = []
        self._done: Exported | None = None

    def attach(self, session: Session) -> None:
        """From now on files can be written."""
        self._session = session
        self.optionsChanged.emit()

    # The options

    @Property(dict, notify=optionsChanged)
    def options(self) -> dict[str, Any]:
        """`format`, `only`, `system`, `split` (hundredths), `days`, `cut_context`."""
        wish = self._wish
        return {
            "format": wish.format,
            "only": wish.only,
            "system": wish.system,
            "split": wish.split,
            "days": wish.days,
            "cut_context": wish.cut_context,
        }

    @Property(str, notify=optionsChanged)
    def place(self) -> str:
        """Where it will be written: a folder, or the file that was chosen."""
        if self._target is not None:
            return str(self._target)
        return self._folder

    @property
    def _folder(self) -> str:
        return self._wish.folder or (str(self._session.profile.exports) if self._session else "")

    @Slot(str, "QVariant")
    def choose(self, name: str, value: Any) -> None:
        """Change an option, and look again."""
        changed = export_wish.remembered(replace(self._wish, **{name: value}).dumped())
        if changed != self._wish:
            self._wish = changed
            self._target = None
            self._remember()
            self.look()

    @Slot(QUrl)
    def writeTo(self, file: QUrl) -> None:
        """Write this file the next time, and later ones into its folder."""
        path = Path(file.toLocalFile())
        if path.name:
            self._target = path if path.suffix else path.with_suffix(".jsonl")
            self._wish = replace(self._wish, folder=str(path.parent))
            self._remember()

    @Slot()
    def usualPlace(self) -> None:
        """Write into the profile's own folder again."""
        self._target = None
        self._wish = replace(self._wish, folder="")
        self._remember()

    def _remember(self) -> None:
        self._settings.update(export_options=self._wish.dumped())
        self.optionsChanged.emit()

    # Looking

    @Slot()
    def look(self) -> None:
        """Count what would be written."""
        self._start(self._look())

    async def _look(self) -> None:
        session = self._open_session()
        self._enter("looking")
        preview = await session.exporting.preview(
            self._wish.choice(keep=()), lint=True, progress=self._teller(), cancel=self._cancel
        )
        self._show_preview(preview)

    def _teller(self) -> Callable[[int], None]:
        """What tells the window of rows, from another thread."""
        loop = asyncio.get_running_loop()
        return lambda rows: loop.call_soon_threadsafe(self._on_rows, rows) and None

    def _show_preview(self, preview: Preview) -> None:
        self._preview = preview
        self._found = export_told.findings(preview, self._wish)
        self.previewChanged.emit()

    @Property(dict, notify=previewChanged)
    def preview(self) -> dict[str, Any]:
        """What would be written, as `export_told.counts` says; empty before a look."""
        return export_told.counts(self._preview) if self._preview else {}

    @Property(list, notify=previewChanged)
    def samples(self) -> list[dict[str, str]]:
        """The first rows: `said`, `reply`, `rejected`, as they will be written."""
        return [export_told.sample(row) for row in self._preview.samples] if self._preview else []

    @Property(list, notify=previewChanged)
    def findings(self) -> list[dict[str, Any]]:
        """Secrets and personal details, and whether each stays."""
        return self._found

    @Slot(str, bool)
    def keepFinding(self, fingerprint: str, keep: bool) -> None:
        """Leave a detail in the file, or replace it."""
        self._wish = self._wish.decided(fingerprint, keep=keep)
        for one in self._found:
            if one["fingerprint"] == fingerprint:
                one["keep"] = keep
        self._remember()
        self.previewChanged.emit()

    # Writing

    @Slot()
    def exportNow(self) -> None:
        """Write with the last options, unless something private is new."""
        self._start(self._export(ask=True))

    @Slot()
    def write(self) -> None:
        """Write what the preview shows; what it found counts as seen."""
        for one in self._found:
            if one["fresh"]:
                self._wish = self._wish.decided(one["fingerprint"], keep=one["keep"])
        self._remember()
        self._start(self._export(ask=False))

    async def _export(self, *, ask: bool) -> None:
        from tsuki_desktop.dataset.export import NotAgreedError

        session = self._open_session()
        self._enter("writing")
        try:
            self._done = await session.exporting.export(
                self._wish.choice(overwrite=self._target is not None),
                self._target or self._in_folder(session),
                known=self._wish.seen,
                agreed=_no_news if ask else None,
                progress=self._teller(),
                cancel=self._cancel,
            )
        except NotAgreedError:
            await self._look()
            private = any(one["fresh"] for one in self._found)
            (self.findingsMet if private else self.nothingMet).emit()
            return
        self._target = None
        self.optionsChanged.emit()
        self.doneChanged.emit()
        self.written.emit()
        self._tell(self._done)

    def _in_folder(self, session: Session) -> Path | None:
        """A new file in the folder that was chosen; None for the usual one."""
        if not self._wish.folder:
            return None
        usual = session.exporting.usual_path(self._wish.choice().format)
        path, number = Path(self._wish.folder) / usual.name, 2
        while path.exists():
            path = path.with_stem(f"{usual.stem}-{number}")
            number += 1
        return path

    def _on_rows(self, rows: int) -> None:
        self._rows = rows
        self.stateChanged.emit()

    def _tell(self, done: Exported) -> None:
        self._notices.show(
            Notice(
                self.counted(done),
                done.path.name,
                action=self.tr("Show in folder"),
                on_action=self.showFolder,
                second=self.tr("Undo"),
                on_second=self.undo,
            )
        )

    def counted(self, done: Exported) -> str:
        """What was written, as a sentence."""
        rows = done.rows + done.validation_rows
        text = self.tr("1 row written") if rows == 1 else self.tr("{count} rows written").format(count=rows)
        if done.validation_rows:
            text += self.tr(", {count} of them held out").format(count=done.validation_rows)
        replaced = sum(done.findings.values())
        if replaced == 1:
            text += self.tr(", 1 private detail replaced")
        elif replaced:
            text += self.tr(", {count} private details replaced").format(count=replaced)
        return text + "."

    @Property(str, notify=doneChanged)
    def lastWords(self) -> str:
        """What the last export wrote; empty where there is none, or it was taken back."""
        return self.counted(self._done) if self._done else ""

    @Property(str, notify=doneChanged)
    def lastFile(self) -> str:
        """The name of its file."""
        return self._done.path.name if self._done else ""

    @Slot()
    def showFolder(self) -> None:
        """Open the folder of the last export."""
        folder = self._done.path.parent if self._done else Path(self._folder)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._notices.show(Notice(self.tr("The folder could not be opened."), str(folder), "error"))

    @Slot()
    def undo(self) -> None:
        """Take the last export back."""
        self._start(self._undo())

    async def _undo(self) -> None:
        session, done = self._open_session(), self._done
        if done is None:
            return
        if await session.exporting.undo(done):
            self._notices.show(Notice(self.tr("The export is gone again.")))
        else:
            self._notices.show(
                Notice(self.tr("The file has changed since, so it stays."), str(done.path), "error")
            )
        self._done = None
        self.doneChanged.emit()

    # The state

    @Property(str, notify=stateChanged)
    def state(self) -> str:
        """`idle`, `looking` or `writing`."""
        return self._state

    @Property(int, notify=stateChanged)
    def rows(self) -> int:
        """How many rows were written so far."""
        return self._rows

    @Slot()
    def cancel(self) -> None:
        """Stop looking or writing; nothing is left behind."""
        self._cancel.set()

    def _open_session(self) -> Session:
        assert self._session is not None, "the buttons are off until the profile is open"
        return self._session

    def _enter(self, state: str) -> None:
        self._state, self._rows = state, 0
        self.stateChanged.emit()

    def _start(self, job: Any) -> None:
        """Run `job`, after what runs was stopped."""
        if self._session is None:
            job.close()
            return
        before, self._job = self._job, self._tasks.spawn(self._one(job, self._job))
        del before

    async def _one(self, job: Any, before: asyncio.Task[None] | None) -> None:
        from tsuki_desktop.dataset.export import CancelledError

        try:
            if before is not None and not before.done():
                self._cancel.set()
                await asyncio.wait([before])
            cancel = self._cancel = Event()
            try:
                await job
            except CancelledError:
                if self._state == "writing":
                    self._notices.show(Notice(self.tr("Cancelled; nothing was written.")))
            finally:
                # The window may close in the middle: the work must not go on alone.
                cancel.set()
        finally:
            job.close()
            self._enter("idle")


def _no_news(preview: Preview) -> bool:
    """Whether it may be written without a look: there are rows, and nothing private that is new."""
    return not preview.news and preview.rows + preview.validation_rows > 0
