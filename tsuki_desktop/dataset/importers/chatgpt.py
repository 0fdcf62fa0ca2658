"""ChatGPT's export: the path of each conversation that was shown last, and the replies that got a thumb."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.datasets import whole
from tsuki_desktop.dataset.importers.documents import items
from tsuki_desktop.dataset.importers.intake import Intake
from tsuki_desktop.dataset.importers.talks import ROLES, merged, name_of, talks
from tsuki_desktop.dataset.rows import Row, as_dict, as_list, as_str
from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.sources import Member

MAX_PATH = 10_000
MAX_THUMBS = 100_000


def rows(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """One row a conversation, cut before a reply with a thumb down; and one row a thumb, with its label."""
    thumbs = _thumbs(members, intake)
    for where, talk in talks(members, intake):
        nodes = as_dict(talk.get("mapping"))
        name = name_of(talk) or where
        shown: list[Turn] = []
        for key, turn in _path(nodes, as_str(talk.get("current_node")) or _leaf(nodes), intake):
            if thumbs.get(key) is False:
                intake.drop("disliked", where)
                break
            shown.append(turn)
        row, reason = whole(Row(name, tuple(merged(shown))))
        if row is None:
            intake.drop(reason, where)
        else:
            yield row
        if thumbs:
            yield from _rated(nodes, thumbs, name)


def _leaf(nodes: dict[str, Any]) -> str:
    """The last node without children, for exports that do not say which was shown."""
    return next((key for key in reversed(nodes) if not as_dict(nodes[key]).get("children")), "")


def _thumbs(members: Sequence[Member], intake: Intake) -> dict[str, bool]:
    """Whether a message was liked, by its id."""
    found: dict[str, bool] = {}
    for member in members:
        if member.name.rsplit("/", 1)[-1] != "message_feedback.json":
            continue
        with member.open() as stream:
            for value in items(stream, "item", intake, member.name):
                told = as_dict(value)
                rating = as_str(told.get("rating")).lower()
                # Exports write thumbs_up, thumbsUp and thumbs-up, and the message as `message_id` or `id`.
                if "up" in rating or "down" in rating:
                    found[as_str(told.get("message_id")) or as_str(told.get("id"))] = "up" in rating
                if len(found) >= MAX_THUMBS:
                    break
    return found


def _rated(nodes: dict[str, Any], thumbs: dict[str, bool], name: str) -> Iterator[Row]:
    uncounted = Intake()  # what is left out above a reply was counted with its conversation
    for key in [key for key in nodes if key in thumbs]:
        turns = merged([turn for _, turn in _path(nodes, key, uncounted)])
        row, _ = whole(Row(name, tuple(turns), label=thumbs[key]))
        if row is not None and turns[-1].role is Role.ASSISTANT:
            yield row


def _path(nodes: dict[str, Any], key: str, intake: Intake) -> list[tuple[str, Turn]]:
    """The turns from the root to a node, each with its node's id."""
    path, seen = list[tuple[str, Turn]](), set[str]()
    while key in nodes and key not in seen and len(seen) < MAX_PATH:
        seen.add(key)
        node = as_dict(nodes[key])
        turn = _turn(as_dict(node.get("message")), intake)
        if turn is not None:
            path.append((key, turn))
        key = as_str(node.get("parent"))
    return path[::-1]


def _turn(message: dict[str, Any], intake: Intake) -> Turn | None:
    if not message:
        return None
    role = ROLES.get(as_str(as_dict(message.get("author")).get("role")))
    content = as_dict(message.get("content"))
    parts = [part for part in as_list(content.get("parts")) if isinstance(part, str)]
    text = "\n".join(parts).strip()
    hidden = as_dict(message.get("metadata")).get("is_visually_hidden_from_conversation")
    reason = ""
    if role is None:
        reason = "tool_or_system"
    elif message.get("weight") == 0 or hidden:
        reason = "hidden"
    elif message.get("recipient", "all") != "all":
        reason = "tool_calls"
    elif as_str(content.get("content_type")) not in {"text", "multimodal_text"}:
        reason = "not_text"
    elif not text:
        reason = "empty"
    if reason or role is None:
        intake.drop(reason)
        return None
    return Turn(role, text)
