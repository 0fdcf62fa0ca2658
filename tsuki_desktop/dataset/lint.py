"""Is this data set worth training on? Errors, warnings and a verdict, each with its line."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.checks import Note, english_warnings, errors, private, replies, suggestions
from tsuki_desktop.dataset.dashboard import Dashboard, Meter, opener
from tsuki_desktop.dataset.dedup import Twins, said
from tsuki_desktop.dataset.formats import Format, decode, label_of, recognise
from tsuki_desktop.dataset.kinds import Kind, kind
from tsuki_desktop.dataset.language import language
from tsuki_desktop.dataset.row_files import open_rows
from tsuki_desktop.dataset.rows import as_dict, chat_of
from tsuki_desktop.dataset.turns import RowError
from tsuki_desktop.errors import BadFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from tsuki_desktop.dataset.rows import Row
    from tsuki_desktop.domain.persona import SpeechRule

MOST_OF_A_RULE = 200
"""Notes of one rule that are listed; the rest is counted in one more note on line 0."""
ENOUGH_REPLIES = 50
"""Fewer replies say nothing about balance."""
_ENOUGH_TEXT = 1000
_LONG = 3
_REPEATED = 0.01
_SAME_OPENER = 0.05
_MOSTLY = 0.5
_PARTLY = 0.2

Checked = tuple[int, "Row | Note"]
"""A line number with its row, or with the error that kept it from being one."""


@dataclass(slots=True)
class Report:
    """What lint found. `kind` has the share (0…1) of English rows of each kind."""

    rows: int = 0
    errors: list[Note] = field(default_factory=list[Note])
    warnings: list[Note] = field(default_factory=list[Note])
    suggestions: list[Note] = field(default_factory=list[Note])
    kind: dict[str, float] = field(default_factory=dict[str, float])
    verdict: str = ""
    counts: dict[str, int] = field(default_factory=dict[str, int])
    """Every note, by rule, those that are not listed too."""
    lines: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    """The lines of every note, by rule."""
    dashboard: Dashboard | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape of `tsuki lint --json`."""

        def listed(notes: list[Note]) -> list[dict[str, Any]]:
            return [{"line": note.line, "rule": note.rule, "text": note.text} for note in notes]

        return {
            "rows": self.rows,
            "errors": listed(self.errors),
            "warnings": listed(self.warnings),
            "suggestions": listed(self.suggestions),
            "kind": self.kind,
            "verdict": self.verdict,
            "counts": self.counts,
            "dashboard": self.dashboard.as_json() if self.dashboard else None,
        }


def lint_file(
    path: Path,
    *,
    validation: Path | None = None,
    speech: Sequence[SpeechRule] = (),
    cancel: Event | None = None,
) -> Report:
    """Check a file of rows of any of our formats; with `validation`, that no chat is in both.

    Raises:
        NotFoundError: no such file.
        BadFileError: it cannot be read.

    """
    held = {key for _, row in read_file(validation) for key in _keys(row)} if validation else set[str]()
    return lint_rows(read_file(path), held_out=held, speech=speech, cancel=cancel)


def read_file(path: Path) -> Iterator[Checked]:
    """Each line of a JSONL file (or item of a JSON array) as a row, or as the error that it is.

    Raises:
        NotFoundError: no such file.
        BadFileError: no rows in it, such as a chat that must be imported first; or it cannot be read.

    """
    try:
        with open_rows(path) as lines:
            for line in lines:
                if line.error is not None:
                    yield line.number, Note(line.number, line.error.rule, line.error.text)
                else:
                    yield line.number, checked(line.value, line.number)
    except OSError as error:
        raise BadFileError(f"{path.name} cannot be read.", detail=str(error)) from error


def checked(value: object, line: int) -> Row | Note:
    """One parsed line as a row, or the error that it is."""
    try:
        row = decode(value, f"line-{line}")
    except RowError as error:
        return Note(line, error.rule, error.text)
    if label_of(as_dict(value)) is False and recognise(value) not in {Format.UNPAIRED, Format.PREFERENCE}:
        return Note(line, "disliked", "A disliked reply teaches the wrong thing here.")
    return row


def lint_rows(
    rows: Iterable[Checked],
    *,
    held_out: set[str] | None = None,
    speech: Sequence[SpeechRule] = (),
    cancel: Event | None = None,
) -> Report:
    """Check rows. Memory grows with the number of rows, not with their length."""
    linter = _Linter(held_out or set(), speech)
    for line, row in rows:
        if cancel is not None and cancel.is_set():
            break
        linter.add(line, row)
    return linter.report()


def _keys(row: Row | Note) -> list[str]:
    """By what two files are seen to hold the same chat: its name, and its first words."""
    if isinstance(row, Note):
        return []
    named = [] if row.conversation.startswith("line-") else [chat_of(row.conversation)]
    return [*named, said(row)[:200]]


class _Linter:
    def __init__(self, held_out: set[str], speech: Sequence[SpeechRule]) -> None:
        self._held_out = held_out
        self._speech = speech
        self._report = Report()
        self._counts: Counter[str] = Counter()
        self._meter = Meter()
        self._twins = Twins()
        self._replies: dict[int, tuple[int, int]] = {}
        self._lengths: list[tuple[int, int]] = []
        self._openers: defaultdict[str, list[int]] = defaultdict(list)
        self._languages: Counter[str] = Counter()
        self._spoken: list[tuple[int, str]] = []
        self._kinds: Counter[Kind] = Counter()
        self._short_kinds: Counter[Kind] = Counter()
        self._short = ""

    def add(self, line: int, row: Row | Note) -> None:
        self._report.rows += 1
        if isinstance(row, Note):
            self._error(row)
            return
        broken = list(errors(row, line))
        for note in broken:
            self._error(note)
        for secret, note in private(row, line):
            (self._error if secret else self._warn)(note)
        if any(note.rule in {"no_assistant", "last_not_assistant"} for note in broken):
            return
        self._content(line, row)

    def _content(self, line: int, row: Row) -> None:
        self._meter.add(row)
        text = said(row)
        spoken = language(text)
        self._languages[spoken] += 1
        if spoken:
            self._spoken.append((line, spoken))
        if not spoken and len(self._short) < _ENOUGH_TEXT:
            self._short += f"{text}\n"
        if spoken in {"", "en"}:
            for note in english_warnings(row, line):
                self._warn(note)
            (self._kinds if spoken else self._short_kinds)[kind(text)] += 1
            for note in suggestions(row, line, self._speech):
                self._note(self._report.suggestions, note)
        twin = self._twins.add(line, text)
        if twin is not None:
            same, alike = (
                f"This row repeats line {twin[0]}.",
                f"This row is {twin[1]:.0%} like line {twin[0]}.",
            )
            self._warn(Note(line, "near_duplicate", same if twin[1] == 1 else alike))
        if self._held_out.intersection(_keys(row)):
            self._warn(Note(line, "in_validation", "This chat is in the validation file, too."))
        for reply in replies(row):
            self._reply(line, reply)

    def _reply(self, line: int, text: str) -> None:
        words = text.lower().split()
        if not words:
            return
        self._lengths.append((line, len(words)))
        first, times = self._replies.get(hash(tuple(words)), (line, 0))
        self._replies[hash(tuple(words))] = (first, times + 1)
        lines = self._openers[opener([word.strip(".,!?…") for word in words])]
        lines.append(line)

    def _error(self, note: Note) -> None:
        self._note(self._report.errors, note)

    def _warn(self, note: Note) -> None:
        self._note(self._report.warnings, note)

    def _note(self, notes: list[Note], note: Note) -> None:
        self._counts[note.rule] += 1
        self._report.lines.setdefault(note.rule, []).append(note.line)
        if self._counts[note.rule] <= MOST_OF_A_RULE:
            notes.append(note)

    def report(self) -> Report:
        self._balance()
        self._mixed_languages()
        report = self._report
        # A row that is too short to tell its language has that of most others.
        most = Counter(spoken for _, spoken in self._spoken).most_common(1)
        if (most[0][0] if most else language(self._short)) in {"", "en"}:
            self._kinds += self._short_kinds
        report.dashboard = self._meter.done()
        total = max(1, self._kinds.total())
        report.kind = {name.value: round(self._kinds[name] / total, 3) for name in Kind}
        report.counts = dict(sorted(self._counts.items()))
        foreign = sum(spoken != "en" for _, spoken in self._spoken)
        report.verdict = _verdict(report, self._kinds.total(), foreign)
        for notes in (report.errors, report.warnings, report.suggestions):
            for rule in sorted({note.rule for note in notes}):
                more = self._counts[rule] - MOST_OF_A_RULE
                if more > 0:
                    notes.append(Note(0, rule, f"… and {more} more."))
            notes.sort(key=lambda note: (note.line == 0, note.line, note.rule))
        return report

    def _balance(self) -> None:
        total = len(self._lengths)
        if total < ENOUGH_REPLIES:
            return
        for first, times in self._replies.values():
            if times > max(2, total * _REPEATED):
                text = f"One reply makes up {times / total:.0%} of all ({times} times)."
                self._warn(Note(first, "repeated_reply", text))
        for words, lines in self._openers.items():
            if len(lines) > total * _SAME_OPENER:
                text = f"{len(lines) / total:.0%} of the replies begin with “{words}”."
                self._warn(Note(lines[0], "same_opener", text))
        median = sorted(length for _, length in self._lengths)[total // 2]
        for line, length in self._lengths:
            if length > median * _LONG:
                text = f"A reply has {length} words; half of all have at most {median}."
                self._warn(Note(line, "long_reply", text))

    def _mixed_languages(self) -> None:
        known = Counter(spoken for _, spoken in self._spoken)
        if not known:
            return
        most = known.most_common(1)[0][0]
        for line, spoken in self._spoken:
            if spoken != most:
                self._warn(Note(line, "language", f"This row seems to be {spoken}; most are {most}."))


def _verdict(report: Report, english: int, foreign: int) -> str:
    """One or two sentences for a person; `english` rows were judged, `foreign` ones are known not to be."""
    if not report.rows:
        return "There is nothing in it."
    broken = len({note.line for note in report.errors})
    have = "has" if broken == 1 else "have"
    first = f"{broken} of {report.rows} rows {have} errors. " if broken else ""
    if foreign > english or not english:
        return f"{first}Not English: what kind of text it is was not judged."
    share = report.kind
    sounds = {
        Kind.ARTICLE: f"{first}Mostly encyclopedic: Tsuki would sound like an article.",
        Kind.FORMAL: f"{first}Mostly formal: Tsuki would sound like a letter from an office.",
        Kind.CODE: f"{first}Mostly code: Tsuki would forget how to chat.",
    }
    for name, words in sounds.items():
        if share[name] >= _MOSTLY:
            return words
    other = [name.value for name in sounds if share[name] >= _PARTLY]
    if other:
        return f"{first}Talk mixed with {' and '.join(other)}: keep the talk."
    few = report.dashboard.replies if report.dashboard else 0
    if few < ENOUGH_REPLIES:
        return f"{first}Good talk, but only {few} replies: too few to train on."
    return f"{first}Mostly real talk: good for Tsuki's voice."
