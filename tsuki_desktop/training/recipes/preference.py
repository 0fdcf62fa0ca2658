"""What DPO and KTO share: data, the adapter that they go on from, the trainer, and how they are judged.

`held_out_pairs` in the plan names held-out rows of the method's own shape; `held_out` names replies that were
liked, whose NLL must not rise: a preference run that wins its pairs can still spoil how she talks.
"""

from __future__ import annotations

import random

import common
import rendering
import sft


def train_preferences(run: common.Run, method: str, check_rows, own) -> None:
    """Load, check, show and train.

    `own(settings, rows)` returns the method's trainer, its settings' class, and what it alone sets.

    Raises:
        Refused: by `check_rows(rows)`, or where no reply would be trained.

    """
    run.begin(method)
    import torch
    from watch import Watch, train

    settings = run.settings
    device, precision = common.choose_device(settings)
    run.keep(device=device, precision=precision)
    rows, pairs = run.rows("train"), run.rows("held_out_pairs")
    check_rows(rows)
    model, tokenizer = common.load_base(run, precision, device)
    liked = rendering.render_rows(run.rows("held_out"), tokenizer, settings["max_length"])
    shown = rendering.render_rows([as_completion(row) for row in rows], tokenizer, settings["max_length"])
    rendering.refuse_untrainable(shown)
    sft.show(run, shown, liked, tokenizer)

    torch.manual_seed(settings["seed"])
    model = sft.with_adapter(run, model)
    sft.score_base(run, model, liked)
    watch = Watch(run, device, lambda: judge(run, watch.trainer, liked, bool(pairs)))
    # KTO reads its rows in order, and thumbs of one kind often lie together.
    random.Random(settings["seed"]).shuffle(rows)  # noqa: S311  an order, not a secret
    trainer = make_trainer(run, watch, own(settings, rows), (model, tokenizer), rows, pairs)
    if run.plan.get("measure_only"):
        sft.measure(run, trainer, device)
        return
    train(run, trainer, watch, shown.rows)


def make_trainer(run: common.Run, watch, own, loaded, rows: list[dict], pairs: list[dict]):
    """The method's trainer for this plan; `own` and `loaded` as `train_preferences` makes them."""
    from datasets import Dataset
    from watch import counted

    settings = run.settings
    trainer_class, config_class, only_here = own
    model, tokenizer = loaded
    arguments = {
        **sft.shared_arguments(run, settings["device"], settings["precision"]),
        "beta": settings["beta"],
        "max_length": settings["max_length"],
        "per_device_train_batch_size": settings["batch"],
        "per_device_eval_batch_size": settings["batch"],
        "gradient_accumulation_steps": settings["accumulate"],
        **only_here,
    }
    return counted(trainer_class, watch)(
        model=model,
        args=config_class(**arguments),
        train_dataset=Dataset.from_list(rows),
        eval_dataset=Dataset.from_list(pairs) if pairs else None,
        processing_class=tokenizer,
        peft_config=None if run.plan.get("adapter") else sft.lora(settings),
    )


def as_completion(row: dict) -> dict:
    """A preference or unpaired row as prompt and completion, to render and show it."""
    return {"prompt": row["prompt"], "completion": row.get("chosen") or row["completion"]}


def judge(run: common.Run, trainer, liked: rendering.Rendered, has_pairs: bool) -> tuple[float | None, dict]:
    """Held-out loss of the method itself, and the NLL of liked replies beside it."""
    nll, _ = sft.held_out_loss(run, trainer.model, liked)
    measures = {} if nll is None else {"liked_nll": nll}
    if not has_pairs:
        return nll, measures
    metrics = trainer.evaluate()
    trainer.model.train()
    for name in ("eval_rewards/accuracies", "eval_rewards/margins", "eval_kl"):
        if name in metrics:
            measures[name.removeprefix("eval_").replace("/", "_")] = float(metrics[name])
    return float(metrics["eval_loss"]), measures
