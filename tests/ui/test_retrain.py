"""Setting up, planning and running a training in the real window, on folders of runs; nothing is trained."""

import json
import sys
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt, QUrl

from tests.ui import retrain_stage as r
from tests.ui import stage as s
from tests.ui.retrain_steps import PATIENCE_S, buttons, focused, liked, press_button, ready, shown, to_page
from tsuki_desktop.paths import Profile
from tsuki_desktop.training import events as ev
from tsuki_desktop.ui import retrain_wish as wishes

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("own_cache")]


# Setting up


async def test_before_it_is_set_up_the_page_says_what_that_takes(profile: Profile) -> None:
    async with s.stage(profile, settings="window_height = 1400\n", seed=liked(3)) as desk:
        await to_page(desk, "unset")
        assert shown(desk, "on the disk")
        assert shown(desk, "It changes how she sounds, not what she knows.")
        assert s.labelled(desk, "Set up training").isEnabled()


async def test_a_python_that_cannot_train_is_refused_with_what_it_lacks(profile: Profile) -> None:
    async with s.stage(profile, settings="window_height = 1400\n", seed=liked(3)) as desk:
        await to_page(desk, "unset")
        desk.app.retrain.setup.name(QUrl.fromLocalFile(sys.executable))
        await s.until(lambda: desk.app.retrain.setup.trouble, "the refusal", PATIENCE_S)
        await desk.app.tasks.settle(PATIENCE_S)
        assert desk.app.retrain.setup.trouble == "This Python cannot train."
        assert "torch" in desk.app.retrain.setup.hint
        assert desk.settings.value.training_python == ""
        assert shown(desk, "It lacks")


async def test_setting_up_can_be_cancelled_and_leaves_nothing_that_is_used(
    profile: Profile, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/")
    async with s.stage(profile, settings="window_height = 1400\n", seed=liked(3)) as desk:
        await to_page(desk, "unset")
        await press_button(desk, "Set up training")
        await s.until(lambda: desk.app.retrain.setup.state == "building")
        await press_button(desk, "Cancel")
        await s.until(lambda: desk.app.retrain.setup.state == "missing", "the end", PATIENCE_S)
        await desk.app.tasks.settle(PATIENCE_S)
        assert not (own_cache / "training-env" / "COMPLETE").exists()
        assert desk.app.retrain.state == "unset"


async def test_a_named_python_can_be_changed_and_forgotten_at_any_time(
    profile: Profile, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.symlink_to(sys.executable)
    profile.create()
    settings = f'training_python = "{mine.as_posix()}"\nwindow_height = 1400\n'
    async with s.stage(profile, settings=settings, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        await s.click(desk, s.find(desk, lambda item: item.property("text") == "Options…" and card_of(item)))
        await s.until(lambda: shown(desk, f"Training runs in {mine}."))
        assert buttons(desk, "Change…")
        desk.app.retrain.setup.name(QUrl.fromLocalFile(sys.executable))  # what the file dialog would say
        await s.until(lambda: shown(desk, "This Python cannot train."), "the refusal", PATIENCE_S)
        assert desk.settings.value.training_python == str(mine), "a refused one changes nothing"
        await press_button(desk, "Use the program's own")
        await s.until(lambda: desk.app.retrain.state == "unset", "the way to set it up", PATIENCE_S)
        await desk.app.tasks.settle(PATIENCE_S)
        assert desk.settings.value.training_python == ""
        assert shown(desk, "Training is not set up.")


async def test_a_named_python_that_is_gone_is_no_dead_end(profile: Profile, tmp_path: Path) -> None:
    profile.create()
    settings = f'training_python = "{(tmp_path / "gone").as_posix()}"\nwindow_height = 1400\n'
    async with s.stage(profile, settings=settings, seed=liked(3)) as desk:
        await to_page(desk, "unset")
        assert shown(desk, "is not there any more")
        assert s.labelled(desk, "Set up training").isEnabled()
        assert s.labelled(desk, "Use a Python of mine…").isEnabled()


# What could be trained


async def test_too_few_replies_are_counted(profile: Profile) -> None:
    ready(profile)
    async with s.stage(profile, seed=liked(38)) as desk:
        await to_page(desk, "short")
        assert shown(desk, "12 more liked replies")
        assert not shown(desk, "Starter chats alone"), "the voice she came with has learned them"


async def test_without_the_voice_she_came_with_the_starter_chats_do_alone(
    profile: Profile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tsuki_desktop.services.starting_point.adapter_path", lambda: tmp_path / "none.gguf")
    ready(profile)
    async with s.stage(profile, seed=liked(38)) as desk:
        await to_page(desk, "short")
        await press_button(desk, "Starter chats alone")
        await s.until(lambda: desk.app.retrain.state == "ready")
        await desk.app.tasks.settle(PATIENCE_S)
        assert wishes.remembered(desk.settings.value.retrain_options).data == ("starter",)
        assert shown(desk, "starter chats")
        assert s.labelled(desk, "Train her").isEnabled()


async def test_options_say_what_she_learns_from_and_are_remembered(profile: Profile, tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    mine.write_text("{}\n")
    ready(profile)
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        assert "60 replies" in desk.app.retrain.plan.sentence
        assert "starts from the voice she came with" in desk.app.retrain.plan.sentence
        await s.click(desk, s.find(desk, lambda item: item.property("text") == "Options…" and card_of(item)))
        await press_button(desk, "The starter chats")
        await s.until(lambda: "starts from the untuned" in desk.app.retrain.plan.sentence)
        desk.app.retrain.plan.addFile(QUrl.fromLocalFile(str(mine)))
        desk.app.retrain.plan.choose("method", "kto")
        desk.app.retrain.plan.choose("preset", "nonsense")
        await desk.app.tasks.settle(PATIENCE_S)
        assert "1 file" in desk.app.retrain.plan.sentence
        assert shown(desk, "mine.jsonl")
        assert shown(desk, "Learns from thumbs alone (KTO)")
        desk.app.retrain.plan.take("rated", False)
        desk.app.retrain.plan.take(f"file:{mine}", False)
        assert wishes.remembered(desk.settings.value.retrain_options).data == (f"file:{mine}",), "one stays"
        await s.press(desk, Qt.Key.Key_Escape)
    async with s.stage(profile) as desk:
        assert desk.app.retrain.plan.options["method"] == "kto"
        assert desk.app.retrain.plan.options["preset"] == "recommended"


def card_of(item: object) -> bool:
    """Whether a button lies in the retraining card."""
    parent = item.parentItem()
    while parent is not None:
        if parent.property("honest"):
            return True
        parent = parent.parentItem()
    return False


async def test_what_cannot_be_trained_is_said_where_it_was_asked_for(profile: Profile) -> None:
    ready(profile, 'retrain_options = \'{"data": ["file:gone.jsonl"]}\'\n')
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        await press_button(desk, "Train her")
        await s.until(lambda: desk.app.retrain.trouble, "the refusal", PATIENCE_S)
        await desk.app.tasks.settle(PATIENCE_S)
        assert desk.app.retrain.state == "ready"
        assert desk.app.retrain.trouble in s.texts(desk)
        assert list(profile.runs.glob("*")) == []


async def test_a_long_training_is_asked_about_once_more(profile: Profile) -> None:
    wish = wishes.Wish(data=("starter",))
    told = wishes.with_measure("", wish, wishes.Estimate(7200.0, 2 * 10**9), 1)
    ready(profile, f"retrain_options = '{wish.dumped()}'\nretrain_measured = '{told}'\n")
    async with s.stage(profile, seed=liked(1)) as desk:
        await to_page(desk, "ready")
        await press_button(desk, "Train her")
        await s.until(lambda: desk.app.retrain.state == "asking", "the question", PATIENCE_S)
        assert shown(desk, "2.0 GB")
        desk.app.retrain.look()
        await desk.app.tasks.settle(PATIENCE_S)
        assert desk.app.retrain.state == "asking", "looking again does not answer the question"
        await press_button(desk, "Not now")
        await s.until(lambda: desk.app.retrain.state == "ready")
        assert list(profile.runs.glob("*")) == []


# A run


async def test_a_run_that_goes_on_is_found_and_paused(profile: Profile, sleeper: psutil.Process) -> None:
    ready(profile)
    uid = r.run(profile, 64, alive=sleeper)
    async with s.stage(profile, seed=liked(3)) as desk:
        await to_page(desk, "running")
        run = desk.app.retrain.run
        assert (run.step, run.of) == (64, 96)
        assert shown(desk, "64 of 96")
        assert shown(desk, "You can close the window: it goes on.")
        assert run.plotWords.startswith("On her lessons the loss went from 4")
        assert len(run.heldOut) == 3
        await press_button(desk, "Pause")
        await s.until((profile.runs / uid / ev.COMMANDS_FILE).exists)
        command = (profile.runs / uid / ev.COMMANDS_FILE).read_text()
        assert json.loads(command) == {"command": "pause"}
        await s.until(lambda: shown(desk, "Pausing after this step…"))
        r.tell(profile, uid, ev.Paused(64))
        await s.until(lambda: desk.app.retrain.state == "paused")
        await s.until(lambda: shown(desk, "It waits in memory."))
        await press_button(desk, "Resume")
        r.tell(profile, uid, ev.Resumed(64))
        await s.until(lambda: desk.app.retrain.state == "running")


async def test_before_its_first_step_it_is_told_to_stop_and_not_what_it_cannot_hear(
    profile: Profile, sleeper: psutil.Process
) -> None:
    ready(profile)
    uid = r.run(profile, 0, alive=sleeper)
    async with s.stage(profile, seed=liked(3)) as desk:
        await to_page(desk, "running")
        assert shown(desk, "Loading the base model.")
        assert not s.labelled(desk, "Pause").isEnabled()
        await press_button(desk, "Stop…")
        await s.until(lambda: shown(desk, "Stop the training?"))
        assert not s.labelled(desk, "Finish now").isEnabled()
        assert s.labelled(desk, "Delete").isEnabled()
        await press_button(desk, "Save and stop")
        await s.until((profile.runs / uid / ev.COMMANDS_FILE).exists)
        r.tell(profile, uid, ev.Stopped(0))
        await s.until(lambda: desk.app.retrain.state == "broken")
        await s.until(lambda: shown(desk, "stopped before anything was saved"))


async def test_stopping_asks_how_and_keeping_on_is_the_usual_answer(
    profile: Profile, sleeper: psutil.Process
) -> None:
    ready(profile)
    uid = r.run(profile, 64, alive=sleeper)
    async with s.stage(profile, seed=liked(3)) as desk:
        await to_page(desk, "running")
        await press_button(desk, "Stop…")
        await s.until(lambda: shown(desk, "Stop the training?"))
        await s.until(lambda: focused(desk) == "Keep training")
        await s.press(desk, Qt.Key.Key_Escape)
        await s.until(lambda: not shown(desk, "Stop the training?"))
        assert not (profile.runs / uid / ev.COMMANDS_FILE).exists()
        await press_button(desk, "Stop…")
        await press_button(desk, "Save and stop")
        await s.until((profile.runs / uid / ev.COMMANDS_FILE).exists)
        for step in (65, 66):  # what it says meanwhile is no answer
            r.tell(profile, uid, ev.StepDone(step, 96, 2.1, 3.2, None, 1e-4, 200.0, 2 * 10**9, 500.0))
            await s.until(lambda step=step: desk.app.retrain.run.step == step)
            assert shown(desk, "Saving and stopping after this step…")
            assert not s.labelled(desk, "Pause").isEnabled()
        r.tell(profile, uid, ev.Stopped(66))
        await s.until(lambda: desk.app.retrain.state == "broken")
        await s.until(lambda: shown(desk, "Nothing is lost"))


async def test_thrown_away_it_ends_and_is_gone(profile: Profile, sleeper: psutil.Process) -> None:
    ready(profile)
    uid = r.run(profile, 64, alive=sleeper)
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "running")
        await press_button(desk, "Stop…")
        await press_button(desk, "Delete")
        await s.until(lambda: desk.app.retrain.state == "ready", "the end", PATIENCE_S)
        assert not (profile.runs / uid).exists()
        assert sleeper.status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize(
    ("end", "state", "words"),
    [
        (ev.Stopped(64), "broken", "Nothing is lost"),
        (None, "broken", "The training ended without a word."),
        (ev.Failed("The disk is full.", "Free some space.", resumable=True), "failed", "The disk is full."),
    ],
)
async def test_what_ended_before_its_time_says_why_and_can_be_put_away(
    profile: Profile, end: ev.Event | None, state: str, words: str
) -> None:
    ready(profile)
    uid = r.run(profile, 64, end=end)
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, state)
        assert shown(desk, words)
        assert s.labelled(desk, "Resume").isEnabled()
        await press_button(desk, "Put away")
        await s.until(lambda: desk.app.retrain.state == "ready", "the end", PATIENCE_S)
        assert desk.settings.value.retrain_settled == uid
    async with s.stage(profile) as desk:
        await to_page(desk, "ready")


async def test_a_run_that_ended_while_the_window_was_closed_is_told_at_the_start(profile: Profile) -> None:
    ready(profile)
    r.finished(profile)
    async with s.stage(profile, seed=liked(3)) as desk:
        await s.until(lambda: desk.app.notices.text == "Tsuki has finished learning.", "the news", PATIENCE_S)
        await to_page(desk, "trained")
        assert s.labelled(desk, "Make and test her").isEnabled()
