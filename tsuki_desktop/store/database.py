"""The open chat log: one writer thread, one reader thread, and how they are used.

    log = await ChatLog.open(profile.database)
    conversation = await log.run(conversations.create, title="Moon")
    page = await log.read(conversations.page, limit=50)
    await log.close()

The functions of this room are plain: they take the open database first and know nothing of threads or
transactions. `run` gives each a transaction of its own; when it returns, the change is on the disk.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from tsuki_desktop.errors import DiskFullError, NotFoundError, ReadOnlyError
from tsuki_desktop.store import backup, ballast, connect
from tsuki_desktop.store.migrations import VERSION, migrate
from tsuki_desktop.store.trouble import InterruptedReadError, translate, translated
from tsuki_desktop.store.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database

P = ParamSpec("P")
R = TypeVar("R")

MEMORY_IDS_FROM = 2_000_000_000
"""Ids in a log without a file are larger, and still fit into 31 bits: no id means a row of two open logs."""


class ChatLog:
    """An open log. Made by `open`; used from one event loop."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        """None for a private conversation's log, which never touches the disk."""
        self.why_read_only: ReadOnlyError | None = None
        """Why nothing can be written, in words for the person; None where writing works."""
        self.low_on_space = False
        """The disk was full and the reserve is used up: the next change may fail. The person should know."""
        self.unclean = False
        """The program that wrote last did not close the log: check it (`integrity.quick`)."""
        self._writer: Worker | None = None
        self._reader: Worker | None = None

    @property
    def read_only(self) -> bool:
        """Whether the log can only be read."""
        return self.why_read_only is not None

    @classmethod
    async def open(cls, path: Path | None, *, read_only: bool = False) -> ChatLog:
        """Open the log at `path`, make it where it is missing, and bring its schema up to date.

        A log in a folder that cannot be written, on a full disk or from a newer version comes back open for
        reading, with `why_read_only` set. Who opens for writing holds the profile's lock. With `path` None it
        is kept in memory.

        Raises:
            BadFileError: the file is another program's database.
            DamagedError: the file is not readable as a database.
            ReadOnlyError: there is no log yet and none can be made.
            NotFoundError: `read_only` was asked for and there is no log.
            StorageError: anything else between us and the file.

        """
        log = cls(path)
        if path is None:
            log._writer = await _started(_memory, "tsuki-log")
            log._reader = log._writer
            return log
        if read_only:
            log.why_read_only = _asked_for()
        else:
            try:
                log._writer = await _started(lambda: log._open_writer(path), "tsuki-log")
            except ReadOnlyError as error:
                log.why_read_only = error
            except DiskFullError as error:
                log.why_read_only = _full(error)
        try:
            log._reader = await _started(lambda: _reader(path), "tsuki-log-read")
        except BaseException as error:
            await log.close()
            if not read_only and log.why_read_only is not None and isinstance(error, NotFoundError):
                raise log.why_read_only from error
            raise
        return log

    async def run(
        self, function: Callable[Concatenate[Database, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `function(db, …)` in a transaction of its own on the writer's thread.

        When this returns, the change has reached the disk. Once asked for, it is done even where the caller
        is cancelled meanwhile. What `function` raises rolls everything back and is let out.

        Raises:
            ReadOnlyError: the log is open for reading only.
            StorageError: what went wrong between us and the disk.

        """

        def transaction(db: Database) -> R:
            with translated(self.path):
                return _in_transaction(db, lambda: function(db, *args, **kwargs), "IMMEDIATE")

        def with_reserve(db: Database) -> R:
            try:
                return transaction(db)
            except DiskFullError:
                if self.path is None or not ballast.let_go(self.path):
                    raise
                self.low_on_space = True
                return transaction(db)

        return await asyncio.shield(asyncio.wrap_future(self._write_worker().submit(with_reserve)))

    async def maintain(
        self, function: Callable[Concatenate[Database, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `function(db, …)` on the writer's thread outside a transaction: checkpoints, backups, vacuum.

        Raises:
            ReadOnlyError: the log is open for reading only.
            StorageError: what went wrong between us and the disk.

        """

        def call(db: Database) -> R:
            with translated(self.path):
                return function(db, *args, **kwargs)

        return await asyncio.shield(asyncio.wrap_future(self._write_worker().submit(call)))

    async def read(
        self, function: Callable[Concatenate[Database, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `function(db, …)` on the reader's thread; it sees one moment of the log.

        Cancelling the caller stops the statement that runs: a search that nobody waits for costs nothing.

        Raises:
            StorageError: what went wrong between us and the disk.

        """
        worker = self._reader
        assert worker is not None, "the log is closed"

        def snapshot(db: Database) -> R:
            with translated(self.path):
                return _in_transaction(db, lambda: function(db, *args, **kwargs), "DEFERRED")

        future = worker.submit(snapshot)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            worker.interrupt(snapshot)
            raise
        except InterruptedReadError as error:
            raise asyncio.CancelledError from error

    async def close(self) -> None:
        """Finish what is queued and close the file. Safe to call again."""
        reader, writer = self._reader, self._writer
        self._reader = self._writer = None
        if reader is not None and reader is not writer:
            await reader.close()
        if writer is not None:
            await writer.close()

    def _open_writer(self, path: Path) -> Database:
        from tsuki_desktop.store.driver import sqlite3

        with translated(path):
            self.unclean = path.with_name(f"{path.name}-wal").exists()
            try:
                db = _writer(path)
            except (sqlite3.Error, OSError) as error:
                if not isinstance(translate(error, path), DiskFullError) or not ballast.let_go(path):
                    raise
                db = _writer(path)
            self.low_on_space = not ballast.take_on(path)
            return db

    def _write_worker(self) -> Worker:
        if self.why_read_only is not None:
            raise self.why_read_only
        assert self._writer is not None, "the log is closed"
        return self._writer


async def _started(open_connection: Callable[[], Database], name: str) -> Worker:
    worker = Worker(name)
    await worker.start(open_connection)
    return worker


def _in_transaction(db: Database, function: Callable[[], R], kind: str) -> R:
    # Past sqlite-utils, which would read the statement to see whether to commit it.
    db.conn.execute(f"BEGIN {kind}")
    try:
        result = function()
        db.commit()
    except BaseException:
        db.rollback()
        raise
    return result


def _asked_for() -> ReadOnlyError:
    return ReadOnlyError(
        "The chat log is open for reading only.", "Another Tsuki window may be using this profile."
    )


def _full(error: DiskFullError) -> ReadOnlyError:
    return ReadOnlyError(
        "The disk is full, so the chat log is open for reading only.",
        "Free some space and start Tsuki again.",
        error.detail,
    )


def _memory() -> Database:
    db = connect.wrap("file::memory:")
    migrate(db)
    for table in ("conversations", "messages"):
        db.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", [table, MEMORY_IDS_FROM])
    return db


def _writer(path: Path) -> Database:
    db = connect.open_writer(path)
    try:
        version = connect.pragma(db, "user_version")
        if 0 < version < VERSION:
            backup.make(path, path.with_name("backups"), kind=backup.Kind.MIGRATION)
        if version < VERSION:
            migrate(db)
        else:
            _prove_writable(db)
    except BaseException:
        db.close()
        raise
    return db


def _prove_writable(db: Database) -> None:
    # A file without write permission opens without complaint and fails at the first change.
    db.execute("BEGIN IMMEDIATE")
    db.rollback()


def _reader(path: Path) -> Database:
    with translated(path):
        return connect.open_reader(path)
