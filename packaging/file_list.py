"""The list of files in a built folder, and what differs between two.

`python packaging/file_list.py A B` compares two lists or two folders; exit status 1 where names differ.
Different contents under the same name are told and are no failure: some builds stamp themselves.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path


def of(folder: Path) -> list[str]:
    """One line a file, sorted: its SHA-256 or what it links to, two blanks, its path with `/`."""
    lines: list[tuple[str, str]] = []
    for path in folder.rglob("*"):
        if path.is_symlink():
            lines.append((path.relative_to(folder).as_posix(), f"-> {path.readlink()}"))
        elif path.is_file():
            lines.append((path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()))
    return [f"{what}  {name}" for name, what in sorted(lines)]


def read(place: Path) -> dict[str, str]:
    """A list, or a folder's list, as path → content."""
    lines = of(place) if place.is_dir() else place.read_text(encoding="utf-8").splitlines()
    return {name: what for what, _, name in (line.rpartition("  ") for line in lines)}


def main() -> int:
    """Compare and tell."""
    first, second = (read(Path(place)) for place in sys.argv[1:3])
    for name in sorted(first.keys() ^ second.keys()):
        print(f"only in {sys.argv[1] if name in first else sys.argv[2]}: {name}")
    changed = sorted(name for name in first.keys() & second.keys() if first[name] != second[name])
    for name in changed:
        print(f"not the same bytes: {name}")
    same = first.keys() == second.keys()
    names = "agree" if same else "differ"
    print(f"{len(first)} and {len(second)} files; names {names}, {len(changed)} differ in bytes")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
