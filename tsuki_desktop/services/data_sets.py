"""Data sets as things in the program: browse and search, include, exclude, edit, mend, rename, delete.

All of it is for a thread. What changes rows returns what they were, for `put_back`.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset import clean, lint
from tsuki_desktop.dataset.clean import Fix
from tsuki_desktop.dataset.formats import decode, encode
from tsuki_desktop.dataset.importers.run import row_key
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import UsageError
from tsuki_desktop.services.collecting import checked, form_of
from tsuki_desktop.store import datasets

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from threading import Event

    from sqlite_utils import Database

    from tsuki_desktop.dataset.rows import Row
    from tsuki_desktop.domain.persona import SpeechRule
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.store.datasets import StoredRow

MENDS: dict[str, Fix] = {
    "placeholder": Fix.NAMES,
    "same_role_twice": Fix.TURNS,
    "last_not_assistant": Fix.TURNS,
    "empty_content": Fix.TURNS,
    "secret": Fix.SECRETS,
    "personal": Fix.PERSONAL,
}
"""What can be mended safely, by lint's rule."""
WHOLE_SET = frozenset({"same_opener", "repeated_reply", "style"})
"""Rules about the set as a whole, or suggestions: leaving single rows out is no answer."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a data set; `total` is how many there are in all, with the words searched for."""

    total: int
    rows: Sequence[StoredRow]


@contextmanager
def _opened(profile: Profile) -> Generator[Database]:
    with datasets.opened(profile.datasets) as db:
        yield db


def page(profile: Profile, uid: str, *, limit: int, offset: int = 0, words: str = "") -> Page:
    """Rows in the file's order.

    Raises:
        NotFoundError: no such data set.

    """
    with _opened(profile) as db:
        found = datasets.page(db, uid, limit=limit, offset=offset, words=words)
        return Page(datasets.count_rows(db, uid, words), found)


def row_of(stored: StoredRow) -> Row:
    """A stored row with its turns."""
    return decode(json.loads(stored.data), f"row-{stored.id}")


def at(profile: Profile, uid: str, line: int) -> StoredRow:
    """The row that lint calls `line`.

    Raises:
        NotFoundError: there is none.

    """
    with _opened(profile) as db:
        return datasets.at(db, uid, line)


def include(profile: Profile, row_id: int, *, included: bool) -> None:
    """Let a row be trained on, or not."""
    with _opened(profile) as db:
        datasets.include(db, row_id, included=included)


def edit(profile: Profile, stored: StoredRow, texts: Sequence[str]) -> StoredRow:
    """Give a row's turns other words, in their order; returns the row as it is now.

    Raises:
        UsageError: a turn has no words left, or another row says the same.
        NotFoundError: no such row.

    """
    row = row_of(stored)
    if any(not text.strip() for text in texts):
        raise UsageError("A turn needs some words.", "Leave the row out if it is not worth keeping.")
    turns = tuple(Turn(turn.role, text.strip()) for turn, text in zip(row.turns, texts, strict=True))
    new = row._replace(turns=turns)
    data = encode(new, form_of(new))
    with _opened(profile) as db:
        datasets.edit(db, stored.id, row_key(new), data)
    return datasets.StoredRow(stored.id, stored.included, data)


def put_back(profile: Profile, before: Sequence[StoredRow]) -> None:
    """Undo: rows become again what they were."""
    with _opened(profile) as db:
        datasets.write_rows(db, ((stored, row_key(row_of(stored))) for stored in before))


def look_over(
    profile: Profile, uid: str, speech: Sequence[SpeechRule] = (), cancel: Event | None = None
) -> dict[str, Any]:
    """What lint says, as its JSON; remembered until a row changes. Seconds for thousands of rows.

    Raises:
        NotFoundError: no such data set.

    """
    with _opened(profile) as db:
        known = datasets.by_uid(db, uid).report
    if known:
        return json.loads(known)
    report = lint.lint_rows(checked(profile, uid), speech=speech, cancel=cancel)
    told = report.as_json()
    if cancel is None or not cancel.is_set():
        with _opened(profile) as db:
            datasets.change(db, uid, report=json.dumps(told))
    return told


def answer(profile: Profile, uid: str, rule: str, cancel: Event | None = None) -> list[StoredRow]:
    """Mend every row that breaks `rule` where that is safe, else leave it out; returns what was changed.

    Raises:
        NotFoundError: no such data set.
        UsageError: this rule is about the whole set.

    """
    if rule in WHOLE_SET:
        raise UsageError("This is about the set as a whole.", "Look through its rows.")
    lines = set(lint.lint_rows(checked(profile, uid), cancel=cancel).lines.get(rule, ()))
    with _opened(profile) as db:
        found = [
            datasets.StoredRow(row_id, included, data)
            for number, (row_id, included, data) in enumerate(datasets.rows(db, uid, included_only=True), 1)
            if number in lines
        ]
        if cancel is None or not cancel.is_set():
            datasets.write_rows(db, [_answered(stored, MENDS.get(rule)) for stored in found])
    return found


def _answered(stored: StoredRow, fix: Fix | None) -> tuple[StoredRow, str]:
    """The row mended, or else left out; with its key."""
    mended = clean.mend(json.loads(stored.data), stored.id, {fix}) if fix else ""
    if isinstance(mended, str):
        return replace(stored, included=False), row_key(row_of(stored))
    return replace(stored, data=encode(mended, form_of(mended))), row_key(mended)


def rename(profile: Profile, uid: str, name: str) -> None:
    """Give a data set another name.

    Raises:
        UsageError: the name is empty.
        NotFoundError: no such data set.

    """
    if not name.strip():
        raise UsageError("A data set needs a name.")
    with _opened(profile) as db:
        datasets.change(db, uid, name=name.strip())


def note_licence(profile: Profile, uid: str, licence: str) -> None:
    """Write down under which licence, or with whose leave, the data came."""
    with _opened(profile) as db:
        datasets.change(db, uid, licence=licence.strip())


def hide(profile: Profile, uid: str) -> None:
    """Delete a data set; `bring_back` undoes it until the next import or `purge`."""
    with _opened(profile) as db:
        datasets.hide(db, uid)


def bring_back(profile: Profile, uid: str) -> None:
    """Undo `hide`."""
    with _opened(profile) as db:
        datasets.bring_back(db, uid)


def purge(profile: Profile) -> None:
    """Really delete what was hidden; harmless where there is nothing."""
    if profile.datasets.exists():
        with _opened(profile) as db:
            datasets.purge(db)


def replies(row: Row) -> int:
    """How many replies a row has."""
    return sum(turn.role is Role.ASSISTANT for turn in row.turns)
