"""What the recipes share: the plan, the base model, rendering, checkpoints, and talking to the window.

A recipe is a program of its own: `python sft.py RUN_FOLDER`. The folder holds `plan.json` and the data it
names; everything that the recipe makes goes there too:

    plan.json       what to do: method, base, data files, settings (see `training/plan.py`)
    resolved.json   the settings as they were resolved on this machine, kept for a resume
    events.jsonl    what happened     commands.jsonl   what the window asks
    checkpoints/    to go on from; only those with a COMPLETE file count
    best/           the adapter of the best evaluation so far
    adapter/        the result; it appears whole or not at all
    held_out_before.json, adapter/held_out_scores.json
                    each held-out row's NLL under the base and under the result (see `sft.held_out_loss`)
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import signal
import sys
import threading
import time
import traceback
from pathlib import Path

# Spinning threads are three times slower than one thread as soon as a core is busy with something else.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
# Nothing leaves the computer: a base is a file, never a name to be looked up.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("HF_DATASETS_OFFLINE", "1")

sys.path.append(str(Path(__file__).resolve().parents[1]))
import events as ev
from awake import Awake

IGNORED = -100
"""The label of a token that is read but not trained (PyTorch's own number for it)."""
LISTEN_EVERY_S = 0.2
WORTH_BF16 = 1.2
"""How many times faster a CPU must be in bf16 before its rounding is worth it."""
GGUF_ARCHITECTURES = {
    "llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3", "gemma4", "phi3", "falcon", "stablelm", "lfm2",
}  # fmt: skip
"""What transformers 5.23 reads from GGUF."""


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error of the program
    """What was asked cannot be trained; a sentence for the person and a hint."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Run:
    """One run's folder, plan and voice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        self.settings = dict(self.plan["settings"])
        resolved = folder / "resolved.json"
        if resolved.exists():
            self.settings = json.loads(resolved.read_text(encoding="utf-8"))
        self.rank = int(os.environ.get("RANK", "0"))
        self._writer = ev.EventWriter(folder) if self.rank == 0 else None
        self.awake = Awake()
        self.training = threading.Event()
        """Set when the first step begins."""

    def begin(self, method: str) -> None:
        """Say that the recipe runs, and hear a stop from now on."""
        self.say(ev.Started(method, os.getpid(), resumed_from=step_of(self.newest_checkpoint())))
        for note in self.plan.get("notes", ()):
            self.say(ev.Warned(note))
        self.say(ev.Loading("Starting the training libraries."))
        if self.rank == 0:
            threading.Thread(target=self._stop_while_loading, name="stop", daemon=True).start()

    def _stop_while_loading(self) -> None:
        """Until the first step a stop ends the process at once: loading asks nobody and loses nothing.

        A pause waits for the first step, where the watch reads all commands of this process's life.
        """
        commands = ev.CommandReader(self.folder)
        while not self.training.wait(LISTEN_EVERY_S):
            if commands.newest() is ev.Command.STOP:
                self.say(ev.Stopped(step_of(self.newest_checkpoint())))
                self.close()
                # torchrun ends the other processes only where one of them fails.
                os._exit(1 if int(os.environ.get("WORLD_SIZE", "1")) > 1 else 0)

    def say(self, event: ev.Event) -> None:
        """Tell the window; the other processes of a several-process run stay silent."""
        if self._writer is not None:
            self._writer.write(event)

    def close(self) -> None:
        """No more events."""
        if self._writer is not None:
            self._writer.close()

    def rows(self, name: str) -> list[dict]:
        """The rows of the data file that the plan calls `name`, [] where it names none."""
        file = self.plan.get(name)
        if not file:
            return []
        with (self.folder / file).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]

    def place(self, name: str) -> Path | None:
        """The file or folder that the plan calls `name`; a kit names it from where the run's folder lies."""
        told = self.plan.get(name)
        return self.folder.parent / told if told else None

    def keep(self, **resolved: object) -> None:
        """Write down settings that were decided here, so that a resumed run decides the same."""
        self.settings.update(resolved)
        if self.rank == 0:
            write_whole(self.folder / "resolved.json", json.dumps(self.settings, indent=1))

    def newest_checkpoint(self) -> Path | None:
        """The newest checkpoint that was completely written."""
        found = (self.folder / "checkpoints").glob("checkpoint-*")
        for folder in sorted(found, key=lambda path: int(path.name.split("-")[1]), reverse=True):
            if is_complete(folder):
                return folder
        return None


def run_recipe(recipe) -> None:
    """Run `recipe(run)` for the folder on the command line; trouble becomes one `failed` event."""
    folder = Path(sys.argv[1]).resolve()
    held = ev.occupy(folder) if os.environ.get("RANK", "0") == "0" else sys.stderr
    if held is None:
        sys.exit("Another training runs in this folder.")
    run = Run(folder)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(int(run.plan.get("nice", 10)))
    run.awake.hold()
    if run.settings.get("threads"):
        os.environ["OMP_NUM_THREADS"] = str(run.settings["threads"])
    try:
        recipe(run)
    except Refused as refusal:
        run.say(ev.Failed(refusal.message, refusal.hint))
        sys.exit(2)
    except Exception as error:  # noqa: BLE001  told to the window, then ends the process with its traceback
        message, hint = explain(error)
        run.say(ev.Failed(message, hint, resumable=run.newest_checkpoint() is not None))
        traceback.print_exc()
        sys.exit(1)
    finally:
        run.close()
        held.flush()  # held to the end: what nothing refers to is closed


def step_of(checkpoint: Path | None) -> int:
    """The step that a checkpoint's folder is named after, 0 without one."""
    return int(checkpoint.name.split("-")[1]) if checkpoint else 0


def explain(error: Exception) -> tuple[str, str]:
    """A sentence and a hint for what can go wrong on a healthy program's way."""
    text = str(error).lower()
    if isinstance(error, MemoryError) or "out of memory" in text or "can't allocate memory" in text:
        return "There was not enough memory to train.", "Close other programs, or choose a smaller batch."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "The disk is full.", "Free some space; training goes on from its last checkpoint."
    return "Training stopped with an error.", "The run's log.txt tells more."


def write_whole(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a text file so that the copy is there whole or not at all."""
    write_whole(target, source.read_text(encoding="utf-8"))


def mark_complete(folder: Path) -> None:
    """Sync every file of `folder`, then write down names and sizes: without this a folder does not count."""
    sizes = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "COMPLETE":
            # "r+b": Windows syncs only files opened for writing.
            with path.open("r+b") as file:
                os.fsync(file.fileno())
            sizes[path.relative_to(folder).as_posix()] = path.stat().st_size
    write_whole(folder / "COMPLETE", json.dumps(sizes))


def is_complete(folder: Path) -> bool:
    """Whether `folder` was marked, and still has what was marked."""
    try:
        sizes = json.loads((folder / "COMPLETE").read_text(encoding="utf-8"))
        return bool(sizes) and all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError):
        return False


def replace_folder(source: Path, target: Path) -> None:
    """Put a complete copy of `source` where `target` is."""
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(source, partial)
    mark_complete(partial)
    settle(target)


def settle(target: Path) -> None:
    """End what `replace_folder` began, where it was killed between its last two steps."""
    partial = target.with_name(target.name + ".partial")
    if is_complete(partial):
        shutil.rmtree(target, ignore_errors=True)
        partial.replace(target)


def choose_device(settings: dict) -> tuple[str, str]:
    """Where to train and in which precision: `("cuda" | "mps" | "cpu", "bf16" | "fp32")`.

    On a CPU bf16 is nearly twice as fast where it has instructions for it and slower where it has not, so
    it is tried. Of several processes on NVIDIA GPUs each takes its own; not tried, no GPU was at hand.
    """
    import torch

    device = settings.get("device", "auto")
    if device == "auto":
        device = (
            "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
        )
    if device == "cuda" and "LOCAL_RANK" in os.environ:
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    precision = settings.get("precision", "auto")
    if precision == "auto":
        if device == "cuda":
            precision = "bf16" if torch.cuda.is_bf16_supported() else "fp32"
        else:
            precision = "bf16" if device == "cpu" and bf16_gain() > WORTH_BF16 else "fp32"
    return device, precision


def bf16_gain() -> float:
    """How many times faster this CPU multiplies matrices in bf16 than in fp32."""
    import torch

    def seconds(dtype: torch.dtype) -> float:
        a, b = torch.ones(512, 576, dtype=dtype), torch.ones(576, 1536, dtype=dtype)
        best = float("inf")
        for _ in range(5):
            start = time.perf_counter()
            a @ b
            best = min(best, time.perf_counter() - start)
        return best

    return seconds(torch.float32) / seconds(torch.bfloat16)


def load_base(run: Run, precision: str, device: str):
    """The plan's base as `(model, tokenizer)`, from a GGUF file or a Hugging Face folder.

    A GGUF is read once (13-20 s for 135M parameters) and kept in the plan's cache under its SHA-256.
    """
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    path = run.place("base")
    if path.is_file():
        path = converted(run, path)
    if not (path / "config.json").exists():
        raise Refused(f"{path.name} is not a model.", "Choose a GGUF file or a Hugging Face folder.")
    run.say(ev.Loading("Loading the base model."))
    if run.settings.get("unsloth") and "unsloth" in sys.modules:
        import with_unsloth

        model, tokenizer = with_unsloth.load(path, run.settings, precision)
        return model, checked(tokenizer)
    options = {"dtype": torch.bfloat16 if precision == "bf16" and device != "cpu" else torch.float32}
    if run.settings.get("four_bit") and device == "cuda":
        from transformers import BitsAndBytesConfig

        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=torch.bfloat16
        )
    tokenizer = checked(AutoTokenizer.from_pretrained(path))
    model = AutoModelForCausalLM.from_pretrained(path, **options)
    model.config.pad_token_id = tokenizer.pad_token_id
    return model.to(device) if "quantization_config" not in options else model, tokenizer


def checked(tokenizer):
    """The tokenizer with a pad token.

    Raises:
        Refused: it has no chat template.

    """
    if not tokenizer.chat_template:
        raise Refused("The base model has no chat template.", "Choose a model that was made for chat.")
    give_pad(tokenizer)
    return tokenizer


def converted(run: Run, gguf: Path) -> Path:
    """The cached Hugging Face folder made from `gguf`."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    with gguf.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    folder = run.place("cache") / "bases" / digest
    if is_complete(folder):
        return folder
    if int(os.environ.get("LOCAL_RANK", "0")) > 0:
        # One process of this machine reads it, since each would take the memory of a whole model.
        while not is_complete(folder):
            time.sleep(0.5)
        return folder
    run.say(ev.Loading("Reading the model file for the first time; the next run starts sooner."))
    try:
        model = AutoModelForCausalLM.from_pretrained(
            gguf.parent, gguf_file=gguf.name, dtype=torch.float32, local_files_only=True
        )
        tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name, local_files_only=True)
    except (ValueError, KeyError) as error:
        raise Refused(
            "This model file cannot be trained: its architecture is not supported.",
            f"Supported are {', '.join(sorted(GGUF_ARCHITECTURES))}.",
        ) from error
    # transformers leaves marks of the GGUF's quantisation on a model that is no longer quantised, and
    # would refuse to save or to train it.
    model.hf_quantizer = None
    for leftover in ("quantization_method", "is_quantized"):
        if hasattr(model, leftover):
            delattr(model, leftover)
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    partial = folder.with_name(f"{digest}.{os.getpid()}.partial")
    model.save_pretrained(partial)
    tokenizer.save_pretrained(partial)
    mark_complete(partial)
    with contextlib.suppress(OSError):  # another run was faster
        partial.replace(folder)
    return folder if is_complete(folder) else partial


def give_pad(tokenizer) -> None:
    """A pad token that is not the end of a turn: masked as padding, an end would never be learned."""
    if tokenizer.pad_token_id not in {None, tokenizer.eos_token_id}:
        return
    spare = [token for token in tokenizer.all_special_tokens if token != tokenizer.eos_token]
    tokenizer.pad_token = spare[0] if spare else tokenizer.eos_token


def catch_signals(on_stop) -> None:
    """Ctrl-C, a polite kill or a log-out save a checkpoint instead of losing the work."""
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: on_stop())


def peak_memory(device: str) -> int:
    """The most memory used so far, in bytes: the GPU's where there is one, else this process's."""
    import torch

    if device == "cuda":
        return torch.cuda.max_memory_allocated()
    import psutil

    info = psutil.Process().memory_info()
    if hasattr(info, "peak_wset"):
        return info.peak_wset
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
