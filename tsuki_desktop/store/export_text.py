"""One conversation as a document: Markdown for people, JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tsuki_desktop.domain.chat import Role
from tsuki_desktop.store import conversations, files, messages, rows
from tsuki_desktop.store.trouble import translated

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tsuki_desktop.domain.chat import Message, Rating


def as_markdown(db: Database, conversation_id: int, *, persona: str = "Tsuki", person: str = "You") -> str:
    """The shown path as Markdown. Texts stand as they are, since replies often are Markdown themselves.

    Raises:
        NotFoundError: there is no such conversation.
        DamagedError: a message is broken.

    """
    conversation = conversations.get(db, conversation_id)
    names = {Role.USER: person, Role.ASSISTANT: persona, Role.SYSTEM: "System"}
    parts = [f"# {conversation.title or 'Untitled chat'}\n"]
    shown = [step.message_id for step in messages.path(db, conversation_id)]
    for message in messages.many(db, shown):
        about = [message.created_at, *([message.emotion.value] if message.emotion else [])]
        parts.append(f"**{names[message.role]}** · {' · '.join(about)}\n\n{message.text}\n")
    return "\n".join(parts)


def as_document(db: Database, conversation_id: int) -> dict[str, Any]:
    """The whole tree as `tsuki log show --json` has it, with ULIDs, oldest message first.

    Raises:
        NotFoundError: there is no such conversation.
        DamagedError: a message is broken.

    """
    conversation = conversations.get(db, conversation_id)
    found = [
        rows.message(row)
        for row in db.execute(
            f"{rows.MESSAGE_SELECT} WHERE m.conversation_id = ? ORDER BY m.id", [conversation_id]
        ).fetchall()
    ]
    uids = {message.id: message.uid for message in found}
    return {
        "id": conversation.uid,
        "title": conversation.title,
        "created_at": conversation.created_at,
        "updated_at": conversation.updated_at,
        "leaf_id": uids.get(conversation.leaf_id or 0),
        "messages": [_message(message, uids) for message in found],
    }


def _message(message: Message, uids: dict[int, str]) -> dict[str, Any]:
    return {
        "id": message.uid,
        "parent_id": uids.get(message.parent_id or 0),
        "role": message.role.value,
        "text": message.text,
        "status": message.status.value,
        "emotion": message.emotion.value if message.emotion else None,
        "rating": _rating(message.rating),
        "model": message.model or None,
        "created_at": message.created_at,
    }


def _rating(rating: Rating | None) -> dict[str, Any] | None:
    if rating is None:
        return None
    return {
        "value": rating.value,
        "reasons": list(rating.reasons),
        "note": rating.note,
        "correction": rating.correction,
    }


def write_markdown(db: Database, conversation_id: int, target: Path, *, persona: str = "Tsuki") -> None:
    """Write the shown path to a file, readable by its owner alone.

    Raises:
        NotFoundError: there is no such conversation.
        StorageError: the file cannot be written.

    """
    text = as_markdown(db, conversation_id, persona=persona)
    with translated(target):
        files.write_text(target, text)


def write_json(db: Database, conversation_id: int, target: Path) -> None:
    """Write the whole tree to a file, readable by its owner alone.

    Raises:
        NotFoundError: there is no such conversation.
        StorageError: the file cannot be written.

    """
    text = json.dumps(as_document(db, conversation_id), ensure_ascii=False, indent=2) + "\n"
    with translated(target):
        files.write_text(target, text)
