"""Which messages went into which export and which model.

Message ids in these tables are no foreign keys: an id is never used again, so the trace of a message stays
after the message itself is gone, and "delete everywhere" still finds what learned from it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import NotFoundError
from tsuki_desktop.store import rows
from tsuki_desktop.store.clock import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

WENT_BACK = "went back"
"""Why a model was put to use: the one before it was better liked."""


@dataclass(frozen=True, slots=True)
class Export:
    """Training data written by one click. `rows` counts the lines of `path` and `validation_path`."""

    id: int
    uid: str
    created_at: str
    path: str
    validation_path: str
    format: str
    options: Mapping[str, Any]
    manifest: Mapping[str, Any]
    rows: int
    deleted_at: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One training run; its folder is the truth, this row a copy of what it says."""

    id: int
    uid: str
    created_at: str
    folder: str
    recipe: Mapping[str, Any]
    status: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Build:
    """A model made here. `forgotten` counts messages it learned from that were deleted since."""

    id: int
    uid: str
    created_at: str
    name: str
    folder: str
    base: str
    run_uid: str | None
    parent_uid: str | None
    recipe: Mapping[str, Any]
    prompt_style: Mapping[str, Any]
    scores: Mapping[str, Any]
    forgotten: int = 0
    deleted_at: str | None = None


@dataclass(frozen=True, slots=True)
class NewBuild:
    """What is known of a model when it is made."""

    name: str
    folder: str
    base: str
    run_uid: str | None = None
    parent_uid: str | None = None
    recipe: Mapping[str, Any] = field(default_factory=dict[str, Any])
    prompt_style: Mapping[str, Any] = field(default_factory=dict[str, Any])
    scores: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Promotion:
    """A model was put to use; `build_uid` None is the model that the program came with."""

    build_uid: str | None
    promoted_at: str
    why: str


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _insert(db: Database, table: str, values: dict[str, Any]) -> int:
    new_id = rows.next_id(db, table)
    stored = {"id": new_id, "created_at": now(), **values}
    db.execute(
        f"INSERT INTO {table} ({', '.join(stored)}) VALUES ({', '.join('?' * len(stored))})",
        list(stored.values()),
    )
    return new_id


def add_export(
    db: Database,
    *,
    path: str,
    validation_path: str = "",
    format: str,  # noqa: A002  as in the contract's table and command line
    options: Mapping[str, Any],
    manifest: Mapping[str, Any],
    row_count: int,
    message_ids: Iterable[int],
) -> Export:
    """Write down an export and the messages that it was made of; more follow by `add_to_export`."""
    new_id = _insert(
        db,
        "exports",
        {
            "uid": new_uid(),
            "path": path,
            "validation_path": validation_path,
            "format": format,
            "options": _json(options),
            "manifest": _json(manifest),
            "rows": row_count,
        },
    )
    add_to_export(db, new_id, message_ids)
    return _exports(db, "id = ?", [new_id])[0]


def add_to_export(db: Database, export_id: int, message_ids: Iterable[int]) -> None:
    """Write down more messages that an export was made of."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO export_messages VALUES (?, ?)",
        ((message, export_id) for message in message_ids),
    )


def exports(db: Database, *, limit: int = 100) -> list[Export]:
    """Exports that were not deleted, newest first."""
    return _exports(db, "deleted_at IS NULL ORDER BY id DESC LIMIT ?", [limit])


def _exports(db: Database, where: str, values: Sequence[Any]) -> list[Export]:
    found = db.execute(
        f"""SELECT id, uid, created_at, path, validation_path, format, options, manifest, rows, deleted_at
            FROM exports WHERE {where}""",
        values,
    ).fetchall()
    return [
        Export(
            *row[:6], options=json.loads(row[6]), manifest=json.loads(row[7]), rows=row[8], deleted_at=row[9]
        )
        for row in found
    ]


def forget_export(db: Database, export_id: int) -> None:
    """Write down that the export's files were deleted."""
    db.execute("UPDATE exports SET deleted_at = ? WHERE id = ?", [now(), export_id])


def save_run(db: Database, *, uid: str, folder: str, recipe: Mapping[str, Any], status: str) -> Run:
    """Write down a training run, or what became of it."""
    if db.execute("SELECT 1 FROM runs WHERE uid = ?", [uid]).fetchone() is None:
        _insert(db, "runs", {"uid": uid, "folder": folder, "status": status, "updated_at": now()})
    db.execute(
        "UPDATE runs SET folder = ?, recipe = ?, status = ?, updated_at = ? WHERE uid = ?",
        [folder, _json(recipe), status, now(), uid],
    )
    return _runs(db, "uid = ?", [uid])[0]


def runs(db: Database, *, limit: int = 100) -> list[Run]:
    """Training runs, newest first."""
    return _runs(db, "1 ORDER BY id DESC LIMIT ?", [limit])


def _runs(db: Database, where: str, values: Sequence[Any]) -> list[Run]:
    found = db.execute(
        f"SELECT id, uid, created_at, folder, recipe, status, updated_at FROM runs WHERE {where}", values
    ).fetchall()
    return [Run(*row[:4], recipe=json.loads(row[4]), status=row[5], updated_at=row[6]) for row in found]


def add_build(db: Database, build: NewBuild, message_ids: Iterable[int], *, uid: str = "") -> Build:
    """Write down a model and the messages that it learned from."""
    new_id = _insert(
        db,
        "builds",
        {
            "uid": uid or new_uid(),
            "name": build.name,
            "folder": build.folder,
            "base": build.base,
            "run_uid": build.run_uid,
            "parent_uid": build.parent_uid,
            "recipe": _json(build.recipe),
            "prompt_style": _json(build.prompt_style),
            "scores": _json(build.scores),
        },
    )
    db.conn.executemany(
        "INSERT OR IGNORE INTO build_messages VALUES (?, ?)", ((message, new_id) for message in message_ids)
    )
    return _builds(db, "id = ?", [new_id])[0]


def builds(db: Database, *, limit: int = 100) -> list[Build]:
    """Models made here that were not deleted, newest first."""
    return _builds(db, "deleted_at IS NULL ORDER BY id DESC LIMIT ?", [limit])


def build(db: Database, uid: str) -> Build:
    """One model by its ULID.

    Raises:
        NotFoundError: there is none.

    """
    found = _builds(db, "uid = ?", [uid.upper()])
    if not found:
        raise NotFoundError("There is no such model.", "It may have been deleted.")
    return found[0]


def _builds(db: Database, where: str, values: Sequence[Any]) -> list[Build]:
    found = db.execute(
        f"""SELECT id, uid, created_at, name, folder, base, run_uid, parent_uid, recipe, prompt_style, scores,
                   forgotten, deleted_at FROM builds WHERE {where}""",
        values,
    ).fetchall()
    return [Build(*row[:8], *(json.loads(text) for text in row[8:11]), *row[11:]) for row in found]


def set_scores(db: Database, uid: str, scores: Mapping[str, Any]) -> Build:
    """Write down what was measured of a model.

    Raises:
        NotFoundError: there is none.

    """
    db.execute("UPDATE builds SET scores = ? WHERE uid = ?", [_json(scores), uid.upper()])
    return build(db, uid)


def forget_build(db: Database, uid: str) -> None:
    """Write down that a model's files were deleted; what it learned from stays known.

    Raises:
        NotFoundError: there is none.

    """
    db.execute("UPDATE builds SET deleted_at = ? WHERE id = ?", [now(), build(db, uid).id])


def promote(db: Database, build_uid: str | None, why: str = "") -> None:
    """Write down that a model is used from now on (None: the one that the program came with)."""
    db.execute(
        "INSERT INTO promotions (build_uid, promoted_at, why) VALUES (?, ?, ?)", [build_uid, now(), why]
    )


def promotions(db: Database, *, limit: int = 20) -> list[Promotion]:
    """Which models were used, newest first: the first is in use, the second is what rollback goes to."""
    found = db.execute(
        "SELECT build_uid, promoted_at, why FROM promotions ORDER BY id DESC LIMIT ?", [limit]
    ).fetchall()
    return [Promotion(*row) for row in found]


def exports_of(db: Database, message_ids: Sequence[int]) -> list[Export]:
    """Exports that hold one of the messages and were not deleted."""
    marks = ", ".join(str(int(one)) for one in message_ids)
    return _exports(
        db,
        f"""deleted_at IS NULL AND id IN
            (SELECT export_id FROM export_messages WHERE message_id IN ({marks})) ORDER BY id""",
        [],
    )


def builds_of(db: Database, message_ids: Sequence[int]) -> list[Build]:
    """Models that learned from one of the messages and were not deleted."""
    marks = ", ".join(str(int(one)) for one in message_ids)
    return _builds(
        db,
        f"""deleted_at IS NULL AND id IN
            (SELECT build_id FROM build_messages WHERE message_id IN ({marks})) ORDER BY id""",
        [],
    )


def add_learned(db: Database, build_id: int, message_ids: Iterable[int]) -> None:
    """Write down that a model learned from these messages, where nothing says so yet that it did from any."""
    ids = list(message_ids)
    marks = ", ".join(str(int(one)) for one in ids)
    known = db.execute(
        f"SELECT 1 FROM build_messages WHERE build_id = ? AND message_id IN ({marks}) LIMIT 1", [build_id]
    ).fetchone()
    if known is None:
        db.conn.executemany(
            "INSERT OR IGNORE INTO build_messages VALUES (?, ?)", ((message, build_id) for message in ids)
        )


def mark_forgotten(db: Database, message_ids: Sequence[int]) -> None:
    """Count, for each model, how many of these messages it learned from: they are about to be deleted."""
    marks = ", ".join(str(int(one)) for one in message_ids)
    db.execute(
        f"""UPDATE builds SET forgotten = forgotten + (SELECT count(*) FROM build_messages b
            WHERE b.build_id = builds.id AND b.message_id IN ({marks}))"""
    )
