"""Where words of a conversation lie besides the log, its backups and exports: found by reading the files.

What was written down about trainings (`store/lineage.py`) names the replies that were trained. It does not
name the chats that were held out, and nothing was written down about a damaged log that was put aside. So
every file of the profile is searched for the conversation's id and for lines of what was said in it.
"""

from __future__ import annotations

import json
import mmap
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.store import quarantine
from tsuki_desktop.store.trouble import translated
from tsuki_desktop.training import launcher
from tsuki_desktop.training.events import COMMANDS_FILE, EVENTS_FILE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from tsuki_desktop.paths import Profile

_LEAST = 16
"""Characters of a line that is nobody else's: "good night" stands in every chat."""
_MOST = 80
_LINES = 200
"""Lines that are looked for, spread over the conversation."""
_PLAIN = re.compile(r"""[^\n\r"'\\<>&\x00-\x1f]{16,}""")
"""What stands the same in SQLite, JSON and HTML."""
_MODELS = frozenset({".gguf", ".safetensors", ".lora", ".bin", ".pt"})
_DATA = ("*.jsonl", "*held_out*.json", "proof.*", "blind.json")
_KEPT = frozenset({EVENTS_FILE, COMMANDS_FILE})


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Folders that hold words of a conversation, and other files that do and that nobody deletes unasked."""

    runs: tuple[Path, ...] = ()
    builds: tuple[Path, ...] = ()
    damaged: tuple[Path, ...] = ()
    measured: tuple[Path, ...] = ()
    """What a measurement before a training left behind when it was killed."""
    others: tuple[Path, ...] = ()

    @property
    def folders(self) -> tuple[Path, ...]:
        """Everything that `delete` empties."""
        return (*self.runs, *self.builds, *self.damaged, *self.measured)


def needles(uid: str, texts: Sequence[str]) -> re.Pattern[bytes]:
    """What to search files for: the conversation's id, and lines of its messages and corrections."""
    lines = {found[0].strip()[:_MOST] for text in texts for found in _PLAIN.finditer(text)}
    long = sorted(line for line in lines if len(line) >= _LEAST)
    chosen = long[:: max(1, len(long) // _LINES)]
    forms = {form for line in chosen for form in (line.encode(), json.dumps(line)[1:-1].encode())}
    return re.compile(b"|".join(map(re.escape, sorted({uid.encode(), *forms}))))


def find(
    profile: Profile, cache: Path, wanted: re.Pattern[bytes], learned: Collection[str], known: Iterable[Path]
) -> Leftovers:
    """Search the profile and what measurements left in `cache`; for a thread.

    `learned` are uids of runs known to have trained on it, `known` files that are dealt with elsewhere.

    Raises:
        StorageError: a file cannot be read.

    """
    skipped = {profile.database, *quarantine.side_files(profile.database), *known}
    runs = {profile.runs / uid for uid in learned if (profile.runs / uid).is_dir()}
    builds: set[Path] = set()
    damaged: set[Path] = set()
    others: list[Path] = []
    kinds = ((profile.runs, runs), (profile.builds, builds), (profile.root / "damaged", damaged))
    with translated(profile.database):
        for path in _files(profile.root):
            if path in skipped or not _holds(path, wanted):
                continue
            for root, found in kinds:
                if path.is_relative_to(root) and path.parent != root:
                    found.add(root / path.relative_to(root).parts[0])
                    break
            else:
                others.append(path)
        measured = {
            cache / "measure" / path.relative_to(cache / "measure").parts[0]
            for path in _files(cache / "measure")
            if _holds(path, wanted)
        }
    # Beside what a build is proven on lies what it said then: a model can repeat what it learned.
    builds |= {one.parent for one in profile.builds.glob("*/build.json") if _run_of(one) in learned}
    return Leftovers(
        tuple(sorted(runs)),
        tuple(sorted(builds)),
        tuple(sorted(damaged)),
        tuple(sorted(measured)),
        tuple(others),
    )


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix not in _MODELS:
            yield path


def _holds(path: Path, wanted: re.Pattern[bytes]) -> bool:
    with path.open("rb") as file:
        try:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return wanted.search(data) is not None
        except ValueError:  # an empty file
            return False


def _run_of(build: Path) -> str:
    try:
        return str(json.loads(build.read_text(encoding="utf-8")).get("run", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def descended(profile: Profile, learned: Collection[str]) -> set[str]:
    """Uids of runs that learned from it, or that went on from the adapter of one that did."""
    plans: dict[str, str] = {}
    for plan in profile.runs.glob("*/plan.json"):
        try:
            adapter = launcher.read_plan(plan.parent).get("adapter")
        except (TsukiError, OSError, ValueError):
            continue
        plans[plan.parent.name] = str(adapter or "")
    found = set(learned)
    while True:
        more = {
            uid
            for uid, adapter in plans.items()
            if any(f"/{one}/" in adapter.replace("\\", "/") for one in found)
        }
        if more <= found:
            return found
        found |= more


def delete(profile: Profile, folder: Path, wanted: re.Pattern[bytes]) -> None:
    """Empty one of the folders that `find` named of words; models and figures stay.

    Raises:
        StorageError: a file cannot be deleted.

    """
    with translated(folder):
        if not (folder.is_relative_to(profile.runs) or folder.is_relative_to(profile.builds)):
            shutil.rmtree(folder)
            return
        data = {path for pattern in _DATA for path in folder.rglob(pattern) if path.name not in _KEPT}
        for path in {*data, *(one for one in _files(folder) if _holds(one, wanted))}:
            # Only what lies in the folder itself: a link there may point anywhere.
            if not path.is_symlink():
                path.unlink(missing_ok=True)
