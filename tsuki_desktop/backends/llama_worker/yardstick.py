"""The bare llama.cpp loop that the benchmarks compare against: no pipe, no chat, no log.

    python -m tsuki_desktop.backends.llama_worker.yardstick < request.json > answer.json

Request: `{"model": path, "context": n, "threads": n, "prompts": [{"tokens": [ids], "seed": n, "limit": n}],
"steps": [{"before": n, "new": n}]}`. Answer: `{"tokens": n, "seconds": s, "steps": [s]}`, where `tokens` and
`seconds` are the sum over all prompts of the tokens after each first one and the time they took, and each
step's time is that of evaluating `new` tokens behind `before` others.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from typing import Any

from llama_cpp import llama_cpp as lib

from tsuki_desktop.backends.llama_worker.native import start_llama

_BATCH = 512


def main() -> None:
    """Answer the request on standard input."""
    request = json.load(sys.stdin)
    # llama.cpp keeps the bare pointer: the callback must live as long as the library.
    silent = lib.llama_log_callback(_ignore)
    lib.llama_log_set(silent, ctypes.c_void_p(0))
    start_llama()
    model: Any = lib.llama_model_load_from_file(request["model"].encode(), lib.llama_model_default_params())
    params = lib.llama_context_default_params()
    params.n_ctx = request["context"]
    params.n_batch = params.n_ubatch = _BATCH
    params.n_threads = params.n_threads_batch = request["threads"]
    params.no_perf = True
    context: Any = lib.llama_init_from_model(model, params)
    tokens, seconds = 0, 0.0
    for prompt in request["prompts"]:
        count, took = _reply(model, context, prompt)
        tokens, seconds = tokens + count, seconds + took
    _forget(context)
    steps = [_step(context, step["before"], step["new"]) for step in request["steps"]]
    json.dump({"tokens": tokens, "seconds": seconds, "steps": steps}, sys.stdout)


def _ignore(_level: int, _text: bytes, _data: object) -> None:
    """Keep llama.cpp's log off the terminal."""


def _reply(model: Any, context: Any, prompt: dict[str, Any]) -> tuple[int, float]:
    """Tokens after the first one, and their time."""
    vocabulary: Any = lib.llama_model_get_vocab(model)
    sampler = _sampler(vocabulary, prompt["tokens"], prompt["seed"])
    _forget(context)
    _decode(context, prompt["tokens"])
    token = lib.llama_sampler_sample(sampler, context, -1)
    started = time.perf_counter()
    count = 0
    while count + 1 < prompt["limit"] and not lib.llama_vocab_is_eog(vocabulary, token):
        _decode(context, [token])
        token = lib.llama_sampler_sample(sampler, context, -1)
        count += 1
    took = time.perf_counter() - started
    lib.llama_sampler_free(sampler)
    return count, took


def _sampler(vocabulary: Any, prompt: list[int], seed: int) -> Any:
    """The chain that the program uses with its default options (`domain/sampling.py`)."""
    chain: Any = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
    size = lib.llama_vocab_n_tokens(vocabulary)
    for part in (
        lib.llama_sampler_init_penalties(size, 64, 1.1, 0.0, 0.0),
        lib.llama_sampler_init_top_k(40),
        lib.llama_sampler_init_top_p(0.95, 1),
        lib.llama_sampler_init_min_p(0.05, 1),
        lib.llama_sampler_init_temp(0.7),
        lib.llama_sampler_init_dist(seed),
    ):
        lib.llama_sampler_chain_add(chain, part)
    for token in prompt[-64:]:
        lib.llama_sampler_accept(chain, token)
    return chain


def _step(context: Any, before: int, new: int) -> float:
    """Seconds for `new` tokens behind `before`; which tokens does not matter to the time.

    What the steps before left in the context is used again, as a chat does.
    """
    memory: Any = lib.llama_get_memory(context)
    held = min(before, lib.llama_memory_seq_pos_max(memory, 0) + 1)
    lib.llama_memory_seq_rm(memory, 0, held, -1)
    _decode(context, [1] * (before - held))
    lib.llama_synchronize(context)
    started = time.perf_counter()
    _decode(context, [2] * new)
    lib.llama_synchronize(context)
    return time.perf_counter() - started


def _forget(context: Any) -> None:
    memory: Any = lib.llama_get_memory(context)
    lib.llama_memory_clear(memory, False)


def _decode(context: Any, tokens: list[int]) -> None:
    for at in range(0, len(tokens), _BATCH):
        part = tokens[at : at + _BATCH]
        array = (lib.llama_token * len(part))(*part)  # the batch only points to it
        if lib.llama_decode(context, lib.llama_batch_get_one(array, len(part))) != 0:
            raise RuntimeError("llama_decode failed")


if __name__ == "__main__":
    main()
