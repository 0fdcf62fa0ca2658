"""The trainings of a profile, and what can still be done with each of them.

A run's folder holds the chats that it learned from, so every one of them must be seen, and can be deleted.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from tsuki_desktop.services import borrowed
from tsuki_desktop.services.storing import size_of
from tsuki_desktop.training import deploy, kit, launcher
from tsuki_desktop.training.launcher import RunState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.retraining import Retraining
    from tsuki_desktop.training.launcher import Snapshot

_ENDED_EARLY = frozenset({RunState.STOPPED, RunState.FAILED, RunState.INTERRUPTED})


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run. `begun` is UTC, ISO 8601 with Z; `made` the uid of its model; `sent` the name of its kit."""

    uid: str
    begun: str
    state: RunState
    method: str
    base: str
    counts: Mapping[str, int]
    bytes: int
    step: int = 0
    of: int = 0
    resumable: bool = False
    trained: bool = False
    """Whether what it learned is there, so that a model can be made of it."""
    made: str = ""
    sent: str = ""

    @property
    def waits(self) -> bool:
        """Whether it went out as a kit, and nothing came back yet."""
        return self.state is RunState.READY and bool(self.sent)

    @property
    def can_go_on(self) -> bool:
        """Whether it can be started here, from its newest checkpoint or anew."""
        return self.state in _ENDED_EARLY or (self.state is RunState.READY and not self.sent)

    @property
    def can_be_made(self) -> bool:
        """Whether a model can be made of it, and none was."""
        return self.state is RunState.FINISHED and self.trained and not self.made


async def listed(room: Retraining) -> list[PastRun]:
    """All runs of this profile, newest first."""
    return await asyncio.to_thread(_listed, room.profile)


def _listed(profile: Profile) -> list[PastRun]:
    made = {one.run: one.uid for one in reversed(deploy.list_builds(profile.builds))}
    return [_told(run, made.get(run.uid, "")) for run in launcher.find_runs(profile.runs)]


def _told(run: Snapshot, made: str) -> PastRun:
    plan = launcher.read_plan(run.folder)
    lineage: dict[str, Any] = plan.get("lineage") or {}
    return PastRun(
        run.uid, _begun(run), run.state, str(plan.get("method", "")), str(lineage.get("base", "")),
        lineage.get("counts") or {}, size_of(run.folder),
        run.step.step if run.step else 0, run.step.of if run.step else 0,
        run.resumable, (run.folder / kit.ADAPTER).is_dir(), made, borrowed.sent_as(run.folder),
    )  # fmt: skip


def _begun(run: Snapshot) -> str:
    """When it was planned, which its uid tells; empty where a folder has another name."""
    from ulid import ULID

    try:
        told = ULID.from_str(run.uid).datetime
    except ValueError:
        return ""
    return told.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
