"""Draws the app icon: her before the moon, on a night tile; PNGs of 16 to 512 px and a Windows .ico.

Run `python packaging/app_icon.py` (needs PySide6 to paint the PNGs). Up to 32 px a plainer drawing is
used, in which only the moon, her hair and her eyes are left: details there would be mud.
"""

import struct
from pathlib import Path

from avatar import GREAT_MOON, body, document, hair, head
from drawing import fill, line, oval, see_through
from features import BLUSH, INK, blush, both, brows, open_eye, smile
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 48, 64, 128, 256, 512)
PLAIN_UP_TO = 32
LARGEST_IN_ICO = 256
TILE = '<rect x="4" y="4" width="248" height="248" rx="60" fill="url(#sky)"/>'
CAPE_IN_TILE = (
    "M16 228C40 211 92 206 110 203Q128 218 146 203C164 206 216 211 240 228"
    "A60 60 0 0 1 192 252H64A60 60 0 0 1 16 228Z"
)


def full() -> str:
    """Her, smiling, before the great moon."""
    stars = "".join(
        oval(x, y, r, r, "#FFF3D6", see_through(0.9))
        for x, y, r in ((214, 40, 3.4), (234, 96, 2.4), (188, 22, 2.2))
    )
    face = both(open_eye) + smile(13, 7) + brows(2, 1)
    ground = TILE + fill(GREAT_MOON, "url(#halo)") + stars
    return document(ground, body(CAPE_IN_TILE), head(), blush(0.5), hair(), face)


def plain() -> str:
    """The same in a few big shapes."""
    locks = (
        "M146 26C90 26 54 66 54 122C54 164 64 190 50 220C78 236 104 226 112 200H180C188 226 214 236 242 220"
        "C228 190 238 164 238 122C238 66 202 26 146 26Z"
    )
    face = (
        "M76 124C76 180 104 216 146 216C188 216 216 180 216 124C200 118 190 106 186 90"
        "C166 114 118 126 76 124Z"
    )
    return document(
        TILE,
        fill("M110 12A122 122 0 0 0 64 238A150 150 0 0 1 110 12Z", "#FFDA86"),
        fill(locks, "#CBB8FA"),
        fill(face, "#FFF3EC"),
        *(oval(x, 190, 16, 10, BLUSH, see_through(0.6)) for x in (94, 198)),
        *(oval(x, 156, 17, 27, "#2A1870") + oval(x - 5, 145, 5, 6, "#FFFFFF") for x in (114, 178)),
        line("M136 194Q146 203 156 194", 7, INK),
    )


def painted(svg: str, size: int) -> QImage:
    """The drawing as a picture of size by size px with a clear ground."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] (the stubs ask for bytes, Qt takes text)
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNG files by their size in px (256 is written as 0, as the format asks)."""
    start = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(start) + 16 * len(pictures)
    for size, data in pictures.items():
        start += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return start + b"".join(pictures.values())


def main() -> None:
    """Write app.svg, app-small.svg, the PNGs and app.ico."""
    folder = Path(__file__).parent.parent / "assets" / "icons"
    (folder / "app.svg").write_text(full(), encoding="utf-8")
    (folder / "app-small.svg").write_text(plain(), encoding="utf-8")
    pictures = {size: png(painted(plain() if size <= PLAIN_UP_TO else full(), size)) for size in SIZES}
    for size, data in pictures.items():
        (folder / f"app-{size}.png").write_bytes(data)
    (folder / "app.ico").write_bytes(ico({s: d for s, d in pictures.items() if s <= LARGEST_IN_ICO}))


if __name__ == "__main__":
    main()
