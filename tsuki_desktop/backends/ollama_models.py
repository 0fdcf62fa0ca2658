"""Models of an Ollama server: fetch, make, delete. Always through its JSON API, never through a Modelfile."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from tsuki_desktop.backends.base import FetchProgress
from tsuki_desktop.backends.ollama import is_cloud, short
from tsuki_desktop.backends.ollama_errors import cloud_refused, no_model
from tsuki_desktop.errors import BackendError, ModelError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
    from pathlib import Path

    from tsuki_desktop.backends.ollama_link import Link
    from tsuki_desktop.domain.chat import Turn

_BLOCK = 2**20
_SHOWN_EVERY_S = 0.2
_WHOLE = frozenset({"num_ctx", "num_predict", "top_k", "seed", "repeat_last_n"})
_REAL = frozenset({"temperature", "top_p", "min_p", "repeat_penalty"})


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an Ollama model is made of: a base model's name, or files; then Tsuki's words.

    `parameters` are checked by name and type, because the server does not and every later chat would fail.
    """

    base: str = ""
    gguf: Path | None = None
    adapter: Path | None = None
    system: str = ""
    messages: Sequence[Turn] = ()
    parameters: Mapping[str, int | float] = field(default_factory=dict[str, int | float])


async def pull(link: Link, name: str, *, cloud: bool = False) -> AsyncGenerator[FetchProgress]:
    """Fetch `name`. Closing the generator pauses: the server keeps what it has, and goes on from there.

    Raises:
        BackendError: there is no such model, no way to it, or no consent to a cloud model.

    """
    if is_cloud(name) and not cloud:
        raise cloud_refused(name)
    await link.check()
    layers: dict[str, tuple[int, int]] = {}
    done = False
    async with aclosing(_statuses(link, "pull", name)) as rows:
        async for row in rows:
            if digest := row.get("digest"):
                layers[digest] = (row.get("completed") or 0, row.get("total") or 0)
            done = row.get("status") == "success"
            sums = [sum(part) for part in zip(*layers.values(), strict=True)] or [0, 0]
            yield FetchProgress(str(row.get("status") or ""), sums[0], sums[1])
    if not done:
        raise BackendError("The download broke off.", "Start it again: it goes on where it stopped.")
    link.forget()


async def delete(link: Link, name: str) -> None:
    """Delete a model from the server.

    Raises:
        BackendError: it has no such model, or is not there.

    """
    clients = await link.clients()
    async with link.known_errors(name):
        await clients.ollama.delete(name)
    link.forget()


async def create(link: Link, name: str, recipe: Recipe) -> AsyncGenerator[FetchProgress]:
    """Make the model `name`, and read it back to see that it says what was asked.

    Raises:
        BackendError: the base is missing, a file was refused, or the server made something else.

    """
    _check(recipe.parameters)
    await link.check()
    body: dict[str, Any] = {}
    if recipe.base:
        rows = await link.installed()
        if short(recipe.base) not in {short(str(row.get("model"))) for row in rows}:
            raise no_model(recipe.base)  # the server would start to fetch it
        body["from_"] = recipe.base
    for field_name, path in (("files", recipe.gguf), ("adapters", recipe.adapter)):
        if path:
            meter = Meter()
            putting = asyncio.ensure_future(put_blob(link, path, meter))
            try:
                while not (await asyncio.wait([putting], timeout=_SHOWN_EVERY_S))[0]:
                    yield FetchProgress(f"{meter.doing} {path.name}", meter.done, path.stat().st_size)
                body[field_name] = {path.name: await putting}
            finally:
                meter.over = True
                putting.cancel()
                await asyncio.wait([putting])
    body["system"] = recipe.system or None
    body["parameters"] = dict(recipe.parameters) or None
    body["messages"] = [{"role": str(turn.role), "content": turn.text} for turn in recipe.messages] or None
    done = False
    async with aclosing(_statuses(link, "create", name, **body)) as statuses:
        async for row in statuses:
            done = row.get("status") == "success"
            yield FetchProgress(str(row.get("status") or ""), 0, 0)
    link.forget()
    if not done or not await _is_what_was_asked(link, name, recipe):
        raise BackendError(f"Ollama did not make {name} as it was asked to.", "Update Ollama and try again.")


@dataclass(slots=True)
class Meter:
    """How many bytes of a file are through with what is being done; `over` ends it."""

    doing: str = "reading"
    done: int = 0
    over: bool = False


async def put_blob(link: Link, path: Path, meter: Meter | None = None) -> str:
    """Bring a file to the server unless it has it already; returns its digest.

    Raises:
        BackendError: the server refused it.

    """
    meter = meter or Meter()
    digest = f"sha256:{await asyncio.to_thread(_sha256, path, meter)}"
    meter.doing, meter.done = "copying", 0
    clients = await link.clients()
    async with link.known_errors():
        known = await clients.http.head(f"/api/blobs/{digest}")
        if known.is_success:
            return digest
        answer = await clients.http.post(f"/api/blobs/{digest}", content=_blocks(path, meter))
    if not answer.is_success:
        raise ModelError(f"Ollama did not take {path.name}.", "Try again.", answer.text[:200])
    return digest


async def _statuses(link: Link, verb: str, name: str, **body: Any) -> AsyncGenerator[dict[str, Any]]:
    """The rows of a pull or a create."""
    clients = await link.clients()
    async with link.known_errors(name):
        call = clients.ollama.pull if verb == "pull" else clients.ollama.create
        stream: Any = await call(name, stream=True, **body)
        async with aclosing(cast("AsyncGenerator[Any]", stream)) as rows:
            async for row in rows:
                yield row.model_dump()


async def _is_what_was_asked(link: Link, name: str, recipe: Recipe) -> bool:
    told = await link.show(name)
    messages: list[dict[str, Any]] = told.get("messages") or []
    said = [(str(one.get("role")), str(one.get("content"))) for one in messages]
    wanted = [(str(turn.role), turn.text) for turn in recipe.messages]
    same_system = not recipe.system or told.get("system") == recipe.system
    return same_system and (not wanted or said == wanted)


def _check(parameters: Mapping[str, int | float]) -> None:
    for name, value in parameters.items():
        whole = name in _WHOLE and type(value) is int
        real = name in _REAL and type(value) in {int, float}
        if not whole and not real:
            raise BackendError(f"“{name}” cannot be {value!r}.", "Leave it out, or correct it.")


def _sha256(path: Path, meter: Meter) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while not meter.over and (block := file.read(_BLOCK)):
            digest.update(block)
            meter.done += len(block)
    return digest.hexdigest()


async def _blocks(path: Path, meter: Meter) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        while block := await asyncio.to_thread(file.read, _BLOCK):
            yield block
            meter.done += len(block)
