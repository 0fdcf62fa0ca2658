"""What runs the chosen model, and what is in memory now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tsuki_desktop.errors import BackendError

if TYPE_CHECKING:
    from tsuki_desktop.backends.base import Backend
    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
    from tsuki_desktop.backends.ollama import OllamaBackend
    from tsuki_desktop.services.models import Models


@dataclass(frozen=True, slots=True)
class Running:
    """What one model runs on.

    `kind` is `cpu`, `gpu` (all of it), `part` (some of it on the GPU), `missing` (no engine) or "" for not
    known. `why` says in a sentence why it is not all on the GPU. `layers` of `layers_total` lie on the GPU.
    """

    kind: str = ""
    device: str = ""
    threads: int = 0
    layers: int = 0
    layers_total: int = 0
    why: str = ""
    loaded: frozenset[str] = frozenset()
    """Ids of the models in memory now: llama.cpp's, and those of the chosen model's server."""


async def running(models: Models, model: str, *, start: bool) -> Running:
    """Tell what runs `model` (an id; "" for none). `start` lets llama.cpp start its worker to find out."""
    told = await _told(models, model, start=start) if model else Running()
    return replace(told, loaded=told.loaded | loaded_here(models))


async def _told(models: Models, model: str, *, start: bool) -> Running:
    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
    from tsuki_desktop.backends.ollama import OllamaBackend

    backend: Backend = models.backend(model.partition(":")[0])
    if isinstance(backend, LlamaCppBackend):
        return await _in_llama_cpp(backend, start=start)
    if isinstance(backend, OllamaBackend):
        try:
            return await _in_ollama(backend, model.partition(":")[2])
        except BackendError:
            return Running()
    return Running()


def loaded_here(models: Models) -> set[str]:
    """Ids of the models that llama.cpp has in memory now; asks nobody."""
    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

    backend = models.backend("llama.cpp") if models.knows("llama.cpp") else None
    return {backend.loaded} - {""} if isinstance(backend, LlamaCppBackend) else set()


async def _in_llama_cpp(backend: LlamaCppBackend, *, start: bool) -> Running:
    if not start and backend.worker_pid is None:
        return Running()
    report = await backend.device_report()
    if not report.installed:
        return Running("missing", why=report.why)
    kind = "cpu"
    if report.layers:
        kind = "gpu" if report.layers >= report.layers_total else "part"
    layers = report.layers, report.layers_total
    return Running(kind, report.device, report.threads, *layers, report.why)


async def _in_ollama(backend: OllamaBackend, name: str) -> Running:
    from tsuki_desktop.backends.ollama import short

    kind = ""
    rows = await backend.link.loaded()
    for row in rows:
        if short(str(row.get("model"))) == name:
            on_gpu, size = row.get("size_vram") or 0, row.get("size") or 0
            kind = "cpu" if not on_gpu else "gpu" if on_gpu >= size else "part"
    return Running(kind, loaded=frozenset(f"ollama:{short(str(row.get('model')))}" for row in rows))
