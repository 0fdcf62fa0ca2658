import subprocess
import sys
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest

from tsuki_desktop.errors import TrainingError
from tsuki_desktop.services.trainer import Trainer
from tsuki_desktop.settings import SettingsFile
from tsuki_desktop.training import environment
from tsuki_desktop.training.environment import Environment, python_of
from tsuki_desktop.training.hardware import find_hardware


@pytest.fixture
def kinds(tmp_path, monkeypatch):
    """`kinds(name, text)` is a kind of hardware whose requirement file says `text`."""
    monkeypatch.delenv("TSUKI_TRAINING_PYTHON", raising=False)
    monkeypatch.setenv("TSUKI_TORCH_INDEX", "")
    recipes = environment.HERE / "recipes"
    monkeypatch.setattr(environment, "HERE", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "recipes").symlink_to(recipes)

    def write(name, text):
        monkeypatch.setitem(environment.DISK_NEEDED, name, 0)
        (tmp_path / "requirements" / f"{name}.txt").write_text(text)

    return write


@pytest.fixture
def borrowed(trainer, tmp_path):
    """A Python whose environments see the trainer's libraries, pip among them: made in a moment."""
    program = "import sys; print(*(p for p in sys.path if p.endswith('-packages')), sep=chr(10))"
    done = subprocess.run([trainer, "-s", "-c", program], capture_output=True, text=True, check=True)
    (tmp_path / "borrowed.pth").write_text(done.stdout)
    python = tmp_path / "borrowed-python"
    python.write_text(
        f"""#!/bin/sh
'{trainer}' -m venv --without-pip "$3" || exit 1
for place in "$3"/lib/python*/site-packages; do cp '{tmp_path}/borrowed.pth' "$place"; done
"""
    )
    python.chmod(0o755)
    return python


async def build(built, kind, python=None):
    async with aclosing(built.build(kind, python)) as steps:
        return [step async for step in steps]


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


async def test_an_environment_that_does_not_work_is_never_used(kinds, tmp_path):
    kinds("empty", "")
    built = Environment(tmp_path / "cache")
    steps = built.build("empty")
    assert [(await anext(steps)).stage for _ in range(2)] == ["create", "check"]
    with pytest.raises(TrainingError, match="does not work"):
        await anext(steps)
    assert built.interpreter() is None
    assert not list((tmp_path / "cache").glob("training-env*/"))


@pytest.mark.timeout(600)
async def test_a_new_one_takes_the_place_of_the_old_one_only_when_it_works(kinds, borrowed, tmp_path):
    kinds("cpu", "")
    built = Environment(tmp_path / "cache")
    assert (await build(built, "cpu", borrowed))[-1].stage == "done"
    first = built.interpreter()
    assert (await built.check(first)).ok

    no_python = tmp_path / "no-python"
    no_python.write_text("#!/bin/sh\nexit 1\n")
    no_python.chmod(0o755)
    with pytest.raises(TrainingError, match="failed"):
        await build(built, "cpu", no_python)
    assert built.interpreter() == first
    steps = built.build("cpu", borrowed)
    await anext(steps)
    with pytest.raises(TrainingError, match="already"):
        await anext(Environment(tmp_path / "cache").build("cpu", borrowed))
    await steps.aclose()
    assert built.interpreter() == first, "cancelled, the old one stays"

    training = subprocess.Popen([first, "-c", "import time; time.sleep(600)"])  # noqa: ASYNC220
    with pytest.raises(TrainingError, match="A training runs"):
        await anext(built.build("cpu", borrowed))
    training.kill()
    training.wait()

    await build(built, "cpu", borrowed)
    second = built.interpreter()
    assert second != first
    assert not first.exists()


@pytest.mark.timeout(600)
async def test_what_is_set_up_trains_also_where_a_python_was_named_that_cannot(
    kinds, borrowed, trainer, tmp_path, monkeypatch
):
    found = await Environment(tmp_path).check(trainer)
    other = "rocm" if found.device != "rocm" else "cuda"
    kinds(other, "")
    monkeypatch.setattr(environment, "find_python", lambda: borrowed)
    settings = SettingsFile(tmp_path / "settings.toml")
    settings.update(training_python=sys.executable)
    room = Trainer(settings, tmp_path / "cache")
    with pytest.raises(TrainingError, match="cannot train"):
        await room.name(Path(sys.executable))
    told = [step async for step in room.set_up(other)]
    # Another device than was asked for is told, and is no failure.
    assert [step.stage for step in told][-3:] == ["check", "warning", "done"]
    assert f"set up for {other}, but PyTorch runs on {found.device}" in told[-2].what
    assert room.chosen().source == "own"
    assert SettingsFile(tmp_path / "settings.toml").value.training_python == ""
    await room.name(trainer)
    assert room.interpreter() == trainer
    room.forget()
    assert room.chosen().source == "own"
    # What would not be used is not built.
    monkeypatch.setenv(environment.VARIABLE, sys.executable)
    with pytest.raises(TrainingError, match=environment.VARIABLE):
        await anext(room.set_up(other))


async def test_unsloth_is_refused_without_an_nvidia_card(tmp_path):
    if find_hardware().kind == "cuda":
        pytest.skip("there is one")
    with pytest.raises(TrainingError, match="NVIDIA"):
        await anext(Trainer(SettingsFile(tmp_path / "settings.toml"), tmp_path).set_up("unsloth"))


def test_a_named_python_that_is_gone_is_passed_over(tmp_path, monkeypatch):
    named = tmp_path / "python"
    monkeypatch.setenv(environment.VARIABLE, sys.executable)
    chosen = Environment(tmp_path).choose(named)
    assert (chosen.interpreter, chosen.source, chosen.gone) == (Path(sys.executable), "variable", named)
    named.symlink_to(sys.executable)
    chosen = Environment(tmp_path).choose(named)
    assert (chosen.interpreter, chosen.source, chosen.gone) == (named, "named", None)
    named.unlink()
    monkeypatch.delenv(environment.VARIABLE)
    chosen = Environment(tmp_path).choose(named)
    assert (chosen.interpreter, chosen.source, chosen.gone) == (None, "", named)


def test_a_stale_variable_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(environment.VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(TrainingError, match="TSUKI_TRAINING_PYTHON"):
        Environment(tmp_path).choose()


def test_what_was_built_counts_only_while_its_python_starts(tmp_path, monkeypatch):
    monkeypatch.delenv(environment.VARIABLE, raising=False)
    slot = tmp_path / "training-env"
    python = python_of(slot)
    python.parent.mkdir(parents=True)
    (slot / environment.COMPLETE).touch()
    python.symlink_to(tmp_path / "a-python-that-an-update-removed")
    assert Environment(tmp_path).choose().interpreter is None
    python.unlink()
    python.symlink_to(sys.executable)
    assert Environment(tmp_path).choose().interpreter == python


async def test_cancelling_ends_the_installation_and_leaves_nothing(kinds, tmp_path, monkeypatch):
    kinds("stuck", "")
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
    assert list((tmp_path / "cache").glob("training-env/"))
    pid = int(told.read_text())
    assert psutil.pid_exists(pid)
    await steps.aclose()
    assert not psutil.pid_exists(pid)
    assert not list((tmp_path / "cache").glob("training-env*/"))
    assert built.interpreter() is None


@pytest.mark.parametrize("kind", ["cpu", "mps", "cuda", "rocm", "unsloth"])
def test_each_kind_of_hardware_has_its_requirements(kind):
    assert (environment.HERE / "requirements" / f"{kind}.txt").exists()
    assert kind in environment.DISK_NEEDED
