"""Folders of other programs whose models Tsuki may use: read where they lie, never copied, never changed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tsuki_desktop.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tsuki_desktop.settings import Settings, SettingsFile


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of models: `program` is whose it is, where that is known; `count` files of weights."""

    path: Path
    program: str = ""
    count: int = 0
    there: bool = True


def added(settings: Settings) -> list[Path]:
    """The folders that the person added, in the order of adding."""
    try:
        found: object = json.loads(settings.model_folders or "[]")
    except ValueError:
        return []  # somebody wrote something else there by hand
    listed = cast("list[object]", found) if isinstance(found, list) else []
    return [Path(one) for one in listed if isinstance(one, str) and one]


def listed(settings: Settings) -> list[Place]:
    """The added folders with what is in them now; blocks for as long as a look through them takes."""
    return [_place(path) for path in added(settings)]


def add(settings: SettingsFile, path: Path) -> Place:
    """Let the models below `path` be used from now on; blocks while it is looked through.

    Raises:
        NotFoundError: there is no such folder, or no model in it.
        UsageError: it is more than a folder of models.

    """
    folder = _absolute(path)
    if not folder.is_dir():
        raise NotFoundError(f"There is no folder {folder}.", "Choose a folder that holds models.")
    if folder in {Path(folder.anchor), Path.home()}:
        raise UsageError(
            f"{folder} holds far more than models.", "Choose the folder that the models themselves lie in."
        )
    place = _place(folder)
    if not place.count:
        raise NotFoundError(
            f"There is no model in {folder}.",
            "Tsuki can use GGUF files, and the models in Ollama's own folder.",
        )
    folders = added(settings.value)
    if folder not in folders:
        settings.update(model_folders=json.dumps([str(one) for one in (*folders, folder)]))
    return place


def forget(settings: SettingsFile, path: Path) -> None:
    """Use the models of `path` no longer; the folder stays as it is.

    Raises:
        NotFoundError: it was never added.

    """
    folders = added(settings.value)
    gone = _absolute(path)
    kept = [one for one in folders if one != gone]
    if kept == folders:
        raise NotFoundError(f"{path} is not among the added folders.", "“tsuki models folders” lists them.")
    settings.update(model_folders=json.dumps([str(one) for one in kept]) if kept else "")


def suggested(settings: Settings) -> list[Place]:
    """Folders of programs that are known, hold models, and were not added yet; blocks like `listed`."""
    known = set(added(settings))
    places = [_place(path, program) for program, path in _usual_places() if path not in known]
    return [place for place in places if place.there and place.count]


def ollama_stores() -> list[Path]:
    """Where Ollama keeps its models on this computer, as far as that is known; they need not be there."""
    return [path for program, path in _usual_places() if program == "Ollama"]


def _usual_places() -> Iterator[tuple[str, Path]]:
    """Where other programs keep their models, by their own documentation."""
    home = Path.home()
    yield "LM Studio", home / ".lmstudio" / "models"
    yield "LM Studio", home / ".cache" / "lm-studio" / "models"
    told = os.environ.get("OLLAMA_MODELS", "")
    yield "Ollama", Path(told).expanduser() if told else home / ".ollama" / "models"
    yield "Ollama", Path("/usr/share/ollama/.ollama/models")


def _place(path: Path, program: str = "") -> Place:
    from tsuki_desktop.backends.llama_models import gguf_files
    from tsuki_desktop.backends.ollama_store import stored

    try:
        there = path.is_dir()
        weights = {*gguf_files(path), *stored(path)} if there else set[Path]()
    except OSError:
        there, weights = False, set[Path]()
    return Place(path, program or _program_of(path), len(weights), there)


def _absolute(path: Path) -> Path:
    """`path` from the root, with links as the person wrote them."""
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - `resolve` would follow links


def _program_of(path: Path) -> str:
    return next((program for program, place in _usual_places() if place == path), "")
