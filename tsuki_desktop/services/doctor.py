"""What was found on this computer, what is missing, and how to mend it."""

from __future__ import annotations

import asyncio
import importlib.metadata
import importlib.util
import platform
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
from tsuki_desktop.errors import BackendError, TrainingError, TsukiError
from tsuki_desktop.paths import cache_folder
from tsuki_desktop.persona.loader import load_for
from tsuki_desktop.services.session import open_models
from tsuki_desktop.settings import SettingsFile
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.store.lock import ProfileLock
from tsuki_desktop.training.environment import VARIABLE, Environment
from tsuki_desktop.training.hardware import find_hardware

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tsuki_desktop.backends.base import ModelInfo
    from tsuki_desktop.backends.llama_protocol import DeviceReport
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.models import Models

_ROOM_WANTED = 500_000_000
"""Bytes free on the profile's disk below which the doctor warns: a backup and a small model."""
_TRAINING_HINTS = {
    "named": "Name another: “tsuki train --python PATH”; or build one: “tsuki train --setup”.",
    "variable": f"{VARIABLE} names it: correct it, or unset it.",
    "own": "Build it again: “tsuki train --setup”.",
}
"""What to do about a training interpreter that does not work, by who chose it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: `ok` False means that something a person needs does not work."""

    check: str
    ok: bool
    found: str
    hint: str = ""


async def examine(profile: Profile) -> list[Check]:
    """Look at everything that Tsuki needs; changes nothing."""
    checks = [_python(), _window(), *_profile(profile), _persona(profile), *_settings(profile)]
    checks.append(await _log(profile))
    checks += await _models(profile)
    checks.append(await _training(profile))
    return checks


def _python() -> Check:
    found = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    ok = sys.version_info >= (3, 11)
    return Check("python", ok, found, "" if ok else "Install Python 3.11 or newer.")


def _window() -> Check:
    if importlib.util.find_spec("PySide6") is None:
        return Check("window", ok=False, found="Qt is not installed", hint="Install pyside6-essentials.")
    version = importlib.metadata.version("pyside6-essentials")
    try:
        importlib.import_module("PySide6.QtQuick")
    except ImportError as error:
        hint = "Install the system libraries that README.md names under “Before you start”."
        return Check("window", ok=False, found=f"Qt {version} does not load: {error}", hint=hint)
    return Check("window", ok=True, found=f"Qt {version}")


def _profile(profile: Profile) -> Iterable[Check]:
    folder = _existing(profile.root)
    try:
        with ProfileLock(profile.lock) if profile.root.exists() else ProfileLock(folder / ".tsuki-doctor"):
            pass
        (folder / ".tsuki-doctor").unlink(missing_ok=True)
        yield Check("data folder", ok=True, found=str(profile.root))
    except (TsukiError, OSError) as error:
        hint = error.hint if isinstance(error, TsukiError) else "Check its permissions."
        yield Check("data folder", ok=False, found=f"{profile.root}: {error}", hint=hint)
    free = shutil.disk_usage(folder).free
    room = f"{free / 1e9:.1f} GB free"
    yield Check("disk", free > _ROOM_WANTED, room, "" if free > _ROOM_WANTED else "Make some room.")


def _existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder


def _persona(profile: Profile) -> Check:
    persona, problem = load_for(profile)
    if problem:
        return Check("persona", ok=False, found=problem.message, hint=problem.hint)
    return Check("persona", ok=True, found=f"{persona.name}, version {persona.version}")


def _settings(profile: Profile) -> Iterable[Check]:
    problems = SettingsFile(profile.settings).problems
    for problem in problems:
        yield Check("settings", ok=False, found=problem, hint="Correct that line, or delete it.")
    if not problems:
        yield Check("settings", ok=True, found="understood")


async def _log(profile: Profile) -> Check:
    if not profile.database.exists():
        return Check("chat log", ok=True, found="none yet; made with the first message")
    try:
        log = await ChatLog.open(profile.database, read_only=True)
        size = profile.database.stat().st_size
        await log.close()
    except TsukiError as error:
        return Check("chat log", ok=False, found=error.message, hint=error.hint)
    return Check("chat log", ok=True, found=f"{size / 1e6:.1f} MB")


async def _models(profile: Profile) -> list[Check]:
    models = open_models(profile)
    checks: list[Check] = []
    try:
        found = await models.available()
        for name, error in models.problems.items():
            checks.append(Check(name, ok=bool(found), found=error.message, hint=error.hint))
        checks += await _llama_cpp(models, found)
        for name in sorted({one.backend for one in found} - {"llama.cpp"}):
            checks.append(Check(name, ok=True, found=_count(found, name)))
        chosen = models.settings.value.model
        if chosen:
            with suppress(TsukiError):
                chosen, _ = await models.current()
        checks.append(_speaker(chosen, found))
    finally:
        await models.close()
    return checks


def _count(found: Sequence[ModelInfo], backend: str) -> str:
    count = sum(one.backend == backend for one in found)
    return f"{count} model{'s' * (count != 1)}"


def _speaker(chosen: str, found: Sequence[ModelInfo]) -> Check:
    """Who speaks with the next message."""
    if not found:
        hint = "Install the starter model (see README.md), start Ollama, or add a GGUF file under Models."
        return Check("model", ok=False, found="none", hint=hint)
    if not chosen:
        chosen = next((one.id for one in found if not one.cloud), "none but cloud models")
    if chosen in {one.id for one in found}:
        return Check("model", ok=True, found=chosen)
    return Check("model", ok=False, found=f"{chosen} is not here", hint="Choose another: “tsuki models use”.")


async def _llama_cpp(models: Models, found: Sequence[ModelInfo]) -> list[Check]:
    """What llama.cpp runs on, and why not on the GPU; files that it cannot use."""
    backend = models.backend("llama.cpp")
    if not isinstance(backend, LlamaCppBackend):
        return []
    mine = [one.id for one in found if one.backend == backend.name]
    report = await backend.device_report()
    if not report.installed:
        return [Check(backend.name, ok=len(found) > len(mine), found=report.why)]
    checks = [
        Check(f"file {one.path.name}", ok=False, found=one.error.message, hint=f"Delete {one.path}.")
        for one in backend.broken_files()
    ]
    if report.can_offload and mine:
        # Only a model that is loaded tells how much of it fits.
        chosen = models.settings.value.model
        try:
            await backend.tokenise(chosen if chosen in mine else mine[0], " ")
            report = await backend.device_report()
        except BackendError as error:
            return [*checks, Check(backend.name, ok=False, found=error.message, hint=error.hint)]
    hint = "" if report.can_offload else await asyncio.to_thread(_gpu_hint)
    words = f"{_count(found, backend.name)}; {_runs_on(report)}"
    return [*checks, Check(backend.name, ok=True, found=words, hint=hint)]


def _runs_on(report: DeviceReport) -> str:
    threads = f"the processor, up to {report.threads} thread{'s' * (report.threads != 1)}"
    if not report.layers:
        return f"runs on {threads}. {report.why}".rstrip()
    share = f"{report.layers} of {report.layers_total} layers run on {report.device}"
    return f"{share}, the rest on {threads}. {report.why}" if report.layers < report.layers_total else share


def _gpu_hint() -> str:
    """How llama.cpp is built for the graphics card that is here; empty where none was found. Blocks."""
    hardware = find_hardware()
    flag = {"cuda": "CUDA", "rocm": "HIP", "mps": "METAL"}.get(hardware.kind)
    if flag is None:
        return ""
    build = "pip install --force-reinstall --no-deps --no-cache-dir llama-cpp-python"
    return f"Build it for your {hardware.name}: CMAKE_ARGS=-DGGML_{flag}=on {build}"


async def _training(profile: Profile) -> Check:
    """Whether this machine can retrain her; not being set up is no failure."""
    named = SettingsFile(profile.settings).value.training_python
    environment = Environment(cache_folder())
    try:
        chosen = environment.choose(Path(named) if named else None)
    except TrainingError as error:
        return Check("training", ok=False, found=error.message, hint=error.hint)
    gone = f"{chosen.gone} is not there any more" if chosen.gone else ""
    if chosen.interpreter is None:
        return Check("training", not gone, gone or "not set up", "To retrain her: “tsuki train --setup”.")
    found = await environment.check(chosen.interpreter)
    if not found.ok:
        told = f"{chosen.interpreter}: {found.problem}"
        return Check("training", ok=False, found=told, hint=_TRAINING_HINTS[chosen.source])
    versions = ", ".join(f"{name} {found.versions[name]}" for name in ("torch", "trl", "peft"))
    told = "; ".join(part for part in (found.name or found.device.upper(), versions, gone) if part)
    hint = "Forget the old one: “tsuki train --python own”." if gone else ""
    return Check("training", ok=True, found=told, hint=hint)
