import asyncio
import os
from contextlib import aclosing

import pytest

from tests.backends.contract import BackendContract, collect, request, text_of
from tests.backends.ollama_double import Play
from tests.backends.openai_double import OpenAIDouble
from tsuki_desktop.backends.openai_server import OpenAIServerBackend
from tsuki_desktop.domain.chat import Finish, Role, Turn
from tsuki_desktop.domain.events import Thought, Token
from tsuki_desktop.errors import (
    BackendCrashedError,
    BackendDownError,
    BackendError,
    ModelError,
    OutOfMemoryError,
)

MODEL = "openai:local-model"
REAL = os.environ.get("TSUKI_TEST_OPENAI_URL", "")
PIECES = ["Hey", " you\u0085", " 🌙\u2028", "…\r"]


@pytest.fixture
def server():
    with OpenAIDouble() as double:
        yield double


class TestOpenAIServerContract(BackendContract):
    @pytest.fixture
    def backend(self, server):
        backend = OpenAIServerBackend(server.url)
        yield backend
        self.run(backend.close())

    @pytest.fixture
    def model(self):
        return MODEL


@pytest.mark.skipif(not REAL, reason="TSUKI_TEST_OPENAI_URL names no server")
class TestRealServerContract(BackendContract):
    @pytest.fixture
    def backend(self):
        backend = OpenAIServerBackend(REAL)
        yield backend
        self.run(backend.close())

    @pytest.fixture
    def model(self, backend):
        return self.run(backend.list_models())[0].id


async def ask(server, asked=None, into=None, **options):
    backend = OpenAIServerBackend(server.url, **options)
    try:
        return await collect(backend, asked or request(MODEL), into)
    finally:
        await backend.close()


async def test_text_and_figures_arrive(server):
    server.plays = [Play(pieces=PIECES)]
    events = await ask(server)
    assert text_of(events) == "".join(PIECES)
    assert events[-1].finish is Finish.STOP
    assert (events[-1].stats.reply_tokens, events[-1].stats.tokens_per_s) == (4, 40)


async def test_lists_what_the_server_tells(server):
    backend = OpenAIServerBackend(f"{server.url}/v1/")
    [info] = await backend.list_models()
    await backend.close()
    assert (info.id, info.size_bytes, info.context) == (MODEL, 2_019_377_408, 131072)


async def test_no_address_is_no_models():
    assert await OpenAIServerBackend("").list_models() == []


@pytest.mark.parametrize("fault", ["fin", "rst"])
async def test_a_torn_connection_keeps_what_was_said(server, fault):
    server.plays = [Play(pieces=PIECES, fault=fault, after=3)]
    got = []
    with pytest.raises(BackendCrashedError):
        await ask(server, into=got)
    assert text_of(got) == "".join(PIECES[:3])


@pytest.mark.parametrize("fault", ["no-done", "mid-line"])
async def test_a_stream_that_just_ends_is_incomplete(server, fault):
    server.plays = [Play(pieces=PIECES, fault=fault, after=3)]
    events = await ask(server)
    assert text_of(events) == "".join(PIECES[:3])
    assert events[-1].finish is Finish.INCOMPLETE


async def test_an_error_in_the_middle_keeps_what_was_said(server):
    server.plays = [Play(pieces=PIECES, fault="error", after=3, text="out of memory")]
    got = []
    with pytest.raises(OutOfMemoryError):
        await ask(server, into=got)
    assert text_of(got) == "".join(PIECES[:3])


ANSWERS = [
    (500, '{"error":{"message":"broken"}}', BackendError),
    (401, '{"error":{"message":"Invalid API Key"}}', BackendDownError),
    (404, "nothing here", BackendDownError),
    (502, "<html>Bad Gateway</html>", BackendDownError),
    (307, "", BackendDownError),
]


@pytest.mark.parametrize(("status", "text", "kind"), ANSWERS)
async def test_an_error_before_the_first_token_is_told(server, status, text, kind):
    server.plays = [Play(fault="status", status=status, text=text)]
    with pytest.raises(kind) as error:
        await ask(server)
    assert error.value.hint
    assert "Ollama" not in str(error.value)


async def test_waits_for_a_model_that_is_still_loading(server):
    server.loading = 2
    assert text_of(await ask(server))
    assert len(server.asked("/v1/chat/completions")) == 3


async def test_a_prompt_that_does_not_fit_is_told(server):
    with pytest.raises(ModelError, match="2048"):
        await ask(server, request(MODEL, Turn(Role.USER, "moon " * 4000)))


async def test_thoughts_are_told_apart_and_asked_for_only_when_wanted(server):
    server.plays = [Play(thoughts=["hmm"], pieces=["Hi"])] * 2
    events = await ask(server, think=True)
    assert [event.text for event in events if isinstance(event, Thought)] == ["hmm"]
    assert text_of(events) == "Hi"
    await ask(server)
    wanted = [
        seen.json["chat_template_kwargs"]["enable_thinking"] for seen in server.asked("/v1/chat/completions")
    ]
    assert wanted == [True, False]


async def test_stop_reaches_the_server(server):
    server.plays = [Play(pieces=["a"] * 99, token_s=0.05)]
    backend = OpenAIServerBackend(server.url)
    async with aclosing(backend.stream(request(MODEL))) as stream:
        async for event in stream:
            if isinstance(event, Token):
                break
    [seen] = server.asked("/v1/chat/completions")
    for _ in range(100):
        if seen.left_at:
            break
        await asyncio.sleep(0.005)
    assert seen.left_at
    assert not seen.ended
    await backend.close()


async def test_no_server_and_a_wrong_one_are_told(server):
    for url, words in [("127.0.0.1:1", "No model server"), (f"{server.url}/elsewhere", "is not a model")]:
        backend = OpenAIServerBackend(url)
        with pytest.raises(BackendDownError, match=words):
            await backend.list_models()
        await backend.close()
