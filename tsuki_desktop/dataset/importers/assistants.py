"""Chats with other assistants: Claude's export, and SillyTavern's role play."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.datasets import whole
from tsuki_desktop.dataset.importers.talks import ROLES, merged, name_of, talks
from tsuki_desktop.dataset.lines import json_lines
from tsuki_desktop.dataset.rows import Row, as_dict, as_list, as_str
from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member

MOST_SWIPES = 3
"""Pairs that one reply gives, whatever number of swipes it has."""


def claude(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """One row a conversation."""
    for where, talk in talks(members, intake):
        row, reason = whole(Row(name_of(talk) or where, tuple(merged(_claude_turns(talk, intake)))))
        if row is None:
            intake.drop(reason, where)
        else:
            yield row


def _claude_turns(talk: dict[str, Any], intake: Intake) -> list[Turn]:
    found: list[Turn] = []
    for value in as_list(talk.get("chat_messages")):
        message = as_dict(value)
        role = ROLES.get(as_str(message.get("sender")))
        blocks = [as_dict(block) for block in as_list(message.get("content"))]
        texts = [as_str(block.get("text")) for block in blocks if block.get("type") == "text"]
        text = "\n".join(texts).strip() or ("" if blocks else as_str(message.get("text")).strip())
        if role is None or not text:
            intake.drop("unknown_role" if role is None else "empty")
        else:
            found.append(Turn(role, text))
    return found


def sillytavern(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """One row a chat file, and one preference row for each of up to three swipes that were not kept.

    The greeting before the first user turn is left out, bad lines are skipped.
    """
    for member in members:
        turns: list[Turn] = []
        pairs: list[Row] = []
        with member.open() as stream:
            for line in json_lines(stream):
                where = f"{member.name} line {line.number}"
                if line.error is not None:
                    intake.drop(line.error.rule, where, line.error.text)
                    continue
                fields = as_dict(line.value)
                turn = _sillytavern_turn(fields, where, intake)
                if turn is not None:
                    pairs += _swipes(member.name, turns, turn, fields)
                    turns.append(turn)
        row, reason = whole(Row(member.name, tuple(merged(turns))))
        if row is None:
            intake.drop(reason, member.name)
        else:
            yield row
            yield from pairs


def _sillytavern_turn(fields: dict[str, Any], where: str, intake: Intake) -> Turn | None:
    if "chat_metadata" in fields or ("user_name" in fields and "mes" not in fields):
        return None
    text = as_str(fields.get("mes"))
    if fields.get("is_system") or not text.strip():
        intake.drop("system_message" if fields.get("is_system") else "empty", where)
        return None
    intake.speakers[as_str(fields.get("name"))] += 1
    return Turn(Role.USER if fields.get("is_user") else Role.ASSISTANT, text)


def _swipes(name: str, before: list[Turn], kept: Turn, fields: dict[str, Any]) -> Iterator[Row]:
    """Pairs of the reply that was kept and those that were swiped away: a weak sign, but one of taste."""
    others = {as_str(swipe).strip() for swipe in as_list(fields.get("swipes"))} - {"", kept.text.strip()}
    if not others or kept.role is not Role.ASSISTANT or not before or before[-1].role is not Role.USER:
        return
    prompt = whole(Row(name, tuple(merged([*before, kept]))))[0]
    if prompt is not None:
        for other in sorted(others)[:MOST_SWIPES]:
            yield prompt._replace(rejected=other)
