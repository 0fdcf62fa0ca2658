"""Every state of retraining in the real window, on real folders of runs and models; nothing is trained."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtQml import QQmlProperty
from PySide6.QtQuick import QQuickItem
from sqlite_utils import Database

from tests.services.rated_chats import add
from tests.ui import retrain_stage as r
from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.paths import Profile
from tsuki_desktop.services import comparing
from tsuki_desktop.training import deploy
from tsuki_desktop.training import events as ev
from tsuki_desktop.ui import retrain_wish as wishes
from tsuki_desktop.ui.bridge.retrain_run import nice_ticks

pytestmark = pytest.mark.window

PATIENCE_S = 60


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("TSUKI_TRAINING_PYTHON", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def sleeper() -> Iterator[psutil.Process]:
    """A process that does nothing, to stand for a recipe's."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    yield psutil.Process(process.pid)
    process.kill()
    process.wait()


def liked(count: int) -> Callable[[Database], None]:
    def fill(db: Database) -> None:
        for number in range(count):
            add(db, f"tea again, day {number}", f"Hmph. Tea, day {number}.")

    return fill


def ready(profile: Profile, more: str = "") -> None:
    """Write settings with which training counts as set up."""
    profile.create()
    python = Path(sys.executable).as_posix()
    tall = "window_height = 1400\n" if "window_height" not in more else ""
    profile.settings.write_text(
        f'model = "echo:echo"\nmotion = false\ntraining_python = "{python}"\n{tall}{more}'
    )


async def to_page(desk: Desktop, state: str) -> None:
    await s.press(desk, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    await s.until(lambda: desk.app.retrain.state == state, f"“{state}”", PATIENCE_S)
    await desk.app.tasks.settle(PATIENCE_S)


async def press_button(desk: Desktop, words: str) -> None:
    """Press the button with these words by keyboard, once it is there and can be pressed."""
    await s.until(lambda: buttons(desk, words), f"the button “{words}”")
    buttons(desk, words)[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.until(lambda: focused(desk) == words, f"the focus on “{words}”")
    await s.press(desk, Qt.Key.Key_Space)


def buttons(desk: Desktop, words: str) -> list[QQuickItem]:
    """What can be pressed and has these words."""
    return [
        item
        for item in s.all_items(desk)
        if item.property("text") == words and item.property("down") is not None and item.isEnabled()
    ]


def focused(desk: Desktop) -> str:
    """The words of what the keyboard is on."""
    item = desk.window.quick.activeFocusItem()
    return str(item.property("text")) if item else ""


async def vote(desk: Desktop, key: str) -> None:
    """Press a key of the blind page until it is heard: the page listens from its first frame on."""
    blind = desk.app.retrain.blind
    before = blind.at
    while blind.at == before:
        await s.press(desk, key)
        await asyncio.sleep(0.01)


def shown(desk: Desktop, words: str) -> bool:
    return any(words in text for text in s.texts(desk))


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


# What could be trained


async def test_too_few_replies_are_counted_and_the_starter_chats_do_alone(profile: Profile) -> None:
    ready(profile)
    async with s.stage(profile, seed=liked(38)) as desk:
        await to_page(desk, "short")
        assert shown(desk, "12 more liked replies")
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
        await s.click(desk, s.find(desk, lambda item: item.property("text") == "Options…" and card_of(item)))
        await press_button(desk, "The starter chats")
        await s.until(lambda: "starter" not in desk.app.retrain.plan.sentence)
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


async def test_before_its_first_step_it_is_not_told_what_it_cannot_hear(
    profile: Profile, sleeper: psutil.Process
) -> None:
    ready(profile)
    r.run(profile, 0, alive=sleeper)
    async with s.stage(profile, seed=liked(3)) as desk:
        await to_page(desk, "running")
        assert shown(desk, "Loading the base model.")
        assert not s.labelled(desk, "Pause").isEnabled()
        await press_button(desk, "Stop…")
        await s.until(lambda: shown(desk, "Stop the training?"))
        assert not s.labelled(desk, "Save and stop").isEnabled()
        assert s.labelled(desk, "Delete").isEnabled()


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
        r.tell(profile, uid, ev.Stopped(64))
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


# The verdict


async def test_a_winner_is_used_with_one_click_and_gone_back_from_with_one(profile: Profile) -> None:
    ready(profile)
    uid = r.build(profile, r.finished(profile), kind="better")
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "verdict")
        assert shown(desk, "The new Tsuki is better")
        assert "Use her anyway…" not in s.texts(desk)
        await press_button(desk, "Use her")
        model = f"llama.cpp:tsuki-{uid[:8].lower()}"
        await s.until(lambda: desk.settings.value.model == model)
        await s.until(lambda: desk.app.retrain.state == "ready", "the end", PATIENCE_S)
        await s.until(lambda: shown(desk, "speaks now"))
        desk.app.notices.dismiss()
        await press_button(desk, "Go back")
        await s.until(lambda: desk.settings.value.model == "echo:echo")
        await s.until(lambda: desk.app.notices.action == "Undo")
        desk.app.notices.act()
        await s.until(lambda: desk.settings.value.model == model)
        await desk.app.tasks.settle(PATIENCE_S)
        assert deploy.current(profile.builds) == uid


@pytest.mark.parametrize(
    ("kind", "chats", "title", "why"),
    [
        ("worse", 60, "The new Tsuki is not better", "She is surely worse in: Still knows facts."),
        ("unsure", 14, "Not enough evidence", "On 14 chats the difference could be chance."),
    ],
)
async def test_who_was_not_proven_better_is_used_only_by_consent(
    profile: Profile, kind: str, chats: int, title: str, why: str
) -> None:
    ready(profile)
    uid = r.build(profile, r.finished(profile), kind=kind, chats=chats)
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "verdict")
        assert shown(desk, title)
        assert shown(desk, why)
        assert "Use her" not in s.texts(desk)
        await press_button(desk, "Use her anyway…")
        await s.until(lambda: shown(desk, "although she was not proven better"))
        await s.until(lambda: focused(desk) == "Keep the old one")
        await s.press(desk, Qt.Key.Key_Space)  # the usual answer
        await s.until(lambda: not shown(desk, "although she was not proven better"))
        assert desk.settings.value.model == "echo:echo"
        await press_button(desk, "Use her anyway…")
        await press_button(desk, "Use her")
        await s.until(lambda: desk.settings.value.model == f"llama.cpp:tsuki-{uid[:8].lower()}")
        await desk.app.tasks.settle(PATIENCE_S)


async def test_every_figure_is_said_with_its_interval_and_margin(profile: Profile) -> None:
    ready(profile)
    r.build(profile, r.finished(profile), kind="worse")
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "verdict")
        rows = {row["name"]: row for row in desk.app.retrain.verdict.rows}
        assert rows["held_out_nll"]["decides"]
        assert rows["held_out_nll"]["words"].endswith("better. This must be better.")
        assert rows["facts_kept"]["kind"] == "worse"
        assert rows["facts_kept"]["words"].endswith("It may be up to 10 points worse.")
        assert rows["facts_kept"]["high"] < rows["facts_kept"]["margin"] < 0 < rows["style"]["low"]
        assert rows["repeats"]["judgement"] == "no worse"


async def test_keeping_the_old_one_keeps_the_new_one_in_the_list(profile: Profile) -> None:
    ready(profile)
    r.build(profile, r.finished(profile), kind="worse")
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "verdict")
        await press_button(desk, "Keep the old one")
        await s.until(lambda: desk.app.retrain.state == "ready", "the end", PATIENCE_S)
        assert desk.app.retrain.made.models.count == 1
        assert desk.settings.value.model == "echo:echo"


# Blind


async def test_blind_votes_by_keyboard_are_kept_and_told_after_the_last(profile: Profile) -> None:
    ready(profile)
    uid = r.build(profile, r.finished(profile), kind="better")
    folder = profile.builds / uid
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "verdict")
        await press_button(desk, "Compare blind…")
        blind = desk.app.retrain.blind
        await s.until(lambda: blind.of == 12 and shown(desk, "1 of 12"))
        for key in ("1", "2", "0"):
            await vote(desk, key)
        assert blind.at == 4
        await s.press(desk, Qt.Key.Key_Backspace)
        assert blind.at == 3
        assert blind.result == ""
        await desk.app.tasks.settle(PATIENCE_S)
        assert len(comparing.read(folder).votes) == 2
    async with s.stage(profile) as desk:
        await to_page(desk, "verdict")
        desk.app.retrain.compare()
        blind = desk.app.retrain.blind
        await s.until(lambda: blind.at == 3, "where it was left")
        while not blind.over:
            first_is_new = comparing.read(folder).pairs[blind.at - 1].new_first
            await vote(desk, "1" if first_is_new else "2")
        await s.until(lambda: desk.app.retrain.verdict.votes, "the result beside the figures")
        await desk.app.tasks.settle(PATIENCE_S)
        trial = comparing.read(folder)
        told = f"You chose the new one {trial.count(comparing.Vote.NEW)} times"
        assert blind.result.startswith(told)
        assert desk.app.retrain.verdict.votes == blind.result
        assert desk.app.retrain.verdict.rows[-1]["name"] == "preferred"
        blind.undo()
        assert blind.over, "what was told cannot be voted on again"


# Earlier models, and the disk


async def test_a_model_is_deleted_after_a_question_and_the_one_in_use_is_not(profile: Profile) -> None:
    ready(profile)
    old, new = r.build(profile, kind="better"), r.build(profile, kind="worse")
    deploy.promote(profile.builds, old)
    name = f"tsuki-{old[:8].lower()}"
    text = profile.settings.read_text().replace("echo:echo", f"llama.cpp:{name}")
    profile.settings.write_text(text)
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        made = desk.app.retrain.made
        assert [row.uid for row in made.models.rows] == [new, old]
        assert [row.in_use for row in made.models.rows] == [False, True]
        made.remove(old)
        await s.until(lambda: desk.app.notices.text == "This Tsuki speaks just now.", "the refusal")
        desk.app.notices.dismiss()
        assert (profile.builds / old).exists()
        await s.click(
            desk,
            s.find(desk, lambda item: item.property("text") == f"What to do with tsuki-{new[:8].lower()}"),
        )
        await s.until(lambda: buttons(desk, "Delete…"))
        await s.click(desk, s.labelled(desk, "Delete…"))
        await s.until(lambda: shown(desk, "there is no undo"))
        await press_button(desk, "Delete")
        await s.until(lambda: made.models.count == 1, "the end", PATIENCE_S)
        assert not (profile.builds / new).exists()


async def test_free_room_lists_what_goes_and_keeps_the_rest(profile: Profile, own_cache: Path) -> None:
    ready(profile, "keep_builds = 1\n")
    r.caches(own_cache)
    runs = [r.finished(profile), r.finished(profile)]
    uids = [r.build(profile, uid, kind="better") for uid in runs]
    profile.settings.write_text(profile.settings.read_text() + f'retrain_settled = "{runs[1]}"\n')
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        made = desk.app.retrain.made
        await s.until(lambda: made.freed, "the survey", PATIENCE_S)
        await press_button(desk, "Free up room…")
        await s.until(lambda: shown(desk, "This is deleted, and nothing else."))
        titles = [one["title"] for one in made.removable]
        assert titles == [
            "Checkpoints of 2 finished trainings",
            f"Model tsuki-{uids[0][:8].lower()}",
            "Prepared base models",
        ]  # fmt: skip
        assert all(title in s.texts(desk) for title in titles)
        await press_button(desk, "Delete these")
        await s.until(lambda: made.freed == "" and not made.busy, "the end", PATIENCE_S)
        await desk.app.tasks.settle(PATIENCE_S)
        assert [path.name for path in profile.builds.iterdir() if path.is_dir()] == [uids[1]]
        assert list(profile.runs.glob("*/checkpoints")) == []
        assert all((profile.runs / uid / "adapter").exists() for uid in runs)
        assert not (own_cache / "bases").exists()
        assert shown(desk, "All of it is needed.")


async def test_every_control_has_a_name_and_comes_into_view(profile: Profile) -> None:
    ready(profile, "window_width = 900\nwindow_height = 600\n")
    r.build(profile, r.finished(profile), kind="worse")
    async with s.stage(profile, seed=liked(3)) as desk:
        await to_page(desk, "verdict")
        flick = s.find(desk, lambda item: item.objectName() == "teach")
        seen: set[str] = set()
        for _ in range(45):
            await s.press(desk, Qt.Key.Key_Tab)
            item = desk.window.quick.activeFocusItem()
            name = QQmlProperty(item, "Accessible.name", desk.window.engine.contextForObject(item)).read()
            assert name, item.metaObject().className()
            seen.add(name)
            if flick.isAncestorOf(item):
                top = item.mapToItem(flick, QPointF(0, 0)).y()
                assert top >= 0, name
                assert top + item.height() <= flick.height() + 1, name
        assert {"Use her anyway…", "Keep the old one", "Compare blind…", "Free up room…"} <= seen


def test_the_plot_has_round_values_around_its_curves() -> None:
    assert nice_ticks([]) == [0.0, 1.0]
    assert nice_ticks([3.1, 4.18]) == [3.0, 3.5, 4.0, 4.5]
    for values in ([2.0, 2.0], [0.001, 0.002], [1.0, 90.0], [3.33, 3.34, float("inf")]):
        ticks = nice_ticks(values)
        finite = [value for value in values if value < 1e9]
        assert ticks[0] <= min(finite), values
        assert max(finite) <= ticks[-1], values
        assert 2 <= len(ticks) <= 6, values


def test_a_wish_that_is_not_understood_is_as_usual() -> None:
    usual = wishes.Wish()
    for text in ("", "[]", "no", '{"data": ["x"], "method": 3, "max_steps": "many"}'):
        assert wishes.remembered(text) == usual
    mine = wishes.Wish(data=("set:01", "file:/x.jsonl"), method="dpo", after="01R", small=True)
    assert wishes.remembered(mine.dumped()) == mine
    assert mine.choice().data == ("01", "/x.jsonl")
    assert mine.choice().kinds == ("q8_0", "q4_k_m")


def test_an_estimate_grows_with_the_rows() -> None:
    wish = wishes.Wish()
    told = wishes.with_measure("", wish, wishes.Estimate(100.0, 5), 200)
    assert wishes.measured(told, wish, 400) == wishes.Estimate(200.0, 5)
    assert wishes.measured(told, wishes.Wish(preset="guide"), 400) is None
