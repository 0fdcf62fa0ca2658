"""Tsuki through Ollama: what the person has there, with explicit context, nothing forgotten in silence."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, Any

from tsuki_desktop.backends.base import ModelInfo
from tsuki_desktop.backends.estimate import Estimator
from tsuki_desktop.backends.ollama_errors import (
    ServerBusyError,
    TooLongError,
    cloud_refused,
    not_ollama,
)
from tsuki_desktop.backends.ollama_link import Link
from tsuki_desktop.backends.ollama_reply import ReplyParts, chunks
from tsuki_desktop.domain.events import Loading
from tsuki_desktop.errors import BackendError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from tsuki_desktop.backends.base import ReplyRequest
    from tsuki_desktop.backends.ollama_link import About
    from tsuki_desktop.domain.chat import Turn
    from tsuki_desktop.domain.events import BackendEvent
    from tsuki_desktop.domain.sampling import Sampling

BACKEND = "ollama"
USUAL_CONTEXT = 2048
THOUGHT_TOKENS = 2048
"""What a thinking model may spend before its reply, beside the reply's own limit."""
_BUSY_WAITS_S = (0.25, 0.5, 1.0)
_AT_ONCE = 8
_ALWAYS_THINKS = "gptoss"
"""A family that cannot be told not to think, only how much."""


class OllamaBackend:
    """Speaks with the server at `host` (read like OLLAMA_HOST; "" is this computer).

    `keep_alive_s` is how long a model stays in the server's memory after a reply, negative for ever. `think`
    lets thinking models think before they speak. Models of somebody else's computers are listed last, and
    refused unless `cloud` is set.
    """

    name = BACKEND
    counts_exactly = False

    def __init__(
        self, host: str = "", *, keep_alive_s: float = 600, think: bool = False, cloud: bool = False
    ) -> None:
        self.link = Link(host)
        self._keep_alive_s = keep_alive_s
        self._think = think
        self._cloud = cloud
        self._estimator = Estimator()
        self._used: set[str] = set()
        self._preparing: asyncio.Task[None] | None = None

    async def list_models(self) -> list[ModelInfo]:
        """What is installed and can chat: what fits first, newest first, cloud models last."""
        rows = await self.link.models()
        here = {str(row.get("model")) for row in await self.link.loaded()}
        gate = asyncio.Semaphore(_AT_ONCE)

        async def one(row: dict[str, Any]) -> ModelInfo | None:
            async with gate:
                return await self._info(row, here)

        found = [info for info in await asyncio.gather(*map(one, rows)) if info]
        return sorted(found, key=lambda info: (info.cloud, info.fits is False))

    async def stream(self, request: ReplyRequest) -> AsyncGenerator[BackendEvent]:
        """One reply; see `Backend.stream`."""
        await self._stop_preparing()
        started = asyncio.get_running_loop().time()
        model = request.model.removeprefix(f"{BACKEND}:")
        about = await self._ready(model)
        if not await self._is_loaded(model, self._context(request.sampling, about)):
            yield Loading(request.model)
        self._used.add(model)
        parts = ReplyParts(started, request.sampling.max_tokens if about.thinks else None)
        asked = self._asked(request, model, about)
        async with aclosing(self._chunks(asked, model, request)) as stream:
            async for chunk in stream:
                for event in parts.feed(chunk):
                    yield event
                if parts.ended:
                    break
        for event in parts.end():
            yield event
        self._estimator.learn(model, request.turns, parts.prompt_tokens)

    async def count(self, model: str, turns: Sequence[Turn]) -> list[int]:
        """A guess on the safe side, corrected by what the server counted in earlier replies."""
        return self._estimator.count(model.removeprefix(f"{BACKEND}:"), turns)

    async def prepare(self, request: ReplyRequest) -> None:
        """Let the server load the model and read the prompt; the next reply ends it."""
        await self._stop_preparing()
        task = self._preparing = asyncio.ensure_future(self._prepare(request))
        try:
            await asyncio.wait([task])
        finally:
            task.cancel()

    async def unload(self) -> None:
        """Ask the server to free the memory of every model that was used here."""
        used, self._used = self._used, set()
        for model in used:
            with suppress(BackendError):
                clients = await self.link.clients()
                async with self.link.known_errors(model):
                    await clients.ollama.chat(model, [], keep_alive=0)

    async def close(self) -> None:
        """Leave the server; what it keeps in memory is its keep-alive's business."""
        await self._stop_preparing()
        await self.link.close()

    async def _prepare(self, request: ReplyRequest) -> None:
        model = request.model.removeprefix(f"{BACKEND}:")
        with suppress(BackendError):
            about = await self._ready(model)
            self._used.add(model)
            asked = self._asked(request, model, about)
            asked["options"]["num_predict"] = 1
            asked["think"] = "low" if about.family == _ALWAYS_THINKS else False
            async with aclosing(chunks(self.link, asked, model)) as stream:
                async for chunk in stream:
                    self._estimator.learn(model, request.turns, chunk.get("prompt_eval_count"))

    async def _stop_preparing(self) -> None:
        """A reply goes first: the server drops what nobody listens to."""
        task, self._preparing = self._preparing, None
        if task and not task.done():
            task.cancel()
            await asyncio.wait([task])

    async def _ready(self, model: str) -> About:
        """What is known of `model`, once server, model and consent are seen to be there."""
        if is_cloud(model) and not self._cloud:
            raise cloud_refused(model)
        await self.link.check()
        about = await self.link.about(model)
        if about.remote and not self._cloud:
            raise cloud_refused(model)
        return about

    async def _is_loaded(self, model: str, context: int) -> bool:
        """Whether the server can answer without loading: same model, same context."""
        for row in await self.link.loaded():
            if short(str(row.get("model"))) == short(model):
                return row.get("context_length") in {None, context}
        return False

    async def _chunks(
        self, asked: dict[str, Any], model: str, request: ReplyRequest
    ) -> AsyncGenerator[dict[str, Any]]:
        """The reply's chunks; a full queue is asked again, as nothing has begun."""
        for wait in (*_BUSY_WAITS_S, None):
            try:
                async with aclosing(chunks(self.link, asked, model)) as stream:
                    async for chunk in stream:
                        yield chunk
            except ServerBusyError:
                if wait is None:
                    raise
                await asyncio.sleep(wait)
            except TooLongError as error:
                self._estimator.learn(model, request.turns, error.prompt)
                room = asked["options"]["num_ctx"]
                if room < request.sampling.context:
                    error.hint = f"It can see {room} tokens: choose a context of {room} in the settings."
                raise
            else:
                return

    def _asked(self, request: ReplyRequest, model: str, about: About) -> dict[str, Any]:
        """The arguments of the package's `chat`. What makes a runner is the same in every call."""
        sampling = request.sampling
        thinks = about.thinks and (self._think or about.family == _ALWAYS_THINKS)
        options: dict[str, Any] = {
            "num_ctx": self._context(sampling, about),
            "num_predict": sampling.max_tokens + (THOUGHT_TOKENS if thinks else 0),
            "temperature": sampling.temperature,
            "top_k": sampling.top_k,
            "top_p": sampling.top_p,
            "min_p": sampling.min_p,
            "repeat_penalty": sampling.repeat_penalty,
            "repeat_last_n": sampling.repeat_last,
        }
        if sampling.seed is not None:
            options["seed"] = sampling.seed
        if request.stop:
            options["stop"] = list(request.stop)
        level = ("medium" if self._think else "low") if about.family == _ALWAYS_THINKS else thinks
        return {
            "model": model,
            "messages": [{"role": str(turn.role), "content": turn.text} for turn in request.turns],
            "think": level,
            "options": options,
            "keep_alive": self._keep_alive_s,
        }

    def _context(self, sampling: Sampling, about: About) -> int:
        return min(sampling.context, about.context or sampling.context)

    async def _info(self, row: dict[str, Any], loaded: set[str]) -> ModelInfo | None:
        """A row of the list; None for a model that cannot chat."""
        name = str(row.get("model") or row.get("name") or "")
        if not name:
            raise not_ollama(self.link.host.url)
        cloud = is_cloud(name) or bool(row.get("remote_host"))
        details: dict[str, Any] = row.get("details") or {}
        about = None
        with suppress(BackendError):  # a broken model is still listed: choosing it tells why
            about = await self.link.about(short(name), str(row.get("digest", "")))
        if about and not about.chats:
            return None
        size = None if cloud else row.get("size")
        cache = about.cache_bytes if about else None
        return ModelInfo(
            id=f"{BACKEND}:{short(name)}",
            name=short(name),
            backend=BACKEND,
            size_bytes=size,
            family=str(details.get("family") or (about.family if about else "")),
            quantisation=str(details.get("quantization_level") or ""),
            parameters=about.parameters if about else None,
            context=about.context if about else None,
            fits=True if name in loaded else self._fits(size, about),
            cloud=cloud,
            memory_bytes=size + cache * USUAL_CONTEXT if size and cache else None,
        )

    def _fits(self, size: int | None, about: About | None) -> bool | None:
        """Whether weights and cache fit into this computer's memory; None where the server is elsewhere."""
        if not size or not about or not about.cache_bytes or not self.link.host.is_here:
            return None
        import psutil

        return size + about.cache_bytes * USUAL_CONTEXT <= psutil.virtual_memory().total * 0.9


def is_cloud(name: str) -> bool:
    """Whether a model of this name runs on somebody else's computers."""
    return name.endswith(("-cloud", ":cloud"))


def short(name: str) -> str:
    """The name as people write it: without the tag that is meant anyway."""
    return name.removesuffix(":latest")
