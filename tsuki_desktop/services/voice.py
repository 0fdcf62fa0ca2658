"""Tsuki's voice in one profile: her persona, the examples that go before a chat, the mood of a reply."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from tsuki_desktop.persona.emotions import EmotionGuesser
from tsuki_desktop.persona.few_shot import pick
from tsuki_desktop.persona.prompt import prefix, system_turn
from tsuki_desktop.services.styles import BASE_STYLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.domain.chat import Turn
    from tsuki_desktop.domain.emotions import Emotion
    from tsuki_desktop.domain.persona import Example, Persona
    from tsuki_desktop.services.styles import PromptStyle
    from tsuki_desktop.settings import SettingsFile

_LIKED_SHOWN = 4
"""Liked replies in a prompt: few enough to leave a 2,048-token context to the chat."""

Corrected = tuple[str, str, "Emotion"]
"""What the person said, her reply, and the mood that it has."""


class Voice:
    """What Tsuki sounds like here and now."""

    def __init__(self, persona: Persona, settings: SettingsFile) -> None:
        self.persona = persona
        self._settings = settings
        self._liked: Sequence[Example] = ()
        self._picked: tuple[Example, ...] | None = None
        self._corrected: list[Corrected] = []
        self._guesser: asyncio.Future[EmotionGuesser] | None = None

    def learn(self, liked: Sequence[Example]) -> None:
        """Take the person's liked replies (oldest first) as examples from the next message on."""
        self._liked = liked
        self._picked = None

    def new_conversation(self) -> None:
        """Let the next message choose its examples anew."""
        self._picked = None

    async def prefix(self, message: str, style: PromptStyle = BASE_STYLE) -> list[Turn]:
        """Return what goes before the chat, in the `style` of the model that speaks.

        The examples are picked for the first `message` after a change of conversation or thumbs, and then
        stay, because every change of the prefix costs its evaluation.
        """
        settings = self._settings.value
        if not (settings.few_shot and style.liked):
            liked: tuple[Example, ...] = ()
        elif self._picked is None:
            liked = self._picked = tuple(pick(message, self._liked, most=_LIKED_SHOWN))
        else:
            liked = self._picked
        persona = self.persona
        if style.system_prompt:
            persona = replace(persona, system_prompt=style.system_prompt)
        system = system_turn(persona, tsundere=settings.tsundere, about_you=settings.about_you)
        return prefix(system, [*(persona.examples if style.examples else ()), *liked])

    async def emotion(self, said: str, reply: str) -> Emotion:
        """Guess the mood of `reply`; the first call loads the model (20 ms, in a thread)."""
        return (await self.guesser()).guess(said, reply)

    async def guesser(self) -> EmotionGuesser:
        """Return what guesses moods, as far as it has learned."""
        if self._guesser is None:
            self._guesser = asyncio.ensure_future(asyncio.to_thread(_loaded, tuple(self._corrected)))
        return await asyncio.shield(self._guesser)

    def correct_emotions(self, corrected: Sequence[Corrected]) -> None:
        """Learn these corrected moods, oldest first, and no others, from the next guess on."""
        self._corrected = list(corrected)
        self._guesser = None


def _loaded(corrected: Sequence[Corrected]) -> EmotionGuesser:
    guesser = EmotionGuesser.load()
    for said, reply, emotion in corrected:
        guesser.learn(said, reply, emotion)
    return guesser
