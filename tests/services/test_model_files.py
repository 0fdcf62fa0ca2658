import subprocess
import sys
from contextlib import aclosing
from unittest.mock import AsyncMock

import pytest

from tests.backends.gguf_files import gguf
from tests.backends.hub_double import HubDouble
from tests.backends.ollama_double import Double
from tests.backends.ollama_double_state import Model
from tsuki_desktop.backends.base import ModelInfo
from tsuki_desktop.backends.llama_models import starter_path
from tsuki_desktop.errors import (
    BackendDownError,
    BadFileError,
    ModelError,
    NotFoundError,
    StorageError,
    UsageError,
)
from tsuki_desktop.services.model_files import ModelFiles, catalog, fetch_base
from tsuki_desktop.services.models import Models
from tsuki_desktop.services.own_backends import MADE_FROM, own_backends
from tsuki_desktop.services.taking_in import Room, room_of
from tsuki_desktop.settings import SettingsFile
from tsuki_desktop.training import hugging_face

GIGABYTE = 1_000_000_000


@pytest.fixture
def settings(profile):
    return SettingsFile(profile.settings)


@pytest.fixture
def models(profile, settings):
    """Without llama.cpp, so that Ollama is the first to be asked."""
    makers = own_backends(profile, settings)
    return Models({"ollama": makers["ollama"], "openai": makers["openai"]}, settings, made_from=MADE_FROM)


async def test_a_cloud_model_is_never_chosen_for_the_person(models, settings):
    with Double(Model("big:cloud")) as server:
        settings.update(ollama_host=server.url, cloud_models=True)
        with pytest.raises(ModelError, match="No model is here"):
            await models.current()
        server.state.add(Model("small"))
        assert (await models.current())[0] == "ollama:small"
        await models.choose("ollama:big:cloud")
        assert (await models.current())[0] == "ollama:big:cloud"
        await models.close()


async def test_a_real_model_speaks_before_the_starter_and_what_fits_nowhere(models, settings):
    class Shelf:
        def __init__(self, *found):
            self.list_models = AsyncMock(return_value=list(found))
            self.close = AsyncMock()

    def one(backend, name, **more):
        return ModelInfo(f"{backend}:{name}", name, backend, **more)

    async def best(**shelves):
        known = Models({name: lambda one=one: one for name, one in shelves.items()}, settings)
        chosen = (await known.current())[0]
        await known.close()
        return chosen

    starter = Shelf(one("a", "starter", starter=True, fits=True), one("a", "added", fits=True))
    cloud, real = one("b", "far", cloud=True), one("b", "real", fits=True)
    huge = one("b", "huge", fits=False)
    assert await best(a=starter, b=Shelf(cloud, real)) == "b:real"
    assert await best(a=starter, b=Shelf(cloud)) == "a:starter"
    assert await best(a=starter, b=Shelf(huge)) == "a:starter"
    assert await best(b=Shelf(huge)) == "b:huge"
    last = Shelf(real)
    assert await best(a=Shelf(one("a", "own")), b=last) == "a:own"
    assert not last.list_models.called


async def test_a_cloud_model_is_chosen_only_with_consent(models, settings):
    with Double(Model("big:cloud")) as server:
        settings.update(ollama_host=server.url)
        with pytest.raises(ModelError, match="leave this computer"):
            await models.choose("big:cloud")
        assert settings.value.model == ""
        settings.update(cloud_models=True)
        assert (await models.choose("big:cloud")).cloud
        await models.close()


async def test_a_changed_setting_makes_the_backend_anew(models, settings):
    with Double() as one, Double(Model("other")) as two:
        settings.update(ollama_host=one.url)
        before = models.backend("ollama")
        assert [info.name for info in await models.available()] == ["llama3.2:3b"]
        settings.update(ollama_host=two.url, theme="light")
        assert [info.name for info in await models.available()] == ["other"]
        assert models.backend("ollama") is not before
        await models.close()


async def test_a_missing_server_is_a_problem_and_not_the_end(models, settings):
    settings.update(ollama_host="127.0.0.1:1", openai_url="127.0.0.1:1")
    assert await models.available() == []
    assert set(models.problems) == {"ollama", "openai"}
    await models.close()


def test_the_catalogue_tells_what_fits():
    rows = catalog()
    assert [one.parameters for one in rows] == sorted(one.parameters for one in rows)
    assert not any(one.fits(GIGABYTE) for one in rows)
    assert max(one.parameters for one in rows if one.fits(8 * GIGABYTE)) == 4
    assert all(one.fits(64 * GIGABYTE) for one in rows)
    for one in rows:
        assert one.ollama
        assert bool(one.repository) == bool(one.file) == bool(one.quantisation)


def test_a_name_that_the_catalogue_has_not_is_told(profile, models, settings):
    with pytest.raises(NotFoundError, match="catalogue"):
        ModelFiles(profile, models, settings).pull("llama.cpp:nobody")


@pytest.mark.model
async def test_a_file_is_added_without_a_copy_and_deleted_without_the_original(profile, settings, tmp_path):
    starter = starter_path()
    if not starter:
        pytest.skip("the starter model is not installed")
    mine = tmp_path / "mine.gguf"
    mine.symlink_to(starter)
    makers = own_backends(profile, settings)
    models = Models({"llama.cpp": makers["llama.cpp"]}, settings)
    files = ModelFiles(profile, models, settings)
    added = files.add(mine)
    assert added.samefile(starter)
    assert added.is_symlink()
    assert files.add(mine) == added
    other = tmp_path / "else" / "mine.gguf"
    other.parent.mkdir()
    other.write_bytes(starter.read_bytes()[:1])
    with pytest.raises(BadFileError):
        files.add(other)
    assert (await files.show("mine"))["backend"] == "llama.cpp"
    await files.delete("mine")
    assert starter.exists()
    assert not added.exists()
    with pytest.raises(UsageError):
        await files.delete("SmolLM2-135M-Instruct")
    assert starter.exists()
    await models.close()


def test_what_is_no_model_is_told_where_it_belongs(profile, models, settings, tmp_path):
    files = ModelFiles(profile, models, settings)
    letter, blob = tmp_path / "letter.md", tmp_path / "sha256-0"
    letter.write_text("Dear moon")
    blob.write_bytes(gguf())
    with pytest.raises(UsageError, match=r"letter.md is not a GGUF file"):
        files.add(letter)
    assert files.add(blob).name == "sha256-0.gguf"
    assert files.add(blob).samefile(blob)
    (tmp_path / "some").mkdir()
    with pytest.raises(NotFoundError, match="no model in the folder some"):
        room_of(tmp_path / "some")
    (tmp_path / "some" / "a.gguf").write_bytes(gguf())
    assert room_of(tmp_path / "some") is Room.FOLDERS


def test_half_a_copy_is_not_kept(profile, models, settings, tmp_path, monkeypatch):
    def refuse(source, target):
        raise OSError(f"{source} {target}")

    def full(source, target):
        target.write_bytes(source.read_bytes()[:10])
        raise OSError(28, "No space left on device")

    for name, stand_in in (("os.symlink", refuse), ("os.link", refuse), ("shutil.copyfile", full)):
        monkeypatch.setattr(name, stand_in)
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(gguf())
    with pytest.raises(StorageError, match="could not be copied"):
        ModelFiles(profile, models, settings).add(mine)
    assert list(profile.models.iterdir()) == []


def test_nothing_of_a_server_is_imported_before_it_is_needed():
    code = (
        "import sys, tsuki_desktop.services.session, tsuki_desktop.services.own_backends\n"
        "bad = {'httpx', 'ollama', 'huggingface_hub', 'pydantic'} & set(sys.modules)\n"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


REPOSITORY = "owner/some-model"
HELD = {
    "config.json": b"{}",
    "tokenizer.json": b'{"model": {}}',
    "model.safetensors": bytes(range(256)) * 120_000,
    "pytorch_model.bin": b"pickled",
    "onnx/model.safetensors": b"another form",
    "README.md": b"words",
}


async def test_a_base_is_fetched_file_by_file_and_goes_on(profile, models, settings, tmp_path, monkeypatch):
    folder = tmp_path / "bases" / "hub" / REPOSITORY

    async def begun(url):
        async with aclosing(fetch_base(REPOSITORY, tmp_path, endpoint=url)) as rows:
            async for row in rows:
                if row.done and "safetensors" in row.status:
                    return

    with HubDouble("x", b"", repository=(REPOSITORY, HELD), block_s=0.005) as hub:
        await begun(hub.url)
        assert not (folder / "config.json").exists(), "half a base is no model"
        assert not hugging_face.is_model_folder(folder)
        monkeypatch.setenv("TSUKI_CACHE", str(tmp_path))
        files = ModelFiles(profile, models, settings)
        assert await files.discard(f"huggingface:{REPOSITORY}") > len(HELD["tokenizer.json"])
        assert not folder.exists()
        await begun(hub.url)
        hub.block_s = 0
        steps = [row async for row in fetch_base(REPOSITORY, tmp_path, endpoint=hub.url)]
        assert any(hub.starts), "it went on where it was"
        again = [row async for row in fetch_base(REPOSITORY, tmp_path, endpoint=hub.url)]
    wanted = ["config.json", "model.safetensors", "tokenizer.json"]
    assert await files.discard(f"huggingface:{REPOSITORY}") == 0, "it is whole"
    assert sorted(path.name for path in folder.iterdir()) == wanted
    assert all((folder / name).read_bytes() == HELD[name] for name in wanted)
    assert steps[-1].total == sum(len(HELD[name]) for name in wanted)
    assert [row.status for row in again] == ["success"]
    assert hugging_face.fetched(REPOSITORY, tmp_path) == folder


async def test_a_base_that_is_none_is_told(tmp_path):
    async def all_of(name, url):
        return [row async for row in fetch_base(name, tmp_path, endpoint=url)]

    with HubDouble("x", b"", repository=(REPOSITORY, {"model.bin": b"pickled"})) as hub:
        url = hub.url
        for name, why in (
            (REPOSITORY, "safetensors"),
            ("no/body", "has no no/body"),
            ("../up", "no model's name"),
        ):
            with pytest.raises(NotFoundError, match=why):
                await all_of(name, url)
    with pytest.raises(BackendDownError):
        await all_of(REPOSITORY, url)
    assert not (tmp_path / "bases").exists()
