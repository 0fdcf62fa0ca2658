"""An adapter and its base become one file, in a process of this program's own: no training environment."""

from __future__ import annotations

import asyncio
import multiprocessing
from typing import TYPE_CHECKING

from tsuki_desktop.errors import TrainingError

if TYPE_CHECKING:
    from pathlib import Path


async def merge(base: Path, adapter: Path, target: Path, *, name: str) -> None:
    """Write `base` with `adapter` (both GGUF) in it to `target`, in 16 bits; cancelling ends it.

    Raises:
        TrainingError: the adapter is another base's, a library is missing, or the disk is full.

    """
    job = {"base": str(base), "adapter": str(adapter), "merged_out": str(target), "name": name}
    # A window may have threads and a display: the child must not inherit them.
    process = multiprocessing.get_context("spawn").Process(target=_convert, args=(job,), daemon=True)
    await asyncio.to_thread(process.start)
    try:
        await asyncio.to_thread(process.join)
    finally:
        process.kill()
    if process.exitcode != 0:
        raise TrainingError(
            "The adapter and the model could not be made one file.", "They go on working as two."
        )


def _convert(job: dict[str, str]) -> None:
    from tsuki_desktop.training.recipes import to_gguf

    to_gguf.convert(job)
