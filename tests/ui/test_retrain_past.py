"""Kits that go out and come back, the list of trainings, and the shared card, in the real window."""

import asyncio
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt, QUrl

from tests.ui import retrain_stage as r
from tests.ui import stage as s
from tests.ui.retrain_steps import PATIENCE_S, buttons, liked, press_button, ready, shown, to_page
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
from tsuki_desktop.backends.llama_protocol import DeviceReport
from tsuki_desktop.paths import Profile
from tsuki_desktop.training import events as ev
from tsuki_desktop.training import plan as plans
from tsuki_desktop.ui import retrain_wish as wishes

pytestmark = [pytest.mark.window, pytest.mark.usefixtures("own_cache")]


def address(path: Path) -> str:
    return QUrl.fromLocalFile(str(path)).toString()


async def open_menu(desk: Desktop, entry: str) -> None:
    await press_button(desk, "Other ways to train her")
    await s.until(lambda: buttons(desk, entry), entry)
    await asyncio.sleep(0.2)
    await s.click(desk, s.labelled(desk, entry))


# Out


async def test_a_kit_is_saved_and_waits_among_the_trainings(profile: Profile, tmp_path: Path) -> None:
    ready(profile)
    target = tmp_path / "out" / "kit.zip"
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        await open_menu(desk, "Train on a borrowed GPU…")
        await s.until(lambda: shown(desk, "The zip holds your chats"))
        kit = desk.app.retrain.kit
        kit.save(QUrl.fromLocalFile(str(target)), False)
        await s.until(lambda: kit.trouble, "the refusal", PATIENCE_S)
        assert shown(desk, "The kit could not be written.")
        assert not desk.app.retrain.past.runs.count
        target.parent.mkdir()
        kit.save(QUrl.fromLocalFile(str(target)), False)
        await s.until(lambda: kit.state == "saved", "the kit", PATIENCE_S)
        await s.until(lambda: shown(desk, "The kit is ready to go"))
        assert shown(desk, "drop tsuki-result.zip on this window")
        with zipfile.ZipFile(target) as packed:
            assert {"tsuki.ipynb", "run/plan.json", "run/train.jsonl"} <= set(packed.namelist())
        await press_button(desk, "Done")
        await s.until(lambda: shown(desk, "waits for its result"))
        assert buttons(desk, "Bring the result…")
        assert desk.app.retrain.state == "ready", "what goes out holds up nothing here"


async def test_writing_a_kit_can_be_cancelled(profile: Profile, tmp_path: Path) -> None:
    ready(profile)
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        await open_menu(desk, "Train on a borrowed GPU…")
        kit = desk.app.retrain.kit
        await s.until(lambda: shown(desk, "The zip holds your chats"))
        kit.save(QUrl.fromLocalFile(str(tmp_path / "kit.zip")), True)
        await press_button(desk, "Cancel")
        await s.until(lambda: kit.state == "", "the end", PATIENCE_S)
        await desk.app.tasks.settle(PATIENCE_S)
        assert not any(name.startswith("kit.zip") for name in os.listdir(tmp_path))  # noqa: PTH208
        assert not desk.app.retrain.past.runs.count


# Back


async def test_a_dropped_result_is_taken_back_and_made(profile: Profile, tmp_path: Path) -> None:
    ready(profile)
    uid = r.sent(profile)
    came = r.result(tmp_path / "tsuki-result (1).zip", uid)
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        await s.press(desk, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        seen: list[str] = []
        room = desk.app.retrain
        room.changed.connect(lambda: seen.append(room.state))
        desk.app.dropping.take([address(came)])
        await s.until(lambda: room.trouble, "the making", PATIENCE_S)
        assert "building" in seen
        assert desk.window.quick.property("page") == "teach"
        assert (profile.runs / uid / "adapter" / "COMPLETE").exists()
        # These weights are none, so it ends here, and can be tried again.
        assert room.state == "trained"
        assert s.labelled(desk, "Make and test her").isEnabled()
        assert not room.past.runs.count, "the page shows it already"


async def test_without_training_set_up_a_result_waits_for_it(profile: Profile, tmp_path: Path) -> None:
    profile.create()
    uid = r.sent(profile)
    came = r.result(tmp_path / "result.zip", uid)
    async with s.stage(profile, settings="window_height = 1400\n", seed=liked(3)) as desk:
        await to_page(desk, "unset")
        desk.app.dropping.take([address(came)])
        await s.until(lambda: desk.app.retrain.resultWaits, "the result", PATIENCE_S)
        await s.until(lambda: shown(desk, "What was learned elsewhere is here."))
        assert s.labelled(desk, "Set up training").isEnabled()
    async with s.stage(profile) as desk:
        await to_page(desk, "unset")
        assert shown(desk, "What was learned elsewhere is here."), "also after the window was closed"


async def test_what_cannot_be_taken_back_is_said(profile: Profile, tmp_path: Path) -> None:
    ready(profile)
    uid = r.sent(profile)
    came = r.result(tmp_path / "tsuki-result.zip", uid)
    torn = tmp_path / "tsuki-result-torn.zip"
    torn.write_bytes(came.read_bytes()[:-60])
    strange = r.result(tmp_path / "strange.zip", uid[:-4] + "ZZZZ")
    said = {
        torn: "This is not a zip of a training result.",
        strange: "that this result belongs to is not here",
    }
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        for file, words in said.items():
            desk.app.notices.dismiss()
            desk.app.dropping.take([address(file)])
            await s.until(lambda words=words: words in desk.app.notices.text, words)
        assert desk.app.retrain.state == "ready"
        assert not (profile.runs / uid / "adapter").exists()


async def test_while_a_training_runs_a_result_waits_in_the_list(
    profile: Profile, tmp_path: Path, sleeper: psutil.Process
) -> None:
    ready(profile)
    uid = r.sent(profile)
    r.run(profile, 64, alive=sleeper)
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "running")
        desk.app.retrain.kit.bringBack(QUrl.fromLocalFile(str(r.result(tmp_path / "back.zip", uid))))
        await s.until(lambda: desk.app.notices.text == "The result is back.")
        await s.until(lambda: shown(desk, "Make the model"))
        assert not buttons(desk, "Make the model"), "one after the other"
        assert desk.app.retrain.state == "running"


# The list


async def test_put_away_is_not_for_ever(profile: Profile, sleeper: psutil.Process) -> None:
    ready(profile)
    uid = r.run(profile, 40, end=ev.Stopped(40))
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "broken")
        assert not desk.app.retrain.past.runs.count
        await press_button(desk, "Put away")
        await s.until(lambda: desk.app.retrain.state == "ready", "the end", PATIENCE_S)
        await s.until(lambda: shown(desk, "step") and shown(desk, "stopped"))
        # This interpreter cannot train: it starts, and dies on its first import.
        await press_button(desk, "Resume")
        await s.until(lambda: desk.settings.value.retrain_picked == uid, "the start", PATIENCE_S)
        await s.until(lambda: desk.app.retrain.state in {"broken", "failed"}, "the end", PATIENCE_S)
        assert not desk.app.retrain.past.runs.count


async def test_an_older_training_that_runs_is_the_one_that_is_shown(
    profile: Profile, sleeper: psutil.Process
) -> None:
    ready(profile)
    uid = r.run(profile, 40, alive=sleeper)
    newer = r.finished(profile)
    profile.settings.write_text(profile.settings.read_text() + f'retrain_settled = "{newer}"\n')
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "running")
        assert [one.uid for one in desk.app.retrain.past.runs.rows] == [newer]
        r.tell(profile, uid, ev.Stopped(40))
        await s.until(lambda: desk.app.retrain.state == "broken")


async def test_a_training_is_deleted_after_a_question(profile: Profile) -> None:
    ready(profile)
    uid = r.sent(profile)
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "ready")
        (row,) = desk.app.retrain.past.runs.rows
        await press_button(desk, f"Delete the training of {row.date}")
        await s.until(lambda: shown(desk, "could not be brought back any more"))
        await press_button(desk, "Keep it")
        await s.until(lambda: not shown(desk, "could not be brought back any more"))
        assert (profile.runs / uid).exists()
        await press_button(desk, f"Delete the training of {row.date}")
        await press_button(desk, "Delete")
        await s.until(lambda: desk.app.notices.text == "The training is deleted.")
        await desk.app.tasks.settle(PATIENCE_S)
        assert not (profile.runs / uid).exists()
        assert not desk.app.retrain.past.runs.count


# Ways of learning


async def test_preferences_are_counted_and_not_liked_replies(profile: Profile) -> None:
    wish = wishes.Wish(method="dpo", data=("rated",))
    ready(profile, f"retrain_options = '{wish.dumped()}'\n")
    async with s.stage(profile, seed=liked(60)) as desk:
        await to_page(desk, "short")
        assert shown(desk, "as soon as there is a pair")
        desk.app.retrain.plan.choose("method", "kto")
        await s.until(lambda: shown(desk, "60 up and 0 down are there"))
        desk.app.retrain.plan.choose("method", "sft")
        await s.until(lambda: desk.app.retrain.state == "ready")


async def test_pairs_are_enough_where_liked_replies_are_few(profile: Profile) -> None:
    from tests.services.rated_chats import add

    def corrected(db: object) -> None:
        for number in range(12):
            add(db, f"tea again, day {number}", f"Tea is a drink. {number}", -1, f"Hmph. Tea, day {number}.")

    wish = wishes.Wish(method="dpo")
    ready(profile, f"retrain_options = '{wish.dumped()}'\n")
    async with s.stage(profile, seed=corrected) as desk:
        await to_page(desk, "ready")
        assert shown(desk, "12 pairs of replies")
        assert s.labelled(desk, "Train her").isEnabled()


# What is trained


async def test_what_is_trained_is_shown_on_a_click(profile: Profile, sleeper: psutil.Process) -> None:
    ready(profile)
    r.run(profile, 64, alive=sleeper)
    async with s.stage(profile, seed=liked(3)) as desk:
        await to_page(desk, "running")
        assert not shown(desk, "On the processor, with 2 cores")
        await press_button(desk, "What is trained")
        await s.until(lambda: shown(desk, "On the processor, with 2 cores, in 16 bits (bf16)."))
        assert shown(desk, "rank\u00a016\u00a0on\u00a0all\u00a0linear\u00a0layers")
        assert shown(desk, "tokens are trained, 24 % of what she reads.")
        row = next(text for text in s.texts(desk) if "Rude love" in text)
        assert "&lt;|im_start|&gt;system" in row, "markup in a chat is shown, never read"
        assert row.index("<b>") > row.index("my cat hates me"), "what stands out is her reply"


# The card


class OnCard(LlamaCppBackend):
    """Says what a build for CUDA says of itself."""

    async def device_report(self) -> DeviceReport:
        return replace(await super().device_report(), can_offload=True)


async def test_the_card_is_lent_after_a_question_and_given_back_at_the_end(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = plans.Hardware("cuda", "some card", 2**34, 4)
    monkeypatch.setattr("tsuki_desktop.services.sharing.find_hardware", lambda: card)
    monkeypatch.setattr("tsuki_desktop.services.retraining.find_hardware", lambda: card)
    wish = wishes.Wish(data=("rated",))
    told = wishes.with_measure("", wish, wishes.Estimate(60.0, 2 * 10**9), 60)
    lines = f"retrain_options = '{wish.dumped()}'\nretrain_measured = '{told}'\n"
    ready(profile, lines)
    text = profile.settings.read_text().replace('model = "echo:echo"\n', "")
    profile.settings.write_text(text)
    backends = {"llama.cpp": lambda: OnCard(folders=[profile.models], gpu_layers=0)}
    async with s.stage(profile, seed=liked(60), backends=backends) as desk:
        await to_page(desk, "ready")
        lent: list[bool] = []
        desk.settings.subscribe(lambda settings: lent.append(settings.card_lent))
        await press_button(desk, "Train her")
        await s.until(lambda: shown(desk, "Training needs the graphics card."), "the question", PATIENCE_S)
        await press_button(desk, "Not now")
        await s.until(lambda: not shown(desk, "Training needs the graphics card."))
        assert desk.app.retrain.state == "ready"
        assert list(profile.runs.glob("*/plan.json")) == []
        await press_button(desk, "Train her")
        await press_button(desk, "Train")
        # This interpreter cannot train, so the run ends at once, and she has her card again.
        await s.until(lambda: desk.app.retrain.state in {"broken", "failed"}, "the end", PATIENCE_S)
        await s.until(lambda: lent and not desk.settings.value.card_lent, "the card", PATIENCE_S)
        assert True in lent


async def test_a_window_that_opens_on_a_lent_card_says_so_or_takes_it_back(
    profile: Profile, sleeper: psutil.Process
) -> None:
    ready(profile, "card_lent = true\n")
    uid = r.run(profile, 64, alive=sleeper)
    async with s.stage(profile, seed=liked(3)) as desk:
        await to_page(desk, "running")
        assert desk.settings.value.card_lent
        assert shown(desk, "Until it ends she answers from the processor.")
    r.tell(profile, uid, ev.Stopped(64))
    async with s.stage(profile) as desk:
        await s.until(lambda: not desk.settings.value.card_lent, "the card", PATIENCE_S)
