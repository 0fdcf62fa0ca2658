"""Our SFT beside plain TRL with the guide's settings, in turn: `compare_speed.py RUN_FOLDER [STEPS]`.

Runs in the training interpreter on the rows of a run whose data has `messages`. Tokens are non-padding input
tokens, the first step warms up. On a busy machine compare the figures per CPU second.
"""

import os
import random
import sys
import time
from pathlib import Path

os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
sys.path.insert(0, str(Path(__file__).parents[2] / "tsuki_desktop" / "training" / "recipes"))
import common
import loss
import rendering
import sft
import torch
from datasets import Dataset
from peft import LoraConfig
from trl import SFTConfig, SFTTrainer
from watch import Watch, counted

STEP_ROWS = 8


def ours(run):
    model, tokenizer = common.load_base(run, "fp32", "cpu")
    rows = rendering.render_rows(run.rows("train"), tokenizer, run.settings["max_length"]).rows
    kind = counted(loss.trained_positions_only(sft.grouped_by_length(SFTTrainer)), Watch(run, "cpu", None))
    return kind(
        model=model, args=sft.arguments(run, "cpu", "fp32"), train_dataset=Dataset.from_list(rows),
        processing_class=tokenizer, peft_config=sft.lora(run.settings),
    )  # fmt: skip


def plain(run, bf16):
    model, tokenizer = common.load_base(run, "fp32", "cpu")
    arguments = SFTConfig(
        output_dir=str(run.folder / "plain"), per_device_train_batch_size=2, gradient_accumulation_steps=4,
        num_train_epochs=3, learning_rate=2e-4, max_length=2048, use_cpu=True, bf16=bf16, report_to=[],
    )  # fmt: skip
    targets = ["q_proj", "k_proj", "v_proj", "o_proj"]
    trainer = SFTTrainer(
        model=model, args=arguments, train_dataset=Dataset.from_list(run.rows("train")),
        processing_class=tokenizer,
        peft_config=LoraConfig(r=16, lora_alpha=16, target_modules=targets, task_type="CAUSAL_LM"),
    )  # fmt: skip
    trainer.model.gradient_checkpointing_enable()
    trainer.model.enable_input_require_grads()
    return trainer


def step(trainer, number, grouped):
    """Tokens, seconds and CPU seconds of one optimiser step."""
    size = trainer.args.per_device_train_batch_size
    lengths = [len(ids) for ids in trainer.train_dataset["input_ids"]]
    order = sft.batched_order(lengths, size, "0")
    if not grouped:
        order = random.Random(0).sample(range(len(lengths)), len(lengths))
    chosen = order[number * STEP_ROWS : (number + 1) * STEP_ROWS]
    tokens, wall, busy = 0, time.perf_counter(), time.process_time()
    for at in range(0, STEP_ROWS, size):
        batch = trainer.data_collator([trainer.train_dataset[row] for row in chosen[at : at + size]])
        tokens += int(batch["attention_mask"].sum())
        trainer.training_step(trainer.model, trainer._prepare_inputs(batch), torch.tensor(100))
    trainer.optimizer.step()
    trainer.optimizer.zero_grad()
    return tokens, time.perf_counter() - wall, time.process_time() - busy


def main(folder, steps="3"):
    run = common.Run(Path(folder))
    own = ours(run)
    trainers = {
        "ours, 1 thread": (own, 1), "ours, 2 threads": (own, 2),
        "plain TRL, fp32, 2 threads": (plain(run, bf16=False), 2),
        "plain TRL, bf16, 2 threads": (plain(run, bf16=True), 2),
    }  # fmt: skip
    totals = {name: [0.0, 0.0, 0.0] for name in trainers}
    for trainer, _ in trainers.values():
        trainer.create_optimizer()
    for number in range(int(steps)):
        for name, (trainer, threads) in trainers.items():
            torch.set_num_threads(threads)
            figures = step(trainer, number, grouped=trainer is own)
            if number:
                totals[name] = [a + b for a, b in zip(totals[name], figures, strict=True)]
    for name, (tokens, wall, busy) in totals.items():
        print(f"{name}: {tokens / wall:.1f} tokens/s, {tokens / busy:.1f} tokens a CPU second")


main(*sys.argv[1:])
