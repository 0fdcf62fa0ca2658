"""Starts a recipe, watches it, and finds it again.

A recipe runs in its own process group at low priority and talks through files (see `events`), so the window
may close, or die, while it trains. The run's folder is the truth: `state_of` reads what it is from there.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import NotFoundError, TrainingError, UsageError
from tsuki_desktop.training import events as ev
from tsuki_desktop.training.environment import clean_environment
from tsuki_desktop.training.turns import turn

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

RECIPES = Path(__file__).parent / "recipes"
LOOK_EVERY_S = 0.2
LEAVE_WITHIN_S = 30
BORN_WITHIN_S = 2
"""How far two readings of a process's birth may differ; where the clock was set, its command line decides."""
PROCESS_FILE = "process.json"
KILLED = -9
"""What a process that the system killed leaves on POSIX: mostly for its memory."""


class RunState(StrEnum):
    """What a run's folder says."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """It died without a word: a crash, a kill, a reboot. It can go on from its newest checkpoint."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run at one moment, for a page that has just been opened."""

    folder: Path
    state: RunState
    step: ev.StepDone | None = None
    end: ev.Measured | ev.Stopped | ev.Finished | ev.Failed | None = None
    resumable: bool = False

    @property
    def uid(self) -> str:
        """The run's id."""
        return self.folder.name


class Run:
    """One run, started here or found again."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes] | None = None) -> None:
        self.folder = folder
        self._process = process

    @property
    def alive(self) -> bool:
        """Whether the recipe's process runs."""
        if self._process is not None:
            return self._process.poll() is None
        return is_alive(self.folder)

    async def events(self, *, from_now: bool = False) -> AsyncGenerator[ev.Event]:
        """All events so far (or only new ones), then each as it comes; ends with the run.

        A run that dies without a word ends with a `Failed` of our own making.
        """
        lines = ev.LineReader(self.folder / ev.EVENTS_FILE, from_end=from_now)
        # A resumed run's file holds the ends of its earlier lives; only the end of this one counts.
        earlier = 0 if from_now else int((read_process(self.folder) or {}).get("earlier", 0))
        starts = 1 if from_now else 0
        while True:
            was_alive = self.alive
            for line in lines.new_lines():
                event = ev.from_line(line)
                if event is None:
                    continue
                starts += isinstance(event, ev.Started)
                yield event
                if isinstance(event, ev.ENDS) and starts > earlier:
                    return
            if not was_alive:
                yield self._died()
                return
            await asyncio.sleep(LOOK_EVERY_S)

    def pause(self) -> None:
        """Wait after the current step."""
        ev.send(self.folder, ev.Command.PAUSE)

    def resume(self) -> None:
        """Go on after a pause."""
        ev.send(self.folder, ev.Command.RESUME)

    def stop(self) -> None:
        """Save a checkpoint and end; `launch` goes on from there."""
        ev.send(self.folder, ev.Command.STOP)

    def finish(self) -> None:
        """Enough: keep the best adapter so far."""
        ev.send(self.folder, ev.Command.FINISH)

    async def kill(self) -> None:
        """End the whole process group at once; the newest complete checkpoint stays.

        Raises:
            TrainingError: it does not end.

        """
        until = time.monotonic() + LEAVE_WITHIN_S
        while self.alive:
            if time.monotonic() > until:
                raise TrainingError("The training does not end.", "Restart the computer.")
            await asyncio.to_thread(self._end)
            await asyncio.sleep(LOOK_EVERY_S)

    def _end(self) -> None:
        found = {self._process.pid} if self._process is not None else set[int]()
        for pid in found | trainers_of(self.folder):
            kill_tree(pid)

    def _died(self) -> ev.Failed:
        code = self._process.poll() if self._process is not None else None
        resumable = newest_checkpoint(self.folder) is not None
        go_on = "It can go on from its last checkpoint." if resumable else "It can be started again."
        if code == KILLED:
            return ev.Failed("The system ended the training, most likely for its memory.", go_on, resumable)
        return ev.Failed("The training ended without a word.", go_on, resumable)


async def launch(folder: Path, interpreter: Path) -> Run:
    """Start the recipe of a run's plan, from its newest complete checkpoint where it has one.

    Raises:
        NotFoundError: the folder is not a run's.
        TrainingError: it already runs, is already finished, or the interpreter cannot be started.

    """
    plan = read_plan(folder)
    async with turn(folder / "launch.lock"):
        return await _launched(folder, plan, interpreter)


async def _launched(folder: Path, plan: dict[str, Any], interpreter: Path) -> Run:
    # A recipe that has said its last word still takes a moment to leave.
    for _ in range(int(LEAVE_WITHIN_S / LOOK_EVERY_S)):
        if not is_alive(folder) or state_of(folder) in {RunState.RUNNING, RunState.PAUSED}:
            break
        await asyncio.sleep(LOOK_EVERY_S)
    if is_alive(folder):
        raise TrainingError("This training already runs.", "Stop it first, or watch it.")
    if state_of(folder) is RunState.FINISHED:
        raise TrainingError("This training is already done.", "Start a new one.")
    try:
        process = await asyncio.to_thread(start, folder, plan, interpreter)
    except OSError as error:
        raise TrainingError(
            "The training interpreter cannot be started.", "Set up training again.", str(error)
        ) from error
    return Run(folder, process)


def attach(folder: Path) -> Run:
    """Find a run again.

    Raises:
        NotFoundError: the folder is not a run's.

    """
    read_plan(folder)
    return Run(folder)


def command_for(plan: dict[str, Any], folder: Path, interpreter: Path) -> list[str]:
    """The command line: one process, or one for each device through torchrun.

    `accelerate launch --cpu --num_processes 2` would run one in silence; torchrun runs what it is told.
    """
    recipe = str(RECIPES / f"{plan['method']}.py")
    processes = int(plan.get("processes", 1))
    if processes > 1:
        many = ["-m", "torch.distributed.run", "--standalone", "--nproc_per_node", str(processes)]
        return [str(interpreter), "-s", *many, recipe, str(folder)]
    return [str(interpreter), "-s", recipe, str(folder)]


def start(folder: Path, plan: dict[str, Any], interpreter: Path) -> subprocess.Popen[bytes]:
    """Start the process, and write down who it is."""
    # The whole path: it is known again by its command line, from wherever it was started.
    command = command_for(plan, folder.resolve(), interpreter)
    (folder / ev.COMMANDS_FILE).unlink(missing_ok=True)
    earlier = count_starts(folder)
    environment = clean_environment(
        # Spinning threads starve the chat, and are slower themselves once a core is busy.
        OMP_WAIT_POLICY="PASSIVE",
        OMP_NUM_THREADS=str(plan["settings"].get("threads") or 1),
        TOKENIZERS_PARALLELISM="false",
        HF_DATASETS_OFFLINE="1",
    )
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment,
            creationflags=flags, start_new_session=sys.platform != "win32",
        )  # fmt: skip
    # A training outlives who watches it: something must still be there to take its exit status.
    threading.Thread(target=process.wait, name="training's end", daemon=True).start()
    import psutil

    born = psutil.Process(process.pid).create_time()
    told = {"pid": process.pid, "born": born, "earlier": earlier}
    write_json(folder / PROCESS_FILE, told)
    return process


def write_json(path: Path, value: Any) -> None:
    """Write a file that is there whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as file:
        json.dump(value, file, indent=1, ensure_ascii=False, default=str)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def kill_tree(pid: int) -> None:
    """Kill a process and what it started."""
    import psutil

    with contextlib.suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        for child in [*parent.children(recursive=True), parent]:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()


def read_plan(folder: Path) -> dict[str, Any]:
    """The run's plan.

    Raises:
        NotFoundError: there is none.

    """
    try:
        return json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotFoundError(f"There is no training run '{folder.name}'.") from error


def read_process(folder: Path) -> dict[str, Any] | None:
    """Who the run's process is or was."""
    try:
        return json.loads((folder / PROCESS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def is_alive(folder: Path) -> bool:
    """Whether the run's recipe runs; a later process with the same number does not count."""
    return ev.is_occupied(folder) or bool(trainers_of(folder))


def trainers_of(folder: Path) -> set[int]:
    """The processes that train in this folder: the one that was written down, and the one that it tells of.

    They differ with torchrun, and where whoever started it died before it was written down.
    """
    told = read_process(folder)
    found = (
        {told["pid"]} if told is not None and is_trainer(told["pid"], folder, told["born"]) else set[int]()
    )
    if ev.is_occupied(folder):
        lines = ev.LineReader(folder / ev.EVENTS_FILE).new_lines()
        starts = [one for one in map(ev.from_line, lines) if isinstance(one, ev.Started)]
        found |= {one.process_id for one in starts[-1:] if is_trainer(one.process_id, folder)}
    return found


def is_trainer(pid: int, folder: Path, born: float | None = None) -> bool:
    """Whether a process has the run's folder on its command line, or was born when its trainer was."""
    import psutil

    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        if born is not None and abs(process.create_time() - born) < BORN_WITHIN_S:
            return True
        return str(folder.resolve()) in process.cmdline()
    except psutil.Error:
        return False


def count_starts(folder: Path) -> int:
    """How often the run was started, as its events tell."""
    lines = ev.LineReader(folder / ev.EVENTS_FILE).new_lines()
    return sum(isinstance(ev.from_line(line), ev.Started) for line in lines)


def newest_checkpoint(folder: Path) -> Path | None:
    """The newest checkpoint that was completely written."""
    found = [path.parent for path in (folder / "checkpoints").glob("checkpoint-*/COMPLETE")]
    return max(found, key=lambda path: int(path.name.split("-")[1]), default=None)


def snapshot(folder: Path) -> Snapshot:
    """What a run is now. Reads its files: for a thread, not for the event loop."""
    alive = is_alive(folder)
    step: ev.StepDone | None = None
    last: ev.Event | None = None
    starts = 0
    for line in ev.LineReader(folder / ev.EVENTS_FILE).new_lines():
        event = ev.from_line(line)
        starts += isinstance(event, ev.Started)
        if isinstance(event, ev.StepDone):
            step = event
        if isinstance(event, (ev.Started, ev.Paused, ev.Resumed, *ev.ENDS)):
            last = event
    newly = alive and starts <= int((read_process(folder) or {}).get("earlier", 0))
    end = last if isinstance(last, ev.ENDS) and not newly else None
    state = RunState.RUNNING if newly else judge(last, alive=alive)
    return Snapshot(folder, state, step, end, newest_checkpoint(folder) is not None)


def judge(last: ev.Event | None, *, alive: bool) -> RunState:
    """The state that follows from the last telling event and the process."""
    if isinstance(last, (ev.Finished, ev.Measured)):
        return RunState.FINISHED
    if isinstance(last, ev.ENDS):
        return RunState.STOPPED if isinstance(last, ev.Stopped) else RunState.FAILED
    if alive:
        return RunState.PAUSED if isinstance(last, ev.Paused) else RunState.RUNNING
    return RunState.READY if last is None else RunState.INTERRUPTED


def state_of(folder: Path) -> RunState:
    """See `snapshot`."""
    return snapshot(folder).state


def find_runs(root: Path) -> list[Snapshot]:
    """All runs of a profile, newest first. Reads files: for a thread."""
    folders = [path.parent for path in root.glob("*/plan.json")]
    return [snapshot(folder) for folder in sorted(folders, reverse=True)]


def find_run(root: Path, uid: str) -> Path:
    """The folder of the run whose uid begins with `uid`.

    Raises:
        NotFoundError: there is none.
        UsageError: there are several.

    """
    found = [path.parent for path in root.glob("*/plan.json") if path.parent.name.startswith(uid.upper())]
    if not found or not uid:
        raise NotFoundError(f"There is no training run '{uid}'.", "See “tsuki runs”.")
    if len(found) > 1:
        raise UsageError(f"{len(found)} runs begin with “{uid}”.", "Write more of it.")
    return found[0]
