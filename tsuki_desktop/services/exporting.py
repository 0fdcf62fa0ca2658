"""The use case of one click: from rated chats to a training file, recorded so that its lineage is known."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from tsuki_desktop.dataset import export as files
from tsuki_desktop.dataset import manifest
from tsuki_desktop.dataset.budget import guessed_tokens
from tsuki_desktop.dataset.export import Exported, Options, Preview
from tsuki_desktop.dataset.formats import Format
from tsuki_desktop.dataset.scrub import Scrubber
from tsuki_desktop.dataset.walk import Only, Rules, Tree
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import BackendError, NotFoundError, UsageError
from tsuki_desktop.persona.prompt import system_turn
from tsuki_desktop.store import lineage
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.store.rated_trees import ids_of, rated_trees

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from tsuki_desktop.backends.base import Backend
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.models import Models
    from tsuki_desktop.services.voice import Voice

_RECORDED_AT_ONCE = 20_000
_SWITCH_S = 0.0005

R = TypeVar("R")


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
    """Writes training files. The work is done on a thread of its own, with a reader of its own."""

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
        options, scrubber = await self._prepared(choice, known)
        speech = self._voice.persona.speech

        def look(db: Database, cancel: Event) -> Preview:
            return files.preview(
                _trees(db), options, scrubber, progress=progress, cancel=cancel, lint=lint, speech=speech
            )

        return await self._on_log(look, cancel or Event())

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

        `agreed` is asked, and `progress` hears the number of rows so far, on the working thread. `known` has
        fingerprints of findings that are no news. Where the caller is cancelled, nothing is left behind.

        Raises:
            UsageError: nothing to export, or a file that may not be replaced.
            StorageError: disk full, folder gone or read-only.
            NotAgreedError: `agreed` said no; nothing was left behind.
            CancelledError: `cancel` was set; nothing was left behind.

        """
        if path is None:
            self._profile.create()
            self._profile.exports.mkdir(mode=0o700, exist_ok=True)
            path = self.usual_path(choice.format)
        target = path
        options, scrubber = await self._prepared(choice, known)

        def write(db: Database, cancel: Event) -> Exported:
            return files.export(
                _trees(db), options, target, scrubber, agreed=agreed, progress=progress, cancel=cancel
            )

        done = await self._on_log(write, cancel or Event())
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

    async def _prepared(self, choice: Choice, known: Collection[str]) -> tuple[Options, Scrubber]:
        # What the person told about themselves is left out: only the persona's own prompt goes along.
        options = choice.options(system_turn(self._voice.persona).text)
        rules = options.rules
        if choice.format is Format.THREADS:
            rules = replace(rules, guess_emotion=(await self._voice.guesser()).guess)
        with suppress(BackendError, NotFoundError):
            model, backend = await self._models.current()
            counter = _Counter(model, backend, asyncio.get_running_loop())
            rules = replace(rules, count_tokens=counter, tokenizer=model)
        return replace(options, rules=rules), Scrubber(keep=choice.keep, known=known)

    async def _on_log(self, work: Callable[[Database, Event], R], cancel: Event) -> R:
        if self._log.path is None:
            raise UsageError("A private conversation is not exported.")
        reader = await ChatLog.open(self._log.path, read_only=True)
        # The work never waits for anything: it would keep the window's thread from running, 5 ms at a time.
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        try:
            return await reader.read(work, cancel)
        except asyncio.CancelledError:
            # Nobody waits any more: the thread must not go on alone.
            cancel.set()
            raise
        finally:
            sys.setswitchinterval(usual)
            await reader.close()

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


def _trees(db: Database) -> Iterator[Tree]:
    return (Tree(*found) for found in rated_trees(db))


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
