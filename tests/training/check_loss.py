"""Rows laid out behind their common beginning against the same rows one by one: `check_loss.py GGUF`.

Runs in the training interpreter; prints the largest difference of a loss, and the
relative one of the gradients.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tsuki_desktop" / "training" / "recipes"))
import common
import loss
import torch
from transformers import AutoModelForCausalLM


def batch(rows):
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    labels = torch.full_like(ids, common.IGNORED)
    mask = torch.zeros_like(ids)
    for number, (tokens, first_trained) in enumerate(rows):
        ids[number, : len(tokens)] = torch.tensor(tokens)
        labels[number, first_trained : len(tokens)] = torch.tensor(tokens[first_trained:])
        mask[number, : len(tokens)] = 1
    return ids, labels, mask


def losses_and_gradient(model, parts):
    model.zero_grad()
    losses = torch.cat([loss.token_losses(model, *part) for part in parts])
    losses.sum().backward()
    return losses.detach(), torch.cat(
        [one.grad.flatten() for one in model.parameters() if one.grad is not None]
    )


def main(gguf):
    gguf = Path(gguf)
    model = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.float32)
    start = list(range(20, 40))
    rows = [
        ([*start, *range(50, 60)], 24),  # trained from inside the common beginning on
        ([*start, *range(70, 99)], 20),  # from its very end
        ([*start, 7, 8], 21),
    ]
    told = {}
    for name, chosen in (("mixed", rows), ("alike", [rows[0]] * 3), ("apart", [([1, 2, 3], 1), ([4, 5], 1)])):
        packed, together = losses_and_gradient(model, [batch(chosen)])
        plain, one_by_one = losses_and_gradient(model, [batch([row]) for row in chosen])
        told[name] = {
            "tokens": len(plain),
            "loss": float((packed - plain).abs().max()),
            "gradient": float((together - one_by_one).norm() / one_by_one.norm()),
            "one_wrong": float((packed[1:] - plain[:-1]).abs().max()),
        }
    print(json.dumps(told))


main(sys.argv[1])
