"""One real, short training in the real window: from a click to a verdict, to another Tsuki, and back."""

import asyncio
import json
import os
import zipfile
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from sqlite_utils import Database

from tests.services.rated_chats import add
from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
from tsuki_desktop.domain.chat import Role, Status
from tsuki_desktop.paths import Profile
from tsuki_desktop.persona import starter
from tsuki_desktop.training.proof import Measure, verdict
from tsuki_desktop.ui import retrain_words as words

pytestmark = [pytest.mark.window, pytest.mark.slow, pytest.mark.model]

PATIENCE_S = 1200
"""Other work may keep the machine busy."""


def rated(db: Database) -> None:
    chats = (chat.turns for chat in starter.conversations() if chat.turns[0].role is Role.USER)
    for said, reply, *_ in islice(chats, 60):
        add(db, said.text, reply.text)


def backends(profile: Profile) -> dict:
    llama = LlamaCppBackend(folders=[profile.models, profile.builds])
    return {"llama.cpp": lambda: llama}


async def to_page(desk: Desktop) -> None:
    await s.press(desk, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    await s.until(lambda: desk.app.retrain.state not in {"", "planning"}, "the page", PATIENCE_S)


async def into_view(desk: Desktop, words_: str) -> None:
    """Click the button with these words, wherever on the page it is."""
    await asyncio.sleep(0.1)
    item = s.labelled(desk, words_)
    item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await asyncio.sleep(0.1)
    await s.click(desk, item)


def gate(folder: Path) -> str:
    """The verdict that follows from the figures in the report."""
    told = json.loads((folder / "proof.json").read_text(encoding="utf-8"))["measures_in_full"]
    return verdict([Measure(**{k: v for k, v in one.items() if v is not None}) for one in told]).value


def headline(folder: Path) -> str:
    """What the page must say of these figures: a short try proves nothing."""
    judged = gate(folder)
    return words.headline("not enough evidence" if judged == "better" else judged)


@pytest.mark.timeout(3000)
async def test_from_a_click_to_a_verdict_to_another_tsuki_and_back(
    profile: Profile, trainer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    profile.create()
    wish = json.dumps({"max_steps": 4})
    profile.settings.write_text(
        f'motion = false\nmax_tokens = 24\ntraining_python = "{trainer.as_posix()}"\n'
        f"window_height = 1400\nretrain_options = '{wish}'\n"
    )
    seen: list[str] = []
    async with s.stage(profile, seed=rated, backends=backends(profile)) as desk:
        room = desk.app.retrain
        room.changed.connect(lambda: seen.append(room.state))
        await to_page(desk)
        assert room.state == "ready", room.state
        await into_view(desk, "Train her")
        await s.until(lambda: room.run.step >= 1, "the first step", PATIENCE_S)
        assert "measuring" in seen
        assert "60 replies" in desk.app.retrain.plan.sentence
        await into_view(desk, "Pause")
        await s.until(lambda: room.state == "paused", "the pause", PATIENCE_S)
        at = room.run.step
        assert 1 <= at < 4
    # The window was closed while she waits, and finds her again where she was.
    async with s.stage(profile, backends=backends(profile)) as desk:
        room = desk.app.retrain
        room.verdict.quick = 4
        room.changed.connect(lambda: seen.append(room.state))
        await to_page(desk)
        await s.until(lambda: room.state == "paused", "the pause, found again", 60)
        assert room.run.step == at
        assert "by step" in room.run.plotWords
        await into_view(desk, "Resume")
        await s.until(lambda: room.state == "verdict" or room.trouble, "the verdict", PATIENCE_S)
        assert (room.trouble, room.hint) == ("", "")
        assert {"running", "building", "proving"} <= set(seen)
        await desk.app.tasks.settle(30)
        (folder,) = [path.parent for path in profile.builds.glob("*/build.json")]
        assert headline(folder) == room.verdict.title
        assert room.verdict.title in s.texts(desk)
        assert room.verdict.rows[0]["decides"]
        assert room.made.models.count == 1

        await into_view(desk, "Use her anyway…")
        await s.until(lambda: "Use her although she was not proven better?" in s.texts(desk))
        assert desk.settings.value.model == ""
        await into_view(desk, "Use her")
        model = f"llama.cpp:tsuki-{folder.name[:8].lower()}"
        await s.until(lambda: desk.settings.value.model == model, "the other model")
        await desk.app.tasks.settle(30)
        assert room.state == "ready"
        desk.app.chat.startNew()
        desk.app.chat.send("tea again")
        await s.until(
            lambda: desk.app.chat.state == "idle" and desk.app.chat.transcript.count >= 2, "the reply", 300
        )
        await desk.app.tasks.settle(30)
        transcript = desk.app.chat.transcript
        reply = transcript.message(transcript.ids(0, -1)[-1])
        assert (reply.model, reply.status) == (model, Status.COMPLETE)

        desk.app.notices.dismiss()
        await into_view(desk, "Go back")
        await s.until(lambda: desk.settings.value.model == "", "the one from before")
        await desk.app.tasks.settle(30)
        assert not room.made.models.rows[0].in_use


async def trained_elsewhere(kit: Path, trainer: Path, away: Path) -> Path:
    """Run the code of the kit's notebook in another place and another process, as its reader would."""
    with zipfile.ZipFile(kit) as packed:
        packed.extractall(away)
    cells = json.loads((away / "tsuki.ipynb").read_text(encoding="utf-8"))["cells"]
    code = "\n".join(cell["source"] for cell in cells).replace("elsewhere.install()", "")
    process = await asyncio.create_subprocess_exec(
        trainer, "-c", code, cwd=away, env={"PATH": os.environ["PATH"]}
    )
    assert await process.wait() == 0
    return away / "tsuki-result.zip"


@pytest.mark.timeout(3000)
async def test_what_was_learned_from_a_kit_comes_back_by_a_drop_and_is_tested(
    profile: Profile, trainer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    profile.create()
    wish = json.dumps({"data": ["rated"], "max_steps": 2})
    profile.settings.write_text(
        f'motion = false\nmax_tokens = 24\ntraining_python = "{trainer.as_posix()}"\n'
        f"window_height = 1400\nretrain_options = '{wish}'\n"
    )
    async with s.stage(profile, seed=rated, backends=backends(profile)) as desk:
        room = desk.app.retrain
        room.verdict.quick = 4
        await to_page(desk)
        room.kit.save(QUrl.fromLocalFile(str(tmp_path / "kit.zip")), True)
        await s.until(lambda: room.kit.state == "saved" or room.kit.trouble, "the kit", PATIENCE_S)
        assert room.kit.trouble == ""
        came = await trained_elsewhere(tmp_path / "kit.zip", trainer, tmp_path / "another place")
        await s.press(desk, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        desk.app.dropping.take([QUrl.fromLocalFile(str(came)).toString()])
        await s.until(lambda: room.state == "verdict" or room.trouble, "the verdict", PATIENCE_S)
        assert (room.trouble, room.hint) == ("", "")
        (folder,) = [path.parent for path in profile.builds.glob("*/build.json")]
        assert headline(folder) == room.verdict.title
