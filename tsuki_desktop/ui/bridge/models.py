"""The Models page: what is here, who speaks, what runs her, and what else could."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.services import speeds
from tsuki_desktop.services.running import Running, loaded_here, running
from tsuki_desktop.ui import words
from tsuki_desktop.ui.bridge.fetching import Fetching
from tsuki_desktop.ui.bridge.folders import Folders
from tsuki_desktop.ui.bridge.making import Making
from tsuki_desktop.ui.bridge.model_details import broken_files, lines, runs_on
from tsuki_desktop.ui.bridge.notices import Notice
from tsuki_desktop.ui.models.installed import Installed, InstalledModels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tsuki_desktop.backends.base import ModelInfo
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.services.speeds import Seen
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Models(QObject):
    """Nothing is asked for before the page is looked at for the first time."""

    changed = Signal()
    memoryChanged = Signal()
    writingChanged = Signal()
    detailsChanged = Signal()
    cameOrWent = Signal()
    """A model came or went: whoever lists models looks again."""

    def __init__(self, chat: Chat, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._looking: asyncio.Task[Any] | None = None
        self._again = False
        self._known = False
        self._current = ""
        self._running = Running()
        self._away: list[dict[str, str]] = []
        self._broken: list[dict[str, str]] = []
        self._memory = (0, 0)
        self._writing: set[int] = set()
        self._details: list[dict[str, str]] = []
        self._tried: list[Seen] = []
        self._installed = InstalledModels(self)
        self._fetching = Fetching(tasks, self)
        self._fetching.arrived.connect(self._on_arrived)
        self._folders = Folders(tasks, notices, self)
        self._folders.cameOrWent.connect(self._came_or_went)
        self._making = Making(tasks, notices, self)
        self._making.made.connect(self._came_or_went)
        chat.writingChanged.connect(self._on_writing)

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session
        self._fetching.attach(session.model_files)
        self._folders.attach(session.settings)
        self._making.attach(session)
        self.changed.emit()

    @Property(InstalledModels, constant=True)
    def installed(self) -> InstalledModels:
        """What is here."""
        return self._installed

    @Property(Fetching, constant=True)
    def fetching(self) -> Fetching:
        """What could be here."""
        return self._fetching

    @Property(Folders, constant=True)
    def folders(self) -> Folders:
        """Folders of other programs."""
        return self._folders

    @Property(Making, constant=True)
    def making(self) -> Making:
        """Tsuki as a model of Ollama."""
        return self._making

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether it is known what is here."""
        return self._known

    @Property(bool, notify=changed)
    def looking(self) -> bool:
        """Whether it is being looked for."""
        return self._looking is not None

    @Property(str, notify=changed)
    def current(self) -> str:
        """The name of the model in use; empty where there is none."""
        row = self._installed.find(self._current)
        return row.info.name if row else self._current.partition(":")[2]

    @Property(bool, notify=changed)
    def currentIsGone(self) -> bool:
        """Whether the chosen model's backend is there and has it no more."""
        backend = self._current.partition(":")[0]
        away = any(one["name"] == backend for one in self._away)
        listed = self._session is not None and self._session.models.knows(backend)
        return self._known and listed and not away and self._installed.find(self._current) is None

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] - Qt's own name
    def away(self) -> list[dict[str, str]]:
        """Backends that cannot be reached: `message` and `hint`."""
        return self._away

    @Property("QVariantList", notify=changed)  # pyright: ignore[reportArgumentType] - Qt's own name
    def broken(self) -> list[dict[str, str]]:
        """Files that cannot be used: `name`, `message`, `hint`."""
        return self._broken

    @Property(float, notify=memoryChanged)
    def memoryTotal(self) -> float:
        """Bytes of this machine's memory."""
        return float(self._memory[0])

    @Property(float, notify=memoryChanged)
    def memoryFree(self) -> float:
        """Bytes that are free now."""
        return float(self._memory[1])

    @Property(bool, notify=changed)
    def inMemory(self) -> bool:
        """Whether a model is in memory now, as far as can be seen."""
        return bool(self._running.loaded)

    @Property(bool, notify=writingChanged)
    def writing(self) -> bool:
        """Whether a reply is being made: its model cannot go."""
        return bool(self._writing)

    @Property(str, notify=changed)
    def runsOn(self) -> str:
        """What runs the model in use, as a sentence; empty where it is not known."""
        row = self._installed.find(self._current)
        return runs_on(self._running, cloud=row is not None and row.info.cloud)

    @Property(str, notify=changed)
    def runsOnWhy(self) -> str:
        """Why it is not all on a graphics card; empty where it is, or where that is not known."""
        return self._running.why

    @Property("QVariantList", notify=detailsChanged)  # pyright: ignore[reportArgumentType] - Qt's own name
    def details(self) -> list[dict[str, str]]:
        """What `show` found: `label` and `value`; long ones have `long`."""
        return self._details

    @Slot(int, bool)
    def _on_writing(self, conversation_id: int, writing: bool) -> None:
        (self._writing.add if writing else self._writing.discard)(conversation_id)
        self.writingChanged.emit()
        if not writing and self._known:
            self.follow()

    @Slot()
    def look(self) -> None:
        """Look what is here now."""
        if self._looking:
            self._again = True
        if self._session is None or self._looking:
            return
        self._looking = self._tasks.spawn(self._look(self._session))
        self.changed.emit()

    @Slot()
    def follow(self) -> None:
        """Another model was chosen, or it was loaded: show which one speaks and what runs her."""
        if self._session is not None and self._known:
            self._tasks.spawn(self._follow(self._session, start=False))

    @Slot()
    def glance(self) -> None:
        """See, cheaply, how the memory changes while the page is looked at."""
        if self._session is None or not self._known:
            return
        self._measure()
        mine = {model for model in self._running.loaded if model.startswith("llama.cpp:")}
        if loaded_here(self._session.models) != mine:
            self.follow()

    async def _look(self, session: Session) -> None:
        try:
            found = await session.models.available()
            seen = await speeds.seen(session.log, found)
            self._known = True
            self._show(session, found, seen)
            self.changed.emit()
            await self._folders.look()
            await self._follow(session, start=True)
            if not seen and not self._tried:
                self._tasks.spawn(self._try_out(session))
        finally:
            self._looking = None
            self.changed.emit()
        if self._again:
            self._again = False
            self.look()

    async def _try_out(self, session: Session) -> None:
        """On a first start no speed is known: let the starter show one, while nobody waits for her."""
        row = self._installed.find(self._current)
        if row is not None and not self._writing:
            self._tried = await speeds.tried(session.chatting, row.info)
        if self._tried:
            self.look()

    def _show(self, session: Session, found: Sequence[ModelInfo], seen: Mapping[str, Seen]) -> None:
        self._measure()
        before = {row.info.id for row in self._installed.rows if row.loaded}
        rows: list[Installed] = []
        for info in found:
            file = session.model_files.own_file(info)
            removable = info.backend == "ollama" or file is not None
            loaded = info.id in before
            linked = file is not None and file.is_symlink()
            speed = seen[info.id].tokens_per_s if info.id in seen else 0.0
            marks = info.id == self._current, loaded, removable, linked
            rows.append(Installed(info, *marks, speed, self._memory[0]))
        self._installed.show(rows)
        problems = session.models.problems
        self._away = [
            {"name": name, "message": words.said(error.message), "hint": words.said(error.hint)}
            for name, error in problems.items()
            if name != "openai" or session.settings.value.openai_url
        ]
        self._broken = broken_files(session)
        ids = {info.id for info in found}
        there = session.models.knows("ollama") and "ollama" not in problems
        known = list(seen.values()) or self._tried
        self._fetching.show(ids, memory=self._memory[0], ollama=there, seen=known)
        self._making.show(found, ollama=there)

    async def _follow(self, session: Session, *, start: bool) -> None:
        try:
            self._current = (await session.models.current())[0]
        except TsukiError:
            self._current = ""
        here = self._installed.find(self._current) is not None
        told = await running(session.models, self._current if here else "", start=start)
        # A worker that has gone takes its knowledge along, and the machine is still the same.
        if not told.kind and self._running.kind and self._current.startswith("llama.cpp:"):
            told = replace(self._running, loaded=told.loaded)
        self._running = told
        self._installed.mark(self._current, told.loaded)
        self._measure()
        self.changed.emit()

    def _measure(self) -> None:
        import psutil

        memory = psutil.virtual_memory()
        self._memory = memory.total, memory.available
        self.memoryChanged.emit()

    @Slot(str)
    def choose(self, model: str) -> None:
        """Let this one speak, from the next message on."""
        # What speaks by default is written down too: it was chosen now, and stays when a better one comes.
        if self._session is not None and model != self._session.settings.value.model:
            self._tasks.spawn(self._choose(self._session, model))

    async def _choose(self, session: Session, model: str) -> None:
        info = await session.models.choose(model)
        self._notices.show(Notice(self.tr("{name} speaks for Tsuki now.").format(name=info.name)))
        await self._follow(session, start=False)

    @Slot()
    def free(self) -> None:
        """Give back all memory; the next message loads again."""
        if self._session is not None and not self._writing:
            self._tasks.spawn(self._free(self._session))

    async def _free(self, session: Session) -> None:
        await session.models.unload()
        self._notices.show(
            Notice(self.tr("The memory is free."), self.tr("Her model comes back with the next message."))
        )
        await self._follow(session, start=False)

    @Slot(str)
    def remove(self, model: str) -> None:
        """Delete a model; the page has asked where there is no way back."""
        row = self._installed.find(model)
        if self._session is not None and row is not None and row.removable:
            self._tasks.spawn(self._remove(self._session, row))

    async def _remove(self, session: Session, row: Installed) -> None:
        file = session.model_files.own_file(row.info)
        original = Path(os.readlink(file)) if file and file.is_symlink() else None  # noqa: PTH115 - one step
        was_chosen = session.settings.value.model == row.info.id
        await session.model_files.delete(row.info.id)
        if was_chosen:
            session.settings.update(model="")
        undo: Callable[[], None] | None = None
        if original:
            undo = lambda: self._bring_back(session, original, row.info.id if was_chosen else "")  # noqa: E731
        self._notices.show(
            Notice(
                self.tr("“{name}” is deleted.").format(name=row.info.name),
                action=self.tr("Undo") if undo else "",
                on_action=undo,
            )
        )
        self._came_or_went()

    def _bring_back(self, session: Session, original: Path, choose: str) -> None:
        self._tasks.spawn(self._add(session, [original], choose=choose))

    @Slot("QStringList")
    def add(self, addresses: list[str]) -> None:
        """Take in GGUF models or adapters, by the addresses of their files."""
        paths = [Path(QUrl(one).toLocalFile()) for one in addresses if QUrl(one).isLocalFile()]
        if self._session is not None and paths:
            self._tasks.spawn(self._add(self._session, paths))

    def add_folder(self, folder: Path) -> None:
        """Use the models of a folder where they lie."""
        self._folders.add(str(folder))

    async def _add(self, session: Session, paths: Sequence[Path], *, choose: str = "") -> None:
        for path in paths:
            added = await asyncio.to_thread(session.model_files.add, path)
            found = await session.models.available()
            mine = [info for info in found if added in {info.path, info.adapter}]
            if not mine:
                text = self.tr("{name} is here, but belongs to no model that is here.").format(
                    name=added.name
                )
                hint = self.tr("An adapter needs the model that it was made for. Add that one too.")
                self._notices.show(Notice(text, hint))
                continue
            new = next((info for info in mine if info.adapter == added), mine[0])
            if choose:
                session.settings.update(model=choose)
            else:
                self._tell_new(new.id, new.name)
        self._came_or_went()

    def _tell_new(self, model: str, name: str) -> None:
        text = self.tr("{name} is here.").format(name=name)
        notice = Notice(text, action=self.tr("Use it"), on_action=lambda: self.choose(model))
        self._notices.show(notice)

    @Slot(str, str)
    def _on_arrived(self, model: str, name: str) -> None:
        starters = [row.info for row in self._installed.rows if row.info.starter]
        alone = len(starters) == self._installed.rowCount()
        if self._session is not None and alone and not self._session.settings.value.model:
            # It was fetched to speak: nobody did until now, or only the tiny starter.
            self._session.settings.update(model=model)
            text = self.tr("{name} is here, and speaks for Tsuki from the next message on.").format(name=name)
            back: Callable[[], None] = lambda: self.choose(starters[0].id)  # noqa: E731
            action = self.tr("Back to the starter") if starters else ""
            self._notices.show(Notice(text, action=action, on_action=back if starters else None))
        else:
            self._tell_new(model, name)
        self._came_or_went()

    @Slot()
    def _came_or_went(self) -> None:
        self.look()
        self.cameOrWent.emit()

    @Slot(str)
    def show(self, model: str) -> None:
        """Find out all that is known of a model."""
        self._details = []
        self.detailsChanged.emit()
        if self._session is not None:
            self._tasks.spawn(self._read_details(self._session, model))

    async def _read_details(self, session: Session, model: str) -> None:
        told = await session.model_files.show(model)
        self._details = lines(told)
        self.detailsChanged.emit()
