"""The trainer's companion: progress, commands, checkpoints, evaluations, the best adapter."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time

import common
import events as ev
import importance
import torch
from pace import Pace
from threads import Threads
from transformers import PrinterCallback, TrainerCallback

SCORES = "held_out_scores.json"


class AllDone(Exception):  # noqa: N818  no error: nothing is left to train
    """The checkpoint that the run goes on from is its last."""


class Watch(TrainerCallback):
    """Tells the window about every step and does what it asks.

    `evaluate()` returns `(held-out loss, other measures)`; the adapter with the lowest loss goes to `best/`.
    """

    def __init__(self, run: common.Run, device: str, evaluate) -> None:
        self.run, self.device, self.evaluate = run, device, evaluate
        self.commands = ev.CommandReader(run.folder)
        self.trainer = None
        self.asked: ev.Command | None = None
        self.before: float | None = None
        self.best: dict = {}
        self.scored: set[int] = set()
        """Steps that an earlier life of this run has scored."""
        self.newest_loss: float | None = None
        self.tokens = 0
        self.busy_s = 0.0
        self.steps_done = 0
        self.step_started = 0.0
        self.tokens_before = 0
        # One process on a CPU may choose; the others' threads are torchrun's or the GPU's.
        alone = device == "cpu" and int(os.environ.get("WORLD_SIZE", "1")) == 1
        most = int(run.settings.get("threads") or 1) if alone else 1
        self.threads = Threads(most, torch.set_num_threads)
        self.saved_at = time.monotonic()
        self.warned: set[str] = set()
        self.pace = Pace()

    def join(self, trainer) -> None:
        """Watch `trainer`, whose own prints are silenced."""
        self.trainer = trainer
        trainer.remove_callback(PrinterCallback)
        trainer.add_callback(self)
        best = self.run.folder / "best" / "best.json"
        if self.run.rank == 0:
            common.settle(best.parent)
        if common.is_complete(best.parent):
            self.best = json.loads(best.read_text(encoding="utf-8"))
        # Told once the best is kept. Read before the processes of a run first wait for each other.
        told = map(ev.from_line, ev.LineReader(self.run.folder / ev.EVENTS_FILE).new_lines())
        self.scored = {one.step for one in told if isinstance(one, ev.Evaluated)}
        common.catch_signals(self.stop)

    def stop(self) -> None:
        """End after this step, with a checkpoint."""
        self.asked = ev.Command.STOP

    # What the trainer calls, in its order.

    def on_train_begin(self, args, state, control, **_kwargs):
        """Make up for the evaluation where a run was broken off between an epoch's last step and that.

        Raises:
            AllDone: no step is left; the trainer itself would make one more.

        """
        done = state.global_step >= state.max_steps
        at_end = done or (state.global_step and float(state.epoch).is_integer())
        if at_end and state.global_step not in self.scored:
            self.score(state)
        self.run.training.set()
        if done:
            raise AllDone

    def on_step_begin(self, args, state, control, **_kwargs):
        """Start the clock."""
        self.tokens_before = self.tokens
        self.step_started = time.perf_counter()

    def on_step_end(self, args, state, control, **_kwargs):
        """Stop the clock, obey, and save now and then."""
        seconds = time.perf_counter() - self.step_started
        self.busy_s += seconds
        self.steps_done += 1
        self.threads.after_step(self.tokens - self.tokens_before, seconds)
        self.pace.after_step(self.tokens - self.tokens_before, seconds)
        self.obey(state)
        if self.asked is ev.Command.FINISH:
            control.should_training_stop = True
        elif self.asked is ev.Command.STOP:
            control.should_save = control.should_training_stop = True
        elif time.monotonic() - self.saved_at > self.run.settings.get("checkpoint_every_s", 120):
            control.should_save = True
        return control

    def on_log(self, args, state, control, logs=None, **_kwargs):
        """One step event for each logged loss."""
        if not logs or "loss" not in logs or not self.steps_done:
            return
        step_s = self.busy_s / self.steps_done
        speed = self.tokens / self.busy_s
        self.watch_trouble()
        event = ev.StepDone(
            step=state.global_step, of=state.max_steps, epoch=round(state.epoch or 0, 4),
            loss=logs["loss"], held_out_loss=self.newest_loss, lr=logs.get("learning_rate", 0.0),
            tokens_per_s=speed, memory_bytes=common.peak_memory(self.device),
            eta_s=step_s * (state.max_steps - state.global_step),
        )  # fmt: skip
        self.run.say(event)

    def on_epoch_end(self, args, state, control, **_kwargs):
        """Score the held-out rows, unless the run is being stopped."""
        if self.asked is not ev.Command.STOP:
            self.score(state)
            control.should_save = True
        return control

    def on_save(self, args, state, control, **_kwargs):
        """Mark the checkpoint as complete: until then it does not exist for a resume."""
        folder = self.run.folder / "checkpoints" / f"checkpoint-{state.global_step}"
        if self.run.rank == 0:
            common.mark_complete(folder)
        self.saved_at = time.monotonic()
        self.run.say(ev.CheckpointSaved(state.global_step, f"checkpoints/{folder.name}"))

    # What it does.

    def score(self, state) -> None:
        """Evaluate, and keep the adapter where it is the best so far."""
        loss, measures = self.evaluate()
        self.newest_loss = loss
        # A resumed run meets the evaluation that it was killed after again: the same loss is still the best.
        better = loss is None or not self.best or loss <= self.best["held_out_loss"]
        if better and self.run.rank == 0:
            self.keep_best(state, loss)
        if loss is not None:
            epoch = round(state.epoch or 0, 4)
            self.run.say(ev.Evaluated(state.global_step, epoch, loss, best=better, measures=measures))

    def keep_best(self, state, loss: float | None) -> None:
        """Put the adapter as it is now into `best/`."""
        self.best = {
            "held_out_loss": loss if loss is not None else 0.0,
            "epoch": round(state.epoch or 0, 4),
            "step": state.global_step,
        }
        fresh = self.run.folder / "best.new"
        shutil.rmtree(fresh, ignore_errors=True)
        # Only the adapter that is trained: a preference run holds its reference as a second one.
        self.trainer.accelerator.unwrap_model(self.trainer.model).save_pretrained(
            fresh, selected_adapters=["default"]
        )
        common.write_whole(fresh / "best.json", json.dumps(self.best))
        if loss is not None:
            shutil.copy(self.run.folder / SCORES, fresh / SCORES)
        common.replace_folder(fresh, self.run.folder / "best")
        shutil.rmtree(fresh)

    def obey(self, state) -> None:
        """Look for commands; a pause saves nothing by itself but waits here."""
        command = self.shared(self.commands.newest())
        if command is ev.Command.PAUSE:
            self.run.say(ev.Paused(state.global_step))
            self.run.awake.release()
            while command not in {ev.Command.RESUME, ev.Command.STOP, ev.Command.FINISH}:
                time.sleep(0.2)
                command = self.shared(self.commands.newest()) or self.asked
            self.run.awake.hold()
            self.run.say(ev.Resumed(state.global_step))
        if command in {ev.Command.STOP, ev.Command.FINISH}:
            self.asked = command

    def shared(self, command: ev.Command | None) -> ev.Command | None:
        """What process 0 read, in every process of the run: they must stop at the same step."""
        if not torch.distributed.is_initialized():
            return command
        box = [(command, self.asked) if self.run.rank == 0 else None]
        torch.distributed.broadcast_object_list(box, src=0)
        command, self.asked = box[0]
        return command

    def watch_trouble(self) -> None:
        """Warn once about a full disk, scarce memory, or a machine that became slow."""
        import psutil

        if shutil.disk_usage(self.run.folder).free < 2**30:
            self.warn("Less than 1 GB is free on the disk.", "Free some space, or the next checkpoint fails.")
        if psutil.virtual_memory().available < 300 * 2**20:
            self.warn("Memory is nearly used up.", "Close other programs, or pause the training.")
        if self.pace.halved():
            self.warn(
                "Training is half as fast as it was at the start.",
                "The machine may be hot or busy; it goes on all the same.",
            )

    def warn(self, message: str, hint: str) -> None:
        """Say it once."""
        if message not in self.warned:
            self.warned.add(message)
            self.run.say(ev.Warned(message, hint))


def tokens_in(batch) -> int:
    """How many tokens of a collated batch are no padding, in all of the sequences that a method reads."""
    return int(sum(mask.sum() for key, mask in batch.items() if key.endswith("attention_mask")))


def counted(trainer_class, watch: Watch):
    """`trainer_class`, counting the non-padding tokens that it trains on into `watch`."""

    class Counted(trainer_class):
        def training_step(self, model, inputs, *args, **kwargs):
            watch.tokens += tokens_in(inputs) * self.accelerator.num_processes
            return super().training_step(model, inputs, *args, **kwargs)

    return Counted


def train(run: common.Run, trainer, watch: Watch, rows: list[dict]) -> None:
    """Train from the start or from the newest complete checkpoint; ends in `stopped` or `finished`.

    `rows` are what is trained, rendered.
    """
    watch.join(trainer)
    checkpoint = run.newest_checkpoint()
    started = time.perf_counter()
    before = run.folder / "before.json"
    if checkpoint is None:
        goes_on = run.plan.get("adapter")
        run.say(ev.Loading("Measuring what she goes on from." if goes_on else "Measuring the base."))
        watch.before, _ = watch.evaluate()
        scores = run.folder / "held_out_before.json"
        if watch.before is not None and run.rank == 0 and not scores.exists():
            common.copy_whole(run.folder / SCORES, scores)
        if run.rank == 0:
            common.write_whole(before, json.dumps(watch.before))
    else:
        watch.before = json.loads(before.read_text(encoding="utf-8"))
    with contextlib.suppress(AllDone):
        trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
    if watch.asked is ev.Command.STOP:
        run.say(ev.Stopped(trainer.state.global_step))
        return
    seconds = time.perf_counter() - started
    if run.rank == 0:
        run.say(ev.Loading("Looking which weights matter most, for the small file."))
        importance.write(trainer.accelerator.unwrap_model(trainer.model), rows, run.folder / "best")
    finish(run, trainer, watch, seconds)


def finish(run: common.Run, trainer, watch: Watch, seconds: float) -> None:
    """Put the best adapter where the result belongs and say so."""
    if run.rank != 0:
        return
    common.replace_folder(run.folder / "best", run.folder / "adapter")
    event = ev.Finished(
        adapter="adapter", steps=trainer.state.global_step, seconds=seconds,
        held_out_loss_before=watch.before,
        held_out_loss=watch.best["held_out_loss"] if watch.before is not None else None,
        best_epoch=watch.best["epoch"], tokens_per_s=watch.tokens / watch.busy_s if watch.busy_s else 0.0,
        memory_bytes=common.peak_memory(watch.device),
    )  # fmt: skip
    run.say(event)
