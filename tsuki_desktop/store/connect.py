"""How a connection to the log is opened: identity, permissions, pragmas."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tsuki_desktop.errors import BadFileError, NotFoundError, ReadOnlyError
from tsuki_desktop.store.migrations import APPLICATION_ID, VERSION
from tsuki_desktop.store.trouble import no_room

if TYPE_CHECKING:
    from sqlite_utils import Database

PRAGMAS = (
    "busy_timeout = 5000",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cache_size = -8192",
)
WRITER_PRAGMAS = (
    "synchronous = FULL",
    "checkpoint_fullfsync = ON",
    "journal_size_limit = 16777216",
)


def wrap(connection_string: str) -> Database:
    """A connection usable from the thread that opens it, with the pragmas that every connection has."""
    from sqlite_utils import Database

    from tsuki_desktop.store.driver import sqlite3

    # `check_same_thread` off: closing and interrupting happen from the event loop's thread.
    connection = sqlite3.connect(connection_string, uri=True, check_same_thread=False)
    try:
        db = Database(connection, execute_plugins=False)
        for pragma in PRAGMAS:
            db.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return db


def uri(path: Path, *options: str) -> str:
    """The file as SQLite's URI."""
    return f"file:{quote(str(path))}?{'&'.join(options)}"


def pragma(db: Database, name: str) -> int:
    """The value of a pragma that is a number."""
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def check_identity(db: Database) -> int:
    """The `user_version` of the open file, 0 for an empty one.

    Raises:
        BadFileError: the file is another program's database.

    """
    tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    identity, version = pragma(db, "application_id"), pragma(db, "user_version")
    if identity != APPLICATION_ID and (tables or identity or version):
        raise BadFileError(
            "This file is a database, but not a chat log of Tsuki.",
            "Choose another profile folder, or move the file away.",
            f"application_id {identity:#x}",
        )
    return version


def make_private_file(path: Path) -> None:
    """Create the file if it is missing, readable by its owner alone; SQLite's side files follow it.

    Raises:
        OSError: the folder or the file cannot be made.

    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600))
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def open_writer(path: Path) -> Database:
    """Open for writing; the file is made if it is missing. The schema may still be old.

    Raises:
        BadFileError: another program's database.
        ReadOnlyError: it comes from a newer version.

    """
    make_private_file(path)
    db = wrap(uri(path, "mode=rw"))
    try:
        version = check_identity(db)
        if version > VERSION:
            raise newer(version)
        for setting in ("journal_mode = WAL", *WRITER_PRAGMAS):
            db.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def newer(version: int) -> ReadOnlyError:
    """The log comes from a newer version of the program."""
    return ReadOnlyError(
        "This chat log was written by a newer version of Tsuki, so it is open for reading only.",
        "Update Tsuki to chat in it, or choose another profile.",
        f"user_version {version}",
    )


def open_reader(path: Path) -> Database:
    """Open for reading only, also in a folder that cannot be written and on a full disk.

    A log in WAL mode needs its side files. Where they are missing and cannot be made, it is read as a file
    that nobody changes; where there are changes only in the side file, a private copy is read.

    Raises:
        NotFoundError: there is no file.
        BadFileError: another program's database.

    """
    if not path.is_file():
        raise NotFoundError("There is no chat log here yet.", "Start Tsuki once, or choose another profile.")
    db = _first_that_reads(path)
    try:
        check_identity(db)
        db.execute("PRAGMA query_only = ON").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def _first_that_reads(path: Path) -> Database:
    from tsuki_desktop.store.driver import sqlite3

    try:
        return _probed(uri(path, "mode=ro"))
    except sqlite3.OperationalError:
        wal = Path(f"{path}-wal")
        if os.access(path.parent, os.W_OK) and not no_room(path):
            raise
        if not wal.exists() or wal.stat().st_size == 0:
            return _probed(uri(path, "mode=ro", "immutable=1"))
    with tempfile.TemporaryDirectory(prefix="tsuki-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(wal, f"{copy}-wal")
        return _loaded_into_memory(copy)


def _probed(connection_string: str) -> Database:
    db = wrap(connection_string)
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def _loaded_into_memory(path: Path) -> Database:
    source, target = wrap(uri(path, "mode=rw")), wrap("file::memory:")
    try:
        source.conn.backup(target.conn)
    finally:
        source.close()
    return target
