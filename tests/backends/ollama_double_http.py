"""Just enough HTTP/1.1 over raw sockets to be a server that can also misbehave."""

import asyncio
import contextlib
import json
import re
import socket
import struct
import time
from dataclasses import dataclass, field


@dataclass
class Seen:
    """A request as it arrived; `left_at` is when the client closed before its answer was whole."""

    method: str
    path: str
    headers: dict
    body: bytes = b""
    at: float = field(default_factory=time.monotonic)
    left_at: float | None = None
    lines_sent: int = 0
    ended: bool = False

    @property
    def json(self):
        return json.loads(self.body) if self.body else {}


def go_json(value):
    """What Go's encoder writes: `<`, `>`, `&`, U+2028 and U+2029 escaped, all else raw (U+0085 too)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text).encode()


class ClientLeftError(Exception):
    pass


async def read_head(reader):
    """Read a request without its body; None at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *rest = head.decode("latin-1").rstrip().split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in rest)}
    return Seen(method, path, headers)


async def read_body(reader, seen):
    if "chunked" in seen.headers.get("transfer-encoding", ""):
        parts = []
        while size := int(await reader.readline(), 16):
            parts.append(await reader.readexactly(size))
            await reader.readexactly(2)
        await reader.readline()
        seen.body = b"".join(parts)
    elif size := int(seen.headers.get("content-length", 0)):
        seen.body = await reader.readexactly(size)


class Answer:
    """One answer on a connection; writing after the client left raises `ClientLeftError`."""

    def __init__(self, reader, writer, seen):
        self.reader, self.writer, self.seen = reader, writer, seen
        self.started = False
        self._left = asyncio.ensure_future(self._watch())

    async def _watch(self):
        """Whatever comes after the body is the client going away."""
        with contextlib.suppress(ConnectionError):
            await self.reader.read(1)
        self.seen.left_at = time.monotonic()

    def done(self):
        self._left.cancel()

    async def wait(self, seconds):
        """Wait; raises as soon as the client leaves."""
        if seconds <= 0:
            if self._left.done():
                raise ClientLeftError
            return
        await asyncio.wait([self._left], timeout=seconds)
        if self._left.done():
            raise ClientLeftError

    async def until(self, awaitable):
        """Wait for something of the server's, or for the client to leave."""
        task = asyncio.ensure_future(awaitable)
        try:
            await asyncio.wait([task, self._left], return_when=asyncio.FIRST_COMPLETED)
        except BaseException:
            task.cancel()
            raise
        if not task.done():
            task.cancel()
            raise ClientLeftError
        return task.result()

    async def whole(self, status, body=b"", kind="application/json; charset=utf-8"):
        """A plain answer with its length."""
        self.started = True
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self.writer.write(head.encode() + (b"" if self.seen.method == "HEAD" else body))
        await self._drain()

    async def value(self, value, status=200):
        await self.whole(status, go_json(value))

    async def error(self, status, text):
        await self.value({"error": text}, status)

    def begin(self, kind="application/x-ndjson"):
        if not self.started:
            self.started = True
            self.writer.write(
                f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
            )

    async def chunk(self, data):
        """One HTTP chunk, flushed to the socket."""
        self.begin()
        self.writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await self._drain()

    async def line(self, value):
        await self.chunk(go_json(value) + b"\n")
        self.seen.lines_sent += 1

    async def end(self):
        """The clean end of a chunked answer."""
        self.begin()
        self.writer.write(b"0\r\n\r\n")
        await self._drain()

    def close(self):
        """FIN in the middle."""
        self.writer.close()

    def reset(self):
        """RST in the middle: what was flushed has arrived, then the connection is torn."""
        raw = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def _drain(self):
        try:
            await self.writer.drain()
        except ConnectionError:
            raise ClientLeftError from None
