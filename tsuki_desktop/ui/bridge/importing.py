"""Bringing a file in: what it is, whose voice, what would be kept, the import, and what came of it."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.ui import data_words as words
from tsuki_desktop.ui import import_told

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from tsuki_desktop.dataset.importers.intake import Choices
    from tsuki_desktop.dataset.importers.run import Reading, Survey
    from tsuki_desktop.domain.persona import Persona
    from tsuki_desktop.services.collecting import Imported
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

GAPS = (0, 15, 30, 60, 180, 720)
"""Minutes of silence that can be chosen; 0 is the usual."""


@QmlElement
class Importing(QObject):
    """One file at a time; others wait for their turn.

    `state` is empty, `looking`, `asking` (options, with a trial beside them), `importing`, `done`, `failed`,
    or `card` for a character card.
    """

    changed = Signal()
    trialChanged = Signal()
    progressChanged = Signal()
    imported = Signal(str)
    """A data set is new, by its uid."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._session: Session | None = None
        self._waiting: deque[Path] = deque()
        self._path = Path()
        self._state = ""
        self._cancel = Event()
        self._reset()

    def _reset(self) -> None:
        from tsuki_desktop.dataset.importers.intake import Choices

        self._survey: Survey | None = None
        self._choices: Choices = Choices()
        self._shape = ""
        self._trial: Imported | None = None
        self._trial_trouble: TsukiError | None = None
        self._trying = False
        self._reading: Reading | None = None
        self._result: Imported | None = None
        self._persona: Persona | None = None
        self._trouble: TsukiError | None = None

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session

    def stop(self) -> None:
        """The window closes: no thread goes on alone."""
        self._cancel.set()

    @Property(str, notify=changed)
    def state(self) -> str:
        """See the class."""
        return self._state

    @Property(str, notify=changed)
    def file(self) -> str:
        """The file's name."""
        return self._path.name

    @Property(int, notify=changed)
    def waiting(self) -> int:
        """How many files wait for their turn."""
        return len(self._waiting)

    @Property(str, notify=changed)
    def format(self) -> str:
        """What the file is."""
        return words.shape(self._survey.shape.value) if self._survey else ""

    @Property(str, notify=changed)
    def shape(self) -> str:
        """The short name of what it is; empty where that is not known."""
        return self._survey.shape.value if self._survey else self._shape

    @Property(list, constant=True)
    def shapes(self) -> list[dict[str, str]]:
        """What a file may be said to be: `key` and `title`."""
        return [{"key": key, "title": words.shape(key)} for key in words.SHAPES if key != "card"]

    @Property(list, notify=changed)
    def speakers(self) -> list[dict[str, Any]]:
        """Who speaks: `name`, `count` and `lines`; empty where nobody has to be chosen."""
        one = self._survey
        if one is None or not one.needs_speaker:
            return []
        return [
            {"name": name, "count": count, "lines": list(one.lines.get(name, ()))}
            for name, count in one.speakers.items()
        ]

    @Property(bool, notify=changed)
    def needsSpeaker(self) -> bool:
        """Whether a voice must be chosen first."""
        return self._survey is not None and self._survey.needs_speaker

    @Property(dict, notify=changed)
    def options(self) -> dict[str, Any]:
        """`speaker`, `links`, `attachments`, `gap` (minutes, 0 for the usual)."""
        one = self._choices
        links, attachments = one.links.value, one.attachments.value
        return {
            "speaker": one.persona_speaker, "links": links, "attachments": attachments,
            "gap": one.gap_minutes,
        }  # fmt: skip

    @Property(list, constant=True)
    def gaps(self) -> list[int]:
        """Minutes of silence that can be chosen."""
        return list(GAPS)

    @Property(list, notify=changed)
    def columns(self) -> list[str]:
        """The names of a table's columns."""
        return list(self._survey.columns) if self._survey else []

    @Property(list, notify=changed)
    def parts(self) -> list[dict[str, str]]:
        """What a table's columns are for: `part` and the `column` chosen for it."""
        shape = self._survey.shape.value if self._survey else ""
        columns = self._choices.columns
        return [{"part": one, "column": columns.get(one, one)} for one in import_told.PARTS.get(shape, ())]

    @Property(bool, notify=trialChanged)
    def trying(self) -> bool:
        """Whether it is being tried what would be kept."""
        return self._trying

    @Property(dict, notify=trialChanged)
    def trial(self) -> dict[str, Any]:
        """What would be kept: `rows`, `dropped`, `notes`, `samples`; empty before that is known."""
        return import_told.told(self._trial) if self._trial else {}

    @Property(str, notify=trialChanged)
    def trialTrouble(self) -> str:
        """Why nothing can be kept with these options; empty where it can."""
        return words.told(self._trial_trouble) if self._trial_trouble else ""

    @Property(int, notify=progressChanged)
    def rows(self) -> int:
        """How many conversations were read so far."""
        return self._reading.intake.rows if self._reading else 0

    @Property(dict, notify=changed)
    def result(self) -> dict[str, Any]:
        """What came of it: `rows`, `dropped`, `notes`, `uid` (empty where nothing was new)."""
        if self._result is None:
            return {}
        made = self._result.dataset
        return {
            **import_told.told(self._result),
            "uid": made.uid if made else "",
            "name": made.name if made else "",
        }

    @Property(dict, notify=changed)
    def card(self) -> dict[str, Any]:
        """The persona of a character card: `name`, `description`, `greeting`, `prompt`, `examples`."""
        one = self._persona
        if one is None:
            return {}
        return {
            "name": one.name,
            "description": one.description,
            "greeting": one.greeting,
            "prompt": one.system_prompt,
            "examples": [{"said": pair.user, "reply": pair.reply} for pair in one.examples],
        }

    @property
    def persona(self) -> Persona | None:
        """The persona of the card that is shown."""
        return self._persona

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why it failed."""
        return words.said(self._trouble.message) if self._trouble else ""

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to do about it."""
        return words.said(self._trouble.hint) if self._trouble else ""

    # Steps

    @Slot("QStringList")
    def take(self, addresses: list[str]) -> None:
        """Take files, by their addresses: the first is looked at, the others wait."""
        paths = [Path(QUrl(one).toLocalFile()) for one in addresses if QUrl(one).isLocalFile()]
        if self._session is None or not paths:
            return
        self._waiting.extend(paths)
        if not self._state:
            self._next()
        self.changed.emit()

    def _next(self) -> None:
        self._reset()
        self._state = ""
        if self._waiting:
            self._path = self._waiting.popleft()
            self._look()
        self.changed.emit()
        self.trialChanged.emit()

    def _look(self) -> None:
        self._state, self._trouble = "looking", None
        self._start(self._survey_file())
        self.changed.emit()

    def _start(self, job: Coroutine[Any, Any, None]) -> None:
        """Run `job` with a cancel event of its own; what ran before is told to stop."""
        self._cancel.set()
        self._cancel = Event()
        self._tasks.spawn(self._guarded(job, self._cancel))

    async def _guarded(self, job: Coroutine[Any, Any, None], cancel: Event) -> None:
        """Show known errors in the sheet, where the person looks."""
        try:
            await job
        except TsukiError as error:
            if not cancel.is_set():
                self._state, self._trouble = "failed", error
                self.changed.emit()
        finally:
            # The window may close in the middle: the thread must not go on alone.
            cancel.set()

    async def _survey_file(self) -> None:
        from tsuki_desktop.services import collecting, personas

        cancel = self._cancel
        choices = self._choices
        found = await asyncio.to_thread(collecting.look, self._path, self._shape, choices, cancel)
        columns = import_told.columns(found, choices)
        if columns != choices.columns:
            choices = replace(choices, columns=columns)
            found = await asyncio.to_thread(collecting.look, self._path, self._shape, choices, cancel)
        is_card = found.shape.value == "card"
        persona = await asyncio.to_thread(personas.preview, self._path) if is_card else None
        if cancel.is_set():
            return
        self._survey = found
        if persona is not None:
            self._persona, self._state = persona, "card"
        else:
            self._state = "asking"
            self._choices = choices
            self._try()
        self.changed.emit()

    def _try(self) -> None:
        """See what would be kept with these options."""
        self._trial, self._trial_trouble = None, None
        asked = self._survey is not None and self._survey.needs_speaker
        self._trying = not asked or bool(self._choices.persona_speaker)
        if self._trying:
            self._start(self._trial_run())
        self.trialChanged.emit()

    async def _trial_run(self) -> None:
        cancel = self._cancel
        try:
            done = await self._bring_in(dry_run=True)
        except TsukiError as error:
            if not cancel.is_set():
                self._trying, self._trial_trouble = False, error
                self.trialChanged.emit()
            return
        if not cancel.is_set():
            self._trying, self._trial = False, done
            self.trialChanged.emit()

    async def _bring_in(self, *, dry_run: bool) -> Imported:
        from tsuki_desktop.services import collecting

        session = self._session
        assert session is not None, "nothing is taken before the profile is open"
        return await asyncio.to_thread(
            collecting.bring_in,
            session.profile,
            self._path,
            shape=self._survey.shape.value if self._survey else self._shape,
            choices=self._choices,
            dry_run=dry_run,
            cancel=self._cancel,
            started=self._on_started,
        )

    def _on_started(self, reading: Reading) -> None:
        self._reading = reading

    @Slot(str, "QVariant")
    def choose(self, name: str, value: Any) -> None:
        """Change an option, and see again what would be kept."""
        from tsuki_desktop.dataset.importers.intake import Attachments, Links

        changes: dict[str, Callable[[], Choices]] = {
            "speaker": lambda: replace(self._choices, persona_speaker=str(value)),
            "links": lambda: replace(self._choices, links=Links(value)),
            "attachments": lambda: replace(self._choices, attachments=Attachments(value)),
            "gap": lambda: replace(self._choices, gap_minutes=int(value)),
        }
        self._choices = changes[name]()
        self._try()
        self.changed.emit()

    @Slot(str)
    def readAs(self, shape: str) -> None:
        """Look again at the file, as this format."""
        self._reset()
        self._shape = shape
        self._look()

    @Slot(str, str)
    def mapColumn(self, part: str, column: str) -> None:
        """Say which column of a table this part is."""
        columns = {**self._choices.columns, part: column}
        self._choices = replace(self._choices, columns=columns, persona_speaker="")
        self._look()

    @Slot()
    def start(self) -> None:
        """Import, with these options."""
        if self._state == "asking":
            self._state = "importing"
            self._start(self._import())
            self.changed.emit()

    async def _import(self) -> None:
        cancel = self._cancel
        done = await self._bring_in(dry_run=False)
        if cancel.is_set():
            return
        self._state, self._result = "done", done
        self.changed.emit()
        self.imported.emit(done.dataset.uid if done.dataset else "")

    @Slot()
    def glance(self) -> None:
        """Say how far it is; the sheet asks while it shows that."""
        self.progressChanged.emit()

    @Slot()
    def cancel(self) -> None:
        """Stop what runs: an import goes back to its options, nothing was kept."""
        self._cancel.set()
        if self._state == "importing":
            self._state = "asking"
            self._try()
            self.changed.emit()
        else:
            self.close()

    @Slot()
    def close(self) -> None:
        """Put this file away; the next one has its turn."""
        self._cancel.set()
        self._next()

    @Slot()
    def closeAll(self) -> None:
        """Put every file away."""
        self._waiting.clear()
        self.close()
