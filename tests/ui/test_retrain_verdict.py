"""The verdict on a new model, the blind test and earlier models, in the real window; nothing is trained."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQml import QQmlProperty

from tests.ui import retrain_stage as r
from tests.ui import stage as s
from tests.ui.retrain_steps import (
    PATIENCE_S,
    buttons,
    focused,
    liked,
    press_button,
    ready,
    shown,
    to_page,
    vote,
)
from tsuki_desktop.paths import Profile
from tsuki_desktop.services import comparing
from tsuki_desktop.training import deploy
from tsuki_desktop.ui import retrain_wish as wishes
from tsuki_desktop.ui.bridge.retrain_run import nice_ticks

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("own_cache")]


# The verdict


async def test_a_winner_is_used_with_one_click_and_gone_back_from_with_one(profile: Profile) -> None:
    ready(profile)
    uid = r.build(profile, r.finished(profile), kind="better", against="echo:echo")
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "verdict")
        assert shown(desk, "The new Tsuki is better")
        assert [row.free for row in desk.app.retrain.made.models.rows] == [True]
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


async def test_who_won_against_another_than_speaks_now_is_used_only_by_consent(profile: Profile) -> None:
    ready(profile)
    uid = r.build(profile, r.finished(profile), kind="better")
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "verdict")
        assert desk.app.retrain.verdict.kind == "unsure"
        assert shown(desk, "Not enough evidence")
        assert shown(desk, f"compared with {r.BASE}, but echo:echo speaks now")
        assert "Use her" not in s.texts(desk)
        assert [row.free for row in desk.app.retrain.made.models.rows] == [False]
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
    deploy.promote(profile.builds, old, force=True)
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
