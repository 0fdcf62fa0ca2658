"""The first talk where there is no display, seen from inside: a real window and the real model."""

import os

import psutil
import pytest
from PySide6.QtCore import Qt

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
from tsuki_desktop.domain.chat import Message, Role, Status
from tsuki_desktop.paths import Profile

pytestmark = [pytest.mark.window, pytest.mark.model]

REAL = {"llama.cpp": lambda: LlamaCppBackend(folders=[])}
PATIENCE_S = 90


def set_up(profile: Profile, max_tokens: int = 150) -> Profile:
    profile.create()
    profile.settings.write_text(f"motion = false\nmax_tokens = {max_tokens}\n")
    return profile


def shown(desk: Desktop) -> list[Message]:
    transcript = desk.app.chat.transcript
    return [transcript.message(one) for one in transcript.ids(0, -1)]


async def say(desk: Desktop, words: str) -> None:
    await s.type_words(desk, words)
    await s.press(desk, Qt.Key.Key_Return)


async def idle(desk: Desktop, replies: int) -> None:
    """Wait until `replies` are shown and the last one is final."""

    def final() -> bool:
        said = shown(desk)
        theirs = [one for one in said if one and one.role is Role.ASSISTANT]
        return desk.app.chat.state == "idle" and len(theirs) == replies

    await s.until(final, f"reply {replies}", PATIENCE_S)
    await desk.app.tasks.settle()


async def writing(desk: Desktop) -> None:
    """Wait until some words of a reply are shown."""
    await s.until(lambda: desk.app.chat.state == "writing", "the first words", PATIENCE_S)


async def test_typed_answered_stopped_regenerated_and_there_again(profile: Profile) -> None:
    async with s.stage(set_up(profile), backends=REAL) as desk:
        await say(desk, "Hello Tsuki")
        await idle(desk, 1)
        assert shown(desk)[1].status is Status.COMPLETE
        assert shown(desk)[1].text

        await say(desk, "Please tell me a very long story about the moon")
        await writing(desk)
        await s.press(desk, Qt.Key.Key_Escape)
        await idle(desk, 2)
        part = shown(desk)[3]
        assert part.status is Status.INTERRUPTED

        await s.press(desk, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        await s.until(lambda: shown(desk)[-1].id != part.id, "another variant", PATIENCE_S)
        await idle(desk, 2)
        assert shown(desk)[3].status is Status.COMPLETE
        assert "2 / 2" in s.texts(desk)
        before = shown(desk)
    async with s.stage(profile, backends=REAL) as desk:
        assert [one.text for one in shown(desk)] == [one.text for one in before]
        assert desk.app.chat.title


async def test_the_window_tells_that_the_model_ended_and_goes_on(profile: Profile) -> None:
    async with s.stage(set_up(profile), backends=REAL) as desk:
        await say(desk, "Please tell me a very long story about the moon")
        await writing(desk)
        children = psutil.Process(os.getpid()).children(recursive=True)
        worker = next(one for one in children if "spawn_main" in " ".join(one.cmdline()))
        worker.kill()
        await idle(desk, 1)
        assert shown(desk)[1].status is Status.INTERRUPTED
        await s.until(lambda: any("process ended" in text for text in s.texts(desk)), "the notice")
        await say(desk, "Go on")
        await idle(desk, 2)
        assert shown(desk)[3].status is Status.COMPLETE


async def test_without_a_model_the_window_says_what_to_do(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tsuki_desktop.backends.llama_models.starter_path", lambda: None)
    async with s.stage(set_up(profile), backends=REAL) as desk:
        await desk.app.tasks.settle()
        words = s.texts(desk)
        assert "Tsuki needs a model to speak" in words
        assert {"The starter model", "Ollama", "A GGUF file of your own"} <= set(words)
        await say(desk, "Hello?")
        await idle(desk, 1)
        assert shown(desk)[0].text == "Hello?"
        assert shown(desk)[1].status is Status.FAILED
