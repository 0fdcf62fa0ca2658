"""llama.cpp's own voice and tools: its log, what it says of the devices, quantising."""

from __future__ import annotations

import ctypes
import os
import re
from collections import deque
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from llama_cpp import _ggml
from llama_cpp import llama_cpp as lib

from tsuki_desktop.backends.llama_protocol import DeviceReport
from tsuki_desktop.errors import ModelError, OutOfMemoryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tsuki_desktop.backends.llama_protocol import Quantise
    from tsuki_desktop.errors import BackendError

_OUT_OF_MEMORY = re.compile(
    r"out of memory|unable to allocate|failed to allocate|cannot allocate|not enough memory|bad_alloc", re.I
)
_OFFLOADED = re.compile(r"offloaded (\d+)/(\d+) layers to GPU")
_DEVICE = re.compile(r"using device (\S+) \(([^)]*)\)")
_ERROR_LEVEL = 4  # ggml.h, ggml_log_level: 3 warns, 4 is an error
_KINDS = {
    "F32": lib.LLAMA_FTYPE_ALL_F32,
    "F16": lib.LLAMA_FTYPE_MOSTLY_F16,
    "BF16": lib.LLAMA_FTYPE_MOSTLY_BF16,
    "Q8_0": lib.LLAMA_FTYPE_MOSTLY_Q8_0,
    "Q6_K": lib.LLAMA_FTYPE_MOSTLY_Q6_K,
    "Q5_K_M": lib.LLAMA_FTYPE_MOSTLY_Q5_K_M,
    "Q5_K_S": lib.LLAMA_FTYPE_MOSTLY_Q5_K_S,
    "Q5_0": lib.LLAMA_FTYPE_MOSTLY_Q5_0,
    "Q4_K_M": lib.LLAMA_FTYPE_MOSTLY_Q4_K_M,
    "Q4_K_S": lib.LLAMA_FTYPE_MOSTLY_Q4_K_S,
    "Q4_1": lib.LLAMA_FTYPE_MOSTLY_Q4_1,
    "Q4_0": lib.LLAMA_FTYPE_MOSTLY_Q4_0,
    "IQ4_NL": lib.LLAMA_FTYPE_MOSTLY_IQ4_NL,
    "IQ4_XS": lib.LLAMA_FTYPE_MOSTLY_IQ4_XS,
    "Q3_K_M": lib.LLAMA_FTYPE_MOSTLY_Q3_K_M,
    "Q2_K": lib.LLAMA_FTYPE_MOSTLY_Q2_K,
}


class LogTail:
    """Keeps llama.cpp's last lines instead of letting it write to the terminal."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=400)
        self._part = ""
        # llama.cpp keeps the bare pointer: the callback must live as long as the library.
        self._callback = lib.llama_log_callback(self._take)
        lib.llama_log_set(self._callback, ctypes.c_void_p(0))

    def _take(self, level: int, text: bytes | None, _data: object) -> None:
        self._part += (text or b"").decode("utf-8", "replace")
        *lines, self._part = self._part.split("\n")
        mark = "E " if level >= _ERROR_LEVEL else ""
        self._lines.extend(mark + line for line in lines if line.strip(". "))

    def clear(self) -> None:
        """Forget what was said."""
        self._lines.clear()

    def tail(self, lines: int = 12) -> str:
        """The last lines, errors first where there are any."""
        bad = [line[2:] for line in self._lines if line.startswith("E ")]
        return "\n".join((bad or list(self._lines))[-lines:])

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The last line that matches."""
        for line in reversed(self._lines):
            if match := pattern.search(line):
                return match
        return None

    def trouble(self, what: str, hint: str) -> BackendError:
        """The error that these lines tell of."""
        if self.find(_OUT_OF_MEMORY):
            return OutOfMemoryError(
                "There is not enough memory for this model.",
                "Choose a smaller model or a shorter context, or close other programs.",
                detail=self.tail(),
            )
        return ModelError(what, hint, detail=self.tail())


def start_llama() -> None:
    """Have llama.cpp ready to load models.

    A build for every processor of a kind keeps one library a generation beside itself, and takes the best
    that runs here. Left alone, it would look for them in the working directory, where anybody's may lie.
    """
    # What llama.cpp itself is linked to; Windows does not tell that, but has each library once.
    linked: Any = lib._lib  # type: ignore[reportPrivateUsage]  the handle has no public name
    ggml: Any = linked if hasattr(linked, "ggml_backend_reg_count") else _ggml.libggml
    if not ggml.ggml_backend_reg_count():
        ggml.ggml_backend_load_all_from_path(os.fsencode(_ggml.libggml_base_path))
    lib.llama_backend_init()


def device_report(log: LogTail, *, model: str, threads: int, wanted: int | None) -> DeviceReport:
    """What the work is done on, from what llama.cpp said when it loaded `model` ("" for none)."""
    offload = bool(lib.llama_supports_gpu_offload())
    device, layers = log.find(_DEVICE), log.find(_OFFLOADED)
    done, total = (int(layers[1]), int(layers[2])) if layers else (0, 0)
    return DeviceReport(
        installed=True,
        version=version("llama-cpp-python"),
        backend=_family(device[1]) if device and done else "CPU",
        device=f"{device[1]} ({device[2]})" if device else "",
        can_offload=offload,
        layers=done,
        layers_total=total,
        why=_why_not(offload=offload, device=bool(device), model=model, layers=(done, total), wanted=wanted),
        threads=threads,
        features=_features(),
        model=model,
    )


def _family(device: str) -> str:
    name = re.sub(r"\d+$", "", device)
    return {"MTL": "Metal"}.get(name, name)


def _why_not(*, offload: bool, device: bool, model: str, layers: tuple[int, int], wanted: int | None) -> str:
    if not offload:
        return "This build of llama-cpp-python knows no graphics card (no CUDA, Metal or Vulkan)."
    if not model:
        return "No model is loaded yet."
    if not device:
        return "llama.cpp found no graphics card that it can use."
    if wanted == 0:
        return "The graphics card is switched off in the settings."
    if layers[0] < layers[1]:
        return "Not all layers fit into the graphics card's memory."
    return ""


def _features() -> str:
    """The CPU instructions that are switched on, such as "AVX2 FMA"."""
    info = (lib.llama_print_system_info() or b"").decode("utf-8", "replace")
    return " ".join(re.findall(r"(\w+) = 1", info))


def quantise(job: Quantise, log: LogTail) -> None:
    """Write a model's file again in another type.

    From f16 or f32: a file that is quantised already is refused, since each further step loses.

    Raises:
        UsageError: no such kind.
        ModelError: llama.cpp refused.
        OutOfMemoryError: too little memory.

    """
    if job.kind not in _KINDS:
        raise UsageError(f"There is no quantisation called {job.kind}.", f"Known are {', '.join(_KINDS)}.")
    params = lib.llama_model_quantize_default_params()
    params.ftype, params.nthread = _KINDS[job.kind], job.threads
    if job.importance:
        with np.load(job.importance) as columns:
            params.imatrix = _importance(dict(columns))
    log.clear()
    part = f"{job.target}.part"
    status = lib.llama_model_quantize(job.source.encode(), part.encode(), ctypes.pointer(params))
    if status != 0:
        Path(part).unlink(missing_ok=True)
        raise log.trouble("The model could not be quantised.", "Check that the disk has room.")
    Path(part).replace(job.target)


def _importance(columns: Mapping[str, np.ndarray]) -> Any:
    """What llama.cpp takes as an importance matrix; an entry without a name ends it."""
    entries = (lib.llama_model_imatrix_data * (len(columns) + 1))()
    for entry, (name, values) in zip(entries, columns.items(), strict=False):
        entry.name, entry.size = name.encode(), values.size
        entry.data = (ctypes.c_float * values.size).from_buffer_copy(values.astype(np.float32).tobytes())
    return entries


def progress_callback(told: Callable[[float], bool]) -> object:
    """`told` as what llama.cpp calls while it loads; returning False ends the loading."""

    def call(fraction: float, _data: object) -> bool:
        return told(fraction)

    return lib.llama_progress_callback(call)
