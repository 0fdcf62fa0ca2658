"""Training on a borrowed GPU: the run goes out as a kit, and what was trained there is taken back.

uid = await borrowed.export(room, choice, Path("kit.zip"))
uid = await borrowed.take_back(room, Path("tsuki-result.zip"))
made = await room.build(uid)
"""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from tsuki_desktop.errors import BadFileError, NotFoundError, StorageError
from tsuki_desktop.training import deploy, kit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tsuki_desktop.services.retraining import Choice, Retraining

KIT = "kit.json"
"""In a run's folder: it went out, and which file it went out as."""


async def export(
    room: Retraining,
    choice: Choice,
    out: Path,
    *,
    with_base: bool = False,
    told: Callable[[float], None] = lambda _share: None,
) -> str:
    """Plan a run for a borrowed GPU and write it to `out`; returns its uid. It holds chats.

    Needs no training environment here, and none of this machine's memory. `told` hears the share that is
    written, on the event loop. Cancelled or failed, it leaves neither a run nor a file.

    Raises:
        TrainingError: too little data, or a base that cannot be trained.
        NotFoundError, BadFileError: no such base or file.
        StorageError: the zip cannot be written.

    """
    folder = await room.write(await room.plan(replace(choice, elsewhere=True)))
    try:
        await _write(folder, out, told, with_base=with_base)
        await asyncio.to_thread(deploy.write_json, folder / KIT, {"file": out.name})
    except BaseException:
        # The plan goes first: without it, a folder is no run.
        (folder / kit.PLAN).unlink(missing_ok=True)
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        raise
    return folder.name


async def _write(folder: Path, out: Path, told: Callable[[float], None], *, with_base: bool) -> None:
    """Pack in a thread, which hears of a cancel between two blocks."""
    loop, left = asyncio.get_running_loop(), threading.Event()

    def packed(share: float) -> None:
        if left.is_set():
            raise InterruptedError
        loop.call_soon_threadsafe(told, share)

    packing = asyncio.ensure_future(
        asyncio.to_thread(kit.export_kit, folder, out, with_base=with_base, told=packed)
    )
    try:
        await asyncio.shield(packing)
    except asyncio.CancelledError:
        left.set()
        await asyncio.wait([packing])
        if packing.exception() is None:
            await asyncio.to_thread(out.unlink, missing_ok=True)
        raise
    except OSError as error:
        raise StorageError(
            "The kit could not be written.", "Is there room, and may files be made there?", str(error)
        ) from error


def sent_as(folder: Path) -> str:
    """The name of the kit that the run in `folder` went out as; empty where it did not."""
    try:
        return str(json.loads((folder / KIT).read_text(encoding="utf-8"))["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


async def take_back(room: Retraining, archive: Path, run: str = "") -> str:
    """Put a result into its run's folder; returns the run's uid.

    It is the run that the result names; else `run`, else the newest one without a result.

    Raises:
        BadFileError: not a whole result, or another run's.
        NotFoundError: no run waits for it, or the one that it belongs to is gone.
        StorageError: it cannot be unpacked here.

    """
    uid = run.upper() or await asyncio.to_thread(kit.run_of, archive)
    if not uid:
        waiting = [one.uid for one in await room.runs() if not (one.folder / kit.ADAPTER).exists()]
        uid = next(iter(waiting), "")
    if not uid:
        raise NotFoundError("No run waits for a result.", "Name it with --run.")
    try:
        folder = room.attach(uid).folder
    except NotFoundError as error:
        raise NotFoundError(
            "The training that this result belongs to is not here.",
            "It was deleted since, or its kit comes from another profile.",
            error.message,
        ) from error
    try:
        await asyncio.to_thread(kit.import_result, archive, folder)
    except FileNotFoundError as error:
        raise BadFileError(f"{archive.name} is not there any more.", detail=str(error)) from error
    except OSError as error:
        raise StorageError("The result could not be unpacked.", "Is there room?", str(error)) from error
    await room.record()
    return uid
