"""What can go wrong, as a tree.

    TsukiError                 known: a sentence for the person, and a hint what to do next
    ├── UsageError             what was asked cannot be done as asked
    │   ├── NotFoundError      no such conversation, message, model, file
    │   └── BadFileError       a file that the person gave or edited is not what it should be
    ├── StorageError           the disk or the chat log
    │   ├── DiskFullError
    │   ├── ReadOnlyError      read-only folder, or a log from a newer version
    │   ├── DamagedError       the log's pages or rows are broken
    │   └── ProfileInUseError  another window holds the profile
    ├── BackendError           what speaks for Tsuki
    │   ├── BackendDownError   not running, not installed, not reachable
    │   ├── ModelError         missing, broken, not supported
    │   ├── OutOfMemoryError
    │   └── BackendCrashedError died or hung in the middle
    └── TrainingError          retraining, proving, deploying

Everything else that is raised is a bug: it goes to the log with its traceback, and the person reads
one kind sentence.
"""

from __future__ import annotations


class TsukiError(Exception):
    """A known trouble.

    `message` says what happened, `hint` what to do next (may be empty), both as sentences for the
    person; `detail` is for the log only and may hold paths, never message text.
    """

    def __init__(self, message: str, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(TsukiError):
    """What was asked cannot be done as asked."""


class NotFoundError(UsageError):
    """No such conversation, message, model or file."""


class BadFileError(UsageError):
    """A file that the person gave or edited is not what it should be."""


class StorageError(TsukiError):
    """The disk or the chat log."""


class DiskFullError(StorageError):
    """No room left."""


class ReadOnlyError(StorageError):
    """The folder cannot be written, or the log comes from a newer version."""


class DamagedError(StorageError):
    """The log's pages or rows are broken."""


class ProfileInUseError(StorageError):
    """Another window holds this profile."""


class BackendError(TsukiError):
    """What speaks for Tsuki failed."""


class BackendDownError(BackendError):
    """Not running, not installed or not reachable."""


class ModelError(BackendError):
    """The model is missing, broken or not supported."""


class OutOfMemoryError(BackendError):
    """The model does not fit into memory."""


class BackendCrashedError(BackendError):
    """The backend died or hung in the middle of its work."""


class TrainingError(TsukiError):
    """Retraining, proving or deploying failed."""
