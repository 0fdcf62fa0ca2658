"""The launcher with small programs in the recipes' place: real processes, no training libraries."""

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tsuki_desktop.errors import NotFoundError, TrainingError, UsageError
from tsuki_desktop.training import events as ev
from tsuki_desktop.training import launcher
from tsuki_desktop.training.launcher import RunState
from tsuki_desktop.training.plan import Method, Plan, Settings, write_run

PYTHON = Path(sys.executable)
HEAD = """
import sys, time
sys.path.insert(0, {events!r})
from pathlib import Path
import events as ev
folder = Path(sys.argv[1])
held = ev.occupy(folder, 0)
if held is None:
    sys.exit("occupied")
out, commands = ev.EventWriter(folder), ev.CommandReader(folder)
import os
out.write(ev.Started("sft", os.getpid()))
"""
OBEDIENT = """
while (told := commands.newest()) is not ev.Command.STOP:
    if told is ev.Command.PAUSE:
        out.write(ev.Paused(1))
    if told is ev.Command.RESUME:
        out.write(ev.Resumed(1))
    time.sleep(0.02)
out.write(ev.Stopped(2))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A run whose recipe is `program(text)`."""
    recipes = tmp_path / "recipes"
    recipes.mkdir()
    monkeypatch.setattr(launcher, "RECIPES", recipes)
    write_run(tmp_path / "RUN", Plan(Method.SFT, Path("b"), tmp_path, Settings()), [])
    return tmp_path / "RUN"


@pytest.fixture
def program(folder):
    def write(text):
        head = HEAD.format(events=str(Path(ev.__file__).parent))
        (launcher.RECIPES / "sft.py").write_text(head + text)

    return write


async def until(run, kind):
    told = []
    async for event in run.events():
        told.append(event)
        if isinstance(event, kind):
            break
    return told


async def test_pause_resume_stop_and_what_the_folder_says_meanwhile(folder, program):
    program(OBEDIENT)
    assert launcher.state_of(folder) is RunState.READY
    run = await launcher.launch(folder, PYTHON)
    await until(run, ev.Started)
    assert launcher.state_of(folder) is RunState.RUNNING
    run.pause()
    await until(run, ev.Paused)
    assert launcher.state_of(folder) is RunState.PAUSED
    with pytest.raises(TrainingError, match="already runs"):
        await launcher.launch(folder, PYTHON)
    run.resume()
    await until(run, ev.Resumed)
    run.stop()
    assert isinstance((await until(run, ev.ENDS))[-1], ev.Stopped)
    assert launcher.state_of(folder) is RunState.STOPPED
    await run.kill()


async def test_a_closed_window_finds_its_run_again_and_still_commands_it(folder, program):
    program(OBEDIENT)
    first = await launcher.launch(folder, PYTHON)
    await until(first, ev.Started)
    again = launcher.attach(folder)
    assert again.alive
    again.stop()
    assert isinstance((await until(again, ev.ENDS))[-1], ev.Stopped)
    await first.kill()


async def test_a_stopped_run_goes_on_and_its_old_end_does_not_count(folder, program):
    program("out.write(ev.Stopped(1))")
    await until(await launcher.launch(folder, PYTHON), ev.ENDS)
    program('time.sleep(0.3); out.write(ev.Finished("adapter", 2, 1.0, 4.0, 3.0, 1.0, 1.0, 1))')
    run = await launcher.launch(folder, PYTHON)
    assert launcher.state_of(folder) is RunState.RUNNING
    told = [event async for event in run.events()]
    assert isinstance(told[-1], ev.Finished)
    assert launcher.state_of(folder) is RunState.FINISHED
    with pytest.raises(TrainingError, match="already done"):
        await launcher.launch(folder, PYTHON)
    await run.kill()


async def test_a_death_without_a_word_is_told(folder, program):
    program("import os; os._exit(3)")
    run = await launcher.launch(folder, PYTHON)
    end = [event async for event in run.events()][-1]
    assert isinstance(end, ev.Failed)
    assert not end.resumable
    assert launcher.state_of(folder) is RunState.INTERRUPTED


async def test_kill_ends_children_too(folder, program):
    program(
        "import subprocess; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "out.write(ev.Paused(child.pid)); time.sleep(60)"
    )
    run = await launcher.launch(folder, PYTHON)
    child = (await until(run, ev.Paused))[-1].step
    await run.kill()
    import psutil

    assert not run.alive
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


async def test_a_clock_that_was_set_does_not_make_it_dead(folder, program):
    program(OBEDIENT)
    run = await launcher.launch(folder, PYTHON)
    await until(run, ev.Started)
    told = json.loads((folder / launcher.PROCESS_FILE).read_text())
    (folder / launcher.PROCESS_FILE).write_text(json.dumps({**told, "born": told["born"] - 3600}))
    assert launcher.attach(folder).alive
    with pytest.raises(TrainingError, match="already runs"):
        await launcher.launch(folder, PYTHON)
    await launcher.attach(folder).kill()
    assert not run.alive


@pytest.mark.parametrize("left", ["", '{"pid": 12', None])
async def test_a_process_that_was_not_written_down_is_known_by_what_it_holds(folder, program, left):
    program(OBEDIENT)
    run = await launcher.launch(folder, PYTHON)
    await until(run, ev.Started)
    if left is None:
        (folder / launcher.PROCESS_FILE).unlink()
    else:
        (folder / launcher.PROCESS_FILE).write_text(left)
    assert launcher.state_of(folder) is RunState.RUNNING
    with pytest.raises(TrainingError, match="already runs"):
        await launcher.launch(folder, PYTHON)
    await launcher.attach(folder).kill()
    assert not run.alive
    assert launcher.state_of(folder) is RunState.INTERRUPTED


async def test_of_two_that_start_a_run_at_once_one_does(folder, program):
    program(OBEDIENT)
    program_of_two = (
        "import asyncio, sys; from pathlib import Path; from tsuki_desktop.training import launcher;"
        "launcher.RECIPES = Path(sys.argv[2]);"
        "asyncio.run(launcher.launch(Path(sys.argv[1]), Path(sys.executable)))"
    )
    command = [PYTHON, "-c", program_of_two, folder, launcher.RECIPES]
    two = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: ASYNC220
    told = [await asyncio.to_thread(one.communicate) for one in two]
    assert sorted(one.returncode for one in two) == [0, 1]
    assert sum("already runs" in words for _, words in told) == 1
    run = launcher.attach(folder)
    await until(run, ev.Started)
    assert run.alive
    await run.kill()
    assert launcher.count_starts(folder) == 1


async def test_a_second_recipe_in_the_folder_leaves_without_a_word(folder, trainer):
    with ev.occupy(folder, 0):
        recipe = Path(launcher.__file__).parent / "recipes" / "sft.py"
        second = await asyncio.to_thread(
            subprocess.run, [trainer, "-s", recipe, folder], capture_output=True, text=True, timeout=60
        )
    assert second.returncode == 1
    assert "Another training runs in this folder." in second.stderr
    assert not (folder / ev.EVENTS_FILE).exists()


def test_who_looks_whether_a_folder_is_occupied_does_not_occupy_it(folder):
    assert not ev.is_occupied(folder)
    held = ev.occupy(folder)
    assert ev.is_occupied(folder)
    assert ev.occupy(folder, 0) is None
    held.close()
    assert not ev.is_occupied(folder)
    begun = time.monotonic()
    ev.occupy(folder).close()
    assert time.monotonic() - begun < 1


def test_a_run_is_found_by_the_beginning_of_its_id(tmp_path):
    for uid in ("01JD0000AAAAAAAAAAAAAAAAAA", "01JD0000BBBBBBBBBBBBBBBBBB"):
        write_run(tmp_path / uid, Plan(Method.SFT, Path("b"), tmp_path, Settings()), [])
    assert launcher.find_run(tmp_path, "01jd0000a").name == "01JD0000AAAAAAAAAAAAAAAAAA"
    with pytest.raises(UsageError, match="2 runs"):
        launcher.find_run(tmp_path, "01jd")
    for none in ("", "01JE", ".."):
        with pytest.raises(NotFoundError):
            launcher.find_run(tmp_path, none)


async def test_what_is_not_a_run_is_not_found(tmp_path):
    with pytest.raises(NotFoundError):
        launcher.attach(tmp_path / "nothing")


def test_several_processes_go_through_torchrun():
    command = launcher.command_for({"method": "sft", "processes": 2}, Path("RUN"), PYTHON)
    assert command[2:7] == ["-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2"]
