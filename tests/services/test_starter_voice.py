"""Her voice and the starter in one file: with the real model and the adapter that ships."""

import shutil

import pytest

from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.services import starter_voice
from tsuki_desktop.services.own_backends import own_backends
from tsuki_desktop.settings import SettingsFile

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture
def backends(tmp_path, monkeypatch):
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    profile = Profile(tmp_path / "profile")
    return own_backends(profile, SettingsFile(profile.settings))


async def listed(backends):
    backend = backends["llama.cpp"]()
    try:
        return [one.name for one in await backend.list_models()]
    finally:
        await backend.close()


async def test_the_starter_speaks_with_her_adapter_and_soon_as_one_file(backends):
    pair, plain = "SmolLM2-135M-Instruct+tsuki-starter", "SmolLM2-135M-Instruct"
    assert await listed(backends) == [pair, plain]
    assert await starter_voice.is_due()
    assert await starter_voice.merge_once()
    assert await listed(backends) == ["tsuki-starter", pair, plain]
    assert not await starter_voice.is_due()
    assert not await starter_voice.merge_once()

    (starter_voice.merged_folder() / starter_voice.NOTE).write_text("{", encoding="utf-8")
    assert await starter_voice.is_due(), "a note that cannot be read says nothing"
    assert sorted(path.name for path in starter_voice.merged_folder().parent.iterdir() if path.is_dir()) == [
        "starter"
    ], "nothing half made stays"


async def test_an_adapter_that_does_not_fit_leaves_everything_as_it_was(
    backends, tmp_path, monkeypatch, caplog
):
    models = tmp_path / "models" / starter_voice.NAME
    shutil.copytree(bundled("models", starter_voice.NAME), models)
    adapter = models / f"{starter_voice.NAME}.gguf"
    adapter.write_bytes(adapter.read_bytes()[:100_000])
    monkeypatch.setattr(starter_voice, "adapter_path", lambda: adapter)
    assert not await starter_voice.merge_quietly()
    assert "stays an adapter" in caplog.text
    assert not (starter_voice.merged_folder() / f"{starter_voice.NAME}.gguf").exists()
