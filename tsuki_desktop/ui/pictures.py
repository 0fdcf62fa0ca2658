"""Icons in the colour of the place, and Tsuki's faces: image providers for QML.

`image://icon/NAME/RRGGBB` and `image://face/EMOTION`; the size is the Image's `sourceSize`, in device pixels.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from tsuki_desktop.paths import bundled

_INK = b"#000000"
"""The colour that every icon is drawn in."""

_DEFAULT_SIZE = 64


def _render(svg: bytes, requested: QSize, size: QSize) -> QImage:
    edge = max(requested.width(), requested.height())
    edge = edge if edge > 0 else _DEFAULT_SIZE
    size.setWidth(edge)
    size.setHeight(edge)
    image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    return image


class IconProvider(QQuickImageProvider):
    """Icons of `assets/icons`, drawn in any colour."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002 - Qt's name
        """Draw one icon."""
        name, _, colour = id.partition("/")
        svg = bundled("assets", "icons", f"{name}.svg").read_bytes()
        return _render(svg.replace(_INK, b"#" + colour.encode("ascii")), requestedSize, size)


class FaceProvider(QQuickImageProvider):
    """Tsuki's faces of `assets/avatar`; a mood without a face looks calm."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002 - Qt's name
        """Draw one face."""
        path = bundled("assets", "avatar", f"{id}.svg")
        if not path.is_file():
            path = bundled("assets", "avatar", "calm.svg")
        return _render(path.read_bytes(), requestedSize, size)
