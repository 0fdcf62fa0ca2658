"""What lint looks for in one row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.dataset.scrub import scan
from tsuki_desktop.domain.chat import Role
from tsuki_desktop.domain.emotions import Emotion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tsuki_desktop.dataset.rows import Row
    from tsuki_desktop.domain.persona import SpeechRule

_PLACEHOLDER = re.compile(r"\{\{\s*\w+\s*\}\}|<(?:START|BOT|USER|CHAR)>|\[(?:INSERT|YOUR|USER|BOT)[ _A-Z]*\]")
_BOILERPLATE = re.compile(
    r"\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b"
    r"|\bi(?:'m| am) (?:just |only )?an? (?:ai (?:language )?(?:model|assistant)|(?:large )?language model)\b"
    r"|\bi can(?:no|')t assist\b|\bhow (?:can|may) i (?:help|assist) you(?: today)?\b|\bi hope this helps\b"
    r"|\bfeel free to (?:ask|reach out)\b|\bis there anything else (?:i can|you)\b"
    r"|\bi apologi[sz]e for (?:the|any) (?:confusion|inconvenience)\b|\bcertainly! here\b"
    r"|\bi don'?t have (?:personal )?(?:feelings|opinions|emotions)\b",
    re.IGNORECASE,
)
_MEMORY = re.compile(
    r"\b(?:(?:you (?:said|told me|mentioned)|we (?:talked|spoke)|i remember|like|since|the one from) "
    r"(?:\w+ ){0,4}?"
    r"(?:yesterday|last (?:night|time|week|month|year)|the other day|earlier|back then|before)"
    r"|remember when (?:we|you)|like (?:the )?last time|the one from (?:yesterday|last \w+)"
    r"|(?:as|like) (?:you|i) (?:said|told (?:me|you)) (?:yesterday|last|before|earlier))\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:yesterday|last \w+|other day|earlier|before|remember)\b", re.IGNORECASE)
_RUDE = re.compile(
    r"\b(?:kill yourself|kys|you should die|i hate you|fuck(?:ing)? (?:you|off)|retard(?:ed)?|whore|slut"
    r"|faggot|nigg\w+)\b",
    re.IGNORECASE,
)
_EMOTIONS = frozenset(emotion.value for emotion in Emotion)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that lint says about a line. `rule` is a short name, `text` a sentence."""

    line: int
    rule: str
    text: str


def errors(row: Row, line: int) -> Iterator[Note]:
    """What makes a row unfit for training."""
    roles = [turn.role for turn in row.turns]
    if Role.ASSISTANT not in roles:
        yield Note(line, "no_assistant", "No turn is the assistant's.")
    elif roles[-1] is not Role.ASSISTANT:
        yield Note(line, "last_not_assistant", "The last turn is not the assistant's.")
    for place, turn in enumerate(row.turns):
        if not turn.text.strip():
            yield Note(line, "empty_content", f"Turn {place + 1} ({turn.role}) is empty.")
        if turn.role is Role.SYSTEM and place:
            yield Note(line, "system_not_first", f"Turn {place + 1} is a system turn; only the first may be.")
        elif place and turn.role is roles[place - 1]:
            yield Note(line, "same_role_twice", f"Turns {place} and {place + 1} are both the {turn.role}'s.")
        if _PLACEHOLDER.search(turn.text):
            yield Note(line, "placeholder", f"Turn {place + 1} has a placeholder such as {{{{char}}}}.")
    if row.rejected is not None and row.rejected.split() == row.reply.split():
        yield Note(line, "same_text", "Chosen and rejected are the same.")
    if row.emotions:
        yield from _tags(row.emotions, roles.count(Role.ASSISTANT), line)


def _tags(tags: Sequence[str], replies: int, line: int) -> Iterator[Note]:
    if len(tags) != replies:
        yield Note(line, "tag_count", f"One emotion tag a reply: here are {len(tags)} for {replies} replies.")
    for tag in sorted(set(tags) - _EMOTIONS):
        yield Note(line, "unknown_emotion", f"Nobody knows the emotion {tag[:30]!r}.")


def private(row: Row, line: int) -> Iterator[tuple[bool, Note]]:
    """Secrets (True: an error) and personal data (False: a warning), one note a kind and turn."""
    for place, turn in enumerate(row.turns):
        for kind, secret in sorted({(finding.kind, finding.secret) for finding in scan(turn.text)}):
            name = kind.replace("_", " ")
            rule = "secret" if secret else "personal"
            yield secret, Note(line, rule, f"Turn {place + 1} gives away: {name}.")


def replies(row: Row) -> list[str]:
    """The texts that the row teaches: all replies of a chat, only the last where it answers a prompt."""
    if row.rejected is not None or row.label is not None:
        return [row.reply]
    return [turn.text for turn in row.turns if turn.role is Role.ASSISTANT]


def english_warnings(row: Row, line: int) -> Iterator[Note]:
    """Warnings that only make sense in English."""
    heard = ""
    for turn in row.turns:
        if turn.role is Role.ASSISTANT:
            found = _BOILERPLATE.search(turn.text)
            if found:
                yield Note(line, "boilerplate", f"Sounds like an assistant: {found.group()!r}.")
            claim = _MEMORY.search(turn.text)
            if claim and not _TIME.search(heard):
                yield Note(line, "memory", f"Recalls what this chat does not have: {claim.group()!r}.")
            rude = _RUDE.search(turn.text)
            if rude:
                yield Note(line, "toxic", "May be hurtful; look at it. Teasing is fine.")
        if turn.role is Role.USER:
            heard += turn.text + "\n"


def suggestions(row: Row, line: int, speech: Sequence[SpeechRule]) -> Iterator[Note]:
    """Where the persona's style table has something more casual: a suggestion, never a replacement."""
    for text in replies(row):
        lower = text.lower()
        for rule in speech:
            if re.search(rf"\b{re.escape(rule.stiff.lower())}\b", lower):
                yield Note(line, "style", f"Instead of “{rule.stiff}” she might say “{rule.casual}”.")
