"""What the notebook of a kit does on the machine that it is carried to. Standard library only.

    python training/recipes/elsewhere.py [--installed] [--machines 2 --number 0 --first HOST:PORT]

Beside `training/` lie `run/` (plan and data) and the base model's file. Installs what the recipes need,
unless told that it is there; trains; and leaves `tsuki-result.zip`, which is brought back.

Several machines train together where the kit lies in a folder that all of them share: start it on each, with
its own number from 0 on, and the address under which the others reach number 0. Two on one computer were
tried, over the loopback; separate ones were not.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
import events as ev

KIT = Path(__file__).resolve().parents[2]
RUN = KIT / "run"
RESULT = KIT / "tsuki-result.zip"
RESULTS = ("plan.json", "adapter", "events.jsonl", "resolved.json", "held_out_before.json", "before.json")
LOOK_EVERY_S = 1.0


@dataclass(frozen=True)
class Machines:
    """The computers that train together: how many, which this one is, and where number 0 is reached."""

    count: int = 1
    number: int = 0
    first: str = "127.0.0.1:29500"


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


def command(machines: Machines) -> list[str]:
    """The recipe's command line; one process for each GPU of each machine."""
    recipe = [str(KIT / "training" / "recipes" / f"{plan()['method']}.py"), str(RUN)]
    count = max(1, gpus())
    if machines.count == 1 and count == 1:
        return [sys.executable, *recipe]
    many = ["-m", "torch.distributed.run", "--nproc_per_node", str(count)]
    if machines.count == 1:
        return [sys.executable, *many, "--standalone", *recipe]
    host, _, port = machines.first.rpartition(":")
    together = ["--nnodes", str(machines.count), "--node_rank", str(machines.number)]
    return [sys.executable, *many, *together, "--master_addr", host, "--master_port", port, *recipe]


def share(machines: Machines) -> None:
    """Let as many processes as there are GPUs make the step that the plan means; it says how many it is for.

    The size of the step stays, rounded down to whole replies for each. Every machine has as many GPUs as
    this one. Not tried on several GPUs.
    """
    count = machines.count * max(1, gpus())
    while machines.number and plan()["processes"] != count:
        time.sleep(LOOK_EVERY_S)  # number 0 writes it
    told = plan()
    settings = told["settings"]
    each = max(1, settings["batch"] * settings["accumulate"] * told["processes"] // count)
    settings["batch"] = min(settings["batch"], each)
    settings["accumulate"] = each // settings["batch"]
    told["processes"] = count
    if not machines.number:
        partial = RUN / "plan.json.partial"
        partial.write_text(json.dumps(told, indent=1), encoding="utf-8")
        partial.replace(RUN / "plan.json")


def train(machines: Machines = Machines()) -> None:
    """Train, or go on from the newest complete checkpoint; number 0 tells each step.

    Raises:
        SystemExit: the base is not there, or the recipe says why it cannot.

    """
    base = KIT / plan()["base"]
    if not base.exists():
        sys.exit(f"Put the base model's file beside this notebook: {base.name}")
    share(machines)
    lines = ev.LineReader(RUN / ev.EVENTS_FILE, from_end=True)
    with (RUN / "log.txt").open("ab") as log:
        process = subprocess.Popen(command(machines), stdout=log, stderr=log)
    running = True
    while running:
        running = process.poll() is None
        for line in [] if machines.number else lines.new_lines():
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


def main(arguments: list[str]) -> None:
    """Install, train, and pack."""
    parser = argparse.ArgumentParser(description="Train what is in run/.")
    usual = Machines()
    parser.add_argument("--installed", action="store_true", help="do not install what the recipes need")
    parser.add_argument("--machines", type=int, default=usual.count, help="how many train together")
    parser.add_argument("--number", type=int, default=usual.number, help="which of them this is, from 0 on")
    parser.add_argument("--first", default=usual.first, metavar="HOST:PORT", help="where number 0 is reached")
    told = parser.parse_args(arguments)
    if not told.installed:
        install()
    train(Machines(told.machines, told.number, told.first))
    if not told.number:
        pack()


if __name__ == "__main__":
    main(sys.argv[1:])
