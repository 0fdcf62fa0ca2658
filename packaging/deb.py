"""Makes a Debian package of the built folder: `just package-deb`.

`python packaging/deb.py [--work FOLDER]` leaves `FOLDER/dist/tsuki-desktop_VERSION_ARCHITECTURE.deb`. Needs
here the libraries that Qt uses: the packages that bring them become the dependencies.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import build_folder
import contents
import linux_files

SUMMARY = "companion who lives on your own computer and learns from your thumbs"
DESCRIPTION = """\
 Tsuki is a companion in a window: playful, slightly tsundere, casual. You chat
 with her through a language model that runs on this computer, rate what she
 says, and retrain her on it. Nothing leaves the computer.
 .
 A small model comes along; she also speaks through your own GGUF files and
 through Ollama.
"""
NOT_NEEDED = ("libqgtk3.so",)
"""Used where the desktop has what they link to, else passed over by Qt: no dependency."""
FROM_HERE_ON = {"libc6", "libstdc++6", "libgcc-s1", "libgomp1"}
"""Packages whose libraries gain functions under one name: at least the version of this machine."""
GOODBYE = """\
#!/bin/sh
set -e
case "$1" in
  remove|purge)
    echo "Tsuki is gone. Her chats, settings and models stay in each person's ~/.local/share/tsuki-desktop"
    echo "(what can be made again: ~/.cache/tsuki-desktop). Delete these folders to forget them, too."
    ;;
esac
"""


def main() -> None:
    """Stage the tree, find the dependencies, pack."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, default=contents.ROOT / "build" / "package")
    work = options.parse_args().work.absolute()
    kind = told("dpkg", "--print-architecture")
    name = f"{contents.NAME}_{contents.version()}_{kind}"
    tree = work / "deb" / name
    shutil.rmtree(tree.parent, ignore_errors=True)
    stage(work, tree)
    program = tree / "usr/lib" / contents.NAME
    size = build_folder.size(tree)
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(fields(kind, depends(program), size), encoding="utf-8")
    (control / "postrm").write_text(GOODBYE, encoding="utf-8")
    (control / "postrm").chmod(0o755)
    os.environ["SOURCE_DATE_EPOCH"] = build_folder.committed()
    package = work / "dist" / f"{name}.deb"
    build_folder.run("dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(tree), str(package))
    print(f"{package}: {package.stat().st_size / 2**20:.0f} MiB, {size / 2**20:.0f} MiB when installed")


def stage(work: Path, tree: Path) -> None:
    """Lay out what the package puts on a disk."""
    program = tree / "usr/lib" / contents.NAME
    theirs = (work / "made" / "system-libraries.txt").read_text(encoding="utf-8").split()
    shutil.copytree(work / "dist" / contents.NAME, program, symlinks=True)
    for one in theirs:
        (program / "_internal" / one).unlink()
    for path in program.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program / "tsuki" else 0o644)
    start = tree / "usr/bin/tsuki"
    start.parent.mkdir(parents=True)
    start.symlink_to(f"../lib/{contents.NAME}/tsuki")
    linux_files.write(tree / "usr")
    documents = tree / "usr/share/doc" / contents.NAME
    licences = (program / "_internal" / "LICENCES.txt").read_bytes()
    linux_files.put(documents / "copyright", licences)
    changes = (contents.ROOT / "CHANGELOG.md").read_bytes()
    linux_files.put(documents / "changelog.gz", gzip.compress(changes, mtime=0))


def depends(program: Path) -> str:
    """The packages that bring the libraries which are asked for and are not in the folder.

    As old as those on this machine, or newer: what was compiled here may use anything they have.
    """
    programs = [path for path in program.rglob("*") if is_elf(path) and path.name not in NOT_NEEDED]
    ours = {path.name for path in program.rglob("*.so*")}
    linked = told("readelf", "--dynamic", "--wide", *map(str, programs))
    wanted = set(re.findall(r"\(NEEDED\).*\[(.+)\]", linked)) - ours
    known = dict(re.findall(r"^\s+(\S+) .*x86-64.* => (\S+)$", told("/sbin/ldconfig", "-p"), re.MULTILINE))
    lost = sorted(wanted - known.keys())
    if lost:
        raise SystemExit(f"Not on this machine, so nobody knows their packages: {', '.join(lost)}")
    packages: set[str] = set()
    for name in sorted(wanted):
        packages.add(owner(Path(known[name])))
    versions = {one: told("dpkg-query", "-W", "-f", "${Version}", one) for one in FROM_HERE_ON & packages}
    rows = [f"{one} (>= {versions[one].split('-')[0]})" if one in versions else one for one in packages]
    return ", ".join(sorted(rows))


def owner(library: Path) -> str:
    """The package that a library belongs to; /lib and /usr/lib are one folder and two names."""
    for path in (library, library.resolve(), Path(str(library.resolve()).removeprefix("/usr"))):
        asked = ["dpkg-query", "--search", str(path)]
        found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        if found:
            return found.partition(":")[0]
    raise SystemExit(f"{library} belongs to no package.")


def is_elf(path: Path) -> bool:
    """Whether it is a program or a library, and no link to one."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def fields(kind: str, depends_on: str, size: int) -> str:
    """The control file."""
    return (
        f"Package: {contents.NAME}\nVersion: {contents.version()}\nArchitecture: {kind}\n"
        "Maintainer: The Tsuki Desktop developers <tsuki-desktop@localhost>\n"
        f"Installed-Size: {size // 1024}\nDepends: {depends_on}\n"
        "Recommends: xdg-utils, fonts-noto-color-emoji\n"
        "Suggests: libgtk-3-0, python3-venv, fonts-noto-cjk\n"
        f"Section: net\nPriority: optional\nDescription: {SUMMARY}\n{DESCRIPTION}"
    )


def told(*command: str) -> str:
    """What a program prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
