"""A whole profile as one file, to take to another computer or to keep.

A zip with `tsuki-archive.json` (what is in it, with sizes and SHA-256) first, then the members under the
names that they have in the profile. The chat log in it is a verified copy, made while the log may be in use.
Left out: the program's own logs, backups, the lock, and models that can be fetched again.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from tsuki_desktop.errors import BadFileError, UsageError
from tsuki_desktop.store import backup, connect, files
from tsuki_desktop.store.clock import now
from tsuki_desktop.store.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
MANIFEST = "tsuki-archive.json"
LOG = "tsuki.db"
DATASETS = "datasets.db"
_FILES = ("settings.toml", "persona.toml")
_FOLDERS = ("exports", "runs", "builds")
_MOST_MEMBERS = 100_000
_MOST_BYTES = 64 * 2**30
"""Of all members together; a profile with more holds models that belong elsewhere."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds. Sizes are bytes before packing."""

    path: Path
    created_at: str
    members: dict[str, int]
    messages: int
    conversations: int


def export(profile: Path, target: Path) -> Archive:
    """Write the profile to `target`, readable by its owner alone.

    Raises:
        DamagedError: the log is damaged, so that no verified copy can be made.
        DiskFullError: no room.
        StorageError: anything else between us and the disk.

    """
    with translated(target), tempfile.TemporaryDirectory(prefix=".tsuki-", dir=target.parent) as scratch:
        copy = backup.make(profile / LOG, Path(scratch), kind=backup.Kind.MANUAL)
        members = {LOG: copy.path, **dict(_members(profile))}
        if (profile / DATASETS).is_file():
            members[DATASETS] = backup.snapshot(profile / DATASETS, Path(scratch) / DATASETS)
        entries = {
            name: {"bytes": path.stat().st_size, "sha256": files.sha256(path)}
            for name, path in members.items()
        }
        manifest = {
            "format": FORMAT,
            "created_at": now(),
            "messages": copy.messages,
            "conversations": copy.conversations,
            "members": entries,
        }
        with files.replacing(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(MANIFEST, json.dumps(manifest, indent=1))
            for name, path in members.items():
                packed.write(path, name)
    return _described(target, manifest)


def _members(profile: Path) -> Iterator[tuple[str, Path]]:
    for name in _FILES:
        if (profile / name).is_file():
            yield name, profile / name
    for folder in _FOLDERS:
        for path in sorted((profile / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(profile).as_posix(), path


def _described(path: Path, manifest: dict[str, Any]) -> Archive:
    return Archive(
        path,
        str(manifest["created_at"]),
        {name: int(entry["bytes"]) for name, entry in manifest["members"].items()},
        int(manifest["messages"]),
        int(manifest["conversations"]),
    )


def look(path: Path) -> Archive:
    """What an archive says it holds.

    Raises:
        BadFileError: it is no archive of a profile, or from a newer version.
        StorageError: it cannot be read.

    """
    with _opened(path) as packed:
        return _described(path, _manifest(packed))


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise _bad("it is not a zip file") from error
    except OSError as error:
        raise _bad("it cannot be read") from error


def _bad(why: str) -> BadFileError:
    return BadFileError(f"This is not an archive of a Tsuki profile: {why}.", "Choose another file.")


def _manifest(packed: zipfile.ZipFile) -> dict[str, Any]:
    try:
        with packed.open(MANIFEST) as file:
            manifest = json.loads(file.read(64 * _BLOCK))
        members = {name: int(entry["bytes"]) for name, entry in manifest["members"].items()}
        known = int(manifest["format"]) <= FORMAT and bool(manifest["created_at"])
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError, zipfile.BadZipFile) as error:
        raise _bad("its list of contents is missing or broken") from error
    if not known:
        raise _bad("it was made by a newer version")
    if len(members) > _MOST_MEMBERS or sum(members.values()) > _MOST_BYTES or LOG not in members:
        raise _bad("its list of contents makes no sense")
    if not all(_allowed(name) for name in members):
        raise _bad("it names files outside a profile")
    return manifest


def _allowed(name: str) -> bool:
    parts = PurePosixPath(name).parts
    plain = bool(parts) and ".." not in parts and not any(character in name for character in "\\:\0")
    return plain and (name in {LOG, DATASETS, *_FILES} or (len(parts) > 1 and parts[0] in _FOLDERS))


def unpack(path: Path, profile: Path) -> Archive:
    """Make the profile of an archive in `profile`, a folder that is empty or missing.

    Every member is checked before the folder gets its name; nothing but what the list names is read.

    Raises:
        BadFileError: the archive is broken.
        UsageError: the folder holds something.
        DiskFullError: no room.

    """
    if profile.exists() and any(profile.iterdir()):
        raise UsageError("This folder is not empty.", "Choose a new folder for the profile of the archive.")
    with translated(profile), _opened(path) as packed:
        profile.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        manifest = _manifest(packed)
        with tempfile.TemporaryDirectory(prefix=".tsuki-", dir=profile.parent) as scratch:
            fresh = Path(scratch) / "profile"
            fresh.mkdir(mode=0o700)
            for name, entry in manifest["members"].items():
                _unpack_member(packed, name, entry, fresh / name)
            _check_log(fresh / LOG)
            if profile.exists():
                profile.rmdir()
            fresh.rename(profile)
    return _described(path, manifest)


def _unpack_member(packed: zipfile.ZipFile, name: str, entry: dict[str, Any], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    left, digest = int(entry["bytes"]), hashlib.sha256()
    try:
        with packed.open(name) as source, target.open("xb") as file:
            target.chmod(0o600)
            left = _pour(source, file, left, digest)
    except (KeyError, zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise _bad(f"{name} is missing or broken") from error
    if left or digest.hexdigest() != entry.get("sha256"):
        raise _bad(f"{name} is not what was packed")


def _pour(source: IO[bytes], file: IO[bytes], left: int, digest: Any) -> int:
    """Copy at most `left` bytes and one more, so that a member that grew shows; returns what is missing."""
    while block := source.read(min(_BLOCK, left + 1)):
        left -= len(block)
        if left < 0:
            return left
        digest.update(block)
        file.write(block)
    return left


def _check_log(path: Path) -> None:
    db = connect.open_reader(path)
    try:
        if connect.check_identity(db) == 0:
            raise _bad("its chat log is empty")
    finally:
        db.close()
