"""What in an exchange tells the mood of a reply: its words, where they stand, its marks, and groups of words.

Each block of cues has the same weight however long the text is, so that a long reply is not louder.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Groups = dict[str, frozenset[str]]
"""Words that mean much the same for the mood, by a name."""

_TOKEN = re.compile(r"\w+(?:'\w+)?|\.\.\.|[!?]+|:\(|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?]*[.!?]+|[^.!?]+$")
_STUTTER = re.compile(r"\b(\w{1,3})-\1", re.IGNORECASE)
_DRAWN_OUT = re.compile(r"(\w)\1\1+")
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b")
_NUMBER = re.compile(r"\d[\d.,]*")
_ASKING = frozenset(
    (
        *("what", "whats", "what's", "how", "who", "whos", "why", "where", "when", "which"),
        *("is", "are", "can", "do", "does", "did", "should", "could", "would", "will"),
    )
)
_REPLY_LENGTHS = (5, 10, 15, 22, 30, 45)
_SAID_LENGTHS = (2, 5, 9, 15, 30)
_FIRST_WORDS = 5


def tokens(text: str) -> list[str]:
    """Words in lower case and marks; a number is "0", a drawn-out letter is three."""
    plain = _DRAWN_OUT.sub(r"\1\1\1", text.casefold().replace("\u2019", "'").replace("…", "..."))
    return ["0" if _NUMBER.fullmatch(token) else token for token in _TOKEN.findall(plain)]


def cues(said: str, reply: str, said_groups: Groups, reply_groups: Groups) -> dict[str, float]:
    """Return the cues of an exchange with their strength; each block as strong as its weight."""
    asked, words = tokens(said), tokens(reply)
    found: dict[str, float] = {}
    blocks = (
        (1.0, {*words, *_pairs(words)}),
        (0.7, set(_places(words, reply))),
        (0.7, set(_pieces(words))),
        (0.7, {f"<{one}" for one in (*asked, *_pairs(asked))}),
        (0.9, {*_shape(words, reply), *_shape_of_said(asked, said), _echo(asked, words, reply)}),
        (1.2, {*_groups(asked, said_groups, "@<"), *_groups(words, reply_groups, "@")}),
    )
    for weight, names in blocks:
        strength = weight / max(1, len(names)) ** 0.5
        for name in names:
            found[name] = found.get(name, 0.0) + strength
    return found


def _pairs(words: Iterable[str]) -> Iterator[str]:
    return (f"{first} {second}" for first, second in pairwise(words))


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE.findall(text.replace("…", "...")) if one.strip()]


def _places(words: list[str], reply: str) -> Iterator[str]:
    """How the reply and its sentences start and end."""
    for length in (1, 2, 3):
        yield "^" + " ".join(words[:length])
    for length in (1, 2):
        yield "$" + " ".join(words[-length:])
    for sentence in _sentences(reply):
        inside = tokens(sentence)
        yield "^^" + inside[0]
        yield "$$" + inside[-1]


def _pieces(words: list[str]) -> Iterator[str]:
    """Three and four letters in a row: what words of one stem share."""
    for word in set(words):
        if word[0].isalpha():
            whole = f" {word} "
            for length in (3, 4):
                for at in range(len(whole) - length + 1):
                    yield "~" + whole[at : at + length]


def _shape(words: list[str], reply: str) -> Iterator[str]:
    """Length, marks, shouting and stammering of the reply."""
    ends = [sentence[-1] for sentence in _sentences(reply)] or [""]
    yield f"#sentences {min(len(ends), 5)}"
    yield f"#words {_step(len(words), _REPLY_LENGTHS)}"
    yield f"#ends {ends[-1]}"
    yield f"#first ends {ends[0]}"
    yield f"#first and last end {ends[0]}{ends[-1]}"
    yield f"#! {min(reply.count('!'), 3)}"
    yield f"#? {min(reply.count('?'), 3)}"
    marks: Mapping[str, bool] = {
        "#?!": any(mark in reply for mark in ("?!", "!?", "??")),
        "#stammers": _STUTTER.search(reply) is not None,
        "#shouts": _SHOUTED.search(reply) is not None,
        "#trails off": "..." in reply or "…" in reply,
    }
    yield from (name for name, there in marks.items() if there)


def _shape_of_said(asked: list[str], said: str) -> Iterator[str]:
    yield f"#<words {_step(len(asked), _SAID_LENGTHS)}"
    yield f"#<? {'?' in said}"
    yield f"#<! {min(said.count('!'), 2)}"
    if asked and asked[0] in _ASKING:
        yield "#<asks"
        yield f"#<asks {asked[0]}"
    if said.isupper() and len(said) > len("OMG"):
        yield "#<shouts"


def _echo(asked: list[str], words: list[str], reply: str) -> str:
    """How many longer words of the person her first sentence takes up: astonishment often does."""
    first = set(tokens(_sentences(reply)[0])) if words else set[str]()
    return f"#echoes {min(2, sum(len(word) > len('the') for word in first & set(asked)))}"


def _groups(words: list[str], groups: Groups, mark: str) -> Iterator[str]:
    there, first = set(words), set(words[:_FIRST_WORDS])
    for name, members in groups.items():
        met = len(there & members)
        if met:
            yield f"{mark}{name}"
        if met > 1:
            yield f"{mark}{name} twice"
        if first & members:
            yield f"{mark}{name} first"


def _step(count: int, limits: tuple[int, ...]) -> int:
    return sum(count > limit for limit in limits)
