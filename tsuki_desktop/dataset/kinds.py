# ruff: noqa: PLR2004  rules of thumb: each figure stands beside what it measures
"""What kind of text this is: talk, article, formal or code; and how casual it sounds.

Four measures tell them apart, each a hundred words: I-and-you words (real talk 10.6, articles 0), the-of-by-
which-in (5 against 15), interjections (4.7 against 0), and mean word length (4.0 against 5.2). English only:
other languages get no kind. It warns; it never deletes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_CODE_LINE = re.compile(
    r"^\s*(?:def |class |import |from \w[\w.]* import |return\b|#include|function\b|const |let |var |public "
    r"|private |if ?\(|for ?\(|while ?\(|elif |else:|try:|except\b|@\w+|</?\w+[ >/]|\$ ?\w+|SELECT |INSERT "
    r"|UPDATE |[\w.\[\]]+ ?[+*-]?= ?\S)"
    r"|[;{}]\s*$|^\s*[)}\]]+[;,]?\s*$|\w\(.*\)[;:]?\s*$|=>|->|::|&&|\|\|"
)
_CODE_SIGNS = re.compile(r"[(){}\[\]=<>_;|&\\*#]")
_MARK = re.compile(
    r"[A-Za-z0-9]_[A-Za-z0-9]|[a-z][A-Z]|\w\(|\w=\S|\$\w|\w::\w|->|=>|/\*|\*/|^\s*(?://|#)"
    r"|';|\";|'\]",
    re.MULTILINE,
)
"""What stands in names and between them in code: 0.4 and more on a line, in talk 0.05 at most."""
_TALKED = re.compile(
    r"(?<![(\[<])https?://\S+|\{\{\w{1,20}\}\}|<(?:image|audio|video|START)>|(?<!\w)([*_~]{1,3})(?=\S)[^*_~\n]{1,400}(?<=\S)\1(?!\w)"
    r"|[<>]?[:;=8xX][-'^]?[()\[\]<>|DPpOo3*/\\]+(?=\s|$)|<3+|\([^\w\s]{3,5}\)|(?<!\w)[\^>;T]_+[\^<;T](?!\w)"
)
"""Signs that are no code: *acts* and **stress**, links, emoticons, placeholders."""
_MANY = 4
_LINE = 60
_SOME_MARKS = 3
_LIVELY = re.compile(r"[?!]+(?=\s|$)")
_ENDS = re.compile(r"[.?!\u2026]+(?=\s|$)|\n")
_FENCE = re.compile(r"```")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PERSON = _words(
    "i me my mine i'm im i've ive i'll ill i'd you your yours you're youre u ur you've you'll you'd "
    "we us our let's lets we're we'll"
)
_DRY = _words("the of by which in")
_INTERJECTIONS = _words(
    "oh ah aw aww haha hahaha lol lmao hey hi hello yeah yep yup nah nope hmm hm ugh wow ok okay oops yay "
    "heh huh omg gosh well right eh ooh whoa thanks please sure cool nice btw tbh idk gonna wanna "
    "kinda pff hmph meh"
)
_FORMAL = _words(
    "shall hereby therefore furthermore moreover pursuant thereof herein whereas accordingly "
    "notwithstanding regarding respectively provided permitted"
)
_FORMAL_WORDS, _PERSONAL = 1.0, 3.0
"""Words in a hundred, chosen on one half of FOLDOC's entries of 400 characters and more: 91 % of the other
half (about 1,260) are articles with them, 4 % talk. Encyclopedias quote people and say "therefore", too."""
LONG = 80
"""Words. The shorter a text is below that, the less its measures say: it takes more not to be talk."""


class Kind(StrEnum):
    """What a text reads like."""

    TALK = "talk"
    ARTICLE = "article"
    FORMAL = "formal"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Measures:
    """The four measures a hundred words, and three shares (0…1).

    `lively`: sentences that end on ? or !; `code`: lines that look like code; `signs`: brackets and the like,
    0 for fewer than four.
    `marks` is how many names and joints of code there are for each line (of 60 characters, where paragraphs
    are one line); 0 for fewer than three.
    """

    words: int
    person: float
    dry: float
    interjections: float
    formal: float
    word_length: float
    lively: float
    code: float
    signs: float
    marks: float


def measure(text: str) -> Measures:
    """The measures of `text`; all 0 where it has no words."""
    for _ in range(2):  # {{char}} may stand within *acts*
        text = _TALKED.sub(_said, text)
    words = [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]
    total = max(1, len(words))
    lines = [line for line in text.split("\n") if line.strip()]
    marks = len(_MARK.findall(text))
    code = sum(_CODE_LINE.search(line) is not None for line in lines)
    signs = len(_CODE_SIGNS.findall(text))

    def share(known: frozenset[str]) -> float:
        return 100 * sum(word in known for word in words) / total

    return Measures(
        words=len(words),
        person=share(_PERSON),
        dry=share(_DRY),
        interjections=share(_INTERJECTIONS),
        formal=share(_FORMAL),
        word_length=sum(map(len, words)) / total,
        lively=len(_LIVELY.findall(text)) / max(1, len(_ENDS.findall(text))),
        code=code / max(1, len(lines)),
        signs=signs / max(1, len("".join(text.split()))) if signs >= _MANY else 0.0,
        marks=marks / max(1, len(lines), len(text) / _LINE) if marks >= _SOME_MARKS else 0.0,
    )


def _said(match: re.Match[str]) -> str:
    """The words between marks of stress; nothing of the rest."""
    marks = match[1]
    return match.group().strip(marks) if marks else ""


def kind(text: str) -> Kind:
    """What an English text reads like."""
    seen = measure(text)
    fenced = seen.code >= 0.2 and _FENCE.search(text) is not None
    named = seen.marks >= 0.4 and seen.signs >= 0.015
    if fenced or named or (seen.code >= 0.25 and seen.signs >= 0.035) or seen.signs >= 0.075:
        return Kind.CODE
    casual = seen.person + 1.5 * seen.interjections + 6 * min(1.0, seen.lively)
    stiff = 0.5 * max(0.0, seen.dry - 5) + 3 * max(0.0, seen.word_length - 4.4) + 2 * seen.formal
    doubt = max(0, LONG - seen.words) / 15
    if casual + doubt >= stiff + 1:
        return Kind.TALK
    return Kind.FORMAL if seen.formal > _FORMAL_WORDS or seen.person >= _PERSONAL else Kind.ARTICLE


def style_score(text: str) -> float:
    """0 (an encyclopedia) … 100 (real talk): each of the four measures between the two medians."""
    seen = measure(text)
    if not seen.words:
        return 0.0
    places = (
        seen.person / 10.6,
        (14.8 - seen.dry) / (14.8 - 4.5),
        seen.interjections / 4.7,
        (5.2 - seen.word_length) / (5.2 - 4.0),
    )
    return 25 * sum(min(1.0, max(0.0, place)) for place in places)
