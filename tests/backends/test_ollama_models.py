"""Fetching, making and deleting models of an Ollama server."""

import hashlib
from contextlib import aclosing

import pytest

from tests.backends.contract import HELLO, collect, request
from tests.backends.ollama_double import Double, Play
from tsuki_desktop.backends.ollama import OllamaBackend
from tsuki_desktop.backends.ollama_modelfile import modelfile, parse, plain
from tsuki_desktop.backends.ollama_models import Recipe, create, delete, pull, put_blob
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import BackendError, ModelError, UsageError

LAYERS = {"sha256:" + "a" * 64: 20_000, "sha256:" + "b" * 64: 500}
TALK = [Turn(Role.USER, "hi"), Turn(Role.ASSISTANT, "Hey <you> & \u2028 🌙")]


@pytest.fixture
def server():
    with Double() as double:
        double.state.registry["qwen3:4b"] = LAYERS
        yield double


@pytest.fixture
def backend(server):
    return OllamaBackend(server.url)


async def through(steps):
    async with aclosing(steps) as rows:
        return [row async for row in rows]


async def test_a_pull_tells_how_far_it_is_over_all_layers(server, backend):
    steps = await through(pull(backend.link, "qwen3:4b"))
    assert steps[-1].status == "success"
    assert (steps[-1].done, steps[-1].total) == (20_500, 20_500)
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert [info.name for info in await backend.list_models()] == ["llama3.2:3b", "qwen3:4b"]
    await backend.close()


async def test_a_paused_pull_stops_the_server_and_goes_on_where_it_was(server, backend):
    server.token_s = 0.02
    async with aclosing(pull(backend.link, "qwen3:4b")) as steps:
        async for step in steps:
            if step.done >= 3000:
                break
    paused = server.state.partial["sha256:" + "a" * 64]
    assert paused < 20_000
    server.token_s = 0
    again = await through(pull(backend.link, "qwen3:4b"))
    assert next(step.done for step in again if step.total) >= 3000
    assert again[-1].status == "success"
    await backend.close()


async def test_a_pull_that_fails_after_its_200_says_why(server, backend):
    with pytest.raises(BackendError, match="library has no model called nobody"):
        await through(pull(backend.link, "nobody"))
    server.pull_plays = [Play(fault="error", after=2000, text="max retries exceeded: EOF")]
    with pytest.raises(BackendError, match="max retries"):
        await through(pull(backend.link, "qwen3:4b"))
    assert (await through(pull(backend.link, "qwen3:4b")))[-1].status == "success"
    await backend.close()


async def test_a_cloud_model_is_not_pulled_without_consent(server, backend):
    with pytest.raises(ModelError, match="leave this computer"):
        await through(pull(backend.link, "glm-4.6:cloud"))
    assert server.seen == []
    await backend.close()


async def test_tsuki_is_made_from_a_model_and_speaks(server, backend):
    recipe = Recipe(
        "llama3.2:3b", system="You are Tsuki. „Hm“ 🌙", messages=TALK, parameters={"num_ctx": 2048}
    )
    assert (await through(create(backend.link, "tsuki", recipe)))[-1].status == "success"
    made = server.state.find("tsuki")
    assert (made.system, made.options) == ("You are Tsuki. „Hm“ 🌙", {"num_ctx": 2048})
    assert [turn["content"] for turn in made.messages] == [turn.text for turn in TALK]
    assert await collect(backend, request("ollama:tsuki", HELLO))
    await backend.close()


async def test_a_missing_base_is_told_and_never_fetched(server, backend):
    with pytest.raises(ModelError, match="no model called qwen3:4b"):
        await through(create(backend.link, "tsuki", Recipe("qwen3:4b")))
    assert server.asked("/api/create") == []
    await backend.close()


async def test_files_are_copied_once(server, backend, tmp_path):
    gguf, adapter = tmp_path / "base.gguf", tmp_path / "her.gguf"
    gguf.write_bytes(b"GGUF" * 700_000)
    adapter.write_bytes(b"GGUF lora")
    for _ in range(2):
        await through(create(backend.link, "tsuki", Recipe(gguf=gguf, adapter=adapter, system="Hi.")))
    digest = f"sha256:{hashlib.sha256(gguf.read_bytes()).hexdigest()}"
    assert server.state.find("tsuki").files == {"base.gguf": digest}
    assert list(server.state.find("tsuki").adapters) == ["her.gguf"]
    assert server.state.blobs[digest] == gguf.read_bytes()
    assert [seen.method for seen in server.asked(f"/api/blobs/{digest}")] == ["HEAD", "POST", "HEAD"]
    await backend.close()


async def test_a_large_file_tells_how_far_it_is(server, backend, tmp_path, monkeypatch):
    monkeypatch.setattr("tsuki_desktop.backends.ollama_models._SHOWN_EVERY_S", 0.001)
    gguf = tmp_path / "base.gguf"
    gguf.write_bytes(b"GGUF" * 4_000_000)
    steps = await through(create(backend.link, "tsuki", Recipe(gguf=gguf, system="Hi.")))
    told = [step for step in steps if step.total]
    assert {step.status for step in told} >= {"reading base.gguf"}
    assert all(step.total == 16_000_000 and step.done <= step.total for step in told)
    assert any(step.done for step in told)
    await backend.close()


async def test_a_file_that_changes_under_way_is_refused(server, backend, tmp_path, monkeypatch):
    gguf = tmp_path / "base.gguf"
    gguf.write_bytes(b"one")
    monkeypatch.setattr("tsuki_desktop.backends.ollama_models._sha256", lambda *_: "0" * 64)
    with pytest.raises(ModelError, match="did not take"):
        await put_blob(backend.link, gguf)
    await backend.close()


@pytest.mark.parametrize("wrong", [{"num_ctx": 2048.0}, {"num_ctx": True}, {"temperatur": 1}, {"seed": "7"}])
async def test_a_parameter_that_would_break_every_later_chat_is_refused(server, backend, wrong):
    with pytest.raises(BackendError):
        await through(create(backend.link, "tsuki", Recipe("llama3.2:3b", parameters=wrong)))
    assert server.seen == []
    await backend.close()


async def test_delete(server, backend):
    await delete(backend.link, "llama3.2:3b")
    assert server.state.models == {}
    with pytest.raises(ModelError):
        await delete(backend.link, "llama3.2:3b")
    await backend.close()


# Modelfile


def test_a_modelfile_reads_back_as_it_was_meant():
    text = modelfile(
        "llama3.2:3b", adapter="/a b/her.gguf", system="Line one\nADAPTER /evil", messages=TALK,
        parameters={"num_ctx": 2048, "temperature": 0.7},
    )  # fmt: skip
    assert parse(text) == [
        ("FROM", "", "llama3.2:3b"),
        ("ADAPTER", "", "/a b/her.gguf"),
        ("SYSTEM", "", "Line one\nADAPTER /evil"),
        ("PARAMETER", "num_ctx", "2048"),
        ("PARAMETER", "temperature", "0.7"),
        ("MESSAGE", "user", "hi"),
        ("MESSAGE", "assistant", "Hey <you> & \n 🌙"),
    ]


@pytest.mark.parametrize("evil", ['x"""\nADAPTER /evil', '"quoted"', 'ends with "', 'a """ b', '"""'])
def test_a_text_that_could_end_early_is_refused(evil):
    with pytest.raises(UsageError):
        modelfile("m", system=evil)
    with pytest.raises(UsageError):
        modelfile("m", messages=[Turn(Role.USER, evil)])


@pytest.mark.parametrize("evil", ["m\nADAPTER /evil", "a\nb", "/moon\u00a0light.gguf", " m"])
def test_a_source_that_ollama_would_read_otherwise_is_refused(evil):
    with pytest.raises(UsageError):
        modelfile(evil)


def test_blanks_that_would_be_deleted_become_plain():
    assert plain("a\u00a0b\u3000c\u2028d\u200de\u0085f") == "a b c\nde\nf"


def test_what_is_no_modelfile_is_told():
    for text in ("hello", 'SYSTEM """never ends', "FROM x\nwhat is this"):
        with pytest.raises(UsageError):
            parse(text)
