"""How soon a stop reaches an Ollama server, and what the client costs over raw sockets.

`python -m tests.benchmarks.ollama` prints one JSON document. The server is the tests' double: for the
streaming figures in a process of its own, at 200 tokens a second.
"""

import asyncio
import json
import socket
import statistics
import subprocess
import sys
import time
from contextlib import aclosing, suppress

from tests.backends.contract import collect, request
from tests.backends.ollama_double import Double, Play
from tsuki_desktop.backends.ollama import OllamaBackend
from tsuki_desktop.domain.events import Token
from tsuki_desktop.errors import BackendDownError

MODEL = "ollama:llama3.2:3b"
TOKENS = 400
PER_SECOND = 200
ROUNDS = 7
PIECES = [" moon🌙"] * TOKENS


async def stops(where):
    """Seconds from the stop to the server's notice of it."""
    plays = {
        "tokens": Play(token_s=0.02),
        "stall": Play(fault="stall", after=1),
        "prefill": Play(prefill_s=60),
    }
    found = []
    with Double() as server:
        backend = OllamaBackend(server.url)
        for _ in range(3 * ROUNDS):
            server.plays = [plays[where]]
            count = len(server.asked("/api/chat"))
            task = asyncio.create_task(until_token(backend))
            while len(server.asked("/api/chat")) == count:
                await asyncio.sleep(0.002)
            await asyncio.sleep(0.1)
            stopped = time.monotonic()
            task.cancel()
            await asyncio.wait([task])
            seen = server.asked("/api/chat")[-1]
            while seen.left_at is None:
                await asyncio.sleep(0.001)
            found.append(seen.left_at - stopped)
        await backend.close()
    return max(found)


async def until_token(backend):
    async with aclosing(backend.stream(request(MODEL, max_tokens=10_000))) as stream:
        async for _ in stream:
            pass


def raw(port):
    """Wall seconds of one reply over a bare socket; the first token's as well."""
    body = {
        "model": "llama3.2:3b",
        "messages": [{"role": "user", "content": "hi"}],
        "options": {"num_ctx": 2048},
    }
    data = json.dumps(body).encode()
    started = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as wire:
        head = f"POST /api/chat HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(data)}\r\n\r\n"
        wire.sendall(head.encode() + data)
        first, tail = 0.0, b""
        while not tail.endswith(b"0\r\n\r\n"):
            tail = tail[-8:] + wire.recv(65536)
            first = first or time.perf_counter() - started
    return time.perf_counter() - started, first


async def ours(backend):
    started, first = time.perf_counter(), 0.0
    events = []
    async with aclosing(backend.stream(request(MODEL, max_tokens=TOKENS + 1))) as stream:
        async for event in stream:
            events.append(event)
            if isinstance(event, Token):
                first = first or time.perf_counter() - started
    wall = time.perf_counter() - started
    assert "".join(event.text for event in events if isinstance(event, Token)) == "".join(PIECES)
    return wall, first


async def streaming(port):
    backend = OllamaBackend(f"127.0.0.1:{port}")
    await collect(backend, request(MODEL))
    bare, full, spent = [], [], []
    for _ in range(ROUNDS):
        bare.append(await asyncio.to_thread(raw, port))
        cpu = time.process_time()
        full.append(await ours(backend))
        spent.append(time.process_time() - cpu)
    await backend.close()
    wall = [statistics.median(one[0] for one in many) for many in (bare, full)]
    first = [statistics.median(one[1] for one in many) for many in (bare, full)]
    return {
        "raw_wall_s": round(wall[0], 4),
        "wall_s": round(wall[1], 4),
        "overhead_percent": round(100 * (wall[1] / wall[0] - 1), 2),
        "first_token_added_ms": round(1000 * (first[1] - first[0]), 1),
        "cpu_us_a_token": round(1e6 * statistics.median(spent) / TOKENS),
    }


def serve():
    with Double() as server:
        server.plays = [Play(pieces=PIECES, token_s=1 / PER_SECOND)] * 1000
        print(server.port, flush=True)
        time.sleep(600)


async def listing_without_a_server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = []
    for _ in range(2):
        backend = OllamaBackend(f"127.0.0.1:{port}")
        started = time.perf_counter()
        with suppress(BackendDownError):
            await backend.list_models()
        found.append(time.perf_counter() - started)
        await backend.close()
    return {"first_ms": round(1000 * found[0], 1), "later_ms": round(1000 * found[1], 1)}


async def main(port):
    result = {"listing_without_a_server": await listing_without_a_server()}
    result["worst_stop_ms"] = {
        where: round(1000 * await stops(where), 1) for where in ("tokens", "stall", "prefill")
    }
    result["streaming_at_200_tokens_a_second"] = await streaming(port)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        serve()
    else:
        with subprocess.Popen(
            [sys.executable, "-m", __spec__.name, "serve"], stdout=subprocess.PIPE
        ) as child:
            asyncio.run(main(int(child.stdout.readline())))
            child.terminate()
