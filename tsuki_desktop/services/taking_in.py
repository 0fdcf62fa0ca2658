"""Where a file that the person hands over belongs: told by what it is, not by the page that it fell on."""

from __future__ import annotations

import zipfile
from enum import Enum, auto
from typing import TYPE_CHECKING

from tsuki_desktop.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"GGUF"
_RESULT = "tsuki-result"
"""How the notebook of a kit names what it packs; a browser may put a number behind it."""
_OTHER_WEIGHTS = frozenset({".safetensors", ".pt", ".pth", ".ckpt", ".onnx"})


class Room(Enum):
    """Who takes it."""

    MODELS = auto()
    """A GGUF model or adapter."""
    FOLDERS = auto()
    """A folder with models in it."""
    RESULT = auto()
    """What was trained on a borrowed GPU."""
    DATA = auto()
    """A chat, a data set or a character card, or nothing that is known: the import tells."""


def room_of(path: Path) -> Room:
    """Say where `path` belongs; looks through a folder, so it is for a thread.

    Raises:
        NotFoundError: a folder without a model in it.
        UsageError: a model in a form that cannot be used, or a kit that should go out.

    """
    from tsuki_desktop.backends.llama_models import gguf_files
    from tsuki_desktop.backends.ollama_store import stored

    if path.is_dir():
        if gguf_files(path) or stored(path):
            return Room.FOLDERS
        raise NotFoundError(
            f"There is no model in the folder {path.name}.",
            "Drop chats, data sets and character cards one by one, not their folder.",
        )
    if path.suffix.lower() in _OTHER_WEIGHTS:
        raise UsageError(
            f"{path.name} is a model in a form that Tsuki cannot speak with.",
            "Look for a GGUF file of the same model.",
        )
    if path.suffix.lower() == ".zip" and _is_result(path):
        return Room.RESULT
    is_gguf = path.suffix.lower() == ".gguf" or _begins_as_gguf(path)
    return Room.MODELS if is_gguf else Room.DATA


def _is_result(path: Path) -> bool:
    """Whether it came from a borrowed GPU; a damaged one is known by its name.

    Raises:
        UsageError: it is the kit itself.

    """
    from tsuki_desktop.training import kit

    kind = kit.kind_of(path)
    if kind == "kit":
        raise UsageError(
            f"{path.name} is the kit that goes out, not what comes back.",
            "Run its notebook on the machine with the GPU, and bring back tsuki-result.zip.",
        )
    return kind == "result" or (path.stem.startswith(_RESULT) and not zipfile.is_zipfile(path))


def _begins_as_gguf(path: Path) -> bool:
    """Whether it is a model by another name: Ollama's own files have no ending."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False  # whoever takes it tells why
