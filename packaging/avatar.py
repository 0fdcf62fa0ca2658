"""Draws Tsuki: ten moods and their blinks, from one base, into `assets/avatar/`.

Run `python packaging/avatar.py`. Change her here and never in the SVGs: one base keeps the files alike,
so that one face can fade into the next and only the features seem to move. QtSvg clips badly, so
half-closed eyes are cut by arithmetic and her shoulders end on the disc's own arc.

The canvas is 256 by 256; "left" and "right" are the viewer's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drawing import (
    CRESCENT,
    DROP,
    HEART,
    STAR,
    below,
    edged,
    fill,
    gradient,
    line,
    mirrored,
    moved,
    oval,
    see_through,
)

INK = "#34235F"
STRAND = "#A18CE2"
BROW = "#5E489F"
SHADE = "#F8D0CC"
BLUSH = "#FF7F98"
WINE = "#8A2B4C"
TONGUE = "#FF8A9B"
GOLD = "#FFD782"
NIGHT = "#231C52"
LEFT, RIGHT, EYE_Y = 97.0, 159.0, 146.0

DEFS = "\n".join(
    (
        "<defs>",
        gradient("sky", (0, "#1E1848"), (0.55, "#453990"), (1, "#8E7FE2")),
        gradient("hair", (0, "#F7F2FF"), (0.45, "#DFD3FF"), (1, "#B7A3F1")),
        gradient("back", (0, "#A893E6"), (1, "#7F6ACB")),
        gradient("skin", (0, "#FFF1E8"), (1, "#FFE4DA")),
        gradient("iris", (0, "#1F1248"), (0.5, "#5236BE"), (1, "#AE88FF")),
        gradient("moon", (0, "#FFE8A6"), (1, "#F4AE45")),
        gradient("halo", (0, "#FFF0C9"), (1, "#F3C57C")),
        gradient("cape", (0, "#3A3180"), (1, "#1F1948")),
        "</defs>",
    )
)


# --- the base, from the sky to the hair clip ---------------------------------------------------------

# The fringe's lower edge, from the left lock to the right one; the hair and its shadow share it.
FRINGE = (
    "C79 114 82 108 85 103C86 112 88 120 92 126C102 120 109 109 112 95C113 107 115 118 120 128"
    "C132 119 140 106 144 91C145 103 147 114 152 123C160 115 166 103 168 90C170 103 174 114 179 124"
)


def sky() -> str:
    """The disc with its own ground, a great moon behind her, stars."""
    stars = ((226, 112, 2.4, 0.9), (232, 146, 1.6, 0.7), (186, 24, 1.8, 0.8))
    return "\n".join(
        (
            '<circle cx="128" cy="128" r="124" fill="url(#sky)"/>',
            fill("M122 13A114 114 0 0 0 104 238.5A122 122 0 0 1 122 13Z", "url(#halo)"),
            "".join(oval(x, y, r, r, "#FFF3D6", see_through(a)) for x, y, r, a in stars),
        )
    )


def body() -> str:
    """The hair at her back, her neck, the cape with its collar and brooch."""
    collar = fill("M110 199C94 205 80 215 73 232C94 242 114 241 128 232C119 222 112 212 110 199Z", "#5548AE")
    trim = line("M82 228C97 234 110 234 120 228", 2.6, GOLD)
    return "\n".join(
        (
            fill(
                "M128 40C70 40 52 90 52 130C52 168 54 196 48 222C76 228 104 222 128 214"
                "C152 222 180 228 208 222C202 196 204 168 204 130C204 90 186 40 128 40Z",
                "url(#back)",
            ),
            fill("M112 190H144V212Q128 222 112 212Z", "#F0B7B4"),
            fill(
                "M47.1 222C62 210 92 206 110 203Q128 218 146 203C164 206 194 210 208.9 222"
                "A124 124 0 0 1 47.1 222Z",
                "url(#cape)",
            ),
            collar + trim,
            mirrored(collar + trim),
            oval(128, 233, 11.5, 11.5, NIGHT),
            moved(fill(CRESCENT, "url(#moon)"), 127.5, 233.5, -12, 0.56),
        )
    )


def head() -> str:
    """Her face without features, and the fringe's shadow on it."""
    skin = "M66 124C66 162 86 190 113 199.5Q128 204 143 199.5C170 190 190 162 190 124C190 88 162 68 128 68C94 68 66 88 66 124Z"
    shadow = fill(f"M72 84V126H77{FRINGE}H184V84Z", SHADE, ' transform="translate(0 6)"')
    return fill(skin, "url(#skin)") + shadow + oval(128, 170, 2.2, 1.4, "#EBAAA6")


def hair() -> str:
    """The hair before her face, its shine, the tuft, the crescent clip."""
    return "\n".join(
        (
            fill("M110 50C109 28 122 11 149 14C135 19 131 29 142 48Z", "#F6F0FF"),
            fill(
                "M128 36C78 34 39 70 38 120C37 150 48 168 46 190C45 202 41 208 36 212C54 216 72 206 78 188"
                f"C82 174 74 162 72 150C71 142 73 132 77 126{FRINGE}"
                "C183 132 185 142 184 150C182 162 174 174 178 188C184 206 202 216 220 212C215 208 211 202 210 190"
                "C208 168 220 150 218 120C217 70 178 34 128 36Z",
                "url(#hair)",
            ),
            line(
                "M112 94C111 79 116 65 128 54M144 91C144 76 142 64 136 54M168 90C168 76 160 64 146 55",
                2.4,
                STRAND,
            ),
            line("M85 102C84 86 94 68 118 55", 2.4, STRAND),
            line("M55 128C55 152 63 170 60 192M201 128C201 152 193 170 196 192", 2.4, STRAND),
            fill(
                "M150 47C176 53 195 70 201 95C202 101 194 103 190 98C183 78 170 62 148 53C144 50 145 46 150 47Z",
                "#FFFFFF",
                see_through(0.7),
            ),
            moved(edged(CRESCENT, "url(#moon)", "#B0752A", 3), 70, 84, -8, 1.1),
        )
    )


# --- eyes ----------------------------------------------------------------------------------------------


def open_eye(x: float, *, lid: float = 0, dx: float = 0, dy: float = 0, size: float = 1) -> str:
    """An open eye around x. lid: how far it is down (0 open, 1 shut); dx, dy: where she looks, in px."""
    side = -1 if x < 128 else 1
    rx, ry = 19.5, 23.5
    top = EYE_Y - ry + lid * 2 * ry
    ix, iy, irx, iry = x + dx, EYE_Y + 1 + dy, 16.5 * size, 22 * size
    glow = (
        f"M{ix - irx * 0.72:.1f} {iy + iry * 0.42:.1f}Q{ix:.1f} {iy + iry * 1.1:.1f} {ix + irx * 0.72:.1f}"
        f" {iy + iry * 0.42:.1f}Q{ix:.1f} {iy + iry * 0.76:.1f} {ix - irx * 0.72:.1f} {iy + iry * 0.42:.1f}Z"
    )
    return "".join(
        (
            below(x, EYE_Y, rx, ry, top, "#FFFFFF"),
            below(ix, iy, irx, iry, top, "url(#iris)"),
            below(ix, iy + 1, 7 * size, 10 * size, top, "#150B36"),
            fill(glow, GOLD, see_through(0.95)),
            oval(ix - 5.5, max(iy - 9, top + 7), 6, 6.6, "#FFFFFF") if lid < 0.4 else "",
            oval(ix + 6.5, iy + 6, 3, 3.2, "#FFFFFF", see_through(0.9)),
            lash(x, top, side, lid),
        )
    )


def lash(x: float, top: float, side: int, lid: float) -> str:
    """The upper lashes: a bow, thick outside, with a wing; flatter as the lid comes down."""
    bow = max(0.3, 6 - 40 * lid)
    drop = max(3.0, 11 - 32 * lid)

    def at(dx: float, dy: float) -> str:
        return f"{x + side * dx:.1f} {top + dy:.1f}"

    return fill(
        f"M{at(-19, drop)}C{at(-12, -bow)} {at(10, -bow - 1)} {at(19, drop)}"
        f"Q{at(23, drop + 1)} {at(27, drop - 4)}Q{at(23, drop - 4)} {at(21.5, drop - 7)}"
        f"C{at(12, -bow - 8)} {at(-13, -bow - 6)} {at(-19, drop)}Z",
        INK,
    )


def shut_eye(x: float) -> str:
    """An eye gently shut: a bow that hangs, with lashes."""
    s = -1 if x < 128 else 1
    return line(
        f"M{x - s * 18:g} {EYE_Y + 4:g}Q{x:g} {EYE_Y + 21:g} {x + s * 19:g} {EYE_Y + 3:g}L{x + s * 25:g} {EYE_Y + 4:g}"
        f"M{x + s * 13:g} {EYE_Y + 9:g}L{x + s * 18:g} {EYE_Y + 14:g}",
        5,
        INK,
    )


def smiling_eye(x: float) -> str:
    """An eye shut by a smile: a bow that stands."""
    return line(f"M{x - 18:g} {EYE_Y + 10:g}Q{x:g} {EYE_Y - 24:g} {x + 18:g} {EYE_Y + 10:g}", 6.5, INK)


def pressed_eye(x: float) -> str:
    """An eye pressed shut, pointing at the nose."""
    s = -1 if x < 128 else 1
    return line(
        f"M{x + s * 16:g} {EYE_Y - 10:g}L{x - s * 14:g} {EYE_Y + 2:g}L{x + s * 16:g} {EYE_Y + 13:g}", 6, INK
    )


def both(eye: Callable[[float], str]) -> str:
    """The same eye twice."""
    return eye(LEFT) + eye(RIGHT)


# --- brows, cheeks, mouths, small things -----------------------------------------------------------------


def brow(x: float, inner: float, outer: float, bend: float = 4) -> str:
    """One brow; inner and outer are how far its ends are raised (px), bend how far its middle."""
    s = -1 if x < 128 else 1
    y = 108.0
    middle = y - (inner + outer) / 2 - bend
    return line(
        f"M{x - s * 12:g} {y - inner:g}Q{x + s * 2:g} {middle:g} {x + s * 15:g} {y - outer:g}", 5, BROW
    )


def brows(inner: float, outer: float, bend: float = 4) -> str:
    """Both brows alike."""
    return brow(LEFT, inner, outer, bend) + brow(RIGHT, inner, outer, bend)


def blush(strength: float, *, lines: bool = False) -> str:
    """Warm cheeks; with lines for the moods that she would deny."""
    parts = [oval(x, 177, 14, 8, BLUSH, see_through(strength)) for x in (86, 170)]
    if lines:
        parts.append(line("M80 180L84 173M88 181L92 174M164 181L168 174M172 180L176 173", 2.6, "#E04B68"))
    return "".join(parts)


def smile(width: float, depth: float) -> str:
    """A closed smile."""
    return line(f"M{128 - width:g} 180Q128 {180 + 2 * depth:g} {128 + width:g} 180", 4.4, INK)


def laugh(w: float, d: float) -> str:
    """An open, laughing mouth with a tongue, w to each side and d deep."""
    top = 174
    mouth = (
        f"M{128 - w} {top}Q128 {top + 4} {128 + w} {top}C{128 + w} {top + d * 0.7:g} {128 + w * 0.55:g} {top + d}"
        f" 128 {top + d}C{128 - w * 0.55:g} {top + d} {128 - w} {top + d * 0.7:g} {128 - w} {top}Z"
    )
    tongue = (
        f"M{128 - w * 0.62:g} {top + d * 0.72:g}Q128 {top + d * 0.36:g} {128 + w * 0.62:g} {top + d * 0.72:g}"
        f"Q{128 + w * 0.3:g} {top + d} 128 {top + d}Q{128 - w * 0.3:g} {top + d} {128 - w * 0.62:g} {top + d * 0.72:g}Z"
    )
    return fill(mouth, WINE) + fill(tongue, TONGUE)


def round_mouth(y: float, rx: float, ry: float) -> str:
    """A round, open mouth."""
    return oval(128, y, rx, ry, WINE) + oval(128, y + ry * 0.5, rx * 0.62, ry * 0.38, TONGUE)


def drop(x: float, y: float, size: float = 1) -> str:
    """A drop, of tears or of sweat."""
    return moved(
        edged(DROP, "#7CCBFF", "#FFFFFF", 2.4) + oval(-2.4, 5, 1.8, 2.6, "#FFFFFF", see_through(0.9)),
        x,
        y,
        0,
        size,
    )


def mark(d: str, x: float, y: float, turn: float = 0, size: float = 1, colour: str = GOLD) -> str:
    """A line sign in the air beside her (a letter, a stroke), with a night rim."""
    return moved(line(d, 14, NIGHT) + line(d, 7.5, colour), x, y, turn, size)


def token(d: str, x: float, y: float, turn: float = 0, size: float = 1, colour: str = GOLD) -> str:
    """A filled sign in the air beside her (a star, a heart), with a night rim."""
    return moved(edged(d, colour, NIGHT, 6 / size), x, y, turn, size)


# --- the moods -------------------------------------------------------------------------------------------


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
    tongue = fill("M129 183H146V190A8.5 8.5 0 0 1 129 190Z", TONGUE) + line("M137.5 185V190", 2.4, "#D9536B")
    return Face(
        eyes=open_eye(LEFT) + smiling_eye(RIGHT),
        closed=shut_eye(LEFT) + smiling_eye(RIGHT),
        brows=brow(LEFT, 2, 2, 6) + brow(RIGHT, 3, 4, 4),
        mouth=tongue + line("M110 178Q119 187 128 184Q140 186 148 176", 4.6, INK),
        blush=blush(0.45),
        extra=token(STAR, 207, 60, 8, 2.3) + token(STAR, 180, 28, 0, 1.2),
    )


def curious() -> Face:
    """Wide eyes that look up, one brow higher, a question mark."""
    return Face(
        eyes=both(lambda x: open_eye(x, dx=3, dy=-4, size=0.92)),
        closed=both(shut_eye),
        brows=brow(LEFT, 0, 0) + brow(RIGHT, 8, 7, 5),
        mouth=round_mouth(184, 6, 6.5),
        blush=blush(0.3),
        extra=mark("M-10-10C-10-23 11-23 11-10C11-2 0-2 0 7M0 20V20.1", 208, 62, 12, 1.15),
    )


def supportive() -> Face:
    """Soft eyes, a warm smile, a heart."""
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.2)),
        closed=both(shut_eye),
        brows=brows(6, -1, 2),
        mouth=laugh(12, 13),
        blush=blush(0.6),
        extra=token(HEART, 207, 60, 12, 1.9, "#FF86A0"),
    )


def happy() -> Face:
    """Eyes shut by a big smile; the blink is the same drawing."""
    eyes = both(smiling_eye)
    return Face(
        eyes=eyes,
        closed=eyes,
        brows=brows(5, 4, 5),
        mouth=laugh(20, 22),
        blush=blush(0.65),
        extra=token(STAR, 208, 58, 0, 2) + token(STAR, 34, 150, 0, 1.3),
    )


def flustered() -> Face:
    """Red over the nose, small pupils, a mouth that cannot decide."""
    return Face(
        eyes=both(lambda x: open_eye(x, dx=-3, dy=1, size=0.66)),
        closed=both(pressed_eye),
        brows=brows(8, -2, 2),
        mouth=line("M106 186Q112 178 117 184Q123 190 128 184Q133 178 139 184Q144 190 150 182", 4.6, INK),
        blush=oval(128, 172, 54, 12, BLUSH, see_through(0.45)) + blush(0.8, lines=True),
        extra=drop(200, 76, 2),
    )


def pouty() -> Face:
    """Brows down, a look to the side, full cheeks, a huff."""
    puffed = fill("M68 160C55 168 54 187 70 193C88 199 104 200.5 114 199.8L100 160Z", "#FFE7DD")
    cheeks = puffed + mirrored(puffed) + blush(0.75, lines=True)
    puff = "M-15 7A8 8 0 0 1-13-7A10 10 0 0 1 6-10A8 8 0 0 1 15 0A7 7 0 0 1 11 8Z"
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.3, dx=6)),
        closed=both(shut_eye),
        brows=brows(-6, 1, 1),
        mouth=line("M120 188Q128 178 136 188", 4.8, INK),
        blush=blush(0.75, lines=True),
        extra=cheeks + token(puff, 216, 166, -8, 1.15, "#F3EEFF"),
    )


def sad() -> Face:
    """Brows up in the middle, wet eyes, tears."""
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.14, dy=3)),
        closed=both(shut_eye),
        brows=brows(10, -4, 0),
        mouth=line("M115 189Q128 177 141 189", 4.6, INK),
        blush=blush(0.25),
        extra=drop(82, 182, 1.5) + drop(175, 178, 1.1),
    )


def surprised() -> Face:
    """Round eyes, small pupils, a round mouth, marks."""
    bang = "M0-18V3M0 18V18.1"
    return Face(
        eyes=both(lambda x: open_eye(x, size=0.6)),
        closed=both(shut_eye),
        brows=brows(10, 8, 7),
        mouth=round_mouth(187, 9, 12),
        blush=blush(0.3),
        extra=mark(bang, 196, 50, 14, 1.15) + mark(bang, 217, 70, 28, 1),
    )


def sleepy() -> Face:
    """Heavy lids, a small yawn, letters of sleep."""
    zed = "M-9-9H9L-9 9H9"
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.56)),
        closed=both(shut_eye),
        brows=brows(2, -4, 2),
        mouth=round_mouth(184, 8, 7),
        blush=blush(0.35),
        extra=mark(zed, 205, 68, -6, 1.25) + mark(zed, 182, 32, -6, 0.85),
    )


def calm() -> Face:
    """Her face at rest: open eyes, a small smile."""
    return Face(
        eyes=both(open_eye),
        closed=both(shut_eye),
        brows=brows(1, 0),
        mouth=smile(11, 5),
        blush=blush(0.35),
    )


FACES = (playful, curious, supportive, happy, flustered, pouty, sad, surprised, sleepy, calm)


def drawing(face: Face, *, shut: bool = False) -> str:
    """The whole SVG document of one face."""
    eyes = face.closed if shut else face.eyes
    parts = (sky(), body(), head(), face.blush, hair(), eyes, face.mouth, face.brows, face.extra)
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256">'
    return "\n".join((start, DEFS, *(part for part in parts if part), "</svg>\n"))


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
