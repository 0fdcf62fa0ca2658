"""Two programs make the model of one run at once, as a window and a command do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tsuki_desktop.training import deploy
from tsuki_desktop.training import events as ev

MAKE = """
import asyncio, sys
from pathlib import Path
from tsuki_desktop.services import building
run, builds, python, base = map(Path, sys.argv[1:])
said = lambda what: print(what, flush=True)
print(asyncio.run(building.build(run, builds, python, ("tiny", base), said=said)).uid)
"""


@pytest.mark.timeout(600)
async def test_the_second_waits_for_the_first_and_gets_what_it_made(
    tiny, make_run, play, trainer, tmp_path
) -> None:
    base = tiny("llama")
    run, builds = make_run(base, max_steps=2), tmp_path / "builds"
    assert isinstance((await play(run))[-1], ev.Finished)
    command = [sys.executable, "-c", MAKE, run, builds, trainer, base]
    two = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: ASYNC220
        for _ in range(2)
    ]
    told = [one.communicate() for one in two]
    assert [one.returncode for one in two] == [0, 0], told
    assert sum("waiting for that" in out for out, _ in told) == 1
    made = {out.split()[-1] for out, _ in told}
    assert {one.uid for one in deploy.list_builds(builds)} == made
    assert len(made) == 1
    [build] = deploy.list_builds(builds)
    assert all((builds / build.uid / name).exists() for name in build.files.values())
    assert not (Path(run) / "making").exists()
