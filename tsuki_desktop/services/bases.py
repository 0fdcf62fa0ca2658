"""Which model a retrain starts from, and what llama.cpp asks in the place of the one that speaks now.

Models are found as the chat finds them, and in Ollama's own store beside that, where each is a GGUF file.
They are told apart by their files: a name may stand for another file where more folders are looked through.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.backends.gguf_header import read_header
from tsuki_desktop.backends.llama_models import STARTER_ADAPTER, STARTER_NAME
from tsuki_desktop.backends.ollama_host import parse_host
from tsuki_desktop.backends.ollama_store import weights_of
from tsuki_desktop.errors import BackendError, NotFoundError
from tsuki_desktop.services import building
from tsuki_desktop.services.model_folders import ollama_stores
from tsuki_desktop.services.own_backends import llama_folders
from tsuki_desktop.services.styles import names_of
from tsuki_desktop.training import launcher
from tsuki_desktop.training.plan import DEPLOYABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tsuki_desktop.backends.base import ModelInfo
    from tsuki_desktop.services.retraining import Retraining
    from tsuki_desktop.settings import Settings
    from tsuki_desktop.training.deploy import Build


@dataclass(frozen=True, slots=True)
class Basis:
    """What a retrain starts from. `instead` is a sentence where it is not the one that speaks now."""

    info: ModelInfo
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Speaks:
    """Who speaks now, by the id that the chat has for it ("" for nobody); None where it has no file here."""

    id: str
    info: ModelInfo | None


def folders(room: Retraining) -> list[Path]:
    """Where models lie: the chat's folders first, so that they are called as in the chat."""
    return [*llama_folders(room.profile, room.settings.value), *ollama_stores()]


async def known(room: Retraining) -> list[ModelInfo]:
    """Every model that llama.cpp can ask, Ollama's among them, by the name that it has there."""
    return await _in(folders(room))


async def _in(places: Sequence[Path], files: Sequence[Path] = ()) -> list[ModelInfo]:
    async with building.backend_for(places, files) as backend:
        return await backend.list_models()


async def untuned(room: Retraining, there: Sequence[ModelInfo]) -> list[ModelInfo]:
    """What a retrain could start from: every whole model that was not made here."""
    made = _by_stem(await room.builds())
    return [one for one in there if not _is_tuned(one, made)]


def _is_tuned(one: ModelInfo, made: Mapping[str, Build]) -> bool:
    return one.adapter is not None or not names_of(one.id).isdisjoint({*made, STARTER_ADAPTER})


def _by_stem(builds: Sequence[Build]) -> dict[str, Build]:
    """Builds by every name that they are known by."""
    return {
        name: one
        for one in builds
        for name in (one.uid.casefold(), *(Path(file).stem.casefold() for file in one.files.values()))
    }


async def find(room: Retraining, name: str = "", there: Sequence[ModelInfo] | None = None) -> Basis:
    """The untuned model that `name` stands for: an id, a name of Ollama's, a file, or a model made here.

    Without a name it is the untuned original of what speaks now; where that has no file, or is of a kind that
    cannot be brought back, the starter. `there` spares listing the models again.

    Raises:
        NotFoundError: there is none.
        BadFileError: it is a file that is no model.

    """
    there = there if there is not None else await known(room)
    made = _by_stem(await room.builds())
    if name:
        found = await _original(room, there, made, name)
        if found is None:
            raise NotFoundError(f"There is no untuned model “{name}”.", "See “tsuki models list”.")
        return Basis(found)
    speaks = await speaking(room, there)
    found = await _original(room, there, made, speaks.id) if speaks.id else None
    if found and found.family in DEPLOYABLE:
        return Basis(found)
    rest = (one for one in there if one.family in DEPLOYABLE and not _is_tuned(one, made))
    usual = next((one for one in there if one.name == STARTER_NAME), None) or next(rest, None)
    if usual is None:
        raise NotFoundError("There is no model here that can be trained.", "Add a GGUF file under Models.")
    return Basis(usual, _why_not(speaks.id, found, usual))


def _why_not(speaks: str, found: ModelInfo | None, usual: ModelInfo) -> str:
    if not speaks:
        return ""
    if found is None:
        name = speaks.partition(":")[2]
        return f"{name}, which speaks now, has no file here that can be trained: {usual.name} learns instead."
    return (
        f"{found.name}, which speaks now, is of the kind “{found.family}”, which cannot be brought back to "
        f"llama.cpp once it is trained: {usual.name} learns instead."
    )


async def _original(
    room: Retraining, there: Sequence[ModelInfo], made: Mapping[str, Build], name: str
) -> ModelInfo | None:
    """The model without anything that was learned here; None where there is none."""
    names = {*await room.styles.names(name), name.casefold()}
    for part in names & made.keys():
        return await of_build(room, there, made[part])
    if STARTER_ADAPTER in names:
        return next((one for one in there if one.name == STARTER_NAME), None)
    found = next((one for one in there if name in {one.id, one.name}), None)
    found = found or await asyncio.to_thread(_in_ollama, room.settings.value, there, name)
    path = await asyncio.to_thread(_given, name) if found is None else None
    if path is not None:
        found = await _of_file(there, path)
        if found and (build := made.get(path.stem.casefold())):
            return await of_build(room, there, build)
    return _alone(there, found) if found and found.adapter else found


def _given(name: str) -> Path | None:
    """The file that `name` is; None where it is none.

    Raises:
        BadFileError: it is one, and no model.

    """
    path = Path(name).expanduser().absolute()
    if not path.is_file():
        return None
    read_header(path)
    return path


def _alone(there: Sequence[ModelInfo], pair: ModelInfo) -> ModelInfo | None:
    return next((one for one in there if one.path == pair.path and one.adapter is None), None)


async def _of_file(there: Sequence[ModelInfo], path: Path) -> ModelInfo | None:
    """The model of this file, wherever it lies; None where it is gone or none."""
    found = [*there, *(await _in([], [path]))]
    return next((one for one in found if one.path == path and one.adapter is None), None)


async def of_build(room: Retraining, there: Sequence[ModelInfo], build: Build) -> ModelInfo | None:
    """The untuned model that a build was made from; None where it is gone."""
    told = str(build.recipe.get("base_path", "")) or await asyncio.to_thread(_planned, room, build)
    found = await _of_file(there, Path(told)) if told else None
    return found or next((one for one in there if one.id == build.base), None)


def _planned(room: Retraining, build: Build) -> str:
    """The base's file as the build's run has it; empty where the run is gone."""
    try:
        return str(launcher.read_plan(room.profile.runs / build.run)["base"])
    except (NotFoundError, ValueError, KeyError):
        return ""


async def speaks_now(room: Retraining) -> str:
    """The id of what speaks now, "" for nobody."""
    model = room.settings.value.model
    if not model:
        with suppress(BackendError, NotFoundError):
            model, _ = await room.models.current()
    return model


async def speaking(room: Retraining, there: Sequence[ModelInfo]) -> Speaks:
    """Who speaks now, and its file among the models `there`."""
    model = await speaks_now(room)
    found = next((one for one in there if one.id == model), None)
    if found is None and model.startswith("ollama:"):
        found = await asyncio.to_thread(_in_ollama, room.settings.value, there, model)
        if found is None:
            # Its store cannot be read, or is elsewhere; what it was made of may be here.
            names = await room.styles.names(model) - names_of(model)
            found = next((one for one in there if names & names_of(one.id)), None)
    return Speaks(model, found)


def _in_ollama(settings: Settings, there: Sequence[ModelInfo], model: str) -> ModelInfo | None:
    """The weights of a model of Ollama, by its name with or without `ollama:`; called as it is there.

    None where the server is another computer's: a model of that name here may be another one.
    """
    with suppress(BackendError):
        if not parse_host(settings.ollama_host or os.environ.get("OLLAMA_HOST", "")).is_here:
            return None
    name = model.removeprefix("ollama:").removesuffix(":latest")
    for folder in ollama_stores():
        path = weights_of(folder.absolute(), name)
        for one in there:
            if path is not None and one.path == path and one.adapter is None:
                return replace(one, name=name)
    return None


def same_voice(one: str, other: str) -> bool:
    """Whether two ids stand for the same: the starter's voice may lie in one file or in two."""
    return one == other or STARTER_ADAPTER in names_of(one) & names_of(other)
