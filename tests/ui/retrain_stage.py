"""Trainings to show: real folders of runs and builds, as the launcher, the builder and the proof leave them.

Only time is made up: the events of a run stand there as if it had taken an hour.
"""

import json
import math
import os
import random
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from ulid import ULID

from tsuki_desktop.paths import Profile
from tsuki_desktop.services import borrowed, proof_report
from tsuki_desktop.services.proof_report import Proof
from tsuki_desktop.training import deploy, proof
from tsuki_desktop.training import events as ev

BASE = "llama.cpp:SmolLM2-135M-Instruct"
STEPS, EPOCHS = 96, 3
COUNTS = {"rated": 128, "starter": 402}
ASKED = (
    "i think my cat hates me", "mondays, right?", "what are you doing", "i finally finished it!",
    "can't sleep",
    "do you like rain", "my boss yelled at me", "pizza or ramen", "i'm bored", "tell me a secret",
    "should i text her back", "it's too hot today",
)  # fmt: skip
OLD = (
    "Cats are domesticated animals. They may show a range of emotions.",
    "Monday is the first day of the week. You should probably plan your tasks.",
    "I am here to assist you with anything you need.",
    "Congratulations on finishing it. What would you like to do next?",
)
NEW = (
    "Hate you? She sat on your keyboard. That's love, dummy. Rude love.",
    "Ugh, mondays. Want to complain at me, or should I distract you with something dumb?",
    "Counting craters. Not waiting for you or anything.",
    "You FINISHED it? Okay, I'm impressed. Don't let it go to your head~",
)
RESOLVED = (
    ev.Config(
        {
            "rank": 16, "targets": "all-linear", "learning_rate": 4e-4, "epochs": EPOCHS, "batch": 8,
            "accumulate": 1, "device": "cpu", "precision": "bf16", "threads": 2, "rows": 256,
            "held_out_rows": 40, "tokens": 41_216, "trained_tokens": 9_874,
        }
    ),
    ev.MaskPreview(
        [
            {"text": "<|im_start|>system\nYou are Tsuki: playful, a little tsundere.<|im_end|>\n"
             "<|im_start|>user\ni think my cat hates me<|im_end|>\n<|im_start|>assistant\n",
             "trained": False},
            {"text": "Hate you? She sat on your keyboard. That's love, dummy. Rude love.<|im_end|>",
             "trained": True},
        ],
        tokens=61,
        trained_tokens=19,
    ),
)  # fmt: skip
"""What a recipe tells before its first step."""


def run(
    profile: Profile,
    upto: int = 64,
    *,
    end: ev.Event | None = None,
    alive: psutil.Process | None = None,
    warn: bool = False,
    loading: str = "",
) -> str:
    """A run's folder with events up to step `upto`; `alive` stands for its recipe. Returns its uid."""
    folder = profile.runs / _uid(profile.runs)
    folder.mkdir(parents=True)
    plan = {
        "method": "sft", "base": "/models/smollm2.gguf", "preset": "recommended",
        "settings": {"epochs": EPOCHS, "threads": 1},
        "lineage": {"base": BASE, "counts": COUNTS, "kinds": ["q8_0"]},
    }  # fmt: skip
    (folder / "before.json").write_text("4.182")
    told = [ev.Started("sft", os.getpid()), ev.Loading(loading or "Loading the base model.")]
    told += [*RESOLVED] if upto else []
    told += curves(upto)
    if warn:
        told.append(
            ev.Warned("Less than 1 GB is free on the disk.", "Free some space, or the next checkpoint fails.")
        )
    told += [end] if end else []
    begun = datetime.now(UTC) - timedelta(seconds=20 * upto)
    (folder / ev.EVENTS_FILE).write_text("".join(_line(one, begun, at) for at, one in enumerate(told)))
    (folder / "log.txt").write_text("torch 2.13\n")
    if alive is not None:
        told_of = {"pid": alive.pid, "born": alive.create_time(), "earlier": 0}
        (folder / "process.json").write_text(json.dumps(told_of))
    if upto >= 32:
        (folder / "checkpoints" / "checkpoint-32").mkdir(parents=True)
        (folder / "checkpoints" / "checkpoint-32" / "COMPLETE").touch()
        (folder / "checkpoints" / "checkpoint-32" / "optimizer.pt").write_bytes(bytes(30_000_000))
    (folder / "plan.json").write_text(json.dumps(plan))
    return folder.name


def _line(event: ev.Event, begun: datetime, at: int) -> str:
    row = json.loads(ev.to_line(event))
    row["at"] = (begun + timedelta(seconds=20 * at)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps(row) + "\n"


def tell(profile: Profile, uid: str, event: ev.Event) -> None:
    """Write one more event into a run."""
    with (profile.runs / uid / ev.EVENTS_FILE).open("a") as file:
        file.write(ev.to_line(event) + "\n")


def curves(upto: int) -> list[ev.Event]:
    """Steps and evaluations as the starter's own training showed them."""
    chance = random.Random(4)
    told: list[ev.Event] = []
    held = None
    for step in range(1, upto + 1):
        loss = 3.05 + 1.15 * math.exp(-step / 26) + chance.uniform(-0.13, 0.13)
        eta = 22.0 * (STEPS - step)
        told.append(
            ev.StepDone(step, STEPS, step * EPOCHS / STEPS, loss, held, 5e-4, 212.0, 2_130_000_000, eta)
        )
        if step % 16 == 0:
            told.append(ev.CheckpointSaved(step, f"checkpoints/checkpoint-{step}"))
        if step % (STEPS // EPOCHS) == 0:
            held = 3.36 + 0.82 * math.exp(-step / 30)
            told.append(ev.Evaluated(step, step * EPOCHS / STEPS, held, best=True))
    return told


def finished(profile: Profile) -> str:
    """A run that is over, with an adapter."""
    end = ev.Finished("adapter", STEPS, 1900.0, 4.182, 3.402, 3.0, 212.0, 2_130_000_000)
    uid = run(profile, STEPS, end=end)
    (profile.runs / uid / "adapter").mkdir()
    (profile.runs / uid / "adapter" / "adapter_model.safetensors").write_bytes(bytes(19_000_000))
    return uid


def sent(profile: Profile) -> str:
    """A run that went out as a kit, and waits for its result."""
    uid = run(profile, 0)
    for name in (ev.EVENTS_FILE, "before.json", "log.txt"):
        (profile.runs / uid / name).unlink()
    (profile.runs / uid / "train.jsonl").write_text('{"prompt": [], "completion": []}\n')
    (profile.runs / uid / borrowed.KIT).write_text(json.dumps({"file": "tsuki-kit.zip"}))
    return uid


def result(path: Path, uid: str) -> Path:
    """What the notebook of a kit packs, with weights that are no weights."""
    end = ev.Finished("adapter", STEPS, 400.0, 4.182, 3.402, 3.0, 900.0, 2_130_000_000)
    weights = bytes(4096)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("plan.json", json.dumps({"run_id": uid}))
        packed.writestr("adapter/adapter_model.safetensors", weights)
        packed.writestr("adapter/COMPLETE", json.dumps({"adapter_model.safetensors": len(weights)}))
        packed.writestr(ev.EVENTS_FILE, "".join(ev.to_line(one) + "\n" for one in [*curves(STEPS), end]))
    return path


def _uid(folder: Path) -> str:
    """A ULID that is ten seconds younger than those in `folder`: models are named by their second."""
    number = len(list(folder.glob("*")))
    return str(ULID.from_datetime(datetime.now(UTC) + timedelta(seconds=10 * number - 3600)))


def build(
    profile: Profile,
    run_uid: str = "",
    *,
    kind: str = "",
    parent: str = "",
    chats: int = 60,
    against: str = BASE,
) -> str:
    """A build's folder; `kind` is how its test came out: `better`, `worse`, `unsure` or not at all."""
    uid = _uid(profile.builds)
    folder = profile.builds / uid
    folder.mkdir(parents=True)
    name = f"tsuki-{uid[:8].lower()}"
    made = deploy.new_build(
        folder, run=run_uid or str(ULID()), base=BASE, parent=parent,
        prompt_style={"system_prompt": "", "examples": False},
        recipe={"held_out_before": 4.182, "held_out_after": 3.402},
        lineage={"base": BASE, "counts": COUNTS, "messages": []},
        files={"adapter": f"{name}.lora", "q8_0": f"{name}.gguf"},
    )  # fmt: skip
    (folder / f"{name}.gguf").write_bytes(bytes(45_000_000))
    (folder / f"{name}.lora").write_bytes(bytes(9_000_000))
    deploy.write_build(folder, made)
    if kind:
        found = replace(proof_of(uid, kind, chats), baseline_id=against)
        proof_report.save(found, folder)
        deploy.mark(profile.builds, uid, verdict=found.verdict.value, scores=found.scores())
    return uid


def proof_of(uid: str, kind: str, chats: int) -> Proof:
    """A proof on figures of a kind, judged by the program's own gate."""
    chance = random.Random(11)
    gain = {"better": 0.42, "worse": 0.3, "unsure": 0.02}[kind]
    old = [chance.uniform(3.4, 4.4) for _ in range(chats)]
    new = [one - gain + chance.uniform(-0.35, 0.35) for one in old]
    tokens = [chance.randint(20, 90) for _ in range(chats)]
    sums = [[nll * count for nll, count in zip(side, tokens, strict=True)] for side in (old, new)]
    lost = 0.24 if kind == "worse" else 0.02

    def shares(
        name: str, before: float, after: float, margin: float, *, higher: bool = False
    ) -> proof.Measure:
        sides = [[float(chance.random() < share) for _ in range(200)] for share in (before, after)]
        return proof.paired(name, *sides, margin=margin, higher_is_better=higher)

    facts = [True] * 118
    measures = (
        proof.held_out_nll([proof.Chat(*one) for one in zip(*sums, tokens, strict=True)]),
        proof.facts_kept(facts, [chance.random() > lost for _ in facts]),
        shares("style", 0.22, 0.81 if kind != "unsure" else 0.25, 0.1, higher=True),
        shares("boilerplate", 0.09, 0.01, 0.05),
        shares("repeats", 0.01, 0.01, 0.05),
        shares("copies", 0.0, 0.02, 0.1),
    )
    pairs = tuple((asked, OLD[at % len(OLD)], NEW[at % len(NEW)]) for at, asked in enumerate(ASKED))
    per_chat = tuple(zip(old, new, strict=True))
    return Proof(uid, BASE, measures, 0.187 if kind != "unsure" else 0.012, per_chat, pairs)


def caches(cache: Path) -> None:
    """A prepared base model."""
    folder = cache / "bases" / "8f0c"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.safetensors").write_bytes(bytes(60_000_000))
