"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from tsuki_desktop.errors import DiskFullError, ReadOnlyError, StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType


_SUFFIX = ".part"


class Staged:
    """Several files that appear together at the end.

    Each is written under a temporary name in its own folder, readable by its owner alone. `commit`
    flushes them to the disk and gives them their names; leaving the `with` block without it, for
    whatever reason, removes them.
    """

    def __init__(self, paths: Sequence[Path], *, overwrite: bool) -> None:
        """Raise `UsageError` for a link, a folder, or an existing file without `overwrite`."""
        self._paths = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100  resolve() follows links
        self._overwrite = overwrite
        self._open: dict[Path, tuple[Path, IO[bytes]]] = {}
        self._temps: set[Path] = set()
        self._scratch: list[IO[bytes]] = []
        for path in self._paths:
            _check_target(path, overwrite=overwrite)

    def __enter__(self) -> Self:
        for path in self._paths:
            try:
                handle, name = tempfile.mkstemp(prefix=_prefix(os.getpid()), suffix=_SUFFIX, dir=path.parent)
            except OSError as error:
                self._discard()
                raise explained(error, path) from error
            temp = Path(name)
            self._temps.add(temp)
            self._open[path] = (temp, os.fdopen(handle, "w+b", buffering=1 << 18))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._discard()
        if isinstance(error, OSError):
            raise explained(error, self._paths[0]) from error

    def __getitem__(self, path: Path) -> IO[bytes]:
        return self._open[Path(os.path.abspath(path))][1]  # noqa: PTH100  resolve() follows links

    def scratch(self) -> IO[bytes]:
        """A nameless file beside the first one, gone when closed or when the block ends."""
        stream = tempfile.TemporaryFile(dir=self._paths[0].parent, buffering=1 << 18)  # noqa: SIM115  closed in _discard
        self._scratch.append(stream)
        return stream

    def commit(self) -> None:
        """Give the files their names, the last of them first."""
        for _, stream in self._open.values():
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
        placed: list[Path] = []
        try:
            for path in reversed(self._paths):
                self._place(self._open[path][0], path)
                placed.append(path)
        except OSError:
            if not self._overwrite:
                for path in placed:
                    path.unlink(missing_ok=True)
            raise
        for folder in {path.parent for path in self._paths}:
            sync_folder(folder)

    def _place(self, temp: Path, path: Path) -> None:
        _check_target(path, overwrite=self._overwrite)
        if not self._overwrite:
            try:
                os.link(temp, path)
            except FileExistsError:
                raise
            except OSError:
                _check_target(path, overwrite=False)
            else:
                return
        temp.replace(path)
        self._temps.discard(temp)

    def _discard(self) -> None:
        for stream in [*self._scratch, *(stream for _, stream in self._open.values())]:
            # A full disk fails the flush inside close() as well; the file goes away in any case.
            try:
                stream.close()
            except OSError:
                continue
        for temp in self._temps:
            temp.unlink(missing_ok=True)
        self._temps.clear()


def _prefix(pid: int) -> str:
    return f".tsuki-{pid}-"


def sweep(paths: Sequence[Path], pid: int) -> None:
    """Remove what process `pid` left of these files when it was killed; one with its name is among them.

    The last of `paths` gets its name first, so where the first has its own, all are whole; but whoever
    wanted them never heard of it.
    """
    for folder in {path.parent for path in paths}:
        for part in folder.glob(f"{_prefix(pid)}*{_SUFFIX}"):
            for path in paths:
                if path.exists() and path.samefile(part):
                    path.unlink()
            part.unlink(missing_ok=True)


def _check_target(path: Path, *, overwrite: bool) -> None:
    if path.is_symlink():
        raise UsageError(f"{path.name} is a link to another file.", "Choose a plain file name.", str(path))
    if path.is_dir():
        raise UsageError(f"{path.name} is a folder.", "Choose a file name inside it.", str(path))
    if path.exists() and not overwrite:
        raise UsageError(f"{path.name} is already there.", "Choose another name, or agree to replace it.")


def sync_folder(folder: Path) -> None:
    """Make a new name in `folder` survive a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def explained(error: OSError, path: Path) -> StorageError:
    """What an operating system's error means for the person."""
    detail = f"{error} ({path})"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError("The disk is full; nothing was written.", "Make room and try again.", detail)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return ReadOnlyError(f"The folder {path.parent.name} cannot be written.", "Choose another.", detail)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return StorageError(f"The folder {path.parent.name} is not there.", "Choose another.", detail)
    if error.errno == errno.EEXIST:
        return StorageError(f"{path.name} appeared meanwhile.", "Choose another name.", detail)
    return StorageError("The file could not be written.", "Try another folder.", detail)


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        OSError: the file cannot be read.

    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
