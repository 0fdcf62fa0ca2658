"""What a recipe and the window say to each other. Standard library only: recipes import this file.

Both ways go through files in the run's folder, one JSON object a line, so that the window can close, come
back and go on where it was, and so that pause and stop work on Windows, where there is no signal for them:

    events.jsonl     written by the recipe: `{"event": "step", "at": "2026-01-31T12:00:00Z", …}`
    commands.jsonl   written by the window: `{"command": "pause"}`

Readers ignore events and keys that they do not know. While a recipe runs it holds `trainer.lock`: the system
frees that when its process ends, however it ends, so no clock and no reused process number can mislead.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, cast

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

EVENTS_FILE = "events.jsonl"
COMMANDS_FILE = "commands.jsonl"
TRAINER_FILE = "trainer.lock"


@dataclass(frozen=True, slots=True)
class Event:
    """What all events share; `at` is UTC, ISO 8601 with Z, set when the event is written."""

    name: ClassVar[str] = ""
    at: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Started(Event):
    """The recipe runs; `resumed_from` is the step of the checkpoint that it goes on from, 0 for a new run."""

    name: ClassVar[str] = "started"
    method: str
    process_id: int
    resumed_from: int = 0


@dataclass(frozen=True, slots=True)
class Loading(Event):
    """Something slow happens before the first step: `what` is a sentence for the person."""

    name: ClassVar[str] = "loading"
    what: str


@dataclass(frozen=True, slots=True)
class Config(Event):
    """Every setting as it was resolved, and what was counted: rows, left-out rows by reason, tokens."""

    name: ClassVar[str] = "config"
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MaskPreview(Event):
    """The first row as the model sees it: pieces `{"text": …, "trained": bool}` in order."""

    name: ClassVar[str] = "mask_preview"
    pieces: list[dict[str, Any]]
    tokens: int
    trained_tokens: int


@dataclass(frozen=True, slots=True)
class Measured(Event):
    """A short measurement on this machine: one optimiser step, and the whole run. Ends the stream."""

    name: ClassVar[str] = "measured"
    tokens_per_s: float
    step_s: float
    steps: int
    total_s: float
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class StepDone(Event):
    """One optimiser step.

    Losses are mean negative log-likelihoods a token; `held_out_loss` is the newest one known;
    `tokens_per_s` counts non-padding input tokens; `memory_bytes` is the peak so far; `eta_s` is seconds.
    """

    name: ClassVar[str] = "step"
    step: int
    of: int
    epoch: float
    loss: float
    held_out_loss: float | None
    lr: float
    tokens_per_s: float
    memory_bytes: int
    eta_s: float


@dataclass(frozen=True, slots=True)
class CheckpointSaved(Event):
    """A complete checkpoint lies in `folder` (relative to the run's)."""

    name: ClassVar[str] = "checkpoint"
    step: int
    folder: str


@dataclass(frozen=True, slots=True)
class Evaluated(Event):
    """The held-out rows were scored; `best` is whether this is the lowest loss so far."""

    name: ClassVar[str] = "evaluated"
    step: int
    epoch: float
    held_out_loss: float
    best: bool
    measures: dict[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """Waiting for `resume` or `stop`."""

    name: ClassVar[str] = "paused"
    step: int


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """Goes on after a pause."""

    name: ClassVar[str] = "resumed"
    step: int


@dataclass(frozen=True, slots=True)
class Warned(Event):
    """Trouble that does not end the run, as a sentence."""

    name: ClassVar[str] = "warned"
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """Ended on request; goes on from the checkpoint of `step`, 0 where there is none yet. Ends the stream."""

    name: ClassVar[str] = "stopped"
    step: int


@dataclass(frozen=True, slots=True)
class Finished(Event):
    """The adapter of the best evaluation lies in `adapter` (relative to the run's). Ends the stream."""

    name: ClassVar[str] = "finished"
    adapter: str
    steps: int
    seconds: float
    held_out_loss_before: float | None
    held_out_loss: float | None
    best_epoch: float | None
    tokens_per_s: float
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Failed(Event):
    """The run cannot go on; `resumable` where a complete checkpoint exists. Ends the stream."""

    name: ClassVar[str] = "failed"
    message: str
    hint: str = ""
    resumable: bool = False


KINDS: tuple[type[Event], ...] = (
    Started, Loading, Config, MaskPreview, Measured, StepDone, CheckpointSaved, Evaluated, Paused, Resumed,
    Warned, Stopped, Finished, Failed,
)  # fmt: skip
ENDS = (Measured, Stopped, Finished, Failed)


def to_line(event: Event) -> str:
    """One JSON line, stamped with the time where the event has none."""
    row: dict[str, Any] = {"event": event.name, **asdict(event)}
    row["at"] = row["at"] or datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps(row, ensure_ascii=False)


def from_line(line: str) -> Event | None:
    """The event of one line; None for a torn line or an event that this version does not know."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    if not isinstance(row, dict):
        return None
    values = cast("dict[str, Any]", row)
    kind = next((kind for kind in KINDS if kind.name == values.get("event")), None)
    if kind is None:
        return None
    known = {one.name for one in fields(kind)}
    try:
        return kind(**{key: value for key, value in values.items() if key in known})
    except TypeError:
        return None


class EventWriter:
    """Appends events to the run's folder; a reader sees whole lines only."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / EVENTS_FILE).open("a", encoding="utf-8")

    def write(self, event: Event) -> None:
        """Append one event and hand it to the system, so that a kill of this process loses nothing."""
        self._file.write(to_line(event) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file; synced, since the last event decides what the run is."""
        os.fsync(self._file.fileno())
        self._file.close()


class LineReader:
    """Reads what was appended to a file since the last look; an unfinished line waits for its end."""

    def __init__(self, path: Path, *, from_end: bool = False) -> None:
        self._path = path
        self._offset = path.stat().st_size if from_end and path.exists() else 0

    def new_lines(self) -> list[str]:
        """Whole new lines; empty where the file does not exist yet."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._offset)
                block = file.read()
        except FileNotFoundError:
            return []
        end = block.rfind(b"\n") + 1
        self._offset += end
        return block[:end].decode("utf-8", errors="replace").splitlines()


class Command(StrEnum):
    """What the window may ask of a running recipe."""

    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    """Save a checkpoint and end; the run can go on later."""
    FINISH = "finish"
    """Enough: evaluate, keep the best adapter so far and end as if done."""


def send(folder: Path, command: Command) -> None:
    """Ask the recipe that runs in `folder`; it looks after each optimiser step, for a stop also before.

    Raises:
        OSError: the folder cannot be written.

    """
    with (folder / COMMANDS_FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"command": command.value}) + "\n")


class CommandReader:
    """The recipe's end: every command of its life counts, for who starts it removes those of the last one."""

    def __init__(self, folder: Path) -> None:
        self._lines = LineReader(folder / COMMANDS_FILE)

    def newest(self) -> Command | None:
        """The last command since the last look, None where there was none."""
        found: Command | None = None
        for line in self._lines.new_lines():
            try:
                found = Command(json.loads(line)["command"])
            except (ValueError, KeyError, TypeError):
                continue
        return found


def occupy(folder: Path, patience_s: float = 5.0) -> BinaryIO | None:
    """Be the only recipe that runs in `folder`, while the file is open; None where another is.

    Waits up to `patience_s` seconds: whoever looks whether the folder is occupied holds it for a moment.

    Raises:
        OSError: the folder cannot be written.

    """
    file = (folder / TRAINER_FILE).open("a+b")
    if not file.tell():
        file.write(b"\n")  # Windows locks bytes that are there
        file.flush()
    until = time.monotonic() + patience_s
    while not _lock(file):
        if time.monotonic() > until:
            file.close()
            return None
        time.sleep(0.05)
    return file


def is_occupied(folder: Path) -> bool:
    """Whether a recipe holds `folder`; False too where the file system knows no locks."""
    try:
        with (folder / TRAINER_FILE).open("rb") as file:
            return not _lock(file, shared=True)
    except OSError:
        return False


def _lock(file: BinaryIO, *, shared: bool = False) -> bool:
    """Lock an open file at once or not at all; False where another holds it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        try:
            if shared:  # looking is enough: a locked byte cannot be read
                return bool(file.read(1))
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # no locks on this file system
        return True
    return True
