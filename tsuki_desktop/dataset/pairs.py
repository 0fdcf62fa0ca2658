"""Rows that say what is better: preference pairs and lone thumbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.dataset.walk import Only, correction, flaw, value
from tsuki_desktop.domain.chat import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tsuki_desktop.dataset.rows import Row
    from tsuki_desktop.dataset.walk import Walk
    from tsuki_desktop.domain.chat import Message


def preference(walk: Walk) -> Iterator[Row]:
    """One row for each reply that lost: to its own correction, a liked sibling, or the chosen one.

    Chosen means: the person picked that variant over others, went on from it, or went back to it from a newer
    one.
    """
    for group in _variants(walk):
        rated = [reply for reply in group if reply.rating is not None]
        made: set[int] = set()
        best = _winner(walk, group)
        for loser in group:
            row = _pair(walk, loser, best)
            if row is not None:
                made.add(loser.id)
                if best is not None and best[0].uid in row.sources:
                    made.add(best[0].id)
                yield row
        for reply in rated:
            if reply.id in made:
                walk.tally.used += 1
            else:
                walk.leave_out(walk.barred(reply) or _own_flaw(reply) or "no_pair")


def unpaired(walk: Walk) -> Iterator[Row]:
    """A row a thumb: liked replies and corrections true, disliked replies false."""
    for reply in walk.rated:
        reason = walk.barred(reply)
        if not reason and walk.rules.only is Only.CORRECTED and not correction(reply):
            reason = "not_corrected"
        if reason:
            walk.leave_out(reason)
            continue
        thumbs = [(correction(reply), True)] if correction(reply) else []
        own_words = value(reply) < 0 or not thumbs
        if own_words and not flaw(reply) and not _same(reply.text, correction(reply)):
            thumbs.append((reply.text, value(reply) > 0))
        rows = [walk.row(reply, text, label=label, sources=(reply.uid,)) for text, label in thumbs]
        kept = [row for row in rows if row is not None]
        if kept:
            walk.tally.used += 1
            yield from kept
        else:
            walk.leave_out("too_long" if rows else flaw(reply))


def _variants(walk: Walk) -> Iterator[list[Message]]:
    """Replies to one prompt, by the oldest of each group; only groups that can hold a pair."""
    groups = {
        parent: [m for m in children if m.role is Role.ASSISTANT]
        for parent, children in walk.children.items()
    }
    lost = [reply for reply in walk.rated if walk.parent(reply) is None]
    for group in sorted([*groups.values(), *([reply] for reply in lost)], key=lambda g: g[0].id if g else 0):
        if len(group) > 1 or any(reply.rating for reply in group):
            yield group


def _winner(walk: Walk, group: list[Message]) -> tuple[Message, str] | None:
    """The variant that the person liked best, with its words: liked before merely chosen."""
    open_to_all = [reply for reply in group if not walk.barred(reply)]
    liked = [r for r in open_to_all if value(r) > 0 or correction(r)]
    for reply in reversed(liked):
        words = correction(reply) or ("" if flaw(reply) else reply.text)
        if words and (walk.rules.only is not Only.CORRECTED or correction(reply)):
            return reply, words
    if walk.rules.only is Only.CORRECTED:
        return None
    for reply in reversed(open_to_all):
        if reply.id in walk.picked and value(reply) == 0 and not flaw(reply):
            return reply, reply.text
    for reply in open_to_all:
        shown = reply.id in walk.active
        went_on = bool(walk.children.get(reply.id))
        if shown and value(reply) == 0 and not flaw(reply) and (went_on or reply is not group[-1]):
            return reply, reply.text
    return None


def _pair(walk: Walk, loser: Message, best: tuple[Message, str] | None) -> Row | None:
    if walk.barred(loser) or flaw(loser):
        return None
    if correction(loser):
        return _against(walk, loser, loser, correction(loser))
    if best is None or best[0] is loser or value(loser) > 0:
        return None
    picked = (best[0].id, loser.id) in walk.picks
    explicit = value(loser) < 0 or picked or best[0].id in walk.active
    return _against(walk, loser, *best) if explicit else None


def _against(walk: Walk, loser: Message, winner: Message, words: str) -> Row | None:
    if _same(words, loser.text):
        return None
    uids = (winner.uid,) if winner is loser else (winner.uid, loser.uid)
    return walk.row(loser, words, rejected=loser.text, sources=uids)


def _own_flaw(reply: Message) -> str:
    return flaw(reply) or ("same_text" if _same(reply.text, correction(reply)) else "")


def _same(left: str, right: str) -> bool:
    return left.split() == right.split()
