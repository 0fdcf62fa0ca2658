"""llama.cpp with nothing around it: what the benchmark compares the whole path with.

Runs in a process of its own (`multiprocessing`, spawn): this module imports llama.cpp when it is called.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.domain.sampling import Sampling


@dataclass(frozen=True, slots=True)
class BareFigures:
    """Tokens a second of a plain loop; `prefill` for the prompt, `decode` for what follows it."""

    threads: int
    prefill: float
    decode: float


def bare_figures(
    model: str,
    prompt: Sequence[int],
    tokens: int,
    sampling: Sampling,
    threads: Sequence[int],
    rounds: int = 3,
) -> list[BareFigures]:
    """The best of `rounds` for each thread count, taken in turns so that all meet the same weather.

    Tokens that would end the reply are taken like any other, so that each run has `tokens` of them.
    """
    from llama_cpp import llama_cpp as lib

    from tsuki_desktop.backends.llama_worker.native import LogTail

    log = LogTail()
    lib.llama_backend_init()
    loaded = lib.llama_model_load_from_file(model.encode(), lib.llama_model_default_params())
    params = lib.llama_context_default_params()
    params.n_ctx, params.n_batch = sampling.context, 512
    context = lib.llama_init_from_model(loaded, params) if loaded else None
    if not loaded or not context:
        raise log.trouble("The model could not be loaded.", "Choose another model.")
    runs: list[BareFigures] = []
    for _ in range(rounds):
        runs += [_run(loaded, context, prompt, tokens, sampling, count) for count in threads]
    lib.llama_free(context)
    lib.llama_model_free(loaded)
    return [_best([run for run in runs if run.threads == count]) for count in threads]


def _run(
    model: object, context: object, prompt: Sequence[int], tokens: int, sampling: Sampling, threads: int
) -> BareFigures:
    from llama_cpp import llama_cpp as lib

    from tsuki_desktop.backends.llama_worker.decode import Sampler

    memory = lib.llama_get_memory(context)  # type: ignore[arg-type]  their handles are bare numbers
    lib.llama_memory_clear(memory, False)  # type: ignore[arg-type]  as above
    lib.llama_set_n_threads(context, threads, threads)  # type: ignore[arg-type]  as above
    sampler = Sampler(sampling, lib.llama_model_get_vocab(model), prompt[-sampling.repeat_last :])  # type: ignore[arg-type]  as above
    begun = time.perf_counter()
    _decode(context, prompt)
    read = time.perf_counter()
    for _ in range(tokens):
        _decode(context, [sampler.sample(context)])
    done = time.perf_counter()
    sampler.close()
    return BareFigures(threads, len(prompt) / (read - begun), tokens / (done - read))


def _decode(context: object, part: Sequence[int]) -> None:
    from llama_cpp import llama_cpp as lib

    array = (lib.llama_token * len(part))(*part)
    lib.llama_decode(context, lib.llama_batch_get_one(array, len(part)))  # type: ignore[arg-type]  as above


def _best(runs: Sequence[BareFigures]) -> BareFigures:
    return BareFigures(runs[0].threads, max(run.prefill for run in runs), max(run.decode for run in runs))
