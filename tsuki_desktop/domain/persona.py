"""What makes Tsuki Tsuki, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsuki_desktop.domain.emotions import Emotion


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
    """A checked persona; `version` changes whenever what the model sees changes."""

    name: str
    version: str
    description: str
    system_prompt: str
    greeting: str
    speech: tuple[SpeechRule, ...] = ()
    examples: tuple[Example, ...] = ()
    emotions: tuple[Emotion, ...] = ()
