"""What the recipes choose before they train, as one JSON object. Runs in the training interpreter."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tsuki_desktop" / "training" / "recipes"))
import common
import sft
import torch


def chosen(gain, **settings):
    def measured():
        assert gain is not None, "what was told is not measured"
        return gain

    real, common.bf16_gain = common.bf16_gain, measured
    try:
        return common.choose_device({"device": "cpu", **settings})
    finally:
        common.bf16_gain = real


torch.set_num_threads(1)
lengths = [(7 * row) % 100 for row in range(103)]
print(
    json.dumps(
        {
            "gain": max(common.bf16_gain() for _ in range(3)),
            "amx_or_avx512": torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported(),
            "faster": chosen(1.9),
            "same": chosen(1.1),
            "told": chosen(None, precision="bf16"),
            "lengths": lengths,
            "orders": [sft.batched_order(lengths, 4, seed, pool=8) for seed in ("7:0", "7:0", "7:1")],
        }
    )
)
