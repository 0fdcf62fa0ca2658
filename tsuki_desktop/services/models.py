"""Who can speak for Tsuki: the models of every backend, and the one that is chosen."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tsuki_desktop.backends.ollama_errors import cloud_refused
from tsuki_desktop.errors import BackendError, ModelError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tsuki_desktop.backends.base import Backend, ModelInfo
    from tsuki_desktop.settings import SettingsFile


@runtime_checkable
class HoldsMemory(Protocol):
    """A backend whose models lie in memory that is this program's own."""

    def retire(self) -> None:
        """Give all of it back as soon as nothing runs."""
        ...


class Models:
    """All backends, each made when it is first needed.

    `makers` maps a backend's name, as in a model's id before the colon, to what makes it; their order is
    the order of preference. `hidden` backends are used when named, and never listed or chosen. `made_from`
    names the settings that a backend is made from: when one of them changes, it is made anew.
    """

    def __init__(
        self,
        makers: Mapping[str, Callable[[], Backend]],
        settings: SettingsFile,
        *,
        hidden: frozenset[str] = frozenset({"echo"}),
        made_from: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._makers = makers
        self.settings = settings
        self._hidden = hidden
        self._made_from = made_from or {}
        self._made: dict[str, tuple[Backend, tuple[object, ...]]] = {}
        self._replaced: list[Backend] = []
        self._default: str | None = None
        self._this_time: str | None = None
        self._her_form: str | None = None
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
        value = self.settings.value
        wanted = tuple(getattr(value, setting) for setting in self._made_from.get(name, ()))
        backend, made_from = self._made.get(name, (None, ()))
        if backend is None or made_from != wanted:
            if backend:
                self._replaced.append(backend)  # a reply may still be running in it
                if isinstance(backend, HoldsMemory):
                    backend.retire()
            backend = self._makers[name]()
            self._made[name] = backend, wanted
        return backend

    def knows(self, name: str) -> bool:
        """Whether there is a backend `name` whose models are listed."""
        return name in self._makers and name not in self._hidden

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
        model = self._this_time or await self._here(self.settings.value.model) or self._default
        if not model:
            best = await self._best()
            if not best:
                raise ModelError(
                    "No model is here yet.",
                    "Install the starter model, start Ollama, or add a GGUF file under Models.",
                )
            model = self._default = best.id
        return model, self.backend(model.partition(":")[0])

    async def _here(self, chosen: str) -> str:
        """The chosen model; of her voice on the starter, the better one of its two forms that is here.

        The merged file comes, goes with the cache, and is made anew after an update.
        """
        from tsuki_desktop.backends.llama_models import BACKEND, HER_VOICE

        if chosen not in HER_VOICE or BACKEND not in self._makers:
            return chosen
        if self._her_form is None:
            try:
                here = {one.id for one in await self.backend(BACKEND).list_models()}
            except BackendError:
                return chosen
            self._her_form = next((one for one in HER_VOICE if one in here), chosen)
        return self._her_form

    async def _best(self) -> ModelInfo | None:
        """The first model of the first backend that has one, which spares asking the others.

        But whoever runs Ollama has something far better than the tiny starter, and models beyond this
        machine's memory answer nobody: those speak only where there is nothing else.
        """
        fallback = None
        for name in self._makers:
            if name in self._hidden:
                continue
            with suppress(BackendError):
                first = next((one for one in await self.backend(name).list_models() if not one.cloud), None)
                if first and not first.starter and first.fits is not False:
                    return first
                fallback = fallback or first
        return fallback

    async def choose(self, model: str) -> ModelInfo:
        """Make `model` (an id) the one that speaks, from the next message on.

        Raises:
            NotFoundError: no backend has such a model.
            ModelError: it runs on somebody else's computers, and the person has not agreed to that.

        """
        for info in await self.available():
            if model in {info.id, info.name}:
                if info.cloud and not self.settings.value.cloud_models:
                    raise cloud_refused(info.name)
                self.settings.update(model=info.id)
                return info
        raise NotFoundError(f"There is no model “{model}”.", "See which there are under Models.")

    def use(self, model: str) -> None:
        """Let `model` (an id) speak in this session, without changing the person's choice."""
        self._this_time = model

    def forget_default(self) -> None:
        """Choose anew among what is here; called when models come or go."""
        self._default = self._her_form = None

    async def unload(self) -> None:
        """Give back memory and GPU; the next message loads again."""
        for backend in self._all():
            await backend.unload()

    async def close(self) -> None:
        """Close every backend."""
        for backend in self._all():
            await backend.close()

    def _all(self) -> list[Backend]:
        return [*(backend for backend, _ in self._made.values()), *self._replaced]
