"""The base and its adapter through unsloth: faster steps and less memory on one NVIDIA GPU.

Used by `sft.py` where a CUDA GPU and unsloth are there, and one process trains; TRL and PEFT otherwise.
Written by unsloth's documentation (2026.10) and not tried: no GPU was at hand. `"unsloth": false` in the
plan's settings leaves it out.
"""

from __future__ import annotations

import importlib.util
import os

ALL_LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def prepare(settings: dict, device: str) -> bool:
    """Whether unsloth is used; if so it is imported, which must come before transformers, trl and peft."""
    alone = int(os.environ.get("WORLD_SIZE", "1")) == 1
    wanted = settings.get("unsloth", True) and device == "cuda" and alone
    if not wanted or importlib.util.find_spec("unsloth") is None:
        return False
    # Held-out rows are scored by their logits, which unsloth else keeps to itself.
    os.environ["UNSLOTH_RETURN_LOGITS"] = "1"
    import unsloth  # noqa: F401  it patches the others when it is imported

    return True


def load(folder, settings: dict, precision: str):
    """The base in `folder` as `(model with a fresh adapter, tokenizer)`."""
    import torch
    from unsloth import FastLanguageModel

    model, tokenizer = FastLanguageModel.from_pretrained(
        model_name=str(folder),
        max_seq_length=settings["max_length"],
        dtype=torch.bfloat16 if precision == "bf16" else None,
        load_in_4bit=bool(settings.get("four_bit")),
    )
    targets = settings["targets"]
    model = FastLanguageModel.get_peft_model(
        model,
        r=settings["rank"],
        target_modules=ALL_LINEAR if targets == "all-linear" else list(targets),
        lora_alpha=settings["alpha"],
        lora_dropout=settings["dropout"],
        bias="none",
        use_gradient_checkpointing="unsloth" if settings["gradient_checkpointing"] else False,
        random_state=settings["seed"],
    )
    return model, tokenizer
