"""What her mood depends on: replies whose mood the person corrected, and when somebody last chatted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tsuki_desktop.store import messages

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tsuki_desktop.domain.chat import Message


def corrected(db: Database, *, limit: int) -> list[tuple[Message, Message]]:
    """The newest `limit` replies with a corrected mood, oldest first, each after the turn that it answers.

    Left out: deleted conversations, "never train on this".
    """
    pairs = db.execute(
        """SELECT u.id, m.id FROM messages m
           JOIN messages u ON u.id = m.parent_id AND u.role = 'user'
           JOIN conversations c ON c.id = m.conversation_id
           WHERE m.emotion_corrected = 1 AND m.emotion IS NOT NULL
             AND c.deleted_at IS NULL AND c.never_train = 0
           ORDER BY m.id DESC LIMIT ?""",
        [limit],
    ).fetchall()
    found = {m.id: m for m in messages.many(db, [i for pair in pairs for i in pair])}
    return [(found[user], found[reply]) for user, reply in reversed(pairs)]


def last_chat(db: Database) -> datetime | None:
    """The time of the newest message, None in an empty log."""
    row = db.execute("SELECT created_at FROM messages ORDER BY id DESC LIMIT 1").fetchone()
    return datetime.fromisoformat(row[0]) if row else None
