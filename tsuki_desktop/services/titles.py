"""Conversations title themselves from what was said first."""

import re

_LONGEST = 48
_HELLO = re.compile(
    r"^(hey+|hi+|hello|yo|good (morning|evening|night))( tsuki| there)*+[\s,.!~]+(?=\S)", re.IGNORECASE
)
_SENTENCE_END = re.compile("(?<=[.!?\u2026\u3002\uff01\uff1f])\\s")


def title_from(text: str) -> str:
    """Make a title of at most 48 characters from a first message; never empty."""
    line = " ".join(text.split())
    line = _HELLO.sub("", line) or line
    sentence = _SENTENCE_END.split(line, maxsplit=1)[0]
    if len(sentence) > _LONGEST:
        cut = sentence[: _LONGEST - 1]
        sentence = (cut.rsplit(" ", 1)[0] if " " in cut[_LONGEST // 2 :] else cut).rstrip(" ,.;:-") + "…"
    sentence = sentence.rstrip(".,;: ")
    return sentence[:1].upper() + sentence[1:] if sentence else "…"
