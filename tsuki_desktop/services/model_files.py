"""Getting models here and away again: catalogue, fetching, the person's own files, Tsuki in Ollama."""

from __future__ import annotations

import asyncio
import os
import shutil
import tomllib
from contextlib import aclosing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast

from tsuki_desktop.errors import NotFoundError, StorageError, UsageError
from tsuki_desktop.paths import bundled, cache_folder
from tsuki_desktop.services.styles import note_in_ollama
from tsuki_desktop.services.taking_in import Room, room_of
from tsuki_desktop.training import hugging_face

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from tsuki_desktop.backends.base import FetchProgress, ModelInfo
    from tsuki_desktop.backends.ollama import OllamaBackend
    from tsuki_desktop.backends.ollama_models import Recipe
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.models import Models
    from tsuki_desktop.settings import SettingsFile

_BITS = {"Q4_K_M": 4.9, "Q8_0": 8.5}
"""Bits a weight of llama.cpp's quantisations; Ollama's library has Q4_K_M unless a tag says otherwise."""
_BESIDE = 600_000_000
"""Bytes for the cache of 2,048 tokens, buffers and the program: an estimate on the safe side."""
_SHARE = 0.45
"""Of the machine's memory: the person's other programs need room, and larger models talk too slowly."""


@dataclass(frozen=True, slots=True)
class Recommended:
    """A model of the catalogue. `parameters` in billions; empty texts are not known."""

    name: str
    parameters: float
    ollama: str = ""
    repository: str = ""
    file: str = ""
    quantisation: str = ""
    licence: str = ""
    thinks: bool = False

    @property
    def download_bytes(self) -> int:
        """How much there is to fetch, an estimate: the weights."""
        return int(self.parameters * 1e9 * _BITS[self.quantisation or "Q4_K_M"] / 8)

    @property
    def memory_bytes(self) -> int:
        """What it needs, an estimate: weights and what stands beside them."""
        return self.download_bytes + _BESIDE

    def fits(self, memory: int) -> bool:
        """Whether it runs comfortably on a machine with `memory` bytes."""
        return self.memory_bytes <= memory * _SHARE


class ModelFiles:
    """What is done to models rather than with them. Use it together with the profile's `Models`."""

    def __init__(self, profile: Profile, models: Models, settings: SettingsFile) -> None:
        self._profile = profile
        self._models = models
        self._settings = settings

    def pull(self, wanted: str) -> AsyncGenerator[FetchProgress]:
        """Fetch `ollama:NAME`, `llama.cpp:NAME` of the catalogue, or `llama.cpp:OWNER/REPOSITORY/FILE.gguf`.

        `huggingface:OWNER/NAME` is a base for training, kept in the cache. A name without a backend is
        Ollama's. Closing the generator pauses; another call goes on.

        Raises:
            NotFoundError: the catalogue has no such model for llama.cpp.
            BackendError: the download failed.

        """
        backend, _, name = wanted.partition(":")
        if backend == "huggingface":
            return fetch_base(name, cache_folder())
        if backend == "llama.cpp":
            return self._pull_file(*_source(name))
        return self._pull_ollama(name if backend == "ollama" else wanted)

    def waiting(self, wanted: str) -> int:
        """Bytes that have arrived of what `pull` had begun; 0 for Ollama, which never tells."""
        from tsuki_desktop.backends.hub import waiting

        backend, _, name = wanted.partition(":")
        return waiting(_source(name)[1], self._profile.models) if backend == "llama.cpp" else 0

    async def discard(self, wanted: str) -> int:
        """Throw away what has arrived of a download that waits; returns the bytes that are free again.

        Raises:
            NotFoundError: the catalogue has no such model for llama.cpp.
            UsageError: Ollama fetches it, and does not let anybody else throw it away.

        """
        from tsuki_desktop.backends.hub import discard

        backend, _, name = wanted.partition(":")
        base = hugging_face.fetched(name, cache_folder()) if backend == "huggingface" else None
        if base is not None:
            return await asyncio.to_thread(_discard_base, base)
        if backend != "llama.cpp":
            raise UsageError(
                "What has arrived of it is Ollama's.",
                "It cannot be told to throw it away from here; it may do so when it is started anew.",
            )
        return await asyncio.to_thread(discard, _source(name)[1], self._profile.models)

    async def show(self, model: str) -> dict[str, Any]:
        """All that is known of a model, as plain data.

        Raises:
            NotFoundError: no backend has it.

        """
        info = await self._find(model)
        told = asdict(info) | {"path": str(info.path) if info.path else None}
        told["adapter"] = str(info.adapter) if info.adapter else None
        if info.backend == "ollama":
            shown = await self._ollama().link.show(info.name)
            wanted = ("system", "template", "license", "capabilities", "messages", "parameters")
            told["ollama"] = {key: shown[key] for key in wanted if shown.get(key)}
        return told

    async def delete(self, model: str) -> ModelInfo:
        """Delete a model from Ollama, or a file from the profile's own folder; others' files stay.

        Raises:
            NotFoundError: no backend has it.
            UsageError: it is not the program's to delete.

        """
        info = await self._find(model)
        if info.backend == "ollama":
            from tsuki_desktop.backends.ollama_models import delete

            await delete(self._ollama().link, info.name)
            await asyncio.to_thread(note_in_ollama, self._profile.builds, info.name, "")
        elif file := self.own_file(info):
            await self._models.unload()
            await asyncio.to_thread(file.unlink)
        else:
            raise UsageError(
                f"{info.name} does not belong to this profile.", "Delete it with the program that brought it."
            )
        self._models.forget_default()
        return info

    def own_file(self, info: ModelInfo) -> Path | None:
        """The file in the profile's own folder that `delete` takes away: of a pair, the adapter's."""
        file = info.adapter or info.path
        return file if file and file.parent == self._profile.models.absolute() else None

    async def create(self, name: str, recipe: Recipe) -> AsyncGenerator[FetchProgress]:
        """Make an Ollama model; see `backends.ollama_models.create`."""
        from tsuki_desktop.backends.ollama_models import create

        async with aclosing(create(self._ollama().link, name, recipe)) as rows:
            async for row in rows:
                yield row
        file = recipe.adapter or recipe.gguf
        made_of = file.stem if file else recipe.base
        await asyncio.to_thread(note_in_ollama, self._profile.builds, name, made_of)
        self._models.forget_default()

    def add(self, path: Path) -> Path:
        """Take a GGUF model or adapter into the profile without copying it where that can be.

        Raises:
            BadFileError: it is a damaged one.
            UsageError: it is none, or another file of that name is there.
            StorageError: it could be neither linked nor copied.

        """
        from tsuki_desktop.backends.gguf_header import read_header

        source = path.expanduser().absolute()
        if room_of(source) is not Room.MODELS:
            raise UsageError(
                f"{source.name} is not a GGUF file.",
                "Chats, data sets and character cards are imported: “tsuki import”, or the Data page.",
            )
        read_header(source)
        self._profile.models.mkdir(parents=True, exist_ok=True)
        ending = "" if source.suffix == ".gguf" else ".gguf"  # only by that they are found again
        target = self._profile.models / f"{source.name}{ending}"
        if target.exists():
            if target.samefile(source):
                return target
            raise UsageError(f"There is a {target.name} already.", "Give the file another name.")
        _put(source, target)
        self._models.forget_default()
        return target

    def _ollama(self) -> OllamaBackend:
        from tsuki_desktop.backends.ollama import OllamaBackend

        backend = self._models.backend("ollama")
        assert isinstance(backend, OllamaBackend)
        return backend

    async def _pull_ollama(self, name: str) -> AsyncGenerator[FetchProgress]:
        from tsuki_desktop.backends.ollama_models import pull

        allowed = self._settings.value.cloud_models
        async with aclosing(pull(self._ollama().link, name, cloud=allowed)) as rows:
            async for row in rows:
                yield row
        await asyncio.to_thread(note_in_ollama, self._profile.builds, name, "")
        self._models.forget_default()

    async def _pull_file(self, repository: str, file: str) -> AsyncGenerator[FetchProgress]:
        from tsuki_desktop.backends.hub import fetch

        async with aclosing(fetch(repository, file, self._profile.models)) as rows:
            async for row in rows:
                yield row
        self._models.forget_default()

    async def _find(self, model: str) -> ModelInfo:
        for info in await self._models.available():
            if model in {info.id, info.name}:
                return info
        raise NotFoundError(f"There is no model “{model}”.", "See which there are with “tsuki models list”.")


async def fetch_base(name: str, cache: Path, *, endpoint: str | None = None) -> AsyncGenerator[FetchProgress]:
    """Fetch what a base needs of `OWNER/NAME`, file by file; what is there already is not asked for again.

    huggingface.co itself was not tried: the tests have a hub of their own. `endpoint` is for them.

    Raises:
        NotFoundError: Hugging Face has no such model, or not as safetensors.
        BackendError: it cannot be reached, or a file not be written.

    """
    from tsuki_desktop.backends import hub
    from tsuki_desktop.backends.base import FetchProgress

    folder = hugging_face.fetched(name, cache)
    if folder is None:
        raise NotFoundError(f"“{name}” is no model's name on Hugging Face.", "Write OWNER/NAME.")
    files = hugging_face.wanted(await hub.files(name, endpoint=endpoint))
    if hugging_face.CONFIG not in files or not any(file.endswith(".safetensors") for file in files):
        raise NotFoundError(f"{name} is no model in safetensors.", "Look for one that is.")
    done = 0
    for file in files:
        if not (folder / file).exists():
            async with aclosing(hub.fetch(name, file, folder, endpoint=endpoint)) as rows:
                async for row in rows:
                    if row.status != "success":
                        yield row
        done += (folder / file).stat().st_size
    yield FetchProgress("success", done, done)


def _discard_base(folder: Path) -> int:
    """Throw away a base that is not whole; returns the bytes that are free again."""
    if hugging_face.is_model_folder(folder):
        return 0
    freed = sum(path.stat().st_size for path in folder.glob("*"))
    shutil.rmtree(folder, ignore_errors=True)
    return freed


def _put(source: Path, target: Path) -> None:
    """Let `target` be `source`: by a link where the disks and the system allow it, else by a copy."""
    for take in (os.symlink, os.link, shutil.copyfile):
        try:
            take(source, target)
        except OSError as error:
            if take is shutil.copyfile:
                target.unlink(missing_ok=True)  # half a model is none
                raise StorageError(
                    f"{source.name} could not be copied.", "See whether the disk has room.", repr(error)
                ) from error
        else:
            return


def catalog() -> list[Recommended]:
    """The models worth having, smallest first."""
    text = bundled("models", "catalog.toml").read_text(encoding="utf-8")
    rows = cast("list[dict[str, Any]]", tomllib.loads(text)["model"])
    return [Recommended(**row) for row in rows]


def _source(name: str) -> tuple[str, str]:
    """Repository and file of a catalogue's model, or of `OWNER/REPOSITORY/FILE.gguf`."""
    for one in catalog():
        if one.repository and name.casefold() in {one.name.casefold(), one.file.casefold(), one.ollama}:
            return one.repository, one.file
    repository, _, file = name.rpartition("/")
    if repository.count("/") == 1 and file.endswith(".gguf"):
        return repository, file
    known = ", ".join(one.ollama for one in catalog() if one.repository)
    raise NotFoundError(
        f"The catalogue has no model “{name}” for llama.cpp.",
        f"Known are: {known}; or OWNER/REPOSITORY/FILE.gguf.",
    )
