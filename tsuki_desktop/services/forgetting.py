"""The use case of deleting a conversation everywhere: the log, backups, exports, trainings, damaged logs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.services import leftovers
from tsuki_desktop.store import backup, conversations, lineage, purge

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.leftovers import Leftovers
    from tsuki_desktop.services.teaching import Teaching
    from tsuki_desktop.store.backup import Backup
    from tsuki_desktop.store.database import ChatLog
    from tsuki_desktop.store.lineage import Build, Export


@dataclass(frozen=True, slots=True)
class Copies:
    """Where the texts of one conversation still are besides the log.

    `builds` are models that learned from it: a model cannot forget, it can only be marked or deleted.
    """

    uid: str
    message_ids: tuple[int, ...]
    wanted: re.Pattern[bytes]
    backups: tuple[Backup, ...]
    exports: tuple[Export, ...]
    builds: tuple[Build, ...]
    files: Leftovers


class Forgetting:
    """Finds what remains of a conversation and deletes it. `cache` is shared by profiles."""

    def __init__(self, profile: Profile, chat_log: ChatLog, cache: Path, teaching: Teaching) -> None:
        self._profile = profile
        self._log = chat_log
        self._cache = cache
        self._teaching = teaching

    async def copies(self, conversation_id: int) -> Copies:
        """Find out where texts of this conversation lie besides the log. Reads every file of the profile.

        Raises:
            NotFoundError: no such conversation.
            StorageError: a file cannot be read.

        """
        uid = (await self._log.read(conversations.get, conversation_id)).uid
        texts = await self._log.read(purge.texts, [conversation_id])
        known = await self._log.read(purge.copies, [conversation_id], self._profile.backups)
        gone = await self._log.read(purge.message_ids, [conversation_id])
        wanted = leftovers.needles(uid, texts)
        learned = {one.run_uid for one in known.builds if one.run_uid}
        learned = await asyncio.to_thread(leftovers.descended, self._profile, learned)
        dealt = [one.path for one in await asyncio.to_thread(backup.listed, self._profile.backups)]
        for one in known.exports:
            dealt += [self._profile.root / name for name in (one.path, one.validation_path)]
        files = await asyncio.to_thread(leftovers.find, self._profile, self._cache, wanted, learned, dealt)
        builds = await self._log.read(_builds, known.builds, learned)
        return Copies(uid, tuple(gone), wanted, known.backups, known.exports, builds, files)

    async def forget(
        self,
        conversation_id: int,
        copies: Copies,
        progress: Callable[[int, int], None],
    ) -> None:
        """Delete the conversation and these copies of it; models that learned from it are marked.

        The log comes last: where something before fails, the conversation is still there and all of this can
        be tried again. `progress` gets how many of how many steps are done. Exports go as a whole, with what
        they hold of other conversations, and so does the data of trainings; backups lose this conversation
        alone.

        Raises:
            ReadOnlyError: the log is open for reading only.
            StorageError: a copy could not be deleted; what was deleted before stays deleted.

        """
        of = len(copies.backups) + len(copies.exports) + len(copies.files.folders) + 1
        at = 0
        for one in copies.backups:
            progress(at, of)
            await asyncio.to_thread(purge.forget_in_backup, one, [copies.uid])
            at += 1
        for export in copies.exports:
            progress(at, of)
            await self._log.run(purge.delete_export, export)
            at += 1
        for folder in copies.files.folders:
            progress(at, of)
            await asyncio.to_thread(leftovers.delete, self._profile, folder, copies.wanted)
            at += 1
        progress(at, of)
        for build in copies.builds:
            await self._log.run(lineage.add_learned, build.id, copies.message_ids)
        await self._log.run(conversations.delete, conversation_id)
        await self._teaching.refresh()
        await purge.forget(self._log, [conversation_id])
        progress(of, of)


def _builds(db: Database, known: Sequence[Build], learned: set[str]) -> tuple[Build, ...]:
    """Models that learned from it, and those of runs that went on from one."""
    direct = {one.uid for one in known}
    later = (
        one for one in lineage.builds(db, limit=10_000) if one.run_uid in learned and one.uid not in direct
    )
    return (*known, *later)
