"""Small words for writing SVG by hand: filled paths, lines, ovals, gradients, moons and stars.

Only what QtSvg draws is used (paths, circles, linear gradients, transforms): it has no filters and no
dependable clipping.
"""

from math import sqrt


def gradient(name: str, *stops: tuple[float, str]) -> str:
    """A gradient from the top (0) to the bottom (1) of whatever it fills."""
    inner = "".join(f'<stop offset="{at:g}" stop-color="{colour}"/>' for at, colour in stops)
    return f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{inner}</linearGradient>'


def fill(d: str, colour: str, more: str = "") -> str:
    """A filled path; more holds further attributes."""
    return f'<path d="{d}" fill="{colour}"{more}/>'


def line(d: str, width: float, colour: str, more: str = "") -> str:
    """A path drawn as a round-ended line."""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"'
        f' stroke-linecap="round" stroke-linejoin="round"{more}/>'
    )


def oval(x: float, y: float, rx: float, ry: float, colour: str, more: str = "") -> str:
    """A filled ellipse."""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{colour}"{more}/>'


def see_through(opacity: float) -> str:
    """The attribute that lets what is behind shine through; 1 is solid."""
    return f' opacity="{opacity:g}"'


def moved(inner: str, x: float, y: float, turn: float = 0, size: float = 1) -> str:
    """A drawing made around 0,0, put at x,y and turned by so many degrees."""
    return f'<g transform="translate({x:g} {y:g}) rotate({turn:g}) scale({size:g})">{inner}</g>'


def mirrored(inner: str) -> str:
    """A drawing of the left half of the 256 canvas, turned into the right half."""
    return f'<g transform="matrix(-1 0 0 1 256 0)">{inner}</g>'


def edged(d: str, colour: str, edge: str, width: float = 6) -> str:
    """A filled path with a soft rim around it, so that it stands out on any ground."""
    return line(d, width, edge) + fill(d, colour)


def below(x: float, y: float, rx: float, ry: float, lid: float, colour: str) -> str:
    """The part of an ellipse under a level lid; lid is a y on the canvas. Empty when all is above."""
    if lid <= y - ry:
        return oval(x, y, rx, ry, colour)
    if lid >= y + ry:
        return ""
    half = rx * sqrt(1 - ((lid - y) / ry) ** 2)
    large = int(lid < y)
    return fill(f"M{x - half:.1f} {lid:.1f}A{rx:g} {ry:g} 0 {large} 0 {x + half:.1f} {lid:.1f}Z", colour)


# Around 0,0: a moon of radius 16 open to the upper right, a star and a heart of about radius 10.
CRESCENT = "M4-15.5A16 16 0 1 0 15.5 4A13 13 0 1 1 4-15.5Z"
STAR = "M0-10Q1.8-1.8 10 0Q1.8 1.8 0 10Q-1.8 1.8-10 0Q-1.8-1.8 0-10Z"
HEART = "M0 11C-15 1-13-10-6-10C-2-10 0-7 0-5C0-7 2-10 6-10C13-10 15 1 0 11Z"
DROP = "M0-10C5-2 7 2 7 6A7 7 0 0 1-7 6C-7 2-5-2 0-10Z"
