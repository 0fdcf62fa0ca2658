"""Where Ollama is: OLLAMA_HOST read as the server itself reads it."""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass

from tsuki_desktop.errors import BackendDownError

USUAL_PORT = 11434
_PORTS = {"http": 80, "https": 443}
_LAST_PORT = 65535
_UNBOUND = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - an address to dial, nothing listens
"""A server may listen on every address; one of them has to be dialled."""


@dataclass(frozen=True, slots=True)
class Host:
    """A checked address; `path` begins with a slash where it is not empty."""

    scheme: str
    name: str
    port: int
    path: str = ""

    @property
    def url(self) -> str:
        """The base URL, without a slash at the end."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return f"{self.scheme}://{name}:{self.port}{self.path}"

    @property
    def is_here(self) -> bool:
        """Whether it is this computer."""
        if self.name.lower() == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.name).is_loopback
        except ValueError:
            return False


def parse_host(text: str, *, usual_port: int = USUAL_PORT) -> Host:
    """Read an address such as `127.0.0.1:11434`, `http://box.lan`, `[::1]` or `:8080`.

    Spaces and quotes around it are dropped; without a scheme it is http on `usual_port`.

    Raises:
        BackendDownError: it cannot be understood.

    """
    trimmed = text.strip().strip("\"'").strip()
    scheme, separator, rest = trimmed.partition("://")
    if not separator:
        scheme, rest = "http", trimmed
    port = _PORTS.get(scheme.lower(), 0) if separator else usual_port
    place, _, path = rest.partition("/")
    name, told_port = _split(place)
    if place.startswith("[") and ":" not in name:
        name = ""
    if not port or (told_port and not _is_port(told_port)) or not _is_name(name):
        raise BackendDownError(
            f"The address “{text.strip()}” cannot be understood.",
            f"Write it like 127.0.0.1:{usual_port} or http://127.0.0.1:{usual_port} in the settings.",
        )
    name = _UNBOUND.get(name, name)
    path = f"/{path.strip('/')}" if path.strip("/") else ""
    return Host(scheme.lower(), name, int(told_port) if told_port else port, path)


async def knock(host: Host, within_s: float) -> bool:
    """Whether anybody listens at `host`; a bare connection, before any client is imported."""
    try:
        async with asyncio.timeout(within_s):
            _, writer = await asyncio.open_connection(host.name, host.port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def _split(place: str) -> tuple[str, str]:
    """The name and the port of `name:port`, `[v6]:port` or a bare v6 address."""
    if place.startswith("["):
        name, _, rest = place[1:].partition("]")
        return name, rest.removeprefix(":")
    if place.count(":") > 1:
        return place, ""
    name, _, port = place.partition(":")
    return name or "127.0.0.1", port


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) <= _LAST_PORT


def _is_name(name: str) -> bool:
    if ":" in name:
        try:
            ipaddress.IPv6Address(name.partition("%")[0])
        except ValueError:
            return False
        return True
    return bool(name) and all(mark.isalnum() or mark in "-._" for mark in name)
