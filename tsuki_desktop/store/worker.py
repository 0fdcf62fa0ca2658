"""One thread that owns one connection."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from sqlite_utils import Database

    R = TypeVar("R")


class Worker:
    """Runs functions on a connection, one at a time, in the order asked."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._running: object = None
        self._db: Database | None = None

    async def start(self, connect: Callable[[], Database]) -> None:
        """Open the connection on the thread; lets out what `connect` raises."""

        def opened() -> None:
            self._db = connect()

        try:
            await asyncio.wrap_future(self._pool.submit(opened))
        except BaseException:
            self._pool.shutdown(wait=False)
            raise

    def submit(self, function: Callable[[Database], R]) -> Future[R]:
        """Queue `function(db)`."""

        def call() -> R:
            assert self._db is not None, "the log is closed"
            with self._lock:
                self._running = function
            try:
                return function(self._db)
            finally:
                with self._lock:
                    self._running = None

        return self._pool.submit(call)

    def interrupt(self, function: object) -> None:
        """Stop the statement of `function` where it is the one that runs."""
        with self._lock:
            if self._running is function and self._db is not None:
                self._db.conn.interrupt()

    async def close(self) -> None:
        """Finish what is queued, then close the connection and the thread. Once only."""

        def closed() -> None:
            if self._db is not None:
                self._db.close()
                self._db = None

        try:
            await asyncio.wrap_future(self._pool.submit(closed))
        finally:
            self._pool.shutdown(wait=True)
