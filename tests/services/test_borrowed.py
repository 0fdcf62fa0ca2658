"""A kit goes out, is trained by its own notebook in another place, and comes back as a model."""

import asyncio
import importlib.util
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.ui import retrain_stage as results
from tsuki_desktop.errors import BadFileError, NotFoundError, StorageError, UsageError
from tsuki_desktop.services import borrowed, storing
from tsuki_desktop.services.retraining import Choice
from tsuki_desktop.services.session import Session
from tsuki_desktop.services.taking_in import Room, room_of
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


def stage(session, tmp_path):
    session.retraining.cache = tmp_path / "cache"
    return session.retraining


async def test_a_kit_that_is_cancelled_or_has_no_place_leaves_nothing(profile, tmp_path) -> None:
    profile.create()
    async with await Session.open(profile) as session:
        room = stage(session, tmp_path)
        await chats.add_many(session, 60)
        target = tmp_path / "kit.zip"
        heard = asyncio.Event()
        job = asyncio.ensure_future(
            borrowed.export(room, Choice(data=(RATED,)), target, with_base=True, told=lambda _: heard.set())
        )
        await asyncio.wait_for(heard.wait(), 60)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        with pytest.raises(StorageError, match="could not be written"):
            await borrowed.export(room, Choice(data=(RATED,)), tmp_path / "gone" / "kit.zip")
        assert list(tmp_path.glob("kit.zip*")) == []
        assert list(profile.runs.iterdir()) == []


async def test_a_kit_tells_how_far_it_is_and_which_run_it_is(profile, tmp_path) -> None:
    profile.create()
    async with await Session.open(profile) as session:
        room = stage(session, tmp_path)
        await chats.add_many(session, 60)
        shares = []
        target = tmp_path / "kit.zip"
        uid = await borrowed.export(room, Choice(data=(RATED,)), target, told=shares.append)
        await asyncio.sleep(0)
        assert shares == sorted(shares)
        assert shares[-1] == 1.0
        assert borrowed.sent_as(room.attach(uid).folder) == "kit.zip"
        assert room_of(results.result(tmp_path / "any name.zip", uid)) is Room.RESULT
        with pytest.raises(UsageError, match="goes out"):
            room_of(target)
        await storing.remove_run(room, uid)
        with pytest.raises(NotFoundError, match="is not here"):
            await borrowed.take_back(room, tmp_path / "any name.zip")


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
