import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tsuki_desktop.errors import BadFileError
from tsuki_desktop.training import kit
from tsuki_desktop.training.plan import Method, Plan, Settings, write_run


@pytest.fixture
def folder(tmp_path):
    base = tmp_path / "secret place" / "base.gguf"
    base.parent.mkdir()
    base.write_text("a model")
    after = tmp_path / "secret place" / "adapter"
    after.mkdir()
    (after / "adapter_config.json").write_text("{}")
    plan = Plan(Method.DPO, base, tmp_path, Settings(), adapter=after)
    write_run(tmp_path / "RUN", plan, [{"prompt": []}])
    return tmp_path / "RUN"


def test_a_kit_runs_on_its_own_and_tells_nothing_of_this_machine(folder, tmp_path):
    kit.export_kit(folder, tmp_path / "kit.zip", with_base=True)
    out = tmp_path / "elsewhere"
    with zipfile.ZipFile(tmp_path / "kit.zip") as packed:
        packed.extractall(out)
    assert json.loads((out / "run" / "plan.json").read_text())["base"] == "base.gguf"
    assert "secret place" not in "".join(path.read_text() for path in out.rglob("*") if path.is_file())
    assert "base.gguf" in (out / "tsuki.ipynb").read_text()
    assert (out / "base.gguf").read_text() == "a model"
    assert (out / "after" / "adapter" / "adapter_config.json").exists()
    probe = [sys.executable, str(out / "training" / "recipes" / "probe.py")]
    assert "versions" in json.loads(subprocess.run(probe, capture_output=True, check=True).stdout)
    read = "import sys; sys.path.insert(0, 'training/recipes'); import common; from pathlib import Path;"
    read += "run = common.Run(Path('run').resolve()); print(run.plan['method'], run.place('base').exists(),"
    read += " run.place('adapter').name)"
    done = subprocess.run([sys.executable, "-c", read], cwd=out, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "dpo True adapter"


def test_a_kit_takes_along_the_voice_that_it_goes_on_from(folder, tmp_path):
    voice = tmp_path / "secret place" / "tsuki-starter.gguf"
    voice.write_text("an adapter")
    told = json.loads((folder / "plan.json").read_text())
    (folder / "plan.json").write_text(json.dumps({**told, "adapter": str(voice)}))
    kit.export_kit(folder, tmp_path / "kit.zip")
    with zipfile.ZipFile(tmp_path / "kit.zip") as packed:
        plan = json.loads(packed.read("run/plan.json"))
        assert packed.read(plan["adapter"]) == b"an adapter"


def test_several_gpus_make_the_same_step_together(folder, tmp_path):
    kit.export_kit(folder, tmp_path / "kit.zip")
    with zipfile.ZipFile(tmp_path / "kit.zip") as packed:
        packed.extractall(tmp_path)
    read = "import sys; sys.path.insert(0, 'training/recipes'); import elsewhere;"
    read += "elsewhere.gpus = lambda: int(sys.argv[1]); elsewhere.share(elsewhere.Machines());"
    read += "told = elsewhere.plan(); step = told['settings'];"
    read += "print(told['processes'] * step['batch'] * step['accumulate'], told['processes'])"

    def step(gpus):
        command = [sys.executable, "-c", read, str(gpus)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True)
        return tuple(int(number) for number in done.stdout.split())

    usual = Settings().batch * Settings().accumulate
    assert [step(gpus) for gpus in (0, 4, 2, 2, 1)] == [
        (usual, 1), (usual, 4), (usual, 2), (usual, 2), (usual, 1)
    ]  # fmt: skip


def result(path, *names, run="RUN", size=1):
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("plan.json", json.dumps({"run_id": run}))
        packed.writestr("run/adapter/COMPLETE", json.dumps({"adapter_model.safetensors": size}))
        for name in names:
            packed.writestr(name, "x")
    return path


ADAPTER = "run/adapter/adapter_model.safetensors"


def test_what_comes_back_is_put_in_place(folder, tmp_path):
    back = result(tmp_path / "r.zip", ADAPTER, "run/virus.exe")
    assert kit.run_of(back) == "RUN"
    plan = (folder / "plan.json").read_text()
    kit.import_result(back, folder)
    assert (folder / "adapter" / "adapter_model.safetensors").exists()
    assert (folder / "plan.json").read_text() == plan
    assert not (folder / "virus.exe").exists()
    assert not (folder / "import.partial").exists()


@pytest.mark.parametrize(("run", "size"), [("RUN2", 1), ("RUN", 2)])
def test_the_result_of_another_run_or_half_a_result_is_refused(run, size, folder, tmp_path):
    with pytest.raises(BadFileError, match="another run" if run != "RUN" else "not whole"):
        kit.import_result(result(tmp_path / "r.zip", ADAPTER, run=run, size=size), folder)
    assert not (folder / "adapter").exists()
    assert not (folder / "import.partial").exists()


@pytest.mark.parametrize("names", [["run/events.jsonl"], ["run/adapter/../../../evil"]])
def test_a_bad_zip_is_refused_and_changes_nothing(names, folder, tmp_path):
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(BadFileError):
        kit.import_result(result(tmp_path / "r.zip", *names), folder)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert not (tmp_path / "evil").exists()
    (tmp_path / "no.zip").write_text("no")
    with pytest.raises(BadFileError):
        kit.import_result(tmp_path / "no.zip", folder)
    assert not Path(tmp_path.parent / "evil").exists()
