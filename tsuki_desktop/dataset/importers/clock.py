"""Times as chat exports write them."""

from __future__ import annotations

import datetime as dt

LATEST_S = 1e11
"""The year 5138: a larger number is in milliseconds."""
LATEST_MS = 1e14


def seconds(value: object) -> float | None:
    """Seconds since 1970 of a number (seconds or milliseconds) or an ISO 8601 text; None where it is neither.

    A time without a zone is taken as UTC: only gaps matter here.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return _iso(str(value))
    if isinstance(value, int | float):
        number = float(value)
        if not abs(number) < LATEST_MS:
            return None
        return number / 1000 if abs(number) > LATEST_S else number
    return None


def _iso(text: str) -> float | None:
    try:
        moment = dt.datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
