"""Liked replies as examples for the next message, before any training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.store import messages, rows
from tsuki_desktop.store.clock import now

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tsuki_desktop.domain.chat import Message


def liked_exchanges(db: Database, *, limit: int) -> list[tuple[Message, Message]]:
    """The newest liked replies, each after the person's turn that it answers.

    Left out: what the person removed from the examples, deleted conversations, "never train on this".
    A reply's correction, where there is one, is in its rating.
    """
    # CROSS keeps the order: SQLite takes ratings for as many as messages, and would read a whole long log.
    pairs = db.execute(
        """SELECT u.id, m.id FROM ratings r
           CROSS JOIN messages m ON m.id = r.message_id AND m.status = 'complete'
           CROSS JOIN messages u ON u.id = m.parent_id AND u.role = 'user'
           CROSS JOIN conversations c ON c.id = m.conversation_id
           WHERE (r.value = 1 OR r.correction <> '') AND c.deleted_at IS NULL AND c.never_train = 0
             AND r.message_id NOT IN (SELECT message_id FROM few_shot_hidden)
           ORDER BY r.updated_at DESC, m.id DESC LIMIT ?""",
        [limit],
    ).fetchall()
    found = {m.id: m for m in messages.many(db, [i for pair in pairs for i in pair])}
    return [(found[user], found[reply]) for user, reply in pairs]


def hide(db: Database, message_id: int) -> None:
    """Never use this reply as an example; its rating stays.

    Raises:
        NotFoundError: there is no such message.

    """
    messages.get(db, message_id)
    db.execute("INSERT OR IGNORE INTO few_shot_hidden VALUES (?, ?)", [message_id, now()])


def show(db: Database, message_id: int) -> None:
    """Let this reply be an example again."""
    db.execute("DELETE FROM few_shot_hidden WHERE message_id = ?", [message_id])


def hidden(db: Database) -> list[Message]:
    """Replies that the person removed from the examples, newest removal first."""
    found = db.execute(
        f"""{rows.MESSAGE_SELECT} JOIN few_shot_hidden h ON h.message_id = m.id
            ORDER BY h.hidden_at DESC, m.id DESC"""
    )
    return [rows.message(row) for row in found.fetchall()]
