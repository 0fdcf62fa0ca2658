"""Makes a Debian package of the built folder: `just package-deb`.

`python packaging/deb.py [--work FOLDER]` leaves `FOLDER/dist/tsuki-desktop_VERSION_ARCHITECTURE.deb`. Needs
dpkg-dev, and here the libraries that Qt uses: the packages that bring them become the dependencies.
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
    (control / "control").write_text(fields(kind, depends(work, program), size), encoding="utf-8")
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


def depends(work: Path, program: Path) -> str:
    """The packages that bring the libraries which are not in the folder."""
    # dpkg-shlibdeps wants to be where a source package lies.
    (work / "deb" / "debian").mkdir()
    (work / "deb" / "debian" / "control").write_text(
        f"Source: {contents.NAME}\n\nPackage: {contents.NAME}\nArchitecture: any\n", encoding="utf-8"
    )
    programs = [path for path in program.rglob("*") if is_elf(path) and path.name not in NOT_NEEDED]
    private = sorted({f"-l{path.parent}" for path in programs})
    told_ = subprocess.run(
        ["dpkg-shlibdeps", "-O", "--warnings=0", *private, *map(str, programs)],
        cwd=work / "deb", capture_output=True, text=True, check=True,
    )  # fmt: skip
    return re.sub(r"^shlibs:Depends=", "", told_.stdout.strip())


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
