"""The first run: shown on a fresh profile, gone through by keyboard, skipped, seen again when asked for."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from tests.ui import model_stage as m
from tests.ui import stage as s
from tests.ui.scenes import seed
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import state
from tsuki_desktop.ui.bridge.first_run import AboutYou

pytestmark = pytest.mark.window


def focused(desk: Desktop) -> str:
    item = desk.window.quick.activeFocusItem()
    return str(item.property("text")) if item else ""


def kept(profile: Profile) -> dict:
    return tomllib.loads(profile.settings.read_text("utf-8"))


async def greeted(desk: Desktop) -> None:
    await s.until(lambda: focused(desk) == "All right", "the first step")


async def asked_who(desk: Desktop) -> None:
    await s.until(lambda: "And you?" in s.texts(desk))
    await s.until(
        lambda: desk.window.quick.activeFocusItem().property("maximumLength") == 60, "the name's field"
    )


async def over(desk: Desktop) -> None:
    await s.until(lambda: "Skip" not in s.texts(desk), "the end of the introduction")


async def test_by_keyboard_from_the_first_word_to_the_chat(profile: Profile) -> None:
    async with s.stage(profile, met=False) as desk:
        await greeted(desk)
        words = " ".join(s.texts(desk))
        assert "not a person" in words
        assert "I sound right more often than I am right" in words
        assert "What you say stays on this computer" in words
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: "Lend me a voice" in s.texts(desk))
        await s.until(lambda: focused(desk) == "Next")
        await s.press(desk, Qt.Key.Key_Return)
        await asked_who(desk)
        await s.type_words(desk, "aki")
        await s.press(desk, Qt.Key.Key_Return)
        await s.type_words(desk, "they/them")
        await s.press(desk, Qt.Key.Key_Return)
        await s.type_words(desk, "two cats")
        await s.press(desk, Qt.Key.Key_Tab)
        assert focused(desk) == "Back"
        await s.press(desk, Qt.Key.Key_Tab)
        assert focused(desk) == "Let's talk"
        await s.press(desk, Qt.Key.Key_Space)
        await over(desk)
        assert desk.settings.value.about_you == "Name: aki\nPronouns: they/them\ntwo cats"
        composer = s.find(desk, lambda item: item.objectName() == "composer")
        await s.until(composer.hasActiveFocus, "the composer being ready")
        await s.type_words(desk, "hi")
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: desk.app.chat.transcript.count == 2)
    assert kept(profile)["first_run_seen"] is True


async def test_skipped_it_does_not_come_again_by_itself(profile: Profile) -> None:
    async with s.stage(profile, met=False) as desk:
        await greeted(desk)
        await s.press(desk, Qt.Key.Key_Escape)
        await over(desk)
        assert desk.settings.value.about_you == ""
    async with s.stage(profile, met=False) as desk:
        await desk.app.tasks.settle()
        assert not desk.app.firstRun.shown


async def test_closed_half_way_it_comes_again(profile: Profile) -> None:
    async with s.stage(profile, met=False) as desk:
        await greeted(desk)
    async with s.stage(profile, met=False) as desk:
        await greeted(desk)
        await s.click(desk, s.labelled(desk, "Skip"))
        await over(desk)
        assert desk.settings.value.first_run_seen


@pytest.mark.parametrize("fill", [seed, lambda db: state.set_draft(db, "oh, and")])
async def test_who_has_talked_or_begun_to_write_needs_no_introduction(profile: Profile, fill) -> None:
    async with s.stage(profile, seed=fill, met=False) as desk:
        await desk.app.tasks.settle()
        assert not desk.app.firstRun.shown


async def test_settings_show_it_again_with_what_was_told(profile: Profile) -> None:
    about = 'about_you = "Name: Aki; Pronouns: she/her; night owl"\nwindow_height = 2400\n'
    async with s.stage(profile, settings=about) as desk:
        await s.press(desk, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        await s.until(lambda: "Meet Tsuki again" in s.texts(desk))
        await s.click(desk, s.labelled(desk, "Meet Tsuki again"))
        await greeted(desk)
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: focused(desk) == "Next")
        await s.press(desk, Qt.Key.Key_Return)
        await asked_who(desk)
        assert {"Aki", "she/her", "night owl"} <= set(s.texts(desk))
        await s.press(desk, Qt.Key.Key_End)
        await s.type_words(desk, "ra")
        await s.click(desk, s.labelled(desk, "Back"))
        await s.until(lambda: focused(desk) == "Next")
        await s.press(desk, Qt.Key.Key_Return)
        await asked_who(desk)
        assert "Akira" in s.texts(desk), "what was typed stays"
        await s.press(desk, Qt.Key.Key_Escape)
        await over(desk)
        assert desk.settings.value.about_you == "Name: Aki; Pronouns: she/her; night owl"
        assert desk.window.quick.property("page") == "settings"


async def test_it_waits_until_she_has_finished(profile: Profile) -> None:
    slow = EchoBackend(["one two three four five"], tokens_per_s=2)
    async with s.stage(profile, slow) as desk:
        desk.app.chat.send("hi")
        await s.until(lambda: desk.app.chat.state != "idle")
        desk.app.firstRun.begin()
        assert not desk.app.firstRun.shown
        assert "Let her finish" in desk.app.notices.text
        desk.app.chat.stop()
        await s.until(lambda: desk.app.chat.state == "idle")
        desk.app.firstRun.begin()
        await greeted(desk)


async def test_what_was_found_can_be_chosen(profile: Profile) -> None:
    profile.create()
    profile.settings.write_text('motion = false\nmodel = "llama.cpp:tiny"\n')
    m.put_files(profile)
    with m.full_ollama() as server:
        async with s.stage(profile, backends=m.backends(profile, server.url), met=False) as desk:
            await greeted(desk)
            await s.press(desk, Qt.Key.Key_Return)
            await s.until(lambda: "qwen3:8b" in s.texts(desk))
            words = " ".join(s.texts(desk)).replace("\u00a0", " ")
            assert "tiny" in words
            assert "in Ollama" in words
            assert "too large for" in words
            await desk.app.tasks.settle(10)  # the page puts the focus where it wants it first
            row = s.labelled(desk, "llama3.2:3b")
            row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
            await s.press(desk, Qt.Key.Key_Return)
            await s.until(lambda: desk.settings.value.model == "ollama:llama3.2:3b")
            await s.until(lambda: row.property("inUse"), "the dot beside it")
            await s.press(desk, Qt.Key.Key_Down)
            assert focused(desk) == "qwen3:8b"
            await s.press(desk, Qt.Key.Key_Space)
            await s.until(lambda: desk.settings.value.model == "ollama:qwen3:8b")
            await desk.app.tasks.settle(10)


async def test_without_network_or_model_nobody_gets_stuck(profile: Profile) -> None:
    profile.create()
    profile.settings.write_text("motion = false\n")
    makers = m.backends(profile)
    makers.pop("llama.cpp")
    async with s.stage(profile, backends=makers, met=False) as desk:
        await greeted(desk)
        await s.press(desk, Qt.Key.Key_Return)
        await s.until(lambda: "No model is here yet." in s.texts(desk))
        assert any("this computer" in one and "fits" in one for one in s.texts(desk)), (
            "the best one is offered"
        )
        await s.until(lambda: not desk.app.models.looking)
        await s.press(desk, Qt.Key.Key_Return)
        await asked_who(desk)
        await s.click(desk, s.labelled(desk, "Let's talk"))
        await over(desk)
        assert desk.app.needsModel


part = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(part, part, part)
def test_what_was_told_can_be_taken_apart_again(name: str, pronouns: str, lines: str) -> None:
    written = AboutYou(name, pronouns, lines).written
    assert AboutYou.read(written).written == written


def test_words_of_another_make_are_kept_as_they_are() -> None:
    assert AboutYou.read("I am Aki; two cats") == AboutYou("", "", "I am Aki; two cats")
    assert AboutYou.read("Name: J. R.; tea") == AboutYou("J. R.", "", "tea")
    assert AboutYou.read("") == AboutYou()


def test_several_lines_stay_several() -> None:
    told = AboutYou("Aki", "she/her", "night owl\ntwo cats; one fish")
    assert told.written == "Name: Aki\nPronouns: she/her\nnight owl\ntwo cats; one fish"
    assert AboutYou.read(told.written) == told
