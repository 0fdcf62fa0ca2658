"""Making Tsuki a model of Ollama, and writing her Modelfile."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError, UsageError
from tsuki_desktop.services.tsuki_in_ollama import USUAL_NAME, Wish, check_name, modelfile, recipe
from tsuki_desktop.ui import words
from tsuki_desktop.ui.bridge.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.backends.base import ModelInfo
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Making(QObject):
    """`state` is "" (nothing was asked), `making` or `failed`."""

    changed = Signal()
    basesChanged = Signal()
    made = Signal()
    """She is there."""
    written = Signal()
    """Her Modelfile is."""

    def __init__(self, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._task: asyncio.Task[Any] | None = None
        self._bases: list[ModelInfo] = []
        self._names: list[str] = []
        self._ollama = False
        self._state = ""
        self._status = ""
        self._done = self._total = 0
        self._trouble = ("", "")

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session

    def show(self, found: Sequence[ModelInfo], *, ollama: bool) -> None:
        """Offer to make her from what is here, the best first; `ollama` says that it runs."""
        usable = (one for one in found if not one.cloud and (one.backend == "ollama" or one.path is not None))
        self._bases = sorted(usable, key=lambda one: (one.starter, one.backend != "ollama"))
        self._names = [info.name for info in found if info.backend == "ollama"]
        self._ollama = ollama
        self.basesChanged.emit()

    @Property("QStringList", notify=basesChanged)  # pyright: ignore[reportArgumentType] - Qt's own name
    def bases(self) -> list[str]:
        """Ids of what she can be made from."""
        return [info.id for info in self._bases]

    @Property("QStringList", notify=basesChanged)  # pyright: ignore[reportArgumentType] - Qt's own name
    def baseNames(self) -> list[str]:
        """The same in words."""
        ollama, file = self.tr("{name}, in Ollama"), self.tr("{name}, a GGUF file")
        return [(ollama if one.backend == "ollama" else file).format(name=one.name) for one in self._bases]

    @Property("QStringList", notify=basesChanged)  # pyright: ignore[reportArgumentType] - Qt's own name
    def names(self) -> list[str]:
        """What Ollama has already: making one of these replaces it."""
        return self._names

    @Property(bool, notify=basesChanged)
    def ollama(self) -> bool:
        """Whether Ollama is there to make her in."""
        return self._ollama

    @Property(str, constant=True)
    def usualName(self) -> str:
        """The name that she gets where nobody says another."""
        return USUAL_NAME

    @Property(str, notify=changed)
    def state(self) -> str:
        """What is going on."""
        return self._state

    @Property(str, notify=changed)
    def status(self) -> str:
        """The step that is being done, in Ollama's own words."""
        return self._status

    @Property(float, notify=changed)
    def done(self) -> float:
        """Bytes of a file that are there; see `total`."""
        return float(self._done)

    @Property(float, notify=changed)
    def total(self) -> float:
        """Bytes that it has; 0 where nothing is copied."""
        return float(self._total)

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why it failed."""
        return self._trouble[0]

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to do about it."""
        return self._trouble[1]

    @Slot()
    def forget(self) -> None:
        """Forget how the last time went."""
        if self._state == "failed":
            self._enter("")

    @Slot(str, str, bool)
    def make(self, name: str, base: str, few_shot: bool) -> None:
        """Make her in Ollama from the model `base` (an id)."""
        if self._session is not None and self._state != "making":
            self._enter("making")
            self._task = self._tasks.spawn(self._make(self._session, name.strip(), base, few_shot))
            if self._task is not None:
                self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        del task
        self._task = None
        if self._state == "making":  # it was stopped, maybe before it began
            self._enter("")

    @Slot()
    def cancel(self) -> None:
        """Stop; Ollama keeps no half of a model."""
        if self._task is not None:
            self._task.cancel()

    @Slot(str, str, bool)
    def export(self, address: str, base: str, few_shot: bool) -> None:
        """Write her Modelfile to the address of a file."""
        if self._session is not None and self._state != "making":
            target = Path(QUrl(address).toLocalFile() or address)
            self._enter("")
            self._tasks.spawn(self._export(self._session, target, base, few_shot))

    def _wish(self, base: str, few_shot: bool) -> Wish:
        info = next((one for one in self._bases if one.id == base), None)
        if info is None:
            raise UsageError("Say what to make her from.", "Choose one of the models that are here.")
        if info.backend == "ollama":
            return Wish(base=info.name, few_shot=few_shot)
        return Wish(gguf=info.path, adapter=info.adapter, few_shot=few_shot)

    async def _make(self, session: Session, name: str, base: str, few_shot: bool) -> None:
        try:
            check_name(name)
            wish = self._wish(base, few_shot)
            wanted = await recipe(session.voice, session.settings.value, wish, session.styles)
            async with aclosing(session.model_files.create(name, wanted)) as steps:
                async for step in steps:
                    self._status, self._done, self._total = step.status, step.done, step.total
                    self.changed.emit()
        except TsukiError as error:
            self._fail(error)
        else:
            self._enter("")
            self._tell_made(name)
            self.made.emit()

    def _tell_made(self, name: str) -> None:
        self._notices.show(
            Notice(
                self.tr("{name} is in Ollama now.").format(name=name),
                self.tr(
                    "“ollama run {name}” speaks with her, and so does every program that uses Ollama."
                ).format(name=name),
            )
        )

    async def _export(self, session: Session, target: Path, base: str, few_shot: bool) -> None:
        try:
            wish = self._wish(base, few_shot)
            text = await modelfile(session.voice, session.settings.value, wish, session.styles)
            await asyncio.to_thread(_write, target, text)
        except TsukiError as error:
            self._fail(error)
            return
        self._notices.show(
            Notice(
                self.tr("{name} is written.").format(name=target.name),
                self.tr("“ollama create tsuki -f {path}” makes her from it.").format(path=target),
            )
        )
        self.written.emit()

    def _fail(self, error: TsukiError) -> None:
        self._enter("failed")
        self._trouble = words.said(error.message), words.said(error.hint)
        self.changed.emit()

    def _enter(self, state: str) -> None:
        self._state, self._status, self._done, self._total = state, "", 0, 0
        self._trouble = ("", "")
        self.changed.emit()


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{target} could not be written.", "Choose another place.", repr(error)) from error
