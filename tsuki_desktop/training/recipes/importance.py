"""How much each input of each matrix matters, so that llama.cpp can round a small file where it hurts least.

It is the mean square of what goes into a matrix while she reads and speaks, one number a column: llama.cpp
calls it an importance matrix. Q4_K_M lay 0.087 nats from what was trained without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from safetensors.torch import save_file

if TYPE_CHECKING:
    from pathlib import Path

FILE = "importance.safetensors"
ROWS = 64
"""Trained rows that are looked at: some thousands of tokens."""


def measure(model, rows: list[dict]) -> dict[str, torch.Tensor]:
    """For each linear layer, by its name in the base model: the mean square of each input, as float32."""
    sums: dict[str, torch.Tensor] = {}
    tokens = 0

    def watched(name: str):
        def hook(_layer, inputs, _output) -> None:
            square = inputs[0].detach().float().square().flatten(0, -2).sum(dim=0)
            sums[name] = sums[name] + square if name in sums else square

        return hook

    hooks = [layer.register_forward_hook(watched(name)) for name, layer in linear_layers(model)]
    model.eval()
    try:
        with torch.no_grad():
            for row in rows[:ROWS]:
                model(input_ids=torch.tensor([row["input_ids"]], device=model.device), use_cache=False)
                tokens += len(row["input_ids"])
    finally:
        for hook in hooks:
            hook.remove()
    return {name: (total / tokens).cpu().contiguous() for name, total in sums.items()}


def linear_layers(model):
    """The base model's own linear layers, without the adapter's, and their names there."""
    for name, layer in model.named_modules():
        if isinstance(layer, torch.nn.Linear) and ".lora_" not in name:
            yield name.removeprefix("base_model.model.").removesuffix(".base_layer"), layer


def write(model, rows: list[dict], folder: Path) -> None:
    """Write `importance.safetensors` into `folder`; nothing where no layer was seen at work."""
    found = measure(model, rows)
    if found:
        save_file(found, folder / FILE)
