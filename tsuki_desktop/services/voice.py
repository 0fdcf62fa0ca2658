"""Tsuki's voice in one profile: her persona, the examples that go before a chat, the mood of a reply."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from tsuki_desktop.persona.emotions import EmotionGuesser
from tsuki_desktop.persona.few_shot import pick
from tsuki_desktop.persona.prompt import Prefix, system_turn
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

_ALIKE_SHOWN, _ALIKE = 2, 0.3
"""Liked replies that a model with her voice sees, and how much alike (see `pick`) their message must be.

On 60 held-out starter chats her adapter's NLL was 3.115 a token without any, 3.197, 3.202 and 3.210 with the
best one, two and four of ten: 0.105 worse where the best was less than 0.1 alike, 0.019 between 0.1 and 0.2.
Too few were more alike than that to measure, so 0.3 is chosen with room to spare, not found.
"""

Corrected = tuple[str, str, "Emotion"]
"""What the person said, her reply, and the mood that it has."""


class Voice:
    """What Tsuki sounds like here and now."""

    def __init__(self, persona: Persona, settings: SettingsFile) -> None:
        self.persona = persona
        self._settings = settings
        self._liked: list[Example] = []
        self._picked: tuple[Example, ...] | None = None
        self._alike: tuple[Example, ...] = ()
        self._corrected: list[Corrected] = []
        self._guesser: asyncio.Future[EmotionGuesser] | None = None

    def learn(self, liked: Sequence[Example]) -> None:
        """Take the person's liked replies (oldest first) as examples from the next message on."""
        if self._liked != list(liked):
            self._liked = list(liked)
            self._picked = None
            self._alike = tuple(one for one in self._alike if one in self._liked)

    def new_conversation(self) -> None:
        """Let the next message choose its examples anew."""
        self._picked, self._alike = None, ()

    async def prefix(
        self, message: str, style: PromptStyle = BASE_STYLE, *, liked: bool = True
    ) -> list[Turn]:
        """Return all turns of `before`."""
        return self.before(message, style, liked=liked).turns

    def before(self, message: str, style: PromptStyle = BASE_STYLE, *, liked: bool = True) -> Prefix:
        """Return what goes before the chat, in the `style` of the model that speaks to this persona's voice.

        A style holds for the persona that it was trained with. Another one, from a character card or of the
        person's own, is asked for with its own prompt and examples, of the same model: on 18 replies of
        three characters, the starter with her adapter had an NLL of 3.92 a token in her style, 3.45 with
        their prompt, 3.36 with their examples too; the bare base had 3.46 with both.
        """
        settings = self._settings.value
        persona = self.persona
        if style.persona_version not in {"", persona.version}:
            style = BASE_STYLE
        shown: tuple[Example, ...] = ()
        if liked and settings.few_shot:
            shown = self._alike_to(message) if style.system_prompt else self._picked_for(message)
        if style.system_prompt:
            persona = replace(persona, system_prompt=style.system_prompt)
        system = system_turn(persona, tsundere=settings.tsundere, about_you=settings.about_you)
        return Prefix(system, persona.examples if style.examples else (), shown)

    def _picked_for(self, message: str) -> tuple[Example, ...]:
        """What shows a model how she talks: chosen for the first message of a conversation.

        They stay, because every change of the prefix costs its evaluation.
        """
        if self._picked is None:
            self._picked = tuple(pick(message, self._liked, most=_LIKED_SHOWN))
        return self._picked

    def _alike_to(self, message: str) -> tuple[Example, ...]:
        """What tells a model with her voice how to answer this: only what answers much the same.

        They stay until something else is alike.
        """
        found = tuple(pick(message, self._liked, most=_ALIKE_SHOWN, alike=_ALIKE))
        if not set(found) <= set(self._alike):
            self._alike = found
        return self._alike

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
        if self._corrected != list(corrected):
            self._corrected = list(corrected)
            self._guesser = None


def _loaded(corrected: Sequence[Corrected]) -> EmotionGuesser:
    guesser = EmotionGuesser.load()
    for said, reply, emotion in corrected:
        guesser.learn(said, reply, emotion)
    return guesser
