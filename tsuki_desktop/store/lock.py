"""The lock of a profile: whoever writes the log holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.errors import ProfileInUseError
from tsuki_desktop.store.trouble import translated

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from filelock import FileLock


class ProfileLock:
    """A lock file; the system frees it when its process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: FileLock | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock is not None

    def acquire(self) -> None:
        """Take the lock, at once or not at all.

        Raises:
            ProfileInUseError: another process holds it.
            ReadOnlyError: the folder cannot be written.
            DiskFullError: no room for the file.

        """
        from filelock import FileLock, Timeout

        lock = FileLock(self._path, timeout=0, mode=0o600)
        with translated(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                lock.acquire()
            except Timeout as error:
                raise ProfileInUseError(
                    "Another Tsuki window is using this profile.",
                    "Switch to that window, or close it first.",
                ) from error
        self._lock = lock

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
