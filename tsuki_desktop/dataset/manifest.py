"""What stands beside an exported file: how it was made, and of which messages."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SOURCES = '  "sources": [\n'


def name_for(path: Path) -> Path:
    """`chats.jsonl` → `chats.jsonl.manifest.json`."""
    return path.with_name(f"{path.name}.manifest.json")


def write(stream: IO[bytes], head: dict[str, Any], uids: IO[bytes]) -> None:
    """Write `head`, then the sources a line each: a million of them need not fit in memory.

    `uids` has one a line; the same one twice in a row is written once.
    """
    text = json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    stream.write(f"{text},\n{_SOURCES.rstrip()}".encode())
    uids.seek(0)
    before, last = b"\n", b""
    for line in uids:
        if line == last:
            continue
        stream.write(before + b'    "' + line.strip() + b'"')
        before, last = b",\n", line
    stream.write(b"\n  ]\n}\n")


def sources(path: Path) -> Iterator[str]:
    """The uids of the messages that an export was made of, in order, read line by line.

    Raises:
        OSError: the manifest cannot be read.

    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line == _SOURCES:
                break
        for line in lines:
            if line.startswith('    "'):
                yield line.strip(' ",\n')
