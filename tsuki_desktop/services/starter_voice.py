"""Her voice on the starter model: an adapter that ships with the program, merged into the model once.

llama.cpp reads a conversation two to three times as fast from one Q8_0 file as from the starter's Q4_1 with
an adapter beside it, and Q8_0 loses nothing. Until that file is there, and wherever it cannot be made, the
adapter speaks beside the model.

    models/tsuki-starter/tsuki-starter.gguf    the adapter, with `build.json` and its model card
    CACHE/starter/KEY/tsuki-starter.gguf       both in one; `made_from.json` beside it says of which

The KEY follows from the adapter and the model, so that what an older program made is never taken for hers.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import shutil
import tempfile
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import BackendError, TrainingError
from tsuki_desktop.paths import bundled, cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

NAME = "tsuki-starter"
NOTE = "made_from.json"
FAILED = "failed"
"""A file whose time says when the merging failed."""
_AGAIN_AFTER_S = 7 * 24 * 3600
_MERGED, _ROUNDED = 50, 75
"""Hundredths of the work that are done once both are one, and once that is Q8_0."""
_IN_USE_S = 3600
"""Folders beside the merged one's that are younger may be another window's work."""
PARITY_CHATS = 12
"""Chats on which the merged file is compared with the adapter; a second or two here."""

log = logging.getLogger(__name__)


def adapter_path() -> Path:
    """Where the adapter lies, if it was shipped."""
    return bundled("models", "tsuki-starter", "tsuki-starter.gguf")


def merged_folder() -> Path:
    """Where the merged file of the parts that are here lies once it was made."""
    from tsuki_desktop.backends.llama_models import starter_path

    base, told = starter_path(), adapter_path().with_name("build.json")
    parts = told.read_bytes() if told.is_file() else b""
    parts += f"{adapter_path().stat().st_size}".encode() if adapter_path().is_file() else b""
    parts += f"{base.name} {base.stat().st_size}".encode() if base else b""
    return cache_folder() / "starter" / hashlib.sha256(parts).hexdigest()[:12]


async def is_due() -> bool:
    """Whether the merged file is to be made, and no try failed in the last week.

    A file that is not the one that was made is taken away: the adapter speaks until there is another.
    """
    return await asyncio.to_thread(_is_due)


async def merge_once(told: Callable[[int], None] = lambda _: None) -> bool:
    """Make the merged file where that is not done; whether it was made now. A failure is written down.

    `told` hears how far it is, in hundredths.

    Raises:
        TrainingError: the file does not say what the adapter says, or cannot be written.
        BackendError: llama.cpp failed.

    """
    parts = await asyncio.to_thread(_parts)
    if parts is None:
        return False
    base, adapter, made_from = parts
    folder = merged_folder()
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            made = await _make(base, adapter, Path(scratch), told)
            await asyncio.to_thread(_put, made, folder, made_from)
    except (TrainingError, BackendError, OSError) as error:
        log.warning("her voice stays an adapter: %s %s", error, getattr(error, "detail", ""))
        with suppress(OSError):
            (folder / FAILED).touch()
        raise
    return True


def _parts() -> tuple[Path, Path, dict[str, str]] | None:
    """The starter, the adapter and what tells of them; None where nothing is to be made of them."""
    from tsuki_desktop.backends.llama_models import starter_path

    base, adapter = starter_path(), adapter_path()
    if base is None or not adapter.is_file():
        return None
    made_from = _fingerprint(base, adapter)
    return None if _says(merged_folder(), made_from) else (base, adapter, made_from)


def _failed_lately() -> bool:
    try:
        return time.time() - (merged_folder() / FAILED).stat().st_mtime < _AGAIN_AFTER_S
    except OSError:
        return False


def _is_due() -> bool:
    if _parts() is None:
        return False
    with suppress(OSError):  # Windows keeps what is in use
        (merged_folder() / f"{NAME}.gguf").unlink(missing_ok=True)
    return not _failed_lately()


def _put(made: Path, folder: Path, made_from: dict[str, str]) -> None:
    """The note goes first and comes last: a file without one is made anew. What older parts made goes."""
    told = {**made_from, "merged": _sha256(made)}
    (folder / NOTE).unlink(missing_ok=True)
    made.replace(folder / made.name)
    (folder / NOTE).write_text(json.dumps(told), encoding="utf-8")
    (folder / FAILED).unlink(missing_ok=True)
    for other in folder.parent.iterdir():
        if other.is_file():
            other.unlink(missing_ok=True)
        elif other != folder and time.time() - other.stat().st_mtime > _IN_USE_S:
            shutil.rmtree(other, ignore_errors=True)


def _fingerprint(base: Path, adapter: Path) -> dict[str, str]:
    return {
        "base": f"{base.name} {base.stat().st_size}",
        "adapter": _sha256(adapter),
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _says(folder: Path, made_from: dict[str, str]) -> bool:
    """Whether the note tells of these parts, and of the very file that lies beside it."""
    merged = folder / f"{NAME}.gguf"
    try:
        told = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return merged.is_file() and told == {**made_from, "merged": _sha256(merged)}
    except (OSError, ValueError):
        return False


async def _make(base: Path, adapter: Path, scratch: Path, told: Callable[[int], None]) -> Path:
    from tsuki_desktop.services.building import backend_for
    from tsuki_desktop.training.deploy import check_parity
    from tsuki_desktop.training.merging import merge

    whole, target = scratch / "whole.gguf", scratch / f"{NAME}.gguf"
    told(1)
    await merge(base, adapter, whole, name="Tsuki")
    told(_MERGED)
    async with backend_for([scratch], [base, adapter]) as backend:
        await backend.quantise(whole, target, "Q8_0")
        await asyncio.to_thread(whole.unlink)  # 270 MB
        told(_ROUNDED)
        found = await backend.list_models()
        beside = next(one.id for one in found if (one.path, one.adapter) == (base, adapter))
        merged = next(one.id for one in found if one.path == target and one.adapter is None)
        # The adapter speaks through the base's coarse weights: its margin, not Q8_0's.
        nll = await _nlls(backend, (beside, merged), told)
        gap = check_parity("adapter", nll[0], nll[1])
    log.info("her voice and the starter are one file now, %.4f nats a token apart", gap)
    return target


async def _nlls(backend: LlamaCppBackend, models: Sequence[str], told: Callable[[int], None]) -> list[float]:
    """Each model's NLL a token of the last reply of each held-out chat."""
    chats = await asyncio.to_thread(_chats)
    found: list[float] = []
    for at, model in enumerate(models):
        total, tokens = 0.0, 0
        for number, chat in enumerate(chats):
            before = await backend.tokenise(model, await backend.render(model, chat[:-1]), special=True)
            reply = await backend.tokenise(model, chat[-1].text, special=False)
            scores = (await backend.score(model, [(before, reply)]))[0]
            total, tokens = total - sum(scores), tokens + len(scores)
            told(_ROUNDED + (99 - _ROUNDED) * (at * len(chats) + number + 1) // (len(models) * len(chats)))
        found.append(total / tokens)
    return found


def _chats() -> list[list[Turn]]:
    """Held-out chats up to her first reply, as the adapter was trained to be asked."""
    from tsuki_desktop.persona import starter
    from tsuki_desktop.services.styles import style_from

    told = json.loads(bundled("models", "tsuki-starter", "build.json").read_text(encoding="utf-8"))
    system = style_from(told.get("prompt_style") or {}).system_prompt
    held_out = (chat for chat in starter.conversations() if starter.held_out(chat.id))
    begun = (next(chat.exchanges()) for chat in held_out if chat.turns[0].role is Role.USER)
    return [
        [Turn(Role.SYSTEM, system), Turn(Role.USER, said), Turn(Role.ASSISTANT, reply)]
        for said, reply, _ in islice(begun, PARITY_CHATS)
    ]
