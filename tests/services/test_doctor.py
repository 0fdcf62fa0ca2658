"""What the doctor finds."""

import sys
from pathlib import Path

import pytest

from tsuki_desktop.services.doctor import Check, examine


async def found(profile, *, settings: str = "") -> dict[str, Check]:
    profile.create()
    profile.settings.write_text(f'ollama_host = "127.0.0.1:1"\n{settings}')
    return {check.check: check for check in await examine(profile)}


async def test_a_chosen_model_that_is_gone_is_told(profile) -> None:
    check = (await found(profile, settings='model = "llama.cpp:gone"\n'))["model"]
    assert not check.ok
    assert "gone" in check.found or check.found == "none"
    assert check.hint


async def test_a_file_that_is_no_model_is_told_by_name(profile) -> None:
    profile.models.mkdir(parents=True)
    (profile.models / "moon.gguf").write_bytes(b"GGUF, or is it?")
    checks = await found(profile)
    told = checks.get("file moon.gguf") or checks["llama.cpp"]  # without llama.cpp its files are no matter
    assert not told.ok
    assert told.found


async def test_it_says_in_words_what_llama_cpp_runs_on(profile) -> None:
    check = (await found(profile))["llama.cpp"]
    assert "=" not in check.found
    assert "processor" in check.found or "layers" in check.found or not check.ok


@pytest.fixture
def no_trainer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder in which training is not set up."""
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("TSUKI_TRAINING_PYTHON", raising=False)
    return tmp_path / "cache"


@pytest.mark.usefixtures("no_trainer")
async def test_training_that_is_not_set_up_is_no_failure(profile) -> None:
    check = (await found(profile))["training"]
    assert (check.ok, check.found) == (True, "not set up")
    assert "--setup" in check.hint


@pytest.mark.usefixtures("no_trainer")
async def test_a_training_python_that_is_gone_or_cannot_train_is_told_with_a_way_out(
    profile, tmp_path, monkeypatch
) -> None:
    check = (await found(profile, settings=f'training_python = "{(tmp_path / "gone").as_posix()}"\n'))[
        "training"
    ]
    assert not check.ok
    assert "gone is not there any more" in check.found
    python = Path(sys.executable).as_posix()
    check = (await found(profile, settings=f'training_python = "{python}"\n'))["training"]
    assert not check.ok
    assert "lacks" in check.found
    assert "--python" in check.hint
    monkeypatch.setenv("TSUKI_TRAINING_PYTHON", sys.executable)
    check = (await found(profile))["training"]
    assert (check.ok, "TSUKI_TRAINING_PYTHON" in check.hint) == (False, True)
    monkeypatch.setenv("TSUKI_TRAINING_PYTHON", str(tmp_path / "gone"))
    check = (await found(profile))["training"]
    assert (check.ok, "TSUKI_TRAINING_PYTHON" in check.found) == (False, True)


async def test_what_trains_is_told_with_its_versions(profile, trainer, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("TSUKI_TRAINING_PYTHON", str(trainer))
    check = (await found(profile))["training"]
    assert check.ok
    assert "torch" in check.found
    check = (await found(profile, settings=f'training_python = "{(tmp_path / "gone").as_posix()}"\n'))[
        "training"
    ]
    assert (check.ok, "gone is not there any more" in check.found) == (True, True)
    assert "--python own" in check.hint
