"""What makes Tsuki Tsuki, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tsuki_desktop.domain.emotions import Emotion

OF_A_CARD = "card"
"""What the version of a character card's persona begins with."""


@dataclass(frozen=True, slots=True)
class SpeechRule:
    """A stiff phrase and what she would say instead: a suggestion, never a find-and-replace."""

    stiff: str
    casual: str


@dataclass(frozen=True, slots=True)
class Example:
    """One exchange that shows her voice."""

    user: str
    reply: str
    emotion: Emotion


@dataclass(frozen=True, slots=True)
class Persona:
    """A checked persona; `version` changes whenever what the model sees of it changes.

    `tsundere` maps the choices of the setting of that name to a sentence for the system prompt; `greetings`
    has lines by the part of the day and by the time since the last chat, `greeting` is said without them.
    """

    name: str
    version: str
    description: str
    system_prompt: str
    greeting: str
    tsundere: Mapping[str, str] = field(default_factory=dict[str, str])
    speech: tuple[SpeechRule, ...] = ()
    examples: tuple[Example, ...] = ()
    greetings: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


def same_speaker(one: str, other: str) -> bool:
    """Whether two versions of personas are one: Tsuki stays herself when changed, a card is another."""
    return one == other or not any(version.startswith(f"{OF_A_CARD}-") for version in (one, other))
