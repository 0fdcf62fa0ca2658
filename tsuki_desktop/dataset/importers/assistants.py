"""Chats with other assistants: ChatGPT's and Claude's exports, and SillyTavern's role play."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.datasets import whole
from tsuki_desktop.dataset.importers.documents import items
from tsuki_desktop.dataset.lines import json_lines
from tsuki_desktop.dataset.rows import Row, as_dict, as_list, as_str
from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member

MAX_PATH = 10_000
_ROLES = {"user": Role.USER, "human": Role.USER, "assistant": Role.ASSISTANT}


def chatgpt(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """One row a conversation: the path that was shown last."""
    yield from _each(members, intake, _chatgpt_turns)


def claude(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """One row a conversation."""
    yield from _each(members, intake, _claude_turns)


def _each(
    members: Sequence[Member], intake: Intake, turns_of: Callable[[dict[str, Any], Intake], list[Turn]]
) -> Iterator[Row]:
    for member in members:
        base = member.name.rsplit("/", 1)[-1]
        if len(members) > 1 and not base.startswith("conversations"):
            continue
        with member.open() as stream:
            for number, value in enumerate(items(stream, "item", intake, member.name), 1):
                intake.check()
                talk = as_dict(value)
                where = f"{member.name} item {number}"
                name = (
                    as_str(talk.get("id")) or as_str(talk.get("conversation_id")) or as_str(talk.get("uuid"))
                )
                row, reason = whole(Row(name or where, tuple(_merged(turns_of(talk, intake)))))
                if row is None:
                    intake.drop(reason, where)
                else:
                    yield row


def _merged(turns: list[Turn]) -> list[Turn]:
    found: list[Turn] = []
    for turn in turns:
        if found and found[-1].role is turn.role:
            found[-1] = Turn(turn.role, f"{found[-1].text}\n\n{turn.text}")
        else:
            found.append(turn)
    return found


def _chatgpt_turns(talk: dict[str, Any], intake: Intake) -> list[Turn]:
    nodes = as_dict(talk.get("mapping"))
    key, path, seen = as_str(talk.get("current_node")), list[Turn](), set[str]()
    while key in nodes and key not in seen and len(seen) < MAX_PATH:
        seen.add(key)
        node = as_dict(nodes[key])
        turn = _chatgpt_turn(as_dict(node.get("message")), intake)
        if turn is not None:
            path.append(turn)
        key = as_str(node.get("parent"))
    return path[::-1]


def _chatgpt_turn(message: dict[str, Any], intake: Intake) -> Turn | None:
    if not message:
        return None
    role = _ROLES.get(as_str(as_dict(message.get("author")).get("role")))
    content = as_dict(message.get("content"))
    parts = [part for part in as_list(content.get("parts")) if isinstance(part, str)]
    text = "\n".join(parts).strip()
    reason = ""
    if role is None:
        reason = "tool_or_system"
    elif message.get("weight") == 0 or as_dict(message.get("metadata")).get(
        "is_visually_hidden_from_conversation"
    ):
        reason = "hidden"
    elif message.get("recipient", "all") != "all":
        reason = "tool_calls"
    elif content.get("content_type") not in {"text", "multimodal_text"}:
        reason = "not_text"
    elif not text:
        reason = "empty"
    if reason or role is None:
        intake.drop(reason)
        return None
    return Turn(role, text)


def _claude_turns(talk: dict[str, Any], intake: Intake) -> list[Turn]:
    found: list[Turn] = []
    for value in as_list(talk.get("chat_messages")):
        message = as_dict(value)
        role = _ROLES.get(as_str(message.get("sender")))
        blocks = [as_dict(block) for block in as_list(message.get("content"))]
        texts = [as_str(block.get("text")) for block in blocks if block.get("type") == "text"]
        text = "\n".join(texts).strip() or ("" if blocks else as_str(message.get("text")).strip())
        if role is None or not text:
            intake.drop("unknown_role" if role is None else "empty")
        else:
            found.append(Turn(role, text))
    return found


def sillytavern(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """One row a chat file; the greeting before the first user turn is left out, bad lines are skipped."""
    for member in members:
        turns: list[Turn] = []
        with member.open() as stream:
            for line in json_lines(stream):
                where = f"{member.name} line {line.number}"
                fields = as_dict(line.value)
                if line.error is not None:
                    intake.drop(line.error.rule, where, line.error.text)
                elif "chat_metadata" in fields or ("user_name" in fields and "mes" not in fields):
                    continue
                elif fields.get("is_system"):
                    intake.drop("system_message")
                elif not as_str(fields.get("mes")).strip():
                    intake.drop("empty", where)
                else:
                    name = as_str(fields.get("name"))
                    intake.speakers[name] += 1
                    role = Role.USER if fields.get("is_user") else Role.ASSISTANT
                    turns.append(Turn(role, as_str(fields["mes"])))
        row, reason = whole(Row(member.name, tuple(_merged(turns))))
        if row is None:
            intake.drop(reason, member.name)
        else:
            yield row
