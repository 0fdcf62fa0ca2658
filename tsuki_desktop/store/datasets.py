"""Imported data sets, in a database of their own: imported talk is never mixed into the chat log.

A row is kept as the JSON of one training row. Functions take the open database first, as for the log.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import NotFoundError
from tsuki_desktop.store import connect
from tsuki_desktop.store.clock import new_uid, now
from tsuki_desktop.store.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlite_utils import Database

APPLICATION_ID = 0x54535544
""""TSUD"; told apart from the chat log's."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS datasets (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, source TEXT NOT NULL,
    format TEXT NOT NULL, licence TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL,
    counts TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TABLE IF NOT EXISTS dataset_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset_id INTEGER NOT NULL REFERENCES datasets(id) ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE, included INTEGER NOT NULL DEFAULT 1, data TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS dataset_rows_of ON dataset_rows (dataset_id, id);
"""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DataSet:
    """One import. `source` is the file's name, `counts` what the import dropped, by reason."""

    id: int
    uid: str
    name: str
    source: str
    format: str
    licence: str
    created_at: str
    rows: int
    included: int
    counts: Mapping[str, Any] = field(default_factory=dict[str, Any])


@contextmanager
def opened(path: Path) -> Generator[Database]:
    """Open the database for this thread, made where it is missing; closed at the end.

    Raises:
        StorageError: it cannot be opened or written.

    """
    with translated(path):
        connect.make_private_file(path)
        db = connect.wrap(connect.uri(path, "mode=rw"))
        try:
            db.execute("PRAGMA journal_mode = WAL").fetchall()
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.executescript(_SCHEMA)
            yield db
        finally:
            db.close()


def add(
    db: Database, *, name: str, source: str, form: str, rows: Iterable[tuple[str, str]]
) -> DataSet | None:
    """Keep rows as (key, JSON), all or none; a key that is there already is left out.

    Returns None, and keeps nothing, where no row is new.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        uid = new_uid()
        db.execute(
            "INSERT INTO datasets (uid, name, source, format, created_at) VALUES (?, ?, ?, ?, ?)",
            [uid, name, source, form, now()],
        )
        dataset_id = db.execute("SELECT id FROM datasets WHERE uid = ?", [uid]).fetchone()[0]
        db.conn.executemany(
            "INSERT OR IGNORE INTO dataset_rows (dataset_id, key, data) VALUES (?, ?, ?)",
            ((dataset_id, key, data) for key, data in rows),
        )
        made = by_uid(db, uid)
        if not made.rows:
            db.rollback()
            return None
        db.commit()
    except BaseException:
        db.rollback()
        raise
    return made


def set_counts(db: Database, uid: str, counts: Mapping[str, Any]) -> None:
    """Write down what the import dropped."""
    db.execute("UPDATE datasets SET counts = ? WHERE uid = ?", [json.dumps(counts), uid])
    db.commit()


def listed(db: Database) -> list[DataSet]:
    """Every data set, newest first."""
    return _select(db, "1 ORDER BY d.id DESC", [])


def by_uid(db: Database, uid: str) -> DataSet:
    """One data set.

    Raises:
        NotFoundError: there is none.

    """
    found = _select(db, "d.uid = ?", [uid])
    if not found:
        raise NotFoundError("There is no such data set.", "See “tsuki data list”.")
    return found[0]


def _select(db: Database, where: str, values: list[Any]) -> list[DataSet]:
    found = db.execute(
        f"""SELECT d.id, d.uid, d.name, d.source, d.format, d.licence, d.created_at,
            (SELECT count(*) FROM dataset_rows r WHERE r.dataset_id = d.id),
            (SELECT count(*) FROM dataset_rows r WHERE r.dataset_id = d.id AND r.included),
            d.counts FROM datasets d WHERE {where}""",
        values,
    )
    return [DataSet(*row[:-1], counts=json.loads(row[-1])) for row in found.fetchall()]


def rows(db: Database, uid: str, *, included_only: bool = False) -> Iterator[tuple[int, bool, str]]:
    """Yield (row id, included, JSON) of a data set, in the file's order."""
    dataset = by_uid(db, uid)
    last = 0
    while True:
        part = db.execute(
            """SELECT id, included, data FROM dataset_rows
               WHERE dataset_id = ? AND id > ? AND (included OR NOT ?) ORDER BY id LIMIT ?""",
            [dataset.id, last, included_only, _AT_ONCE],
        ).fetchall()
        if not part:
            return
        for row in part:
            yield row[0], bool(row[1]), row[2]
        last = part[-1][0]


def include(db: Database, row_id: int, *, included: bool) -> None:
    """Let a row be trained on, or not.

    Raises:
        NotFoundError: there is no such row.

    """
    changed = db.execute("UPDATE dataset_rows SET included = ? WHERE id = ?", [included, row_id])
    db.commit()
    if changed.rowcount != 1:
        raise NotFoundError("There is no such row.")


def delete(db: Database, uid: str) -> None:
    """Delete a data set and its rows.

    Raises:
        NotFoundError: there is none.

    """
    dataset = by_uid(db, uid)
    db.execute("DELETE FROM datasets WHERE id = ?", [dataset.id])
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
