"""Search over everything that was said.

Ranked by FTS5's bm25, except where a query has more than 20,000 hits: ranking those takes most of a second
and says little, so the newest come first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tsuki_desktop.domain.chat import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

RANKED_UP_TO = 20_000
"""Hits. Ranking all of a common word's 300,000 takes 0.6 s on two cores."""
_WEIGHED = 3_000
"""Of a query's hits, how many of the newest are weighed: about 3 microseconds each."""
_SPARE = 200
"""How many more of the best hits are ranked than shown, since some may be in deleted conversations."""
_SNIPPET_WORDS = 16
_MAX_TERMS = 32
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_OPEN, _CLOSE = "\x02", "\x03"

_HIT = f"""SELECT m.id, m.uid, c.id, c.uid, c.title, m.role, m.created_at,
    (SELECT value FROM ratings WHERE message_id = m.id),
    snippet(messages_fts, 0, '{_OPEN}', '{_CLOSE}', '…', {_SNIPPET_WORDS})
FROM messages_fts CROSS JOIN messages m ON m.id = messages_fts.rowid
CROSS JOIN conversations c ON c.id = m.conversation_id
WHERE messages_fts MATCH :match AND c.deleted_at IS NULL"""


@dataclass(frozen=True, slots=True)
class Within:
    """Where to search; what is left empty does not narrow.

    `since` and `until` are UTC ISO times, the first included, the second not; `rating` is +1 or -1.
    """

    conversation_id: int | None = None
    since: str | None = None
    until: str | None = None
    rating: int | None = None
    model: str | None = None


EVERYWHERE = Within()


@dataclass(frozen=True, slots=True)
class Hit:
    """One message found, and its rating: +1, -1, or 0 for none.

    `marks` are the (start, end) places in `snippet` that match, in characters.
    """

    message_id: int
    message_uid: str
    conversation_id: int
    conversation_uid: str
    title: str
    role: Role
    created_at: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    rating: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search."""

    hits: tuple[Hit, ...]
    total: int
    """Messages with these words anywhere in the log; at most `RANKED_UP_TO` + 1, which means "more"."""
    ranked: bool
    """Best first; otherwise newest first."""


def search(
    db: Database,
    text: str,
    *,
    within: Within = EVERYWHERE,
    limit: int = 50,
    offset: int = 0,
    live: bool = True,
) -> Found:
    """Find completed messages that hold all words of `text`; words in double quotes stand together.

    Any text is safe. With `live` the last word may be unfinished. Conversations in the bin are left out.
    """
    parts = _parts(text, live=live)
    values: dict[str, Any] = {"match": " ".join(parts), "limit": limit, "offset": offset}
    if not parts:
        return Found((), 0, ranked=True)
    rare = parts if len(parts) == 1 else [part for part in parts if _count(db, part) <= RANKED_UP_TO]
    # Common words alone are not even counted together: that would read all of their lists.
    together = _ids(db, values["match"]) if rare and len(rare) < len(parts) else None
    if together is not None:
        total = len(together)
    else:
        total = _count(db, values["match"]) if rare else RANKED_UP_TO + 1
    if total > RANKED_UP_TO:
        found = _narrowed(db, within, values, "messages_fts.rowid DESC")
        total = total if rare or len(found) == limit else offset + len(found)
        return Found(tuple(map(_hit, found)), total, ranked=False)
    if within == EVERYWHERE:
        return Found(tuple(map(_hit, _best_everywhere(db, rare, together, values))), total, ranked=True)
    return Found(tuple(map(_hit, _narrowed(db, within, values, "messages_fts.rank"))), total, ranked=True)


def _count(db: Database, match: str) -> int:
    """Messages that match, or `RANKED_UP_TO` + 1 where there are more."""
    return db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM messages_fts WHERE messages_fts MATCH ? LIMIT ?)",
        [match, RANKED_UP_TO + 1],
    ).fetchone()[0]


def _ids(db: Database, match: str) -> list[int]:
    """Ids of messages that match, oldest first; at most `RANKED_UP_TO` + 1."""
    found = db.execute(
        "SELECT rowid FROM messages_fts WHERE messages_fts MATCH ? LIMIT ?", [match, RANKED_UP_TO + 1]
    )
    return [row[0] for row in found.fetchall()]


def _best(db: Database, rare: list[str], together: list[int] | None, most: int) -> list[int]:
    """Ids of the best `most` of the newest `_WEIGHED` hits, best first.

    Where some words are common, only the rare ones are weighed: bm25 would read the common one's whole list
    for a weight near nothing. `together` are then the messages that have all of the words.
    """
    match = " ".join(rare)
    oldest = db.execute(
        "SELECT rowid FROM messages_fts WHERE messages_fts MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
        [match, _WEIGHED],
    ).fetchone()
    ranked = db.execute(
        "SELECT rowid FROM messages_fts WHERE messages_fts MATCH ? AND rowid > ? ORDER BY rank LIMIT ?",
        [match, oldest[0] if oldest else 0, most if together is None else -1],
    ).fetchall()
    if together is None:
        return [row[0] for row in ranked]
    hits = set(together)
    best = [row[0] for row in ranked if row[0] in hits]
    older = sorted(hits.difference(best), reverse=True)
    return [*best, *older][:most]


def _best_everywhere(
    db: Database, rare: list[str], together: list[int] | None, values: dict[str, Any]
) -> list[Any]:
    # Ranking needs the index alone; looking up 20,000 messages to leave out deleted ones would cost more.
    wanted = values["limit"] + values["offset"]
    best = _best(db, rare, together, wanted + _SPARE)
    marks = ", ".join(map(str, best))
    shown = db.execute(
        f"""SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation_id
            WHERE m.id IN ({marks}) AND c.deleted_at IS NULL"""
    ).fetchall()
    if len(best) == wanted + _SPARE and len(shown) < wanted:
        return _narrowed(db, EVERYWHERE, values, "messages_fts.rank")
    alive = {row[0] for row in shown}
    page = [message_id for message_id in best if message_id in alive][values["offset"] : wanted]
    # The index is asked again for this page alone, since a snippet needs the match.
    marks = ", ".join(map(str, page))
    found = db.execute(f"{_HIT} AND messages_fts.rowid IN ({marks})", {"match": values["match"]}).fetchall()
    by_id = {row[0]: row for row in found}
    return [by_id[message_id] for message_id in page]


def _narrowed(db: Database, within: Within, values: dict[str, Any], order: str) -> list[Any]:
    conditions, bound = _conditions(within)
    sql = f"{_HIT} {conditions} ORDER BY {order} LIMIT :limit OFFSET :offset"
    return db.execute(sql, {**values, **bound}).fetchall()


def _conditions(within: Within) -> tuple[str, dict[str, Any]]:
    """The WHERE terms of the filters, and their values."""
    terms = {
        # The range lets the index skip everything before and after the conversation.
        "conversation_id": """AND m.conversation_id = :conversation_id AND messages_fts.rowid BETWEEN
            (SELECT min(id) FROM messages WHERE conversation_id = :conversation_id) AND
            (SELECT max(id) FROM messages WHERE conversation_id = :conversation_id)""",
        "since": "AND m.created_at >= :since",
        "until": "AND m.created_at < :until",
        "rating": "AND m.id IN (SELECT message_id FROM ratings WHERE value = :rating)",
        "model": "AND m.model = :model",
    }
    given = {name: getattr(within, name) for name in terms}
    used = {name: value for name, value in given.items() if value is not None}
    return " ".join(terms[name] for name in used), used


def _hit(row: Any) -> Hit:
    snippet, marks = _marked(row[8])
    return Hit(
        *row[:5], role=Role(row[5]), created_at=row[6], snippet=snippet, marks=marks, rating=row[7] or 0
    )


def _marked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain = ""
    marks: list[tuple[int, int]] = []
    for index, piece in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", text)):
        if index % 2:
            marks.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, tuple(marks)


def _parts(text: str, *, live: bool) -> list[str]:
    """`text` as FTS5 phrases, every word quoted; empty where there is nothing to look for."""
    terms = list(_terms(text))[:_MAX_TERMS]
    if not terms:
        return []
    last, closed = terms[-1]
    # A single letter as a prefix is in nearly every message, so it stands for itself.
    unfinished = live and not closed and len(last) > 1 and not text[-1:].isspace()
    quoted = [_quoted(term) for term, _ in terms]
    return [*quoted[:-1], quoted[-1] + (" *" if unfinished else "")]


def _terms(text: str) -> Iterator[tuple[str, bool]]:
    """Words and phrases that hold a letter or a digit; True where a phrase was closed."""
    for found in _TERM.finditer(text.replace("\0", " ")):
        term = found[1] if found[1] is not None else found[2]
        if any(unicodedata.category(character)[0] in "LN" for character in term):
            yield term, found[1] is not None and found[0].endswith('"')


def _quoted(term: str) -> str:
    return '"' + term.encode("utf-8", "replace").decode("utf-8").replace('"', '""') + '"'


def titles(db: Database, text: str, *, limit: int = 20) -> list[int]:
    """Ids of conversations whose title holds `text`, newest activity first."""
    wanted = re.sub(r"([\\%_])", r"\\\1", text.strip())
    if not wanted:
        return []
    found = db.execute(
        r"""SELECT id FROM conversations WHERE deleted_at IS NULL AND title LIKE ? ESCAPE '\'
            ORDER BY activity DESC, id DESC LIMIT ?""",
        [f"%{wanted}%", limit],
    )
    return [row[0] for row in found.fetchall()]
