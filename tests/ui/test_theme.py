"""The look: contrast of every pair of ink and ground, in both themes."""

import re
from pathlib import Path

import pytest

from tests.ui.lint_qml import lint

THEME = Path(__file__).parents[2] / "tsuki_desktop" / "ui" / "qml" / "Tsuki" / "Look" / "Theme.qml"

GROUNDS = ["ground", "side", "surface", "raised"]
PAIRS = [
    *((ink, ground) for ink in ("ink", "muted", "accent", "moon", "good", "bad") for ground in GROUNDS),
    ("ink", "mine"),
    *((f"code{kind}", "codeGround") for kind in ("Keyword", "Text", "Number", "Comment", "Name")),
    ("ink", "codeGround"),
    ("muted", "codeGround"),
    ("accentInk", "accent"),
    ("ground", "ink"),
]


def colours(theme: str) -> dict[str, str]:
    found = re.findall(r'property color (\w+): dark \? "(#\w+)" : "(#\w+)"', THEME.read_text("utf-8"))
    return {name: dark if theme == "dark" else light for name, dark, light in found}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(theme: str, ink: str, ground: str) -> None:
    known = colours(theme)
    assert contrast(known[ink], known[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_rings_and_edges_can_be_seen(theme: str, ground: str) -> None:
    known = colours(theme)
    assert contrast(known["accent"], known[ground]) >= 3
    assert contrast(known["edge"], known[ground]) >= 3
    assert contrast(known["accent"], known["mine"]) >= 3


@pytest.mark.parametrize("page", sorted(THEME.parents[1].rglob("*.qml")), ids=lambda page: page.stem)
def test_what_moves_stands_still_where_motion_is_off(page: Path) -> None:
    """Every duration comes from the theme, or what runs for ever asks it first."""
    text = page.read_text("utf-8")
    moving = re.findall(r"^.*(?:Animation|Animator|Behavior)\b", text, re.MULTILINE)
    if moving and re.search(r"duration: (?!(?:\d \* )?Theme\.(?:quick|calm)\b)", text):
        assert "Theme.motion" in text


def test_qml_has_nothing_to_complain_of() -> None:
    assert lint() == ""
