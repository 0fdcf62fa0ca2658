"""Draws the interface's icons into `assets/icons/`: one family, one weight, one colour.

Run `python packaging/icons.py`. Every icon is a 24 by 24 canvas with 2 to 3 px of air, lines of 1.75 with
round ends and joints. The colour is always written `#000000`, in `stroke` or `fill`: to tint an icon,
replace that text in the SVG before it is rendered.
"""

# ruff: noqa: E501 (path data reads best on one line)
from math import cos, pi, sin
from pathlib import Path

INK = "#000000"
OPEN = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" '
    f'stroke="{INK}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
)

THUMB = "M8 10.5L11.2 3.9A2.2 2.2 0 0 1 14.3 5.8V9H18.4A2 2 0 0 1 20.4 11.3L19.4 18.3A2 2 0 0 1 17.4 20H8Z"
CUFF = "M8 10.5H5A1.5 1.5 0 0 0 3.5 12V18.5A1.5 1.5 0 0 0 5 20H8"
SOLID_THUMB = (
    "M9.2 11L12 4.4A1.8 1.8 0 0 1 14.3 6V9H18.4A2 2 0 0 1 20.4 11.3L19.4 18.3A2 2 0 0 1 17.4 20H9.2Z"
)
SOLID_CUFF = "M3.9 11H5.4V20H3.9Z"
MOON = "M20 14.2A8.3 8.3 0 1 1 9.8 4A6.6 6.6 0 0 0 20 14.2Z"
STAR = "M12 3.2L14.7 8.7L20.8 9.6L16.4 13.9L17.4 20L12 17.1L6.6 20L7.6 13.9L3.2 9.6L9.3 8.7Z"


def path(d: str, more: str = "") -> str:
    """One line drawing."""
    return f'<path d="{d}"{more}/>'


def solid(d: str) -> str:
    """A drawing filled with the ink."""
    return path(d, f' fill="{INK}"')


def ring(x: float, y: float, r: float) -> str:
    """A circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}"/>'


def dot(x: float, y: float, r: float = 1.15) -> str:
    """A filled dot."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{INK}" stroke="none"/>'


def box(x: float, y: float, width: float, height: float, radius: float = 2) -> str:
    """A rounded box."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}"/>'


def upside_down(inner: str) -> str:
    """The same drawing, turned over its middle line."""
    return f'<g transform="matrix(1 0 0 -1 0 24)">{inner}</g>'


def rays(inner: float, outer: float, count: int = 8) -> str:
    """Lines from the middle, as of a sun."""
    parts: list[str] = []
    for step in range(count):
        x, y = cos(2 * pi * step / count), sin(2 * pi * step / count)
        parts.append(f"M{12 + inner * x:.2f} {12 + inner * y:.2f}L{12 + outer * x:.2f} {12 + outer * y:.2f}")
    return path("".join(parts))


def gear() -> str:
    """A wheel of eight soft teeth around 12,12."""
    points: list[str] = []
    for tooth in range(8):
        middle = tooth * pi / 4
        for radius, turn in ((7.1, -0.27), (9.3, -0.17), (9.3, 0.17), (7.1, 0.27)):
            angle = middle + turn
            points.append(f"{12 + radius * cos(angle):.2f} {12 + radius * sin(angle):.2f}")
    return path("M" + "L".join(points) + "Z") + ring(12, 12, 3)


ICONS: dict[str, str] = {
    "send": path("M12 19.5V4.5M5.5 11L12 4.5L18.5 11"),
    "stop": f'<rect x="6" y="6" width="12" height="12" rx="2.5" fill="{INK}"/>',
    "copy": box(8.5, 8.5, 12, 12, 2.5)
    + path("M5.5 15.5A2 2 0 0 1 3.5 13.5V6A2.5 2.5 0 0 1 6 3.5H13.5A2 2 0 0 1 15.5 5.5"),
    "check": path("M4.5 12.5L9.5 17.5L19.5 7"),
    "regenerate": path("M20 12A8 8 0 1 1 17.4 6.1L20 8.5M20 3.8V8.5H15.3"),
    "edit": path("M4 20L5 15.6L15.9 4.7A2.4 2.4 0 0 1 19.3 8.1L8.4 19ZM13.6 7L17 10.4"),
    "trash": path(
        "M4 6.5H20M9 6.5V5A1.5 1.5 0 0 1 10.5 3.5H13.5A1.5 1.5 0 0 1 15 5V6.5M6 6.5L6.8 18.6A2 2 0 0 0 8.8 20.5H15.2A2 2 0 0 0 17.2 18.6L18 6.5M10 10.8V16.2M14 10.8V16.2"
    ),
    "undo": path("M8.5 4.5L4 9L8.5 13.5M4 9H14.5A5.5 5.5 0 0 1 14.5 20H10"),
    "pin": path(
        "M12 15.5V21M8.5 3.5H15.5M9.5 3.5V9L6.2 13A1.5 1.5 0 0 0 7.4 15.5H16.6A1.5 1.5 0 0 0 17.8 13L14.5 9V3.5"
    ),
    "archive": box(3, 4, 18, 5, 1.5) + path("M4.8 9V18A2 2 0 0 0 6.8 20H17.2A2 2 0 0 0 19.2 18V9M10 13H14"),
    "search": ring(10.75, 10.75, 6.75) + path("M15.7 15.7L20.5 20.5"),
    "plus": path("M12 4.5V19.5M4.5 12H19.5"),
    "menu": box(3, 4.5, 18, 15, 3) + path("M9.5 4.5V19.5"),
    "close": path("M6 6L18 18M18 6L6 18"),
    "chevron-left": path("M14.5 5.5L8 12L14.5 18.5"),
    "chevron-right": path("M9.5 5.5L16 12L9.5 18.5"),
    "chevron-down": path("M5.5 9L12 15.5L18.5 9"),
    "chevron-up": path("M5.5 15L12 8.5L18.5 15"),
    "thumb-up": path(THUMB) + path(CUFF),
    "thumb-up-filled": solid(SOLID_THUMB) + solid(SOLID_CUFF),
    "thumb-down": upside_down(path(THUMB) + path(CUFF)),
    "thumb-down-filled": upside_down(solid(SOLID_THUMB) + solid(SOLID_CUFF)),
    "chat": path(
        "M12 4C17 4 20.8 7.3 20.8 11.6S17 19.2 12 19.2C10.7 19.2 9.5 19 8.4 18.6L4 20.2L5.2 16.4C3.9 15.1 3.2 13.4 3.2 11.6C3.2 7.3 7 4 12 4Z"
    ),
    "teach": path(
        "M12 4.5L22 9.3L12 14.1L2 9.3ZM6 11.4V16.2C6 17.8 8.7 19.5 12 19.5S18 17.8 18 16.2V11.4M22 9.3V15"
    ),
    "models": path("M12 2.8L20 7.4V16.6L12 21.2L4 16.6V7.4ZM4.2 7.5L12 12L19.8 7.5M12 12V21"),
    "settings": gear(),
    "warning": path(
        "M10.4 4.4A1.85 1.85 0 0 1 13.6 4.4L21.1 17.4A1.85 1.85 0 0 1 19.5 20.2H4.5A1.85 1.85 0 0 1 2.9 17.4ZM12 9.3V13.2"
    )
    + dot(12, 16.6),
    "info": ring(12, 12, 9) + path("M12 11.5V16.3") + dot(12, 8),
    "folder": path(
        "M3 18V6.5A2 2 0 0 1 5 4.5H8.6A2 2 0 0 1 10.2 5.3L11.6 7.2H19A2 2 0 0 1 21 9.2V18A2 2 0 0 1 19 20H5A2 2 0 0 1 3 18Z"
    ),
    "download": path("M12 3.5V15M6.8 10L12 15.2L17.2 10M4 19.8H20"),
    "upload": path("M12 15.5V4M6.8 9L12 3.8L17.2 9M4 19.8H20"),
    "moon": path(MOON),
    "sun": ring(12, 12, 4.2) + rays(7.4, 9.4),
    "keyboard": box(2.5, 5.5, 19, 13, 2.5)
    + path("M8 14.4H16")
    + "".join(dot(x, y, 1.1) for x, y in ((6.8, 10), (10.3, 10), (13.7, 10), (17.2, 10))),
    "play": path("M7.5 5.2A1 1 0 0 1 9 4.3L19 11.1A1 1 0 0 1 19 12.9L9 19.7A1 1 0 0 1 7.5 18.8Z"),
    "pause": box(6, 4.5, 4, 15, 1.2) + box(14, 4.5, 4, 15, 1.2),
    "star": path(STAR),
    "star-filled": solid(STAR),
    "lock": box(4.5, 10.5, 15, 10, 2.5) + path("M8 10.5V7.5A4 4 0 0 1 16 7.5V10.5") + dot(12, 15.5, 1.3),
    "private": path(
        "M10.2 5.7C10.8 5.6 11.4 5.5 12 5.5C16 5.5 19.5 7.8 21.5 12C20.8 13.5 19.9 14.7 18.8 15.7"
    )
    + path("M15.9 17.6C14.7 18.2 13.4 18.5 12 18.5C8 18.5 4.5 16.2 2.5 12C3.4 10 4.7 8.4 6.3 7.3")
    + path("M14.6 13.5A3 3 0 0 1 10.5 9.4")
    + path("M4 4L20 20"),
    "eye": path("M2.5 12C4.5 7.8 8 5.5 12 5.5S19.5 7.8 21.5 12C19.5 16.2 16 18.5 12 18.5S4.5 16.2 2.5 12Z")
    + ring(12, 12, 3),
    "more": "".join(dot(x, 12, 1.6) for x in (5.5, 12, 18.5)),
    "link": path(
        "M10 14A4 4 0 0 0 15.7 14L19 10.7A4 4 0 0 0 13.3 5L12 6.3M14 10A4 4 0 0 0 8.3 10L5 13.3A4 4 0 0 0 10.7 19L12 17.7"
    ),
    "heart": path(
        "M12 20C6 15.8 3 12.5 3 8.9A4.7 4.7 0 0 1 12 7A4.7 4.7 0 0 1 21 8.9C21 12.5 18 15.8 12 20Z"
    ),
    "sparkle": path(
        "M11 4Q12.2 11.8 20 13Q12.2 14.2 11 22Q9.8 14.2 2 13Q9.8 11.8 11 4ZM19 2.5V7.5M16.5 5H21.5"
    ),
    "tray": f'<path d="M20.6 14.6A9.2 9.2 0 1 1 9.4 3.4A7.4 7.4 0 0 0 20.6 14.6Z" fill="{INK}" stroke="none"/>',
}


def main() -> None:
    """Write every icon."""
    folder = Path(__file__).parent.parent / "assets" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    for name, inner in ICONS.items():
        (folder / f"{name}.svg").write_text(f"{OPEN}{inner}</svg>\n", encoding="utf-8")


if __name__ == "__main__":
    main()
