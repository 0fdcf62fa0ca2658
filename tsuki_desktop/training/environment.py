"""The interpreter that trains: found, checked, or built on request.

Training never runs in the window's interpreter. "Set up training" makes a virtual environment in the cache
folder from the requirement file of the hardware found (about a minute and 1.5 GB for a CPU). A new one is
built beside the old one, which goes when the new one works:

    training-env/, training-env-2/                   one of them is whole, but for the moment between
    training-env-unsloth/, training-env-unsloth-2/   the same for unsloth, whose caps clash with our pins
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import sys
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import TrainingError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

HERE = Path(__file__).parent
VARIABLE = "TSUKI_TRAINING_PYTHON"
UNSLOTH = "unsloth"
"""A kind of its own: CUDA with unsloth. Not tried: no network stood beside a GPU."""
REQUIRED = (
    "torch", "transformers", "trl", "peft", "accelerate", "datasets", "safetensors", "gguf", "psutil",
)  # fmt: skip
TORCH_INDEX = {
    "cpu": "https://download.pytorch.org/whl/cpu",
    "rocm": "https://download.pytorch.org/whl/rocm7.1",
}
"""Where PyTorch keeps builds that the common index does not have. `TSUKI_TORCH_INDEX` names another place, or
none at all when empty."""
DISK_NEEDED = {"cpu": 3, "mps": 3, "cuda": 12, "rocm": 20, "unsloth": 15}
"""Gigabytes while installing."""
PROBE_TIMEOUT_S = 120
COMPLETE = "COMPLETE"
"""The file that says that an environment was built to its end; without it there is none."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an interpreter has: `ok` where it can train; else `missing` packages or a `problem`."""

    interpreter: Path
    ok: bool
    versions: Mapping[str, str] = field(default_factory=dict[str, str])
    device: str = ""
    devices: int = 1
    name: str = ""
    memory: int = 0
    missing: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SetupStep:
    """Progress: `stage` is `create`, `download`, `install`, `check`, `warning` or `done`.

    `what` is a package, or the warning's sentence.
    """

    stage: str
    what: str = ""
    packages: int = 0
    """How many packages were collected so far."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What would train: `interpreter` is None where nothing does.

    `source` is `named` (in settings), `variable` or `own` (built here); `gone` is a named one that is not
    there any more, and so is passed over.
    """

    interpreter: Path | None = None
    source: str = ""
    gone: Path | None = None


class Environment:
    """The training interpreter of this machine, shared by all profiles."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache

    def choose(self, named: Path | None = None) -> Chosen:
        """The one named in settings, else in `TSUKI_TRAINING_PYTHON`, else the one built here.

        Raises:
            TrainingError: the variable names what is not there.

        """
        if named is not None and is_program(named):
            return Chosen(named, "named")
        told = os.environ.get(VARIABLE)
        if not told:
            own = self.own()
            return Chosen(own, "own" if own else "", named)
        if not is_program(Path(told)):
            raise TrainingError(f"{VARIABLE} names {told}, which is not there.", "Correct it, or unset it.")
        return Chosen(Path(told), "variable", named)

    def interpreter(self, named: Path | None = None) -> Path | None:
        """See `choose`."""
        return self.choose(named).interpreter

    def own(self, kind: str = "") -> Path | None:
        """What was built here and can be started; with `kind` unsloth, unsloth's."""
        whole = [slot for slot in self._slots(kind) if is_program(python_of(slot)) and marked(slot)]
        return python_of(max(whole, key=marked)) if whole else None

    def _slots(self, kind: str) -> tuple[Path, Path]:
        name = "training-env-unsloth" if kind == UNSLOTH else "training-env"
        return self._cache / name, self._cache / f"{name}-2"

    async def check(self, interpreter: Path) -> Found:
        """Ask an interpreter what it has; never raises for a broken one."""
        try:
            process = await asyncio.create_subprocess_exec(
                interpreter, "-s", HERE / "recipes" / "probe.py",
                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=clean_environment(),
            )  # fmt: skip
        except OSError as error:
            return Found(interpreter, ok=False, problem=f"It cannot be started: {error.strerror}.")
        try:
            out, _ = await asyncio.wait_for(process.communicate(), PROBE_TIMEOUT_S)
        except TimeoutError:
            return Found(interpreter, ok=False, problem="It does not answer.")
        finally:
            await end(process)
        try:
            told: dict[str, Any] = json.loads(out)
        except ValueError:
            return Found(interpreter, ok=False, problem="It is not a Python that can run the recipes.")
        return judged(interpreter, told)

    async def build(self, kind: str, python: Path | None = None) -> AsyncGenerator[SetupStep]:
        """Build the environment for `kind` of hardware (a file in `requirements/`), telling each step.

        Closing the generator cancels: nothing runs on, nothing half-made stays, and what was there before is
        there still.

        Raises:
            TrainingError: a training or another set-up runs, no Python, no room, no network, or the result
                does not work.

        """
        from filelock import FileLock, Timeout

        requirements = HERE / "requirements" / f"{kind}.txt"
        if not requirements.exists():
            raise TrainingError(
                f"There is no training environment for '{kind}'.", "Choose cpu, cuda, rocm, mps or unsloth."
            )
        self._cache.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._cache / "training-env.lock", timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise TrainingError("Training is being set up already.", "Wait a moment.") from error
        try:
            async with aclosing(self._replaced(requirements, kind, python)) as steps:
                async for step in steps:
                    yield step
        finally:
            lock.release()

    async def _replaced(
        self, requirements: Path, kind: str, python: Path | None
    ) -> AsyncGenerator[SetupStep]:
        """Build in the slot that is not in use, then let the other one go."""
        if await asyncio.to_thread(runs_from, self._slots(kind)):
            raise TrainingError("A training runs with what would be replaced.", "Let it end first.")
        if shutil.disk_usage(self._cache).free < DISK_NEEDED[kind] * 10**9:
            raise TrainingError(
                f"Setting up needs {DISK_NEEDED[kind]} GB of free disk space.", "Free some space."
            )
        own = self.own(kind)
        slots = self._slots(kind)
        target, old = slots if own is None or own != python_of(slots[0]) else slots[::-1]
        await remove(target)
        try:
            async with aclosing(self._made(target, requirements, kind, python or find_python())) as steps:
                async for step in steps:
                    yield step
        finally:
            if not marked(target):
                await remove(target)
        if not await asyncio.to_thread(runs_from, [old]):  # one that began meanwhile keeps it
            await remove(old)

    async def _made(
        self, target: Path, requirements: Path, kind: str, python: Path
    ) -> AsyncGenerator[SetupStep]:
        yield SetupStep("create")
        async with aclosing(output_of(str(python), "-m", "venv", str(target))) as lines:
            async for _ in lines:
                pass
        async with aclosing(install(python_of(target), requirements, kind)) as steps:
            async for step in steps:
                yield step
        yield SetupStep("check")
        found = await self.check(python_of(target))
        if not found.ok:
            raise TrainingError("The training environment was built but does not work.", found.problem)
        warning = other_device(kind, found)
        if warning:
            yield SetupStep("warning", warning)
        told = json.dumps(dict(found.versions))
        await asyncio.to_thread((target / COMPLETE).write_text, told, encoding="utf-8")
        yield SetupStep("done")


async def remove(slot: Path) -> None:
    """Delete what was built in a slot; it counts no more from the first moment on."""
    await asyncio.to_thread((slot / COMPLETE).unlink, missing_ok=True)
    await asyncio.to_thread(shutil.rmtree, slot, ignore_errors=True)


def marked(slot: Path) -> float:
    """When a slot was built to its end, in seconds of the system's clock; 0 where it was not."""
    try:
        return (slot / COMPLETE).stat().st_mtime
    except OSError:
        return 0.0


def is_program(path: Path) -> bool:
    """Whether something that can be started is there."""
    return shutil.which(path) is not None


def runs_from(slots: Sequence[Path]) -> bool:
    """Whether a program runs in one of these environments. Looks at all processes: for a thread."""
    import psutil

    folders = tuple(f"{slot}{os.sep}" for slot in slots)
    told = (process.info["cmdline"] for process in psutil.process_iter(["cmdline"]))
    return any(line and line[0].startswith(folders) for line in told)


def other_device(kind: str, found: Found) -> str:
    """A sentence where PyTorch runs on something else than it was set up for; else empty."""
    wanted = "cuda" if kind == UNSLOTH else kind
    if found.device == wanted:
        return ""
    return f"This was set up for {wanted}, but PyTorch runs on {found.device} here. Is the driver in order?"


def judged(interpreter: Path, told: Mapping[str, Any]) -> Found:
    """What a probe's answer means."""
    versions: dict[str, str] = told["versions"]
    missing = tuple(name for name in REQUIRED if name not in versions)
    problem = str(told.get("error", ""))
    if missing:
        problem = f"It lacks {', '.join(missing)}."
    return Found(
        interpreter, ok=not problem, versions=versions, device=told.get("device", ""),
        devices=told.get("devices", 1), name=told.get("name", ""), memory=told.get("memory", 0),
        missing=missing, problem=problem,
    )  # fmt: skip


async def install(python: Path, requirements: Path, kind: str) -> AsyncGenerator[SetupStep]:
    """Run pip, telling each package as it is collected."""
    extra: list[str] = []
    index = os.environ.get("TSUKI_TORCH_INDEX", TORCH_INDEX.get(kind, ""))
    if index:
        extra = ["--extra-index-url", index]
    command = [str(python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", *extra]
    collected = 0
    async with aclosing(output_of(*command, "-r", str(requirements))) as lines:
        async for line in lines:
            word, _, rest = line.strip().partition(" ")
            if word == "Collecting":
                collected += 1
                yield SetupStep("download", rest.split(" ")[0], collected)
            elif line.startswith("Installing collected packages"):
                yield SetupStep("install", "", collected)


def python_of(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def find_python() -> Path:
    """A Python that can make virtual environments: this one, or the system's where this is a frozen build.

    Raises:
        TrainingError: there is none.

    """
    if not getattr(sys, "frozen", False):
        return Path(sys.executable)
    for name in ("python3.13", "python3.12", "python3.11", "python3", "python"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise TrainingError("Setting up training needs Python.", "Install Python 3.11 or newer and try again.")


def clean_environment(**more: str) -> dict[str, str]:
    """Our process's environment for another interpreter: nothing of our own Python or Qt, and no network."""
    ours = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONSAFEPATH", "QT_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**kept, "PYTHONUTF8": "1", "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", **more}


async def output_of(*command: str) -> AsyncGenerator[str]:
    """Lines that a program prints; ends with it, and ends it when closed.

    Raises:
        TrainingError: the program fails; its last words are the detail.

    """
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, env=clean_environment()
    )
    assert process.stdout is not None
    tail: list[str] = []
    try:
        async for raw in process.stdout:
            line = raw.decode("utf-8", errors="replace").rstrip()
            tail = [*tail[-20:], line]
            yield line
        if await process.wait():
            raise TrainingError(
                "Setting up training failed.", "Look at the network and the disk.", "\n".join(tail)
            )
    finally:
        await end(process)


async def end(process: asyncio.subprocess.Process) -> None:
    """Kill a program that still runs, and wait for it."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
