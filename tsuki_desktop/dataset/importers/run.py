"""Reading any file that a person drops in.

survey(path)   what it is, who speaks in it        (reads it once)
read(path, …)  its rows, streamed, and what was dropped
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers import (
    assistants,
    chatgpt,
    datasets,
    discord,
    oasst,
    reddit,
    slack,
    telegram,
    whatsapp,
    x_archive,
)
from tsuki_desktop.dataset.importers.detect import Shape, recognise
from tsuki_desktop.dataset.importers.intake import Choices, Intake
from tsuki_desktop.dataset.importers.logs import Room, conversations
from tsuki_desktop.dataset.importers.sources import Member, members
from tsuki_desktop.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from tsuki_desktop.dataset.rows import Row

MOST_SPEAKERS = 50
_MOST_COLUMNS = 12
REMEMBERED_ROWS = 1_000_000
"""Rows that are told from later equal ones; beyond, `row_key` in the database does that."""

_ROWS: dict[Shape, Callable[[Sequence[Member], Intake], Iterator[Row]]] = {
    Shape.ROWS: datasets.rows,
    Shape.OASST: oasst.rows,
    Shape.REDDIT: reddit.rows,
    Shape.CHATGPT: chatgpt.rows,
    Shape.CLAUDE: assistants.claude,
    Shape.SILLYTAVERN: assistants.sillytavern,
    Shape.EXCHANGES: datasets.exchanges,
    Shape.PROSE: datasets.stories,
    Shape.DISCORD_PACKAGE: discord.package,
}
_ROOMS: dict[Shape, Callable[[Sequence[Member], Intake], Iterable[Room]]] = {
    Shape.DISCORD: discord.rooms,
    Shape.SLACK: slack.rooms,
    Shape.TELEGRAM: telegram.rooms,
    Shape.WHATSAPP: whatsapp.rooms,
    Shape.X: x_archive.rooms,
    Shape.TABLE: datasets.tables,
    Shape.TRANSCRIPT: datasets.transcript,
}


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file is. `speakers` (the 50 who say most) is empty where nobody needs to be chosen."""

    shape: Shape
    speakers: dict[str, int] = field(default_factory=dict[str, int])
    columns: tuple[str, ...] = ()
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """For each speaker a few lines, to know whose voice that is."""

    @property
    def needs_speaker(self) -> bool:
        """Whether a speaker must be chosen before there are rows."""
        return self.shape in _ROOMS


@dataclass(slots=True)
class Reading:
    """An import under way: iterate `rows`, then look at `intake` for counts."""

    shape: Shape
    rows: Iterator[Row]
    intake: Intake

    def as_json(self, file: str, dataset_id: str | None = None) -> dict[str, Any]:
        """One entry of `tsuki import --json`."""
        return {
            "file": file,
            "format": self.shape.value,
            "dataset_id": dataset_id,
            "rows": self.intake.rows,
            "dropped": dict(sorted(self.intake.dropped.items())),
            "speakers": dict(self.intake.speakers.most_common(MOST_SPEAKERS)),
            "notes": [{"where": n.where, "rule": n.rule, "text": n.text} for n in self.intake.notes],
        }


def survey(
    path: Path, shape: Shape | None = None, choices: Choices | None = None, cancel: Event | None = None
) -> Survey:
    """Say what `path` is and who speaks in it.

    Raises:
        NotFoundError: no such file.
        BadFileError: damaged, or nothing that is known.
        ImportCancelledError: `cancel` was set.

    """
    found = members(path)
    shape = shape or recognise(found, path.name)
    intake = Intake(choices or Choices(), cancel)
    columns = tuple(datasets.header(found[0])) if shape in {Shape.TABLE, Shape.EXCHANGES} else ()
    counted, lines = Counter[str](), Lines()
    for _, speakers in _speakers(shape, found, intake, lines):
        counted.update(speakers)
    most = dict(counted.most_common(MOST_SPEAKERS))
    return Survey(shape, most, columns, {name: tuple(lines.of(name)) for name in most})


def read(
    path: Path, choices: Choices | None = None, shape: Shape | None = None, cancel: Event | None = None
) -> Reading:
    """The rows of `path`; nothing is read before they are asked for.

    Raises:
        NotFoundError: no such file.
        BadFileError: damaged, or nothing that is known; also while rows are read.
        UsageError: (while reading) the file needs a speaker and none was chosen.
        ImportCancelledError: (while reading) `cancel` was set.

    """
    found = members(path)
    shape = shape or recognise(found, path.name)
    if shape is Shape.CARD:
        raise UsageError("This is a character card: a persona, not a data set.", "Import it as a persona.")
    intake = Intake(choices or Choices(), cancel)
    rows = _log_rows(shape, found, intake) if shape in _ROOMS else _ROWS[shape](found, intake)
    return Reading(shape, _unique(rows, intake, path.name), intake)


def row_key(row: Row) -> str:
    """The same for the same row wherever it comes from: a second import of a file adds nothing twice."""
    said = [[turn.role.value, turn.text] for turn in row.turns]
    data = json.dumps([said, row.rejected, row.label]).encode()
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _unique(rows: Iterator[Row], intake: Intake, file: str) -> Iterator[Row]:
    seen: set[int] = set()
    for row in rows:
        key = hash((row.turns, row.rejected, row.label))
        if key in seen:
            intake.drop("duplicate")
            continue
        if len(seen) < REMEMBERED_ROWS:
            seen.add(key)
        intake.rows += 1
        yield row
    if not intake.rows and not intake.dropped:
        intake.drop("empty", file, "There is no chat where this format has its chats.")


class Lines:
    """A few lines of each speaker: the first that are long enough to have a voice."""

    _KEPT = 3
    _VOICE = range(12, 140)
    _SPEAKERS = 2000

    def __init__(self) -> None:
        self._by_speaker: dict[str, list[str]] = {}

    def add(self, speaker: str, text: str) -> None:
        """Keep `text` where there is room for it."""
        kept = self._by_speaker.get(speaker)
        if kept is None:
            if len(self._by_speaker) >= self._SPEAKERS:
                return
            kept = self._by_speaker[speaker] = []
        if len(kept) < self._KEPT and len(text) in self._VOICE:
            kept.append(" ".join(text.split()))

    def of(self, speaker: str) -> list[str]:
        """The lines that were kept."""
        return self._by_speaker.get(speaker, [])


def _speakers(
    shape: Shape, found: Sequence[Member], intake: Intake, lines: Lines | None = None
) -> Iterator[tuple[str, Counter[str]]]:
    """Each room's name with who speaks how often."""
    sources = _ROOMS.get(shape)
    if sources is None:
        return
    for room in sources(found, intake):
        counted = Counter[str]()
        for post in room.posts():
            counted[post.speaker] += 1
            if lines is not None:
                lines.add(post.speaker, post.text)
            intake.check()
        yield room.name, counted


def _log_rows(shape: Shape, found: Sequence[Member], intake: Intake) -> Iterator[Row]:
    """Two passes: who speaks in which room, then the conversations. A room may be larger than memory."""
    first = Intake(intake.choices, intake.cancel)
    by_room: list[tuple[str, list[str]]] = []
    for name, counted in _speakers(shape, found, first):
        intake.speakers.update(counted)
        by_room.append((name, list(counted)))
    persona = intake.choices.persona_speaker
    if not intake.speakers:
        raise _nobody(shape, found, first)
    if persona not in intake.speakers:
        asked = f"{persona} does not speak in this file." if persona else "Whose voice should become Tsuki's?"
        names = ", ".join(name for name, _ in intake.speakers.most_common(8))
        raise UsageError(asked, f"Choose one of: {names}.")
    for room, (_, names) in zip(_ROOMS[shape](found, intake), by_room, strict=True):
        if persona in names:
            yield from conversations(room, names, intake)
        else:
            intake.drop("without_speaker", room.name)


def _nobody(shape: Shape, found: Sequence[Member], intake: Intake) -> UsageError:
    """Why no speaker was found, and what to do."""
    if shape is Shape.TABLE:
        names = ", ".join(datasets.header(found[0])[:_MOST_COLUMNS]) or "(none in the first line)"
        hint = f"Name them: --column speaker=NAME --column text=NAME. There are: {names}."
        return UsageError("Nobody knows which columns hold the speaker and the text.", hint)
    left = ", ".join(f"{count} {rule.replace('_', ' ')}" for rule, count in intake.dropped.most_common(4))
    return UsageError("Nobody speaks in this file.", f"Left out: {left}." if left else "")
