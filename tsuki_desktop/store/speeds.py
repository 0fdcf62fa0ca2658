"""How fast each model wrote on this computer, from the replies in the log."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_LEAST_TOKENS = 16
"""Shorter replies say more about their beginning than about the speed."""
_NEWEST = 400
"""Replies that are looked at: the computer of a year ago may have been another one."""
_EACH = 15


def seen(db: Database) -> dict[str, float]:
    """Tokens a second of each model (by id): the median of its newest replies that are long enough."""
    rows = db.execute(
        "SELECT model, tokens_per_s FROM messages WHERE role = 'assistant' AND tokens_per_s > 0 "
        "AND reply_tokens >= ? ORDER BY id DESC LIMIT ?",
        [_LEAST_TOKENS, _NEWEST],
    )
    speeds: dict[str, list[float]] = {}
    for model, speed in rows:
        speeds.setdefault(model, []).append(speed)
    return {model: median(found[:_EACH]) for model, found in speeds.items()}
