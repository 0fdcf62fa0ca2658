"""Her voice and the starter become one file while somebody talks: the real model, adapter and window."""

import asyncio
import shutil

import pytest

from tests.ui import model_stage as m
from tests.ui import stage as s
from tests.ui.model_stage import notes
from tsuki_desktop.backends.llama_models import HER_VOICE, starter_path
from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.services import starter_voice

pytestmark = [
    pytest.mark.window,
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(not starter_path(), reason="the starter model is not installed"),
]
BUSY_S = 240.0
MERGED, BESIDE = HER_VOICE
HINT = "Tsuki speaks with her tiny starter model. A bigger one makes more sense."


@pytest.fixture(autouse=True)
def _alone(own_cache, monkeypatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", m.NOBODY)
    # Where models of Ollama's own or of other programs lie is no matter of these tests.
    monkeypatch.setenv("OLLAMA_MODELS", str(own_cache / "no-models"))


def chosen(profile: Profile, model: str) -> None:
    profile.create()
    profile.settings.write_text(f'model = "{model}"\nmotion = false\nmax_tokens = 16\n')


async def reply(desk, words: str = "hey"):
    ended = []
    connection = desk.app.chat.ended.connect(lambda event: ended.append(event.message))
    desk.app.chat.send(words)
    await s.until(lambda: ended, "a reply", BUSY_S)
    desk.app.chat.ended.disconnect(connection)
    return ended[0]


async def heard(told: list[str], words: str) -> None:
    await s.until(lambda: any(words in text for text in told), words, BUSY_S)


def merged():
    return starter_voice.merged_folder() / f"{starter_voice.NAME}.gguf"


async def test_the_starter_becomes_one_file_after_the_first_reply_and_tells_how_far_it_is(profile) -> None:
    chosen(profile, "")
    async with s.stage(profile, own=True) as desk:
        await s.until(lambda: HINT in s.texts(desk), "the hint")
        told, steps = notes(desk), []
        desk.app.voiceDoneChanged.connect(lambda: steps.append(desk.app.voiceDone))
        assert (await reply(desk)).model == BESIDE
        shown = lambda: any(text.startswith("preparing her voice") for text in s.texts(desk))  # noqa: E731
        await s.until(shown, "how far it is", BUSY_S)
        await heard(told, "Her voice is ready")
        assert steps == [*sorted(steps[:-1]), 0]
        assert len(steps) > 10
        await s.until(lambda: desk.app.model == "tsuki-starter", "the merged file")
        assert desk.app.starterOnly
        desk.app.chat.startNew()
        await s.until(lambda: HINT in s.texts(desk), "the hint again")
        assert (await reply(desk)).model == MERGED

    whole = merged().stat().st_size
    with merged().open("r+b") as file:
        file.truncate(whole // 2)
    async with s.stage(profile, own=True) as desk:
        told = notes(desk)
        await reply(desk)
        await heard(told, "Her voice is ready")
        assert merged().stat().st_size == whole
        desk.app.chat.startNew()
        assert (await reply(desk)).model == MERGED
    async with s.stage(profile, own=True) as desk:
        told = notes(desk)
        await reply(desk)
        await desk.app.tasks.settle()
        assert not any("Preparing" in text for text in told)


@pytest.mark.parametrize("model", HER_VOICE)
async def test_who_chose_her_voice_by_hand_gets_the_file_too(profile, model) -> None:
    chosen(profile, model)
    async with s.stage(profile, own=True) as desk:
        told = notes(desk)
        assert (await reply(desk)).model == BESIDE
        await heard(told, "Her voice is ready")
        await s.until(lambda: desk.app.model == "tsuki-starter", "the merged file")
        assert (await reply(desk)).model == MERGED
        assert desk.settings.value.model == model


async def test_where_another_model_speaks_nothing_is_prepared_and_nothing_said(profile, monkeypatch) -> None:
    chosen(profile, "")
    with m.full_ollama(token_s=0) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        async with s.stage(profile, own=True) as desk:
            await s.until(lambda: desk.app.model == "llama3.2:3b", "Ollama's model")
            told = notes(desk)
            assert (await reply(desk)).model == "ollama:llama3.2:3b"
            await asyncio.sleep(0.5)
            await desk.app.tasks.settle()
            assert not any("voice" in text for text in told)
            assert not starter_voice.merged_folder().parent.exists()


async def test_a_failure_is_told_once_and_can_be_tried_again(profile, tmp_path, monkeypatch) -> None:
    whole = starter_voice.adapter_path()
    shutil.copytree(bundled("models", starter_voice.NAME), tmp_path / "models")
    cut = tmp_path / "models" / whole.name
    cut.write_bytes(whole.read_bytes()[:100_000])
    monkeypatch.setattr(starter_voice, "adapter_path", lambda: cut)
    chosen(profile, "")
    async with s.stage(profile, own=True) as desk:
        told = notes(desk)
        await reply(desk)
        await heard(told, "could not be prepared")
        assert desk.app.voiceDone == 0
        assert (await reply(desk)).model == BESIDE
    async with s.stage(profile, own=True) as desk:
        told = notes(desk)
        await reply(desk)
        await desk.app.tasks.settle()
        assert not any("voice" in text for text in told)
        (starter_voice.merged_folder() / starter_voice.FAILED).unlink()
    async with s.stage(profile, own=True) as desk:
        told = notes(desk)
        await reply(desk)
        await heard(told, "could not be prepared")
        monkeypatch.setattr(starter_voice, "adapter_path", lambda: whole)
        desk.app.notices.act()
        await heard(told, "Her voice is ready")
