"""A kit goes out, is trained by its own notebook in another place, and comes back as a model."""

import importlib.util
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from tsuki_desktop.errors import BadFileError
from tsuki_desktop.services import borrowed
from tsuki_desktop.services.retraining import Choice
from tsuki_desktop.services.session import Session
from tsuki_desktop.services.training_data import RATED
from tsuki_desktop.training.launcher import RunState

spec = importlib.util.spec_from_file_location("rated_chats", Path(__file__).with_name("rated_chats.py"))
chats = importlib.util.module_from_spec(spec)
spec.loader.exec_module(chats)


def run_notebook(folder, trainer):
    """The code of the kit's notebook in an interpreter of its own, which has the packages already."""
    cells = json.loads((folder / "tsuki.ipynb").read_text(encoding="utf-8"))["cells"]
    code = "\n".join(cell["source"] for cell in cells).replace("elsewhere.install()", "")
    return subprocess.run(
        [trainer, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.timeout(1200)
async def test_a_kit_is_trained_elsewhere_and_taken_back(profile, trainer, tmp_path, monkeypatch) -> None:
    profile.create()
    monkeypatch.delenv("TSUKI_TRAINING_PYTHON", raising=False)
    async with await Session.open(profile) as session:
        room = session.retraining
        room.cache = tmp_path / "cache"
        await chats.add_many(session, 60)
        # No training environment is needed to send it away.
        uid = await borrowed.export(
            room, Choice(data=(RATED,), max_steps=2), tmp_path / "kit.zip", with_base=True
        )

        away = tmp_path / "another place"
        with zipfile.ZipFile(tmp_path / "kit.zip") as packed:
            packed.extractall(away)
        assert str(profile.root) not in (away / "run" / "plan.json").read_text(encoding="utf-8")
        done = run_notebook(away, trainer)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "step 2/2" in done.stdout

        torn = tmp_path / "torn.zip"
        torn.write_bytes((away / "tsuki-result.zip").read_bytes()[:-200])
        with pytest.raises(BadFileError):
            await borrowed.take_back(room, torn)
        assert await borrowed.take_back(room, away / "tsuki-result.zip") == uid
        (run,) = await room.runs()
        assert run.state is RunState.FINISHED

        session.settings.update(training_python=str(trainer))
        made = await room.build(uid)
        assert made.run == uid
        assert made.parity["f16"] <= 0.02
        assert made.parity["q8_0"] <= 0.05, "few tokens: see deploy.check_parity"
