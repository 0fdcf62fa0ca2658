"""Training on a borrowed GPU: the run goes out as a kit, and what was trained there is taken back.

uid = await borrowed.export(room, choice, Path("kit.zip"))
uid = await borrowed.take_back(room, Path("tsuki-result.zip"))
made = await room.build(uid)
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from tsuki_desktop.errors import NotFoundError
from tsuki_desktop.training import kit

if TYPE_CHECKING:
    from pathlib import Path

    from tsuki_desktop.services.retraining import Choice, Retraining


async def export(room: Retraining, choice: Choice, out: Path, *, with_base: bool = False) -> str:
    """Plan a run for a borrowed GPU and write it to `out`; returns its uid. It holds chats.

    Needs no training environment here, and none of this machine's memory.

    Raises:
        TrainingError: too little data, or a base that cannot be trained.
        NotFoundError, BadFileError: no such base or file.
        OSError: the zip cannot be written.

    """
    folder = await room.write(await room.plan(replace(choice, elsewhere=True)))
    await asyncio.to_thread(kit.export_kit, folder, out, with_base=with_base)
    return folder.name


async def take_back(room: Retraining, archive: Path, run: str = "") -> str:
    """Put a result into its run's folder; returns the run's uid.

    It is the run that the result names; else `run`, else the newest one without a result.

    Raises:
        BadFileError: not a whole result, or another run's.
        NotFoundError: no run waits for it.

    """
    uid = run.upper() or await asyncio.to_thread(kit.run_of, archive)
    if not uid:
        waiting = [one.uid for one in await room.runs() if not (one.folder / kit.ADAPTER).exists()]
        uid = next(iter(waiting), "")
    if not uid:
        raise NotFoundError("No run waits for a result.", "Name it with --run.")
    await asyncio.to_thread(kit.import_result, archive, room.attach(uid).folder)
    await room.record()
    return uid
