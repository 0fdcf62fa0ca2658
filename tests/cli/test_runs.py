"""Trainings from the command line, in whose place a small program runs: listed, told, woken, deleted."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tsuki_desktop.training import events as ev
from tsuki_desktop.training import launcher
from tsuki_desktop.training.launcher import RunState
from tsuki_desktop.training.plan import Method, Plan, Settings, write_run

UID = "01JD0000000000000000000000"
OTHER = "01JC0000000000000000000000"
RECIPE = """
import os, sys, time
sys.path.insert(0, {events!r})
from pathlib import Path
import events as ev
folder = Path(sys.argv[1])
held, out, commands = ev.occupy(folder), ev.EventWriter(folder), ev.CommandReader(folder)
out.write(ev.Started("sft", os.getpid()))
time.sleep(1)
out.write(ev.StepDone(1, 4, 0.5, 3.5, 3.75, 1e-3, 100.0, 10**9, 9.0))
while True:
    told = commands.newest()
    if told is ev.Command.PAUSE:
        out.write(ev.Paused(1))
    elif told is ev.Command.RESUME:
        out.write(ev.Resumed(1))
        out.write(ev.Finished("adapter", 2, 1.0, 4.0, 3.0, 1.0, 1.0, 1))
        break
    elif told is ev.Command.STOP:
        out.write(ev.Stopped(1))
        break
    time.sleep(0.02)
"""

Tsuki = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tsuki(tmp_path: Path) -> Tsuki:
    command = [sys.executable, "-m", "tsuki_desktop", "--profile", str(tmp_path / "profile")]

    def run(*arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*command, *arguments], capture_output=True, text=True, timeout=120, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == status, done.stdout + done.stderr
        return done

    return run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A run that trains, and another that has not begun."""
    recipes = tmp_path / "recipes"
    recipes.mkdir()
    (recipes / "sft.py").write_text(RECIPE.format(events=str(Path(ev.__file__).parent)))
    monkeypatch.setattr(launcher, "RECIPES", recipes)
    for uid in (UID, OTHER):
        runs = tmp_path / "profile" / "runs"
        write_run(runs / uid, Plan(Method.SFT, Path("base.gguf"), tmp_path, Settings()), [])
    told = f'training_python = "{Path(sys.executable).as_posix()}"\n'
    (tmp_path / "profile" / "settings.toml").write_text(told, encoding="utf-8")
    run = asyncio.run(launcher.launch(runs / UID, Path(sys.executable)))
    yield run.folder
    asyncio.run(run.kill())


def reaches(folder: Path, state: RunState) -> None:
    async def wait() -> None:
        while launcher.state_of(folder) is not state:
            await asyncio.sleep(0.05)

    asyncio.run(asyncio.wait_for(wait(), 30))


def test_runs_are_listed_paused_and_stopped_by_the_beginning_of_their_ids(tsuki: Tsuki, folder: Path) -> None:
    told = json.loads(tsuki("runs", "pause", "01jd", "--json").stdout)  # waits for its first step
    assert told == {"id": UID, "state": "pausing"}
    reaches(folder, RunState.PAUSED)
    first, second = json.loads(tsuki("runs", "--json").stdout)
    assert (first["id"], first["state"], first["step"], first["of"]) == (UID, "paused", 1, 4)
    assert first["updated_at"].endswith("Z")
    assert (second["id"], second["state"], second["updated_at"]) == (OTHER, "ready", None)
    assert "paused" in tsuki("runs", "list").stdout
    assert "2 runs begin with" in tsuki("runs", "stop", "01J", status=1).stderr
    assert "is paused" in tsuki("runs", "pause", "01jd", status=1).stderr
    assert "is ready" in tsuki("runs", "finish", "01jc", status=1).stderr
    tsuki("runs", "stop", "01jd")
    reaches(folder, RunState.STOPPED)
    # Here the program's own recipe starts, which finds no PyTorch in this Python.
    tsuki("runs", "resume", "01jd")
    reaches(folder, RunState.FAILED)
    assert launcher.count_starts(folder) == 2


def test_a_paused_run_that_is_resumed_goes_on_to_its_end(tsuki: Tsuki, folder: Path) -> None:
    tsuki("runs", "pause", UID)
    reaches(folder, RunState.PAUSED)
    done = tsuki("train", "--resume", "01jd", status=1)
    reaches(folder, RunState.FINISHED)
    assert f"run {UID}" in done.stderr
    assert "not finished" in done.stderr, "it goes on to the making, which finds no adapter"


def test_deleting_asks_and_ends_what_runs(tsuki: Tsuki, folder: Path) -> None:
    assert "--yes" in tsuki("runs", "delete", "01jd", status=1).stderr
    assert launcher.is_alive(folder)
    assert json.loads(tsuki("runs", "delete", "01jd", "--yes", "--json").stdout) == {
        "id": UID,
        "deleted": True,
    }
    assert not folder.exists()
    assert not launcher.is_alive(folder)
    assert [one["id"] for one in json.loads(tsuki("runs", "--json").stdout)] == [OTHER]


def test_a_python_is_named_checked_and_forgotten(
    tsuki: Tsuki, tmp_path: Path, trainer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("TSUKI_TRAINING_PYTHON", raising=False)
    assert "lacks" in tsuki("train", "--python", sys.executable, status=1).stderr
    told = json.loads(tsuki("train", "--python", str(trainer), "--json").stdout)
    assert told == {"interpreter": str(trainer), "source": "named"}
    assert str(trainer).replace("\\", "/") in (tmp_path / "profile" / "settings.toml").read_text().replace(
        "\\", "/"
    )
    told = json.loads(tsuki("train", "--python", "own", "--json").stdout)
    assert told == {"interpreter": None, "source": ""}
    assert "not set up" in tsuki("train", "--data", "starter", status=1).stderr
    monkeypatch.setenv("TSUKI_TRAINING_PYTHON", str(tmp_path / "gone"))
    assert "TSUKI_TRAINING_PYTHON" in tsuki("train", "--data", "starter", status=1).stderr
