"""Ratings, and the choices between variants: what the person taught.

Every function takes the open database first and runs inside the caller's transaction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Message, Rating, Role, Status
from tsuki_desktop.errors import UsageError
from tsuki_desktop.store import messages, rows
from tsuki_desktop.store.clock import now

if TYPE_CHECKING:
    from sqlite_utils import Database

_BLANK = "char(9, 10, 11, 12, 13, 32)"
_TRAINABLE = """EXISTS (SELECT 1 FROM conversations c
    WHERE c.id = m.conversation_id AND c.deleted_at IS NULL AND c.never_train = 0)"""

# Below a thumb down: what was said there reacts to a reply that was not her.
_SPOILED = """WITH RECURSIVE spoiled (id) AS (
    SELECT m.id FROM ratings r CROSS JOIN messages m ON m.parent_id = r.message_id AND m.id > r.message_id
    WHERE r.value = -1
    UNION SELECT m.id FROM spoiled s JOIN messages m ON m.parent_id = s.id AND m.id > s.id
)"""

# The rules of `dataset.walk` that one reply alone decides, in SQL: counting must not read a million texts.
_USABLE = f"""m.id NOT IN spoiled AND m.dropped_turns = 0
    AND EXISTS (SELECT 1 FROM messages u WHERE u.id = m.parent_id AND u.id < m.id AND u.role = 'user'
                AND trim(u.text, {_BLANK}) <> '')
    AND (trim(r.correction, {_BLANK}) <> ''
         OR r.value = 1 AND m.status = 'complete' AND coalesce(m.reason, 'stop') = 'stop'
            AND trim(m.text, {_BLANK}) <> ''
            AND instr(m.text, '<think') = 0 AND instr(m.text, '</think') = 0)"""


@dataclass(frozen=True, slots=True)
class RatingSummary:
    """How much was taught, in conversations that may be trained on."""

    liked: int
    disliked: int
    corrected: int
    chosen: int
    """Pairs of a chosen and a rejected variant."""
    taught: int
    """Replies that were liked or corrected."""
    usable: int
    """Those of them that an export with the usual options writes, but for any that is too long by itself."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The person picked one variant over another of the same turn."""

    chosen: Message
    rejected: Message
    chosen_at: str


def rate(db: Database, message_id: int, rating: Rating) -> Message:
    """Rate a finished reply, in place of any earlier rating. `rating.updated_at` is set here.

    Raises:
        NotFoundError: there is no such message.
        UsageError: it is not a finished reply, or the value is neither +1 nor -1.

    """
    message = messages.get(db, message_id)
    if message.role is not Role.ASSISTANT or message.status is Status.STREAMING:
        raise UsageError("Only Tsuki's finished replies can be rated.")
    if rating.value not in {-1, 1}:
        raise UsageError("A rating is a thumb up or a thumb down.")
    reasons = json.dumps([rows.clean(reason) for reason in rating.reasons], ensure_ascii=False)
    stored = [message_id, rating.value, reasons, rows.clean(rating.note), rows.clean(rating.correction)]
    db.execute(
        """INSERT INTO ratings (message_id, value, reasons, note, correction, updated_at, checksum)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (message_id) DO UPDATE SET value = excluded.value, reasons = excluded.reasons,
               note = excluded.note, correction = excluded.correction,
               updated_at = excluded.updated_at, checksum = excluded.checksum""",
        [*stored, now(), rows.checksum(*stored)],
    )
    return messages.get(db, message_id)


def clear(db: Database, message_id: int) -> Message:
    """Take a rating back.

    Raises:
        NotFoundError: there is no such message.

    """
    db.execute("DELETE FROM ratings WHERE message_id = ?", [message_id])
    return messages.get(db, message_id)


def summary(db: Database) -> RatingSummary:
    """Counts over everything that may be trained on."""
    liked, disliked, corrected, taught, usable = db.execute(
        f"""{_SPOILED}
            SELECT count(*) FILTER (WHERE r.value = 1), count(*) FILTER (WHERE r.value = -1),
                   count(*) FILTER (WHERE r.correction <> ''),
                   count(*) FILTER (WHERE r.value = 1 OR r.correction <> ''),
                   count(*) FILTER (WHERE {_USABLE})
            FROM ratings r CROSS JOIN messages m ON m.id = r.message_id WHERE {_TRAINABLE}"""
    ).fetchone()
    chosen = db.execute(
        f"SELECT count(*) FROM preferences p CROSS JOIN messages m ON m.id = p.chosen_id WHERE {_TRAINABLE}"
    ).fetchone()[0]
    return RatingSummary(liked, disliked, corrected, chosen, taught, usable)


def rated(
    db: Database,
    *,
    value: int | None = None,
    since: str = "",
    after_id: int = 0,
    limit: int = 500,
    trainable: bool = True,
) -> list[Message]:
    """Rated replies in id order, `limit` at a time: pass the last id as `after_id` for the next part.

    `value` +1 or -1 keeps those; `since` (UTC ISO time) those rated at or after it; `trainable` leaves out
    deleted conversations and those with "never train on this".
    """
    found = db.execute(
        f"""{rows.MESSAGE_SELECT} WHERE r.message_id > ? AND (? IS NULL OR r.value = ?) AND r.updated_at >= ?
            AND (NOT ? OR {_TRAINABLE}) ORDER BY r.message_id LIMIT ?""",
        [after_id, value, value, since, trainable, limit],
    )
    return [rows.message(row) for row in found.fetchall()]


def choices(db: Database, *, since: str = "", trainable: bool = True) -> list[Choice]:
    """Chosen over rejected variants, oldest reply first."""
    pairs = db.execute(
        f"""SELECT p.chosen_id, p.rejected_id, p.chosen_at FROM preferences p
            CROSS JOIN messages m ON m.id = p.chosen_id
            WHERE p.chosen_at >= ? AND (NOT ? OR {_TRAINABLE}) ORDER BY p.chosen_id, p.rejected_id""",
        [since, trainable],
    ).fetchall()
    found = {m.id: m for m in messages.many(db, sorted({i for pair in pairs for i in pair[:2]}))}
    return [Choice(found[chosen], found[rejected], moment) for chosen, rejected, moment in pairs]


def by_week(db: Database, *, weeks: int) -> list[tuple[str, int, int]]:
    """(Monday as ISO date, liked, disliked) of the newest `weeks` weeks with a rating, oldest first."""
    found = db.execute(
        f"""SELECT date(r.updated_at, '-6 days', 'weekday 1') AS monday,
                   count(*) FILTER (WHERE r.value = 1), count(*) FILTER (WHERE r.value = -1)
            FROM ratings r CROSS JOIN messages m ON m.id = r.message_id WHERE {_TRAINABLE}
            GROUP BY monday ORDER BY monday DESC LIMIT ?""",
        [weeks],
    ).fetchall()
    return [tuple(row) for row in reversed(found)]
