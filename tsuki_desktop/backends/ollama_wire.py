"""The connection to Ollama: the `ollama` package's client on a transport that mends what it lacks.

Imports httpx, and is itself imported on a thread when Ollama is first needed.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator

    from ollama import AsyncClient

    from tsuki_desktop.backends.ollama_host import Host

CONNECT_S = 5.0
_NEXT_LINE = "\u0085".encode()
_OWN_HOST = "ollama.com"


@dataclass(frozen=True, slots=True)
class Clients:
    """`ollama` for what the package can do, `http` for the rest; both on the same rules."""

    ollama: AsyncClient
    http: httpx.AsyncClient

    async def close(self) -> None:
        """Close both; running requests end."""
        await self.ollama.close()
        await self.http.aclose()


def open_clients(host: Host) -> Clients:
    """Make the clients. Blocks for as long as the imports take; connects to nothing.

    There is no read timeout: a cold load may take minutes, and the person can stop it. Proxies of the
    environment are never used and redirects never followed: nothing but `host` is ever dialled.
    """
    with _quiet_environment():
        import ollama

    def transport() -> MendingTransport:
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=0)
        return MendingTransport(httpx.AsyncHTTPTransport(verify=host.scheme == "https", limits=limits))

    timeout = httpx.Timeout(None, connect=CONNECT_S)
    client = ollama.AsyncClient(
        host.url, follow_redirects=False, timeout=timeout, trust_env=False, transport=transport()
    )
    http = httpx.AsyncClient(base_url=host.url, timeout=timeout, trust_env=False, transport=transport())
    return Clients(client, http)


@contextmanager
def _quiet_environment() -> Generator[None]:
    """Import the package safely: it makes a client at import, which dies of a bad OLLAMA_HOST or proxy."""
    if "ollama" in sys.modules:
        yield
        return
    names = [name for name in os.environ if name == "OLLAMA_HOST" or name.lower().endswith("_proxy")]
    taken = {name: os.environ.pop(name) for name in names}
    try:
        yield
    finally:
        os.environ.update(taken)


class MendingTransport(httpx.AsyncBaseTransport):
    """Adds the request fields that the package has no argument for, and makes replies safe to split.

    Chats ask for `truncate: false` and `shift: false`: the server must tell when a prompt does not fit,
    rather than forget turns in silence. The key for ollama.com goes nowhere else.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`, mended."""
        if request.url.host != _OWN_HOST:
            request.headers.pop("authorization", None)
        request.headers["accept-encoding"] = "identity"
        if request.url.path.endswith("/api/chat"):
            request = _honest(request)
        response = await self._inner.handle_async_request(request)
        if "ndjson" in response.headers.get("content-type", ""):
            stream = response.stream
            assert isinstance(stream, httpx.AsyncByteStream)
            response.stream = _Lines(stream)
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def _honest(request: httpx.Request) -> httpx.Request:
    body: dict[str, Any] = json.loads(request.content)
    headers = [pair for pair in request.headers.multi_items() if pair[0] != "content-length"]
    content = json.dumps({**body, "truncate": False, "shift": False}).encode()
    return httpx.Request(
        request.method, request.url, headers=headers, content=content, extensions=request.extensions
    )


class _Lines(httpx.AsyncByteStream):
    """A byte stream of JSON lines in which nothing but a line's end looks like one.

    A raw U+0085 is allowed in JSON and splits lines for httpx: it is escaped, which means the same. Blank
    lines go.
    """

    def __init__(self, inner: httpx.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        held = b""
        at_start = True
        async for data in self._inner:
            whole = held + data
            held = whole[-1:] if whole.endswith(_NEXT_LINE[:1]) else b""
            whole = whole[: len(whole) - len(held)].replace(_NEXT_LINE, b"\\u0085")
            while b"\n\n" in whole:
                whole = whole.replace(b"\n\n", b"\n")
            if at_start:
                whole = whole.lstrip(b"\r\n")
            if whole:
                at_start = whole.endswith(b"\n")
                yield whole
        if held:
            yield held

    async def aclose(self) -> None:
        await self._inner.aclose()
