"""What a Linux desktop is told about Tsuki: entry, AppStream data, file types, icons, man page."""

from __future__ import annotations

import gzip
import html
from pathlib import Path

import contents

HERE = Path(__file__).resolve().parent / "linux"
ICONS = contents.ROOT / "assets" / "icons"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def write(prefix: Path) -> None:
    """Put everything under `prefix`, which is a system's /usr."""
    copy(HERE / "tsuki-desktop.desktop", prefix / "share/applications/tsuki-desktop.desktop")
    copy(HERE / "tsuki-desktop.mime.xml", prefix / "share/mime/packages/tsuki-desktop.xml")
    put(prefix / "share/metainfo/local.tsuki_desktop.tsuki.metainfo.xml", metainfo().encode())
    for size in ICON_SIZES:
        place = prefix / f"share/icons/hicolor/{size}x{size}/apps/tsuki-desktop.png"
        copy(ICONS / f"app-{size}.png", place)
    copy(ICONS / "app.svg", prefix / "share/icons/hicolor/scalable/apps/tsuki-desktop.svg")
    # Without the time of packing, so that the same page gives the same file.
    put(prefix / "share/man/man1/tsuki.1.gz", gzip.compress((HERE / "tsuki.1").read_bytes(), mtime=0))


def metainfo() -> str:
    """The AppStream data with the releases of CHANGELOG.md."""
    rows = [
        f'    <release version="{number}" date="{date}">\n      <description>\n        <ul>\n'
        + "".join(f"          <li>{html.escape(point)}</li>\n" for point in points)
        + "        </ul>\n      </description>\n    </release>\n"
        for number, date, points in contents.releases()
    ]
    text = (HERE / "tsuki-desktop.metainfo.xml").read_text(encoding="utf-8")
    return text.replace("  <releases>\n", "  <releases>\n" + "".join(rows))


def copy(source: Path, target: Path) -> None:
    """Copy the bytes, nothing else."""
    put(target, source.read_bytes())


def put(target: Path, data: bytes) -> None:
    """Write a file for everyone to read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    target.chmod(0o644)
