"""The program's own backends: how each is made, and which settings it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import bundled
from tsuki_desktop.services.model_folders import added
from tsuki_desktop.services.starter_voice import merged_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tsuki_desktop.backends.base import Backend
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.settings import Settings, SettingsFile

MADE_FROM: Mapping[str, tuple[str, ...]] = {
    "llama.cpp": ("threads", "gpu_layers", "card_lent", "idle_unload_minutes", "model_folders"),
    "ollama": ("ollama_host", "idle_unload_minutes", "think", "cloud_models"),
    "openai": ("openai_url", "think"),
}
"""A backend is made anew when one of these settings has changed."""


def llama_folders(profile: Profile, settings: Settings) -> list[Path]:
    """Where llama.cpp finds its models."""
    return [profile.models, profile.builds, bundled("models"), merged_folder(), *added(settings)]


def own_backends(profile: Profile, settings: SettingsFile) -> dict[str, Callable[[], Backend]]:
    """What makes each backend, in the order of preference; modules are imported when they are needed."""

    def llama_cpp() -> Backend:
        from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

        value = settings.value
        return LlamaCppBackend(
            folders=llama_folders(profile, value),
            threads=value.threads or None,
            gpu_layers=0 if value.card_lent else None if value.gpu_layers < 0 else value.gpu_layers,
            idle_unload_s=value.idle_unload_minutes * 60,
        )

    def ollama() -> Backend:
        import os

        from tsuki_desktop.backends.ollama import OllamaBackend

        value = settings.value
        return OllamaBackend(
            value.ollama_host or os.environ.get("OLLAMA_HOST", ""),
            keep_alive_s=value.idle_unload_minutes * 60 or -1,
            think=value.think,
            cloud=value.cloud_models,
        )

    def openai() -> Backend:
        from tsuki_desktop.backends.openai_server import OpenAIServerBackend

        return OpenAIServerBackend(settings.value.openai_url, think=settings.value.think)

    def echo() -> Backend:
        return EchoBackend(tokens_per_s=30)

    return {"llama.cpp": llama_cpp, "ollama": ollama, "openai": openai, "echo": echo}
