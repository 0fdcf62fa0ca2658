"""Model files from Hugging Face, with progress and resume. Dialled only when the person asks for a file."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
from typing import TYPE_CHECKING, Any, cast

from tsuki_desktop.backends.base import FetchProgress
from tsuki_desktop.errors import BackendDownError, BackendError, DiskFullError, NotFoundError, TsukiError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

_SHOWN_EVERY_S = 0.2
_SHA256_LENGTH = 64
"""Large files have their SHA-256 as their ETag; small ones a git hash, which is shorter."""


class _PausedError(Exception):
    """The person paused; what has arrived stays."""


class _Meter:
    """Bytes so far, written by the download's thread and read by the loop's."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.stop = threading.Event()


async def fetch(
    repository: str, file: str, folder: Path, *, endpoint: str | None = None
) -> AsyncGenerator[FetchProgress]:
    """Fetch `file` of `repository` into `folder`. Closing the generator pauses; another call goes on.

    `endpoint` is another server of the same kind; None is huggingface.co.

    Raises:
        NotFoundError: there is no such file.
        BackendError: it cannot be reached, or the file not be written.
        DiskFullError: no room left.

    """
    meter = _Meter()
    yield FetchProgress(f"asking for {file}", 0, 0)
    task = asyncio.ensure_future(asyncio.to_thread(_download, repository, file, folder, meter, endpoint))
    try:
        while not (await asyncio.wait([task], timeout=_SHOWN_EVERY_S))[0]:
            yield FetchProgress(f"fetching {file}", meter.done, meter.total)
        await task
        yield FetchProgress("success", meter.total, meter.total)
    finally:
        meter.stop.set()
        if not task.done():
            await asyncio.wait([task])
        if not task.cancelled():
            task.exception()


async def files(repository: str, *, endpoint: str | None = None) -> list[str]:
    """The names of the files in `repository`, with `/` between folders. For `endpoint` see `fetch`.

    Raises:
        NotFoundError: there is no such repository, or it is not open to everybody.
        BackendError: the hub cannot be reached.

    """
    return await asyncio.to_thread(_files, repository, endpoint)


def _files(repository: str, endpoint: str | None) -> list[str]:
    from huggingface_hub import HfApi, errors

    try:
        told = HfApi(endpoint=endpoint, token=False).model_info(repository)
    except errors.RepositoryNotFoundError as error:
        raise NotFoundError(f"Hugging Face has no {repository}.", "Check the name.") from error
    except (*_http_errors(), OSError) as error:
        raise _away(error) from error
    return [one.rfilename for one in told.siblings or []]


def _download(repository: str, file: str, folder: Path, meter: _Meter, endpoint: str | None) -> None:
    from huggingface_hub import errors

    try:
        _resume(repository, file, folder, meter, endpoint)
    except _PausedError:
        return
    except (errors.EntryNotFoundError, errors.RepositoryNotFoundError) as error:
        raise NotFoundError(f"Hugging Face has no {file} in {repository}.", "Check the name.") from error
    except _http_errors() as error:
        raise _away(error) from error
    except OSError as error:
        raise _from_disk(error) from error


def _resume(repository: str, file: str, folder: Path, meter: _Meter, endpoint: str | None) -> None:
    """Go on with the part that is there; it gets its name when it has the hash that the hub tells.

    The hub's own `hf_hub_download` throws away what an earlier call had fetched (since 2.x).
    """
    import huggingface_hub
    from huggingface_hub import file_download

    target = folder / file
    url = huggingface_hub.hf_hub_url(repository, file, endpoint=endpoint)
    told = huggingface_hub.get_hf_file_metadata(url, token=False, endpoint=endpoint)
    part = folder / f".{file}.{(told.etag or '')[:16]}.part"
    target.parent.mkdir(parents=True, exist_ok=True)
    meter.total = told.size or 0
    meter.done = part.stat().st_size if part.exists() else 0
    get = cast("Callable[..., None]", getattr(file_download, "http_get"))  # noqa: B009 - partly untyped
    with part.open("ab") as out:
        get(told.location, out, resume_size=meter.done, expected_size=told.size, tqdm_class=_tqdm(meter))
    if told.etag and len(told.etag) == _SHA256_LENGTH and _sha256(part) != told.etag:
        part.unlink()
        raise BackendError(f"{file} arrived damaged.", "Fetch it again.")
    part.replace(target)


def waiting(file: str, folder: Path) -> int:
    """How many bytes of `file` have arrived in `folder` and wait to go on; 0 where there are none."""
    return sum(part.stat().st_size for part in _parts(file, folder))


def discard(file: str, folder: Path) -> int:
    """Throw away what has arrived of `file`; returns how many bytes that were.

    Raises:
        BackendError: it cannot be deleted.

    """
    freed = waiting(file, folder)
    try:
        for part in _parts(file, folder):
            part.unlink(missing_ok=True)
    except OSError as error:
        raise BackendError(
            "What has arrived could not be thrown away.", "Look into the models folder.", repr(error)
        ) from error
    return freed


def _parts(file: str, folder: Path) -> list[Path]:
    """The begun files: one, or more where the hub has had another version since."""
    if not folder.is_dir():
        return []
    name = re.compile(rf"\.{re.escape(file)}\.[^.]*\.part")
    return [path for path in folder.iterdir() if name.fullmatch(path.name)]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _http_errors() -> tuple[type[Exception], ...]:
    """What the hub's HTTP client raises: it is httpx or a fork of it, by the hub's version."""
    from huggingface_hub import errors

    return tuple(kind for kind in errors.HfHubHTTPError.__mro__ if kind.__name__ == "HTTPError")


def _away(error: Exception) -> BackendDownError:
    return BackendDownError(
        "Hugging Face cannot be reached.", "Check the connection; the download goes on later.", repr(error)
    )


def _from_disk(error: OSError) -> TsukiError:
    import errno

    if error.errno == errno.ENOSPC:
        return DiskFullError("The disk is full.", "Make room, then start again: it goes on where it stopped.")
    return BackendError(
        "The file could not be fetched.", "Try again: it goes on where it stopped.", repr(error)
    )


def _tqdm(meter: _Meter) -> Any:
    """A silent progress bar that reports to `meter`, and ends the download when it is paused."""
    from tqdm.auto import tqdm

    class Bar(tqdm):  # pyright: ignore[reportMissingTypeArgument, reportUntypedBaseClass]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            kwargs["disable"] = True
            super().__init__(*args, **kwargs)
            meter.total = int(kwargs.get("total") or meter.total)

        def update(self, n: float | None = 1) -> bool | None:
            meter.done += int(n or 0)
            if meter.stop.is_set():
                raise _PausedError
            return None

    return Bar
