"""The parts of Tsuki's face that change with her mood: eyes, brows, cheeks, mouths, signs beside her.

The canvas is 256 by 256; "left" and "right" are the viewer's. Half-closed eyes are cut by arithmetic,
since QtSvg clips badly.
"""

from collections.abc import Callable

from drawing import DROP, below, edged, fill, line, moved, oval, see_through

INK = "#34235F"
BROW = "#4A3488"
BLUSH = "#FF7F98"
WINE = "#8A2B4C"
TONGUE = "#FF8A9B"
GOLD = "#FFD782"
NIGHT = "#231C52"
MIDDLE = 128
LEFT, RIGHT, EYE_Y = 97.0, 159.0, 146.0
HALF_SHUT = 0.4
BROW_WIDTH = 7.5
"""One pixel at 32 px: below that the fringe swallows her brows."""


def outward(x: float) -> int:
    """Which way is away from the nose: -1 on the left half of the face, 1 on the right."""
    return -1 if x < MIDDLE else 1


# --- eyes ----------------------------------------------------------------------------------------------


def open_eye(
    x: float, *, lid: float = 0, dx: float = 0, dy: float = 0, size: float = 1, slant: float = 0
) -> str:
    """An open eye around x.

    lid is how far it is down (0 open, 1 shut), dx and dy where she looks (px), size that of the iris,
    slant how many degrees the inner corner is lowered.
    """
    side = outward(x)
    rx, ry = 19.0, 22.5
    top = EYE_Y - ry + lid * 2 * ry
    ix, iy, irx, iry = x + dx, EYE_Y + 1 + dy, 16.5 * size, 22 * size
    glow = (
        f"M{ix - irx * 0.72:.1f} {iy + iry * 0.42:.1f}Q{ix:.1f} {iy + iry * 1.1:.1f} {ix + irx * 0.72:.1f}"
        f" {iy + iry * 0.42:.1f}Q{ix:.1f} {iy + iry * 0.76:.1f} {ix - irx * 0.72:.1f} {iy + iry * 0.42:.1f}Z"
    )
    shapes = "".join(
        (
            below(x, EYE_Y, rx, ry, top, "#FFFFFF"),
            below(ix, iy, irx, iry, top, "url(#iris)"),
            below(ix, iy + 1, 7 * size, 10 * size, top, "#150B36"),
            fill(glow, GOLD, see_through(0.95)),
            oval(ix - 5.5, max(iy - 9, top + 7), 6, 6.6, "#FFFFFF") if lid < HALF_SHUT else "",
            oval(ix + 6.5, iy + 6, 3, 3.2, "#FFFFFF", see_through(0.9)),
            lash(x, top, side, lid),
        )
    )
    return f'<g transform="rotate({-side * slant:g} {x:g} {EYE_Y:g})">{shapes}</g>' if slant else shapes


def lash(x: float, top: float, side: int, lid: float) -> str:
    """The upper lashes: a bow, thick outside, with a wing; flatter as the lid comes down."""
    bow = max(0.3, 3.5 - 25 * lid)
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
    s = outward(x)
    return line(
        f"M{x - s * 18:g} {EYE_Y + 4:g}Q{x:g} {EYE_Y + 21:g} {x + s * 19:g} {EYE_Y + 3:g}"
        f"L{x + s * 25:g} {EYE_Y + 4:g}M{x + s * 13:g} {EYE_Y + 9:g}L{x + s * 18:g} {EYE_Y + 14:g}",
        5,
        INK,
    )


def smiling_eye(x: float) -> str:
    """An eye shut by a smile: a bow that stands."""
    return line(f"M{x - 18:g} {EYE_Y + 10:g}Q{x:g} {EYE_Y - 24:g} {x + 18:g} {EYE_Y + 10:g}", 6.5, INK)


def pressed_eye(x: float) -> str:
    """An eye pressed shut, pointing at the nose."""
    s = outward(x)
    return line(
        f"M{x + s * 16:g} {EYE_Y - 10:g}L{x - s * 14:g} {EYE_Y + 2:g}L{x + s * 16:g} {EYE_Y + 13:g}", 6, INK
    )


def both(eye: Callable[[float], str]) -> str:
    """The same eye twice."""
    return eye(LEFT) + eye(RIGHT)


# --- brows, cheeks, mouths, small things -----------------------------------------------------------------


def brow(x: float, inner: float, outer: float, bend: float = 4) -> str:
    """One brow; inner and outer are how far its ends are raised (px), bend how far its middle."""
    s = outward(x)
    y = 108.0
    middle = y - (inner + outer) / 2 - bend
    bow = f"M{x - s * 12:g} {y - inner:g}Q{x + s * 2:g} {middle:g} {x + s * 15:g} {y - outer:g}"
    return line(bow, BROW_WIDTH, BROW)


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
    return line(f"M{128 - width:g} 180Q128 {180 + 2 * depth:g} {128 + width:g} 180", 5.4, INK)


def laugh(w: float, d: float) -> str:
    """An open, laughing mouth with a tongue, w to each side and d deep."""
    top, low = 174.0, 174 + d

    def at(dx: float, dy: float) -> str:
        return f"{MIDDLE + w * dx:.1f} {top + d * dy:.1f}"

    bowl = f"{at(1, 0)}C{at(1, 0.7)} {at(0.55, 1)} {MIDDLE} {low:g}C{at(-0.55, 1)} {at(-1, 0.7)} {at(-1, 0)}Z"
    mouth = f"M{at(-1, 0)}Q{MIDDLE} {top + 4:g} {bowl}"
    tip = f"Q{at(0.3, 1)} {at(0, 1)}Q{at(-0.3, 1)} {at(-0.62, 0.72)}Z"
    tongue = f"M{at(-0.62, 0.72)}Q{at(0, 0.36)} {at(0.62, 0.72)}{tip}"
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
