import sys
from pathlib import Path

import psutil
import pytest

from tsuki_desktop.errors import TrainingError
from tsuki_desktop.training import environment
from tsuki_desktop.training.environment import Environment


async def test_an_interpreter_without_the_libraries_says_what_it_lacks(tmp_path):
    found = await Environment(tmp_path).check(Path(sys.executable))
    assert not found.ok
    assert "torch" in found.missing


async def test_what_is_no_interpreter_is_told_not_raised(tmp_path):
    found = await Environment(tmp_path).check(tmp_path / "nothing")
    assert not found.ok
    assert found.problem


async def test_the_training_interpreter_is_complete(trainer, tmp_path):
    found = await Environment(tmp_path).check(trainer)
    assert found.ok, found.problem
    assert found.device in {"cpu", "cuda", "rocm", "mps"}


async def test_an_environment_that_does_not_work_is_never_used(tmp_path, monkeypatch):
    monkeypatch.delenv("TSUKI_TRAINING_PYTHON", raising=False)
    monkeypatch.setattr(environment, "HERE", tmp_path)
    monkeypatch.setitem(environment.DISK_NEEDED, "empty", 0)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "empty.txt").write_text("")
    (tmp_path / "recipes").symlink_to(
        environment.Path(__file__).parents[2] / "tsuki_desktop/training/recipes"
    )
    built = Environment(tmp_path / "cache")
    steps = built.build("empty")
    assert [(await anext(steps)).stage for _ in range(2)] == ["create", "check"]
    with pytest.raises(TrainingError, match="does not work"):
        await anext(steps)
    assert built.interpreter() is None
    assert not built.folder.exists()


async def test_cancelling_ends_the_installation_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.delenv("TSUKI_TRAINING_PYTHON", raising=False)
    monkeypatch.setattr(environment, "HERE", tmp_path)
    monkeypatch.setitem(environment.DISK_NEEDED, "stuck", 0)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "stuck.txt").write_text("")
    told = tmp_path / "pid"
    # In the place of pip: it says that it collects something, and never ends.
    program = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); "
    program += "print('Collecting torch', flush=True); time.sleep(600)"
    output_of = environment.output_of
    monkeypatch.setattr(
        environment,
        "output_of",
        lambda *command: (
            output_of(sys.executable, "-c", program) if "pip" in command else output_of(*command)
        ),
    )
    built = Environment(tmp_path / "cache")
    steps = built.build("stuck")
    assert [(await anext(steps)).stage for _ in range(2)] == ["create", "download"]
    assert built.folder.exists()
    pid = int(told.read_text())
    assert psutil.pid_exists(pid)
    await steps.aclose()
    assert not psutil.pid_exists(pid)
    assert not built.folder.exists()
    assert built.interpreter() is None


@pytest.mark.parametrize("kind", ["cpu", "mps", "cuda", "rocm", "unsloth"])
def test_each_kind_of_hardware_has_its_requirements(kind):
    assert (environment.HERE / "requirements" / f"{kind}.txt").exists()
    assert kind in environment.DISK_NEEDED
