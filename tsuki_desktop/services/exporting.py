"""The use case of one click: from rated chats to a training file, recorded so that its lineage is known."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from tsuki_desktop.dataset import export as files
from tsuki_desktop.dataset.export import Exported, Options, Preview
from tsuki_desktop.dataset.formats import Format
from tsuki_desktop.dataset.scrub import Scrubber
from tsuki_desktop.dataset.walk import Only, Rules, Tree
from tsuki_desktop.errors import UsageError
from tsuki_desktop.persona.prompt import system_turn
from tsuki_desktop.store import lineage
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.store.rated_trees import ids_of, rated_trees

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path
    from threading import Event

    from sqlite_utils import Database

    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.voice import Voice

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

    def __init__(self, profile: Profile, chat_log: ChatLog, voice: Voice) -> None:
        self._profile = profile
        self._log = chat_log
        self._voice = voice

    def usual_path(self, form: Format) -> Path:
        """Where one click writes: a new file in the profile's `exports/`."""
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        path = self._profile.exports / f"tsuki-{form}-{moment}.jsonl"
        number = 2
        while path.exists():
            path = path.with_stem(f"tsuki-{form}-{moment}-{number}")
            number += 1
        return path

    async def preview(self, choice: Choice, *, cancel: Event | None = None) -> Preview:
        """Count and look, write nothing.

        Raises:
            CancelledError: `cancel` was set.

        """
        options, scrubber = self._prepared(choice)
        return await self._on_log(lambda db: files.preview(_trees(db), options, scrubber, cancel=cancel))

    async def export(
        self,
        choice: Choice,
        path: Path | None = None,
        *,
        progress: Callable[[int], None] | None = None,
        cancel: Event | None = None,
    ) -> Exported:
        """Write the file, its validation file and its manifest, and record them. None is the usual place.

        `progress` hears the number of rows so far, on the working thread.

        Raises:
            UsageError: nothing to export, or a file that may not be replaced.
            StorageError: disk full, folder gone or read-only.
            CancelledError: `cancel` was set; nothing was left behind.

        """
        if path is None:
            self._profile.create()
            self._profile.exports.mkdir(mode=0o700, exist_ok=True)
            path = self.usual_path(choice.format)
        target = path
        options, scrubber = self._prepared(choice)
        done = await self._on_log(
            lambda db: files.export(_trees(db), options, target, scrubber, progress=progress, cancel=cancel)
        )
        if not self._log.read_only:
            await self._log.run(_record, done, choice)
        return done

    async def undo(self, done: Exported) -> bool:
        """Take an export back; False, and nothing removed, where the file has changed since."""
        removed = await asyncio.to_thread(files.undo, done)
        if removed:
            await self._log.run(_forget, str(done.path))
        return removed

    def _prepared(self, choice: Choice) -> tuple[Options, Scrubber]:
        # What the person told about themselves is left out: only the persona's own prompt goes along.
        return choice.options(system_turn(self._voice.persona).text), Scrubber(keep=choice.keep)

    async def _on_log(self, work: Callable[[Database], R]) -> R:
        if self._log.path is None:
            raise UsageError("A private conversation is not exported.")
        reader = await ChatLog.open(self._log.path, read_only=True)
        try:
            return await reader.read(work)
        finally:
            await reader.close()


def _trees(db: Database) -> Iterator[Tree]:
    return (Tree(conversation, said) for conversation, said in rated_trees(db))


def _record(db: Database, done: Exported, choice: Choice) -> None:
    manifest: dict[str, Any] = json.loads(done.manifest.read_text(encoding="utf-8"))
    uids = manifest.pop("sources", [])
    lineage.add_export(
        db,
        path=str(done.path),
        validation_path=str(done.validation_path or ""),
        format=choice.format,
        options={**asdict(choice), "keep": sorted(choice.keep)},
        manifest=manifest,
        row_count=done.rows + done.validation_rows,
        message_ids=ids_of(db, uids),
    )


def _forget(db: Database, path: str) -> None:
    for export in lineage.exports(db):
        if export.path == path:
            lineage.forget_export(db, export.id)
            return
