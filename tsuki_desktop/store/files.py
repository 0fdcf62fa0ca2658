"""Files written so that a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


def sync_file(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Bring a folder's names to the disk; a system that cannot do so for folders does it by itself."""
    with suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            with suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def replacing(target: Path) -> Generator[Path]:
    """A private, empty file beside `target` that takes its place when the block ends without an error.

    Raises:
        OSError: the folder cannot be written, or the disk is full.

    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    temporary.unlink(missing_ok=True)
    os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield temporary
        sync_file(temporary)
        temporary.replace(target)
    finally:
        for leftover in (temporary, *(Path(f"{temporary}{end}") for end in ("-wal", "-shm", "-journal"))):
            leftover.unlink(missing_ok=True)
    sync_folder(target.parent)


def write_text(target: Path, text: str) -> None:
    """Write a text file, readable by its owner alone.

    Raises:
        OSError: the folder cannot be written, or the disk is full.

    """
    with replacing(target) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def sha256(path: Path) -> str:
    """The file's SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove_stale_parts(folder: Path) -> None:
    """Remove what `replacing` left behind in a crash."""
    for part in folder.glob(".*.part*"):
        part.unlink(missing_ok=True)
