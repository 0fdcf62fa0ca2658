"""What a retrain starts from: the untuned model, with her own voice on it where the program brings one.

Her voice is the adapter that ships for the starter model, learned from the starter conversations. Where they
are wanted beside something new, a retrain goes on from it: what took an hour is there already, and some of
the starter chats are read again, so that she does not forget them. Each retrain begins with the same two
files, so nothing adds up from one to the next.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tsuki_desktop.backends.gguf_header import read_header
from tsuki_desktop.errors import NotFoundError, TrainingError, UsageError
from tsuki_desktop.services.starter_voice import adapter_path
from tsuki_desktop.services.training_data import STARTER
from tsuki_desktop.training import deploy, launcher
from tsuki_desktop.training.plan import Base, Method, Preset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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
