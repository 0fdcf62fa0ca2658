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


NOTES = "ollama.json"
"""Beside the builds: by the name of a model in Ollama, the stem of the file that it was made of."""
OLLAMA = "ollama:"
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
    `ollama:tsuki-01jd3k7p:latest`, or by the note of what it was made from there (see `note_in_ollama`).
    `roots` are folders of builds, the profile's own first.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = tuple(roots)
        self._known: dict[tuple[str, frozenset[str]], PromptStyle] = {}

    async def of(self, model: str) -> PromptStyle:
        """The style of `model` (an id); `BASE_STYLE` where it was not made here."""
        key = model, await self.names(model)
        if key not in self._known:
            self._known[key] = await asyncio.to_thread(self._find, key[1])
        return self._known[key]

    async def names(self, model: str) -> frozenset[str]:
        """File stems that an id may stand for, that of the file among them that Ollama was given."""
        names = names_of(model)
        if not model.startswith(OLLAMA):
            return names
        noted = (await asyncio.to_thread(_notes, self._roots[0])).get(_short(model), "")
        return names | {noted} if noted else names

    def _find(self, names: frozenset[str]) -> PromptStyle:
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


def note_in_ollama(builds: Path, name: str, made_of: str) -> None:
    """Write down what Ollama's model `name` was made of: a file's stem or another model there; "" forgets it.

    Blocks: for a thread.
    """
    from tsuki_desktop.training.deploy import write_json

    before = _notes(builds)
    notes = {known: stem for known, stem in before.items() if known != _short(name)}
    if made_of:
        notes[_short(name)] = before.get(_short(made_of), made_of.partition(":")[0].casefold())
    if notes != before:
        builds.mkdir(parents=True, exist_ok=True)
        write_json(builds / NOTES, notes)


def _notes(builds: Path) -> dict[str, str]:
    return {name: str(stem) for name, stem in _read(builds / NOTES).items()}


def _short(model: str) -> str:
    return model.removeprefix(OLLAMA).removesuffix(":latest").casefold()


def _read(path: Path) -> dict[str, Any]:
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
