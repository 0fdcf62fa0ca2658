"""Supervised fine-tuning: she learns to say what was liked.

    python sft.py RUN_FOLDER

LoRA on the untuned base, loss on replies only, evaluated after each epoch, the best evaluation kept. What is
where in the folder: see `common.py`. Several processes: `torchrun --nproc_per_node N sft.py RUN_FOLDER`;
the launcher runs that where the plan asks for several (two on a CPU were tried, several GPUs were not).
Several machines are not built.
"""

from __future__ import annotations

import json
import random
import time

import common
import events as ev
import rendering
import with_unsloth
from common import Run


def main(run: Run) -> None:
    """Load, render, show, train."""
    run.begin("sft")
    import torch

    settings = run.settings
    device, precision = common.choose_device(settings)
    by_unsloth = not run.plan.get("adapter") and with_unsloth.prepare(settings, device)
    run.keep(device=device, precision=precision, unsloth=by_unsloth)
    from datasets import Dataset
    from loss import trained_positions_only
    from trl import SFTTrainer
    from watch import Watch, counted, train

    model, tokenizer = common.load_base(run, precision, device)
    rows = rendering.render_rows(run.rows("train"), tokenizer, settings["max_length"])
    rendering.refuse_untrainable(rows)
    held_out = rendering.render_rows(run.rows("held_out"), tokenizer, settings["max_length"])
    show(run, rows, held_out, tokenizer)

    torch.manual_seed(settings["seed"])
    model = with_adapter(run, model)
    score_base(run, model, held_out)
    watch = Watch(run, device, lambda: held_out_loss(run, watch.trainer.model, held_out))
    trainer_class = counted(trained_positions_only(grouped_by_length(SFTTrainer)), watch)
    trainer = trainer_class(
        model=model,
        args=arguments(run, device, precision),
        train_dataset=Dataset.from_list(rows.rows),
        processing_class=tokenizer,
        peft_config=None if by_unsloth or run.plan.get("adapter") else lora(settings),
    )
    if run.plan.get("measure_only"):
        measure(run, trainer, device)
        return
    train(run, trainer, watch, rows.rows)


def lora(settings: dict):
    """The adapter's shape."""
    from peft import LoraConfig

    return LoraConfig(
        r=settings["rank"],
        lora_alpha=settings["alpha"],
        lora_dropout=settings["dropout"],
        target_modules=settings["targets"],
        task_type="CAUSAL_LM",
    )


def with_adapter(run: Run, model):
    """The model with the adapter that the plan goes on from, where it names one."""
    adapter = run.place("adapter")
    if adapter is None:
        return model
    if adapter.suffix == ".gguf":
        from from_gguf import with_lora

        return with_lora(model, run.place("base"), adapter)
    from peft import PeftModel

    return PeftModel.from_pretrained(model, adapter, is_trainable=True)


def arguments(run: Run, device: str, precision: str):
    """Trainer settings; what is not named here is the library's own default."""
    from trl import SFTConfig

    settings = run.settings
    return SFTConfig(
        **shared_arguments(run, device, precision),
        max_length=settings["max_length"],
        per_device_train_batch_size=settings["batch"],
        gradient_accumulation_steps=settings["accumulate"],
    )


def shared_arguments(run: Run, device: str, precision: str) -> dict:
    """What SFT and preference training set alike."""
    settings = run.settings
    return {
        "output_dir": str(run.folder / "checkpoints"),
        "learning_rate": settings["learning_rate"],
        "lr_scheduler_type": settings["scheduler"],
        "warmup_steps": settings["warmup"],
        "weight_decay": settings["weight_decay"],
        "num_train_epochs": settings["epochs"],
        "max_steps": settings.get("max_steps") or -1,
        "seed": settings["seed"],
        "use_cpu": device == "cpu",
        "bf16": precision == "bf16",
        "gradient_checkpointing": settings["gradient_checkpointing"],
        "logging_steps": 1,
        # Evaluations and checkpoints are the watch's: by time, and marked when whole.
        "eval_strategy": "no",
        "save_strategy": "no",
        "save_total_limit": 2,
        "report_to": [],
        "disable_tqdm": True,
        "dataloader_pin_memory": device == "cuda",
        "ddp_find_unused_parameters": False,
    }


def grouped_by_length(trainer_class):
    """`trainer_class` with micro-batches of rows of like length, so that little is spent on padding."""
    import torch

    class Sampler(torch.utils.data.Sampler):
        """Rows in an order that depends on seed and epoch alone, so that a resumed run has the same one."""

        def __init__(self, lengths: list[int], batch: int, seed: int) -> None:
            self.lengths, self.batch, self.seed, self.epoch = lengths, batch, seed, 0

        def set_epoch(self, epoch: int) -> None:
            self.epoch = epoch

        def __len__(self) -> int:
            return len(self.lengths)

        def __iter__(self):
            return iter(batched_order(self.lengths, self.batch, f"{self.seed}:{self.epoch}"))

    class Grouped(trainer_class):
        def _get_train_sampler(self, train_dataset=None):
            lengths = [len(ids) for ids in self.train_dataset["input_ids"]]
            return Sampler(lengths, self.args.train_batch_size, self.args.seed)

    return Grouped


def batched_order(lengths: list[int], batch: int, seed: str, pool: int = 32) -> list[int]:
    """Row numbers: shuffled, sorted by length within pools of `pool` batches, the batches shuffled again.

    A last, smaller batch stays at the end, where it does not shift the others.
    """
    chance = random.Random(seed)  # noqa: S311  an order, not a secret
    order = list(range(len(lengths)))
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), pool * batch):
        by_length = sorted(order[start : start + pool * batch], key=lambda row: lengths[row])
        batches += [by_length[at : at + batch] for at in range(0, len(by_length), batch)]
    whole = [one for one in batches if len(one) == batch]
    rest = [one for one in batches if len(one) < batch]
    chance.shuffle(whole)
    return [row for one in [*whole, *rest] for row in one]


def show(run: Run, rows: rendering.Rendered, held_out: rendering.Rendered, tokenizer) -> None:
    """Tell the resolved settings, and which tokens of the first row are trained."""
    tokens = sum(len(row["input_ids"]) for row in rows.rows)
    counts = {
        "rows": len(rows.rows), "held_out_rows": len(held_out.rows), "tokens": tokens,
        "trained_tokens": rows.trained_tokens, "left_out": rows.left_out,
        "held_out_left_out": held_out.left_out,
    }  # fmt: skip
    run.say(ev.Config({**run.settings, **counts}))
    first = rows.rows[0]
    trained = sum(label != common.IGNORED for label in first["labels"])
    pieces = rendering.preview(first, tokenizer)
    run.say(ev.MaskPreview(pieces, tokens=len(first["input_ids"]), trained_tokens=trained))


def score_base(run: Run, model, held_out: rendering.Rendered) -> None:
    """Score the untuned base on the held-out rows, where the run goes on from an adapter.

    Without one the first evaluation is the base's.
    """
    before = run.folder / "held_out_before.json"
    goes_on = run.plan.get("adapter") and not run.plan.get("measure_only")
    if not goes_on or not held_out.rows or before.exists() or run.rank != 0:
        return
    run.say(ev.Loading("Measuring the base."))
    with model.disable_adapter():
        held_out_loss(run, model, held_out)
    common.copy_whole(run.folder / "held_out_scores.json", before)


def held_out_loss(run: Run, model, held_out: rendering.Rendered) -> tuple[float | None, dict]:
    """Mean NLL a trained token on the held-out rows, and each row's own into `held_out_scores.json`.

    `[{"row", "nll", "tokens", "input_ids", "labels"}]`, where `row` is the line of the held-out file and
    `nll` the sum over `tokens` trained tokens: what the deployed file must reproduce.
    """
    import torch
    from loss import rows_nll

    if not held_out.rows:
        return None, {}
    model.eval()
    with torch.no_grad():
        found = rows_nll(model, held_out.rows)
    model.train()
    scores = [
        {"row": source, "nll": nll, "tokens": tokens, **row}
        for source, row, (nll, tokens) in zip(held_out.sources, held_out.rows, found, strict=True)
    ]
    if run.rank == 0:
        common.write_whole(run.folder / "held_out_scores.json", json.dumps(scores))
    return sum(score["nll"] for score in scores) / sum(score["tokens"] for score in scores), {}


def measure(run: Run, trainer, device: str) -> None:
    """Time a few real micro-batches, the longest rows among them, and tell what the whole run would take.

    Works for the trainer of any method: what a row costs is what its collator makes of it. Where several
    processes train, each measures its own share, and what they spend on keeping in step is not seen.
    """
    import torch
    from watch import tokens_in

    args, collate = trainer.args, trainer.data_collator
    rows = sorted(((tokens_in(collate([row])), row) for row in trainer.train_dataset), key=lambda one: one[0])
    batch, world = args.per_device_train_batch_size, trainer.accelerator.num_processes
    middle = max(0, len(rows) // 2 - batch // 2)
    seconds, tokens = 0.0, 0
    trainer.create_optimizer()
    # What the training loop, which is not run here, sets for some methods' losses.
    trainer.current_gradient_accumulation_steps = args.gradient_accumulation_steps
    for number, chosen in enumerate([rows[-batch:], *[rows[middle : middle + batch]] * 3]):
        inputs = trainer._prepare_inputs(collate([row for _, row in chosen]))
        start = time.perf_counter()
        trainer.training_step(trainer.model, inputs, torch.tensor(1))
        trainer.optimizer.step()
        trainer.optimizer.zero_grad()
        if number > 1:  # the first of a kind warms up
            seconds += time.perf_counter() - start
            tokens += sum(count for count, _ in chosen)
    epochs = run.settings["epochs"]
    steps = -(-len(rows) // (batch * args.gradient_accumulation_steps * world)) * epochs
    speed = tokens / seconds * world
    step_s = sum(count for count, _ in rows) * epochs / speed / max(1, steps)
    steps = run.settings.get("max_steps") or steps
    run.say(ev.Measured(speed, step_s, steps, step_s * steps, common.peak_memory(device)))


if __name__ == "__main__":
    common.run_recipe(main)
