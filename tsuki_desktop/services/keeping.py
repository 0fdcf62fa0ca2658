"""The use cases that keep the chat log safe: checks, backups, restore, archives, repair."""

from __future__ import annotations

import asyncio
import logging
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import DamagedError, NotFoundError, StorageError
from tsuki_desktop.store import archive, backup, conversations, integrity, purge, recovery, state
from tsuki_desktop.store.clock import now
from tsuki_desktop.store.lock import ProfileLock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from tsuki_desktop.paths import Profile
    from tsuki_desktop.store.archive import Archive
    from tsuki_desktop.store.backup import Backup, Preview
    from tsuki_desktop.store.database import ChatLog
    from tsuki_desktop.store.integrity import Report
    from tsuki_desktop.store.recovery import Repaired

_DEEP_CHECK_EVERY = timedelta(days=7)
_CHECK_AGAIN_S = 15 * 60.0
"""How often an open window asks whether a backup is due."""

log = logging.getLogger(__name__)


class Keeping:
    """Looks after an open log in the background."""

    def __init__(self, profile: Profile, chat_log: ChatLog) -> None:
        self._profile = profile
        self._log = chat_log
        self._task: asyncio.Task[None] | None = None
        self.report: Report | None = None
        """What the check at start found; None while it runs."""
        self.on_report: Callable[[Report], None] | None = None
        """Called with that report once it is there."""

    def start(self) -> None:
        """Check the log, mend its index where it drifted, and back it up when it is time."""
        if not self._log.read_only and self._log.path is not None:
            self._task = asyncio.ensure_future(self._look_after())

    async def close(self) -> None:
        """End the background work; what a person deleted is wiped from the file."""
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])
        if not self._log.read_only and self._log.path is not None:
            try:
                gone = [one.id for one in await self._log.read(conversations.deleted)]
                if gone:
                    await purge.forget(self._log, gone)
            except StorageError as error:
                # A full disk or a damaged log must not keep it open; it is wiped at the next end.
                log.warning("what was deleted is not wiped yet: %s", error.detail)

    async def _look_after(self) -> None:
        try:
            self._tell(await self.check())
            while True:
                await self._backup_if_due()
                await asyncio.sleep(_CHECK_AGAIN_S)
        except DamagedError as error:
            log.error("the chat log is damaged: %s", error.detail)
            self._tell(integrity.Report(pages=(error.message,)))
        except Exception:
            log.exception("looking after the chat log failed")

    def _tell(self, report: Report) -> None:
        self.report = report
        if self.on_report:
            self.on_report(report)

    async def check(self) -> Report:
        """Check the log: in depth once a week and after an unclean end, else its structure.

        Turns and reads go on meanwhile. A drifted word index is built anew, which turns wait for.
        """
        assert self._log.path is not None
        last = await self._log.read(state.get, state.LAST_DEEP_CHECK)
        thorough = self._log.unclean or _long_ago(last)
        stop = threading.Event()
        try:
            report = await asyncio.to_thread(integrity.look_at, self._log.path, thorough=thorough, stop=stop)
        finally:
            stop.set()  # whoever closes the program does not wait for the end of a check
        if thorough and report.sound:
            await self._log.run(state.put, state.LAST_DEEP_CHECK, now())
        if report.index and not report.pages:
            log.warning("the word index had drifted and is built anew")
            await self._log.run(integrity.rebuild_index)
        if report.pages or report.rows:
            log.error("the chat log has %d bad pages and %d bad rows", len(report.pages), len(report.rows))
        return report

    async def _backup_if_due(self) -> None:
        said = await self._log.read(_messages)
        if await asyncio.to_thread(backup.due, self._profile.backups, messages=said):
            await asyncio.to_thread(backup.make, self._profile.database, self._profile.backups)
            await asyncio.to_thread(backup.prune, self._profile.backups)


def _messages(db: Database) -> int:
    return db.execute("SELECT count(*) FROM messages").fetchone()[0]


def _long_ago(moment: str | None) -> bool:
    if moment is None:
        return True
    age = datetime.now(UTC) - datetime.fromisoformat(moment)
    return not timedelta() <= age < _DEEP_CHECK_EVERY


def back_up(profile: Profile) -> Backup:
    """Make a verified copy of the log now; the log may be in use.

    Raises:
        NotFoundError: there is no log yet.
        StorageError: the copy could not be made.

    """
    _existing(profile)
    return backup.make(profile.database, profile.backups, kind=backup.Kind.MANUAL)


def backups(profile: Profile) -> list[Backup]:
    """Every backup of this profile, newest first."""
    return backup.listed(profile.backups)


def newest_good(profile: Profile) -> Backup | None:
    """The newest backup whose bytes are still those that were verified."""
    return recovery.newest_good(profile.backups)


def as_rows(found: Sequence[Backup]) -> list[dict[str, Any]]:
    """Backups as the command line prints them, each checked against its SHA-256."""
    return backup.as_json(found)


def find_backup(profile: Profile, name: str) -> Backup:
    """Find a backup by its file name, its path or its number.

    Raises:
        NotFoundError: there is none.

    """
    for one in backups(profile):
        if name in {one.path.name, str(one.path), str(one.number)}:
            return one
    raise NotFoundError(f"There is no backup “{name}”.", "See “tsuki backup list”.")


def preview_restore(profile: Profile, one: Backup) -> Preview:
    """What restoring this backup would change."""
    return backup.preview(profile.database, one)


def restore(profile: Profile, one: Backup) -> Backup | None:
    """Put a backup in the log's place, after a backup of what is there; None where that was too damaged.

    Raises:
        ProfileInUseError: a window holds the profile.
        BadFileError: the backup has changed since it was made.
        StorageError: nothing was changed.

    """
    with ProfileLock(profile.lock):
        return backup.restore(profile.database, one, profile.backups)


def repair(profile: Profile) -> Repaired:
    """Read what is readable of a damaged log, fill gaps from the backups, and put that in its place.

    The damaged files are kept. A sound log comes out with the same content.

    Raises:
        ProfileInUseError: a window holds the profile.
        NotFoundError: there is no log.
        StorageError: nothing was changed.

    """
    _existing(profile)
    with ProfileLock(profile.lock):
        return recovery.repair(profile.database, profile.backups)


def pack(profile: Profile, target: Path) -> Archive:
    """Write the whole profile to one file.

    Raises:
        NotFoundError: there is no log yet.
        StorageError: the file could not be written.

    """
    _existing(profile)
    return archive.export(profile.root, target)


def unpack(source: Path, profile: Profile) -> Archive:
    """Make `profile`, which must be empty or missing, from an archive.

    Raises:
        BadFileError: the archive is broken.
        UsageError: the profile holds something.

    """
    return archive.unpack(source, profile.root)


def _existing(profile: Profile) -> None:
    if not profile.database.exists():
        raise NotFoundError("There is no chat log yet.", "Say something to Tsuki first.")
