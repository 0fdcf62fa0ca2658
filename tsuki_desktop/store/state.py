"""Small facts about the log itself, such as when it was last checked in depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

LAST_DEEP_CHECK = "last_deep_check"
"""UTC ISO time of the last deep check that found nothing."""


def get(db: Database, name: str) -> str | None:
    """The fact, None where nobody wrote it down."""
    row = db.execute("SELECT value FROM state WHERE name = ?", [name]).fetchone()
    return row[0] if row else None


def put(db: Database, name: str, value: str) -> None:
    """Write the fact down."""
    db.execute(
        "INSERT INTO state VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, value],
    )
