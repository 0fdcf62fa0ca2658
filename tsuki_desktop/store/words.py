"""The index behind the search: which words stand in which completed message.

The index has no triggers: with `trusted_schema` off SQLite refuses a virtual table in a trigger, and that
switch guards against a planted file. So everything that changes a completed text calls `enter` or `leave` in
the same transaction, and `integrity` finds and mends drift after edits by other programs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def enter(db: Database, message_id: int, text: str) -> None:
    """Index a message that is complete now."""
    db.execute("INSERT INTO messages_fts (rowid, text) VALUES (?, ?)", [message_id, text])


def leave(db: Database, message_id: int) -> None:
    """Take a message out where it is complete; called before its text or status changes."""
    db.execute(
        """INSERT INTO messages_fts (messages_fts, rowid, text)
           SELECT 'delete', id, text FROM messages WHERE id = ? AND status = 'complete'""",
        [message_id],
    )


def leave_conversation(db: Database, conversation_id: int) -> None:
    """Take all of a conversation's messages out, before they are deleted."""
    db.execute(
        """INSERT INTO messages_fts (messages_fts, rowid, text)
           SELECT 'delete', id, text FROM messages WHERE conversation_id = ? AND status = 'complete'""",
        [conversation_id],
    )
