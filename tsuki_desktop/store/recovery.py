"""The recovery assistant and `tsuki doctor --repair`. The log is closed and the caller holds the lock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.errors import DamagedError, StorageError
from tsuki_desktop.store import backup, connect, files, integrity, quarantine
from tsuki_desktop.store.migrations import VERSION
from tsuki_desktop.store.trouble import translated

if TYPE_CHECKING:
    from pathlib import Path

    from tsuki_desktop.store.backup import Backup
    from tsuki_desktop.store.integrity import Report
    from tsuki_desktop.store.quarantine import Salvage


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did."""

    salvage: Salvage
    kept: Path
    """The folder where the damaged files lie, as they were."""


def examine(database: Path) -> Report:
    """The deep check on a closed log; a file that does not open counts as broken pages.

    Raises:
        StorageError: the disk cannot be reached (not: the log is damaged).

    """
    try:
        with translated(database):
            db = connect.open_writer(database)
            try:
                if connect.pragma(db, "user_version") < VERSION:
                    return integrity.Report(integrity.pages(db, "integrity_check"))
                db.execute("BEGIN IMMEDIATE")
                report = integrity.deep(db)
                db.commit()
            finally:
                db.close()
    except DamagedError as error:
        return integrity.Report((error.detail,))
    return report


def newest_good(backups: Path) -> Backup | None:
    """The newest backup whose bytes are still those that were verified."""
    return next((one for one in backup.listed(backups) if backup.verify(one)), None)


def repair(database: Path, backups: Path) -> Repaired:
    """Make a sound log of what is readable and of the backups; the damaged files are kept in `damaged/`.

    Raises:
        DiskFullError: no room; nothing was changed.
        StorageError: anything else between us and the disk; nothing was changed.

    """
    kept = quarantine.set_aside(database)
    fresh = database.with_name("recovered.db")
    with translated(database):
        _remove(fresh)
        try:
            good = [one.path for one in backup.listed(backups) if backup.verify(one)]
            result = quarantine.salvage(kept / database.name, fresh, good)
            # From here on a crash leaves the damaged log or the sound one, and a copy of the damaged one.
            for side in quarantine.side_files(database):
                side.unlink(missing_ok=True)
            fresh.replace(database)
            files.sync_folder(database.parent)
        except (OSError, StorageError):
            _remove(fresh)
            raise
    return Repaired(result, kept)


def _remove(database: Path) -> None:
    for path in (database, *quarantine.side_files(database)):
        path.unlink(missing_ok=True)
