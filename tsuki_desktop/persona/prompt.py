"""What a model reads before the chat: the system prompt and a few examples of her voice.

These turns are the stable prefix: the same for every message of a conversation, so that a backend evaluates
them once. They change only when the persona, the settings or the person's thumbs change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.domain.persona import Example, Persona


@dataclass(frozen=True, slots=True)
class Prefix:
    """What goes before a chat; `liked` are the person's, from the weakest to the strongest."""

    system: Turn
    examples: tuple[Example, ...] = ()
    liked: tuple[Example, ...] = ()

    @property
    def turns(self) -> list[Turn]:
        """What the model reads: two turns an example."""
        return prefix(self.system, [*self.examples, *self.liked])

    def with_only(self, examples: int, liked: int) -> Prefix:
        """The same with the first so many examples and the strongest so many liked ones."""
        return Prefix(self.system, self.examples[:examples], self.liked[len(self.liked) - liked :])


def system_turn(persona: Persona, *, tsundere: str = "a little", about_you: str = "") -> Turn:
    """The system message: who she is, how tsundere, and what the person told about themselves."""
    parts = [persona.system_prompt, persona.tsundere.get(tsundere, "")]
    if about_you.strip():
        parts.append(f"About the person you talk to: {about_you.strip()}")
    return Turn(Role.SYSTEM, " ".join(part.strip() for part in parts if part.strip()))


def prefix(system: Turn, examples: Sequence[Example]) -> list[Turn]:
    """The system turn, then each example as a user turn and her reply."""
    turns = [system]
    for example in examples:
        turns += [Turn(Role.USER, example.user), Turn(Role.ASSISTANT, example.reply)]
    return turns
