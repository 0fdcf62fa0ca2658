"""Is the log still what was written? Checks quick and deep, and what mends itself.

Pages are SQLite's business (`quick_check`), texts ours: a flipped bit inside a text passes every check of
SQLite's, so each row has a checksum. The word index is compared with the messages.
"""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tsuki_desktop.errors import DamagedError
from tsuki_desktop.store import connect, rows
from tsuki_desktop.store.driver import BROKEN
from tsuki_desktop.store.trouble import InterruptedReadError, translated

if TYPE_CHECKING:
    from pathlib import Path
    from threading import Event

    from sqlite_utils import Database

_CHUNK = 2_000
_COPY = ".checked-"
_PAGES = 4_096
"""Copied at a time."""
_STEPS = 100_000
"""Of SQLite's machine, between two questions whether to go on: some milliseconds."""
_MOST = 100
"""Problems named in one report."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in words for the log file; no message text."""

    pages: tuple[str, ...] = ()
    """SQLite's structure is broken: only recovery helps."""
    rows: tuple[str, ...] = ()
    """Rows that are not what was written, such as `message 17`."""
    index: bool = False
    """The word index does not match the messages: `rebuild_index` mends it."""

    @property
    def sound(self) -> bool:
        """Nothing was found."""
        return not (self.pages or self.rows or self.index)


def quick(db: Database) -> Report:
    """Structure and the index's size: about 1 ms a MB. For every start, off the UI's thread."""
    broken = pages(db, "quick_check")
    return Report(broken, index=False if broken else index_size_differs(db))


def deep(db: Database) -> Report:
    """Everything: structure, references, every row's checksum, every word of the index.

    Needs a connection that may write, since that is how FTS5 takes the order; it changes nothing.
    """
    report = all_but_words(db)
    return report if report.pages else replace(report, index=index_differs(db))


def all_but_words(db: Database) -> Report:
    """Structure, references, every row's checksum, and the index's size; on any connection."""
    broken = pages(db, "integrity_check")
    if broken:
        return Report(broken)
    return Report(rows=(*bad_rows(db), *_bad_references(db)), index=index_size_differs(db))


def look_at(path: Path, *, thorough: bool, stop: Event | None = None) -> Report:
    """Check the log at `path`, in depth or `quick`, on a connection of its own: nobody waits for it.

    For a thread. FTS5 compares its words only for a connection that writes, which would hold up turns; so
    they are compared in a copy, or not where the disk has no room for one. Setting `stop` ends it within a
    moment, with an error or a report that means nothing.

    Raises:
        StorageError: the log cannot be read.

    """
    with translated(path):
        db = connect.open_reader(path)
        try:
            _heed(db, stop)
            db.execute("BEGIN")
            report = all_but_words(db) if thorough else quick(db)
        finally:
            db.close()
        if not thorough or report.pages or report.index or (stop and stop.is_set()):
            return report
        try:
            return replace(report, index=_words_differ(path, stop))
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            return report


def _heed(db: Database, stop: Event | None) -> None:
    """Let SQLite ask, all few milliseconds, whether to go on."""
    if stop is not None:
        db.conn.set_progress_handler(stop.is_set, _STEPS)


def _words_differ(path: Path, stop: Event | None) -> bool:
    for old in path.parent.glob(f"{_COPY}*"):  # left by a crash
        old.unlink(missing_ok=True)

    def go_on(_status: int, _left: int, _total: int) -> None:
        if stop is not None and stop.is_set():
            raise InterruptedReadError

    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        raise OSError(errno.ENOSPC, "no room for a copy")
    copy = path.with_name(f"{_COPY}{os.getpid()}")
    try:
        connect.make_private_file(copy)
        source, target = connect.open_reader(path), connect.wrap(connect.uri(copy, "mode=rw"))
        try:
            # One moment of the log: else each turn that is saved meanwhile would begin the copy anew.
            source.conn.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            target.execute("PRAGMA synchronous = OFF").fetchall()
            source.conn.backup(target.conn, pages=_PAGES, progress=go_on)
            _heed(target, stop)
            target.execute("PRAGMA journal_mode = OFF").fetchall()
            return index_differs(target)
        finally:
            source.close()
            target.close()
    finally:
        for leftover in path.parent.glob(f"{copy.name}*"):
            leftover.unlink(missing_ok=True)


def pages(db: Database, check: str) -> tuple[str, ...]:
    """What SQLite's `quick_check` or `integrity_check` finds; empty where all is well."""
    try:
        found = [row[0] for row in db.execute(f"PRAGMA {check}({_MOST})").fetchall()]
    except BROKEN as error:
        return (f"{type(error).__name__}: {error}",)
    return () if found == ["ok"] else tuple(map(str, found))


def _bad_references(db: Database) -> list[str]:
    found = [f"{row[0]} {row[1]}: reference" for row in db.execute("PRAGMA foreign_key_check").fetchall()]
    leaves = db.execute(
        """SELECT c.id FROM conversations c LEFT JOIN messages m ON m.id = c.leaf_id
           WHERE c.leaf_id IS NOT NULL AND (m.id IS NULL OR m.conversation_id <> c.id) LIMIT ?""",
        [_MOST],
    )
    return [*found[:_MOST], *(f"conversation {row[0]}: leaf" for row in leaves.fetchall())]


def bad_rows(db: Database) -> list[str]:
    """Messages, ratings and conversations whose checksum does not match, at most 100."""
    bad: list[str] = []
    last = 0
    while len(bad) < _MOST:
        part = db.execute(
            f"{rows.MESSAGE_SELECT} WHERE m.id > ? ORDER BY m.id LIMIT ?", [last, _CHUNK]
        ).fetchall()
        if not part:
            break
        last = part[-1][0]
        for row in part:
            try:
                rows.message(row)
            except DamagedError as error:
                bad.append(error.detail)
    titles = db.execute("SELECT id, uid, title, draft, checksum FROM conversations").fetchall()
    bad += [f"conversation {row[0]}: checksum" for row in titles if row[4] != rows.checksum(*row[:4])]
    return bad[:_MOST]


def index_size_differs(db: Database) -> bool:
    """Whether the index holds another number of messages than are complete: cheap, finds most drift."""
    indexed = db.execute("SELECT count(*) FROM messages_fts_docsize").fetchone()[0]
    complete = db.execute("SELECT count(*) FROM searchable").fetchone()[0]
    return indexed != complete


def index_differs(db: Database) -> bool:
    """Whether the index holds other words than the messages; reads everything."""
    try:
        db.execute("INSERT INTO messages_fts (messages_fts, rank) VALUES ('integrity-check', 1)")
    except BROKEN:
        return True
    return False


def rebuild_index(db: Database) -> None:
    """Make the word index anew from the messages: about 10 s a million."""
    db.execute("INSERT INTO messages_fts (messages_fts) VALUES ('rebuild')")


def accept_rows(db: Database) -> int:
    """Take rows as they are now, after the person looked at them or edited them on purpose.

    Returns how many had a checksum that did not match.
    """
    changed = 0
    for table, columns in rows.CHECKED.items():
        key, last = columns[0], 0
        names = ", ".join(columns)
        sql = f"SELECT {names}, checksum FROM {table} WHERE {key} > ? ORDER BY {key} LIMIT {_CHUNK}"
        while part := db.execute(sql, [last]).fetchall():
            last = part[-1][0]
            right = [(rows.checksum(*row[:-1]), row[0], row[-1]) for row in part]
            wrong = [(new, key_value) for new, key_value, old in right if new != old]
            db.conn.executemany(f"UPDATE {table} SET checksum = ? WHERE {key} = ?", wrong)
            changed += len(wrong)
    return changed
