from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.persona.emotions import EmotionGuesser
from tsuki_desktop.persona.starter import conversations, held_out

LOADED = EmotionGuesser.load()
HELD_OUT = [row for one in conversations() if held_out(one.id) for row in one.exchanges()]


@pytest.fixture
def guesser() -> EmotionGuesser:
    return EmotionGuesser.load()


def agreement(guesser: EmotionGuesser, rows: list[tuple[str, str, Emotion]]) -> float:
    return sum(guesser.guess(said, reply) is mood for said, reply, mood in rows) / len(rows)


def test_far_better_than_always_the_same_on_what_it_never_saw(guesser: EmotionGuesser) -> None:
    most = Counter(mood for _, _, mood in HELD_OUT).most_common(1)[0][1] / len(HELD_OUT)
    assert agreement(guesser, HELD_OUT) >= most + 0.25


def test_every_mood_is_found_somewhere(guesser: EmotionGuesser) -> None:
    found = {mood for said, reply, mood in HELD_OUT if guesser.guess(said, reply) is mood}
    assert found == set(Emotion)


@pytest.mark.parametrize(
    ("said", "reply", "mood"),
    [
        ("you're so cute", "W-what? N-no I'm not! Don't be weird.", Emotion.FLUSTERED),
        ("good night", "Night night. Lights off, blanket up.", Emotion.SLEEPY),
        ("my dog died", "Oh no. I'm so sorry.", Emotion.SAD),
        ("what is the capital of italy", "Rome. It sits on the Tiber.", Emotion.CALM),
        ("i passed!!!", "Yes! You did it! I'm so proud of you!", Emotion.HAPPY),
    ],
)
def test_plain_cases(guesser: EmotionGuesser, said: str, reply: str, mood: Emotion) -> None:
    assert guesser.guess(said, reply) is mood


def test_a_correction_is_learned_and_the_rest_stays(guesser: EmotionGuesser) -> None:
    before = agreement(guesser, HELD_OUT)
    said, reply = "got a new mug", "A mug! Does it have a moon on it?"
    wrong = guesser.guess(said, reply)
    right = Emotion.POUTY
    assert wrong is not right
    guesser.learn(said, reply, right)
    assert guesser.guess(said, reply) is right
    assert agreement(guesser, HELD_OUT) >= before - 0.02


def test_no_words_are_calm(guesser: EmotionGuesser) -> None:
    guesser.learn("hey", " ", Emotion.SAD)
    assert guesser.guess("hey", "\n") is Emotion.CALM


@given(said=st.text(), reply=st.text())
def test_any_text_has_a_mood(said: str, reply: str) -> None:
    assert LOADED.guess(said, reply) in Emotion
