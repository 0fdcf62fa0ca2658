"""Imported data sets, in a database of their own: imported talk is never mixed into the chat log.

A row is kept as the JSON of one training row. Functions take the open database first, as for the log.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import NotFoundError, UsageError
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
_LATER = """
ALTER TABLE datasets ADD COLUMN deleted_at TEXT NOT NULL DEFAULT '';
ALTER TABLE datasets ADD COLUMN report TEXT NOT NULL DEFAULT '';
PRAGMA user_version = 1;
"""
"""What a file of the first version lacks."""
_STALE = """UPDATE datasets SET report = '' WHERE id = (SELECT dataset_id FROM dataset_rows WHERE id = ?)"""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DataSet:
    """One import. `source` is the file's name, `counts` what the import dropped, by reason.

    `report` is what lint said last, as JSON; empty where rows were changed since.
    """

    id: int
    uid: str
    name: str
    source: str
    format: str
    licence: str
    created_at: str
    rows: int
    included: int
    report: str = ""
    counts: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One row; `data` is its JSON, `included` whether it may be trained on."""

    id: int
    included: bool
    data: str


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
            if not db.execute("PRAGMA user_version").fetchone()[0]:
                db.executescript(_LATER)
            yield db
        finally:
            db.close()


def add(
    db: Database, *, name: str, source: str, form: str, rows: Iterable[tuple[str, str]]
) -> DataSet | None:
    """Keep rows as (key, JSON), all or none; a key that is there already is left out.

    Returns None, and keeps nothing, where no row is new. What was deleted before is really gone then.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute("DELETE FROM datasets WHERE deleted_at")
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
    return _select(db, "NOT d.deleted_at ORDER BY d.id DESC", [])


def by_uid(db: Database, uid: str) -> DataSet:
    """One data set.

    Raises:
        NotFoundError: there is none.

    """
    found = _select(db, "d.uid = ? AND NOT d.deleted_at", [uid])
    if not found:
        raise NotFoundError("There is no such data set.", "See “tsuki data list”.")
    return found[0]


def _select(db: Database, where: str, values: list[Any]) -> list[DataSet]:
    found = db.execute(
        f"""SELECT d.id, d.uid, d.name, d.source, d.format, d.licence, d.created_at,
            (SELECT count(*) FROM dataset_rows r WHERE r.dataset_id = d.id),
            (SELECT count(*) FROM dataset_rows r WHERE r.dataset_id = d.id AND r.included),
            d.report, d.counts FROM datasets d WHERE {where}""",
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


def count_rows(db: Database, uid: str, words: str = "") -> int:
    """How many rows have these words."""
    where, values = _with_words(by_uid(db, uid).id, words)
    return int(db.execute(f"SELECT count(*) FROM dataset_rows WHERE {where}", values).fetchone()[0])


def page(db: Database, uid: str, *, limit: int, offset: int = 0, words: str = "") -> list[StoredRow]:
    """Rows in the file's order, those that have these words; upper and lower case are the same."""
    where, values = _with_words(by_uid(db, uid).id, words)
    found = db.execute(
        f"SELECT id, included, data FROM dataset_rows WHERE {where} ORDER BY id LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    return [StoredRow(row[0], bool(row[1]), row[2]) for row in found.fetchall()]


def _with_words(dataset_id: int, words: str) -> tuple[str, list[Any]]:
    where, values = "dataset_id = ?", list[Any]([dataset_id])
    for word in words.split():
        where += " AND data LIKE ? ESCAPE '!'"
        # As JSON writes it, so that quotation marks and line ends are found, too.
        written = json.dumps(word, ensure_ascii=False)[1:-1]
        for sign in "!%_":
            written = written.replace(sign, f"!{sign}")
        values.append(f"%{written}%")
    return where, values


def at(db: Database, uid: str, number: int) -> StoredRow:
    """The row that is `number`th among the included ones, from 1: as lint counts.

    Raises:
        NotFoundError: there is none.

    """
    found = db.execute(
        """SELECT id, included, data FROM dataset_rows WHERE dataset_id = ? AND included
           ORDER BY id LIMIT 1 OFFSET ?""",
        [by_uid(db, uid).id, number - 1],
    ).fetchone()
    if found is None:
        raise NotFoundError("There is no such row.")
    return StoredRow(found[0], bool(found[1]), found[2])


def include(db: Database, row_id: int, *, included: bool) -> None:
    """Let a row be trained on, or not.

    Raises:
        NotFoundError: there is no such row.

    """
    _change_row(db, row_id, "included = ?", [included])


def edit(db: Database, row_id: int, key: str, data: str) -> str:
    """Replace a row's JSON; returns what it was. `key` is the new text's.

    Raises:
        NotFoundError: there is no such row.
        UsageError: another row says the same.

    """
    before = db.execute("SELECT data FROM dataset_rows WHERE id = ?", [row_id]).fetchone()
    twin = db.execute("SELECT 1 FROM dataset_rows WHERE key = ? AND id != ?", [key, row_id]).fetchone()
    if twin is not None:
        raise UsageError("There is a row already that says just that.")
    _change_row(db, row_id, "key = ?, data = ?", [key, data])
    return str(before[0])


def write_rows(db: Database, rows: Iterable[tuple[StoredRow, str]]) -> None:
    """Write rows with their keys, all or none; one that says what another says already is left out."""
    db.execute("BEGIN IMMEDIATE")
    try:
        for row, key in rows:
            values = [key, row.data, row.included, row.id]
            change = "UPDATE OR IGNORE dataset_rows SET key = ?, data = ?, included = ? WHERE id = ?"
            if not db.execute(change, values).rowcount:
                db.execute("UPDATE dataset_rows SET included = 0 WHERE id = ?", [row.id])
            db.execute(_STALE, [row.id])
        db.commit()
    except BaseException:
        db.rollback()
        raise


def _change_row(db: Database, row_id: int, change: str, values: list[Any]) -> None:
    changed = db.execute(f"UPDATE dataset_rows SET {change} WHERE id = ?", [*values, row_id])
    db.execute(_STALE, [row_id])
    db.commit()
    if changed.rowcount != 1:
        raise NotFoundError("There is no such row.")


def change(db: Database, uid: str, **columns: str) -> None:
    """Set `name`, `licence` or `report`.

    Raises:
        NotFoundError: there is none.

    """
    dataset = by_uid(db, uid)
    assert columns.keys() <= {"name", "licence", "report"}
    sets = ", ".join(f"{name} = ?" for name in columns)
    db.execute(f"UPDATE datasets SET {sets} WHERE id = ?", [*columns.values(), dataset.id])
    db.commit()


def hide(db: Database, uid: str) -> None:
    """Delete a data set so that `bring_back` can undo it, until the next import or `purge`.

    Raises:
        NotFoundError: there is none.

    """
    db.execute("UPDATE datasets SET deleted_at = ? WHERE id = ?", [now(), by_uid(db, uid).id])
    db.commit()


def bring_back(db: Database, uid: str) -> None:
    """Undo `hide`."""
    db.execute("UPDATE datasets SET deleted_at = '' WHERE uid = ?", [uid])
    db.commit()


def purge(db: Database) -> None:
    """Really delete what was hidden."""
    if db.execute("DELETE FROM datasets WHERE deleted_at").rowcount:
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    else:
        db.commit()


def delete(db: Database, uid: str) -> None:
    """Delete a data set and its rows for good.

    Raises:
        NotFoundError: there is none.

    """
    hide(db, uid)
    purge(db)
