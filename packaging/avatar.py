"""Draws Tsuki: ten moods and their blinks, from one base, into `assets/avatar/`.

Run `python packaging/avatar.py`. Change her here and never in the SVGs: one base keeps the files alike.
Only what QtSvg draws is used (paths, circles, gradients, transforms): it has no filters and no dependable
clipping, so half-closed eyes are cut by arithmetic and the shoulders end on the disc's own arc.

The canvas is 256 by 256; "left" and "right" are the viewer's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

LINE = "#3B2A66"
HAIR_LINE = "#A08BE0"
BROW = "#6B56AE"
SHADE = "#F7CBC6"
BLUSH = "#FF8299"
GOLD = "#FFDD94"
LEFT_X, RIGHT_X, EYE_Y = 99.0, 157.0, 146.0


def gradient(name: str, *stops: tuple[float, str]) -> str:
    """A gradient from the top (0) to the bottom (1) of whatever it fills."""
    inner = "".join(f'<stop offset="{at:g}" stop-color="{colour}"/>' for at, colour in stops)
    return f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{inner}</linearGradient>'


DEFS = "\n".join(
    (
        "<defs>",
        gradient("sky", (0, "#211B4D"), (0.55, "#4A3E94"), (1, "#9A8BEA")),
        gradient("hair", (0, "#F6F1FF"), (0.5, "#DDD1FF"), (1, "#B9A6F2")),
        gradient("back", (0, "#B7A4EE"), (1, "#8A75D2")),
        gradient("skin", (0, "#FFF1E8"), (1, "#FFE3D9")),
        gradient("iris", (0, "#24164F"), (0.5, "#5639C0"), (1, "#A67FFF")),
        gradient("moon", (0, "#FFF2CC"), (1, "#F7BE62")),
        gradient("cape", (0, "#3A3180"), (1, "#1F1948")),
        "</defs>",
    )
)


def fill(d: str, colour: str, extra: str = "") -> str:
    """A filled path."""
    return f'<path d="{d}" fill="{colour}"{extra}/>'


def line(d: str, width: float = 4, colour: str = LINE, extra: str = "") -> str:
    """A path drawn as a round-ended line."""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"'
        f' stroke-linecap="round" stroke-linejoin="round"{extra}/>'
    )


def oval(x: float, y: float, rx: float, ry: float, colour: str, extra: str = "") -> str:
    """A filled ellipse."""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{colour}"{extra}/>'


def moved(inner: str, x: float, y: float, turn: float = 0, size: float = 1) -> str:
    """A drawing made around 0,0, put at x,y."""
    return f'<g transform="translate({x:g} {y:g}) rotate({turn:g}) scale({size:g})">{inner}</g>'


def crescent(colour: str, extra: str = "") -> str:
    """A moon of radius 16 around 0,0, open to the upper right."""
    return fill("M4-15.5A16 16 0 1 0 15.5 4A13 13 0 1 1 4-15.5Z", colour, extra)


def star(colour: str = GOLD, extra: str = "") -> str:
    """A four-pointed star of radius 10 around 0,0."""
    return fill("M0-10Q1.6-1.6 10 0Q1.6 1.6 0 10Q-1.6 1.6-10 0Q-1.6-1.6 0-10Z", colour, extra)


# --- the base, from the sky to the hair clip ---------------------------------------------------------

# The lower edge of the fringe, from the left lock to the right one; the hair and its shadow share it.
FRINGE = (
    "C88 118 95 106 98 88C98 106 102 117 111 126C121 116 127 102 128 84"
    "C130 102 135 114 144 122C152 112 156 98 155 82C158 100 166 116 178 126"
)


def behind() -> str:
    """The sky, the hair at her back, the body."""
    stars = "".join(
        oval(x, y, r, r, "#FFF3D6", f' opacity="{a:g}"')
        for x, y, r, a in ((46, 66, 2.4, 0.9), (30, 112, 1.6, 0.7), (66, 36, 1.6, 0.7), (224, 128, 2, 0.8))
    )
    return "\n".join(
        (
            '<circle cx="128" cy="128" r="124" fill="url(#sky)"/>',
            '<circle cx="128" cy="116" r="104" fill="#B9A7FF" opacity="0.13"/>',
            stars,
            fill(
                "M128 32C72 32 40 70 40 124C40 162 44 182 30 208C46 212 58 208 66 200C66 214 62 222 56 230"
                "C84 230 104 222 128 216C152 222 172 230 200 230C194 222 190 214 190 200"
                "C198 208 210 212 226 208C212 182 216 162 216 124C216 70 184 32 128 32Z",
                "url(#back)",
            ),
            fill("M112 190H144V212Q128 222 112 212Z", "#F2BDB8"),
            fill(
                "M47.1 222C62 210 92 206 110 203Q128 218 146 203C164 206 194 210 208.9 222"
                "A124 124 0 0 1 47.1 222Z",
                "url(#cape)",
            ),
            *(
                fill("M110 198C94 204 80 214 74 231C94 241 114 240 128 231C119 222 112 212 110 198Z", "#5145A6", m)
                + line("M82 227C97 233 110 233 119 228", 2.4, GOLD, m)
                for m in ("", ' transform="matrix(-1 0 0 1 256 0)"')
            ),
            oval(128, 233, 10, 10, "#1F1948"),
            moved(crescent("url(#moon)"), 127.5, 233.5, -12, 0.52),
        )
    )


def head() -> str:
    """Her face without features, the fringe's shadow on it, a hint of a nose."""
    face = "M66 122C66 160 86 188 113 198Q128 203 143 198C170 188 190 160 190 122C190 86 162 66 128 66C94 66 66 86 66 122Z"
    return "\n".join(
        (
            fill(face, "url(#skin)"),
            fill(f"M70 80V136H78{FRINGE}H186V80Z", SHADE, ' transform="translate(0 6)"'),
        )
    )


def hair() -> str:
    """The hair before her face, its shine, the crescent clip."""
    return "\n".join(
        (
            fill("M120 40C112 20 126 6 148 9C136 15 132 24 138 40Z", "#E6DCFF"),
            fill(
                "M128 32C76 30 40 68 40 124C40 156 46 184 60 212C70 202 78 188 79 170"
                f"C72 154 74 138 78 126{FRINGE}"
                "C182 138 184 154 177 170C178 188 186 202 196 212C210 184 216 156 216 124C216 68 180 30 128 32Z",
                "url(#hair)",
            ),
            line("M98 90C98 74 106 58 118 48M128 86C127 72 129 58 133 48M155 84C154 70 150 58 142 50", 2.2, HAIR_LINE),
            line("M58 132C56 158 60 180 66 194M198 132C200 158 196 180 190 194", 2.2, HAIR_LINE),
            fill("M60 92C70 68 92 56 114 56C96 64 80 76 72 98C68 100 62 98 60 92Z", "#FFFFFF", ' opacity="0.65"'),
            moved(crescent("#7A5A2A", ' opacity="0.25"'), 184, 90, -20, 1.12),
            moved(crescent("url(#moon)"), 183, 87, -20, 1.12),
            moved(star("#FFF6DC"), 187, 85, 8, 0.62),
        )
    )


# --- eyes ----------------------------------------------------------------------------------------------


def below(x: float, y: float, rx: float, ry: float, lid: float, colour: str) -> str:
    """The part of an ellipse that lies under a level lid; lid is a y on the canvas."""
    if lid <= y - ry:
        return oval(x, y, rx, ry, colour)
    if lid >= y + ry:
        return ""
    half = rx * sqrt(1 - ((lid - y) / ry) ** 2)
    large = int(lid < y)
    d = f"M{x - half:.1f} {lid:.1f}A{rx:g} {ry:g} 0 {large} 0 {x + half:.1f} {lid:.1f}Z"
    return fill(d, colour)


def open_eye(x: float, *, lid: float = 0, dx: float = 0, dy: float = 0, size: float = 1) -> str:
    """An open eye around x. lid: how far the lid is down (0 open, 1 shut); dx, dy: where she looks."""
    side = -1 if x < 128 else 1
    rx, ry = 17.0, 21.0
    top = EYE_Y - ry + lid * 2 * ry
    ix, iy, irx, iry = x + dx, EYE_Y + 1 + dy, 13.5 * size, 18.5 * size
    shapes = [
        below(x, EYE_Y, rx, ry, top, "#FFFFFF"),
        below(ix, iy, irx, iry, top, "url(#iris)"),
        below(ix, iy, 6.2 * size, 9 * size, top, "#190F3C"),
        fill(
            f"M{ix - 9 * size:.1f} {iy + 8 * size:.1f}Q{ix:.1f} {iy + 19 * size:.1f} {ix + 9 * size:.1f}"
            f" {iy + 8 * size:.1f}Q{ix:.1f} {iy + 13 * size:.1f} {ix - 9 * size:.1f} {iy + 8 * size:.1f}Z",
            GOLD,
            ' opacity="0.9"',
        ),
        oval(ix - 4.5, max(iy - 8, top + 5), 5, 5.6 if lid < 0.2 else 4, "#FFFFFF"),
        oval(ix + 5.5, iy + 5, 2.4, 2.6, "#FFFFFF", ' opacity="0.9"'),
    ]
    return "".join(shapes) + lash(x, top, side, lid)


def lash(x: float, top: float, side: int, lid: float) -> str:
    """The upper lashes: a thick bow with a wing on the outer side, flatter as the lid comes down."""
    bow = 5 * (1 - lid)
    outer, inner = x + side * 19, x - side * 16
    d = (
        f"M{inner:.1f} {top + 7:.1f}C{x - side * 10:.1f} {top - bow:.1f} {x + side * 9:.1f} {top - bow - 2:.1f}"
        f" {outer:.1f} {top + 9:.1f}L{outer + side * 5:.1f} {top + 6:.1f}"
        f"C{outer - side * 2:.1f} {top - bow - 7:.1f} {x - side * 12:.1f} {top - bow - 7:.1f}"
        f" {inner:.1f} {top + 7:.1f}Z"
    )
    return fill(d, LINE)


def shut_eye(x: float) -> str:
    """An eye gently shut: a bow that hangs, with two lashes."""
    side = -1 if x < 128 else 1
    return line(
        f"M{x - side * 16:g} {EYE_Y + 1:g}Q{x:g} {EYE_Y + 15:g} {x + side * 17:g} {EYE_Y:g}"
        f"M{x + side * 17:g} {EYE_Y:g}L{x + side * 22:g} {EYE_Y + 3:g}"
        f"M{x + side * 11:g} {EYE_Y + 6:g}L{x + side * 15:g} {EYE_Y + 11:g}",
        4.6,
    )


def smiling_eye(x: float) -> str:
    """An eye shut by a smile: a bow that stands."""
    return line(f"M{x - 17:g} {EYE_Y + 8:g}Q{x:g} {EYE_Y - 20:g} {x + 17:g} {EYE_Y + 8:g}", 6)


def both(eye: Callable[[float], str]) -> str:
    """The same eye twice."""
    return eye(LEFT_X) + eye(RIGHT_X)


# --- brows, mouths, small things -------------------------------------------------------------------------


def brows(inner: float, outer: float, lift: float = 0, bend: float = 4) -> str:
    """Both brows; inner and outer raise the ends (px, up is plus), lift the whole, bend the middle."""
    y = 113 - lift
    return "".join(
        line(
            f"M{x - s * 11:g} {y - inner:g}Q{x + s * 2:g} {y - (inner + outer) / 2 - bend:g} {x + s * 14:g} {y - outer:g}",
            4.6,
            BROW,
        )
        for x, s in ((LEFT_X, -1), (RIGHT_X, 1))
    )


def blush(strength: float, *, lines: bool = False) -> str:
    """Warm cheeks; with lines for the moods that she would deny."""
    parts = [oval(x, 171, 14, 8, BLUSH, f' opacity="{strength:g}"') for x in (85, 171)]
    if lines:
        parts.append(line("M79 174L83 167M86 174L90 167M166 174L170 167M173 174L177 167", 2.4, "#E8556F"))
    return "".join(parts)


def mouth_smile(width: float = 12, depth: float = 8) -> str:
    """A closed smile."""
    return line(f"M{128 - width:g} 177Q128 {177 + 2 * depth:g} {128 + width:g} 177", 4)


def mouth_open(width: float = 16, depth: float = 18) -> str:
    """An open, laughing mouth with a tongue."""
    w, d = width, depth
    return fill(
        f"M{128 - w} 173Q128 {173 + 4} {128 + w} 173C{128 + w} {173 + d * 0.7:g} {128 + w * 0.55:g} {173 + d} 128 {173 + d}"
        f"C{128 - w * 0.55:g} {173 + d} {128 - w} {173 + d * 0.7:g} {128 - w} 173Z",
        "#8E2F4E",
    ) + fill(
        f"M{128 - w * 0.6:g} {173 + d * 0.72:g}Q128 {173 + d * 0.4:g} {128 + w * 0.6:g} {173 + d * 0.72:g}"
        f"Q{128 + w * 0.3:g} {173 + d} 128 {173 + d}Q{128 - w * 0.3:g} {173 + d} {128 - w * 0.6:g} {173 + d * 0.72:g}Z",
        "#FF8C9C",
    )


def tear(x: float, y: float, size: float = 1) -> str:
    """A drop, of tears or of sweat."""
    return moved(
        fill("M0-10C5-2 7 2 7 6A7 7 0 0 1-7 6C-7 2-5-2 0-10Z", "#8FD3FF")
        + oval(-2.4, 5, 1.8, 2.6, "#FFFFFF", ' opacity="0.9"'),
        x,
        y,
        0,
        size,
    )


HEART = "M0 12C-16 1-14-11-6-11C-2-11 0-8 0-6C0-8 2-11 6-11C14-11 16 1 0 12Z"


@dataclass(frozen=True)
class Face:
    """What changes from mood to mood; each part is SVG text."""

    eyes: str
    closed: str
    brows: str
    mouth: str
    blush: str = ""
    extra: str = ""


def playful() -> Face:
    """A wink, the tip of her tongue, a star."""
    tongue = fill("M128 181H142V186A7 7 0 0 1 128 186Z", "#FF7F93") + line("M135 183V186", 2, "#D9536B")
    return Face(
        eyes=open_eye(LEFT_X) + smiling_eye(RIGHT_X),
        closed=shut_eye(LEFT_X) + smiling_eye(RIGHT_X),
        brows=brows(0, 1, 4),
        mouth=tongue + line("M112 176Q120 184 128 181Q137 184 146 175", 4),
        blush=blush(0.4),
        extra=moved(star(), 218, 60, 10, 1.9) + moved(star(), 196, 34, 0, 0.9),
    )


def curious() -> Face:
    """Wide eyes that look up, one brow higher, a question mark."""
    mark = line("M-8-9C-8-20 10-20 10-9C10-2 1-2 1 6", 6.5, GOLD) + oval(1, 16, 4, 4, GOLD)
    return Face(
        eyes=both(lambda x: open_eye(x, dx=3.5, dy=-3)),
        closed=both(shut_eye),
        brows=brows(2, 2, 2),
        mouth=oval(128, 180, 5.5, 6, "#8E2F4E"),
        blush=blush(0.25),
        extra=moved(mark, 216, 62, 12, 1.1),
    )


def supportive() -> Face:
    """Soft eyes, a warm smile, a heart."""
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.2)),
        closed=both(shut_eye),
        brows=brows(5, 0, 2, 2),
        mouth=mouth_smile(15, 8),
        blush=blush(0.5),
        extra=moved(fill(HEART, "#FF8FA8"), 216, 62, 12, 1.35),
    )


def happy() -> Face:
    """Eyes shut by a big smile; the blink is the same drawing."""
    eyes = both(smiling_eye)
    return Face(
        eyes=eyes,
        closed=eyes,
        brows=brows(1, 1, 6),
        mouth=mouth_open(19, 22),
        blush=blush(0.6),
        extra=moved(star(), 218, 62, 0, 1.5) + moved(star(), 36, 92, 0, 1.1),
    )


def flustered() -> Face:
    """Red to the ears, small pupils, a mouth that cannot decide."""
    return Face(
        eyes=both(lambda x: open_eye(x, dx=-5, dy=2, size=0.78)),
        closed=both(lambda x: line(zigzag(x), 5)),
        brows=brows(7, -2, 4),
        mouth=line("M108 181Q113 174 118 180Q123 186 128 180Q133 174 138 180Q143 186 148 179", 4),
        blush=oval(128, 168, 52, 11, BLUSH, ' opacity="0.35"') + blush(0.75, lines=True),
        extra=tear(214, 64, 1.5),
    )


def zigzag(x: float) -> str:
    """An eye pressed shut, pointing at the nose."""
    s = -1 if x < 128 else 1
    return f"M{x + s * 14:g} {EYE_Y - 9:g}L{x - s * 13:g} {EYE_Y + 1:g}L{x + s * 14:g} {EYE_Y + 11:g}"


def pouty() -> Face:
    """Brows down, a look to the side, a full cheek."""
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.28, dx=6)),
        closed=both(shut_eye),
        brows=brows(-6, 3, -3, 0),
        mouth=line("M116 184Q127 171 140 182", 4.4),
        blush=blush(0.6, lines=True),
        extra=moved(
            line("M-12-4C-7-4-4-7-4-12M12-4C7-4 4-7 4-12M-12 4C-7 4-4 7-4 12M12 4C7 4 4 7 4 12", 5, "#FF8FA8"),
            216,
            62,
            8,
            1.2,
        ),
    )


def sad() -> Face:
    """Brows up in the middle, wet eyes, a tear."""
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.12, dy=3)),
        closed=both(shut_eye),
        brows=brows(9, -3, 1, 0),
        mouth=line("M117 184Q128 174 139 184", 4),
        blush=blush(0.2),
        extra=tear(84, 174, 1.2) + tear(174, 170, 0.9),
    )


def surprised() -> Face:
    """Round eyes, small pupils, a round mouth, marks."""
    mark = line("M0-16L-1 4", 7, GOLD) + oval(-1.5, 15, 4, 4, GOLD)
    return Face(
        eyes=both(lambda x: open_eye(x, size=0.66)),
        closed=both(shut_eye),
        brows=brows(3, 1, 9, 6),
        mouth=oval(128, 183, 9, 12, "#8E2F4E") + oval(128, 190, 5.5, 4, "#FF8C9C"),
        blush=blush(0.3),
        extra=moved(mark, 210, 58, 14, 1.1) + moved(mark, 228, 70, 26, 0.9),
    )


def sleepy() -> Face:
    """Heavy lids, a small yawn, letters of sleep."""
    zed = "M-8-8H8L-8 8H8"
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.55)),
        closed=both(shut_eye),
        brows=brows(2, -3, 0, 2),
        mouth=oval(128, 182, 8, 6.5, "#8E2F4E") + oval(128, 185.5, 4.5, 2.6, "#FF8C9C"),
        blush=blush(0.3),
        extra=moved(line(zed, 5, GOLD), 212, 66, -6, 1.1) + moved(line(zed, 5, GOLD), 192, 38, -6, 0.75),
    )


def calm() -> Face:
    """Her face at rest: open eyes, a small smile."""
    return Face(
        eyes=both(open_eye),
        closed=both(shut_eye),
        brows=brows(0, 0, 0),
        mouth=mouth_smile(10, 5),
        blush=blush(0.3),
    )


FACES = (playful, curious, supportive, happy, flustered, pouty, sad, surprised, sleepy, calm)


def drawing(face: Face, *, shut: bool = False) -> str:
    """The whole SVG document of one face."""
    eyes = face.closed if shut else face.eyes
    parts = (behind(), head(), face.blush, face.mouth, eyes, hair(), face.brows, face.extra)
    body = "\n".join(part for part in parts if part)
    head_tag = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256">'
    return f"{head_tag}\n{DEFS}\n{body}\n</svg>\n"


def main() -> None:
    """Write every face and every blink."""
    folder = Path(__file__).parent.parent / "assets" / "avatar"
    folder.mkdir(parents=True, exist_ok=True)
    for make in FACES:
        face = make()
        (folder / f"{make.__name__}.svg").write_text(drawing(face), encoding="utf-8")
        (folder / f"{make.__name__}-blink.svg").write_text(drawing(face, shut=True), encoding="utf-8")


if __name__ == "__main__":
    main()
