from pathlib import Path

import pytest

from tests.backends.gguf_files import gguf
from tests.backends.test_ollama_store import put
from tsuki_desktop.errors import NotFoundError, UsageError
from tsuki_desktop.services import model_folders
from tsuki_desktop.services.models import Models
from tsuki_desktop.services.own_backends import MADE_FROM, own_backends
from tsuki_desktop.settings import SettingsFile


@pytest.fixture
def settings(profile):
    return SettingsFile(profile.settings)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A person's folder with the models of two programs."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.delenv("OLLAMA_MODELS", raising=False)
    studio = tmp_path / ".lmstudio" / "models" / "owner" / "moon-GGUF"
    studio.mkdir(parents=True)
    (studio / "moon.gguf").write_bytes(gguf())
    put(tmp_path / ".ollama" / "models", "registry.ollama.ai/library/llama3.2/3b", gguf(data=512))
    return tmp_path


async def test_models_of_added_folders_are_used_where_they_lie(profile, settings, home):
    makers = own_backends(profile, settings)
    models = Models({"llama.cpp": makers["llama.cpp"]}, settings, made_from=MADE_FROM)
    before = {info.id for info in await models.available()}
    assert model_folders.add(settings, home / ".lmstudio" / "models").count == 1
    assert model_folders.add(settings, home / ".ollama" / "models").count == 1
    found = {info.id: info.path for info in await models.available()}
    assert set(found) - before == {"llama.cpp:moon", "llama.cpp:llama3.2:3b"}
    assert found["llama.cpp:moon"] == home / ".lmstudio/models/owner/moon-GGUF/moon.gguf"
    assert not profile.models.exists()
    model_folders.forget(settings, home / ".lmstudio" / "models")
    assert "llama.cpp:moon" not in {info.id for info in await models.available()}
    assert (home / ".lmstudio/models/owner/moon-GGUF/moon.gguf").exists()
    again = SettingsFile(profile.settings)
    assert model_folders.added(again.value) == [home / ".ollama" / "models"]
    await models.close()


def test_known_programs_are_suggested_until_they_are_added(settings, home):
    places = {place.program: place for place in model_folders.suggested(settings.value)}
    assert {"LM Studio", "Ollama"} <= set(places)
    model_folders.add(settings, places["LM Studio"].path)
    model_folders.add(settings, places["LM Studio"].path)
    left = [place.path for place in model_folders.suggested(settings.value)]
    assert places["LM Studio"].path not in left
    assert places["Ollama"].path in left
    listed = model_folders.listed(settings.value)
    assert [(place.program, place.count, place.there) for place in listed] == [("LM Studio", 1, True)]


def test_a_folder_that_went_away_stays_listed_and_says_so(settings, home):
    place = home / "stick"
    place.mkdir()
    (place / "a.gguf").write_bytes(gguf())
    model_folders.add(settings, place)
    (place / "a.gguf").unlink()
    place.rmdir()
    assert [(one.there, one.count) for one in model_folders.listed(settings.value)] == [(False, 0)]
    model_folders.forget(settings, place)
    with pytest.raises(NotFoundError):
        model_folders.forget(settings, place)


def test_what_is_no_folder_of_models_is_refused(settings, home, tmp_path):
    empty = home / "empty"
    empty.mkdir()
    for wrong in (empty, home / "nowhere", home / ".lmstudio/models/owner/moon-GGUF/moon.gguf"):
        with pytest.raises(NotFoundError):
            model_folders.add(settings, wrong)
    for all_of_it in (home, Path(home.anchor)):
        with pytest.raises(UsageError):
            model_folders.add(settings, all_of_it)
    assert settings.value.model_folders == ""


@pytest.mark.parametrize("odd", ["not json", "{}", "[1, null]"])
def test_a_list_that_somebody_broke_by_hand_is_empty(settings, odd):
    assert model_folders.added(settings.update(model_folders=odd)) == []
