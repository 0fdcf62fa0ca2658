"""What to train, how, and whether this machine can: the plan of one run.

A run's folder starts with `plan.json` and the data files that it names, as rendered rows of messages with the
system prompt that the chat uses; recipes need nothing else. Figures come from measurements with
SmolLM2-135M on two cores (see `recommended`) and from the guide that the project grew from (see `guide`).
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import TrainingError
from tsuki_desktop.training.hardware import GIB, Hardware

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from pathlib import Path

LEAST_LIKED = 50
"""Liked replies under which training is refused: below it the model learns quirks, not a voice."""
EXPERIMENTAL_BELOW = 200
GOOD_FROM = 300
MANY_ROWS = 1000
GENTLY = 0.4
"""Of the usual rate, where training goes on from her own voice. Measured with 200 liked chats of another
taste (lower case, no full stops): held-out NLL 3.49 → 3.21 after one epoch, 3.22 after two."""
TRAINABLE = frozenset(
    {"llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3", "gemma4", "phi3", "falcon", "stablelm", "lfm2"}
)
"""GGUF architectures that the recipes can read."""
DEPLOYABLE = frozenset({"llama", "qwen2"})
"""GGUF architectures whose way back to llama.cpp was tested."""
DISK_FOR_RUN = 2 * GIB
SMALLER = "Memory is scarce here: replies are taken one by one, with gradient checkpointing. That is slower."
READING = 4
"""Bytes a parameter while a GGUF is first read: it becomes 32-bit numbers, whatever trains them later.

The starter's 134.5 million took 1.22 GB with the libraries, for which 0.7 GiB are added.
"""


class Method(StrEnum):
    """How to learn; the recipe of the same name does it."""

    SFT = "sft"
    DPO = "dpo"
    KTO = "kto"


class Preset(StrEnum):
    """Where the figures come from."""

    RECOMMENDED = "recommended"
    GUIDE = "guide"


BORROWED = Hardware("cuda", "a borrowed GPU", 15 * GIB, 2)
"""What a free notebook lends: about a T4."""


@dataclass(frozen=True, slots=True)
class Base:
    """The untuned model: what its GGUF header says. `width` is the hidden size."""

    path: Path
    architecture: str
    parameters: int
    layers: int
    width: int
    vocabulary: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What a recipe is told. `targets` is `all-linear` or module names; `warmup` a fraction of all steps."""

    rank: int = 16
    alpha: int = 32
    dropout: float = 0.0
    targets: str | tuple[str, ...] = "all-linear"
    learning_rate: float = 2e-4
    scheduler: str = "cosine"
    warmup: float = 0.05
    weight_decay: float = 0.0
    epochs: int = 3
    batch: int = 4
    accumulate: int = 2
    max_length: int = 2048
    max_steps: int | None = None
    beta: float = 0.1
    seed: int = 7
    device: str = "auto"
    precision: str = "auto"
    gradient_checkpointing: bool = False
    four_bit: bool = False
    threads: int = 1
    checkpoint_every_s: int = 120
    unsloth: bool = True
    """Train through unsloth where a CUDA GPU and unsloth are there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One run. `lineage` is what the build will remember: messages, data sets, parent, prompt style."""

    method: Method
    base: Path
    cache: Path
    settings: Settings
    adapter: Path | None = None
    """What the run goes on from: the folder of an SFT run's adapter, or a GGUF file."""
    measure_only: bool = False
    """Only measure speed and memory: the run ends with `measured`."""
    processes: int = 1
    """One for each GPU of this machine. Several machines are not built."""
    notes: tuple[str, ...] = ()
    """What the person should know of how it was planned; the recipe says it first."""
    preset: str = ""
    lineage: Mapping[str, Any] = field(default_factory=dict[str, Any])


def settings_for(
    preset: Preset, method: Method, base: Base, rows: int, hardware: Hardware, longest: int = 0
) -> Settings:
    """The preset's figures for this model, this much data (`longest` tokens at most) and this machine."""
    chosen = guide(hardware) if preset is Preset.GUIDE else recommended(base, rows, hardware)
    if preset is Preset.RECOMMENDED and method is Method.SFT and longest:
        chosen = in_one_batch(chosen, base, longest, hardware)
    if method is Method.DPO:
        # A LoRA learns pairs by heart at SFT's rate: perfect on them, worse on everything else.
        chosen = replace(chosen, learning_rate=5e-6, epochs=1, batch=2, accumulate=4)
    if method is Method.KTO:
        chosen = replace(chosen, learning_rate=5e-6, epochs=1, batch=4, accumulate=4)
    return shared(chosen, processes_for(hardware))


def processes_for(hardware: Hardware) -> int:
    """One for each NVIDIA GPU, through torchrun; not tried on GPUs, two processes on a CPU were."""
    return hardware.devices if hardware.kind == "cuda" else 1


def shared(settings: Settings, processes: int) -> Settings:
    """The same step made by several processes together: each takes its part of the replies."""
    each = max(1, settings.batch * settings.accumulate // processes)
    batch = min(settings.batch, each)
    return replace(settings, batch=batch, accumulate=each // batch)


def recommended(base: Base, rows: int, hardware: Hardware) -> Settings:
    """All linear layers, three epochs, effective batch 8, and a rate that falls with the model's size.

    2e-4 is right from about 3B parameters on; 135M needs 1e-3 to change at all in so few steps (measured:
    held-out NLL 3.57 against 3.43). Under 200 rows a big model takes half the rate. From 1,000 rows on there
    are steps enough for two epochs at a lower rate: of 1,104 the third was learned by heart.
    """
    rate = 2e-4 * min(5.0, max(1.0, (3e9 / base.parameters) ** 0.5))
    if rows < EXPERIMENTAL_BELOW and base.parameters > GIB:
        rate /= 2
    if rows >= MANY_ROWS:
        rate *= 0.6
    on_gpu = hardware.kind != "cpu"
    return Settings(
        learning_rate=float(f"{rate:.2g}"),
        epochs=2 if rows >= MANY_ROWS else 3,
        batch=8 if on_gpu else 4,
        accumulate=1 if on_gpu else 2,
        gradient_checkpointing=on_gpu and base.parameters > GIB,
        four_bit=hardware.kind == "cuda" and base.parameters * 2 > hardware.memory // 2,
        threads=threads_for(hardware),
    )


def going_on(settings: Settings, method: Method) -> Settings:
    """The same for what goes on from her own voice: it is learned already, and a high rate would undo it."""
    if method is not Method.SFT:
        return settings
    return replace(settings, learning_rate=float(f"{settings.learning_rate * GENTLY:.2g}"), epochs=2)


def in_one_batch(settings: Settings, base: Base, longest: int, hardware: Hardware) -> Settings:
    """The same step in one micro-batch where that takes less than half of the memory.

    A CPU computes the beginning that all rows share once for each micro-batch (see `recipes/loss.py`).
    """
    whole = replace(settings, batch=settings.batch * settings.accumulate, accumulate=1)
    fits = memory_needed(base, whole, longest, hardware) <= hardware.memory // 2
    return whole if fits else settings


def threads_for(hardware: Hardware) -> int:
    """All cores but one, and both of two.

    Training runs at low priority and its threads sleep while they wait, so the chat goes first all the same.
    Where another program keeps a core busy, the recipe takes one fewer by itself (see `recipes/threads.py`).
    """
    return max(min(2, hardware.cores), hardware.cores - 1)


def guide(hardware: Hardware) -> Settings:
    """The guide's own figures: r 16, q/k/v/o, 2e-4, batch 2 x 4, 3 epochs, 2,048 tokens, 4-bit on a GPU."""
    return Settings(
        alpha=16,
        targets=("q_proj", "k_proj", "v_proj", "o_proj"),
        scheduler="linear",
        warmup=0.0,
        batch=2,
        accumulate=4,
        gradient_checkpointing=True,
        four_bit=hardware.kind == "cuda",
        threads=threads_for(hardware),
    )


def memory_needed(base: Base, settings: Settings, longest: int, hardware: Hardware) -> int:
    """Peak bytes of a run whose longest row has `longest` tokens; within about a third, before measuring.

    Weights, adapter with its optimiser (16 bytes a number), what the backward pass keeps, the logits of a
    micro-batch, and 0.7 GiB for the libraries.
    """
    gpu = hardware.kind in {"cuda", "rocm"}
    weight = 0.6 if settings.four_bit else 2 if gpu else 4
    tokens = settings.batch * min(longest, settings.max_length)
    kept = 4 if settings.gradient_checkpointing else 34
    sides = 14 if settings.targets == "all-linear" else 8
    adapter = base.layers * sides * settings.rank * base.width * 16
    activations = tokens * base.layers * base.width * kept * (2 if gpu else 4)
    logits = tokens // 2 * base.vocabulary * 4 * 3
    return int(base.parameters * weight + adapter + activations + logits + 0.7 * GIB)


def fitted(base: Base, settings: Settings, longest: int, hardware: Hardware) -> tuple[Settings, str]:
    """The settings, and a note where they had to be made smaller to fit; a step teaches the same.

    Memory that nothing tells is not compared.

    Raises:
        TrainingError: the architecture cannot be trained or deployed, or memory does not suffice.

    """
    refuse_architecture(base.architecture)
    refuse_reading(base, hardware)
    needed = memory_needed(base, settings, longest, hardware)
    if not hardware.memory or needed <= hardware.memory:
        return settings, ""
    whole = settings.batch * settings.accumulate
    smaller = replace(settings, batch=1, accumulate=whole, gradient_checkpointing=True)
    if memory_needed(base, smaller, longest, hardware) <= hardware.memory:
        return (
            smaller,
            SMALLER,
        )
    most = int(hardware.memory * 0.6 / (0.6 if hardware.kind == "cuda" else 4) / 1e8) / 10
    raise TrainingError(
        f"Training needs about {needed / GIB:.1f} GB of memory; {hardware.memory / GIB:.1f} GB are there.",
        f"Models of up to about {most:g} billion parameters fit, or train on a borrowed GPU.",
    )


def refuse_architecture(architecture: str) -> None:
    """Say no to a kind of model that was not tested.

    Raises:
        TrainingError: it cannot be trained, or not be brought back.

    """
    if architecture not in TRAINABLE:
        raise TrainingError(
            f"Models of the kind '{architecture}' cannot be trained here.",
            f"Choose one of: {', '.join(sorted(TRAINABLE))}.",
        )
    if architecture not in DEPLOYABLE:
        raise TrainingError(
            f"A trained '{architecture}' model cannot be brought back to llama.cpp yet.",
            f"Tested are {', '.join(sorted(DEPLOYABLE))}.",
        )


def refuse_reading(base: Base, hardware: Hardware) -> None:
    """Say no where the computer's own memory cannot hold the model while its file is first read.

    Raises:
        TrainingError: it cannot.

    """
    needed = int(base.parameters * READING + 0.7 * GIB)
    if base.path.suffix == ".gguf" and hardware.host and needed > hardware.host:
        most = int((hardware.host - 0.7 * GIB) / READING / 1e8) / 10
        raise TrainingError(
            f"Reading this model takes about {needed / GIB:.1f} GB of the computer's memory; "
            f"{hardware.host / GIB:.1f} GB are there.",
            f"Models of up to about {most:g} billion parameters fit, or train on a borrowed GPU.",
        )


def worth(liked: int) -> str:
    """What so many liked replies are worth: `too few`, `experimental`, `fair` or `good`."""
    if liked < LEAST_LIKED:
        return "too few"
    if liked < EXPERIMENTAL_BELOW:
        return "experimental"
    return "fair" if liked < GOOD_FROM else "good"


def refuse_too_few(liked: int, least: int = LEAST_LIKED) -> None:
    """Say no to too little data.

    Raises:
        TrainingError: fewer than `least` liked replies.

    """
    if liked < least:
        raise TrainingError(
            f"{liked} liked replies are too few to learn from; {least} are needed.",
            "Rate some more replies; liked ones already serve as examples in every chat.",
        )


def mark(group: str) -> str:
    """What stands for a group (a conversation's uid) where it is written down; it does not lead back."""
    import hashlib

    return hashlib.sha256(group.encode()).hexdigest()[:16]


def split(
    groups: Sequence[str], share: float = 0.1, least: int = 8, *, trained: Container[str] = frozenset()
) -> list[bool]:
    """Which rows are held out, by group (a conversation's uid): one group is never on both sides.

    One in ten is held out by its name alone, in every retrain. Where that gives fewer than `least` or a
    quarter, others join them, but none whose mark is `trained`: who has learned from a chat cannot be judged
    by it.
    """
    names = sorted((mark(name), name) for name in set(groups))
    held = {name for place, name in names if int(place[:8], 16) < share * 2**32}
    fewest = min(least, len(names) // 4)
    others = [name for place, name in names if name not in held and place not in trained]
    held |= set(others[: max(0, fewest - len(held))])
    return [group in held for group in groups]


def write_run(
    folder: Path,
    plan: Plan,
    train: Iterable[Mapping[str, Any]],
    held_out: Iterable[Mapping[str, Any]] = (),
    held_out_pairs: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Make a run's folder, ready to launch; `plan.json` comes last, so a torn folder is not a run.

    Raises:
        TrainingError: the disk has too little room.
        OSError: the folder cannot be written.

    """
    folder.mkdir(parents=True)
    if shutil.disk_usage(folder).free < DISK_FOR_RUN:
        raise TrainingError("Training needs 2 GB of free disk space.", "Free some space and try again.")
    for name, rows in (("train", train), ("held_out", held_out), ("held_out_pairs", held_out_pairs)):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    told: dict[str, Any] = {
        **asdict(plan),
        "format": 1,
        "run_id": folder.name,
        "train": "train.jsonl",
        "held_out": "held_out.jsonl",
        "held_out_pairs": "held_out_pairs.jsonl",
    }
    partial = folder / "plan.json.partial"
    partial.write_text(json.dumps(told, indent=1, default=str), encoding="utf-8")
    partial.replace(folder / "plan.json")
