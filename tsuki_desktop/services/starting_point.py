"""What a retrain starts from: the untuned model, with her own voice on it where the program brings one.

Her voice is the adapter that ships for the starter model, learned from the starter conversations. Where they
are wanted beside something new, a retrain goes on from it: what took an hour is there already, and some of
the starter chats are read again, so that she does not forget them. Each retrain begins with the same two
files, so nothing adds up from one to the next.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.backends.gguf_header import read_header
from tsuki_desktop.errors import NotFoundError, TrainingError, UsageError
from tsuki_desktop.services import building
from tsuki_desktop.services.starter_voice import adapter_path
from tsuki_desktop.services.training_data import STARTER
from tsuki_desktop.training import deploy, hugging_face, launcher
from tsuki_desktop.training.plan import Base, Method, Preset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tsuki_desktop.backends.base import ModelInfo
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.retraining import Choice


async def untuned(model: ModelInfo) -> Base:
    """What the header of the model's file says of it.

    Raises:
        TrainingError: it is no model file, or one with an adapter.
        BadFileError: it cannot be read.

    """
    if model.path is None or model.adapter is not None:
        raise TrainingError(
            f"{model.name} is no model file that can be trained.", "Choose a GGUF model of llama.cpp."
        )
    head = await asyncio.to_thread(read_header, model.path)
    vocabulary = head.tensors.get("token_embd.weight")
    return Base(
        model.path, head.architecture, head.parameters, head.layers or 0, head.embedding or 0,
        vocabulary.shape[-1] if vocabulary else head.number("{arch}.vocab_size") or 0,
    )  # fmt: skip


def her_voice(choice: Choice, base: ModelInfo) -> Path | None:
    """The adapter to go on from where there is something new to learn; None for the untuned model alone.

    Preferences without a run before them go on from it too: they teach which reply is better, not a voice.
    """
    wanted = STARTER in choice.data or choice.method is not Method.SFT
    plain = choice.preset is Preset.RECOMMENDED and not choice.after
    adapter = adapter_path()
    return adapter if wanted and plain and base.starter and adapter.is_file() else None


def learned_before(profile: Profile) -> set[str]:
    """Marks of the conversations that any run or model here has learned from; for a thread."""
    told: list[Mapping[str, Any]] = [one.lineage for one in deploy.list_builds(profile.builds)]
    for path in profile.runs.glob("*/plan.json"):
        with suppress(NotFoundError, AttributeError):  # a damaged one
            told.append(launcher.read_plan(path.parent).get("lineage") or {})
    return {str(mark) for one in told for mark in one.get("trained", [])}


def of_a_run(choice: Choice, runs: Path) -> Path | None:
    """The adapter of the finished run that preferences go on from, None where none is named.

    Raises:
        UsageError: there is none, or it is not for preferences.

    """
    if not choice.after:
        return None
    adapter = runs / choice.after.upper() / "adapter"
    if choice.method is Method.SFT or not adapter.is_dir():
        raise UsageError("Only preference training goes on from a finished run.", "Name an SFT run.")
    return adapter


async def as_file(name: str, interpreter: Callable[[], Path], cache: Path) -> str:
    """`name`, or the GGUF file in the cache that was made of it where it is a Hugging Face model.

    A folder is turned once, which takes about as long as copying it twice; `interpreter` is asked for then.

    Raises:
        TrainingError: its kind was not tested, or llama.cpp reads text otherwise than the model does.

    """
    folder = await asyncio.to_thread(_folder_of, name, cache)
    if folder is None:
        return name
    target = await asyncio.to_thread(hugging_face.target_for, folder, cache)
    if not await asyncio.to_thread(target.exists):
        made = target.with_name(f"{target.name}.{os.getpid()}")
        try:
            text, ids = await hugging_face.convert(interpreter(), folder, made)
            await _same_words(made, text, ids)
            made.replace(target)
        finally:
            for left in (made, made.with_name(f"{made.name}.partial")):
                left.unlink(missing_ok=True)
    return str(target)


def _folder_of(name: str, cache: Path) -> Path | None:
    """The Hugging Face folder that `name` stands for, None where it stands for something else."""
    folder = Path(name).expanduser().absolute()
    if name and hugging_face.is_model_folder(folder):
        return folder
    there = hugging_face.fetched(name, cache)
    return there if there is not None and hugging_face.is_model_folder(there) else None


async def _same_words(made: Path, text: str, ids: list[int]) -> None:
    """See that llama.cpp reads `text` as the model's own tokenizer did: else it would learn another language.

    Raises:
        TrainingError: it does not.
        BackendError: llama.cpp cannot load it.

    """
    async with building.backend_for([], [made]) as backend:
        model = next(one for one in await backend.list_models() if one.path == made)
        read = await backend.tokenise(model.id, text, special=True)
    if read != ids:
        at = next((n for n, pair in enumerate(zip(read, ids, strict=False)) if pair[0] != pair[1]), len(ids))
        raise TrainingError(
            "This model's own tokenizer reads text otherwise than llama.cpp does.",
            "Choose a GGUF file of it, or another model.",
            f"from token {at} on: {read[at : at + 5]} for {ids[at : at + 5]}",
        )
