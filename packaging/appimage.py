"""Makes an AppImage of the built folder: `just package-appimage RUNTIME`.

`python packaging/appimage.py --runtime FILE [--work FOLDER]` leaves `FOLDER/dist/Tsuki-….AppImage`.
Needs mksquashfs, and the small program that mounts an AppImage when it starts: the "type 2 runtime" for
this kind of processor, which https://github.com/AppImage/type2-runtime publishes.
"""

from __future__ import annotations

import argparse
import platform
import shutil
from pathlib import Path

import build_folder
import contents
import linux_files

START = """\
#!/bin/sh
# Where an AppImage starts; $APPDIR is where it is mounted.
exec "${APPDIR:-$(dirname "$(readlink -f "$0")")}/usr/lib/tsuki-desktop/tsuki" "$@"
"""


def main() -> None:
    """Stage the tree, pack it, put the runtime before it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, default=contents.ROOT / "build" / "package")
    options.add_argument("--runtime", type=Path, required=True)
    chosen = options.parse_args()
    work = chosen.work.absolute()
    tree = work / "appimage" / "Tsuki.AppDir"
    shutil.rmtree(tree.parent, ignore_errors=True)
    stage(work, tree)
    packed = work / "appimage" / "tree.squashfs"
    # Owned by root and with the time of the last commit: the same checkout gives the same file.
    build_folder.run(
        "mksquashfs", str(tree), str(packed), "-quiet", "-no-progress", "-root-owned", "-noappend",
        "-comp", "zstd",
        SOURCE_DATE_EPOCH=build_folder.committed(),
    )  # fmt: skip
    target = work / "dist" / f"Tsuki-{contents.version()}-{platform.machine()}.AppImage"
    with target.open("wb") as file:
        file.write(chosen.runtime.read_bytes())
        with packed.open("rb") as tail:
            shutil.copyfileobj(tail, file)
    target.chmod(0o755)
    packed.unlink()
    print(f"{target}: {target.stat().st_size / 2**20:.0f} MiB")


def stage(work: Path, tree: Path) -> None:
    """Lay out what the AppImage holds."""
    shutil.copytree(work / "dist" / contents.NAME, tree / "usr/lib" / contents.NAME, symlinks=True)
    linux_files.write(tree / "usr")
    linux_files.put(tree / "AppRun", START.encode())
    (tree / "AppRun").chmod(0o755)
    for name, place in (
        ("tsuki-desktop.desktop", "usr/share/applications/tsuki-desktop.desktop"),
        ("tsuki-desktop.png", "usr/share/icons/hicolor/256x256/apps/tsuki-desktop.png"),
        (".DirIcon", "tsuki-desktop.png"),
    ):
        (tree / name).symlink_to(place)


if __name__ == "__main__":
    main()
