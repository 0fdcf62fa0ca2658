"""The use cases around data from elsewhere: import, look, lint, clean, delete."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset import clean as cleaning
from tsuki_desktop.dataset import lint
from tsuki_desktop.dataset.formats import Format, encode
from tsuki_desktop.dataset.importers.detect import Shape
from tsuki_desktop.dataset.importers.intake import Choices
from tsuki_desktop.dataset.importers.run import read, row_key, survey
from tsuki_desktop.errors import NotFoundError
from tsuki_desktop.store import datasets

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from threading import Event

    from tsuki_desktop.dataset.clean import Cleaned
    from tsuki_desktop.dataset.importers.run import Reading, Survey
    from tsuki_desktop.dataset.lint import Report
    from tsuki_desktop.dataset.rows import Row
    from tsuki_desktop.domain.persona import SpeechRule
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.store.datasets import DataSet

SAMPLES = 4
SHAPES = tuple(shape.value for shape in Shape if shape is not Shape.CARD)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `as_json` is its entry of `tsuki import --json`. None where nothing was new."""

    dataset: DataSet | None
    as_json: dict[str, Any]
    samples: tuple[Row, ...] = ()
    """The first rows, where it was a dry run."""


def look(path: Path, shape: str = "", choices: Choices | None = None, cancel: Event | None = None) -> Survey:
    """Say what a file is and who speaks in it. Reads it once: for a thread.

    Raises:
        NotFoundError: no such file.
        BadFileError: damaged, or nothing that is known.
        ImportCancelledError: `cancel` was set.

    """
    return survey(path, Shape(shape) if shape else None, choices, cancel)


def bring_in(
    profile: Profile,
    path: Path,
    *,
    shape: str = "",
    choices: Choices | None = None,
    dry_run: bool = False,
    cancel: Event | None = None,
    started: Callable[[Reading], None] = lambda _reading: None,
) -> Imported:
    """Import a file as a data set, all or nothing; rows that are there already are left out. For a thread.

    `started` gets what is read, to look at its counts meanwhile.

    Raises:
        NotFoundError: no such file.
        BadFileError: damaged, or nothing that is known.
        UsageError: the file needs a speaker and none was chosen.
        ImportCancelledError: `cancel` was set; nothing was kept.
        StorageError: the data sets cannot be written.

    """
    reading = read(path, choices or Choices(), Shape(shape) if shape else None, cancel)
    started(reading)
    if dry_run:
        samples = tuple(islice(reading.rows, SAMPLES))
        deque(reading.rows, maxlen=0)
        return Imported(None, reading.as_json(str(path)), samples)
    profile.create()
    with datasets.opened(profile.datasets) as db:
        kept = ((row_key(row), encode(row, form_of(row))) for row in reading.rows)
        made = datasets.add(db, name=path.stem, source=path.name, form=reading.shape.value, rows=kept)
        told = reading.as_json(str(path), made.uid if made else None)
        if made:
            known = told["rows"] - made.rows
            if known:
                told["dropped"]["already imported"] = known
                told["rows"] = made.rows
            datasets.set_counts(db, made.uid, told["dropped"])
        elif told["rows"]:
            told["dropped"]["already imported"], told["rows"] = told["rows"], 0
    return Imported(made, told)


def form_of(row: Row) -> Format:
    """The format that keeps all of a row."""
    if row.rejected is not None:
        return Format.PREFERENCE
    if row.label is not None:
        return Format.UNPAIRED
    return Format.THREADS if row.emotions else Format.MESSAGES


def listed(profile: Profile) -> list[DataSet]:
    """Every data set of this profile, newest first."""
    if not profile.datasets.exists():
        return []
    with datasets.opened(profile.datasets) as db:
        return datasets.listed(db)


def rows(profile: Profile, uid: str, *, included_only: bool = True) -> Iterator[tuple[int, bool, str]]:
    """Yield (row id, included, JSON) of a data set.

    Raises:
        NotFoundError: there is none.

    """
    _existing(profile)
    with datasets.opened(profile.datasets) as db:
        yield from datasets.rows(db, uid, included_only=included_only)


def delete(profile: Profile, uid: str) -> None:
    """Delete a data set.

    Raises:
        NotFoundError: there is none.

    """
    _existing(profile)
    with datasets.opened(profile.datasets) as db:
        datasets.delete(db, uid)


def check(profile: Profile, what: str, speech: tuple[SpeechRule, ...] = ()) -> Report:
    """Lint a JSONL file, or a data set by its uid.

    Raises:
        NotFoundError: neither is there.
        BadFileError: the file cannot be read.

    """
    if Path(what).exists():
        return lint.lint_file(Path(what), speech=speech)
    return lint.lint_rows(checked(profile, named(profile, what).uid), speech=speech)


def named(profile: Profile, what: str) -> DataSet:
    """The data set with this uid or name; of several with one name the newest.

    Raises:
        NotFoundError: there is none.

    """
    found = listed(profile)
    for one in found:
        if one.uid == what.upper() or one.name.casefold() == what.casefold():
            return one
    raise NotFoundError(f"There is no file and no data set “{what}”.", "See “tsuki data list”.")


def checked(profile: Profile, uid: str) -> Iterator[lint.Checked]:
    """The included rows of a data set, numbered from 1, for lint."""
    for number, (_, _, data) in enumerate(rows(profile, uid), start=1):
        yield number, lint.checked(json.loads(data), number)


def clean(source: Path, out: Path, fixes: Collection[str], *, overwrite: bool) -> Cleaned:
    """Write what is good in a JSONL file to another; no fixes named means the safe ones.

    Raises:
        UsageError: `out` is `source` or may not be replaced, or nothing is left.
        StorageError: `out` cannot be written.

    """
    chosen = frozenset(cleaning.Fix(fix) for fix in fixes) or cleaning.SAFE
    return cleaning.clean_file(source, out, chosen, overwrite=overwrite)


FIXES = tuple(fix.value for fix in cleaning.Fix)


def _existing(profile: Profile) -> None:
    if not profile.datasets.exists():
        raise NotFoundError("There is no data set yet.", "Bring one in: tsuki import FILE")
