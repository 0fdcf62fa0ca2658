"""From trees to files: preview, write, manifest.

    trees → rows by the rules → secrets and personal data replaced → lines → files, all or none

A service hands in the trees and calls in a process of its own; nothing here knows the database.
"""

from __future__ import annotations

import array
import hashlib
import itertools
import os
import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset import manifest
from tsuki_desktop.dataset.examples import REASONS, Rules, Tally, Tree, examples
from tsuki_desktop.dataset.formats import Format, encode
from tsuki_desktop.dataset.rows import Row, in_validation
from tsuki_desktop.dataset.write import Staged, explained, file_sha256
from tsuki_desktop.errors import TsukiError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from tsuki_desktop.dataset.lint import Report
    from tsuki_desktop.dataset.scrub import Finding, Scrubber
    from tsuki_desktop.domain.chat import Turn
    from tsuki_desktop.domain.persona import SpeechRule

SAMPLES = 5
LINTED = 5000
"""Rows that lint looks at before an export: what its rules were made for, and a second or two of work."""
SHUFFLE_SEED = 20_111
STEP = 512
"""Rows between two looks at the cancel event, and between two words of progress."""
LICENCE_NOTE = (
    "Your own chats: yours to use. What other people wrote in them is theirs; ask before you share this file."
)


class CancelledError(TsukiError):
    """The person cancelled; nothing was left behind."""


class NotAgreedError(TsukiError):
    """Whoever was asked before the files got their names said no; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class Options:
    """How an export is made. `split` is the share of conversations that go to the validation file (0…1)."""

    format: Format = Format.MESSAGES
    rules: Rules = field(default_factory=Rules)
    split: float = 0.0
    overwrite: bool = False
    licence: str = LICENCE_NOTE


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export would write. `findings` are distinct; `counts` has each kind's number.

    `news` says whether one of the findings was not among those that are known.
    """

    rows: int
    validation_rows: int
    tally: Tally
    findings: tuple[Finding, ...]
    counts: dict[str, int]
    news: bool
    samples: tuple[Row, ...]
    chosen_longer: float | None
    """Preference: median length of chosen over rejected; better within 0.8…1.2."""
    lint: Report | None = None
    """What lint says of the first `LINTED` rows; its lines are rows. None where it was not asked."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. `findings` counts what was replaced, by kind."""

    path: Path
    validation_path: Path | None
    manifest: Path
    head: dict[str, Any]
    """What the manifest says, but for the sources: see `manifest.sources`."""
    rows: int
    validation_rows: int
    tally: Tally
    findings: dict[str, int]
    sha256: str


def validation_name(path: Path) -> Path:
    """`chats.jsonl` → `chats.validation.jsonl`."""
    return path.with_name(f"{path.stem}.validation{path.suffix}")


def targets(out: Path, options: Options) -> list[Path]:
    """The files that an export to `out` writes, in the order in which they are staged."""
    data = [out, validation_name(out)] if options.split > 0 else [out]
    return [*data, manifest.name_for(out)]


def preview(
    trees: Iterable[Tree],
    options: Options,
    scrubber: Scrubber,
    *,
    progress: Callable[[int], None] | None = None,
    cancel: Event | None = None,
    lint: bool = False,
    speech: Sequence[SpeechRule] = (),
) -> Preview:
    """Count and look, write nothing. `lint` checks the rows besides, with the style table `speech`.

    Raises:
        CancelledError: `cancel` was set.

    """
    look = _Look(options, scrubber)
    rows = look.over(_rows(trees, options, look.tally, cancel, progress))
    whole = options.format is Format.THREADS
    report = _linted(itertools.islice(rows, LINTED), speech, whole=whole) if lint else None
    for _ in rows:
        pass
    return look.preview(report)


def _linted(rows: Iterable[Row], speech: Sequence[SpeechRule], *, whole: bool) -> Report:
    """What lint says of the last exchange of each row: rows of one chat share the turns before by intent."""
    from tsuki_desktop.dataset.lint import lint_rows

    shown = (row if whole else row._replace(turns=row.turns[-2:]) for row in rows)
    return lint_rows(enumerate(shown, start=1), speech=speech)


def export(
    trees: Iterable[Tree],
    options: Options,
    out: Path,
    scrubber: Scrubber,
    *,
    agreed: Callable[[Preview], bool] | None = None,
    progress: Callable[[int], None] | None = None,
    cancel: Event | None = None,
) -> Exported:
    """Write `out`, its validation file where there is a split, and the manifest: all of them or none.

    `agreed` is asked when everything is written and nothing has its name yet. `progress` hears the number of
    rows written so far. The caller's thread does the work, and calls both.

    Raises:
        UsageError: nothing to export, or a target that may not be replaced.
        StorageError: disk full, folder gone or read-only.
        NotAgreedError: `agreed` said no; nothing was left behind.
        CancelledError: `cancel` was set; nothing was left behind.

    """
    look = _Look(options, scrubber)
    rows = look.over(_rows(trees, options, look.tally, cancel, progress))

    def consent() -> None:
        if agreed is not None and not agreed(look.preview()):
            raise NotAgreedError("Nothing was written.")
        _check(cancel)
        if not look.tally.rows:
            raise UsageError(*_nothing(look.tally))

    try:
        sinks, head = _write(rows, options, out, look, consent)
    except OSError as error:
        raise explained(error, out) from error
    return Exported(
        path=out,
        validation_path=validation_name(out) if options.split > 0 else None,
        manifest=manifest.name_for(out),
        head=head,
        rows=sinks[0].rows,
        validation_rows=sinks[1].rows if len(sinks) > 1 else 0,
        tally=look.tally,
        findings=dict(scrubber.counts),
        sha256=sinks[0].sha256,
    )


def _write(
    rows: Iterator[Row], options: Options, out: Path, look: _Look, consent: Callable[[], None]
) -> tuple[list[_Sink], dict[str, Any]]:
    """All files or none; what was written to each, and the head of the manifest."""
    *data, described = paths = targets(out, options)
    with Staged(paths, overwrite=options.overwrite) as files, files.scratch() as sources:
        sinks = [_Sink(files, path, options) for path in data]
        for row in rows:
            sink = sinks[in_validation(row.conversation, options.split)]
            sink.add(encode(row, options.format))
            sources.write("".join(f"{uid}\n" for uid in row.sources).encode())
        consent()
        for sink in sinks:
            sink.finish()
        head = _manifest_head(options, look, sinks)
        manifest.write(files[described], head, sources)
        files.commit()
    return sinks, head


def undo(done: Exported) -> bool:
    """Take an export back. False, and nothing removed, where the file has changed since or is gone."""
    if not done.path.is_file() or file_sha256(done.path) != done.sha256:
        return False
    for path in (done.manifest, done.validation_path, done.path):
        if path is not None:
            path.unlink(missing_ok=True)
    return True


def scrubbed(row: Row, scrubber: Scrubber) -> Row:
    """`row` with every secret and personal detail replaced; the same object where there is none."""
    turns = row.turns
    changed: list[Turn] | None = None
    for place, turn in enumerate(turns):
        text = scrubber.clean(turn.text)
        if text is not turn.text:
            changed = list(turns) if changed is None else changed
            changed[place] = turn._replace(text=text)
    rejected = None if row.rejected is None else scrubber.clean(row.rejected)
    if changed is None and rejected is row.rejected:
        return row
    return row._replace(turns=tuple(changed or turns), rejected=rejected)


def _rows(
    trees: Iterable[Tree],
    options: Options,
    tally: Tally,
    cancel: Event | None,
    progress: Callable[[int], None] | None,
) -> Iterator[Row]:
    rules = replace(options.rules, goal=options.format.goal)
    for row in examples(_watched(trees, cancel), rules, tally):
        yield row
        if tally.rows % STEP == 0:
            _check(cancel)
            if progress is not None:
                progress(tally.rows)
    if progress is not None:
        progress(tally.rows)


def _watched(trees: Iterable[Tree], cancel: Event | None) -> Iterator[Tree]:
    """`trees`, with a look at `cancel` between them: conversations without a row are work, too."""
    for tree in trees:
        _check(cancel)
        yield tree


def _check(cancel: Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise CancelledError("Cancelled; nothing was written.")


def _nothing(tally: Tally) -> tuple[str, str]:
    if not tally.rated:
        return "There is nothing to export yet.", "Like some replies, or write what she should have said."
    why, times = tally.left_out.most_common(1)[0]
    if tally.rated == 1:
        return "The one rated reply cannot be used as asked.", f"It is left out because: {REASONS[why]}."
    first = f"None of the {tally.rated} rated replies can be used as asked."
    return first, f"Why most ({times}) are left out: {REASONS[why]}."


class _Look:
    """Cleans rows as they pass, and keeps what a preview tells of them."""

    def __init__(self, options: Options, scrubber: Scrubber) -> None:
        self.tally = Tally()
        self.scrubber = scrubber
        self._split = options.split
        self._counts = [0, 0]
        self._samples: list[Row] = []
        self._lengths: tuple[list[int], list[int]] = ([], [])

    def over(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            clean = scrubbed(row, self.scrubber)
            self._counts[in_validation(row.conversation, self._split)] += 1
            if len(self._samples) < SAMPLES:
                self._samples.append(clean)
            if row.rejected is not None:
                self._lengths[0].append(len(row.reply))
                self._lengths[1].append(len(row.rejected))
            yield clean

    def preview(self, lint: Report | None = None) -> Preview:
        chosen, rejected = self._lengths
        return Preview(
            *self._counts,
            tally=self.tally,
            findings=self.scrubber.findings,
            counts=dict(self.scrubber.counts),
            news=self.scrubber.news,
            samples=tuple(self._samples),
            chosen_longer=_median(chosen) / max(1.0, _median(rejected)) if chosen else None,
            lint=lint,
        )


class _Sink:
    """One JSONL file in the making. Unpaired rows are shuffled: their trainer reads in order."""

    def __init__(self, files: Staged, path: Path, options: Options) -> None:
        self._stream = files[path]
        self._scratch = files.scratch() if options.format is Format.UNPAIRED else None
        self._offsets = array.array("Q")
        self._hash = hashlib.sha256()
        self.rows = 0
        self.name = path.name

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def add(self, line: str) -> None:
        data = f"{line}\n".encode()
        self.rows += 1
        if self._scratch is not None:
            self._offsets.append(self._scratch.tell())
            self._scratch.write(data)
            return
        self._hash.update(data)
        self._stream.write(data)

    def finish(self) -> None:
        if self._scratch is None:
            return
        ends = self._offsets
        ends.append(self._scratch.tell())
        self._scratch.flush()
        order = array.array("Q", range(self.rows))
        random.Random(SHUFFLE_SEED).shuffle(order)  # noqa: S311  order, not secrecy
        handle = self._scratch.fileno()
        for place in order:
            os.lseek(handle, ends[place], os.SEEK_SET)
            data = os.read(handle, ends[place + 1] - ends[place])
            self._hash.update(data)
            self._stream.write(data)
        self._scratch.close()


def _manifest_head(options: Options, look: _Look, sinks: list[_Sink]) -> dict[str, Any]:
    rules, tally = options.rules, look.tally
    return {
        "tsuki_manifest": 1,
        "format": options.format.value,
        "options": {
            "only": rules.only.value,
            "system": bool(rules.system),
            "since": rules.since,
            "cut_context": rules.cut_context,
            "max_tokens": rules.max_tokens,
            "tokenizer": rules.tokenizer,
            "split": options.split,
            "shuffle_seed": SHUFFLE_SEED if options.format is Format.UNPAIRED else None,
        },
        "files": [{"name": sink.name, "rows": sink.rows, "sha256": sink.sha256} for sink in sinks],
        "rated": tally.rated,
        "used": tally.used,
        "trimmed": tally.trimmed,
        "left_out": dict(sorted(tally.left_out.items())),
        "replaced": dict(sorted(look.scrubber.counts.items())),
        "licence": options.licence,
    }


def _median(values: list[int]) -> float:
    ordered = sorted(values)
    return float(ordered[len(ordered) // 2]) if ordered else 0.0
