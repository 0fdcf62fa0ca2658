"""The first start: the best model for this computer is offered, fetched with consent, and then speaks."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from tests.backends.gguf_files import gguf
from tests.backends.hub_double import HubDouble
from tests.ui import model_stage as m
from tests.ui import stage as s
from tests.ui.model_stage import TALL, go, in_use, names, notes, offer, sayer, shown
from tsuki_desktop.backends.hub import fetch, waiting
from tsuki_desktop.backends.llama_models import starter_path
from tsuki_desktop.domain.chat import Finish, ReplyStats, Status
from tsuki_desktop.paths import Profile
from tsuki_desktop.services.model_files import Recommended
from tsuki_desktop.store import conversations, messages

pytestmark = pytest.mark.window

MOON = Recommended("Moon 1B", 1.0, "moon:1b", "some/repo", "moon-1b.gguf", "Q4_K_M", "Apache-2.0")
PATH = "some/repo/resolve/main/moon-1b.gguf"


@pytest.fixture
def catalogue(monkeypatch):
    """One model, which the hub's double has."""
    monkeypatch.setattr("tsuki_desktop.services.model_files.catalog", lambda: [MOON])


async def test_the_best_model_is_offered_fetched_and_then_speaks(
    profile: Profile, monkeypatch, catalogue
) -> None:
    profile.create()
    profile.settings.write_text("motion = false\n" + TALL)
    data = gguf(data=20 * 2**20)
    with HubDouble(PATH, data, block_s=0.005) as hub:
        monkeypatch.setattr("tsuki_desktop.backends.hub.fetch", partial(fetch, endpoint=hub.url))
        monkeypatch.setattr("tsuki_desktop.backends.llama_models.starter_path", lambda: None)
        async with s.stage(profile, backends=m.backends(profile)) as desk:
            await s.until(lambda: desk.app.needsModel)
            await s.until(lambda: "Moon 1B fits this computer" in s.texts(desk))
            words = shown(desk).replace("\u00a0", " ")
            assert "MB to download from huggingface.co" in words
            assert "Apache-2.0" in words
            assert "perhaps" not in words  # nothing was measured
            assert hub.starts == []
            told = notes(desk)
            sayer(desk, "Fetch it: Moon 1B").forceActiveFocus(Qt.FocusReason.TabFocusReason)
            await s.press(desk, Qt.Key.Key_Space)
            one = offer(desk, "Moon 1B")
            await s.until(lambda: one.done > 0, "the first bytes")
            await s.click(desk, sayer(desk, "Pause: Moon 1B"))
            await s.until(lambda: one.state == "paused")
            hub.block_s = 0
            await s.click(desk, sayer(desk, "Go on: Moon 1B"))
            await s.until(lambda: desk.settings.value.model == "llama.cpp:moon-1b", "its turn to speak")
            await s.until(lambda: desk.app.model == "moon-1b")
            assert any("speaks for Tsuki from the next message on" in one for one in told)


async def test_what_has_arrived_is_found_again_and_can_be_thrown_away(profile: Profile, catalogue) -> None:
    profile.models.mkdir(parents=True)
    (profile.models / ".moon-1b.gguf.0123456789abcdef.part").write_bytes(bytes(5_000_000))
    async with s.stage(profile, settings=TALL, backends=m.backends(profile)) as desk:
        await go(desk)
        one = offer(desk, "Moon 1B")
        assert (one.state, one.done) == ("paused", 5_000_000)
        await s.click(desk, sayer(desk, "What to do with Moon 1B"))
        await s.until(lambda: "Throw away what has arrived…" in s.texts(desk))
        await s.click(desk, s.labelled(desk, "Throw away what has arrived…"))
        await s.until(lambda: "Throw away what has arrived?" in s.texts(desk))
        await s.click(desk, s.labelled(desk, "Throw away"))
        await s.until(lambda: one.state == "")
        assert waiting("moon-1b.gguf", profile.models) == 0


async def test_a_speed_is_told_only_from_what_was_seen_here(profile: Profile, catalogue) -> None:
    def measured(db) -> None:
        talk = conversations.create(db)
        said = messages.add_user(db, talk.id, None, "hi")
        row = messages.add_reply(
            db,
            talk.id,
            said.id,
            backend="ollama",
            model="ollama:llama3.2:3b",
            persona_version="1",
            sampling=None,
        )
        stats = ReplyStats(10, 40, 0.1, 20.0)
        messages.finish(
            db,
            row.id,
            text="hm",
            thought="",
            status=Status.COMPLETE,
            reason=Finish.STOP,
            emotion=None,
            stats=stats,
        )

    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=TALL, backends=makers, seed=measured) as desk:
            await go(desk)
            one = offer(desk, "Moon 1B")
            assert one.expected == pytest.approx(20 * 2_019_393_189 / MOON.download_bytes)
            assert one.expected_from == "llama3.2:3b"
            speeds = {row.info.name: row.speed for row in desk.app.models.installed.rows}
            assert speeds["llama3.2:3b"] == 20.0
            assert speeds["qwen3:8b"] == 0.0
            words = shown(desk).replace("\u00a0", " ")
            assert "15 words a second here" in words
            assert "perhaps 49 words a second here" in words
            assert "is an estimate: from what llama3.2:3b did on this computer" in words
            assert names(desk)


@pytest.mark.model
async def test_the_starter_shows_a_speed_before_the_first_word_is_said(profile: Profile) -> None:
    if not starter_path():
        pytest.skip("the starter model is not installed")
    profile.create()
    profile.settings.write_text("motion = false\n")
    async with s.stage(profile, backends=m.backends(profile), met=False) as desk:
        await s.until(lambda: desk.app.firstRun.shown)
        desk.app.firstRun.forward()
        await s.until(lambda: desk.app.models.fetching.measuredWith, "a speed", 60)
        best = next(row for row in desk.app.models.fetching.offers.rows if row.best)
        await s.until(lambda: "perhaps" in shown(desk) or not best.expected, "the speed to expect")
        assert desk.app.models.fetching.measuredWith.startswith("SmolLM2-135M-Instruct")
        assert await desk.session.library.count() == 0
        assert desk.app.chat.state == "idle"
        desk.app.firstRun.skip()
        await desk.session.chatting.prepared()


async def test_who_has_ollama_need_not_choose(profile: Profile) -> None:
    profile.create()
    profile.settings.write_text("motion = false\n")
    with m.full_ollama() as server:
        async with s.stage(profile, backends=m.backends(profile, server.url)) as desk:
            await s.until(lambda: desk.app.model == "llama3.2:3b")
            assert not desk.app.starterSpeaks
            await go(desk)
            assert in_use(desk) == ["ollama:llama3.2:3b"]
            desk.app.models.choose("ollama:glm-4.6:cloud")
            await s.until(lambda: "cloud model" in desk.app.notices.text)
            assert "allow cloud models" in desk.app.notices.hint
            assert desk.settings.value.model == ""
            if starter_path():
                desk.app.models.choose(desk.app.models.installed.rows[0].info.id)
                await s.until(lambda: desk.app.starterSpeaks)
                await s.click(desk, s.labelled(desk, "Chat"))
                await s.until(lambda: f"{desk.app.model}, tiny starter" in s.texts(desk))
