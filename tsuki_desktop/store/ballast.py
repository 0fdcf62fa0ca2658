"""A file that takes up room, to be let go when the disk is full: even deleting needs some."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 1 << 20
"""Bytes: enough for about 25 turns, or for deleting a conversation."""
_ROOM = 8 * SIZE
"""Free bytes below which no ballast is taken on."""


def path_for(database: Path) -> Path:
    """The ballast's place, beside the log."""
    return database.with_name("tsuki.ballast")


def take_on(database: Path) -> bool:
    """Make the file where it is missing and there is room; returns whether it is there."""
    path = path_for(database)
    with suppress(OSError):
        if path.exists() and path.stat().st_size >= SIZE:
            return True
        if shutil.disk_usage(path.parent).free < _ROOM:
            return False
        path.write_bytes(bytes(SIZE))
        path.chmod(0o600)
        return True
    return False


def let_go(database: Path) -> bool:
    """Free the room; returns whether there was something to free."""
    path = path_for(database)
    with suppress(OSError):
        path.unlink()
        return True
    return False
