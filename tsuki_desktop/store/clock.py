"""The wall clock as the log writes it. Order never depends on it: rows are ordered by id."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The moment in UTC, ISO 8601 with milliseconds and Z, such as `2026-07-04T12:00:00.000Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_uid() -> str:
    """A new ULID: what people and files call a row."""
    from ulid import ULID

    return str(ULID())
