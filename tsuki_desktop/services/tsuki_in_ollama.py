"""Tsuki as a model of Ollama, for every program that uses Ollama: what goes into it, and its Modelfile.

Only what ships with her persona goes in: nothing of the chats, of the replies that were liked, or of what
the person told about themselves.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.errors import UsageError
from tsuki_desktop.persona.prompt import prefix, system_turn

if TYPE_CHECKING:
    from pathlib import Path

    from tsuki_desktop.backends.ollama_models import Recipe
    from tsuki_desktop.services.styles import Styles
    from tsuki_desktop.services.voice import Voice
    from tsuki_desktop.settings import Settings

USUAL_NAME = "tsuki"
_PART = r"\w[\w.-]{0,79}"
_NAME = re.compile(rf"(?:{_PART}/)?{_PART}(?::{_PART})?", re.ASCII)
"""[OWNER/]NAME[:TAG], as Ollama allows them on one's own computer."""
_SEVERAL = re.compile(r"-of-\d+$")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to make her from: an Ollama model's name, or a GGUF model with an adapter where there is one."""

    base: str = ""
    gguf: Path | None = None
    adapter: Path | None = None
    few_shot: bool = False
    """Whether the examples of her voice are baked in as well."""


def check_name(name: str) -> None:
    """See that Ollama takes `name` as a model's.

    Raises:
        UsageError: it does not.

    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"“{name}” cannot be a name in Ollama.",
            "Take letters without accents, digits, dots, dashes and underscores, such as “tsuki”.",
        )


async def recipe(voice: Voice, settings: Settings, wish: Wish, styles: Styles) -> Recipe:
    """What the model is made of: a model made here is asked as it was trained, by another persona or not.

    Raises:
        UsageError: there is nothing, or more than one thing, to make her from; or the files do not fit.
        BadFileError: a file is damaged, or no GGUF file.

    """
    from tsuki_desktop.backends.ollama_models import Recipe

    await asyncio.to_thread(_check, wish)
    style = await styles.of(made_of(wish))
    persona = voice.persona
    if style.system_prompt:
        persona = replace(persona, system_prompt=style.system_prompt)
    system = system_turn(persona, tsundere=settings.tsundere)
    turns = prefix(system, voice.persona.examples if wish.few_shot else ())
    usual = Sampling()
    return Recipe(
        base=wish.base.removeprefix("ollama:"),
        gguf=wish.gguf,
        adapter=wish.adapter,
        system=turns[0].text,
        messages=turns[1:],
        parameters={
            "temperature": settings.temperature,
            "num_ctx": settings.context,
            "top_k": usual.top_k,
            "top_p": usual.top_p,
            "min_p": usual.min_p,
            "repeat_penalty": usual.repeat_penalty,
            "repeat_last_n": usual.repeat_last,
        },
    )


def made_of(wish: Wish) -> str:
    """The id by which what she is made from is known."""
    file = wish.adapter or wish.gguf
    return f"llama.cpp:{file.stem}" if file else f"ollama:{wish.base.removeprefix('ollama:')}"


async def modelfile(voice: Voice, settings: Settings, wish: Wish, styles: Styles) -> str:
    """The same as the text of a Modelfile, read back by Ollama's own rules before it is given out.

    Raises:
        UsageError: as `recipe`; or a text cannot be written down safely.
        BadFileError: a file is damaged, or no GGUF file.

    """
    from tsuki_desktop.backends import ollama_modelfile

    made = await recipe(voice, settings, wish, styles)
    return ollama_modelfile.modelfile(
        made.base or str(made.gguf),
        adapter=str(made.adapter or ""),
        system=made.system,
        messages=made.messages,
        parameters=made.parameters,
    )


def _check(wish: Wish) -> None:
    from tsuki_desktop.backends.gguf_header import read_header
    from tsuki_desktop.backends.ollama import is_cloud

    if bool(wish.base) == bool(wish.gguf):
        raise UsageError("Say what to make her from.", "Either a model of Ollama, or a GGUF file.")
    if wish.base and is_cloud(wish.base):
        raise UsageError(
            f"{wish.base} runs on somebody else's computers.", "Make her from a model that is on this one."
        )
    if wish.adapter and not wish.gguf:
        raise UsageError("An adapter needs the GGUF model that it was made for.", "Say which one.")
    if wish.gguf is None:
        return
    if _SEVERAL.search(wish.gguf.stem):
        raise UsageError(
            f"{wish.gguf.name} is one of several files of a model.", "Ollama takes models of one file."
        )
    base = read_header(wish.gguf)
    if base.adapter:
        raise UsageError(
            f"{wish.gguf.name} is an adapter, not a model.", "Choose the model that it is for, too."
        )
    if wish.adapter and not read_header(wish.adapter).fits(base):
        raise UsageError(
            f"{wish.adapter.name} is no adapter for {wish.gguf.name}.",
            "Choose the model that it was made for.",
        )
