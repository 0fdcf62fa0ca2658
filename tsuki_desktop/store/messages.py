"""Messages: a tree in each conversation, of which one path is shown.

Every function takes the open database first and runs inside the caller's transaction. A parent is always
older than its children, so along every path ids grow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tsuki_desktop.domain.chat import Finish, Message, ReplyStats, Role, Status, Step
from tsuki_desktop.errors import NotFoundError, UsageError
from tsuki_desktop.store import rows, words
from tsuki_desktop.store.clock import new_uid, now
from tsuki_desktop.store.trouble import damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

    from tsuki_desktop.domain.emotions import Emotion
    from tsuki_desktop.domain.sampling import Sampling

_CHUNK = 500
"""Ids in one statement."""
_ROLES = {role.value: role for role in Role}


def _missing() -> NotFoundError:
    return NotFoundError("There is no such message.", "It may have been deleted.")


def add_user(db: Database, conversation_id: int, parent_id: int | None, text: str) -> Message:
    """Add the person's turn under `parent_id` (None: at the root) and make it the end of the shown path.

    Raises:
        NotFoundError: no such conversation, or the parent is not in it.

    """
    values = {"role": Role.USER, "text": rows.clean(text), "status": Status.COMPLETE}
    return _add(db, conversation_id, parent_id, values)


def add_reply(
    db: Database,
    conversation_id: int,
    parent_id: int | None,
    *,
    backend: str,
    model: str,
    persona_version: str,
    sampling: Sampling | None,
) -> Message:
    """Add an empty reply, status `streaming`, and make it the end of the shown path.

    Raises:
        NotFoundError: no such conversation, or the parent is not in it.

    """
    values = {
        "role": Role.ASSISTANT,
        "text": "",
        "status": Status.STREAMING,
        "backend": backend,
        "model": model,
        "persona_version": persona_version,
        "sampling": rows.sampling_json(sampling),
    }
    return replace(_add(db, conversation_id, parent_id, values), sampling=sampling)


def add_complete(
    db: Database,
    conversation_id: int,
    parent_id: int | None,
    role: Role,
    text: str,
    *,
    emotion: Emotion | None = None,
) -> Message:
    """Add a finished message that no model made: Tsuki's greeting, a system turn, an imported chat.

    Raises:
        NotFoundError: no such conversation, or the parent is not in it.

    """
    values = {"role": role, "text": rows.clean(text), "status": Status.COMPLETE, "emotion": emotion}
    return _add(db, conversation_id, parent_id, values)


def _add(db: Database, conversation_id: int, parent_id: int | None, values: dict[str, Any]) -> Message:
    if parent_id is not None and _conversation_of(db, parent_id) != conversation_id:
        raise _missing()
    new_id, uid, moment = rows.next_id(db, "messages"), new_uid(), now()
    moved = db.execute(
        "UPDATE conversations SET leaf_id = ?, updated_at = ?, activity = ? WHERE id = ?",
        [new_id, moment, new_id, conversation_id],
    )
    if moved.rowcount != 1:
        raise NotFoundError("There is no such conversation.", "It may have been deleted.")
    stored = {
        "id": new_id,
        "uid": uid,
        "conversation_id": conversation_id,
        "parent_id": parent_id,
        "created_at": moment,
        "checksum": rows.checksum(
            new_id, uid, conversation_id, parent_id, values["role"], values["text"], ""
        ),
        **values,
    }
    db.execute(
        f"INSERT INTO messages ({', '.join(stored)}) VALUES ({', '.join('?' * len(stored))})",
        list(stored.values()),
    )
    if stored["status"] == Status.COMPLETE:
        words.enter(db, new_id, values["text"])
    # What was just written needs no reading: a turn is saved a tenth sooner.
    shown: dict[str, Any] = {key: stored[key] for key in stored.keys() - {"checksum", "sampling"}}
    return Message(**shown)


def _conversation_of(db: Database, message_id: int) -> int:
    row = db.execute("SELECT conversation_id FROM messages WHERE id = ?", [message_id]).fetchone()
    if row is None:
        raise _missing()
    return row[0]


def save_partial(db: Database, message_id: int, *, text: str, thought: str = "") -> None:
    """Keep what a streaming reply has so far. A reply that does not stream (any more) stays as it is.

    Raises:
        NotFoundError: there is no such message.

    """
    place, status = _place(db, message_id)
    if status == Status.STREAMING:
        _set_texts(db, place, {"text": rows.clean(text), "thought": rows.clean(thought)})


def reopen(db: Database, message_id: int) -> Message:
    """Make a finished reply stream again, to be continued; its text stays.

    Raises:
        NotFoundError: there is no such message.

    """
    words.leave(db, message_id)
    changed = db.execute(
        "UPDATE messages SET status = 'streaming', reason = NULL WHERE id = ? AND role = 'assistant'",
        [message_id],
    )
    if changed.rowcount != 1:
        raise _missing()
    return get(db, message_id)


def finish(
    db: Database,
    message_id: int,
    *,
    text: str,
    thought: str,
    status: Status,
    reason: Finish | None,
    emotion: Emotion | None,
    stats: ReplyStats,
) -> Message:
    """Make a reply final.

    Raises:
        NotFoundError: there is no such message.

    """
    place, old = _place(db, message_id)
    text = rows.clean(text)
    values = {
        "text": text,
        "thought": rows.clean(thought),
        "status": status,
        "reason": reason,
        "emotion": emotion,
        "prompt_tokens": stats.prompt_tokens,
        "reply_tokens": stats.reply_tokens,
        "first_token_s": stats.first_token_s,
        "tokens_per_s": stats.tokens_per_s,
        "dropped_turns": stats.dropped_turns,
    }
    if old == Status.COMPLETE:
        words.leave(db, message_id)
    _set_texts(db, place, values)
    if status is Status.COMPLETE:
        words.enter(db, message_id, text)
    return get(db, message_id)


def _place(db: Database, message_id: int) -> tuple[Sequence[Any], str]:
    """What the checksum covers besides the texts, and the status."""
    row = db.execute(
        "SELECT id, uid, conversation_id, parent_id, role, status FROM messages WHERE id = ?", [message_id]
    ).fetchone()
    if row is None:
        raise _missing()
    return row[:5], row[5]


def _set_texts(db: Database, place: Sequence[Any], values: dict[str, Any]) -> None:
    values["checksum"] = rows.checksum(*place, values["text"], values["thought"])
    assignments = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"UPDATE messages SET {assignments} WHERE id = ?", [*values.values(), place[0]])


def get(db: Database, message_id: int) -> Message:
    """One message, with its rating.

    Raises:
        NotFoundError: there is none with this id.
        DamagedError: its row is broken.

    """
    return many(db, [message_id])[0]


def by_uid(db: Database, uid: str) -> Message:
    """One message by its ULID, in capitals or not.

    Raises:
        NotFoundError: there is none.

    """
    row = db.execute(f"{rows.MESSAGE_SELECT} WHERE m.uid = ?", [uid.upper()]).fetchone()
    if row is None:
        raise _missing()
    return rows.message(row)


def many(db: Database, ids: Sequence[int]) -> list[Message]:
    """Messages with their ratings, in the order asked.

    Raises:
        NotFoundError: one of them does not exist.
        DamagedError: a row is broken; its `detail` names it.

    """
    found: dict[int, Message] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(part))
        read = db.execute(f"{rows.MESSAGE_SELECT} WHERE m.id IN ({marks})", list(part)).fetchall()
        found.update((row[0], rows.message(row)) for row in read)
    try:
        return [found[message_id] for message_id in ids]
    except KeyError as error:
        raise _missing() from error


def path(db: Database, conversation_id: int) -> list[Step]:
    """The shown path, root to active leaf: ids, roles and places among variants, without texts.

    Raises:
        NotFoundError: there is no such conversation.
        DamagedError: the tree is broken.

    """
    row = db.execute("SELECT leaf_id FROM conversations WHERE id = ?", [conversation_id]).fetchone()
    if row is None:
        raise NotFoundError("There is no such conversation.", "It may have been deleted.")
    # One covering index has all of this; walking it here is quicker than a recursive query for each step.
    links = db.execute(
        "SELECT id, parent_id, role FROM messages INDEXED BY messages_place WHERE conversation_id = ?",
        [conversation_id],
    ).fetchall()
    by_id = {link[0]: link for link in links}
    same_parent = Counter(link[1] for link in links)
    steps: list[Step] = []
    current: int | None = row[0]
    try:
        forks = _forks(links, same_parent)
        while current is not None and len(steps) <= len(links):
            _, parent, role = by_id[current]
            steps.append(Step(current, _ROLES[role], forks.get(current, 1), same_parent[parent]))
            current = parent
    except (KeyError, TypeError) as error:  # a broken page can hold anything in place of an id or a role
        raise damaged(f"conversation {conversation_id}: tree at {current}") from error
    if current is not None:
        raise damaged(f"conversation {conversation_id}: a circle at {current}")
    steps.reverse()
    return steps


def _forks(
    links: Iterable[tuple[int, int | None, str]], same_parent: Mapping[int | None, int]
) -> dict[int, int]:
    """The place of each message that has siblings, from 1."""
    siblings: defaultdict[int | None, list[int]] = defaultdict(list)
    for message_id, parent_id, _ in links:
        if same_parent[parent_id] > 1:
            siblings[parent_id].append(message_id)
    return {one: place for group in siblings.values() for place, one in enumerate(sorted(group), 1)}


def ancestors(db: Database, message_id: int, *, limit: int | None = None) -> list[Message]:
    """The messages from the root to `message_id`; with `limit` only the last so many.

    Raises:
        NotFoundError: there is no such message.
        DamagedError: a row is broken.

    """
    found = db.execute(
        f"""WITH RECURSIVE up (id, parent_id) AS (
                SELECT id, parent_id FROM messages WHERE id = ?
                UNION SELECT m.id, m.parent_id FROM up JOIN messages m ON m.id = up.parent_id
                LIMIT ?
            )
            {rows.MESSAGE_SELECT} WHERE m.id IN (SELECT id FROM up) ORDER BY m.id""",
        [message_id, -1 if limit is None else limit],
    ).fetchall()
    if not found:
        raise _missing()
    return [rows.message(row) for row in found]


def children(db: Database, parent_id: int) -> list[Message]:
    """The variants that follow a message, oldest first."""
    found = db.execute(f"{rows.MESSAGE_SELECT} WHERE m.parent_id = ? ORDER BY m.id", [parent_id])
    return [rows.message(row) for row in found.fetchall()]


def roots(db: Database, conversation_id: int) -> list[Message]:
    """The variants of a conversation's first message, oldest first."""
    found = db.execute(
        f"{rows.MESSAGE_SELECT} WHERE m.conversation_id = ? AND m.parent_id IS NULL ORDER BY m.id",
        [conversation_id],
    )
    return [rows.message(row) for row in found.fetchall()]


def variants(db: Database, message: Message) -> list[Message]:
    """All messages with the same parent, `message` among them, oldest first."""
    if message.parent_id is None:
        return roots(db, message.conversation_id)
    return children(db, message.parent_id)


def select_variant(db: Database, message_id: int) -> None:
    """Show the path through this message, down to its newest leaf.

    Picking one finished reply over others is remembered as a preference; the last pick counts.

    Raises:
        NotFoundError: there is no such message.

    """
    message = get(db, message_id)
    # The newest descendant has no children of its own: they would be newer.
    leaf = db.execute(
        """WITH RECURSIVE down (id) AS (
               SELECT ? UNION SELECT m.id FROM down JOIN messages m ON m.parent_id = down.id
           ) SELECT max(id) FROM down""",
        [message_id],
    ).fetchone()[0]
    db.execute("UPDATE conversations SET leaf_id = ? WHERE id = ?", [leaf, message.conversation_id])
    if message.role is Role.ASSISTANT and message.status is Status.COMPLETE:
        others = [m.id for m in variants(db, message) if m.status is Status.COMPLETE and m.id != message.id]
        rows.remember_choice(db, message.id, others, now())


def set_emotion(db: Database, message_id: int, emotion: Emotion | None) -> Message:
    """Write down the emotion that the person says a reply has.

    Raises:
        NotFoundError: there is no such message.

    """
    db.execute(
        "UPDATE messages SET emotion = ?, emotion_corrected = 1 WHERE id = ? AND role = 'assistant'",
        [emotion, message_id],
    )
    message = get(db, message_id)
    if message.role is not Role.ASSISTANT:
        raise UsageError("Only Tsuki's replies have an emotion.")
    return message


def interrupt_streaming(db: Database) -> int:
    """Mark replies that were streaming when the program died; returns how many. Their text is kept."""
    return db.execute(
        "UPDATE messages SET status = 'interrupted', reason = 'incomplete' WHERE status = 'streaming'"
    ).rowcount
