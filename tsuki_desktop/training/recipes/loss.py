"""The loss on the trained tokens alone, in the way that is fast on a CPU.

The trainer's own head goes through the vocabulary in tiles to save a GPU's memory and computes each tile
twice; on a CPU that is half of a step. Projecting only the trained positions, once, gives the same number.
"""

from __future__ import annotations

import common
import torch

PLAIN_HEADS = {"llama", "mistral", "qwen2", "qwen3", "phi3", "stablelm"}
"""Model types whose logits are the last hidden state times the head, with nothing done to them after."""


def causal_model(model):
    """The causal language model under a PEFT wrapper."""
    return model.get_base_model() if hasattr(model, "get_base_model") else model


def has_plain_head(model) -> bool:
    """Whether `token_losses` may be used for this model."""
    return causal_model(model).config.model_type in PLAIN_HEADS


def token_losses(model, input_ids, labels, attention_mask=None):
    """The NLL of each trained token, flat, as float32; the adapter is active."""
    causal = causal_model(model)
    output = causal.base_model(input_ids=input_ids, attention_mask=attention_mask, use_cache=False)
    targets = labels[:, 1:]
    trained = targets != common.IGNORED
    logits = causal.get_output_embeddings()(output.last_hidden_state[:, :-1][trained])
    return torch.nn.functional.cross_entropy(logits.float(), targets[trained], reduction="none")


def row_nll(model, row: dict) -> tuple[float, int]:
    """Summed NLL and number of the trained tokens of one row."""
    ids = torch.tensor([row["input_ids"]], device=model.device)
    labels = torch.tensor([row["labels"]], device=model.device)
    if has_plain_head(model):
        losses = token_losses(model, ids, labels)
        return float(losses.sum()), losses.numel()
    logits = causal_model(model)(input_ids=ids, use_cache=False).logits[0, :-1].float()
    losses = torch.nn.functional.cross_entropy(logits, labels[0, 1:], reduction="none")
    return float(losses.sum()), int((labels[0, 1:] != common.IGNORED).sum())


def trained_positions_only(trainer_class):
    """`trainer_class` with the fast loss, where the model allows it and one process trains on a CPU."""

    class TrainedPositionsOnly(trainer_class):
        def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
            # Several processes must go through the wrapped model, which syncs their gradients.
            alone_on_cpu = self.accelerator.num_processes == 1 and self.args.device.type == "cpu"
            if return_outputs or not alone_on_cpu or not has_plain_head(model):
                return super().compute_loss(model, inputs, return_outputs, num_items_in_batch)
            losses = token_losses(model, inputs["input_ids"], inputs["labels"], inputs["attention_mask"])
            return losses.sum() / (losses.numel() if num_items_in_batch is None else num_items_in_batch)

    return TrainedPositionsOnly
