"""Taking turns: what two programs must not do at once in one folder, the second waits for."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

LOOK_EVERY_S = 0.2


@asynccontextmanager
async def turn(path: Path, waiting: Callable[[], None] = lambda: None) -> AsyncGenerator[None]:
    """Hold the lock file `path`; `waiting` is called once where another holds it.

    The system frees it when its process ends, however it ends.

    Raises:
        OSError: the file cannot be written.

    """
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=0, thread_local=False)
    told = False
    while not lock.is_locked:
        try:
            lock.acquire()
        except Timeout:
            if not told:
                waiting()
            told = True
            await asyncio.sleep(LOOK_EVERY_S)
    try:
        yield
    finally:
        lock.release()
