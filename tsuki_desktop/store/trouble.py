"""SQLite's errors in the words of our error tree, in this one place."""

from __future__ import annotations

import errno
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tsuki_desktop.errors import DamagedError, DiskFullError, ReadOnlyError, StorageError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

# Primary result codes: the low byte of https://sqlite.org/rescode.html
_BUSY, _LOCKED, _NOMEM, _READONLY, _INTERRUPT, _IOERR = 5, 6, 7, 8, 9, 10
_CORRUPT, _FULL, _CANTOPEN, _TOOBIG, _NOTADB = 11, 13, 14, 18, 26
_ROOM = 256 * 1024
"""Less free room than this makes an I/O error a full disk: the WAL index grows by 32 KB at a time."""


_SIGNS = ("no such", "run 'rebuild'", "vtable constructor failed")
"""In messages with SQLite's general code, what a broken schema or word index leads to."""


class InterruptedReadError(Exception):
    """A read was cancelled by whoever asked for it; never seen outside the store."""


def disk_full() -> DiskFullError:
    """No room left."""
    return DiskFullError(
        "The disk is full, so this could not be saved.",
        "Free some space and try again; what you wrote is still here.",
    )


def damaged(detail: str) -> DamagedError:
    """The log's pages or rows are broken; `detail` holds no message text."""
    return DamagedError(
        "A part of the chat log is damaged.",
        "Nothing was deleted. The recovery assistant (or `tsuki doctor --repair`) can bring back a backup "
        "and save what is readable.",
        detail,
    )


def read_only(detail: str = "") -> ReadOnlyError:
    """The log cannot be written."""
    return ReadOnlyError(
        "The chat log cannot be changed: its folder is read-only.",
        "You can read and export everything. To chat, make the folder writable or choose another profile.",
        detail,
    )


def no_room(path: Path | None) -> bool:
    """Whether the disk of `path` is as good as full."""
    try:
        return path is not None and shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


def translate(error: Exception, path: Path | None) -> Exception:
    """Our word for `error` where it is the environment's fault; bugs come back as they are.

    `error` is what SQLite, Python's driver or the system raised while the log at `path` was in use.
    """
    detail = f"{type(error).__name__}: {getattr(error, 'sqlite_errorname', '')} {error}"
    if isinstance(error, OSError):
        return _translate_os(error, detail)
    from tsuki_desktop.store.driver import sqlite3

    if isinstance(error, UnicodeDecodeError):  # the driver, reading SQLite's words about a broken schema
        return damaged(detail)
    if not isinstance(error, sqlite3.Error):
        return error
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The driver's own errors have no code; of these only text that is not UTF-8 comes from the file.
        return damaged(detail) if "decode" in str(error) else error
    return _translate_code(code & 0xFF, error, path, detail)


def _translate_os(error: OSError, detail: str) -> Exception:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full()
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return read_only(detail)
    return StorageError("The chat log could not be reached.", "Check the disk and try again.", detail)


def _translate_code(code: int, error: Exception, path: Path | None, detail: str) -> Exception:
    if code == _FULL or (code in {_IOERR, _CANTOPEN} and no_room(path)):
        return disk_full()
    if code in {_CORRUPT, _NOTADB, _TOOBIG, _NOMEM} or any(sign in str(error) for sign in _SIGNS):
        return damaged(detail)
    if code in {_READONLY, _INTERRUPT}:
        return read_only(detail) if code == _READONLY else InterruptedReadError()
    if code in {_BUSY, _LOCKED}:
        return StorageError(
            "Another program is using the chat log.", "Close it (Datasette, a backup tool) and try again."
        )
    if code in {_IOERR, _CANTOPEN}:
        return StorageError("The chat log could not be reached.", "Check the disk and try again.", detail)
    return error


@contextmanager
def translated(path: Path | None) -> Generator[None]:
    """Let errors out as `translate` says.

    Raises:
        StorageError: what SQLite or the system raised, in our words.

    """
    try:
        yield
    except Exception as error:
        known = translate(error, path)
        if known is error:
            raise
        raise known from error
