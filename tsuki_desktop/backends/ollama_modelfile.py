"""A Modelfile for people who want to make Tsuki by hand; the program itself never reads one.

The format has no escapes: a value that would end early, or would be changed in silence, is refused or made
harmless first, and what was written is read back by the same rules before anybody gets it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tsuki_desktop.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tsuki_desktop.domain.chat import Turn

_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029\u000b\u000c]")
_LOST = re.compile("[\u200b-\u200d\u2060\ufeff]")
_QUOTES = '"""'
_LINE = re.compile(r"(FROM|ADAPTER|SYSTEM|PARAMETER|MESSAGE)\s+", re.IGNORECASE)

Command = tuple[str, str, str]
"""Keyword, name (a parameter's, a message's role, else empty), value."""


def modelfile(
    source: str,
    *,
    adapter: str = "",
    system: str = "",
    messages: Sequence[Turn] = (),
    parameters: Mapping[str, int | float] | None = None,
) -> str:
    """The text of a Modelfile from the base or file `source`.

    Blanks that Ollama would delete become plain ones, and joiners go: what is left is what it will read.

    Raises:
        UsageError: a text cannot be written down safely.

    """
    commands: list[Command] = [("FROM", "", source)]
    commands += [("ADAPTER", "", adapter)] if adapter else []
    commands += [("SYSTEM", "", plain(system))] if system else []
    commands += [("PARAMETER", name, str(value)) for name, value in (parameters or {}).items()]
    commands += [("MESSAGE", str(turn.role), plain(turn.text)) for turn in messages]
    text = "".join(_written(command) for command in commands)
    if parse(text) != commands:
        raise UsageError("This text cannot be written as a Modelfile.", "Make the model in Ollama instead.")
    return text


def plain(text: str) -> str:
    """`text` with only such blanks as a Modelfile keeps."""
    return _LOST.sub("", _BLANKS.sub(" ", _BREAKS.sub("\n", text))).strip()


def parse(text: str) -> list[Command]:
    """Read a Modelfile as Ollama does.

    Raises:
        UsageError: it is not one.

    """
    commands: list[Command] = []
    rest = text
    while rest := rest.lstrip():
        keyword = _LINE.match(rest)
        if not keyword:
            raise UsageError("This is not a Modelfile.", f"It stops making sense at “{rest[:40]}”.")
        word, rest = keyword[1].upper(), rest[keyword.end() :]
        name = ""
        if word in {"PARAMETER", "MESSAGE"}:
            name, _, rest = rest.partition(" ")
        value, rest = _value(rest)
        commands.append((word, name, value))
    return commands


def _written(command: Command) -> str:
    word, name, value = command
    head = f"{word} {name}".rstrip()
    quoted = word in {"SYSTEM", "MESSAGE"}
    if not quoted and plain(value) != value:
        raise UsageError(
            f"“{value}” cannot be written into a Modelfile: Ollama would read another name.",
            "Give the file a name on one line and without odd blanks.",
        )
    if quoted and (_QUOTES in value or value.endswith('"') or value.startswith('"')):
        raise UsageError(
            "A text with quotes at its edge cannot be written into a Modelfile.",
            "Take them away, or make the model in Ollama instead.",
        )
    return f"{head} {_QUOTES}{value}{_QUOTES}\n" if quoted else f"{head} {value}\n"


def _value(rest: str) -> tuple[str, str]:
    """A value and what follows it: to the closing quotes at a line's end, or to the line's end."""
    if not rest.startswith(_QUOTES):
        line, _, after = rest.partition("\n")
        return line.strip(), after
    closing = re.search(r'"""[ \t]*(\n|$)', rest[len(_QUOTES) :])
    if not closing:
        raise UsageError("This is not a Modelfile.", "A text in quotes does not end.")
    start = len(_QUOTES)
    return rest[start : start + closing.start()], rest[start + closing.end() :]
