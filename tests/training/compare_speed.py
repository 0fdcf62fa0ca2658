"""Our SFT beside plain TRL with the guide's settings, in turn: `compare_speed.py RUN_FOLDER [STEPS] [busy]`.

Runs in the training interpreter on the rows of a run whose data has `messages`. Each learns from the same
rows, eight a step, and is scored on the same held-out rows at the end. Tokens are non-padding input tokens;
the first step warms up and is not counted. `busy` instead compares one and two threads of ours alone with
the same while another program keeps a core busy, as low in priority as a real training. Prints one JSON
object.
"""

import json
import os
import random
import subprocess
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
HELD_OUT_ROWS = 24


def ours(run):
    model, tokenizer = common.load_base(run, "fp32", "cpu")
    rows = rendering.render_rows(run.rows("train"), tokenizer, run.settings["max_length"]).rows
    kind = counted(loss.trained_positions_only(sft.grouped_by_length(SFTTrainer)), Watch(run, "cpu", None))
    return kind(
        model=model, args=sft.arguments(run, "cpu", "fp32"), train_dataset=Dataset.from_list(rows),
        processing_class=tokenizer, peft_config=sft.lora(run.settings),
    )  # fmt: skip


def plain(run):
    model, tokenizer = common.load_base(run, "fp32", "cpu")
    # TRL's defaults as far as a CPU can run them: bf16 is slower on one that has no instructions for it.
    arguments = SFTConfig(
        output_dir=str(run.folder / "plain"), per_device_train_batch_size=2, gradient_accumulation_steps=4,
        num_train_epochs=3, learning_rate=2e-4, max_length=2048, use_cpu=True,
        bf16=common.bf16_gain() > 1, report_to=[],
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


def step(trainer, number):
    """Tokens, seconds and CPU seconds of one optimiser step."""
    size = trainer.args.per_device_train_batch_size
    count = len(trainer.train_dataset)
    order = random.Random(0).sample(range(count), count)
    chosen = order[number * STEP_ROWS : (number + 1) * STEP_ROWS]
    tokens, wall, busy = 0, time.perf_counter(), time.process_time()
    for at in range(0, STEP_ROWS, size):
        batch = trainer.data_collator([trainer.train_dataset[row] for row in chosen[at : at + size]])
        tokens += int(batch["attention_mask"].sum())
        trained = torch.tensor(int((batch["labels"][:, 1:] != common.IGNORED).sum()) * STEP_ROWS // size)
        trainer.training_step(trainer.model, trainer._prepare_inputs(batch), trained)
    torch.nn.utils.clip_grad_norm_(trainer.model.parameters(), 1.0)
    trainer.optimizer.step()
    trainer.optimizer.zero_grad()
    return tokens, time.perf_counter() - wall, time.process_time() - busy


def speeds(trainers, steps):
    """Of each `name: (trainer, threads)`, tokens a second and a CPU second; they take turns."""
    totals = {name: [0.0, 0.0, 0.0] for name in trainers}
    for number in range(steps + 1):
        for name, (trainer, threads) in trainers.items():
            torch.set_num_threads(threads)
            figures = step(trainer, number)
            if number:
                totals[name] = [a + b for a, b in zip(totals[name], figures, strict=True)]
    return {
        name: {"tokens_per_s": round(tokens / wall, 1), "tokens_per_cpu_s": round(tokens / busy, 1)}
        for name, (tokens, wall, busy) in totals.items()
    }


def beside_plain(run, steps):
    own, other = ours(run), plain(run)
    for trainer in (own, other):
        trainer.create_optimizer()
    told = speeds({"ours": (own, 2), "plain": (other, 2)}, steps)
    held_out = rendering.render_rows(run.rows("held_out"), own.processing_class, 2048).rows[:HELD_OUT_ROWS]
    for name, trainer in (("ours", own), ("plain", other)):
        trainer.model.eval()
        with torch.no_grad():
            found = loss.rows_nll(trainer.model, held_out)
        told[name]["held_out_loss"] = sum(nll for nll, _ in found) / sum(tokens for _, tokens in found)
    return told | {"ratio": round(told["ours"]["tokens_per_s"] / told["plain"]["tokens_per_s"], 2)}


def beside_a_busy_core(run, steps):
    own = ours(run)
    own.create_optimizer()
    # Started before this process steps back, as a program of the person's own is.
    waits = "input()\nwhile True: pass"
    with subprocess.Popen([sys.executable, "-c", waits], stdin=subprocess.PIPE) as loop:
        os.nice(int(run.plan.get("nice", 10)))
        threads = {"1 thread": (own, 1), "2 threads": (own, 2)}
        idle = speeds(threads, steps)
        loop.stdin.write(b"\n")
        loop.stdin.flush()
        try:
            busy = speeds(threads, steps)
        finally:
            loop.kill()
    best = idle["1 thread"]["tokens_per_s"]
    chosen = f"{run.settings['threads']} thread{'s' if run.settings['threads'] > 1 else ''}"
    return {"idle": idle, "busy": busy, "ratio": round(busy[chosen]["tokens_per_s"] / best, 2)}


def main(folder, steps="4", kind=""):
    run = common.Run(Path(folder).resolve())
    told = beside_a_busy_core(run, int(steps)) if kind == "busy" else beside_plain(run, int(steps))
    print(json.dumps(told))


main(*sys.argv[1:])
