"""How a model wants to be asked: each model made here was trained with one prompt style, and keeps it.

The untuned base is shown her system prompt and examples of her voice. A model that has learned the voice is
asked as it was trained: with the system prompt it saw, and without examples. Its `build.json` says so, in
`<profile>/builds/UID/` or, for a model that ships with the program, in `models/NAME/`.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class PromptStyle:
    """What goes before a chat.

    `system_prompt` empty means the persona's own; `examples` are the persona's few-shot turns. It holds for
    the persona of `persona_version`, empty for any.
    """

    system_prompt: str = ""
    examples: bool = True
    persona_version: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape in `build.json`."""
        return asdict(self)


BASE_STYLE = PromptStyle()
"""Of every model that was not made here."""


def style_from(told: Mapping[str, Any]) -> PromptStyle:
    """Read a style out of a `build.json`; what is missing there was not in the training."""
    return PromptStyle(
        system_prompt=str(told.get("system_prompt", "")),
        examples=told.get("examples") is True,
        persona_version=str(told.get("persona_version", "")),
    )


class Styles:
    """Finds the style of a model by its id.

    A model made here is known by the name of its file: `llama.cpp:tsuki-01jd3k7p`, and in Ollama
    `ollama:tsuki-01jd3k7p:latest`. `roots` are folders of builds.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = tuple(roots)
        self._known: dict[str, PromptStyle] = {}

    async def of(self, model: str) -> PromptStyle:
        """The style of `model` (an id); `BASE_STYLE` where it was not made here."""
        if model not in self._known:
            self._known[model] = await asyncio.to_thread(self._find, model)
        return self._known[model]

    def _find(self, model: str) -> PromptStyle:
        names = names_of(model)
        for root in self._roots:
            for path in root.glob("*/build.json"):
                told = _read(path)
                files = cast("dict[str, str]", told.get("files") or {})
                if names & {PurePosixPath(name).stem.casefold() for name in files.values()}:
                    return style_from(told.get("prompt_style") or {})
        return BASE_STYLE


def names_of(model: str) -> frozenset[str]:
    """File stems that an id may stand for: with a folder before it, an adapter after a +, a tag of Ollama."""
    backend, _, name = model.partition(":")
    if backend == "ollama":
        name = name.partition(":")[0]
    name = name.rpartition("/")[2].rstrip("'").casefold()
    return frozenset({name, name.rpartition("+")[2]})


def _read(path: Path) -> dict[str, Any]:
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
