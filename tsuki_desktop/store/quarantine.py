"""A damaged log: set aside, never deleted, and read for what is still readable."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.store import connect, files, integrity, rows
from tsuki_desktop.store.driver import BROKEN, sqlite3
from tsuki_desktop.store.migrations import migrate
from tsuki_desktop.store.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlite_utils import Database

LOST_TEXT = "(This message could not be recovered.)"
_SPAN = 64
"""Rows read in one go; where that fails, each on its own."""
_TABLES = (
    ("conversations", "id"),
    ("messages", "id"),
    ("ratings", "message_id"),
    ("few_shot_hidden", "message_id"),
    ("exports", "id"),
    ("runs", "id"),
    ("builds", "id"),
    ("promotions", "id"),
)
_PAIRS = ("preferences", "export_messages", "build_messages", "state")


@dataclass(slots=True)
class Salvage:
    """What was saved. Counts are rows."""

    read: dict[str, int] = field(default_factory=dict[str, int])
    """By table, from the damaged file itself."""
    from_backup: dict[str, int] = field(default_factory=dict[str, int])
    """By table, rows that the damaged file no longer has in order, from the newest backup that has them."""
    lost: int = 0
    """Messages of which only the place in the conversation is left."""


def side_files(database: Path) -> list[Path]:
    """SQLite's files beside a database."""
    return [Path(f"{database}-wal"), Path(f"{database}-shm")]


def settle(database: Path) -> None:
    """Bring everything from the side file into the database itself."""
    db = connect.open_writer(database)
    try:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close()


def set_aside(database: Path) -> Path:
    """Keep a copy of the log's files as they are in `damaged/TIME/`; returns that folder.

    Copies rather than moves: a crash in between leaves everything where it was. Where the disk has no room
    for a copy, another name for the same file does.

    Raises:
        StorageError: neither a copy nor a second name could be made.

    """
    with translated(database):
        stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
        folder = database.parent / "damaged" / stamp
        folder.mkdir(parents=True, mode=0o700)
        for path in (database, *side_files(database)):
            if path.exists():
                _copy_or_link(path, folder / path.name)
        files.sync_folder(folder)
        return folder


def _copy_or_link(path: Path, target: Path) -> None:
    try:
        shutil.copyfile(path, target)
        target.chmod(0o600)
        files.sync_file(target)
    except OSError:
        target.unlink(missing_ok=True)
        os.link(path, target)


def salvage(database: Path, target: Path, backups: Sequence[Path] = ()) -> Salvage:
    """Read what is readable of a damaged log into a new one at `target`, which must not exist.

    Only rows whose checksum holds are taken; what is missing comes from `backups`, newest first. A message
    that nobody has any more leaves a placeholder, so that its conversation keeps its shape.

    Raises:
        DiskFullError: no room for the new file.

    """
    result = Salvage()
    connect.make_private_file(target)
    with translated(target):
        new = connect.open_writer(target)
        try:
            migrate(new)
            new.execute("PRAGMA foreign_keys = OFF").fetchall()
            new.execute("BEGIN IMMEDIATE")
            for number, path in enumerate((database, *backups)):
                _take_all(new, path, result.from_backup if number else result.read)
            result.lost = _mend_tree(new)
            integrity.rebuild_index(new)
            new.commit()
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            new.close()
    return result


def _take_all(new: Database, path: Path, counts: dict[str, int]) -> None:
    try:
        old = connect.wrap(connect.uri(path, "mode=ro"))
    except BROKEN:
        return
    try:
        for table, key in _TABLES:
            _take(new, old, table, _by_key(old, table, key), counts)
        for table in _PAIRS:
            _take(new, old, table, _all(old, table), counts)
    finally:
        old.close()


def _take(
    new: Database, old: Database, table: str, found: Iterator[Sequence[Any]], counts: dict[str, int]
) -> None:
    names = _columns(old, table)
    covered = rows.CHECKED.get(table, ())
    needed = {*covered, "checksum"} if covered else set[str]()
    # A schema whose own text is damaged can lack a column, or all of them.
    if not names or not needed <= {*names} <= {*_columns(new, table)}:
        return
    checked = [names.index(name) for name in covered]
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    for row in found:
        if checked and row[names.index("checksum")] != rows.checksum(*(row[place] for place in checked)):
            continue
        try:
            counts[table] = counts.get(table, 0) + new.execute(sql, list(row)).rowcount
        except sqlite3.Error:
            continue  # a column outside the checksum is broken beyond its type: the row counts as lost


def _columns(db: Database, table: str) -> list[str]:
    try:
        return [row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()]
    except BROKEN:
        return []


def _by_key(old: Database, table: str, key: str) -> Iterator[Sequence[Any]]:
    """All rows that can be read, going around those that cannot."""
    for start in range(1, _last_key(old, table, key) + 1, _SPAN):
        try:
            yield from old.execute(
                f"SELECT * FROM {table} WHERE {key} BETWEEN ? AND ?", [start, start + _SPAN - 1]
            ).fetchall()
        except BROKEN:
            for one in range(start, start + _SPAN):
                try:
                    yield from old.execute(f"SELECT * FROM {table} WHERE {key} = ?", [one]).fetchall()
                except BROKEN:
                    continue


def _last_key(old: Database, table: str, key: str) -> int:
    """The largest key that may exist, from whichever of three places can be read."""
    largest = 0
    for sql in (
        f"SELECT max({key}) FROM {table}",
        f"SELECT max(seq) FROM sqlite_sequence WHERE name = '{table}'",
        "SELECT max(seq) FROM sqlite_sequence WHERE name = 'messages'",
    ):
        try:
            value = old.execute(sql).fetchone()[0]
        except BROKEN:
            continue
        # A broken page can claim any number; a log of a billion messages does not exist.
        if isinstance(value, int) and largest < value < 10**9:
            largest = value
    return largest


def _all(old: Database, table: str) -> Iterator[Sequence[Any]]:
    try:
        yield from old.execute(f"SELECT * FROM {table}").fetchall()
    except BROKEN:
        return


def _mend_tree(new: Database) -> int:
    """Give what refers to something that is gone a placeholder, or drop it; returns lost messages."""
    new.execute(
        """INSERT OR IGNORE INTO conversations (id, uid, title, created_at, updated_at, activity, checksum)
           SELECT DISTINCT m.conversation_id, printf('LOST%022d', m.conversation_id), '', m.created_at,
                  m.created_at, m.id, '' FROM messages m
           WHERE m.conversation_id NOT IN (SELECT id FROM conversations)"""
    )
    lost = _placeholders(new)
    new.execute(
        """UPDATE conversations SET leaf_id =
               (SELECT max(id) FROM messages m WHERE m.conversation_id = conversations.id)
           WHERE leaf_id IS NULL OR leaf_id NOT IN
               (SELECT id FROM messages m WHERE m.conversation_id = conversations.id)"""
    )
    for table, column in (
        ("ratings", "message_id"),
        ("few_shot_hidden", "message_id"),
        ("preferences", "chosen_id"),
        ("preferences", "rejected_id"),
    ):
        new.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM messages)")
    integrity.accept_rows(new)
    return lost


def _placeholders(new: Database) -> int:
    orphans = new.execute(
        """SELECT parent_id, conversation_id, min(CASE role WHEN 'user' THEN 'assistant' ELSE 'user' END),
                  min(created_at) FROM messages
           WHERE parent_id IS NOT NULL AND parent_id NOT IN (SELECT id FROM messages) GROUP BY parent_id"""
    ).fetchall()
    for message_id, conversation_id, role, created_at in orphans:
        before = new.execute(
            "SELECT max(id) FROM messages WHERE conversation_id = ? AND id < ?", [conversation_id, message_id]
        ).fetchone()[0]
        new.execute(
            """INSERT INTO messages
               (id, uid, conversation_id, parent_id, role, text, status, created_at, checksum)
               VALUES (?, ?, ?, ?, ?, ?, 'failed', ?, '')""",
            [message_id, f"LOST{message_id:022}", conversation_id, before, role, LOST_TEXT, created_at],
        )
    return len(orphans)
