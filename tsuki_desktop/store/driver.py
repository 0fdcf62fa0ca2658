"""The SQLite module that sqlite-utils uses, so that `except` catches the errors of whichever build that is.

Imported late: sqlite-utils takes a while to load, and only the log's threads need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlite_utils.utils import sqlite3

BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises; the second where SQLite's own message quotes broken names."""

__all__ = ["BROKEN", "sqlite3"]
