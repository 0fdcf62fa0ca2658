"""The interpreter that trains: found, checked, or built on request.

Training never runs in the window's interpreter. "Set up training" makes a virtual environment in the cache
folder from the requirement file of the hardware found (about a minute and 1.5 GB for a CPU).
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
    from collections.abc import AsyncGenerator, Mapping

HERE = Path(__file__).parent
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
    """Progress: `stage` is `create`, `download`, `install`, `check` or `done`; `what` a package."""

    stage: str
    what: str = ""
    packages: int = 0
    """How many packages were collected so far."""


class Environment:
    """The training interpreter of this machine, shared by all profiles."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / "training-env"

    @property
    def folder(self) -> Path:
        """Where "Set up training" builds."""
        return self._folder

    def interpreter(self, named: Path | None = None) -> Path | None:
        """The one named in settings, else in `TSUKI_TRAINING_PYTHON`, else the one built here."""
        told = named or os.environ.get("TSUKI_TRAINING_PYTHON")
        if told:
            return Path(told)
        return python_of(self._folder) if (self._folder / COMPLETE).exists() else None

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

        Closing the generator cancels: nothing runs on, and nothing half-made stays.

        Raises:
            TrainingError: no Python, no room, no network, or the result does not work.

        """
        requirements = HERE / "requirements" / f"{kind}.txt"
        if not requirements.exists():
            raise TrainingError(
                f"There is no training environment for '{kind}'.", "Choose cpu, cuda, rocm or mps."
            )
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder.parent).free < DISK_NEEDED[kind] * 10**9:
            raise TrainingError(
                f"Setting up needs {DISK_NEEDED[kind]} GB of free disk space.", "Free some space."
            )
        await self.remove()
        try:
            async with aclosing(self._made(requirements, kind, python or find_python())) as steps:
                async for step in steps:
                    yield step
        finally:
            if not (self._folder / COMPLETE).exists():
                await self.remove()

    async def _made(self, requirements: Path, kind: str, python: Path) -> AsyncGenerator[SetupStep]:
        yield SetupStep("create")
        async with aclosing(output_of(str(python), "-m", "venv", str(self._folder))) as lines:
            async for _ in lines:
                pass
        async with aclosing(install(python_of(self._folder), requirements, kind)) as steps:
            async for step in steps:
                yield step
        yield SetupStep("check")
        found = await self.check(python_of(self._folder))
        if not found.ok:
            raise TrainingError("The training environment was built but does not work.", found.problem)
        told = json.dumps(dict(found.versions))
        await asyncio.to_thread((self._folder / COMPLETE).write_text, told, encoding="utf-8")
        yield SetupStep("done")

    async def remove(self) -> None:
        """Delete what was built here."""
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)


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
