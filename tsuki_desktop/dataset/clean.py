"""Applying safe fixes to a data set: always into a new file, never in place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.dataset.checks import Note, english_warnings, errors
from tsuki_desktop.dataset.dedup import Twins, said
from tsuki_desktop.dataset.export import CancelledError, scrubbed
from tsuki_desktop.dataset.formats import Format, encode, recognise
from tsuki_desktop.dataset.language import language
from tsuki_desktop.dataset.lint import checked
from tsuki_desktop.dataset.row_files import open_rows
from tsuki_desktop.dataset.scrub import Scrubber
from tsuki_desktop.dataset.write import Staged, explained
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from threading import Event

    from tsuki_desktop.dataset.lines import Line
    from tsuki_desktop.dataset.rows import Row


class Fix(StrEnum):
    """What may be mended or dropped."""

    TEXT = "text"
    """Mojibake, odd line ends and stray control signs mended, spaces at the ends taken off."""
    NAMES = "names"
    """{{char}} becomes the persona's name, {{user}} becomes "you"."""
    TURNS = "turns"
    """Neighbours of one role joined, empty turns and turns after the last reply taken off."""
    SECRETS = "secrets"
    """Secrets replaced by a placeholder."""
    PERSONAL = "personal"
    """Personal data replaced by placeholders; takes secrets along."""
    DUPLICATES = "duplicates"
    """Rows dropped that repeat an earlier one, or nearly."""
    BOILERPLATE = "boilerplate"
    """Rows dropped in which she sounds like an assistant."""


SAFE = frozenset({Fix.TEXT, Fix.NAMES, Fix.TURNS, Fix.SECRETS})
"""What `tsuki clean` does unless told otherwise."""


@dataclass(slots=True)
class Cleaned:
    """What a cleaning did: `dropped` and `changed` count rows by rule or fix."""

    path: Path
    rows: int = 0
    read: int = 0
    dropped: Counter[str] = field(default_factory=Counter[str])
    changed: Counter[str] = field(default_factory=Counter[str])


def clean_file(
    source: Path,
    out: Path,
    fixes: Collection[Fix] = SAFE,
    *,
    overwrite: bool = False,
    persona: str = "Tsuki",
    cancel: Event | None = None,
) -> Cleaned:
    """Write what is good in `source` to `out`, each row in the format that it had. Broken rows are dropped.

    Raises:
        NotFoundError: no such source.
        UsageError: `out` is `source`, or may not be replaced, or nothing is left.
        StorageError: `out` cannot be written.
        CancelledError: `cancel` was set.

    """
    if not source.is_file():
        raise NotFoundError(f"There is no file {source.name}.", detail=str(source))
    if out.exists() and out.samefile(source):
        raise UsageError("A file is never cleaned in place.", "Choose another name for the result.")
    done = Cleaned(out)
    cleaner = _Cleaner(frozenset(fixes), persona, done)
    try:
        with Staged([out], overwrite=overwrite) as files, open_rows(source) as lines:
            for line in lines:
                if cancel is not None and cancel.is_set():
                    raise CancelledError("Cancelled; nothing was written.")
                files[out].write(cleaner.line(line))
            if not done.rows:
                raise UsageError("Nothing good is left of this file.", "Look at what lint says about it.")
            files.commit()
    except OSError as error:
        raise explained(error, out) from error
    return done


def mend(value: object, line: int, fixes: Collection[Fix], persona: str = "Tsuki") -> Row | str:
    """One parsed row with these fixes, or the rule by which it is beyond them."""
    return _Cleaner(frozenset(fixes), persona, Cleaned(Path())).cleaned(value, line)


def _format(value: object, row: Row) -> Format:
    shape = recognise(value)
    if shape in set(Format):
        return Format(shape)
    return Format.MESSAGES if row.rejected is None else Format.PREFERENCE


class _Cleaner:
    def __init__(self, fixes: frozenset[Fix], persona: str, done: Cleaned) -> None:
        self._fixes = fixes
        self._done = done
        self._twins = Twins() if Fix.DUPLICATES in fixes else None
        scrub = Fix.SECRETS in fixes or Fix.PERSONAL in fixes
        self._scrubber = Scrubber(personal=Fix.PERSONAL in fixes) if scrub else None
        self._steps: dict[Fix, Callable[[str], str]] = {}
        if Fix.TEXT in fixes:
            self._steps[Fix.TEXT] = _mended_text
        if Fix.NAMES in fixes:
            self._steps[Fix.NAMES] = lambda text: _named(text, persona)

    def line(self, line: Line) -> bytes:
        """What becomes of one line: itself, mended, or nothing."""
        self._done.read += 1
        row = line.error.rule if line.error else self.cleaned(line.value, line.number)
        if isinstance(row, str):
            self._done.dropped[row] += 1
            return b""
        self._done.rows += 1
        return encode(row, _format(line.value, row)).encode() + b"\n"

    def cleaned(self, value: object, line: int) -> Row | str:
        """The mended row, or the rule by which it is dropped."""
        row = checked(value, line)
        if isinstance(row, Note):
            return row.rule
        for fix, step in self._steps.items():
            row = self._mend(row, fix, _mapped(row, step))
        if Fix.TURNS in self._fixes:
            row = self._mend(row, Fix.TURNS, _whole(row))
        if self._scrubber is not None:
            fix = Fix.PERSONAL if Fix.PERSONAL in self._fixes else Fix.SECRETS
            row = self._mend(row, fix, scrubbed(row, self._scrubber))
        return next(self._reasons(row, line), row)

    def _mend(self, before: Row, fix: Fix, after: Row) -> Row:
        self._done.changed[fix.value] += after != before
        return after

    def _reasons(self, row: Row, line: int) -> Iterator[str]:
        yield from (note.rule for note in errors(row, line))
        if Fix.BOILERPLATE in self._fixes and language(said(row)) in {"", "en"}:
            yield from (n.rule for n in english_warnings(row, line) if n.rule == Fix.BOILERPLATE)
        if self._twins is not None and self._twins.add(line, said(row)) is not None:
            yield "near_duplicate"


def _mapped(row: Row, step: Callable[[str], str]) -> Row:
    turns = tuple(Turn(turn.role, step(turn.text)) for turn in row.turns)
    return row._replace(turns=turns, rejected=None if row.rejected is None else step(row.rejected))


def _mended_text(text: str) -> str:
    import ftfy

    # Wide signs are how Chinese and Japanese are written, not damage.
    mended = ftfy.fix_text(text, normalization="NFC", uncurl_quotes=False, fix_character_width=False)
    return mended.replace("\0", "").strip()


def _named(text: str, persona: str) -> str:
    if "{{" not in text:
        return text
    for name, word in (("char", persona), ("user", "you")):
        for spelled in (name, name.capitalize(), name.upper()):
            text = text.replace(f"{{{{{spelled}}}}}", word)
    return text


def _whole(row: Row) -> Row:
    """Alternating turns that end on a reply. A joined reply keeps the last of its emotion tags."""
    joined: list[tuple[Turn, str]] = []
    tags = iter(row.emotions)
    for turn in row.turns:
        tag = next(tags, "") if turn.role is Role.ASSISTANT else ""
        if not turn.text.strip():
            continue
        if joined and joined[-1][0].role is turn.role:
            joined[-1] = (Turn(turn.role, f"{joined[-1][0].text}\n{turn.text}"), tag)
        else:
            joined.append((turn, tag))
    while joined and joined[-1][0].role is not Role.ASSISTANT:
        joined.pop()
    if len(joined) == len(row.turns):
        return row
    emotions = tuple(tag for turn, tag in joined if turn.role is Role.ASSISTANT) if row.emotions else ()
    return row._replace(turns=tuple(turn for turn, _ in joined), emotions=emotions)
