"""From a conversation to what a model reads: the stable prefix, then as many messages as fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.backends.base import ReplyRequest
from tsuki_desktop.domain.chat import Role
from tsuki_desktop.persona.budget import examples_kept, first_seen, room_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.backends.base import Backend
    from tsuki_desktop.domain.chat import Message, Turn
    from tsuki_desktop.domain.sampling import Sampling
    from tsuki_desktop.persona.prompt import Prefix
    from tsuki_desktop.services.styles import Styles
    from tsuki_desktop.services.voice import Voice

_FEWEST_TOKENS_A_MESSAGE = 4
"""No template spends less on a message; bounds how far back a context of n tokens can reach."""

_COSTS_KEPT = 4_000
"""Counted messages; with more, all but the present conversation's are forgotten."""

_LARGEST_REPLY_SHARE = 2
"""At most one part in this many of the context is kept free for the reply."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A request, and what of the conversation did not fit into it."""

    request: ReplyRequest
    dropped: int
    first_seen_id: int | None


class Prompting:
    """Builds prompts and remembers what each message costs."""

    def __init__(self, voice: Voice, styles: Styles) -> None:
        self._voice = voice
        self._styles = styles
        self._costs: dict[tuple[str, str], int] = {}

    async def build(
        self, backend: Backend, model: str, history: Sequence[Message], sampling: Sampling
    ) -> Prompt:
        """Build the prompt that asks for the message after `history` (root first).

        Raises:
            UsageError: the last message does not fit, even without any example.
            BackendError: the backend cannot count.

        """
        reach = max(0, len(history) - sampling.context // _FEWEST_TOKENS_A_MESSAGE)
        said = [message for message in history[reach:] if message.text]
        whole = self._voice.before(_last_words(said), await self._styles.of(model))
        turns = [message.turn for message in said]
        counted = await self._count(backend, model, [*whole.turns, *turns])
        costs = counted[len(whole.turns) :]
        reserve = min(sampling.max_tokens, sampling.context // _LARGEST_REPLY_SHARE)
        room = room_for(sampling.context, reserve)
        prefix, spent = _that_fits(whole, counted, room, costs[-1] if costs else 0)
        start = first_seen(
            costs,
            [turn.role for turn in turns],
            prefix=spent,
            context=sampling.context,
            reserve=reserve,
        )
        request = ReplyRequest(model, (*prefix, *turns[start:]), len(prefix), sampling)
        return Prompt(
            request,
            dropped=reach + start,
            first_seen_id=said[start].id if said else None,
        )

    async def _count(self, backend: Backend, model: str, turns: Sequence[Turn]) -> list[int]:
        if not backend.counts_exactly:  # a guess gets better, so it is not kept
            return await backend.count(model, turns)
        keys = [(model, f"{turn.role}:{turn.text}") for turn in turns]
        unknown = [at for at, key in enumerate(keys) if key not in self._costs]
        if unknown:
            counted = await backend.count(model, [turns[at] for at in unknown])
            self._costs.update(zip((keys[at] for at in unknown), counted, strict=True))
        costs = [self._costs[key] for key in keys]
        if len(self._costs) > _COSTS_KEPT:
            self._costs = dict(zip(keys, costs, strict=True))
        return costs


def _that_fits(whole: Prefix, costs: Sequence[int], room: int, last: int) -> tuple[list[Turn], int]:
    """What of a prefix leaves room to the chat, and its tokens; `costs` begins with those of its turns."""
    system, pairs = costs[0], [sum(costs[at : at + 2]) for at in range(1, len(whole.turns), 2)]
    own, liked = pairs[: len(whole.examples)], pairs[len(whole.examples) :]
    examples, strongest = examples_kept(system, own, liked, room=room, last=last)
    spent = system + sum(own[:examples]) + sum(liked[len(liked) - strongest :])
    return whole.with_only(examples, strongest).turns, spent


def _last_words(history: Sequence[Message]) -> str:
    """What the person said last; a reply that failed with no text says nothing."""
    said = (message.text for message in reversed(history) if message.role is Role.USER)
    return next(said, "")
