"""Who can speak for Tsuki: the models of every backend, and the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.errors import BackendError, ModelError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tsuki_desktop.backends.base import Backend, ModelInfo
    from tsuki_desktop.settings import SettingsFile


class Models:
    """All backends, each made when it is first needed.

    `makers` maps a backend's name, as in a model's id before the colon, to what makes it; their order is
    the order of preference. `hidden` backends are used when named, and never listed or chosen.
    """

    def __init__(
        self,
        makers: Mapping[str, Callable[[], Backend]],
        settings: SettingsFile,
        *,
        hidden: frozenset[str] = frozenset({"echo"}),
    ) -> None:
        self._makers = makers
        self._settings = settings
        self._hidden = hidden
        self._made: dict[str, Backend] = {}
        self._default: str | None = None
        self._this_time: str | None = None
        self.problems: dict[str, BackendError] = {}
        """Why a backend could not be listed the last time, by its name."""

    def backend(self, name: str) -> Backend:
        """Return the backend `name`.

        Raises:
            NotFoundError: there is none of that name.

        """
        if name not in self._makers:
            known = ", ".join(self._makers)
            raise NotFoundError(f"There is no backend “{name}”.", f"Known are: {known}.")
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    async def available(self) -> list[ModelInfo]:
        """List every model that can be chosen now, best first; `problems` says which backends are away."""
        found: list[ModelInfo] = []
        self.problems = {}
        for name in self._makers:
            if name in self._hidden:
                continue
            try:
                found += await self.backend(name).list_models()
            except BackendError as error:
                self.problems[name] = error
        return found

    async def current(self) -> tuple[str, Backend]:
        """Return the chosen model's id and its backend; without a choice, the best model that is here.

        Raises:
            ModelError: there is no model at all.
            NotFoundError: the chosen model's backend is unknown.

        """
        model = self._this_time or self._settings.value.model or self._default
        if not model:
            found = await self.available()
            if not found:
                raise ModelError(
                    "No model is here yet.",
                    "Install the starter model, start Ollama, or add a GGUF file in the settings.",
                )
            model = self._default = found[0].id
        return model, self.backend(model.partition(":")[0])

    async def choose(self, model: str) -> ModelInfo:
        """Make `model` (an id) the one that speaks, from the next message on.

        Raises:
            NotFoundError: no backend has such a model.

        """
        for info in await self.available():
            if model in {info.id, info.name}:
                self._settings.update(model=info.id)
                return info
        raise NotFoundError(f"There is no model “{model}”.", "See which there are under Models.")

    def use(self, model: str) -> None:
        """Let `model` (an id) speak in this session, without changing the person's choice."""
        self._this_time = model

    def forget_default(self) -> None:
        """Choose anew among what is here; called when models come or go."""
        self._default = None

    async def unload(self) -> None:
        """Give back memory and GPU; the next message loads again."""
        for backend in self._made.values():
            await backend.unload()

    async def close(self) -> None:
        """Close every backend."""
        for backend in self._made.values():
            await backend.close()
