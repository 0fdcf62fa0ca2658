"""Turns as data sets in the wild write them."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.rows import as_dict, as_list, as_str
from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Callable

ROLES = {
    "system": Role.SYSTEM,
    "user": Role.USER,
    "human": Role.USER,
    "prompter": Role.USER,
    "assistant": Role.ASSISTANT,
    "gpt": Role.ASSISTANT,
    "chatgpt": Role.ASSISTANT,
    "bing": Role.ASSISTANT,
    "bard": Role.ASSISTANT,
    "model": Role.ASSISTANT,
    "bot": Role.ASSISTANT,
}
"""What data sets in the wild call the three roles."""


_TOOLS = {"tool", "function", "observation", "function_call", "function_response", "tool_use", "tool_result"}
_ONLY_TEXT = frozenset({str})
as_turn: Callable[[tuple[Role, str]], Turn] = partial(tuple.__new__, Turn)


class RowError(ValueError):
    """A row that is not what its format says; `rule` is the reason's short name for counting."""

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(text)
        self.rule = rule
        self.text = text


def read_turns(value: object, role: str = "role", words: str = "content") -> tuple[Turn, ...]:
    """Turns from a JSON array of objects, or from one string as a user's turn.

    Raises:
        RowError: not an array of turns, text that is not a string, an unknown role.

    """
    if isinstance(value, str):
        return (Turn(Role.USER, value),)
    items = as_list(value)
    if items is not value:
        raise RowError("bad_turn", "The turns are not a list.")
    # Nearly every row is as it should be, and its turns are made without a line of Python for each.
    try:
        names, texts = zip(*map(itemgetter(role, words), items), strict=True)
        if _ONLY_TEXT.issuperset(map(type, texts)):
            return tuple(map(as_turn, zip(map(ROLES.__getitem__, names), texts, strict=True)))
    except (TypeError, KeyError, ValueError):
        pass
    return tuple([_careful_turn(as_dict(item), role, words) for item in items])


def _careful_turn(turn: dict[str, Any], role: str, words: str) -> Turn:
    """A turn whose role may be in capitals, or the error that it is."""
    who, text = str(turn.get(role)), turn.get(words)
    known = ROLES.get(who.lower())
    if who.lower() in _TOOLS or turn.get("tool_calls"):
        raise RowError("tool_calls", "It has calls of tools.")
    if known is None:
        raise RowError("unknown_role", f"Nobody knows the role {who[:40]!r}.")
    if isinstance(text, list):
        text = _parts(as_list(turn.get(words)))
    if not isinstance(text, str):
        raise RowError("bad_turn", "A turn's text is not a string.")
    return Turn(known, text)


def _parts(parts: list[Any]) -> str:
    """The words of a turn in parts, as OpenAI writes them; pictures are passed over."""
    found: list[str] = []
    for part in parts:
        fields = as_dict(part)
        kind = as_str(fields.get("type"))
        if "tool" in kind:
            raise RowError("tool_calls", "It has calls of tools.")
        if isinstance(part, str):
            found.append(part)
        elif kind == "text":
            # LLaMA-Factory writes `value` where OpenAI writes `text`.
            found.append(as_str(fields.get("text")) or as_str(fields.get("value")))
    words = "\n".join(text for text in found if text)
    if not words:
        raise RowError("not_text", "A turn has no text, only pictures or the like.")
    return words
