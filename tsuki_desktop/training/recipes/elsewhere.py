"""What the notebook of a kit does on the machine that it is carried to. Standard library only.

    python training/recipes/elsewhere.py [--installed]

Beside `training/` lie `run/` (plan and data) and the base model's file. Installs what the recipes need,
unless told that it is there; trains; and leaves `tsuki-result.zip`, which is brought back.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
import events as ev

KIT = Path(__file__).resolve().parents[2]
RUN = KIT / "run"
RESULT = KIT / "tsuki-result.zip"
RESULTS = ("plan.json", "adapter", "events.jsonl", "resolved.json", "held_out_before.json", "before.json")
LOOK_EVERY_S = 1.0


def plan() -> dict:
    """The run's plan."""
    return json.loads((RUN / "plan.json").read_text(encoding="utf-8"))


def gpus() -> int:
    """How many NVIDIA GPUs this machine has."""
    found = shutil.which("nvidia-smi")
    if found is None:
        return 0
    told = subprocess.run([found, "-L"], capture_output=True, text=True, check=False)
    return len(told.stdout.splitlines())


def install() -> None:
    """Install what the recipes need into this interpreter."""
    kind = "cuda" if gpus() else "cpu"
    requirements = KIT / "training" / "requirements" / f"{kind}.txt"
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "-r", str(requirements)], check=True)


def command() -> list[str]:
    """The recipe's command line; one process for each GPU."""
    recipe = [str(KIT / "training" / "recipes" / f"{plan()['method']}.py"), str(RUN)]
    count = gpus()
    if count > 1:
        many = ["-m", "torch.distributed.run", "--standalone", "--nproc_per_node", str(count)]
        return [sys.executable, *many, *recipe]
    return [sys.executable, *recipe]


def share() -> None:
    """Let as many processes as there are GPUs make the step that the plan means; it says how many it is for.

    A run that went on with another number of GPUs keeps the size of its step. Not tried on several GPUs.
    """
    told, count = plan(), max(1, gpus())
    settings = told["settings"]
    each = max(1, settings["batch"] * settings["accumulate"] * told.get("processes", 1) // count)
    settings["batch"] = min(settings["batch"], each)
    settings["accumulate"] = each // settings["batch"]
    told["processes"] = count
    (RUN / "plan.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


def train() -> None:
    """Train, or go on from the newest complete checkpoint, telling each step.

    Raises:
        SystemExit: the base is not there, or the recipe says why it cannot.

    """
    base = KIT / plan()["base"]
    if not base.exists():
        sys.exit(f"Put the base model's file beside this notebook: {base.name}")
    share()
    lines = ev.LineReader(RUN / ev.EVENTS_FILE, from_end=True)
    with (RUN / "log.txt").open("ab") as log:
        process = subprocess.Popen(command(), stdout=log, stderr=log)
    running = True
    while running:
        running = process.poll() is None
        for line in lines.new_lines():
            tell(ev.from_line(line))
        time.sleep(LOOK_EVERY_S if running else 0)
    if process.returncode:
        sys.exit(f"The training ended with {process.returncode}; run/log.txt tells more.")


def tell(event: ev.Event | None) -> None:
    """Print what a person wants to see."""
    if isinstance(event, ev.StepDone):
        print(
            f"step {event.step}/{event.of}  loss {event.loss:.3f}  {event.eta_s / 60:.0f} min left",
            flush=True,
        )
    elif isinstance(event, ev.Loading):
        print(event.what, flush=True)
    elif isinstance(event, (ev.Warned, ev.Failed)):
        print(f"{event.message} {event.hint}", flush=True)


def pack() -> Path:
    """Write the result; a folder that is not whole is left out.

    Raises:
        SystemExit: there is no trained adapter.

    """
    if not (RUN / "adapter" / "COMPLETE").exists():
        sys.exit("There is no trained adapter yet: train first.")
    partial = RESULT.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as result:
        for name in RESULTS:
            place = RUN / name
            for path in sorted(place.rglob("*")) if place.is_dir() else [place] * place.exists():
                result.write(path, path.relative_to(RUN).as_posix())
    partial.replace(RESULT)
    print(f"Bring back {RESULT.name}.")
    return RESULT


if __name__ == "__main__":
    if "--installed" not in sys.argv:
        install()
    train()
    pack()
