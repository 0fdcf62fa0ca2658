"""Every way in which an Ollama server is known to fail: each has its own words, and loses no text."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import textwrap

import pytest

from tests.backends.contract import collect, request, text_of
from tests.backends.ollama_double import Double, Play
from tests.backends.ollama_double_state import Model
from tsuki_desktop.backends.ollama import OllamaBackend
from tsuki_desktop.backends.ollama_host import parse_host
from tsuki_desktop.domain.chat import Finish, Role, Turn
from tsuki_desktop.domain.events import Done, Loading
from tsuki_desktop.errors import (
    BackendCrashedError,
    BackendDownError,
    BackendError,
    ModelError,
    OutOfMemoryError,
)

MODEL = "ollama:llama3.2:3b"
MEMORY = "model requires more system memory (5.3 GiB) than is available (3.1 GiB)"
TERMINATED = "llama-server process has terminated: exit status 2"
NO_ROOM = "llama-server process has terminated: cudaMalloc failed: out of memory"
STOPPED = (
    "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, "
    "check ollama server logs for details"
)
PIECES = ["Hey", " you\u0085", " 🌙", "…"]


@pytest.fixture
def server():
    with Double() as double:
        yield double


async def fail(server, play, kind, into=None, asked=None):
    if play:
        server.plays = [play]
    backend = OllamaBackend(server if isinstance(server, str) else server.url)
    try:
        with pytest.raises(kind) as error:
            await collect(backend, asked or request(MODEL), [] if into is None else into)
    finally:
        await backend.close()
    assert error.value.message.endswith(".")
    assert error.value.hint.endswith(".")
    return error.value


BEFORE = [
    (500, MEMORY, OutOfMemoryError, "does not fit into memory"),
    (500, NO_ROOM, OutOfMemoryError, "does not fit into memory"),
    (500, TERMINATED, ModelError, "could not load"),
    (500, STOPPED, BackendCrashedError, "crashed inside Ollama"),
    (499, "request canceled", BackendError, "stopped loading"),
    (500, 'option "num_ctx" must be of type integer', BackendError, "num_ctx"),
    (412, "The model requires a newer version of Ollama", BackendDownError, "too old"),
]


@pytest.mark.parametrize(("status", "text", "kind", "words"), BEFORE)
async def test_an_error_before_the_first_token_is_told_in_its_own_words(server, status, text, kind, words):
    error = await fail(server, Play(fault="status", status=status, text=text), kind)
    assert words in error.message


@pytest.mark.parametrize(
    ("text", "kind"), [(STOPPED, BackendCrashedError), (MEMORY, OutOfMemoryError), ("what?", BackendError)]
)
@pytest.mark.parametrize("shape", ["line", "joined", "split"])
async def test_an_error_in_the_middle_keeps_what_was_said(server, text, kind, shape):
    play = Play(pieces=PIECES, fault="error", after=3, text=text, shape=shape)
    got = []
    await fail(server, play, kind, into=got)
    assert text_of(got) == "".join(PIECES[:3])


@pytest.mark.parametrize("fault", ["fin", "rst"])
async def test_a_torn_connection_keeps_what_was_said(server, fault):
    got = []
    error = await fail(server, Play(pieces=PIECES, fault=fault, after=3), BackendCrashedError, into=got)
    assert text_of(got) == "".join(PIECES[:3])
    assert "broke off" in error.message


@pytest.mark.parametrize("fault", ["no-done", "mid-line"])
@pytest.mark.parametrize("shape", ["line", "joined"])
async def test_a_stream_that_just_ends_is_incomplete(server, fault, shape):
    server.plays = [Play(pieces=PIECES, fault=fault, after=3, shape=shape)]
    backend = OllamaBackend(server.url)
    events = await collect(backend, request(MODEL))
    await backend.close()
    assert text_of(events) == "".join(PIECES[:3])
    assert events[-1].finish is Finish.INCOMPLETE


async def test_an_empty_reply_is_incomplete(server):
    server.plays = [Play(pieces=[])]
    backend = OllamaBackend(server.url)
    events = await collect(backend, request(MODEL))
    await backend.close()
    assert events[-1].finish is Finish.INCOMPLETE


async def test_closing_before_the_headers_is_a_crash_and_not_a_hang(server):
    await fail(server, Play(fault="close"), BackendCrashedError)


async def test_a_gateways_error_page_is_not_ollama(server):
    page = Play(fault="status", status=502, raw_body=b"<html><h1>Bad Gateway</h1></html>", kind="text/html")
    error = await fail(server, page, BackendDownError)
    assert "is not Ollama" in error.message


async def test_a_full_queue_is_asked_again(server):
    busy = "server busy, please try again.  maximum pending requests exceeded"
    server.plays = [Play(fault="status", status=503, text=busy)] * 2 + [Play(pieces=["ok"])]
    backend = OllamaBackend(server.url)
    events = await collect(backend, request(MODEL))
    await backend.close()
    assert text_of(events) == "ok"
    assert len(server.asked("/api/chat")) == 3


async def test_a_queue_that_stays_full_is_told():
    with Double(queue=0) as server:
        error = await fail(server, None, BackendError)
    assert "busy" in error.message


async def test_a_missing_model_says_how_to_fetch_it(server):
    error = await fail(server, None, ModelError, asked=request("ollama:qwen3:4b"))
    assert "tsuki models pull ollama:qwen3:4b" in error.hint


async def test_a_model_deleted_between_replies_is_missing(server):
    backend = OllamaBackend(server.url)
    await collect(backend, request(MODEL))
    server.state.models.clear()
    with pytest.raises(ModelError, match="has no model called"):
        await collect(backend, request(MODEL))
    await backend.close()


async def test_a_prompt_that_does_not_fit_is_told_and_learned_from(server):
    long = Turn(Role.USER, "What do you think of the moon and of me? " * 400)
    error = await fail(server, None, ModelError, asked=request(MODEL, long))
    assert "does not fit" in error.message
    assert "2048" in error.message


async def test_a_prompt_that_was_guessed_too_low_is_guessed_higher_afterwards(server):
    words = Turn(Role.USER, "you " * 3000)
    backend = OllamaBackend(server.url)
    server.plays = [
        Play(fault="status", status=400, text=json.dumps({"error": {
            "type": "exceed_context_size_error", "n_prompt_tokens": 9000, "n_ctx": 2048}}))
    ]  # fmt: skip
    before = await backend.count(MODEL, [words])
    with pytest.raises(ModelError):
        await collect(backend, request(MODEL, words))
    after = await backend.count(MODEL, [words])
    await backend.close()
    assert after[0] > before[0] * 2


async def test_a_model_with_a_small_context_says_which_one_to_choose():
    long = Turn(Role.USER, "moon " * 2000)
    with Double(Model("small", context=1024)) as server:
        error = await fail(server, None, ModelError, asked=request("ollama:small", long))
    assert "1024" in error.hint


async def test_an_old_server_is_told_to_be_updated(server):
    server.version = "0.5.7"
    error = await fail(server, None, BackendDownError)
    assert "0.5.7" in error.message
    assert server.asked("/api/chat") == []


@pytest.mark.parametrize("version", ["0.0.0", "0.13.0-rc1", "1.0.0", "strange"])
async def test_a_new_or_own_build_is_not_old(server, version):
    server.version = version
    backend = OllamaBackend(server.url)
    assert isinstance((await collect(backend, request(MODEL)))[-1], Done)
    await backend.close()


async def test_a_server_that_comes_back_updated_is_used(server):
    server.version = "0.5.7"
    backend = OllamaBackend(server.url)
    with pytest.raises(BackendDownError):
        await collect(backend, request(MODEL))
    server.version = "0.33.0"
    assert isinstance((await collect(backend, request(MODEL)))[-1], Done)
    await backend.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_no_server_is_told_with_what_to_do():
    host = f"127.0.0.1:{free_port()}"
    error = await fail(host, None, BackendDownError)
    assert "not running" in error.message
    assert "ollama serve" in error.hint
    backend = OllamaBackend(host)
    with pytest.raises(BackendDownError, match="not running"):
        await backend.list_models()
    await backend.prepare(request(MODEL))
    await backend.unload()
    await backend.close()


async def test_a_server_that_accepts_and_says_nothing_is_not_listed():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        backend = OllamaBackend(f"127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(BackendDownError):
            await backend.list_models()
        await backend.close()


async def test_another_program_at_that_address_is_not_ollama():
    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\nContent-Type: text/html\r\n\r\n<html>hello!")
        await writer.drain()
        writer.close()

    other = await asyncio.start_server(answer, "127.0.0.1", 0)
    backend = OllamaBackend(f"127.0.0.1:{other.sockets[0].getsockname()[1]}")
    with pytest.raises(BackendDownError, match="is not Ollama"):
        await backend.list_models()
    with pytest.raises(BackendDownError, match="is not Ollama"):
        await collect(backend, request(MODEL))
    await backend.close()
    other.close()


async def test_a_redirect_is_not_followed(server):
    with Double() as elsewhere:
        server.redirect = f"{elsewhere.url}/api/chat"
        await fail(server, None, BackendDownError)
        assert elsewhere.seen == []


async def test_a_foreign_name_is_refused_by_the_server(server):
    host = f"http://127.0.0.1.nip.invalid:{server.port}"
    assert parse_host(host).name == "127.0.0.1.nip.invalid"
    from tsuki_desktop.backends.ollama_errors import explain

    assert "refuses" in explain(403, "", model="m", url=host).message


async def test_the_reload_after_a_crash_is_told(server):
    backend = OllamaBackend(server.url)
    await collect(backend, request(MODEL))
    server.state.loaded = None
    events = await collect(backend, request(MODEL))
    await backend.close()
    assert isinstance(events[0], Loading)
    assert server.state.loads == 2


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", "http://127.0.0.1:11434"),
        ("  'http://box.lan'  ", "http://box.lan:80"),
        ('"https://box.lan/ollama/"', "https://box.lan:443/ollama"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:8080", "http://127.0.0.1:8080"),
        ("http://[::]:11434", "http://[::1]:11434"),
        ("::1", "http://[::1]:11434"),
        (":8080", "http://127.0.0.1:8080"),
        ("box.lan:1234/", "http://box.lan:1234"),
        ("HTTPS://box", "https://box:443"),
    ],
)
def test_addresses_are_read_as_the_server_reads_them(text, url):
    assert parse_host(text).url == url


@pytest.mark.parametrize(
    "text", ["ftp://box", "box:port", "box:99999", "a b", "[zz]:1", "http://user@box", "box:0"]
)
def test_an_address_that_makes_no_sense_says_how_to_write_it(text):
    with pytest.raises(BackendDownError, match="cannot be understood"):
        parse_host(text)


@pytest.mark.parametrize(
    ("text", "here"), [("", True), ("localhost", True), ("::1", True), ("1.2.3.4", False)]
)
def test_knows_this_computer(text, here):
    assert parse_host(text).is_here is here


CHAT = """
    import asyncio, os
    from tests.backends.contract import collect, request, text_of
    from tests.backends.ollama_double import Double, Play
    from tsuki_desktop.backends.ollama import OllamaBackend

    async def main():
        with Double() as server:
            server.plays = [Play(pieces=["all", " mine"])]
            backend = OllamaBackend(server.url)
            await backend.list_models()
            print(text_of(await collect(backend, request("ollama:llama3.2:3b"))))
            assert all("authorization" not in seen.headers for seen in server.seen)
            await backend.close()

    asyncio.run(main())
"""


def child(*before, **environment):
    return subprocess.run(
        [*before, sys.executable, "-W", "error", "-c", textwrap.dedent(CHAT)],
        env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "environment",
    [
        {"OLLAMA_HOST": "http://[bad:port:x"},
        {"OLLAMA_API_KEY": "secret"},
        {"HTTP_PROXY": "http://127.0.0.1:9", "ALL_PROXY": "socks5://127.0.0.1:9", "no_proxy": ""},
    ],
)
def test_the_environment_cannot_break_or_bend_the_way(environment):
    done = child(**environment)
    assert done.stdout.strip() == "all mine", done.stderr


def test_nothing_but_the_host_is_dialled(tmp_path):
    """In a network namespace with only loopback, and with every connect written down."""
    if not shutil.which("unshare") or not shutil.which("ip"):
        pytest.skip("needs unshare and ip")
    alone = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("may not make a network namespace")
    done = child(*alone)
    assert done.stdout.strip() == "all mine", done.stderr


def test_every_connect_goes_to_the_host(tmp_path):
    if not shutil.which("strace"):
        pytest.skip("needs strace")
    calls = tmp_path / "connects"
    done = child("strace", "-f", "-e", "trace=connect,sendto", "-o", str(calls))
    if "ptrace" in done.stderr:
        pytest.skip("may not trace")
    assert done.stdout.strip() == "all mine", done.stderr
    dialled = [line for line in calls.read_text().splitlines() if "connect(" in line and "AF_INET" in line]
    assert dialled
    assert all('inet_addr("127.0.0.1")' in line for line in dialled)


async def test_hello_arrives_whole(server):
    backend = OllamaBackend(server.url)
    await collect(backend, request(MODEL, Turn(Role.USER, "a\u0085b 🌙 <&> \u2028")))
    await backend.close()
    assert server.asked("/api/chat")[0].json["messages"][-1]["content"] == "a\u0085b 🌙 <&> \u2028"
