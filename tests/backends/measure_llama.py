"""Measures the llama.cpp backend: `python -m tests.backends.measure_llama [rounds]`, JSON on standard output.

`decode` compares the adaptive thread count with every fixed one and with llama.cpp's bare loop, with the
machine as it is and with one core kept busy by another program. `stop_ms` is how long a stop takes to reach
a worker that reads a long prompt: until the next job's first event.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time

from tests.backends.contract import SYSTEM
from tests.backends.starter import STARTER
from tsuki_desktop.backends.base import ReplyRequest
from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
from tsuki_desktop.backends.llama_models import starter_path
from tsuki_desktop.backends.llama_worker.threads import usable_cores
from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.domain.events import Done, Evaluating, Token
from tsuki_desktop.domain.sampling import Sampling

TOKENS = 150
STORY = Turn(Role.USER, "Tell me a long story about the moon, a cat and the sea.")
LONG = Turn(Role.USER, "Tell me about the moon and the sea. " * 300)


def ask(seed, *turns, **options):
    del seed  # a seed asks for one number of threads, and the chosen one is measured here
    sampling = Sampling(**{"max_tokens": TOKENS, **options})
    return ReplyRequest(STARTER, (SYSTEM, *(turns or (STORY,))), 1, sampling)


async def speed(backend, seed):
    """Tokens a second as the window's process sees them, after the first one."""
    first = None
    async for event in backend.stream(ask(seed)):
        if isinstance(event, Token) and first is None:
            first = time.perf_counter()
        if isinstance(event, Done):
            return (event.stats.reply_tokens - 1) / (time.perf_counter() - first)
    return None


def bare(tokens, threads, seed):
    asked = {"model": str(starter_path()), "context": 2048, "threads": threads, "steps": []}
    asked["prompts"] = [{"tokens": tokens, "seed": seed, "limit": TOKENS}]
    command = [sys.executable, "-m", "tsuki_desktop.backends.llama_worker.yardstick"]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return found["tokens"] / found["seconds"]


async def stop_ms(backend):
    asked = ask(1, LONG, context=8192)
    async for event in (stream := backend.stream(asked)):
        if isinstance(event, Evaluating):
            break
    begun = time.perf_counter()
    await stream.aclose()
    closed = time.perf_counter()
    await backend.tokenise(STARTER, "hi")
    return {"client": 1000 * (closed - begun), "worker": 1000 * (time.perf_counter() - begun)}


def burn():
    """Another program that wants one core."""
    return subprocess.Popen([sys.executable, "-c", "while True: pass"])


async def decode(rounds):
    counts = range(1, usable_cores() + 1)
    backends = {str(count): LlamaCppBackend(folders=[], threads=count) for count in counts}
    backends["adaptive"] = LlamaCppBackend(folders=[])
    for backend in backends.values():
        await speed(backend, 0)
    adaptive = backends["adaptive"]
    tokens = await adaptive.tokenise(STARTER, await adaptive.render(STARTER, [SYSTEM, STORY]), special=True)
    found = {}
    for busy in (False, True):
        burner = await asyncio.to_thread(burn) if busy else None
        runs = {name: [] for name in [*backends, *(f"bare {count}" for count in counts)]}
        for seed in range(1, rounds + 1):
            for name, backend in backends.items():
                runs[name].append(await speed(backend, seed))
            for count in counts:
                runs[f"bare {count}"].append(await asyncio.to_thread(bare, tokens, count, seed))
        if burner:
            burner.kill()
        found["one core busy" if busy else "as it is"] = {
            name: round(statistics.median(each), 1) for name, each in runs.items()
        }
    stops = [await stop_ms(adaptive) for _ in range(5)]
    for backend in backends.values():
        await backend.close()
    return {"tokens_per_s": found, "stop_ms": stops}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(decode(int(sys.argv[1]) if sys.argv[1:] else 3)), indent=1))
