"""The use case of one click: from rated chats to a training file, recorded so that its lineage is known."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING, Any, cast

from tsuki_desktop.dataset import export as files
from tsuki_desktop.dataset import manifest
from tsuki_desktop.dataset.budget import guessed_tokens
from tsuki_desktop.dataset.export import Exported, Options
from tsuki_desktop.dataset.formats import Format
from tsuki_desktop.dataset.walk import Only, Rules
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import BackendError, NotFoundError, UsageError
from tsuki_desktop.persona.prompt import system_turn
from tsuki_desktop.services.export_process import ExportProcess
from tsuki_desktop.services.export_protocol import Task
from tsuki_desktop.store import lineage
from tsuki_desktop.store.rated_trees import ids_of

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from tsuki_desktop.backends.base import Backend
    from tsuki_desktop.dataset.export import Preview
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.models import Models
    from tsuki_desktop.services.voice import Voice
    from tsuki_desktop.store.database import ChatLog

_RECORDED_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose for an export. `since` is UTC, ISO 8601; `split` a share of conversations, 0…1.

    `keep` has the fingerprints of findings that may stay in the file.
    """

    format: Format = Format.MESSAGES
    only: Only = Only.LIKED
    system: bool = True
    split: float = 0.0
    since: str = ""
    cut_context: bool = False
    overwrite: bool = False
    keep: Collection[str] = field(default_factory=frozenset[str])

    def options(self, system_text: str) -> Options:
        """Put the choice into the data room's words."""
        rules = Rules(
            only=self.only,
            system=system_text if self.system else "",
            since=self.since,
            cut_context=self.cut_context,
        )
        return Options(self.format, rules, self.split, overwrite=self.overwrite)


class Exporting:
    """Writes training files. The work is done in a child process, with a reader of its own."""

    def __init__(self, profile: Profile, chat_log: ChatLog, voice: Voice, models: Models) -> None:
        self._profile = profile
        self._log = chat_log
        self._voice = voice
        self._models = models

    def usual_path(self, form: Format) -> Path:
        """Where one click writes: a new file in the profile's `exports/`."""
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        path = self._profile.exports / f"tsuki-{form}-{moment}.jsonl"
        number = 2
        while path.exists():
            path = path.with_stem(f"tsuki-{form}-{moment}-{number}")
            number += 1
        return path

    async def preview(
        self,
        choice: Choice,
        *,
        lint: bool = False,
        known: Collection[str] = (),
        progress: Callable[[int], None] | None = None,
        cancel: Event | None = None,
    ) -> Preview:
        """Count and look, write nothing. `known` has fingerprints of findings that are no news.

        Raises:
            CancelledError: `cancel` was set.

        """
        task, count = await self._task(choice, known)
        task = replace(task, lint=lint, speech=tuple(self._voice.persona.speech))
        cancel = cancel or Event()
        work = ExportProcess(task, cancel, count=count, progress=progress)
        return cast("Preview", await _waited(work, cancel))

    async def export(
        self,
        choice: Choice,
        path: Path | None = None,
        *,
        known: Collection[str] = (),
        agreed: Callable[[Preview], bool] | None = None,
        progress: Callable[[int], None] | None = None,
        cancel: Event | None = None,
    ) -> Exported:
        """Write the file, its validation file and its manifest, and record them. None is the usual place.

        `agreed` is asked, and `progress` hears the number of rows so far, on a thread that waits for the
        child. `known` has fingerprints of findings that are no news. Where the caller is cancelled, nothing
        is left behind.

        Raises:
            UsageError: nothing to export, or a file that may not be replaced.
            StorageError: disk full, folder gone or read-only.
            NotAgreedError: `agreed` said no; nothing was left behind.
            CancelledError: `cancel` was set; nothing was left behind.
            ExportCrashedError: the child was killed; nothing was left behind.

        """
        if path is None:
            self._profile.create()
            self._profile.exports.mkdir(mode=0o700, exist_ok=True)
            path = self.usual_path(choice.format)
        task, count = await self._task(choice, known)
        task = replace(task, out=path, asks=agreed is not None)
        cancel = cancel or Event()
        work = ExportProcess(task, cancel, count=count, agreed=agreed, progress=progress)
        done = cast("Exported", await _waited(work, cancel))
        if not self._log.read_only:
            try:
                await self._record(done, choice)
            except BaseException:
                # "Delete everywhere" would not find a file that is not written down.
                files.undo(done)
                raise
        return done

    async def undo(self, done: Exported) -> bool:
        """Take an export back; False, and nothing removed, where the file has changed since."""
        removed = await asyncio.to_thread(files.undo, done)
        if removed:
            await self._log.run(_forget, str(done.path))
        return removed

    async def _task(self, choice: Choice, known: Collection[str]) -> tuple[Task, _Counter | None]:
        """What every child is told, and who counts tokens for it."""
        if self._log.path is None:
            raise UsageError("A private conversation is not exported.")
        # What the person told about themselves is left out: only the persona's own prompt goes along.
        options = choice.options(system_turn(self._voice.persona).text)
        rules, counter = options.rules, None
        if choice.format is Format.THREADS:
            rules = replace(rules, guess_emotion=(await self._voice.guesser()).guess)
        with suppress(BackendError, NotFoundError):
            model, backend = await self._models.current()
            counter = _Counter(model, backend, asyncio.get_running_loop())
            rules = replace(rules, tokenizer=model)
        options = replace(options, rules=rules)
        task = Task(
            self._log.path,
            options,
            out=None,
            keep=frozenset(choice.keep),
            known=frozenset(known),
            counts=counter is not None,
        )
        return task, counter

    async def _record(self, done: Exported, choice: Choice) -> None:
        """Write down the export, and its messages in parts: a chat that goes on meanwhile must not wait."""
        options = {**asdict(choice), "keep": sorted(choice.keep)}
        uids = manifest.sources(done.manifest)
        export_id = await self._log.run(_add, done, options, await asyncio.to_thread(_part, uids))
        while part := await asyncio.to_thread(_part, uids):
            await self._log.run(_add_more, export_id, part)


class _Counter:
    """Has a model's tokenizer count, from a thread that is not the event loop's."""

    def __init__(self, model: str, backend: Backend, loop: AbstractEventLoop) -> None:
        self._model = model
        self._backend = backend
        self._loop = loop

    def __call__(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text; a guess where the model cannot be asked."""
        turns = [Turn(Role.USER, text) for text in texts]
        asked = asyncio.run_coroutine_threadsafe(self._backend.count(self._model, turns), self._loop)
        try:
            return asked.result()
        except BackendError:
            return [guessed_tokens(text) for text in texts]


async def _waited(work: ExportProcess, cancel: Event) -> Exported | Preview:
    """What the work comes to. Where nobody waits for it any more, it is stopped and leaves nothing behind."""
    running = asyncio.ensure_future(asyncio.to_thread(work.run))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        cancel.set()
        await asyncio.wait([running])
        done = None if running.exception() else running.result()
        if isinstance(done, Exported):
            # The stop came too late, and a file that is not written down would not be found again.
            await asyncio.to_thread(files.undo, done)
        raise


def _part(uids: Iterator[str]) -> list[str]:
    return list(islice(uids, _RECORDED_AT_ONCE))


def _add(db: Database, done: Exported, options: dict[str, Any], uids: Sequence[str]) -> int:
    return lineage.add_export(
        db,
        path=str(done.path),
        validation_path=str(done.validation_path or ""),
        format=options["format"],
        options=options,
        manifest=done.head,
        row_count=done.rows + done.validation_rows,
        message_ids=ids_of(db, uids),
    ).id


def _add_more(db: Database, export_id: int, uids: Sequence[str]) -> None:
    lineage.add_to_export(db, export_id, ids_of(db, uids))


def _forget(db: Database, path: str) -> None:
    for export in lineage.exports(db):
        if export.path == path:
            lineage.forget_export(db, export.id)
            return
