"""Opening what a person dropped in: plain, .gz, .zst, or a member of a zip, which is never extracted."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from tsuki_desktop.dataset.lines import readable, utf8
from tsuki_desktop.errors import BadFileError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

MAX_MEMBERS = 100_000
MAX_MEMBER = 4 << 30
"""Bytes, unpacked."""
MAX_RATIO = 200
"""Unpacked bytes for a packed one; chat logs reach 20, bombs 1,000."""
FREE_RATIO = 16 << 20
"""Bytes that may be unpacked before the ratio counts."""
MAX_STRING = 64 << 20
"""Bytes without a quotation mark in one JSON document."""
_ZSTD_WINDOW = 2**31
"""Reddit's dumps need it."""


class GuardedReader(io.RawIOBase):
    """Passes bytes on, until there are too many for what was packed, or one string never ends."""

    def __init__(self, stream: IO[bytes], name: str, packed: int | None) -> None:
        self._stream = stream
        self._name = name
        self._limit = MAX_MEMBER if packed is None else min(MAX_MEMBER, FREE_RATIO + packed * MAX_RATIO)
        self._packed = packed is not None
        self._total = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Raise `BadFileError` where the source is damaged or too large."""
        try:
            data = self._stream.read(len(buffer))
        except (
            OSError,
            EOFError,
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise BadFileError(f"{self._name} is damaged or cut off.", detail=str(error)) from error
        self._total += len(data)
        if self._packed and self._total > self._limit:
            raise BadFileError(f"{self._name} unpacks to far more than it should; it was not read further.")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the source, too."""
        self._stream.close()
        super().close()


@dataclass(frozen=True)
class Member:
    """Something to read: a file, or a member of an archive. `name` is for messages and recognition."""

    name: str
    size: int
    _opener: Callable[[], io.BufferedReader]

    @contextmanager
    def open(self) -> Generator[io.BufferedReader]:
        """Its bytes as UTF-8 without a mark.

        Raises:
            BadFileError: damaged, encrypted, or unpacks to far too much.

        """
        with self._opener() as stream:
            yield utf8(stream)

    @contextmanager
    def open_text(self) -> Generator[io.BufferedReader]:
        """As `open`, for texts, which may be Windows-1252, too."""
        with self._opener() as stream:
            yield readable(stream)

    def head(self, size: int = 1 << 16) -> bytes:
        """The first bytes, as `open` gives them."""
        with self.open() as stream:
            return stream.read(size)


def members(path: Path) -> list[Member]:
    """What is in `path`: one member, or those of a zip, in its order.

    Raises:
        NotFoundError: no such file.
        BadFileError: a folder, or an archive that is damaged, encrypted or has too many members.

    """
    if path.is_dir():
        hint = "Choose the file in it that holds the chat, or pack the folder as a .zip."
        raise BadFileError(f"{path.name} is a folder.", hint)
    if not path.is_file():
        raise NotFoundError(f"There is no file {path.name}.", detail=str(path))
    size = path.stat().st_size
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic[:4] == b"PK\x03\x04" or magic[:4] == b"PK\x05\x06":
        return _zip_members(path)
    if magic[:2] == b"\x1f\x8b":
        return [Member(path.stem, size, lambda: _guard(gzip.open(path), path.name, size))]
    if magic == b"\x28\xb5\x2f\xfd":
        return [Member(path.stem, size, lambda: _guard(_unzstd(path), path.name, size))]
    return [Member(path.name, size, lambda: _guard(path.open("rb"), path.name, None))]


def _guard(stream: Any, name: str, packed: int | None) -> io.BufferedReader:
    return io.BufferedReader(GuardedReader(stream, name, packed), 1 << 16)


def _unzstd(path: Path) -> Any:
    import zstandard

    reader = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    return _ZstdErrors(reader.stream_reader(path.open("rb"), read_across_frames=True), zstandard.ZstdError)


class _ZstdErrors:
    """Turns the library's own error into one that the guard knows."""

    def __init__(self, stream: Any, error: type[Exception]) -> None:
        self._stream = stream
        self._error = error

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except self._error as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        self._stream.close()


def _zip_members(path: Path) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadFileError(f"{path.name} is not a whole zip file.", detail=str(error)) from error
    if len(infos) > MAX_MEMBERS:
        raise BadFileError(f"{path.name} has {len(infos)} members; at most {MAX_MEMBERS} are read.")
    if any(info.flag_bits & 1 for info in infos):
        raise BadFileError(f"{path.name} is locked with a password.", "Unpack it and import what is inside.")

    def opener(info: zipfile.ZipInfo) -> Callable[[], io.BufferedReader]:
        return lambda: _guard(_Unzipped(path, info), info.filename, info.compress_size)

    return [Member(info.filename, info.file_size, opener(info)) for info in infos]


class _Unzipped:
    """One member's bytes; closing it closes the archive, too."""

    def __init__(self, path: Path, info: zipfile.ZipInfo) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
            self._stream = self._archive.open(info)
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise BadFileError(f"{info.filename} in {path.name} is damaged.", detail=str(error)) from error

    def read(self, size: int) -> bytes:
        return self._stream.read(size)

    def close(self) -> None:
        self._stream.close()
        self._archive.close()
