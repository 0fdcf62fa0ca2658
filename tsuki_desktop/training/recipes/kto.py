"""Kahneman-Tversky optimisation: lone thumbs, up and down, without a pair.

    python kto.py RUN_FOLDER

Rows: `{"prompt": [...], "completion": [...], "label": true}`. The trainer compares each reply with its
neighbours in the batch.
"""

from __future__ import annotations

import common
from preference import train_preferences


def main(run: common.Run) -> None:
    """Train on thumbs."""
    train_preferences(run, "kto", check_rows, own)


def check_rows(rows: list[dict]) -> None:
    """Refuse data with thumbs of one kind only; how many of each are worth it is the plan's question.

    Raises:
        Refused: all thumbs point the same way.

    """
    up = sum(bool(row["label"]) for row in rows)
    if up == 0 or up == len(rows):
        raise common.Refused(
            "Training on lone thumbs needs both: replies that were liked and replies that were not.",
            "Rate some more replies, or train on the liked ones alone.",
        )


def weights(rows: list[dict]) -> tuple[float, float]:
    """Weights of thumbs up and down that make both sides count alike: (w_up * up) : (w_down * down) = 1."""
    up = sum(bool(row["label"]) for row in rows)
    down = len(rows) - up
    return (down / up, 1.0) if down >= up else (1.0, up / down)


def own(settings: dict, rows: list[dict]):
    """Trainer, its settings' class, and the settings that it alone has."""
    from trl import KTOConfig, KTOTrainer

    desirable, undesirable = weights(rows)
    # One row alone has no neighbours to be compared with.
    batch = max(2, settings["batch"])
    return KTOTrainer, KTOConfig, {
        "desirable_weight": desirable,
        "undesirable_weight": undesirable,
        "per_device_train_batch_size": batch,
        "per_device_eval_batch_size": batch,
        "gradient_accumulation_steps": max(1, settings["batch"] * settings["accumulate"] // batch),
    }  # fmt: skip


if __name__ == "__main__":
    common.run_recipe(main)
