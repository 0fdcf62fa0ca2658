"""From an adapter that llama.cpp runs back to one that can be trained: what `to_gguf.py` does, backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import common
import gguf
import to_gguf
import torch

if TYPE_CHECKING:
    from pathlib import Path


def with_lora(model, base: Path, adapter: Path):
    """`model`, which was loaded from the GGUF file `base`, with the GGUF file `adapter` on it, to go on from.

    Raises:
        Refused: the adapter is another base's.

    """
    from peft import LoraConfig, get_peft_model

    file = gguf.GGUFReader(base)
    try:
        lora = to_gguf.read_lora(adapter, file)
    except to_gguf.Refused as refusal:
        raise common.Refused(*refusal.args) from refusal
    names = to_gguf.tensor_names(lora.architecture, file)
    modules = {f"{names.get_name(name)}.weight": name for name, _ in model.named_modules()}
    config = LoraConfig(
        r=lora.rank,
        lora_alpha=lora.alpha,
        target_modules=sorted({modules[tensor].rpartition(".")[2] for tensor in lora.pairs}),
        task_type="CAUSAL_LM",
    )
    trained = get_peft_model(model, config)
    with torch.no_grad():
        for tensor, pair in lora.pairs.items():
            module = model.get_submodule(modules[tensor])
            b = to_gguf.in_order(pair.b, tensor, lora.architecture, file, back=True)
            module.lora_A["default"].weight.copy_(torch.from_numpy(pair.a))
            module.lora_B["default"].weight.copy_(torch.from_numpy(b.copy()))
    return trained
