"""What an export reads: whole conversations in which something was rated or chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.store import conversations, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlite_utils import Database

    from tsuki_desktop.domain.chat import Conversation, Message

_AT_ONCE = 500
"""Ids in one statement; SQLite takes 32,766 values, and small batches keep memory low."""


def rated_trees(db: Database) -> Iterator[tuple[Conversation, list[Message]]]:
    """Conversations with a rating, oldest first, each with every message of its tree.

    Those marked "never train" are among them, since the rules of an export count what they leave out;
    deleted ones are not.
    """
    found = db.execute(
        """SELECT DISTINCT m.conversation_id FROM ratings r JOIN messages m ON m.id = r.message_id
           JOIN conversations c ON c.id = m.conversation_id WHERE c.deleted_at IS NULL
           UNION SELECT DISTINCT m.conversation_id FROM preferences p JOIN messages m ON m.id = p.chosen_id
           JOIN conversations c ON c.id = m.conversation_id WHERE c.deleted_at IS NULL
           ORDER BY 1"""
    ).fetchall()
    for (conversation_id,) in found:
        said = db.execute(
            f"{rows.MESSAGE_SELECT} WHERE m.conversation_id = ? ORDER BY m.id", [conversation_id]
        ).fetchall()
        yield conversations.get(db, conversation_id), [rows.message(row) for row in said]


def picks(db: Database, conversation_id: int) -> list[tuple[int, int]]:
    """Return ids (chosen, rejected) of variants in a conversation of which the person picked one."""
    found = db.execute(
        """SELECT p.chosen_id, p.rejected_id FROM messages m CROSS JOIN preferences p ON p.chosen_id = m.id
           WHERE m.conversation_id = ? ORDER BY 1, 2""",
        [conversation_id],
    ).fetchall()
    return [(chosen, rejected) for chosen, rejected in found]


def ids_of(db: Database, uids: Sequence[str]) -> list[int]:
    """Return the ids of the messages `uids`; those that are gone are left out."""
    found: list[int] = []
    for start in range(0, len(uids), _AT_ONCE):
        part = uids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        found += [row[0] for row in db.execute(f"SELECT id FROM messages WHERE uid IN ({marks})", list(part))]
    return found
