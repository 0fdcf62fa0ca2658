"""One Ollama server: found when it is first needed, and its tables read."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from tsuki_desktop.backends.ollama_errors import (
    broke_off,
    check_version,
    explain,
    no_model,
    not_ollama,
    not_running,
)
from tsuki_desktop.backends.ollama_host import knock, parse_host
from tsuki_desktop.errors import BackendDownError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping

    from tsuki_desktop.backends.ollama_host import Host
    from tsuki_desktop.backends.ollama_wire import Clients

_LOOK_S = 0.7
_ANSWER_S = 4.0
"""Whoever takes a connection is there, and may only be slow: the machine may be busy with a training."""
"""How long a server on this computer may take to be found; on a network, three times as long."""
_SHORT_S = 10.0
"""Tables are small: a server that needs longer for one hangs."""


@dataclass(frozen=True, slots=True)
class About:
    """What `/api/show` tells of a model; `context` and `parameters` are None where it does not."""

    capabilities: frozenset[str]
    family: str = ""
    context: int | None = None
    parameters: int | None = None
    cache_bytes: int | None = None
    """Memory of the context for each token, in f16."""
    remote: bool = False

    @property
    def thinks(self) -> bool:
        """Whether it can think before it speaks."""
        return "thinking" in self.capabilities

    @property
    def chats(self) -> bool:
        """Whether it writes at all; an embedding model does not."""
        return not self.capabilities or "completion" in self.capabilities


class Link:
    """The way to one server; nothing is imported or dialled before the first call."""

    def __init__(self, host: str) -> None:
        self._told = host
        self._clients: Clients | None = None
        self._opening = asyncio.Lock()
        self._checked = False
        self._about: dict[str, About] = {}
        self._closed = False

    @property
    def host(self) -> Host:
        """The checked address.

        Raises:
            BackendDownError: it cannot be understood.

        """
        return parse_host(self._told)

    async def clients(self) -> Clients:
        """The HTTP clients, made on a thread: the imports take longer than a frame.

        Raises:
            BackendDownError: the address is wrong, or the link is closed.

        """
        if self._closed:
            raise BackendDownError("The way to Ollama has been closed.", "Start Tsuki again.")
        async with self._opening:
            if self._clients is None:
                self._clients = await asyncio.to_thread(_open, self.host)
            return self._clients

    async def close(self) -> None:
        """End every running request."""
        self._closed = True
        clients, self._clients = self._clients, None
        if clients:
            await clients.close()

    async def models(self) -> list[dict[str, Any]]:
        """The rows of `/api/tags`.

        Raises:
            BackendDownError: nobody answers in time.

        """
        patience = _LOOK_S if self.host.is_here else 3 * _LOOK_S
        if not self._clients and not await knock(self.host, patience):
            raise not_running(self.host.url)
        clients = await self.clients()
        try:
            async with asyncio.timeout(_ANSWER_S):
                await clients.http.get("/api/version")
        except TimeoutError:
            raise not_running(self.host.url) from None
        except Exception as error:
            raise translated(error, self.host.url) from error
        return await self.installed()

    async def installed(self) -> list[dict[str, Any]]:
        """The same of a server that is known to be there: it may take its time.

        Raises:
            BackendDownError: it is not there any more.

        """
        return _rows(await self.read("GET", "/api/tags"), self.host.url)

    async def loaded(self) -> list[dict[str, Any]]:
        """The rows of `/api/ps`: what is in memory now."""
        return _rows(await self.read("GET", "/api/ps"), self.host.url)

    async def check(self) -> None:
        """See that the server is new enough, once.

        Raises:
            BackendDownError: it is not there, or too old.

        """
        if not self._checked:
            told = await self.read("GET", "/api/version")
            check_version(str(told.get("version", "0.0.0")))
            self._checked = True

    async def show(self, name: str) -> dict[str, Any]:
        """What the server knows of a model, whole."""
        return await self.read("POST", "/api/show", {"model": name}, model=name)

    async def about(self, name: str, key: str = "") -> About:
        """What matters of a model, remembered by `key` (its digest) or its name."""
        if (key or name) not in self._about:
            self._about[key or name] = self._about[name] = _about(await self.show(name))
        return self._about[key or name]

    def forget(self) -> None:
        """Models have come or gone."""
        self._about.clear()

    async def read(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, *, model: str = ""
    ) -> dict[str, Any]:
        """Ask for one small JSON document.

        Raises:
            BackendError: what `ollama_errors` makes of the server's answer.

        """
        clients = await self.clients()
        url = self.host.url
        try:
            async with asyncio.timeout(_SHORT_S):
                answer = await clients.http.request(method, path, json=body)
        except TimeoutError:
            raise not_running(url) from None
        except Exception as error:
            raise translated(error, url) from error
        if answer.status_code == 404 and path == "/api/show":  # noqa: PLR2004 - HTTP's own word
            raise no_model(model)
        if not answer.is_success:
            raise explain(answer.status_code, answer.text, model=model, url=url)
        try:
            value: Any = answer.json()
        except ValueError as error:
            raise not_ollama(url, answer.text[:200]) from error
        if not isinstance(value, dict):
            raise not_ollama(url, answer.text[:200])
        return cast("dict[str, Any]", value)

    @asynccontextmanager
    async def known_errors(self, model: str = "") -> AsyncGenerator[None]:
        """Turn what the client raises inside into our own errors."""
        try:
            yield
        except Exception as error:
            raise translated(error, self.host.url, model) from error


def translated(error: Exception, url: str, model: str = "") -> Exception:
    """Our own error for what httpx or the package raised; others are bugs and stay what they are."""
    import httpx
    import ollama

    match error:
        case httpx.ConnectError() | httpx.ConnectTimeout() | ConnectionError():
            return not_running(url)
        case httpx.TransportError():
            return broke_off(repr(error))
        case ollama.ResponseError():
            return explain(error.status_code, error.error, model=model, url=url)
        case _:
            return error


def _open(host: Host) -> Clients:
    from tsuki_desktop.backends.ollama_wire import open_clients

    return open_clients(host)


def _rows(value: dict[str, Any], url: str) -> list[dict[str, Any]]:
    rows = value.get("models")
    if rows is None:
        raise not_ollama(url)
    return cast("list[dict[str, Any]]", rows)


def _about(told: Mapping[str, Any]) -> About:
    details: dict[str, Any] = told.get("details") or {}
    info: dict[str, Any] = told.get("model_info") or {}
    family = str(info.get("general.architecture") or details.get("family") or "")

    def number(key: str) -> int | None:
        value = info.get(f"{family}.{key}")
        return value if isinstance(value, int) and value > 0 else None

    return About(
        capabilities=frozenset(told.get("capabilities") or ()),
        family=family,
        context=number("context_length"),
        parameters=info.get("general.parameter_count"),
        cache_bytes=_cache_bytes(number),
        remote=bool(told.get("remote_host")),
    )


def _cache_bytes(number: Callable[[str], int | None]) -> int | None:
    """Keys and values of every layer, two bytes each."""
    layers, heads = number("block_count"), number("attention.head_count")
    width = number("embedding_length")
    if not (layers and heads and width):
        return None
    key = number("attention.key_length") or width // heads
    value = number("attention.value_length") or key
    return 2 * layers * (number("attention.head_count_kv") or heads) * (key + value)
