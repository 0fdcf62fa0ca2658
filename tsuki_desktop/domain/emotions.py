"""The moods that Tsuki's face and her training data know."""

from enum import StrEnum


class Emotion(StrEnum):
    """One mood a reply. A new one needs a face, examples and a place in the tests."""

    PLAYFUL = "playful"
    CURIOUS = "curious"
    SUPPORTIVE = "supportive"
    HAPPY = "happy"
    FLUSTERED = "flustered"
    POUTY = "pouty"
    SAD = "sad"
    SURPRISED = "surprised"
    SLEEPY = "sleepy"
    CALM = "calm"
