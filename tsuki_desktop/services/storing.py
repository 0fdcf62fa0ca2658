"""What training takes on the disk, what of it is not needed any more, and how it goes.

The keep rule: the newest models (`Settings.keep_builds` of them), the one in use and those that "go back"
can reach stay; checkpoints stay while a run can go on from them. All else may go, and nothing goes by itself.
"""

from __future__ import annotations

import asyncio
import shutil
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import StorageError, UsageError
from tsuki_desktop.services import building
from tsuki_desktop.store import lineage
from tsuki_desktop.training import deploy, launcher
from tsuki_desktop.training.launcher import RunState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.retraining import Retraining

CACHES = ("bases", "style", "measure")
"""What training keeps in the cache folder beside its environment; all of it can be made again."""
IDLE_S = 3600
"""A leftover of a measurement that is older than this belongs to nobody."""


class Kind(StrEnum):
    """What takes room."""

    MODELS = "models"
    RUNS = "runs"
    CHECKPOINTS = "checkpoints"
    CACHE = "cache"
    ENVIRONMENT = "environment"


class Why(StrEnum):
    """Why something may go."""

    LEARNED = "learned"
    """Checkpoints of a finished run: nothing goes on from them."""
    OVERTAKEN = "overtaken"
    """A run that broke off, and a newer one exists."""
    OLD = "old"
    """A model beyond the keep rule."""
    AGAIN = "again"
    """It is made again when it is needed."""


@dataclass(frozen=True, slots=True)
class Removable:
    """One folder that may go; `uid` is the run's or the model's."""

    kind: Kind
    why: Why
    uid: str
    path: Path
    bytes: int


@dataclass(frozen=True, slots=True)
class Survey:
    """Bytes by kind, and what may go."""

    bytes: dict[Kind, int]
    removable: tuple[Removable, ...]
    sizes: dict[str, int]
    """Bytes of each model, by its uid."""

    @property
    def total(self) -> int:
        """All bytes."""
        return sum(self.bytes.values())

    @property
    def freed(self) -> int:
        """Bytes that may go."""
        return sum(one.bytes for one in self.removable)


async def survey(room: Retraining, *, keep: int) -> Survey:
    """Look through the runs, models and caches of training."""
    return await asyncio.to_thread(_survey, room.profile, room.cache, room.settings.value.model, keep)


def _survey(profile: Profile, cache: Path, speaks: str, keep: int) -> Survey:
    runs = launcher.find_runs(profile.runs)
    builds = deploy.list_builds(profile.builds)
    sizes = {one.uid: size_of(profile.builds / one.uid) for one in builds}
    checkpoints = {run.uid: size_of(run.folder / "checkpoints") for run in runs}
    found = {
        Kind.MODELS: sum(sizes.values()),
        Kind.RUNS: sum(size_of(run.folder) for run in runs) - sum(checkpoints.values()),
        Kind.CHECKPOINTS: sum(checkpoints.values()),
        Kind.CACHE: sum(size_of(cache / name) for name in CACHES),
        Kind.ENVIRONMENT: sum(size_of(spot) for spot in cache.glob("training-env*")),
    }
    removable = [
        *_spent_runs(runs, checkpoints),
        *_old_models(profile, builds, sizes, speaks, keep),
        *_caches(cache, busy=any(run.state in {RunState.RUNNING, RunState.PAUSED} for run in runs)),
    ]
    return Survey(found, tuple(one for one in removable if one.bytes), sizes)


def _spent_runs(runs: Sequence[launcher.Snapshot], checkpoints: dict[str, int]) -> Iterable[Removable]:
    # A kit that waits for its result overtakes nothing: what broke off here can still go on.
    newest = next((run for run in runs if run.state is not RunState.READY), None)
    for run in runs:
        spot = run.folder / "checkpoints"
        if run.state is RunState.FINISHED:
            yield Removable(Kind.CHECKPOINTS, Why.LEARNED, run.uid, spot, checkpoints[run.uid])
        elif run is not newest and run.state in {RunState.STOPPED, RunState.FAILED, RunState.INTERRUPTED}:
            yield Removable(Kind.RUNS, Why.OVERTAKEN, run.uid, run.folder, size_of(run.folder))


def _old_models(
    profile: Profile, builds: Sequence[deploy.Build], sizes: dict[str, int], speaks: str, keep: int
) -> Iterable[Removable]:
    needed = {one["build"] for one in deploy.read_history(profile.builds)}
    for one in builds[keep:]:
        if one.uid not in needed and building.model_id(one) != speaks:
            folder = profile.builds / one.uid
            yield Removable(Kind.MODELS, Why.OLD, one.uid, folder, sizes[one.uid])


def _caches(cache: Path, *, busy: bool) -> Iterable[Removable]:
    now = time.time()
    for spot in sorted((cache / "measure").glob("*")):
        if now - spot.stat().st_mtime > IDLE_S:
            yield Removable(Kind.CACHE, Why.AGAIN, spot.name, spot, size_of(spot))
    if not busy:
        yield Removable(Kind.CACHE, Why.AGAIN, "bases", cache / "bases", size_of(cache / "bases"))


async def free(room: Retraining, items: Sequence[Removable]) -> int:
    """Let these go; returns the bytes that are free now.

    Raises:
        StorageError: a file cannot be deleted.

    """
    freed = 0
    for one in items:
        if one.kind is Kind.MODELS:
            await remove_build(room, one.uid)
        else:
            await asyncio.to_thread(_remove, one.path)
        freed += one.bytes
    return freed


async def remove_run(room: Retraining, uid: str) -> None:
    """Delete a run with all that it learned; models made of it stay.

    Raises:
        NotFoundError: there is none.
        StorageError: a file cannot be deleted.

    """
    run = room.attach(uid)
    await run.kill()
    await asyncio.to_thread(_remove, run.folder)


async def remove_build(room: Retraining, uid: str) -> None:
    """Delete a model that was made here; what it learned from stays known.

    Raises:
        NotFoundError: there is none.
        UsageError: it is in use.
        StorageError: a file cannot be deleted.

    """
    made = await asyncio.to_thread(deploy.read_build, room.profile.builds / uid)
    if building.model_id(made) == room.settings.value.model:
        raise UsageError("This Tsuki speaks just now.", "Go back first, or choose another model.")
    await asyncio.to_thread(_forget, room.profile.builds, uid, building.model_id(made))
    if not room.log.read_only:
        await room.log.run(_forget_row, uid)


def _forget(builds: Path, uid: str, model: str) -> None:
    """Take a model out of the way back, then delete it."""
    kept: list[dict[str, Any]] = []
    before: dict[str, str] = {}
    for one in deploy.read_history(builds):
        if one["build"] == uid:
            before[model] = str(one.get("model_before", ""))
        else:
            spoke = str(one.get("model_before", ""))
            kept.append({**one, "model_before": before.get(spoke, spoke)} if "model_before" in one else one)
    if before:
        deploy.write_json(builds / "current.json", kept)
    _remove(builds / uid)


def _forget_row(db: Any, uid: str) -> None:
    if any(one.uid == uid for one in lineage.builds(db, limit=10_000)):
        lineage.forget_build(db, uid)


def _remove(folder: Path) -> None:
    """Delete a folder: first the file that makes it what it is, so that nothing half-deleted is found."""
    try:
        for name in ("build.json", "plan.json"):
            (folder / name).unlink(missing_ok=True)
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise StorageError("Some of it could not be deleted.", "Is it open somewhere?", str(error)) from error


def size_of(folder: Path) -> int:
    """Bytes of all files below `folder`; links count as nothing."""
    return sum(path.stat().st_size for path in _files(folder))


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
