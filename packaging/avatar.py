"""Draws Tsuki: ten moods and their blinks, from one base, into `assets/avatar/`.

Run `python packaging/avatar.py`. Change her here and never in the SVGs: one base keeps the files alike,
so that one face can fade into the next and only the features seem to move. QtSvg clips badly, so her
shoulders end on the disc's own arc.

The canvas is 256 by 256; "left" and "right" are the viewer's.
"""

from dataclasses import dataclass
from pathlib import Path

from drawing import CRESCENT, HEART, STAR, edged, fill, gradient, line, mirrored, moved, oval, see_through
from features import (
    BLUSH,
    GOLD,
    INK,
    LEFT,
    NIGHT,
    RIGHT,
    TONGUE,
    blush,
    both,
    brow,
    brows,
    drop,
    laugh,
    mark,
    open_eye,
    pressed_eye,
    round_mouth,
    shut_eye,
    smile,
    smiling_eye,
    token,
)

STRAND = "#A18CE2"
SHADE = "#F8D0CC"

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


GREAT_MOON = "M122 13A114 114 0 0 0 104 238.5A122 122 0 0 1 122 13Z"


def sky() -> str:
    """The disc with its own ground, a great moon behind her, stars."""
    stars = ((226, 112, 2.4, 0.9), (232, 146, 1.6, 0.7), (186, 24, 1.8, 0.8))
    return "\n".join(
        (
            '<circle cx="128" cy="128" r="124" fill="url(#sky)"/>',
            fill(GREAT_MOON, "url(#halo)"),
            "".join(oval(x, y, r, r, "#FFF3D6", see_through(a)) for x, y, r, a in stars),
        )
    )


# The cape closes on the edge of the ground that she sits in, since nothing can be clipped.
CAPE_IN_DISC = (
    "M47.1 222C62 210 92 206 110 203Q128 218 146 203C164 206 194 210 208.9 222A124 124 0 0 1 47.1 222Z"
)


def body(cape: str) -> str:
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
            fill(cape, "url(#cape)"),
            collar + trim,
            mirrored(collar + trim),
            oval(128, 233, 11.5, 11.5, NIGHT),
            moved(fill(CRESCENT, "url(#moon)"), 127.5, 233.5, -12, 0.56),
        )
    )


def head() -> str:
    """Her face without features, and the fringe's shadow on it."""
    skin = (
        "M66 124C66 162 86 190 113 199.5Q128 204 143 199.5C170 190 190 162 190 124"
        "C190 88 162 68 128 68C94 68 66 88 66 124Z"
    )
    shadow = fill(f"M72 84V126H77{FRINGE}H184V84Z", SHADE, ' transform="translate(0 6)"')
    return fill(skin, "url(#skin)") + shadow + oval(128, 170, 2.2, 1.4, "#EBAAA6")


def hair() -> str:
    """The hair before her face, its shine, the tuft, the crescent clip."""
    curl = fill(
        "M47 178C47 202 41 208 36 212C54 216 72 206 78 188C70 199 56 199 47 178Z",
        "#A28CE8",
        see_through(0.55),
    )
    return "\n".join(
        (
            fill("M110 50C109 28 122 11 149 14C135 19 131 29 142 48Z", "#F6F0FF"),
            fill(
                "M128 36C78 34 39 70 38 120C37 150 48 168 46 190C45 202 41 208 36 212C54 216 72 206 78 188"
                f"C82 174 74 162 72 150C71 142 73 132 77 126{FRINGE}"
                "C183 132 185 142 184 150C182 162 174 174 178 188C184 206 202 216 220 212"
                "C215 208 211 202 210 190C208 168 220 150 218 120C217 70 178 34 128 36Z",
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
                "M150 47C176 53 195 70 201 95C202 101 194 103 190 98C183 78 170 62 148 53"
                "C144 50 145 46 150 47Z",
                "#FFFFFF",
                see_through(0.7),
            ),
            curl,
            mirrored(curl),
            line("M62 101L61 112", 1.8, "#B0752A"),
            moved(edged(STAR, "#FFE9AE", "#B0752A", 4), 60.5, 119, 6, 0.72),
            moved(edged(CRESCENT, "url(#moon)", "#B0752A", 3), 66, 84, -8, 1.05),
        )
    )


# --- the moods -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Face:
    """What changes from mood to mood; each part is SVG text."""

    eyes: str
    closed: str
    brows: str
    mouth: str
    blush: str = ""
    cheeks: str = ""
    extra: str = ""


def playful() -> Face:
    """A wink, the tip of her tongue, a star."""
    tongue = fill("M129 183H146V190A8.5 8.5 0 0 1 129 190Z", TONGUE) + line("M137.5 185V190", 2.4, "#D9536B")
    return Face(
        eyes=open_eye(LEFT) + smiling_eye(RIGHT),
        closed=shut_eye(LEFT) + smiling_eye(RIGHT),
        brows=brow(LEFT, 2, 2, 6) + brow(RIGHT, 3, 4, 4),
        mouth=tongue + line("M110 178Q119 187 128 184Q140 186 148 176", 5.6, INK),
        blush=blush(0.45),
        extra=token(STAR, 201, 64, 8, 2.3) + token(STAR, 176, 34, 0, 1.2),
    )


def curious() -> Face:
    """Wide eyes that look up, one brow higher, a question mark."""
    return Face(
        eyes=both(lambda x: open_eye(x, dx=3, dy=-4, size=0.92)),
        closed=both(shut_eye),
        brows=brow(LEFT, -1, -1) + brow(RIGHT, 10, 9, 6),
        mouth=round_mouth(184, 6, 6.5),
        blush=blush(0.3),
        extra=mark("M-10-10C-10-23 11-23 11-10C11-2 0-2 0 7M0 20V20.1", 201, 68, 12, 1.15),
    )


def supportive() -> Face:
    """Soft, lowered eyes under brows that feel with you, a wide smile, warm cheeks, a heart."""
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.24, dy=2, slant=-8)),
        closed=both(shut_eye),
        brows=brows(5, 0, 4),
        mouth=line("M106 177Q128 205 150 177", 6.4, INK),
        blush=blush(0.9),
        extra=token(HEART, 201, 65, 12, 1.9, "#FF86A0"),
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
        extra=token(STAR, 201, 62, 0, 2.1) + token(STAR, 229, 100, 0, 1.1),
    )


def flustered() -> Face:
    """Red over the nose, small pupils, a mouth that cannot decide."""
    return Face(
        eyes=both(lambda x: open_eye(x, dx=-3, dy=1, size=0.66)),
        closed=both(pressed_eye),
        brows=brows(8, -2, 2),
        mouth=line("M106 186Q112 178 117 184Q123 190 128 184Q133 178 139 184Q144 190 150 182", 5.6, INK),
        blush=oval(128, 174, 46, 13, BLUSH, see_through(0.4)) + blush(0.8, lines=True),
        extra=drop(200, 76, 2),
    )


def pouty() -> Face:
    """Brows down, a look to the side, full cheeks, a huff."""
    puffed = fill("M78 158C63 161 57 180 71 190C82 197 100 200 116 199.6L112 168Z", "#FFE8DE")
    puff = "M-15 7A8 8 0 0 1-13-7A10 10 0 0 1 6-10A8 8 0 0 1 15 0A7 7 0 0 1 11 8Z"
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.3, dx=6, slant=10)),
        closed=both(shut_eye),
        brows=brows(-9, 4, 0),
        mouth=line("M117 190Q128 174 139 190", 6, INK),
        cheeks=puffed + mirrored(puffed) + blush(0.75, lines=True),
        extra=token(puff, 217, 162, -8, 1.15, "#F3EEFF"),
    )


def sad() -> Face:
    """Brows up in the middle, wet eyes, tears."""
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.16, dy=6, slant=-12, size=0.9)),
        closed=both(shut_eye),
        brows=brows(12, -5, 0),
        mouth=line("M109 192Q128 170 147 192", 6.2, INK),
        blush=blush(0.25),
        extra=drop(82, 182, 1.5) + drop(175, 178, 1.1),
    )


def surprised() -> Face:
    """Round eyes, small pupils, a round mouth, marks."""
    bang = "M0-18V2M0 16V16.1"
    return Face(
        eyes=both(lambda x: open_eye(x, size=0.6)),
        closed=both(shut_eye),
        brows=brows(10, 8, 7),
        mouth=round_mouth(185, 9, 11.5),
        blush=blush(0.3),
        extra=mark(bang, 188, 58, 14, 1.15) + mark(bang, 210, 78, 28, 1),
    )


def sleepy() -> Face:
    """Heavy lids, a small yawn, letters of sleep."""
    zed = "M-9-9H9L-9 9H9"
    return Face(
        eyes=both(lambda x: open_eye(x, lid=0.58, slant=-6)),
        closed=both(shut_eye),
        brows=brows(-1, -4, 3),
        mouth=round_mouth(185, 9, 9),
        blush=blush(0.35),
        extra=mark(zed, 203, 72, -6, 1.25) + mark(zed, 178, 37, -6, 0.85),
    )


def calm() -> Face:
    """Her face at rest: open eyes, a small smile."""
    return Face(
        eyes=both(open_eye),
        closed=both(shut_eye),
        brows=brows(1, 0),
        mouth=smile(12, 5),
        blush=blush(0.35),
    )


FACES = (playful, curious, supportive, happy, flustered, pouty, sad, surprised, sleepy, calm)


def document(*parts: str) -> str:
    """An SVG file of these parts, back to front; empty ones are left out."""
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256">'
    return "\n".join((start, DEFS, *(part for part in parts if part), "</svg>\n"))


def drawing(face: Face, *, shut: bool = False) -> str:
    """The whole SVG document of one face."""
    eyes = face.closed if shut else face.eyes
    parts = (
        sky(),
        body(CAPE_IN_DISC),
        head(),
        face.blush,
        hair(),
        face.cheeks,
        eyes,
        face.mouth,
        face.brows,
        face.extra,
    )
    return document(*parts)


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
