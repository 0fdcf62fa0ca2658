"""The SQLite module that sqlite-utils uses, so that `except` catches the errors of whichever build that is.

Imported late: sqlite-utils takes a while to load, and only the log's threads need it. It also takes NumPy
where there is one, to tell columns of NumPy's types; the log has none, and without it a start is 60 ms
quicker and the window 10 MB lighter (`tsuki bench start`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    numpy = sys.modules.get("numpy")
    sys.modules["numpy"] = None  # what `import` takes for “not installed”
    try:
        from sqlite_utils.utils import sqlite3
    finally:
        del sys.modules["numpy"]
        if numpy is not None:
            sys.modules["numpy"] = numpy

BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises; the second where SQLite's own message quotes broken names."""

__all__ = ["BROKEN", "sqlite3"]
