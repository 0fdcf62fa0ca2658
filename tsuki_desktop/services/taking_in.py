"""Where a file that the person hands over belongs: told by what it is, not by the page that it fell on."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from tsuki_desktop.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"GGUF"
_OTHER_WEIGHTS = frozenset({".safetensors", ".pt", ".pth", ".ckpt", ".onnx"})


class Room(Enum):
    """Who takes it."""

    MODELS = auto()
    """A GGUF model or adapter."""
    FOLDERS = auto()
    """A folder with models in it."""
    DATA = auto()
    """A chat, a data set or a character card, or nothing that is known: the import tells."""


def room_of(path: Path) -> Room:
    """Say where `path` belongs; looks through a folder, so it is for a thread.

    Raises:
        NotFoundError: a folder without a model in it.
        UsageError: a model in a form that cannot be used.

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
    is_gguf = path.suffix.lower() == ".gguf" or _begins_as_gguf(path)
    return Room.MODELS if is_gguf else Room.DATA


def _begins_as_gguf(path: Path) -> bool:
    """Whether it is a model by another name: Ollama's own files have no ending."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False  # whoever takes it tells why
