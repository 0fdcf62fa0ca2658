"""The six row formats, written and read.

    messages     {"messages": [...]}                              every assistant turn may be trained
    instruction  {"instruction", "input", "output"}               one exchange; context and system are lost
    threads      {"conversation_id", "messages", "emotion_tags"}  one tag a reply, in order
    preference   {"prompt", "chosen", "rejected"}
    unpaired     {"prompt", "completion", "label"}
    sharegpt     {"id", "conversations"}

Read besides: `{"prompt": [...], "completion": [...]}` without a label, `instruction`/`response`,
`context`/`user`/`assistant`, `messages` with a label, and pairs without a `prompt` (see `pairs_in`).
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.acts import act
from tsuki_desktop.dataset.rows import Row, as_dict, as_list, as_str, chat_of, mended
from tsuki_desktop.dataset.turns import ROLES, RowError, as_turn, read_turns
from tsuki_desktop.dataset.walk import Goal
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.domain.emotions import Emotion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Format(StrEnum):
    """What an export may be written as."""

    MESSAGES = "messages"
    INSTRUCTION = "instruction"
    THREADS = "threads"
    PREFERENCE = "preference"
    UNPAIRED = "unpaired"
    SHAREGPT = "sharegpt"

    @property
    def goal(self) -> Goal:
        """Which rows the format is made of."""
        return _GOALS.get(self, Goal.REPLIES)


_GOALS = {
    Format.THREADS: Goal.THREADS,
    Format.PREFERENCE: Goal.PREFERENCE,
    Format.UNPAIRED: Goal.UNPAIRED,
}

_DISLIKES = (-1, "down", "disliked")
_SPOKEN = re.compile(r"\n\n(Human|Assistant): ?")
"""Turns in one string, as Anthropic's preference data has them."""
_to_json = json.JSONEncoder(ensure_ascii=False).encode
_HEADS = {role: f'{{"role": "{role.value}", "content": ' for role in Role}
"""How a turn's JSON begins: put together by hand, a row is written in a quarter of the encoder's time."""
_SHAREGPT_NAMES = {Role.SYSTEM: "system", Role.USER: "human", Role.ASSISTANT: "gpt"}


_MOST_TURNS = 128
_ALTERNATING: dict[tuple[str, ...], tuple[Role, ...]] = {
    (*("system",) * system, *("user", "assistant") * pairs): (
        *(Role.SYSTEM,) * system,
        *(Role.USER, Role.ASSISTANT) * pairs,
    )
    for system in (0, 1)
    for pairs in range(1, _MOST_TURNS // 2)
}
"""The roles of chats that are as they should be, by their names in the file."""


def encode(row: Row, form: Format) -> str:
    """`row` as one line without its line end; valid UTF-8, with no line separator of any kind in it."""
    line = _WRITERS[form](row)
    return line if line.isascii() else one_line(line)


def one_line(line: str) -> str:
    """JSON text without what some readers take for a line end, nor what UTF-8 cannot hold."""
    for mark, escaped in (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("\x85", "\\u0085")):
        if mark in line:
            line = line.replace(mark, escaped)
    return mended(line)


def _turns(turns: Iterable[Turn]) -> str:
    return f"[{', '.join([_HEADS[role] + _quoted(text) + '}' for role, text in turns])}]"


def _reply(text: str) -> str:
    return f"[{_HEADS[Role.ASSISTANT]}{_quoted(text)}}}]"


def _write_messages(row: Row) -> str:
    return f'{{"messages": {_turns(row.turns)}}}'


def _write_instruction(row: Row) -> str:
    return _to_json({"instruction": act(row.user), "input": row.user, "output": row.reply})


def _write_threads(row: Row) -> str:
    replies = sum(turn.role is Role.ASSISTANT for turn in row.turns)
    tags = list(row.emotions) or [Emotion.CALM.value] * replies
    name = _quoted(row.conversation)
    return f'{{"conversation_id": {name}, "messages": {_turns(row.turns)}, "emotion_tags": {_to_json(tags)}}}'


def _write_preference(row: Row) -> str:
    if row.rejected is None:
        raise RowError("no_pair", "This row has no rejected reply.")
    said = f'"prompt": {_turns(row.turns[:-1])}, "chosen": {_reply(row.reply)}'
    return f'{{{said}, "rejected": {_reply(row.rejected)}}}'


def _write_unpaired(row: Row) -> str:
    label = "false" if row.label is False else "true"
    said = f'"prompt": {_turns(row.turns[:-1])}, "completion": {_reply(row.reply)}'
    return f'{{{said}, "label": {label}}}'


def _write_sharegpt(row: Row) -> str:
    name = f"{row.conversation}_{row.sources[-1]}" if row.sources else row.conversation
    said = [{"from": _SHAREGPT_NAMES[turn.role], "value": turn.text} for turn in row.turns]
    return _to_json({"id": name, "conversations": said})


_WRITERS: dict[Format, Callable[[Row], str]] = {
    Format.MESSAGES: _write_messages,
    Format.INSTRUCTION: _write_instruction,
    Format.THREADS: _write_threads,
    Format.PREFERENCE: _write_preference,
    Format.UNPAIRED: _write_unpaired,
    Format.SHAREGPT: _write_sharegpt,
}


_SHAPES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"messages", "emotion_tags"}), Format.THREADS),
    (frozenset({"messages"}), Format.MESSAGES),
    (frozenset({"prompt", "chosen", "rejected"}), Format.PREFERENCE),
    (frozenset({"chosen", "rejected"}), "pair"),
    (frozenset({"conversations"}), Format.SHAREGPT),
    (frozenset({"prompt", "completion", "label"}), Format.UNPAIRED),
    (frozenset({"prompt", "completion"}), "prompt-completion"),
    (frozenset({"instruction", "output"}), Format.INSTRUCTION),
    (frozenset({"instruction", "response"}), "instruction-response"),
    (frozenset({"user", "assistant"}), "context-user-assistant"),
)


def recognise(value: object) -> str:
    """The name of the shape that one parsed row has; empty where none fits.

    A `Format`'s value, or `prompt-completion`, `instruction-response`, `context-user-assistant`, `pair`.
    """
    keys = as_dict(value).keys()
    for needed, name in _SHAPES:
        if needed <= keys:
            return name
    return ""


def decode(value: object, name: str) -> Row:
    """The row that `value` (one parsed line) holds; `name` is its chat's where the row has none.

    Only the shape is checked: turns may be empty or out of order, for lint to say.

    Raises:
        RowError: not an object, no known shape, a turn that is not one, or a role that nobody knows.

    """
    row = as_dict(value)
    if row is not value:
        raise RowError("not_an_object", "A row must be a JSON object.")
    shape = recognise(row)
    if not shape:
        raise RowError(
            "unknown_shape", f"No known row has the keys {', '.join(sorted(row)[:8]) or '(none)'}."
        )
    return _READERS[shape](row, name)


def plain_chat(value: Any, name: str) -> Row | None:
    """The row of the shape that nearly all have, read in a third of the time of `decode`; None for any other.

    That shape: `{"messages": […]}`, at most one system turn and first, then user and assistant by turns to
    the assistant's last, no text empty, no tags, no label.
    """
    try:
        if "emotion_tags" in value or "label" in value or "rating" in value:
            return None
        said = value["messages"]
        roles = _ALTERNATING.get(tuple([turn["role"] for turn in said]))
        texts = [turn["content"] for turn in said]
        if roles is None or not all(map(str.strip, texts)):
            return None
    except (TypeError, KeyError):
        return None
    return Row(value.get("conversation_id") or name, tuple(map(as_turn, zip(roles, texts, strict=True))))


def _completion(value: object) -> str:
    if isinstance(value, str):
        return value
    turns = read_turns(value)
    if len(turns) != 1 or turns[0].role is not Role.ASSISTANT:
        raise RowError("bad_turn", "A completion is one assistant turn.")
    return turns[0].text


def _read_messages(row: dict[str, Any], name: str) -> Row:
    told = row.get("emotion_tags")
    tags = tuple(as_str(tag) for tag in as_list(told)) if told else ()
    chat = as_str(row.get("conversation_id")) or name
    return Row(chat, read_turns(row.get("messages")), tags, label=label_of(row))


def label_of(row: dict[str, Any]) -> bool | None:
    """Whether the row says that its last reply was liked; None where it says nothing."""
    label = row.get("label")
    if isinstance(label, bool):
        return label
    return False if row.get("rating") in _DISLIKES else None


def _read_prompt(row: dict[str, Any], name: str) -> Row:
    reply = row.get("completion") if "completion" in row else row.get("chosen")
    turns = (*read_turns(row.get("prompt")), Turn(Role.ASSISTANT, _completion(reply)))
    rejected = _completion(row["rejected"]) if "rejected" in row else None
    label = row.get("label")
    return Row(name, turns, rejected=rejected, label=label if isinstance(label, bool) else None)


def _read_sharegpt(row: dict[str, Any], name: str) -> Row:
    turns = as_list(row.get("conversations"))
    first = as_dict(turns[0]) if turns else {}
    role = "from" if "from" in first else "role"
    words = next((key for key in ("value", "content", "text", "markdown") if key in first), "value")
    system = as_str(row.get("system"))
    said = read_turns(row.get("conversations"), role, words)
    if system and (not said or said[0].role is not Role.SYSTEM):
        said = (Turn(Role.SYSTEM, system), *said)
    return Row(chat_of(as_str(row.get("id"))) or name, said, label=label_of(row))


def pairs_in(row: dict[str, Any], name: str) -> Row:
    """A pair without a `prompt`: after `conversations`, after an `instruction`, or two whole chats.

    Raises:
        RowError: the two do not answer the same.

    """
    chosen, rejected = _side(row["chosen"]), _side(row["rejected"])
    if "conversations" in row:
        before = _read_sharegpt(row, name).turns
    elif "instruction" in row:
        before = _asked(row)
    else:
        before = chosen[:-1]
        if rejected[:-1] != before or not before:
            raise RowError("bad_turn", "Chosen and rejected do not answer the same words.")
        chosen, rejected = chosen[-1:], rejected[-1:]
    if [turn.role for turn in (*chosen, *rejected)] != [Role.ASSISTANT] * 2:
        raise RowError("bad_turn", "Chosen and rejected must be one assistant turn each.")
    chat = chat_of(as_str(row.get("id"))) or name
    return Row(chat, (*before, *chosen), rejected=rejected[0].text)


def _side(value: object) -> tuple[Turn, ...]:
    """One side of a pair: a reply, a turn, a chat, or a chat in one string."""
    if isinstance(value, str):
        pieces = _SPOKEN.split(value)[1:]
        if not pieces:
            return (Turn(Role.ASSISTANT, value),)
        said = zip(pieces[::2], pieces[1::2], strict=True)
        return tuple(Turn(ROLES[who.lower()], text.strip()) for who, text in said)
    turns = as_list(value) or [value]
    sharegpt = "from" in as_dict(turns[0])
    return read_turns(turns, "from", "value") if sharegpt else read_turns(turns)


def _read_instruction(row: dict[str, Any], name: str) -> Row:
    reply = row.get("output") if "output" in row else row.get("response")
    if not isinstance(reply, str):
        raise RowError("bad_turn", "The output is not a string.")
    return Row(name, (*_asked(row), Turn(Role.ASSISTANT, reply)), label=label_of(row))


def _asked(row: dict[str, Any]) -> tuple[Turn, ...]:
    """What comes before the reply of an instruction; Alpaca's `history` is a list of question and answer."""
    asked = as_str(row.get("instruction"))
    words = as_str(row.get("input")) or as_str(row.get("context"))
    named_act = bool(words) and asked.startswith("Respond to ")
    user = words if named_act else "\n".join(part for part in (asked, words) if part)
    before = [
        Turn(role, as_str(text))
        for pair in as_list(row.get("history"))
        for role, text in zip((Role.USER, Role.ASSISTANT), as_list(pair), strict=False)
    ]
    return (*_system(row), *before, Turn(Role.USER, user))


def _read_exchange(row: dict[str, Any], name: str) -> Row:
    context = as_str(row.get("context"))
    first = (Turn(Role.SYSTEM, context),) if context else ()
    user, reply = row.get("user"), row.get("assistant")
    if not isinstance(user, str) or not isinstance(reply, str):
        raise RowError("bad_turn", "The user's or the assistant's text is not a string.")
    return Row(name, (*first, Turn(Role.USER, user), Turn(Role.ASSISTANT, reply)))


def _system(row: dict[str, Any]) -> tuple[Turn, ...]:
    system = as_str(row.get("system"))
    return (Turn(Role.SYSTEM, system),) if system else ()


_READERS: dict[str, Callable[[dict[str, Any], str], Row]] = {
    Format.MESSAGES: _read_messages,
    Format.THREADS: _read_messages,
    Format.PREFERENCE: _read_prompt,
    Format.UNPAIRED: _read_prompt,
    "prompt-completion": _read_prompt,
    "pair": pairs_in,
    Format.SHAREGPT: _read_sharegpt,
    Format.INSTRUCTION: _read_instruction,
    "instruction-response": _read_instruction,
    "context-user-assistant": _read_exchange,
}
