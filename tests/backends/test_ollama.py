"""Ollama: the contract, against the double, and against a real server with one command:

`TSUKI_TEST_OLLAMA_HOST=127.0.0.1:11434 pytest tests/backends/test_ollama.py -k Real`
with the first model that is there, or the one in TSUKI_TEST_OLLAMA_MODEL.
"""

import asyncio
import os
import time
from contextlib import aclosing

import pytest

from tests.backends.contract import HELLO, SYSTEM, BackendContract, collect, request, text_of
from tests.backends.ollama_double import Double, Play
from tests.backends.ollama_double_state import Model, cost
from tsuki_desktop.backends.ollama import OllamaBackend
from tsuki_desktop.domain.chat import Finish, Role, Turn
from tsuki_desktop.domain.events import Done, Loading, Thought, Token
from tsuki_desktop.errors import BackendDownError, ModelError

MODEL = "ollama:llama3.2:3b"
REAL = os.environ.get("TSUKI_TEST_OLLAMA_HOST", "")
THINKER = Model("qwen3:4b", family="qwen3", thinks=True)


@pytest.fixture
def server():
    with Double() as double:
        yield double


async def ask(server, asked=None, into=None, **options):
    """One reply over a backend of its own."""
    backend = OllamaBackend(server.url, **options)
    try:
        return await collect(backend, asked or request(MODEL), into)
    finally:
        await backend.close()


class TestOllamaContract(BackendContract):
    @pytest.fixture
    def backend(self, server):
        server.load_s = 0.05
        backend = OllamaBackend(server.url)
        yield backend
        self.run(backend.close())

    @pytest.fixture
    def model(self):
        return MODEL


@pytest.mark.skipif(not REAL, reason="TSUKI_TEST_OLLAMA_HOST names no server")
class TestRealOllamaContract(BackendContract):
    @pytest.fixture
    def backend(self):
        backend = OllamaBackend(REAL)
        yield backend
        self.run(backend.close())

    @pytest.fixture
    def model(self, backend):
        named = os.environ.get("TSUKI_TEST_OLLAMA_MODEL")
        return f"ollama:{named}" if named else self.run(backend.list_models())[0].id


async def test_asks_for_an_explicit_context_and_for_honesty(server):
    await ask(server, request(MODEL, context=3072, max_tokens=99), keep_alive_s=-1)
    [sent] = [seen.json for seen in server.asked("/api/chat")]
    assert sent["truncate"] is False
    assert sent["shift"] is False
    assert sent["think"] is False
    assert sent["keep_alive"] == -1
    assert sent["options"]["num_ctx"] == 3072
    assert sent["options"]["num_predict"] == 99
    assert sent["options"]["seed"] == 7
    assert sent["options"]["min_p"] == 0.05


async def test_no_call_makes_the_server_load_twice(server):
    backend = OllamaBackend(server.url)
    await backend.prepare(request(MODEL))
    await collect(backend, request(MODEL, max_tokens=5))
    await backend.count(MODEL, [HELLO])
    await backend.list_models()
    await collect(backend, request(MODEL, max_tokens=9, temperature=1.0, seed=None))
    await backend.prepare(request(MODEL))
    await backend.close()
    assert server.state.loads == 1


async def test_a_context_beyond_the_model_is_not_asked_for():
    with Double(Model("small", context=1024)) as server:
        await ask(server, request("ollama:small", context=4096))
        assert server.asked("/api/chat")[0].json["options"]["num_ctx"] == 1024


async def test_loading_is_told_only_when_there_is_something_to_load(server):
    backend = OllamaBackend(server.url)
    cold = await collect(backend, request(MODEL, max_tokens=2))
    warm = await collect(backend, request(MODEL, max_tokens=2))
    other = await collect(backend, request(MODEL, max_tokens=2, context=1024))
    await backend.close()
    assert isinstance(cold[0], Loading)
    assert not any(isinstance(event, Loading) for event in warm)
    assert isinstance(other[0], Loading)


async def test_tells_the_servers_own_figures(server):
    server.plays = [Play(pieces=["a", "b", "c"], token_s=0.01)]
    stats = (await ask(server))[-1].stats
    assert stats.prompt_tokens == cost(SYSTEM.text) + cost(HELLO.text)
    assert stats.reply_tokens == 3
    assert 50 < stats.tokens_per_s <= 200


# What arrives is what was said


TEXTS = [
    ["Hi", " there", "! <b>&amp;</b> \u2028\u2029 end"],
    ["next\u0085line", "\u0085", "a\u0085\u0085b", "Å\u0084Ę"],
    ["🌙", "👩\u200d", "👩\u200d👧", "\ufe0f e\u0301 ", "日本", "語"],
    ["tab\t", "\n\n", '"quotes"', "\\back", "\u0000\u001f\u007f\xa0\ufeff", "\x0b\x0c\x1c\x1e"],
    ["  leading", " and trailing  ", "\n"],
    ["Å" * 3000, "\u0085" * 999],
]


@pytest.mark.parametrize("pieces", TEXTS)
@pytest.mark.parametrize("shape", ["line", "joined", "split"])
async def test_text_arrives_as_it_was_sent(server, pieces, shape):
    server.plays = [Play(pieces=pieces, shape=shape)]
    events = await ask(server)
    assert text_of(events) == "".join(pieces)
    assert events[-1].finish is Finish.STOP


async def test_blank_lines_between_chunks_are_nothing(server):
    server.plays = [Play(pieces=["a", "b\u0085c"], blank_lines=True)]
    assert text_of(await ask(server)) == "ab\u0085c"


async def test_half_characters_are_joined_and_never_stored(server):
    server.plays = [Play(pieces=["x\ud83c", "\udf19y", "\udc00z\ud83c"])]
    text = text_of(await ask(server))
    assert text == "x🌙y\ufffdz\ufffd"
    text.encode()


# Thinking


async def test_a_thought_is_told_apart_and_leaves_room_for_the_reply():
    with Double(THINKER) as server:
        server.plays = [Play(thoughts=["hmm", " well"], pieces=["Hi", "!", " you"])]
        events = await ask(server, request("ollama:qwen3:4b", max_tokens=50), think=True)
        sent = server.asked("/api/chat")[0].json
    assert "".join(event.text for event in events if isinstance(event, Thought)) == "hmm well"
    assert text_of(events) == "Hi! you"
    assert sent["think"] is True
    assert sent["options"]["num_predict"] > 1000


async def test_the_limit_holds_for_the_reply_of_a_thinking_model():
    with Double(THINKER) as server:
        server.plays = [Play(thoughts=["hmm"] * 9, pieces=["a "] * 40, token_s=0.02)]
        events = await ask(server, request("ollama:qwen3:4b", max_tokens=5), think=True)
        assert text_of(events) == "a " * 5
        assert events[-1].finish is Finish.LENGTH
        await left(server.asked("/api/chat")[0])


async def test_thinking_is_off_unless_asked_for_and_never_asked_of_others(server):
    server.state.add(THINKER)
    await ask(server, request("ollama:qwen3:4b"))
    await ask(server, request(MODEL), think=True)
    assert [seen.json["think"] for seen in server.asked("/api/chat")] == [False, False]


async def test_a_family_that_always_thinks_is_told_how_much():
    with Double(Model("gpt-oss:20b", family="gptoss", thinks=True)) as server:
        await ask(server, request("ollama:gpt-oss:20b"))
        await ask(server, request("ollama:gpt-oss:20b"), think=True)
        assert [seen.json["think"] for seen in server.asked("/api/chat")] == ["low", "medium"]


async def test_a_thought_written_into_the_reply_is_not_the_reply(server):
    server.plays = [Play(pieces=["<thi", "nk>secret</th", "ink>\n\nHello"])]
    events = await ask(server)
    assert text_of(events) == "Hello"
    assert "".join(event.text for event in events if isinstance(event, Thought)) == "secret"


async def test_a_thought_without_a_reply_is_incomplete():
    with Double(THINKER) as server:
        server.plays = [Play(thoughts=["hmm"], pieces=[])]
        events = await ask(server, request("ollama:qwen3:4b"), think=True)
    assert events[-1].finish is Finish.INCOMPLETE


# Stop


async def left(seen, within=0.5):
    """Wait until the server noticed that the client has gone."""
    start = time.monotonic()
    while seen.left_at is None and time.monotonic() - start < 2:
        await asyncio.sleep(0.005)
    assert seen.left_at is not None
    assert seen.left_at - start < within
    assert not seen.ended


async def test_stop_reaches_the_server_between_tokens(server):
    server.plays = [Play(token_s=0.05)]
    backend = OllamaBackend(server.url)
    async with aclosing(backend.stream(request(MODEL))) as stream:
        async for event in stream:
            if isinstance(event, Token):
                break
    await left(server.asked("/api/chat")[0])
    await backend.close()


@pytest.mark.parametrize("where", ["load", "prefill", "stall", "queue"])
async def test_stop_reaches_the_server_while_it_says_nothing(server, where):
    backend = OllamaBackend(server.url)
    server.load_s = 30 if where == "load" else 0
    if where == "queue":
        server.plays = [Play(fault="stall", after=0)]
        first = asyncio.create_task(collect(backend, request(MODEL)))
        await asked(server, 1)
    plays = {"prefill": Play(prefill_s=30), "stall": Play(fault="stall", after=2)}
    server.plays += [plays[where]] if where in plays else []
    count = len(server.asked("/api/chat"))
    task = asyncio.create_task(collect(backend, request(MODEL)))
    await asked(server, count + 1)
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])
    await left(server.asked("/api/chat")[-1])
    if where == "queue":
        first.cancel()
        await asyncio.wait([first])
    await backend.close()


async def asked(server, count):
    while len(server.asked("/api/chat")) < count:
        await asyncio.sleep(0.005)


async def test_a_reply_ends_a_prepare(server):
    server.load_s = 30
    backend = OllamaBackend(server.url)
    preparing = asyncio.create_task(backend.prepare(request(MODEL)))
    await asked(server, 1)
    server.load_s = 0
    assert isinstance((await collect(backend, request(MODEL)))[-1], Done)
    await preparing
    await left(server.asked("/api/chat")[0], within=60)
    await backend.close()


async def test_closing_the_backend_ends_what_runs(server):
    server.plays = [Play(fault="stall", after=1)]
    backend = OllamaBackend(server.url)
    task = asyncio.create_task(collect(backend, request(MODEL)))
    await asked(server, 1)
    await asyncio.sleep(0.05)
    await backend.close()
    await asyncio.wait([task])
    await left(server.asked("/api/chat")[0])
    with pytest.raises(BackendDownError):
        await backend.list_models()
    assert task.exception()


# What there is


async def test_lists_what_can_chat_with_its_size_and_what_it_needs():
    models = [
        Model("llama3.2:3b"),
        Model("nomic-embed-text", family="nomic-bert", embeds=True),
        Model("huge:70b", size=10**15),
        Model("deepseek-v3.1:671b-cloud", size=384, remote_host="https://ollama.com:443"),
        Model("mine", size=384, remote_host="https://ollama.com:443"),
        Model("tsuki"),
    ]
    with Double(*models) as server:
        backend = OllamaBackend(server.url)
        found = await backend.list_models()
        await backend.close()
    assert [info.name for info in found] == [
        "llama3.2:3b", "tsuki", "huge:70b", "deepseek-v3.1:671b-cloud", "mine"
    ]  # fmt: skip
    assert [info.cloud for info in found] == [False, False, False, True, True]
    first = found[0]
    assert (first.id, first.family, first.quantisation) == (MODEL, "llama", "Q4_K_M")
    assert (first.size_bytes, first.parameters, first.context) == (2_019_393_189, 3_212_749_888, 131072)
    assert found[2].fits is False
    assert found[3].size_bytes is None


async def test_a_second_listing_asks_only_for_what_changed(server):
    backend = OllamaBackend(server.url)
    await backend.list_models()
    server.state.add(Model("new"))
    await backend.list_models()
    await backend.close()
    assert [seen.json["model"] for seen in server.asked("/api/show")] == ["llama3.2:3b", "new"]


async def test_cloud_models_are_refused_without_consent():
    clouds = Model("big:cloud"), Model("copy", remote_host="https://ollama.com:443")
    with Double(*clouds) as server:
        with pytest.raises(ModelError, match="leave this computer"):
            await ask(server, request("ollama:big:cloud"))
        assert server.seen == []
        with pytest.raises(ModelError, match="leave this computer"):
            await ask(server, request("ollama:copy"))
        assert server.asked("/api/chat") == []
        assert text_of(await ask(server, request("ollama:big:cloud"), cloud=True))


async def test_counts_are_corrected_by_what_the_server_counted(server):
    backend = OllamaBackend(server.url)
    long = Turn(Role.USER, "What do you think of the moon and of me? " * 20)
    before = await backend.count(MODEL, [long])
    await collect(backend, request(MODEL, long))
    after = await backend.count(MODEL, [long])
    await backend.close()
    assert cost(long.text) * 0.9 <= after[0] < before[0]


async def test_goes_on_with_her_own_turn(server):
    await ask(server, request(MODEL, HELLO, Turn(Role.ASSISTANT, "Well, ")))
    assert server.asked("/api/chat")[0].json["messages"][-1] == {"role": "assistant", "content": "Well, "}


async def test_unload_frees_the_servers_memory(server):
    backend = OllamaBackend(server.url)
    await collect(backend, request(MODEL))
    assert server.state.alive()
    await backend.unload()
    assert not server.state.alive()
    await backend.close()
