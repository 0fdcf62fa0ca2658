"""Direct preference optimisation: of two replies to the same words, the better one.

    python dpo.py RUN_FOLDER

Rows: `{"prompt": [...], "chosen": [...], "rejected": [...]}`. Goes on from an SFT adapter where the
plan names one; the reference is that adapter as it was (else the base).
"""

from __future__ import annotations

import common
from preference import train_preferences


def main(run: common.Run) -> None:
    """Train on pairs."""
    train_preferences(run, "dpo", lambda *parts: make_trainer(run, *parts), check_rows)


def check_rows(rows: list[dict]) -> None:
    """Refuse rows that are not pairs.

    Raises:
        Refused: a row lacks one of the three parts.

    """
    if not rows or any(not row.get("chosen") or not row.get("rejected") for row in rows):
        raise common.Refused(
            "Preference training needs pairs: a better and a worse reply to the same words.",
            "Regenerate a reply and keep the better one, or correct a reply, and try again.",
        )


def make_trainer(run: common.Run, watch, model, tokenizer, train_rows, held_out, peft_config):
    """A DPO trainer for this plan."""
    import sft
    from trl import DPOConfig, DPOTrainer
    from watch import counted

    settings = run.settings
    arguments = DPOConfig(
        **sft.shared_arguments(run, settings["device"], settings["precision"]),
        beta=settings["beta"],
        max_length=settings["max_length"],
        per_device_train_batch_size=settings["batch"],
        per_device_eval_batch_size=settings["batch"],
        gradient_accumulation_steps=settings["accumulate"],
    )
    return counted(DPOTrainer, watch)(
        model=model,
        args=arguments,
        train_dataset=train_rows,
        eval_dataset=held_out,
        processing_class=tokenizer,
        peft_config=peft_config,
    )


if __name__ == "__main__":
    common.run_recipe(main)
