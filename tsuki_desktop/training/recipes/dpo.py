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
    train_preferences(run, "dpo", check_rows, own)


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


def own(_settings: dict, _rows: list[dict]):
    """Trainer, its settings' class, and the settings that it alone has."""
    from trl import DPOConfig, DPOTrainer

    return DPOTrainer, DPOConfig, {}


if __name__ == "__main__":
    common.run_recipe(main)
