"""Really gone: from the tables, the index, the free pages and the side file; and where copies remain."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.store import backup, connect, conversations, files, lineage, state
from tsuki_desktop.store.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from tsuki_desktop.store.backup import Backup
    from tsuki_desktop.store.database import ChatLog
    from tsuki_desktop.store.lineage import Build, Export


@dataclass(frozen=True, slots=True)
class Copies:
    """Where the texts of some conversations still are besides the log."""

    backups: tuple[Backup, ...]
    exports: tuple[Export, ...]
    builds: tuple[Build, ...]
    """Models that learned from them: a model cannot forget, it can only be marked or deleted."""


def message_ids(db: Database, ids: Sequence[int]) -> list[int]:
    """All messages of some conversations."""
    marks = ", ".join(str(int(one)) for one in ids)
    found = db.execute(f"SELECT id FROM messages WHERE conversation_id IN ({marks})")
    return [row[0] for row in found.fetchall()]


def copies(db: Database, ids: Sequence[int], backups: Path) -> Copies:
    """Where copies of these conversations remain, for the dialog that deletes them.

    A backup counts when it holds one of them; exports and models by what was written down about them.
    """
    gone = message_ids(db, ids)
    uids = [conversations.get(db, one).uid for one in ids]
    return Copies(
        tuple(one for one in backup.listed(backups) if _holds(one.path, uids)),
        tuple(lineage.exports_of(db, gone)),
        tuple(lineage.builds_of(db, gone)),
    )


def texts(db: Database, ids: Sequence[int]) -> list[str]:
    """Everything that was said, thought or corrected in some conversations, their titles and drafts too."""
    marks = ", ".join(str(int(one)) for one in ids)
    found = db.execute(
        f"""SELECT text FROM messages WHERE conversation_id IN ({marks})
            UNION SELECT thought FROM messages WHERE conversation_id IN ({marks})
            UNION SELECT title FROM conversations WHERE id IN ({marks})
            UNION SELECT draft FROM conversations WHERE id IN ({marks})
            UNION SELECT r.correction FROM ratings r JOIN messages m ON m.id = r.message_id
                  WHERE m.conversation_id IN ({marks})
            UNION SELECT r.note FROM ratings r JOIN messages m ON m.id = r.message_id
                  WHERE m.conversation_id IN ({marks})"""
    )
    return [row[0] for row in found.fetchall()]


def _holds(path: Path, uids: Sequence[str]) -> bool:
    db = connect.wrap(connect.uri(path, "mode=ro", "immutable=1"))
    try:
        marks = ", ".join("?" * len(uids))
        found = db.execute(f"SELECT 1 FROM conversations WHERE uid IN ({marks}) LIMIT 1", list(uids))
        return found.fetchone() is not None
    finally:
        db.close()


async def forget(log: ChatLog, ids: Sequence[int]) -> int:
    """End conversations that were `delete`d: no byte of their texts stays in the log's files.

    Models that learned from them are marked. Takes about 10 s a million messages, since the index is merged.
    Returns how many conversations went.

    Raises:
        ReadOnlyError: the log is open for reading only.
        StorageError: what went wrong between us and the disk.

    """
    gone = await log.run(_forget, ids)
    await log.maintain(wipe)
    return gone


def _forget(db: Database, ids: Sequence[int]) -> int:
    hidden = {conversation.id for conversation in conversations.deleted(db)}
    wanted = [one for one in ids if one in hidden]
    lineage.mark_forgotten(db, message_ids(db, wanted))
    gone = conversations.purge(db, wanted)
    # Deleted words stay in the index until its parts are merged; freed pages are zeroed by `secure_delete`.
    db.execute("INSERT INTO messages_fts (messages_fts) VALUES ('optimize')")
    return gone


def wipe(db: Database) -> None:
    """Empty the side file, which still holds pages from before a deletion."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def forget_in_backup(one: Backup, uids: Sequence[str]) -> Backup:
    """Take conversations out of a backup too; the copy is made anew and verified like any other.

    Raises:
        StorageError: the backup could not be rewritten; it is as it was.

    """
    with translated(one.path):
        with files.replacing(one.path) as part:
            shutil.copyfile(one.path, part)
            db = connect.wrap(connect.uri(part, "mode=rw"))
            try:
                _take_out(db, uids)
            finally:
                db.close()
        return backup.describe(one)


def _take_out(db: Database, uids: Sequence[str]) -> None:
    marks = ", ".join("?" * len(uids))
    db.execute("BEGIN IMMEDIATE")
    found = db.execute(f"SELECT id FROM conversations WHERE uid IN ({marks})", list(uids)).fetchall()
    db.execute(
        f"UPDATE conversations SET deleted_at = coalesce(deleted_at, '') WHERE uid IN ({marks})", list(uids)
    )
    conversations.purge(db, [row[0] for row in found])
    state.forget_draft(db)  # it may be what the conversation was begun with
    db.execute("INSERT INTO messages_fts (messages_fts) VALUES ('optimize')")
    db.commit()
    db.execute("VACUUM")


def delete_export(db: Database, export: Export) -> None:
    """Delete an export's files and write that down. Files that are gone already are no trouble.

    Raises:
        StorageError: a file cannot be deleted.

    """
    for name in (export.path, export.validation_path):
        if name:
            with translated(Path(name)):
                Path(name).unlink(missing_ok=True)
    lineage.forget_export(db, export.id)
