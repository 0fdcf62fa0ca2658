"""Her voice and the starter in one file: with the real model and the adapter that ships."""

import os
import shutil
import time

import pytest

from tests.backends.gguf_files import gguf
from tsuki_desktop.backends.llama_models import HER_VOICE
from tsuki_desktop.errors import TrainingError
from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.services import starter_voice
from tsuki_desktop.services.models import Models
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

    merged = starter_voice.merged_folder() / f"{starter_voice.NAME}.gguf"
    assert [path.name for path in merged.parent.parent.iterdir()] == [merged.parent.name], (
        "nothing half made stays"
    )
    with merged.open("r+b") as file:  # one byte of 145 million, and neither its size nor its time
        stamp = merged.stat()
        file.seek(100_000_000)
        file.write(bytes([file.read(1)[0] ^ 1]))
    os.utime(merged, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert await starter_voice.is_due(), "a file that is not the one that was made is none"
    assert await listed(backends) == [pair, plain], "and is never listed again"


async def test_another_voice_never_speaks_with_the_old_one(tmp_path, monkeypatch):
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    before = starter_voice.merged_folder()
    shutil.copytree(bundled("models", starter_voice.NAME), tmp_path / "models")
    adapter = tmp_path / "models" / f"{starter_voice.NAME}.gguf"
    monkeypatch.setattr(starter_voice, "adapter_path", lambda: adapter)
    assert starter_voice.merged_folder() == before
    (tmp_path / "models" / "build.json").write_text('{"uid": "an update"}', encoding="utf-8")
    assert starter_voice.merged_folder() != before


async def test_an_adapter_that_does_not_fit_leaves_everything_as_it_was(
    backends, tmp_path, monkeypatch, caplog
):
    models = tmp_path / "models" / starter_voice.NAME
    shutil.copytree(bundled("models", starter_voice.NAME), models)
    adapter = models / f"{starter_voice.NAME}.gguf"
    adapter.write_bytes(adapter.read_bytes()[:100_000])
    monkeypatch.setattr(starter_voice, "adapter_path", lambda: adapter)
    with pytest.raises(TrainingError):
        await starter_voice.merge_once()
    assert "stays an adapter" in caplog.text
    assert not (starter_voice.merged_folder() / f"{starter_voice.NAME}.gguf").exists()
    assert not await starter_voice.is_due(), "it would fail again"
    failed = starter_voice.merged_folder() / starter_voice.FAILED
    os.utime(failed, (time.time() - 8 * 86_400,) * 2)
    assert await starter_voice.is_due(), "a week later the disk may have room"


@pytest.mark.parametrize("chosen", HER_VOICE)
async def test_who_chose_one_form_of_her_voice_hears_the_better_one_that_is_here(backends, chosen, tmp_path):
    profile = Profile(tmp_path / "profile")
    profile.create()
    settings = SettingsFile(profile.settings)
    settings.update(model=chosen)
    models = Models(backends, settings)
    try:
        assert (await models.current())[0] == HER_VOICE[1]
        merged = starter_voice.merged_folder() / f"{starter_voice.NAME}.gguf"
        merged.parent.mkdir(parents=True)
        merged.write_bytes(gguf())
        models.forget_default()
        assert (await models.current())[0] == HER_VOICE[0]
        settings.update(model="llama.cpp:SmolLM2-135M-Instruct")
        assert (await models.current())[0] == "llama.cpp:SmolLM2-135M-Instruct"
    finally:
        await models.close()
