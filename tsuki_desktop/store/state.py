"""Small facts about the log itself, such as when it was last checked in depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.store import rows

if TYPE_CHECKING:
    from sqlite_utils import Database

LAST_DEEP_CHECK = "last_deep_check"
"""UTC ISO time of the last deep check that found nothing."""

DRAFT = "draft"
"""What stands in the composer of a chat that is not begun, behind its checksum of 16 characters."""
_SUM = 16


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


def draft(db: Database) -> str:
    """What was written but not sent, before its conversation was begun; empty where there is nothing."""
    stored = get(db, DRAFT) or ""
    text = stored[_SUM:]
    return text if stored[:_SUM] == rows.checksum(DRAFT, text) else ""


def set_draft(db: Database, text: str) -> None:
    """Keep what is written in the composer of a chat that is not begun."""
    text = rows.clean(text)
    put(db, DRAFT, rows.checksum(DRAFT, text) + text if text else "")


def forget_draft(db: Database) -> None:
    """Drop that draft: what was sent since may begin with its words."""
    db.execute("DELETE FROM state WHERE name = ?", [DRAFT])
