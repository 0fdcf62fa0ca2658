"""The weights in a folder of Ollama's, read where they lie: no server is asked.

Below `manifests/` there is a file for each model, at HOST/OWNER/NAME/TAG, that names its layers by digest;
`blobs/` has the layers. A layer of weights is a GGUF file without that ending.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WEIGHTS = "application/vnd.ollama.image.model"
_NOT_ALONE = "application/vnd.ollama.image.adapter"
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
_USUAL = ("registry.ollama.ai", "library")
_MOST_BYTES = 2**20
"""Of a manifest: real ones have some hundred bytes."""


def stored(folder: Path) -> dict[Path, str]:
    """The files of weights in `folder` with the names of their models; empty where it is not Ollama's.

    Models with an adapter of their own are left out: the weights alone would not be what the name says.
    """
    found: dict[Path, str] = {}
    for name, weights in _named(folder):
        found.setdefault(weights, name)
    return found


def weights_of(folder: Path, name: str) -> Path | None:
    """The file of weights of the model `name`, which may share it with others; None where it has none."""
    return next((weights for known, weights in _named(folder) if known == name), None)


def _named(folder: Path) -> Iterator[tuple[str, Path]]:
    manifests, blobs = folder / "manifests", folder / "blobs"
    try:
        paths = sorted(path for path in manifests.rglob("*") if path.is_file()) if blobs.is_dir() else []
    except OSError:
        return  # the server's own user may keep it to itself
    for path in paths:
        with suppress(OSError):
            weights = _weights(path, blobs)
            if weights is None:
                continue
            yield _name(path.relative_to(manifests).parts), weights


def _weights(manifest: Path, blobs: Path) -> Path | None:
    try:
        if manifest.stat().st_size > _MOST_BYTES:
            return None
        told: object = json.loads(manifest.read_text("utf-8"))
    except (OSError, ValueError):
        return None  # half written, or not a manifest at all
    layers = cast("dict[str, Any]", told).get("layers") if isinstance(told, dict) else None
    kinds: dict[str, str] = {}
    for layer in cast("list[Any]", layers) if isinstance(layers, list) else []:
        if isinstance(layer, dict):
            row = cast("dict[str, Any]", layer)
            kinds[str(row.get("mediaType"))] = str(row.get("digest"))
    digest = _DIGEST.fullmatch(kinds.get(_WEIGHTS, ""))
    if not digest or _NOT_ALONE in kinds:
        return None
    file = blobs / f"sha256-{digest[1]}"
    return file if file.is_file() else None


def _name(parts: tuple[str, ...]) -> str:
    """The name as people write it: without the registry, the owner and the tag that are meant anyway."""
    *place, name, tag = parts
    while place and place[0] in _USUAL:
        place.pop(0)
    return "/".join([*place, name]) + ("" if tag == "latest" else f":{tag}")
