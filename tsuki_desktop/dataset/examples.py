"""From rated messages to training rows: what goes in, what stays out, and why.

Each rated reply is either used, or counted once under one of `REASONS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.dataset import pairs
from tsuki_desktop.dataset.budget import Budget
from tsuki_desktop.dataset.walk import Goal, Only, Rules, Tally, Tree, Walk, correction, lesson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tsuki_desktop.dataset.rows import Row
    from tsuki_desktop.domain.chat import Message

REASONS = {
    "never_train": "in a chat that is never learned from",
    "not_finished": "never finished",
    "length_cut": "cut off at the longest reply",
    "thought_text": "holds a thought aloud",
    "empty": "empty",
    "no_user_turn": "answers no words of yours",
    "context_cut": "said when earlier turns did not fit",
    "after_disliked": "comes after a reply that was not her",
    "disliked": "not her, and not rewritten",
    "not_corrected": "not rewritten by you",
    "older": "rated before that time",
    "too_long": "too long for a trainer",
    "no_pair": "nothing to compare it with",
    "same_text": "rewritten to the same words",
    "in_longer_thread": "inside a longer row already",
}
"""Why a rated reply stays out, by the name that manifests and the command line's JSON use."""

__all__ = ["REASONS", "Goal", "Only", "Rules", "Tally", "Tree", "examples"]


def examples(trees: Iterable[Tree], rules: Rules, tally: Tally | None = None) -> Iterator[Row]:
    """The rows of `trees`, one conversation in memory at a time, by message id within each.

    The same trees in the same order with the same rules give the same rows. `tally` fills as rows come.
    """
    tally = Tally() if tally is None else tally
    budget = Budget(rules.max_tokens, rules.count_tokens)
    for tree in trees:
        walk = Walk(tree, rules, tally, budget)
        for row in _MAKERS[rules.goal](walk):
            tally.rows += 1
            yield row


def _replies(walk: Walk) -> Iterator[Row]:
    for reply in walk.rated:
        text, reason = lesson(walk, reply)
        row = walk.row(reply, text, sources=(reply.uid,)) if text else None
        if row is None:
            walk.leave_out(reason or "too_long")
            continue
        walk.tally.used += 1
        yield row


def _threads(walk: Walk) -> Iterator[Row]:
    """The longest branches first; a liked reply inside one is not repeated in a row of its own."""
    lessons: dict[int, tuple[Message, str]] = {}
    for reply in walk.rated:
        text, reason = lesson(walk, reply)
        if reason:
            walk.leave_out(reason)
        else:
            lessons[reply.id] = (reply, text)
    inside: set[int] = set()
    rows: list[Row] = []
    for reply, text in reversed(lessons.values()):
        if reply.id in inside:
            walk.leave_out("in_longer_thread")
            continue
        window = walk.window(reply, text)
        covered = [m for m in window if m.id in lessons and not correction(m)]
        uids = (*(m.uid for m in covered), reply.uid)
        row = walk.row(reply, text, sources=uids, window=window)
        if row is None:
            walk.leave_out("too_long")
            continue
        inside.update(m.id for m in covered)
        rows.append(row)
        walk.tally.used += 1
    yield from reversed(rows)


_MAKERS: dict[Goal, Callable[[Walk], Iterator[Row]]] = {
    Goal.REPLIES: _replies,
    Goal.THREADS: _threads,
    Goal.PREFERENCE: pairs.preference,
    Goal.UNPAIRED: pairs.unpaired,
}
