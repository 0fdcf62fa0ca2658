"""Opening a file of rows for lint and cleaning: JSON lines, one array, or objects over many lines each."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from tsuki_desktop.dataset.importers.datasets import OPENS
from tsuki_desktop.dataset.importers.detect import Shape, recognise
from tsuki_desktop.dataset.importers.documents import items, objects
from tsuki_desktop.dataset.importers.intake import Intake
from tsuki_desktop.dataset.importers.sources import members
from tsuki_desktop.dataset.lines import BadLineError, Line, json_lines
from tsuki_desktop.errors import BadFileError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from tsuki_desktop.dataset.importers.sources import Member

_JSON = re.compile(rb"^\s*[{\[]", re.MULTILINE)


@contextmanager
def open_rows(path: Path) -> Generator[Iterator[Line]]:
    """The rows of a file, numbered from 1, parsed or with the reason why not.

    Raises:
        NotFoundError: no such file.
        BadFileError: a folder, a chat that must be imported first, or nothing that has rows.

    """
    found = members(path)
    head = found[0].head().lstrip() if found else b""
    shape = _shape(found, head, path.name)
    if shape is not None and shape is not Shape.ROWS:
        hint = f"Import it, and look at the data set: tsuki import {path.name}"
        raise BadFileError(f"{path.name} is no file of rows (it looks like: {shape.value}).", hint)
    with found[0].open() as stream:
        array = head.startswith(b"[")
        whole = shape is Shape.ROWS and (array or OPENS.match(head) is not None)
        yield _values(stream, path.name, array=array) if whole else json_lines(stream)


def _shape(found: Sequence[Member], head: bytes, file: str) -> Shape | None:
    """What a file is; None for one with lines of JSON that are broken: each of them is told."""
    if len(found) != 1 or (head and not _JSON.search(head)):
        return recognise(found, file)
    try:
        shape = recognise(found, file)
    except BadFileError:
        return None
    return None if shape is Shape.PROSE else shape


def _values(stream: IO[bytes], name: str, *, array: bool) -> Iterator[Line]:
    intake, number = Intake(), 0
    found = items(stream, "item", intake, name) if array else objects(stream, intake, name)
    for number, value in enumerate(found, 1):
        yield Line(number, value)
    for note in intake.notes:
        yield Line(number + 1, error=BadLineError(note.rule, note.text))
