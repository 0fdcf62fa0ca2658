"""Kahneman-Tversky optimisation: lone thumbs, up and down, without a pair.

    python kto.py RUN_FOLDER

Rows: `{"prompt": [...], "completion": [...], "label": true}`, shuffled: the trainer reads them in order, and
compares each reply with its neighbours in the batch.
"""

from __future__ import annotations

import random

import common
from preference import train_preferences


def main(run: common.Run) -> None:
    """Train on thumbs."""
    train_preferences(run, "kto", lambda *parts: make_trainer(run, *parts), check_rows)


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


def weights(rows) -> tuple[float, float]:
    """Weights of thumbs up and down that make both sides count alike: (w_up * up) : (w_down * down) = 1."""
    up = sum(bool(label) for label in rows["label"])
    down = len(rows) - up
    return (down / up, 1.0) if down >= up else (1.0, up / down)


def make_trainer(run: common.Run, watch, model, tokenizer, train_rows, held_out, peft_config):
    """A KTO trainer for this plan."""
    import sft
    from trl import KTOConfig, KTOTrainer
    from watch import counted

    settings = run.settings
    order = list(range(len(train_rows)))
    random.Random(settings["seed"]).shuffle(order)  # noqa: S311  an order, not a secret
    train_rows = train_rows.select(order)
    desirable, undesirable = weights(train_rows)
    arguments = KTOConfig(
        **sft.shared_arguments(run, settings["device"], settings["precision"]),
        beta=settings["beta"],
        desirable_weight=desirable,
        undesirable_weight=undesirable,
        max_length=settings["max_length"],
        # One row alone has no neighbours to be compared with.
        per_device_train_batch_size=max(2, settings["batch"]),
        per_device_eval_batch_size=max(2, settings["batch"]),
        gradient_accumulation_steps=settings["accumulate"],
    )
    return counted(KTOTrainer, watch)(
        model=model,
        args=arguments,
        train_dataset=train_rows,
        eval_dataset=held_out,
        processing_class=tokenizer,
        peft_config=peft_config,
    )


if __name__ == "__main__":
    common.run_recipe(main)
