"""Fetching models in the window: from an Ollama on real sockets, and files of a hub."""

import asyncio
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.backends.gguf_files import gguf
from tests.backends.hub_double import HubDouble
from tests.ui import model_stage as m
from tests.ui import stage as s
from tsuki_desktop.backends.hub import fetch
from tsuki_desktop.paths import Profile
from tsuki_desktop.ui.bridge.fetching import Pace

pytestmark = pytest.mark.window


async def test_a_model_is_fetched_paused_and_gone_on_with(profile: Profile) -> None:
    with m.full_ollama(token_s=0.02) as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=m.TALL, backends=makers) as desk:
            await m.go(desk)
            assert not server.asked("/api/pull")
            one = m.offer(desk, "Gemma 3 4B")
            assert list(one.wanted) == ["ollama"]
            await s.click(desk, m.sayer(desk, "Fetch Gemma 3 4B"))
            await s.until(lambda: one.state == "fetching" and one.done > 5_000, "the first bytes")
            assert one.total >= 60_000
            await s.until(lambda: one.speed > 0, "a speed")
            await s.click(desk, m.sayer(desk, "Pause Gemma 3 4B"))
            await s.until(lambda: one.state == "paused", "the pause")
            have = dict(server.state.partial)
            assert 0 < sum(have.values()) < 64_000
            await asyncio.sleep(0.2)
            assert sum(server.state.partial.values()) <= sum(have.values()) + 1000
            await s.until(lambda: "Paused" in m.shown(desk))
            await s.click(desk, m.sayer(desk, "Go on Gemma 3 4B"))
            await s.until(lambda: "gemma3:4b" in m.names(desk), "the model")
            assert len(server.asked("/api/pull")) == 2
            await s.until(lambda: m.offer(desk, "Gemma 3 4B") is None, "no offer of what is here")
            await s.until(lambda: desk.app.notices.action == "Use it")
            await s.click(desk, s.labelled(desk, "Use it"))
            await s.until(lambda: m.in_use(desk) == ["ollama:gemma3:4b"])


async def test_a_file_of_the_hub_is_fetched_paused_and_gone_on_with(profile: Profile, monkeypatch) -> None:
    data = gguf(data=30 * 2**20)
    with HubDouble("some/repo/resolve/main/moon.gguf", data, block_s=0.005) as hub:
        monkeypatch.setattr("tsuki_desktop.backends.hub.fetch", partial(fetch, endpoint=hub.url))
        async with s.stage(profile, settings=m.TALL, backends=m.backends(profile)) as desk:
            await m.go(desk)
            path = "some/repo/moon.gguf"
            desk.app.models.fetching.fetchOther(path)
            await s.until(lambda: m.offer(desk, path).done > 0, "the first bytes")
            await s.click(desk, m.sayer(desk, f"Pause {path}"))
            await s.until(lambda: m.offer(desk, path).state == "paused", "the pause")
            assert not (profile.models / "moon.gguf").exists()
            hub.block_s = 0
            await s.click(desk, m.sayer(desk, f"Go on {path}"))
            await s.until(lambda: "moon" in m.names(desk), "the model")
            assert hub.starts[-1] > 0
            assert (profile.models / "moon.gguf").read_bytes() == data
            await s.until(lambda: m.offer(desk, path) is None, "no row of what is here")


async def test_a_failed_download_says_why_and_can_be_put_away(profile: Profile) -> None:
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=m.TALL, backends=makers) as desk:
            await m.go(desk)
            field = s.find(desk, lambda item: item.objectName() == "named")
            await s.click(desk, field)
            await s.type_words(desk, "nosuchmodel")
            await s.press(desk, Qt.Key.Key_Return)
            await s.until(
                lambda: m.offer(desk, "nosuchmodel") and m.offer(desk, "nosuchmodel").state == "failed"
            )
            assert m.offer(desk, "nosuchmodel").problem
            await s.until(lambda: m.offer(desk, "nosuchmodel").problem in m.shown(desk))
            desk.app.models.fetching.putAway("nosuchmodel")
            assert m.offer(desk, "nosuchmodel") is None


def test_an_address_of_the_hub_is_understood(qapp: QGuiApplication) -> None:
    from tsuki_desktop.ui.bridge.fetching import Fetching
    from tsuki_desktop.ui.tasks import Tasks

    fetching = Fetching(Tasks(lambda _: None))
    fetching.fetchOther("https://huggingface.co/some/repo-GGUF/resolve/main/a.Q4_K_M.gguf?download=true")
    fetching.fetchOther("some/repo/b.gguf")
    fetching.fetchOther("name:tag")
    wanted = [row.wanted for row in fetching.offers.rows]
    assert wanted == [
        {"ollama": "ollama:name:tag"},
        {"llama.cpp": "llama.cpp:some/repo/b.gguf"},
        {"llama.cpp": "llama.cpp:some/repo-GGUF/a.Q4_K_M.gguf"},
    ]


def test_the_speed_is_that_of_the_last_seconds() -> None:
    pace = Pace()
    assert pace.take(0.0, 0) == 0
    assert pace.take(1.0, 1000) == pytest.approx(1000)
    for second in range(2, 20):
        speed = pace.take(float(second), 1000 + (second - 1) * 10)
    assert speed == pytest.approx(10)
