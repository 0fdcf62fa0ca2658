"""One training row, whatever file it comes from or goes to."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tsuki_desktop.domain.chat import Role

if TYPE_CHECKING:
    from tsuki_desktop.domain.chat import Turn

SPLIT_SEED = "tsuki-split-1"
_PIECE = re.compile(r"_(?:\d+|[0-9A-HJKMNP-TV-Z]{26})$")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Row(NamedTuple):
    """A chat that ends on the reply it teaches. A tuple, as its turns are: millions of them are made.

    `conversation` names the chat that the row was cut from: rows of one chat stay in one split.
    `turns` may begin with a system turn and ends with an assistant turn. `emotions` has one tag for each
    assistant turn, or is empty where none is known. `rejected` is the worse reply to the same prompt
    (preference rows), `label` the thumb on the last turn (unpaired rows). `sources` are the uids of the
    messages that the row teaches or teaches against.
    """

    conversation: str
    turns: tuple[Turn, ...]
    emotions: tuple[str, ...] = ()
    rejected: str | None = None
    label: bool | None = None
    sources: tuple[str, ...] = ()

    @property
    def reply(self) -> str:
        """The text that the row teaches."""
        return self.turns[-1].text

    @property
    def user(self) -> str:
        """The words that the reply answers; empty where there are none."""
        for turn in reversed(self.turns[:-1]):
            if turn.role is Role.USER:
                return turn.text
        return ""


def in_validation(conversation: str, share: float) -> bool:
    """Whether a chat belongs to the validation split of `share` (0…1).

    Goes by a hash of the chat's name alone: a chat stays where it is when others are added, and pieces of
    one chat (`NAME_0`, `NAME_11`) stay together.
    """
    if share <= 0:
        return False
    name = chat_of(conversation)
    digest = hashlib.sha256(f"{SPLIT_SEED}:{name}".encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:8]) < share * 2**64


def chat_of(name: str) -> str:
    """The chat that a piece was cut from: the name without `_0`, `_11` or `_` and a ULID at its end."""
    return _PIECE.sub("", name)


def mended(text: str) -> str:
    """`text` without lone surrogates, which no file can hold; each becomes U+FFFD."""
    if text.isascii():
        return text
    return _SURROGATES.sub("\ufffd", text)


def as_dict(value: object) -> dict[str, Any]:
    """`value` where it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}  # pyright: ignore[reportUnknownVariableType]  JSON


def as_list(value: object) -> list[Any]:
    """`value` where it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]  JSON


def as_str(value: object) -> str:
    """`value` where it is a string, else an empty one."""
    return value if isinstance(value, str) else ""
