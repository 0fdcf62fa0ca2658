import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuki_desktop.services.titles import title_from


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("hey tsuki, my cat is ill", "My cat is ill"),
        ("hello", "Hello"),
        ("hello there", "Hello there"),
        ("hi there! can you cook?", "Can you cook?"),
        ("I spent three hours on a bug. It was a typo.", "I spent three hours on a bug"),
        ("why is the sky blue?\n\nand the sea?", "Why is the sky blue?"),
        ("wort " * 30, "Wort wort wort wort wort wort wort wort wort…"),
        ("a" * 300, "A" + "a" * 46 + "…"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert title_from(text) == title


@given(st.text())
def test_a_title_is_one_short_line(text: str) -> None:
    title = title_from(text)
    assert 1 <= len(title) <= 50
    assert "\n" not in title
