"""What the exports of ChatGPT and Claude have in common: arrays of conversations in `conversations….json`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.documents import items
from tsuki_desktop.dataset.rows import as_dict, as_str
from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member

ROLES = {"user": Role.USER, "human": Role.USER, "assistant": Role.ASSISTANT}


def talks(members: Sequence[Member], intake: Intake) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where and what: each conversation of the export."""
    for member in members:
        base = member.name.rsplit("/", 1)[-1]
        if len(members) > 1 and not base.startswith("conversations"):
            continue
        with member.open() as stream:
            for number, value in enumerate(items(stream, _where(member), intake, member.name), 1):
                intake.check()
                yield f"{member.name} item {number}", as_dict(value)


def _where(member: Member) -> str:
    """Where the conversations are: in one array, in an object's `conversations`, or the whole is one."""
    head = member.head(4096).lstrip()
    if head.startswith(b"["):
        return "item"
    return "conversations.item" if re.match(rb'\{\s*"conversations"', head) else ""


def name_of(talk: dict[str, Any]) -> str:
    """The conversation's own id; empty where it has none."""
    return next((name for key in ("id", "conversation_id", "uuid") if (name := as_str(talk.get(key)))), "")


def merged(turns: list[Turn]) -> list[Turn]:
    """Neighbours of one role made one."""
    found: list[Turn] = []
    for turn in turns:
        if found and found[-1].role is turn.role:
            found[-1] = Turn(turn.role, f"{found[-1].text}\n\n{turn.text}")
        else:
            found.append(turn)
    return found
