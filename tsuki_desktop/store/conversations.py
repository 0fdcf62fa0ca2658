"""Conversations: the list, their flags, deleting with undo.

Every function takes the open database first and runs inside the caller's transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.errors import NotFoundError
from tsuki_desktop.store import rows, words
from tsuki_desktop.store.clock import new_uid, now
from tsuki_desktop.store.trouble import damaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from tsuki_desktop.domain.chat import Conversation


def _missing() -> NotFoundError:
    return NotFoundError("There is no such conversation.", "It may have been deleted.")


def create(db: Database, *, title: str = "") -> Conversation:
    """Make an empty conversation."""
    new_id, uid, moment, title = rows.next_id(db, "conversations"), new_uid(), now(), rows.clean(title)
    # The list is ordered by the newest message's id, whatever the clock says; a new conversation takes the
    # newest there is, and its own id puts it before the one that has that message.
    activity = rows.next_id(db, "messages") - 1
    db.execute(
        """INSERT INTO conversations (id, uid, title, created_at, updated_at, activity, checksum)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [new_id, uid, title, moment, moment, activity, rows.checksum(new_id, uid, title, "")],
    )
    return get(db, new_id)


def get(db: Database, conversation_id: int) -> Conversation:
    """One conversation, deleted ones too.

    Raises:
        NotFoundError: there is none with this id.
        DamagedError: its row is broken.

    """
    return _one(db, "c.id = ?", conversation_id)


def by_uid(db: Database, uid: str) -> Conversation:
    """One conversation by its ULID, in capitals or not.

    Raises:
        NotFoundError: there is none, or it was deleted.

    """
    return _one(db, "c.deleted_at IS NULL AND c.uid = ?", uid.upper())


def _one(db: Database, where: str, value: object) -> Conversation:
    row = db.execute(f"{rows.CONVERSATION_SELECT} WHERE {where}", [value]).fetchone()
    if row is None:
        raise _missing()
    return rows.conversation(row)


def end(db: Database, conversation_id: int) -> tuple[str, int | None]:
    """A conversation's title, and the message where it ends now; quick however long it is.

    Raises:
        NotFoundError: there is none with this id.

    """
    row = db.execute("SELECT title, leaf_id FROM conversations WHERE id = ?", [conversation_id]).fetchone()
    if row is None:
        raise _missing()
    return row[0], row[1]


def page(db: Database, *, limit: int, offset: int = 0, archived: bool = False) -> list[Conversation]:
    """The list: pinned first, then newest activity."""
    found = db.execute(
        f"""{rows.CONVERSATION_SELECT} WHERE c.deleted_at IS NULL AND c.archived = ?
            ORDER BY c.pinned DESC, c.activity DESC, c.id DESC LIMIT ? OFFSET ?""",
        [archived, limit, offset],
    )
    return [rows.conversation(row) for row in found.fetchall()]


def count(db: Database, *, archived: bool | None = False) -> int:
    """How many conversations are listed; None counts archived ones too."""
    where, values = ("", []) if archived is None else (" AND archived = ?", [archived])
    sql = f"SELECT count(*) FROM conversations WHERE deleted_at IS NULL{where}"
    return int(db.execute(sql, values).fetchone()[0])


def rename(db: Database, conversation_id: int, title: str) -> None:
    """Give a title; its place in the list stays.

    Raises:
        NotFoundError: there is no such conversation.

    """
    _set_texts(db, conversation_id, title=title)


def set_draft(db: Database, conversation_id: int, text: str) -> None:
    """Keep what is written but not sent.

    Raises:
        NotFoundError: there is no such conversation.

    """
    _set_texts(db, conversation_id, draft=text)


def _set_texts(
    db: Database, conversation_id: int, *, title: str | None = None, draft: str | None = None
) -> None:
    row = db.execute(
        "SELECT id, uid, title, draft, checksum FROM conversations WHERE id = ?", [conversation_id]
    ).fetchone()
    if row is None:
        raise _missing()
    if row[4] != rows.checksum(*row[:4]):
        raise damaged(f"conversation {row[0]}: checksum")
    title = row[2] if title is None else rows.clean(title)
    draft = row[3] if draft is None else rows.clean(draft)
    db.execute(
        "UPDATE conversations SET title = ?, draft = ?, checksum = ? WHERE id = ?",
        [title, draft, rows.checksum(*row[:2], title, draft), conversation_id],
    )


def set_flags(
    db: Database,
    conversation_id: int,
    *,
    pinned: bool | None = None,
    archived: bool | None = None,
    never_train: bool | None = None,
) -> Conversation:
    """Change the flags that are given.

    Raises:
        NotFoundError: there is no such conversation.

    """
    db.execute(
        """UPDATE conversations SET pinned = coalesce(?, pinned), archived = coalesce(?, archived),
           never_train = coalesce(?, never_train) WHERE id = ?""",
        [pinned, archived, never_train, conversation_id],
    )
    return get(db, conversation_id)


def delete(db: Database, conversation_id: int) -> None:
    """Hide the conversation; `undelete` brings it back, `purge` ends it.

    Raises:
        NotFoundError: there is no such conversation.

    """
    get(db, conversation_id)
    db.execute(
        "UPDATE conversations SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
        [now(), conversation_id],
    )


def undelete(db: Database, conversation_id: int) -> Conversation:
    """Show a deleted conversation again, where it was in the list.

    Raises:
        NotFoundError: there is none, or it is really gone.

    """
    db.execute("UPDATE conversations SET deleted_at = NULL WHERE id = ?", [conversation_id])
    return get(db, conversation_id)


def deleted(db: Database) -> list[Conversation]:
    """Conversations that wait for `purge` or `undelete`, newest deletion first."""
    found = db.execute(
        f"""{rows.CONVERSATION_SELECT} WHERE c.deleted_at IS NOT NULL
            ORDER BY c.deleted_at DESC, c.id DESC"""
    )
    return [rows.conversation(row) for row in found.fetchall()]


def purge(db: Database, ids: Sequence[int] | None = None) -> int:
    """Remove deleted conversations (all of them, or those in `ids`) from every table; returns how many.

    Only `delete`d ones go. `purge.forget` calls this and also wipes what the file still holds of them.
    """
    hidden = db.execute("SELECT id FROM conversations WHERE deleted_at IS NOT NULL").fetchall()
    wanted = [row[0] for row in hidden if ids is None or row[0] in ids]
    for conversation_id in wanted:
        words.leave_conversation(db, conversation_id)
        # Messages first, in one statement: parents and children go together.
        db.execute("DELETE FROM messages WHERE conversation_id = ?", [conversation_id])
        db.execute("DELETE FROM conversations WHERE id = ?", [conversation_id])
    return len(wanted)
