"""Single JSON documents, piece by piece, so that a file of gigabytes costs no memory."""

from __future__ import annotations

import importlib
import io
import re
from typing import IO, TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.sources import MAX_STRING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tsuki_desktop.dataset.importers.intake import Intake

_PIECE = 64
_PLAIN = {"string", "number", "boolean", "null"}
_ODD_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")


class _Tamed(io.RawIOBase):
    """Bytes for the parser: Telegram's odd escapes made JSON, and an endless string stopped."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._rest = b""
        self._quiet = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._rest + self._stream.read(max(_PIECE, len(buffer) // 2))
        # An escape may lie across two pieces, together with the backslashes before it.
        cut = len(data) if len(data) < _PIECE else len(data) - 8
        while 0 < cut < len(data) and data[cut - 1 : cut] == b"\\":
            cut -= 1
        data, self._rest = data[:cut], data[cut:]
        last = data.rfind(b'"')
        self._quiet = len(data) - last if last >= 0 else self._quiet + len(data)
        if self._quiet > MAX_STRING:
            raise ValueError("one string is longer than 64 MB")
        if b"\\x" in data:
            data = _ODD_ESCAPE.sub(rb"\1\\u00\2", data)
        count = min(len(data), len(buffer))
        buffer[:count] = data[:count]
        self._rest = data[count:] + self._rest
        return count


def items(stream: IO[bytes], prefix: str, intake: Intake, name: str) -> Iterator[Any]:
    """The values at `prefix` (ijson's notation), until the end or the first fault, which is noted."""
    ijson: Any = importlib.import_module("ijson")
    return _until_fault(ijson.items(_Tamed(stream), prefix, use_float=True), intake, name)


def objects(stream: IO[bytes], intake: Intake, name: str) -> Iterator[Any]:
    """The values of a document with one after another, each over as many lines as it likes."""
    ijson: Any = importlib.import_module("ijson")
    events = ijson.parse(_Tamed(stream), use_float=True, multiple_values=True)
    return _until_fault(_bounded(events, ijson.ObjectBuilder), intake, name)


def _bounded(events: Iterator[tuple[str, str, Any]], builder: Any) -> Iterator[Any]:
    making, size, depth = builder(), 0, 0
    for _, event, value in events:
        making.event(event, value)
        depth += event.startswith("start") - event.startswith("end")
        size += len(value) + 1 if isinstance(value, str) else 1
        if size > MAX_STRING >> 4:
            raise ValueError("one object is longer than 4 MB")
        # An event's place would not do: a value behind an empty key has none, either.
        if depth == 0:
            yield making.value
            making, size = builder(), 0


def items_within(
    stream: IO[bytes], prefix: str, key: str, intake: Intake, name: str
) -> Iterator[tuple[dict[str, Any], Iterator[Any]]]:
    """For each object at `prefix`: its plain fields before `key`, and the values of the array at `key`.

    The array may be larger than memory, so its values come once, and before the next object is asked for;
    what is left of them then is passed over. Ends as `items` does. Twice the time of `items`.
    """
    ijson: Any = importlib.import_module("ijson")
    events = _until_fault(ijson.parse(_Tamed(stream), use_float=True), intake, name)
    item = f"{prefix}.{key}.item"
    fields: dict[str, Any] = {}
    for place, event, value in events:
        if place == prefix and event == "start_map":
            fields = {}
        elif place == f"{prefix}.{key}" and event == "start_array":
            values = _built(events, item, ijson.ObjectBuilder)
            yield fields, values
            for _ in values:
                pass
        elif place.rpartition(".")[0] == prefix and event in _PLAIN:
            fields[place.rpartition(".")[2]] = value


def _built(events: Iterator[tuple[str, str, Any]], item: str, builder: Any) -> Iterator[Any]:
    """The values at `item`, up to the end of the array that they are in."""
    array = item.removesuffix(".item")
    making = None
    for place, event, value in events:
        if place == array and event == "end_array":
            return
        if making is None:
            making = builder()
        making.event(event, value)
        if place == item and event not in {"start_map", "start_array", "map_key"}:
            yield making.value
            making = None


def _until_fault(found: Iterator[Any], intake: Intake, name: str) -> Iterator[Any]:
    ijson: Any = importlib.import_module("ijson")
    while True:
        try:
            yield next(found)
        except StopIteration:
            return
        except (ijson.JSONError, ValueError, RecursionError) as error:
            text = f"The file is broken from here on: {str(error).splitlines()[0][:80]}"
            intake.drop("broken_json", name, text)
            return
