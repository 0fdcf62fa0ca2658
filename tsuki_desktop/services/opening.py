"""What a file opened with Tsuki becomes: a GGUF file a model of hers, a character card who she is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.errors import NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from tsuki_desktop.paths import Profile

_GGUF = b"GGUF"


@dataclass(frozen=True, slots=True)
class Opened:
    """What was done, for the person."""

    text: str
    hint: str = ""


async def open_file(profile: Profile, path: Path) -> Opened:
    """Take `path` in by what is in it.

    Raises:
        NotFoundError: no such file.
        BadFileError: neither a GGUF file nor a character card, or a damaged one.
        UsageError: another model file of that name is there.
        StorageError: the profile cannot be written.

    """
    try:
        with path.open("rb") as file:
            start = file.read(len(_GGUF))
    except OSError as error:
        raise NotFoundError(
            f"{path.name} cannot be read.", "Is it still there?", detail=str(error)
        ) from error
    return await _take_model(profile, path) if start == _GGUF else _take_card(profile, path)


async def _take_model(profile: Profile, path: Path) -> Opened:
    from tsuki_desktop.services.model_files import ModelFiles
    from tsuki_desktop.services.session import open_models

    known = open_models(profile)
    try:
        added = ModelFiles(profile, known, known.settings).add(path)
    finally:
        await known.close()
    return Opened(f"{added.name} is one of her models now.", "Choose it on the Models page to let it speak.")


def _take_card(profile: Profile, path: Path) -> Opened:
    from tsuki_desktop.services import personas

    name = personas.use(profile, personas.preview(path)).name
    return Opened(f"From the next start on, she is {name}.", "“tsuki persona back” brings Tsuki back.")
