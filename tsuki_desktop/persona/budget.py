"""How much of a conversation fits into a model's context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Role
from tsuki_desktop.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT_AFTER_CUT = 0.5
"""Share of the room for history that is still filled after a cut. Cutting in such chunks keeps the start of
the prompt, and with it the backend's cache, the same for many turns between two cuts."""

_SPARE_AFTER_REPLY = 0.125
"""Share of the room that a reply must leave for the next message. Where it does not, the cut falls right
after the reply, and is evaluated while the person reads, instead of when they wait for an answer."""

_TEMPLATE_SPARE = 16
"""Tokens left for what a chat template adds around the whole (start, generation prompt)."""

_MOST_BEFORE_CHAT = 0.5
"""Share of the room that examples may fill together with the system prompt: the chat itself comes first."""


def room_for(context: int, reserve: int) -> int:
    """Tokens that a prompt may have where `reserve` are kept free for the reply."""
    return context - reserve - _TEMPLATE_SPARE


def examples_kept(
    system: int, examples: Sequence[int], liked: Sequence[int], *, room: int, last: int
) -> tuple[int, int]:
    """Tell how many of the persona's `examples` (from the first) and `liked` ones (from the last) have room.

    All are tokens; `last` is the message that must be answered, which never gives way to an example.
    """
    left = min(room * _MOST_BEFORE_CHAT, room - last) - system
    shown, strongest = list(examples), list(liked)
    while strongest and sum(shown) + sum(strongest) > left:
        strongest.pop(0)
    while shown and sum(shown) > left:
        shown.pop()
    return len(shown), len(strongest)


def first_seen(
    costs: Sequence[int], roles: Sequence[Role], *, prefix: int, context: int, reserve: int
) -> int:
    """Tell from which message on a model sees a conversation.

    `costs` are the prompt tokens of each message, `prefix` those of everything before them; `reserve` is
    kept free for the reply. The same conversation always gives the same answer, however it was reached: the
    cuts are replayed from its start.

    Raises:
        UsageError: not even the last message fits; it, or else what stands before every chat, is named.

    """
    whole = room_for(context, reserve)
    room = whole - prefix
    last = costs[-1] if costs else 0
    if last > room:
        raise _too_long(prefix_is_cause=last <= whole and prefix > whole / 2)
    if not costs:
        return 0
    start, held = 0, 0
    for at, cost in enumerate(costs):
        held += cost
        limit = room if roles[at] is Role.USER else room * (1 - _SPARE_AFTER_REPLY)
        target = limit if held <= limit else room * _KEPT_AFTER_CUT
        while start < at and (held > target or roles[start] is not Role.USER):
            held -= costs[start]
            start += 1
    return start


def _too_long(*, prefix_is_cause: bool) -> UsageError:
    if prefix_is_cause:
        return UsageError(
            "The character, or what you wrote about yourself, is too long for the context.",
            "Raise the context in the settings, or shorten the character or “About you”.",
        )
    return UsageError(
        "This message is too long for what Tsuki can see at once.",
        "Shorten it, or raise the context in the settings.",
    )
