"""Which act a reply performs, for rows whose `instruction` names it.

One small rule: the first pattern that the user's words match names the act; a text that ends in a
question mark is a question; all else is a remark. The patterns know English only, so in other
languages every text is a question or a remark. What is lost: shades, irony, and what earlier turns said.
"""

from __future__ import annotations

import re
from functools import cache

_PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("a goodbye", (r"^\W*(bye|good ?bye|good ?night|see (you|ya)|cya|ttyl|gotta go|heading (out|to bed))",)),
    (
        "a greeting",
        (r"^\W*(hi+|hello+|hey+|heya|hiya|yo|good (morning|evening|afternoon)|what'?s up|sup)",),
    ),
    ("thanks", (r"(thanks|thank you|thx|tysm|appreciate (it|you|that))",)),
    ("an apology", (r"(i'?m (so |really )?sorry|i apologi[sz]e|my bad|forgive me)",)),
    (
        "frustration",
        (
            r"(ugh+|argh+|isn'?t working|not working|(does|wo)n'?t work|keeps? (crash|fail|break)ing)",
            r"(so annoy(ed|ing)|frustrat\w*|i give up|hate (this|it)|stuck on|broken again|fed up|ffs)",
        ),
    ),
    (
        "sadness",
        (
            r"(i('?m| am| feel) (so |really |kinda )?(sad|lonely|down|depressed|heartbroken|miserable))",
            r"(i miss (him|her|them|you|my)|crying|cried|broke up|passed away|rough day|bad day)",
        ),
    ),
    ("worry", (r"(nervous|anxious|worried|scared|afraid|stress(ed|ful)|freaking out|panick\w*)",)),
    ("tiredness", (r"(tired|exhausted|sleepy|can'?t sleep|burn(ed|t) out|no energy)",)),
    (
        "good news",
        (
            r"(guess what|i (did it|passed|won|got (the|a|in|into|accepted|promoted)))",
            r"(yay+|finally (works?|done|finished)|so happy|best day)",
        ),
    ),
    (
        "a compliment",
        (r"you('?re| are) (so |really |very |the )?(cute|sweet|best|amazing|great|adorable|funny|smart)",),
    ),
    (
        "teasing",
        (r"you('?re| are) (so |really |such a |just a )?(tsundere|silly|mean|weird|annoying|grumpy)",),
    ),
    (
        "a request for help",
        (
            r"(help me|can you|could you|would you|please (help|explain|tell))",
            r"(how (do|can|should) i|any (tips|advice|ideas))",
        ),
    ),
)
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")


def act(text: str) -> str:
    """The name of the act that answers `text`, such as `Respond to frustration`."""
    for name, pattern in _compiled():
        if pattern.search(text):
            return f"Respond to {name}"
    return "Respond to a question" if text.rstrip().endswith(_QUESTION_MARKS) else "Respond to a remark"


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            name,
            re.compile(
                "|".join(rf"{part}\b" if part.startswith("^") else rf"\b{part}\b" for part in parts), re.I
            ),
        )
        for name, parts in _PATTERNS
    )
