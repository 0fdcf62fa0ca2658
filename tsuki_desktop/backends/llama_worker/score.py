"""How likely a model finds given words."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import numpy as np
from llama_cpp import llama_cpp as lib

from tsuki_desktop.backends.llama_worker.engine import BATCH
from tsuki_desktop.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tsuki_desktop.backends.llama_worker.engine import Engine


def score(
    engine: Engine, context: Sequence[int], reply: Sequence[int], *, stop: Callable[[], bool]
) -> list[float]:
    """The natural-log probability of each token of `reply` behind `context` and the tokens before it.

    Raises:
        UsageError: nothing to go by, or more than the context holds.
        StoppedError: `stop` said so.

    """
    if not context or len(context) + len(reply) > engine.context:
        raise UsageError("Nothing to score, or more than the model sees at a time.", "Shorten it.")
    if not reply:
        return []
    engine.evaluate(context, told=lambda _done, _total: None, stop=stop)
    found = [_log_probability(engine, -1, reply[0])]
    for start in range(0, len(reply) - 1, BATCH):
        part = reply[start : min(start + BATCH, len(reply) - 1)]
        with engine.stoppable(stop):
            _decode_all(engine, part)
        found += [_log_probability(engine, at, reply[start + at + 1]) for at in range(len(part))]
    return found


def _decode_all(engine: Engine, part: Sequence[int]) -> None:
    """Evaluate `part` with the logits of every token."""
    batch = lib.llama_batch_init(len(part), 0, 1)
    try:
        batch.n_tokens = len(part)
        for at, token in enumerate(part):
            batch.token[at] = token
            batch.pos[at] = len(engine.cached) + at
            batch.n_seq_id[at] = 1
            batch.seq_id[at][0] = 0
            batch.logits[at] = True
        engine.decode_batch(batch, part)
    finally:
        lib.llama_batch_free(batch)


def _log_probability(engine: Engine, at: int, token: int) -> float:
    context, vocabulary = engine.handles
    size = int(lib.llama_vocab_n_tokens(vocabulary))
    pointer = ctypes.cast(lib.llama_get_logits_ith(context, at), ctypes.POINTER(ctypes.c_float))
    logits = np.ctypeslib.as_array(pointer, shape=(size,)).astype(np.float64)
    top = logits.max()
    return float(logits[token] - top - np.log(np.exp(logits - top).sum()))
