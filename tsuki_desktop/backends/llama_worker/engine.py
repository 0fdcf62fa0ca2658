"""One loaded model: its tokens, its cache, evaluation."""

from __future__ import annotations

import ctypes
import time
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from llama_cpp import llama_cpp as lib

from tsuki_desktop.backends.llama_protocol import LoadSpec
from tsuki_desktop.backends.llama_worker.native import device_report, progress_callback, start_llama
from tsuki_desktop.backends.llama_worker.template import Template
from tsuki_desktop.backends.llama_worker.threads import ThreadChooser
from tsuki_desktop.errors import BackendCrashedError, ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from tsuki_desktop.backends.llama_protocol import DeviceReport
    from tsuki_desktop.backends.llama_worker.native import LogTail

DEFAULT_CONTEXT = 2048
BATCH = 512
"""llama.cpp's own default for tokens a batch."""
_SMALLEST_CHUNK = 32
_CHUNK_S = 0.25
"""Prompts are evaluated in pieces of about this many seconds, to tell how far they are. Stopping does not
wait for the end of a piece: llama.cpp asks `_aborts` about 500 times while it evaluates one."""
_SLOW_TOKEN_S = 0.1
_ABORTED = 2
"""What llama_decode returns when the abort callback said yes."""


class StoppedError(Exception):
    """The job was told to stop; what is in the cache is good."""


class Engine:
    """Holds at most one model, one context and one adapter."""

    def __init__(self, log: LogTail) -> None:
        self._log = log
        self._spec: LoadSpec | None = None
        self._model: Any = None
        self._context: Any = None
        self._memory: Any = None
        self._adapter: Any = None
        self._adapter_key: tuple[str, float] = ("", 0.0)
        self._stop: Callable[[], bool] = _never
        self._abort = lib.ggml_abort_callback(self._aborts)
        self._chunk = 64
        self._same_threads = False
        self._clear_model()
        start_llama()

    def _clear_model(self) -> None:
        self.cached: list[int] = []
        self._vocab: Any = None
        self._wanted_context = 0
        self.threads = ThreadChooser(None)
        self.template: Template | None = None
        self._piece = lru_cache(maxsize=4096)(self._read_piece)

    @property
    def context(self) -> int:
        """How many tokens fit, prompt and reply together."""
        return int(lib.llama_n_ctx(self._context))

    def ensure(self, spec: LoadSpec, *, told: Callable[[float], None], stop: Callable[[], bool]) -> None:
        """Have `spec` loaded; changes only what differs.

        Raises:
            ModelError, OutOfMemoryError: it cannot be loaded; nothing is loaded then.
            StoppedError: `stop` said so.

        """
        now = self._spec
        if now is None or (now.model, now.gpu_layers) != (spec.model, spec.gpu_layers):
            self.close()
            self._load(spec, told, stop)
        wanted = spec.context or self._wanted_context or DEFAULT_CONTEXT
        if wanted != self._wanted_context:
            self._open_context(wanted)
        if (spec.adapter, spec.scale) != self._adapter_key:
            self._set_adapter(spec.adapter, spec.scale)
        if now is None or now.threads != spec.threads or self._spec is None:
            self.threads = ThreadChooser(spec.threads)
        self._spec = replace(spec, context=wanted)

    def _load(self, spec: LoadSpec, told: Callable[[float], None], stop: Callable[[], bool]) -> None:
        self._log.clear()
        for layers in _layer_attempts(spec.gpu_layers):
            params = lib.llama_model_default_params()
            params.n_gpu_layers = layers

            def progress(fraction: float) -> bool:
                told(fraction)
                return not stop()

            callback = progress_callback(progress)
            params.progress_callback = callback  # type: ignore[assignment]  a ctypes function pointer
            self._model = lib.llama_model_load_from_file(spec.model.encode(), params)
            if self._model:
                break
            if stop():
                raise StoppedError
        if not self._model:
            raise self._log.trouble(
                "The model could not be loaded.", "Its file may be damaged or too new: fetch it again."
            )
        self._vocab = lib.llama_model_get_vocab(self._model)
        self.template = self._read_template()

    def _open_context(self, wanted: int) -> None:
        self._close_context()
        trained = int(lib.llama_model_n_ctx_train(self._model))
        params = lib.llama_context_default_params()
        params.n_ctx = min(wanted, trained) if trained > 0 else wanted
        params.n_batch = params.n_ubatch = BATCH
        params.no_perf = True
        self._context = lib.llama_init_from_model(self._model, params)
        if not self._context:
            error = self._log.trouble(
                "The model's context could not be opened.", "Choose a shorter context in the settings."
            )
            self.close()
            raise error
        self._wanted_context = wanted
        self._memory = lib.llama_get_memory(self._context)
        self._set_abort(on=True)

    def _set_adapter(self, path: str, scale: float) -> None:
        lib.llama_set_adapters_lora(self._context, None, 0, None)
        if self._adapter and path != self._adapter_key[0]:
            lib.llama_adapter_lora_free(self._adapter)
            self._adapter = None
        self.forget(0)
        if path:
            if not self._adapter:
                self._adapter = lib.llama_adapter_lora_init(self._model, path.encode())
            # A foreign adapter comes back as NULL, and the first decode with it would crash.
            if not self._adapter:
                self._adapter_key = ("", 0.0)
                raise self._log.trouble(
                    "This adapter does not belong to the model, or its file is damaged.",
                    "Choose the model that the adapter was trained on.",
                )
            adapters = (lib.llama_adapter_lora_p_ctypes * 1)(self._adapter)
            lib.llama_set_adapters_lora(self._context, adapters, 1, (ctypes.c_float * 1)(scale))  # type: ignore[arg-type]  their stub names the element, not the array
        self._adapter_key = (path, scale)

    def close(self) -> None:
        """Give back all memory."""
        self._close_context()
        if self._model:
            lib.llama_model_free(self._model)
        self._model = self._spec = None
        self._adapter = None  # freed with its model
        self._adapter_key = ("", 0.0)
        self._clear_model()

    def _close_context(self) -> None:
        if self._context:
            lib.llama_free(self._context)
        self._context, self.cached, self._adapter_key = None, [], ("", 0.0)

    # Tokens

    def tokenise(self, text: str, *, special: bool, begin: bool = False) -> list[int]:
        """Token ids; `special` reads control tokens, `begin` puts the model's begin token in front."""
        data = text.encode("utf-8", "replace")
        size = len(data) + 2
        ids = (lib.llama_token * size)()
        count = lib.llama_tokenize(self._vocab, data, len(data), ids, size, begin, special)
        if count < 0:
            raise ModelError("The model cannot read this text.", "Leave out unusual characters.")
        return list(ids[:count])

    def piece(self, token: int) -> bytes:
        """The bytes of a token; none for a control token."""
        return self._piece(token)

    def _read_piece(self, token: int, *, special: bool = False) -> bytes:
        buffer = ctypes.create_string_buffer(64)
        size = lib.llama_token_to_piece(self._vocab, token, buffer, 64, 0, special)
        if size < 0:
            buffer = ctypes.create_string_buffer(-size)
            size = lib.llama_token_to_piece(self._vocab, token, buffer, -size, 0, special)
        return buffer.raw[:size]

    def ends(self, token: int) -> bool:
        """Whether the token ends a turn."""
        return bool(lib.llama_vocab_is_eog(self._vocab, token))

    def _read_template(self) -> Template:
        source = lib.llama_model_chat_template(self._model, None)
        control = [
            self._read_piece(token, special=True).decode("utf-8", "replace")
            for token in range(int(lib.llama_vocab_n_tokens(self._vocab)))
            if lib.llama_vocab_is_control(self._vocab, token)
        ]
        return Template(
            (source or b"").decode("utf-8", "replace"),
            bos=self._text_of(lib.llama_vocab_bos(self._vocab)),
            eos=self._text_of(lib.llama_vocab_eos(self._vocab)),
            control=control,
        )

    def _text_of(self, token: Any) -> str:
        return self._read_piece(token, special=True).decode("utf-8", "replace") if token >= 0 else ""

    # Evaluation

    def evaluate(
        self,
        tokens: Sequence[int],
        *,
        told: Callable[[int, int], None],
        stop: Callable[[], bool],
        afresh: bool = False,
    ) -> int:
        """Have exactly `tokens` in the cache, their last one's logits at hand; returns how many were there.

        `afresh` uses nothing of the cache, pieces of one size, and one number of threads from here to the end
        of the reply, so that the logits are the same each time.

        Raises:
            StoppedError: `stop` said so; what was evaluated stays.
            BackendCrashedError: llama.cpp failed.

        """
        self._same_threads = afresh
        kept = self.forget(0 if afresh else min(_common(self.cached, tokens), len(tokens) - 1))
        self._set_abort(on=True)
        prefill = self.threads.most
        with self.stoppable(stop):
            while (at := len(self.cached)) < len(tokens):
                part = tokens[at : at + (_SMALLEST_CHUNK if afresh else self._chunk)]
                started = time.perf_counter()
                lib.llama_set_n_threads(self._context, prefill, prefill)
                self.decode(part)
                self._adapt_chunk(len(part), time.perf_counter() - started)
                told(len(self.cached) - kept, len(tokens) - kept)
        return kept

    @contextmanager
    def stoppable(self, stop: Callable[[], bool]) -> Generator[None]:
        """Inside, a `stop` that says yes ends the evaluation with `StoppedError`."""
        self._stop = stop
        try:
            yield
        finally:
            self._stop = _never

    def _adapt_chunk(self, tokens: int, seconds: float) -> None:
        if tokens == self._chunk:
            fitting = int(tokens * _CHUNK_S / max(seconds, 1e-6))
            self._chunk = max(_SMALLEST_CHUNK, min(BATCH, fitting, 2 * self._chunk))

    def step(self, token: int, stop: Callable[[], bool]) -> None:
        """Evaluate one token of a reply, with as many threads as pay just now."""
        threads = self.threads.most if self._same_threads else self.threads.next()
        lib.llama_set_n_threads(self._context, threads, threads)
        started, worked = time.perf_counter(), time.process_time()
        with self.stoppable(stop):
            self.decode((token,))
        if not self._same_threads:
            took = time.perf_counter() - started
            self.threads.took(took, (time.process_time() - worked) / (threads * took))

    def decode(self, part: Sequence[int]) -> None:
        """Evaluate `part` behind what is in the cache."""
        array = (lib.llama_token * len(part))(*part)
        self.decode_batch(lib.llama_batch_get_one(array, len(part)), part)

    def decode_batch(self, batch: lib.llama_batch, part: Sequence[int]) -> None:
        """Evaluate a batch that holds `part`."""
        status = lib.llama_decode(self._context, batch)
        if status == 0:
            self.cached.extend(part)
            return
        self.forget(len(self.cached), at_least=True)
        if status == _ABORTED:
            raise StoppedError
        if status == 1:
            raise ModelError(
                "The conversation does not fit into the model's context.", "Choose a longer context."
            )
        raise BackendCrashedError(
            "llama.cpp failed while it read the conversation.", "Try again.", detail=self._log.tail()
        )

    def forget(self, keep: int, *, at_least: bool = False) -> int:
        """Drop all but the first `keep` tokens from the cache; returns how many it could keep."""
        if keep < len(self.cached) or at_least:
            # Models with a state instead of a cache cannot go back part of the way.
            if keep and not lib.llama_memory_seq_rm(self._memory, 0, keep, -1):
                keep = 0
            if not keep:
                lib.llama_memory_clear(self._memory, False)
            del self.cached[keep:]
        return len(self.cached)

    def slow(self, seconds_per_token: float) -> None:
        """Ask about stopping inside a token where one takes long; it would cost small models some speed."""
        self._set_abort(on=seconds_per_token > _SLOW_TOKEN_S)

    def _set_abort(self, *, on: bool) -> None:
        callback = self._abort if on else lib.ggml_abort_callback()
        lib.llama_set_abort_callback(self._context, callback, ctypes.c_void_p(0))

    def _aborts(self, _data: object) -> bool:
        return self._stop()

    @property
    def handles(self) -> tuple[Any, Any]:
        """llama.cpp's context and vocabulary, for the sampler."""
        return self._context, self._vocab

    def report(self) -> DeviceReport:
        """What the work is done on."""
        spec = self._spec or LoadSpec("")
        return device_report(
            self._log, model=spec.model, threads=self.threads.current, wanted=spec.gpu_layers
        )


def _never() -> bool:
    return False


def _common(left: Sequence[int], right: Sequence[int]) -> int:
    """How many tokens at the start are the same."""
    size = min(len(left), len(right))
    return next((at for at in range(size) if left[at] != right[at]), size)


def _layer_attempts(wanted: int | None) -> list[int]:
    """How many layers to try on the GPU, one after the other: all, then ever fewer, then none."""
    if wanted is not None:
        return [wanted]
    if not lib.llama_supports_gpu_offload():
        return [0]
    return [-1, 64, 32, 16, 8, 0]
