"""What an export reads: whole conversations in which something was rated or chosen."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from tsuki_desktop.store import connect, rows
from tsuki_desktop.store.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from tsuki_desktop.domain.chat import Conversation, Message

_TREES_AT_ONCE = 100
_HEAD_SELECT = """SELECT id, uid, title, draft, checksum, created_at, updated_at, leaf_id, pinned, archived,
never_train FROM conversations"""
"""`rows.CONVERSATION_SELECT` without its counts, which cost more than the messages that are read anyway."""

_AT_ONCE = 500
"""Ids in one statement; SQLite takes 32,766 values, and small batches keep memory low."""


@contextmanager
def snapshot(path: Path) -> Generator[Database]:
    """One moment of the log at `path`, for a process that does nothing but read it.

    Raises:
        NotFoundError: there is no log.
        StorageError: what went wrong between us and the disk.

    """
    with translated(path):
        db = connect.open_reader(path)
        try:
            db.conn.execute("BEGIN DEFERRED")
            yield db
        finally:
            db.close()


def rated_trees(db: Database) -> Iterator[tuple[Conversation, list[Message], list[tuple[int, int]]]]:
    """Conversations with a rating, oldest first, each with every message of its tree and its picks.

    A pick is (chosen, rejected), ids of variants of which the person took one. Conversations marked "never
    train" are among them, since the rules of an export count what they leave out; deleted ones are not.
    """
    found = [
        row[0]
        for row in db.execute(
            """SELECT DISTINCT m.conversation_id FROM ratings r CROSS JOIN messages m ON m.id = r.message_id
               JOIN conversations c ON c.id = m.conversation_id WHERE c.deleted_at IS NULL
               UNION SELECT m.conversation_id FROM preferences p CROSS JOIN messages m ON m.id = p.chosen_id
               JOIN conversations c ON c.id = m.conversation_id WHERE c.deleted_at IS NULL
               ORDER BY 1"""
        )
    ]
    for start in range(0, len(found), _TREES_AT_ONCE):
        yield from _trees(db, found[start : start + _TREES_AT_ONCE])


def _trees(
    db: Database, ids: Sequence[int]
) -> Iterator[tuple[Conversation, list[Message], list[tuple[int, int]]]]:
    """Few statements for many conversations; only one tree is held at a time."""
    among = f"IN ({', '.join('?' * len(ids))})"
    heads = {row[0]: row for row in db.execute(f"{_HEAD_SELECT} WHERE id {among}", ids)}
    picks: dict[int, list[tuple[int, int]]] = {}
    for conversation_id, chosen, rejected in db.execute(
        f"""SELECT m.conversation_id, p.chosen_id, p.rejected_id
            FROM messages m CROSS JOIN preferences p ON p.chosen_id = m.id
            WHERE m.conversation_id {among} ORDER BY 2, 3""",
        ids,
    ):
        picks.setdefault(conversation_id, []).append((chosen, rejected))
    said = db.execute(
        f"{rows.MESSAGE_SELECT} WHERE m.conversation_id {among} ORDER BY m.conversation_id, m.id", ids
    )
    for conversation_id, group in groupby(map(rows.message, said), attrgetter("conversation_id")):
        tree = list(group)
        thumbs = [one.rating.value for one in tree if one.rating]
        counts = (len(tree), thumbs.count(1), thumbs.count(-1))
        conversation = rows.conversation((*heads[conversation_id], *counts))
        yield conversation, tree, picks.get(conversation_id, [])


def ids_of(db: Database, uids: Sequence[str]) -> list[int]:
    """Return the ids of the messages `uids`; those that are gone are left out."""
    found: list[int] = []
    for start in range(0, len(uids), _AT_ONCE):
        part = uids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        found += [row[0] for row in db.execute(f"SELECT id FROM messages WHERE uid IN ({marks})", list(part))]
    return found
