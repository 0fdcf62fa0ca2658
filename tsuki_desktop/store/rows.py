"""Rows to dataclasses and back; every text is checked against its row's checksum on the way out."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from tsuki_desktop.domain.chat import Conversation, Finish, Message, Rating, ReplyStats, Role, Status
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.store.trouble import damaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database


MESSAGE_SELECT = """
SELECT m.id, m.uid, m.conversation_id, m.parent_id, m.role, m.text, m.thought, m.checksum, m.status,
       m.created_at, m.reason, m.emotion, m.emotion_corrected, m.model, m.backend, m.persona_version,
       m.sampling, m.prompt_tokens, m.reply_tokens, m.first_token_s, m.tokens_per_s, m.dropped_turns,
       r.value, r.reasons, r.note, r.correction, r.updated_at, r.checksum
FROM messages m LEFT JOIN ratings r ON r.message_id = m.id
"""

CONVERSATION_SELECT = """
SELECT c.id, c.uid, c.title, c.draft, c.checksum, c.created_at, c.updated_at, c.leaf_id, c.pinned,
       c.archived, c.never_train,
       (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id),
       (SELECT count(*) FROM messages m CROSS JOIN ratings r ON r.message_id = m.id
        WHERE m.conversation_id = c.id AND r.value = 1),
       (SELECT count(*) FROM messages m CROSS JOIN ratings r ON r.message_id = m.id
        WHERE m.conversation_id = c.id AND r.value = -1)
FROM conversations c
"""

CHECKED = {
    "conversations": ("id", "uid", "title", "draft"),
    "messages": ("id", "uid", "conversation_id", "parent_id", "role", "text", "thought"),
    "ratings": ("message_id", "value", "reasons", "note", "correction"),
}
"""By table, the columns that its checksum covers, in order; the first is the key."""

# A newer version may know words that this one does not: those are left out, not an error.
_FINISH: dict[str | None, Finish] = {finish.value: finish for finish in Finish}
_ROLES = {role.value: role for role in Role}
_STATUSES = {status.value: status for status in Status}
_EMOTIONS: dict[str | None, Emotion] = {emotion.value: emotion for emotion in Emotion}
_NO_STATS = ReplyStats()
_NOTHING_TOLD = (None, None, None, None, 0)
"""The stats' columns of a message that no backend made: half of all."""
_SAMPLING = frozenset(field.name for field in fields(Sampling))


def clean(text: str) -> str:
    """Text that SQLite and every reader of the file can hold: no lone surrogates, no NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")


def checksum(*parts: object) -> str:
    """64 bits of BLAKE2b over the parts, in hex: finds damage, not forgery."""
    joined = "\0".join(["" if part is None else str(part) for part in parts])
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def next_id(db: Database, table: str) -> int:
    """The id that the next row of `table` gets; the writer's transaction keeps it ours."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    return (row[0] if row else 0) + 1


def remember_choice(db: Database, chosen: int, others: Sequence[int], moment: str) -> None:
    """Write down that one variant was picked over others of the same turn, in place of earlier picks."""
    for message_id in (chosen, *others):
        db.execute("DELETE FROM preferences WHERE chosen_id = ?", [message_id])
    for other in others:
        db.execute("INSERT INTO preferences VALUES (?, ?, ?)", [chosen, other, moment])


def sampling_json(sampling: Sampling | None) -> str | None:
    """Sampling options as stored."""
    return None if sampling is None else json.dumps(asdict(sampling))


def _sampling(value: str | None) -> Sampling | None:
    if value is None:
        return None
    return Sampling(**{key: item for key, item in json.loads(value).items() if key in _SAMPLING})


def _rating(message_id: int, row: Sequence[Any]) -> Rating | None:
    value, reasons, note, correction, updated_at, stored = row
    if value is None:
        return None
    if stored != checksum(message_id, value, reasons, note, correction):
        raise damaged(f"rating of message {message_id}: checksum")
    return Rating(value, tuple(json.loads(reasons)) if reasons != "[]" else (), note, correction, updated_at)


def message(row: Sequence[Any]) -> Message:
    """A row of `MESSAGE_SELECT`.

    Raises:
        DamagedError: the row is not what was written.

    """
    if row[7] != checksum(*row[:7]):
        raise damaged(f"message {row[0]}: checksum")
    try:
        return Message(
            *row[:4],
            role=_ROLES[row[4]],
            text=row[5],
            thought=row[6],
            status=_STATUSES[row[8]],
            created_at=row[9],
            reason=_FINISH.get(row[10]),
            emotion=_EMOTIONS.get(row[11]),
            emotion_corrected=bool(row[12]),
            model=row[13],
            backend=row[14],
            persona_version=row[15],
            sampling=_sampling(row[16]),
            stats=_NO_STATS if row[17:22] == _NOTHING_TOLD else ReplyStats(*row[17:22]),
            rating=_rating(row[0], row[22:]),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise damaged(f"message {row[0]}: {type(error).__name__}") from error


def conversation(row: Sequence[Any]) -> Conversation:
    """A row of `CONVERSATION_SELECT`.

    Raises:
        DamagedError: the row is not what was written.

    """
    if row[4] != checksum(*row[:4]):
        raise damaged(f"conversation {row[0]}: checksum")
    return Conversation(
        id=row[0],
        uid=row[1],
        title=row[2],
        draft=row[3],
        created_at=row[5],
        updated_at=row[6],
        leaf_id=row[7],
        pinned=bool(row[8]),
        archived=bool(row[9]),
        never_train=bool(row[10]),
        messages=row[11],
        liked=row[12],
        disliked=row[13],
    )
