"""From a conversation to what a model reads: the stable prefix, then as many messages as fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.backends.base import ReplyRequest
from tsuki_desktop.domain.chat import Role
from tsuki_desktop.persona.budget import first_seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.backends.base import Backend
    from tsuki_desktop.domain.chat import Message, Turn
    from tsuki_desktop.domain.sampling import Sampling
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
            UsageError: the last message alone does not fit.
            BackendError: the backend cannot count.

        """
        reach = max(0, len(history) - sampling.context // _FEWEST_TOKENS_A_MESSAGE)
        said = [message for message in history[reach:] if message.text]
        prefix = await self._voice.prefix(_last_words(said), await self._styles.of(model))
        turns = [message.turn for message in said]
        costs = await self._count(backend, model, [*prefix, *turns])
        spent = sum(costs[: len(prefix)])
        start = first_seen(
            costs[len(prefix) :],
            [turn.role for turn in turns],
            prefix=spent,
            context=sampling.context,
            reserve=min(sampling.max_tokens, sampling.context // _LARGEST_REPLY_SHARE),
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


def _last_words(history: Sequence[Message]) -> str:
    """What the person said last; a reply that failed with no text says nothing."""
    said = (message.text for message in reversed(history) if message.role is Role.USER)
    return next(said, "")
