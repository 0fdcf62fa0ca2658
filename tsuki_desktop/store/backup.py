"""Copies of the log: made while it is in use, verified, kept by a scheme, and put back.

Functions here open connections of their own and take long: call them on a thread that is neither the event
loop's nor the log's. A backup is one file, `tsuki-000012-20260704T120000Z-auto.db`, and a note beside it with
its SHA-256. The number orders them, not the clock.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import BadFileError, StorageError
from tsuki_desktop.store import connect, files, integrity, quarantine
from tsuki_desktop.store.clock import now
from tsuki_desktop.store.trouble import damaged, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlite_utils import Database

EVERY = timedelta(hours=4)
"""Between automatic backups while something changes."""
_KEEP: tuple[tuple[int, str], ...] = ((12, "%Y%m%d%H"), (12, "%Y%m%d"), (10, "%G%V"), (9, "%Y%m"))
"""How many hours, days, weeks and months with a backup keep their newest one."""
_ALWAYS = 3
"""The newest so many stay whatever their dates say."""
_NAME = re.compile(r"tsuki-(\d{6,})-(\d{8}T\d{6}Z)-([a-z]+)\.db")


class Kind(StrEnum):
    """Why a backup was made. Only automatic ones are ever pruned."""

    AUTO = "auto"
    MANUAL = "manual"
    MIGRATION = "migration"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy. `number` orders; `created_at` is what the clock said, UTC."""

    path: Path
    number: int
    created_at: str
    kind: Kind
    bytes: int
    messages: int
    conversations: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring a backup would change. Titles are of conversations that would be gone, newest first."""

    backup: Backup
    messages_lost: int
    messages_back: int
    conversations_lost: int
    conversations_back: int
    ratings_lost: int
    titles_lost: tuple[str, ...]


def _note(path: Path) -> Path:
    return path.with_suffix(".json")


def make(source: Path, folder: Path, *, kind: Kind = Kind.AUTO) -> Backup:
    """Copy the log, check the copy in full, and give it its name only then.

    The log stays usable meanwhile. A copy that is not sound is thrown away, and no older one is touched.

    Raises:
        DamagedError: the log itself is damaged.
        DiskFullError: no room for the copy.
        StorageError: anything else between us and the disk.

    """
    with translated(folder / "x"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        files.remove_stale_parts(folder)
        number = max((backup.number for backup in listed(folder)), default=0) + 1
        moment = datetime.now(UTC)
        target = folder / f"tsuki-{number:06}-{moment:%Y%m%dT%H%M%SZ}-{kind}.db"
        with files.replacing(target) as part:
            _copy(connect.open_reader(source), part)
            _counted(part)
        return describe(Backup(target, number, now(), kind, 0, 0, 0, ""))


def describe(backup: Backup) -> Backup:
    """Check a backup whose file was rewritten on purpose, and write its note anew.

    Raises:
        DamagedError: the file is not sound.

    """
    counts, sha256 = _counted(backup.path), files.sha256(backup.path)
    made = replace(backup, bytes=backup.path.stat().st_size, sha256=sha256, **counts)
    files.write_text(_note(made.path), json.dumps({**asdict(made), "path": made.path.name}, indent=1))
    return made


def snapshot(source: Path, target: Path) -> Path:
    """Copy any SQLite database as it is at one moment, while it may be in use; returns `target`."""
    connect.make_private_file(target)
    _copy(connect.wrap(connect.uri(source, "mode=ro")), target)
    return target


def _copy(log: Database, part: Path) -> None:
    copy = connect.wrap(connect.uri(part, "mode=rw"))
    try:
        log.conn.backup(copy.conn)
        # One file that needs no others: the log itself is in WAL mode.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        copy.close()
        log.close()


def _counted(path: Path) -> dict[str, int]:
    """Check a copy in full and count it.

    Raises:
        DamagedError: it is not sound.

    """
    db = connect.open_reader(path)
    try:
        bad = integrity.pages(db, "quick_check") or tuple(integrity.bad_rows(db))
        if bad:
            raise damaged(f"backup: {bad[0]}")
        return {
            table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("messages", "conversations")
        }
    finally:
        db.close()


def listed(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first. A copy whose note is missing or broken is left out."""
    found: list[Backup] = []
    for path in folder.glob("tsuki-*.db"):
        named = _NAME.fullmatch(path.name)
        if named is None or named[3] not in set(Kind):
            continue
        try:
            note: dict[str, Any] = json.loads(_note(path).read_text(encoding="utf-8"))
            found.append(
                Backup(
                    path,
                    int(named[1]),
                    note["created_at"],
                    Kind(named[3]),
                    path.stat().st_size,
                    int(note["messages"]),
                    int(note["conversations"]),
                    note["sha256"],
                )
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def verify(backup: Backup) -> bool:
    """Whether the copy still has the bytes that were verified when it was made."""
    try:
        return files.sha256(backup.path) == backup.sha256
    except OSError:
        return False


def due(folder: Path, *, messages: int) -> bool:
    """Whether it is time for an automatic backup of a log with so many messages.

    A newest backup from the future (the clock was wrong) does not put the next one off.
    """
    newest = next(iter(listed(folder)), None)
    if newest is None:
        return messages > 0
    age = datetime.now(UTC) - datetime.fromisoformat(newest.created_at)
    return not timedelta() <= age < EVERY


def prune(folder: Path) -> list[Path]:
    """Remove automatic backups that the scheme does not keep; returns what was removed.

    Kept: the newest of each of the last 12 hours, 12 days, 10 weeks and 9 months *that have one*, and always
    the three newest. How long ago they were by today's clock plays no part.
    """
    automatic = [backup for backup in listed(folder) if backup.kind is Kind.AUTO]
    kept = {backup.number for backup in automatic[:_ALWAYS]}
    for count, pattern in _KEEP:
        newest: dict[str, int] = {}
        for backup in automatic:
            newest.setdefault(f"{datetime.fromisoformat(backup.created_at):{pattern}}", backup.number)
        kept.update(list(newest.values())[:count])
    gone = [backup.path for backup in automatic if backup.number not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
        _note(path).unlink(missing_ok=True)
    return gone


def preview(current: Path, backup: Backup) -> Preview:
    """What restoring would change, by ULID.

    Raises:
        DamagedError: the log cannot be compared; restoring is still possible.

    """
    with translated(current):
        db = connect.open_reader(current)
        try:
            db.execute("ATTACH DATABASE ? AS old", [connect.uri(backup.path, "mode=ro", "immutable=1")])
            return _compared(db, backup)
        finally:
            db.close()


def _compared(db: Database, backup: Backup) -> Preview:
    def only_in(here: str, there: str, table: str) -> int:
        sql = f"SELECT count(*) FROM (SELECT uid FROM {here}.{table} EXCEPT SELECT uid FROM {there}.{table})"
        return db.execute(sql).fetchone()[0]

    ratings = db.execute(
        """SELECT count(*) FROM (SELECT message_id, value, correction FROM main.ratings
           EXCEPT SELECT message_id, value, correction FROM old.ratings)"""
    ).fetchone()[0]
    titles = db.execute(
        """SELECT title FROM main.conversations WHERE uid NOT IN (SELECT uid FROM old.conversations)
           ORDER BY activity DESC LIMIT 20"""
    ).fetchall()
    return Preview(
        backup,
        messages_lost=only_in("main", "old", "messages"),
        messages_back=only_in("old", "main", "messages"),
        conversations_lost=only_in("main", "old", "conversations"),
        conversations_back=only_in("old", "main", "conversations"),
        ratings_lost=ratings,
        titles_lost=tuple(row[0] for row in titles),
    )


def restore(current: Path, backup: Backup, folder: Path) -> Backup | None:
    """Put a backup in the log's place. The log is closed, and the caller holds the profile's lock.

    What is there now is backed up first; returns that backup, or None where the log was too damaged for one,
    in which case its files lie in `damaged/` beside it. Nothing is deleted.

    Raises:
        BadFileError: the backup is not what it was.
        DiskFullError: no room; nothing was changed.

    """
    if not verify(backup):
        raise BadFileError("This backup has changed since it was made.", "Choose another one.")
    with translated(current):
        with files.replacing(current.with_name("restoring.db")) as part:
            part.write_bytes(b"")
            _copy(connect.open_reader(backup.path), part)
        return replace_log(current, current.with_name("restoring.db"), folder)


def replace_log(current: Path, fresh: Path, folder: Path) -> Backup | None:
    """Put the file `fresh` in the place of the closed log, after a backup or quarantine of what is there."""
    try:
        saved = make(current, folder, kind=Kind.RESTORE) if current.exists() else None
        # With everything in the main file, its side files can go without losing a turn.
        if saved is not None:
            quarantine.settle(current)
    except StorageError:
        saved = None
    if saved is None and current.exists():
        quarantine.set_aside(current)
    for side in quarantine.side_files(current):
        side.unlink(missing_ok=True)
    fresh.replace(current)
    files.sync_folder(current.parent)
    return saved


def as_json(backups: Sequence[Backup], check: Callable[[Backup], bool] = verify) -> list[dict[str, Any]]:
    """Rows of `tsuki backup list --json`."""
    return [
        {
            **{name: value for name, value in asdict(backup).items() if name in {"created_at", "bytes"}},
            "path": str(backup.path),
            "kind": backup.kind.value,
            "messages": backup.messages,
            "verified": check(backup),
        }
        for backup in backups
    ]
