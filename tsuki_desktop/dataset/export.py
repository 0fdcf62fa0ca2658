"""From trees to files: preview, write, manifest.

    trees → rows by the rules → secrets and personal data replaced → lines → files, all or none

A service hands in the trees and calls from a worker thread; nothing here knows the database.
"""

from __future__ import annotations

import array
import hashlib
import json
import os
import random
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any

from tsuki_desktop.dataset.examples import Rules, Tally, Tree, examples
from tsuki_desktop.dataset.formats import Format, encode
from tsuki_desktop.dataset.rows import Row, in_validation
from tsuki_desktop.dataset.write import Staged, explained, file_sha256
from tsuki_desktop.errors import TsukiError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from threading import Event

    from tsuki_desktop.dataset.scrub import Finding, Scrubber
    from tsuki_desktop.domain.chat import Turn

SHUFFLE_SEED = 20_111
STEP = 512
"""Rows between two looks at the cancel event, and between two words of progress."""
LICENCE_NOTE = (
    "Your own chats: yours to use. What other people wrote in them is theirs; ask before you share this file."
)


class CancelledError(TsukiError):
    """The person cancelled; nothing was left behind."""


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
    """What an export would write. `findings` are distinct, at most 200; `counts` has each kind's number."""

    rows: int
    validation_rows: int
    tally: Tally
    findings: tuple[Finding, ...]
    counts: dict[str, int]
    samples: tuple[Row, ...]
    chosen_longer: float | None
    """Preference: median length of chosen over rejected; better within 0.8…1.2."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. `findings` counts what was replaced, by kind."""

    path: Path
    validation_path: Path | None
    manifest: Path
    rows: int
    validation_rows: int
    tally: Tally
    findings: dict[str, int]
    sha256: str


def validation_name(path: Path) -> Path:
    """`chats.jsonl` → `chats.validation.jsonl`."""
    return path.with_name(f"{path.stem}.validation{path.suffix}")


def manifest_name(path: Path) -> Path:
    """`chats.jsonl` → `chats.jsonl.manifest.json`."""
    return path.with_name(f"{path.name}.manifest.json")


def preview(
    trees: Iterable[Tree],
    options: Options,
    scrubber: Scrubber,
    *,
    cancel: Event | None = None,
    samples: int = 5,
) -> Preview:
    """Count and look, write nothing.

    Raises:
        CancelledError: `cancel` was set.

    """
    tally = Tally()
    counts = [0, 0]
    shown: list[Row] = []
    lengths: tuple[list[int], list[int]] = ([], [])
    for row in _rows(trees, options, tally, cancel, None):
        counts[in_validation(row.conversation, options.split)] += 1
        clean = scrubbed(row, scrubber)
        if len(shown) < samples:
            shown.append(clean)
        if row.rejected is not None:
            lengths[0].append(len(row.reply))
            lengths[1].append(len(row.rejected))
    longer = _median(lengths[0]) / max(1.0, _median(lengths[1])) if lengths[0] else None
    found = scrubber.findings
    return Preview(counts[0], counts[1], tally, found, dict(scrubber.counts), tuple(shown), longer)


def export(
    trees: Iterable[Tree],
    options: Options,
    out: Path,
    scrubber: Scrubber,
    *,
    progress: Callable[[int], None] | None = None,
    cancel: Event | None = None,
) -> Exported:
    """Write `out`, its validation file where there is a split, and the manifest: all of them or none.

    `progress` hears the number of rows written so far. The caller's thread does the work.

    Raises:
        UsageError: nothing to export, or a target that may not be replaced.
        StorageError: disk full, folder gone or read-only.
        CancelledError: `cancel` was set; nothing was left behind.

    """
    tally = Tally()
    rows = _rows(trees, options, tally, cancel, progress)
    try:
        sinks = _write(rows, options, tally, out, scrubber)
    except OSError as error:
        raise explained(error, out) from error
    return Exported(
        path=out,
        validation_path=validation_name(out) if options.split > 0 else None,
        manifest=manifest_name(out),
        rows=sinks[0].rows,
        validation_rows=sinks[1].rows if len(sinks) > 1 else 0,
        tally=tally,
        findings=dict(scrubber.counts),
        sha256=sinks[0].sha256,
    )


def _write(rows: Iterator[Row], options: Options, tally: Tally, out: Path, scrubber: Scrubber) -> list[_Sink]:
    """All files or none; what was written to each."""
    data = [out, validation_name(out)] if options.split > 0 else [out]
    manifest = manifest_name(out)
    with Staged([*data, manifest], overwrite=options.overwrite) as files, files.scratch() as sources:
        sinks = [_Sink(files, path, options) for path in data]
        for row in rows:
            sink = sinks[in_validation(row.conversation, options.split)]
            sink.add(encode(scrubbed(row, scrubber), options.format))
            sources.write("".join(f"{uid}\n" for uid in row.sources).encode())
        if not tally.rows:
            raise UsageError(*_nothing(tally))
        for sink in sinks:
            sink.finish()
        _write_manifest(files[manifest], _manifest_head(options, tally, scrubber, sinks), sources)
        files.commit()
    return sinks


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
            changed[place] = replace(turn, text=text)
    rejected = None if row.rejected is None else scrubber.clean(row.rejected)
    if changed is None and rejected is row.rejected:
        return row
    return replace(row, turns=tuple(changed or turns), rejected=rejected)


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
    most, times = tally.left_out.most_common(1)[0] if tally.left_out else ("", 0)
    return f"None of the {tally.rated} rated replies can be used as asked.", f"Most common: {most} ({times})."


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


def _manifest_head(options: Options, tally: Tally, scrubber: Scrubber, sinks: list[_Sink]) -> dict[str, Any]:
    rules = options.rules
    return {
        "tsuki_manifest": 1,
        "format": options.format.value,
        "options": {
            "only": rules.only.value,
            "system": bool(rules.system),
            "since": rules.since,
            "cut_context": rules.cut_context,
            "max_tokens": rules.max_tokens,
            "split": options.split,
            "shuffle_seed": SHUFFLE_SEED if options.format is Format.UNPAIRED else None,
        },
        "files": [{"name": sink.name, "rows": sink.rows, "sha256": sink.sha256} for sink in sinks],
        "rated": tally.rated,
        "used": tally.used,
        "trimmed": tally.trimmed,
        "left_out": dict(sorted(tally.left_out.items())),
        "replaced": dict(sorted(scrubber.counts.items())),
        "licence": options.licence,
    }


def _write_manifest(stream: IO[bytes], head: dict[str, Any], sources: IO[bytes]) -> None:
    """The head, then the sources a line each: a million of them need not fit in memory."""
    text = json.dumps(head, ensure_ascii=False, indent=2)
    stream.write(text.removesuffix("\n}").encode() + b',\n  "sources": [')
    sources.seek(0)
    before, last = b"\n", b""
    for line in sources:
        if line == last:
            continue
        stream.write(before + b'    "' + line.strip() + b'"')
        before, last = b",\n", line
    stream.write(b"\n  ]\n}\n")


def _median(values: list[int]) -> float:
    ordered = sorted(values)
    return float(ordered[len(ordered) // 2]) if ordered else 0.0
