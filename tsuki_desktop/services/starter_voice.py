"""Her voice on the starter model: an adapter that ships with the program, merged into the model once.

llama.cpp reads a conversation two to three times as fast from one Q8_0 file as from the starter's Q4_1 with
an adapter beside it, and Q8_0 loses nothing. Until that file is there, and wherever it cannot be made, the
adapter speaks beside the model.

    models/tsuki-starter/tsuki-starter.gguf    the adapter, with `build.json` and its model card
    CACHE/starter/tsuki-starter.gguf           both in one; `made_from.json` beside it says of which
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import BackendError, TrainingError
from tsuki_desktop.paths import bundled, cache_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

NAME = "tsuki-starter"
NOTE = "made_from.json"
PARITY_CHATS = 12
"""Chats on which the merged file is compared with the adapter; a second or two here."""

log = logging.getLogger(__name__)


def adapter_path() -> Path:
    """Where the adapter lies, if it was shipped."""
    return bundled("models", "tsuki-starter", "tsuki-starter.gguf")


def merged_folder() -> Path:
    """Where the merged file lies once it was made."""
    return cache_folder() / "starter"


async def is_due() -> bool:
    """Whether the merged file is missing, or was made from other parts than are here."""
    return await asyncio.to_thread(_parts) is not None


async def merge_once() -> bool:
    """Make the merged file where that is due; whether it was made now.

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
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = await _make(base, adapter, Path(scratch), await asyncio.to_thread(_chats))
        await asyncio.to_thread(_put, made, folder, made_from)
    return True


def _parts() -> tuple[Path, Path, dict[str, str]] | None:
    """The starter, the adapter and what tells of them; None where nothing is to be made of them."""
    from tsuki_desktop.backends.llama_models import starter_path

    base, adapter = starter_path(), adapter_path()
    if base is None or not adapter.is_file():
        return None
    made_from = _fingerprint(base, adapter)
    return None if _says(merged_folder() / NOTE, made_from) else (base, adapter, made_from)


def _put(made: Path, folder: Path, made_from: dict[str, str]) -> None:
    """The note goes first and comes last: a file without one is made anew."""
    (folder / NOTE).unlink(missing_ok=True)
    made.replace(folder / made.name)
    (folder / NOTE).write_text(json.dumps(made_from), encoding="utf-8")


def _fingerprint(base: Path, adapter: Path) -> dict[str, str]:
    return {
        "base": f"{base.name} {base.stat().st_size}",
        "adapter": hashlib.sha256(adapter.read_bytes()).hexdigest(),
    }


def _says(note: Path, made_from: dict[str, str]) -> bool:
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return told == made_from and (note.parent / f"{NAME}.gguf").is_file()


async def _make(base: Path, adapter: Path, scratch: Path, chats: Sequence[Sequence[Turn]]) -> Path:
    from tsuki_desktop.services.building import backend_for
    from tsuki_desktop.training.deploy import check_parity
    from tsuki_desktop.training.merging import merge

    whole, target = scratch / "whole.gguf", scratch / f"{NAME}.gguf"
    await merge(base, adapter, whole, name="Tsuki")
    async with backend_for([scratch], [base, adapter]) as backend:
        await backend.quantise(whole, target, "Q8_0")
        await asyncio.to_thread(whole.unlink)  # 270 MB
        found = await backend.list_models()
        beside = next(one.id for one in found if (one.path, one.adapter) == (base, adapter))
        merged = next(one.id for one in found if one.path == target and one.adapter is None)
        # The adapter speaks through the base's coarse weights: its margin, not Q8_0's.
        gap = check_parity("adapter", await _nll(backend, beside, chats), await _nll(backend, merged, chats))
    log.info("her voice and the starter are one file now, %.4f nats a token apart", gap)
    return target


async def _nll(backend: LlamaCppBackend, model: str, chats: Sequence[Sequence[Turn]]) -> float:
    """NLL a token of the last reply of each chat."""
    total, tokens = 0.0, 0
    for chat in chats:
        before = await backend.tokenise(model, await backend.render(model, chat[:-1]), special=True)
        reply = await backend.tokenise(model, chat[-1].text, special=False)
        scores = (await backend.score(model, [(before, reply)]))[0]
        total, tokens = total - sum(scores), tokens + len(scores)
    return total / tokens


async def merge_quietly() -> bool:
    """As `merge_once`; what fails goes to the log, since the adapter speaks all the same."""
    try:
        return await merge_once()
    except (TrainingError, BackendError, OSError) as error:
        log.warning("her voice stays an adapter: %s", error)
        return False


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
