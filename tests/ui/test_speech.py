"""Suggestions are offered where a stiff phrase stands, and put in only where they are asked for."""

import pytest

from tsuki_desktop.domain.persona import SpeechRule
from tsuki_desktop.ui.speech import soften, stiff_phrases

RULES = (
    SpeechRule("I do not know", "Hmm, not sure about that one"),
    SpeechRule("However", "But yeah"),
    SpeechRule("It is recommended", "You should probably"),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I do not know.", ["I do not know"]),
        ("i don't know, sorry", ["i don't know"]),
        ("I don\N{RIGHT SINGLE QUOTATION MARK}t  know", ["I don\N{RIGHT SINGLE QUOTATION MARK}t  know"]),
        ("However, it's recommended to eat.", ["However", "it's recommended"]),
        ("Howevermore", []),
        ("Nope.", []),
        ("", []),
    ],
)
def test_stiff_phrases_are_found_however_they_are_written(text: str, found: list[str]) -> None:
    assert [stiff for stiff, _ in stiff_phrases(text, RULES)] == found


def test_a_suggestion_begins_small_inside_a_sentence_and_large_at_its_start() -> None:
    assert soften("Well, it is recommended to eat.", "it is recommended", "You should probably") == (
        "Well, you should probably to eat."
    )
    assert soften("Done. However, eat.", "However", "But yeah") == "Done. But yeah, eat."
    assert soften("Done.", "However", "But yeah") == "Done."


def test_only_the_first_place_is_changed_at_a_time() -> None:
    assert soften("However. However.", "However", "But yeah") == "But yeah. However."
