"""Reading JSON lines that nobody promised to be well: bounded, numbered, never an exception for a bad one."""

from __future__ import annotations

import codecs
import io
import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE = 1 << 22
"""Bytes. A longer line is skipped and named, so that one line of a gigabyte costs no memory."""
MAX_DEPTH = 64
_CHUNK = 1 << 16
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NOT_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class BadLineError(ValueError):
    """A line that is no JSON; `rule` is the reason's short name."""

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(text)
        self.rule = rule
        self.text = text


@dataclass(slots=True)
class Line:
    """One line of a file, from 1: a parsed value, or why there is none."""

    number: int
    value: Any = None
    error: BadLineError | None = None


def charset(head: bytes) -> str:
    """`utf-8`, or `cp1252` where the first bytes of a text are that: Western, with a few accents.

    A damaged UTF-8 file has more good signs than bad ones; in other alphabets most letters are no ASCII,
    and no guess is right often enough: then it is empty.
    """
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    bad = text.count("\ufffd")
    signs = len(text) - len(text.encode("ascii", "ignore"))
    if not bad or bad <= signs / 2:
        return "utf-8"
    letters = sum(byte in _LETTERS for byte in head)
    if bad > letters / 4 or _NOT_1252.intersection(head):
        return ""
    return "cp1252"


def readable(stream: io.BufferedReader) -> io.BufferedReader:
    """A text's bytes as UTF-8: as `utf8`, and Windows-1252 is converted, too."""
    stream = utf8(stream)
    if charset(stream.peek(_CHUNK)[:_CHUNK]) != "cp1252":
        return stream
    return io.BufferedReader(_Converted(io.TextIOWrapper(stream, "cp1252", errors="replace", newline="")))


def utf8(stream: io.BufferedReader) -> io.BufferedReader:
    """`stream` from its start as UTF-8 bytes without a byte order mark; UTF-16 with a mark is converted."""
    head = stream.peek(3)[:3]
    if head[:2] in _UTF16:
        return io.BufferedReader(_Converted(io.TextIOWrapper(stream, "utf-16", errors="replace", newline="")))
    if head == codecs.BOM_UTF8:
        stream.read(3)
    return stream


class _Converted(io.RawIOBase):
    """UTF-8 bytes of a text stream, piece by piece."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = self._text.read(_CHUNK).encode("utf-8", "replace")
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def raw_lines(stream: IO[bytes], limit: int = MAX_LINE) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers from 1 with the line's bytes without its end; None for one longer than `limit`."""
    number = 0
    while True:
        data = stream.readline(limit + 1)
        if not data:
            return
        number += 1
        if len(data) <= limit or data.endswith(b"\n"):
            yield number, data.rstrip(b"\r\n")
            continue
        while data and not data.endswith(b"\n"):
            data = stream.readline(_CHUNK)
        yield number, None


def json_lines(stream: IO[bytes], limit: int = MAX_LINE) -> Iterator[Line]:
    """Every line that is not blank, parsed, or with the reason why not."""
    for number, data in raw_lines(stream, limit):
        if data is None:
            error = BadLineError("line_too_long", f"The line is longer than {limit >> 20} MB.")
            yield Line(number, error=error)
        elif not data.isspace() and data:
            try:
                yield Line(number, parse(data))
            except BadLineError as error:
                yield Line(number, error=error)


def parse(data: bytes) -> Any:
    """One JSON value.

    Raises:
        BadLineError: not UTF-8, not JSON, NaN or Infinity in it, or nested deeper than 64.

    """
    value = parse_quickly(data)
    if data.count(b"[") + data.count(b"{") > MAX_DEPTH and _deeper(value):
        raise BadLineError("too_deep", f"Nested deeper than {MAX_DEPTH}.")
    return value


def parse_quickly(data: bytes) -> Any:
    """As `parse`, but nesting as deep as 1,024 may pass: for readers that look at known places alone.

    Raises:
        BadLineError: as `parse`.

    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return _parse_odd(data)


def _deeper(value: Any) -> bool:
    """Whether `value` nests deeper than 64."""
    level = [value]
    for _ in range(MAX_DEPTH):
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                inner.extend(one.values())  # pyright: ignore[reportUnknownArgumentType]  JSON
            elif isinstance(one, list):
                inner.extend(one)  # pyright: ignore[reportUnknownArgumentType]  JSON
        level = inner
    return any(isinstance(one, dict | list) for one in level)


def _parse_odd(data: bytes) -> Any:
    """What the fast parser refuses: lone surrogates are allowed here, and errors say where they are."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadLineError("bad_encoding", f"Not UTF-8 at byte {error.start}.") from error
    if text.count("[") + text.count("{") > MAX_DEPTH and depth(text) > MAX_DEPTH:
        raise BadLineError("too_deep", f"Nested deeper than {MAX_DEPTH}.")
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise BadLineError("broken_json", f"{error.msg} at character {error.pos + 1}.") from error
    except ValueError as error:
        raise BadLineError("broken_json", str(error)[:80]) from error


def depth(text: str) -> int:
    """How deep brackets nest, those inside strings not counted."""
    deepest = level = 0
    quoted = escaped = False
    for sign in text:
        if escaped:
            escaped = False
        elif quoted:
            escaped = sign == "\\"
            quoted = sign != '"'
        elif sign == '"':
            quoted = True
        elif sign in "[{":
            level += 1
            deepest = max(deepest, level)
        elif sign in "]}":
            level -= 1
    return deepest


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is not JSON.")


_DECODER = json.JSONDecoder(parse_constant=_refuse)
