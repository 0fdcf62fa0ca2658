"""OpenAssistant: trees a line, or messages a line; the best-ranked path, siblings as pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.datasets import values
from tsuki_desktop.dataset.rows import Row, as_dict, as_list, as_str
from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.importers.intake import Intake
    from tsuki_desktop.dataset.importers.sources import Member

MAX_TURNS = 64
_ROLES = {"prompter": Role.USER, "assistant": Role.ASSISTANT}


def rows(members: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """One row the best path of each tree, and a preference row where siblings have different ranks."""
    for member in members:
        waiting: list[dict[str, Any]] = []
        for where, value in values(member, intake):
            fields = as_dict(value)
            if "message_id" in fields:
                tree = as_str(fields.get("message_tree_id"))
                if waiting and as_str(waiting[0].get("message_tree_id")) != tree:
                    yield from _from_tree(_grown(waiting), intake, where)
                    waiting = []
                waiting.append(fields)
            elif "prompt" in fields:
                root = as_dict(fields["prompt"])
                yield from _from_tree(root, intake, where, as_str(fields.get("message_tree_id")))
            else:
                intake.drop("unknown_shape", where, "Neither a tree nor a message.")
        if waiting:
            yield from _from_tree(_grown(waiting), intake, member.name)


def _grown(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The tree that flat messages make, by their parents; messages without theirs are dropped by the walk."""
    replies: dict[str, list[Any]] = {}
    for node in nodes:
        replies.setdefault(as_str(node.get("parent_id")), []).append(node)
    for node in nodes:
        node["replies"] = replies.get(as_str(node.get("message_id")), [])
    return next((node for node in nodes if not node.get("parent_id")), dict[str, Any]())


def _from_tree(root: dict[str, Any], intake: Intake, where: str, name: str = "") -> Iterator[Row]:
    path: list[Turn] = []
    node = root
    language: object = root.get("lang")
    name = name or as_str(root.get("message_tree_id")) or as_str(root.get("message_id")) or where
    pairs: list[Row] = []
    while node and len(path) < MAX_TURNS:
        role, text = _ROLES.get(as_str(node.get("role"))), as_str(node.get("text")).strip()
        if role is None or not text or (path and path[-1].role is role):
            intake.drop("bad_turn", where, "A message has no text, no known role, or follows its own kind.")
            break
        path.append(Turn(role, text))
        good = [reply for reply in _answers(node) if _good(reply, language, intake)]
        good.sort(key=_rank)
        if role is Role.USER and len(good) > 1 and _rank(good[0]) < _rank(good[-1]):
            best, worst = (as_str(reply.get("text")).strip() for reply in (good[0], good[-1]))
            if best and worst and best != worst:
                pairs.append(Row(name, (*path, Turn(Role.ASSISTANT, best)), rejected=worst))
        node = good[0] if good else {}
    while path and path[-1].role is not Role.ASSISTANT:
        path.pop()
    if path and path[0].role is Role.USER:
        yield Row(name, tuple(path))
    else:
        intake.drop("no_answer", where)
    yield from pairs


def _answers(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [as_dict(reply) for reply in as_list(node.get("replies"))]


def _good(node: dict[str, Any], language: object, intake: Intake) -> bool:
    for rule, bad in (
        ("deleted", bool(node.get("deleted"))),
        ("bad_review", node.get("review_result") is False),
        ("language", node.get("lang") != language),
        ("synthetic", bool(node.get("synthetic"))),
    ):
        if bad:
            intake.drop(rule)
            return False
    return True


def _rank(node: dict[str, Any]) -> float:
    rank = node.get("rank")
    return float(rank) if isinstance(rank, int | float) else 1e9
