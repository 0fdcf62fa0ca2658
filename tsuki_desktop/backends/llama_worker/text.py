"""What stands between tokens and words: whole characters, stop strings, thoughts, endless repeats."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

OPEN_THOUGHT = "<think>"
CLOSE_THOUGHT = "</think>"

_LONGEST_PERIOD = 96
"""Tokens: a repeated block longer than this is a refrain rather than a loop."""
_CHECK_EVERY = 4
_SAME_LINES = 4


@dataclass(slots=True)
class Characters:
    """Bytes in, whole characters out; broken bytes become the replacement character.

    Half a character at the end never comes out: a reply may be cut between two tokens of one.
    """

    _decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("replace")
    )

    def feed(self, piece: bytes) -> str:
        """The characters that are whole now."""
        return self._decoder.decode(piece)


@dataclass(slots=True)
class StopStrings:
    """Lets text through up to the first of `stops`, and holds back what may be the start of one."""

    stops: tuple[str, ...]
    hit: bool = False
    _held: str = ""

    def feed(self, text: str) -> str:
        """The text that can be shown."""
        if not self.stops or self.hit:
            return "" if self.hit else text
        whole = self._held + text
        found = [at for stop in self.stops if stop and (at := whole.find(stop)) >= 0]
        if found:
            self.hit, self._held = True, ""
            return whole[: min(found)]
        keep = max((_overlap(whole, stop) for stop in self.stops), default=0)
        self._held = whole[len(whole) - keep :]
        return whole[: len(whole) - keep]

    def flush(self) -> str:
        """What was held back for nothing."""
        held, self._held = self._held, ""
        return held


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of `text` begin `stop`."""
    for size in range(min(len(text), len(stop) - 1), 0, -1):
        if text.endswith(stop[:size]):
            return size
    return 0


@dataclass(slots=True)
class Thoughts:
    """Tells a thinking model's thought from its reply.

    A thought begins the text or has been begun by the template (`inside`), between <think> and </think>.
    """

    inside: bool = False
    _begun: bool = False
    _held: str = ""

    def feed(self, text: str) -> list[tuple[bool, str]]:
        """Pieces of (is a thought, text)."""
        whole = self._held + text
        self._held = ""
        if not self.inside and not self._begun:
            start = whole.lstrip()
            if not start or (len(start) < len(OPEN_THOUGHT) and OPEN_THOUGHT.startswith(start)):
                self._held = whole
                return []
            self._begun = True
            if start.startswith(OPEN_THOUGHT):
                self.inside, whole = True, start[len(OPEN_THOUGHT) :]
        if not self.inside:
            return _pieces((False, whole))
        return self._think(whole)

    def _think(self, whole: str) -> list[tuple[bool, str]]:
        at = whole.find(CLOSE_THOUGHT)
        if at < 0:
            keep = _overlap(whole, CLOSE_THOUGHT)
            self._held = whole[len(whole) - keep :]
            return _pieces((True, whole[: len(whole) - keep]))
        self.inside, self._begun = False, True
        return _pieces((True, whole[:at]), (False, whole[at + len(CLOSE_THOUGHT) :].lstrip()))

    def flush(self) -> list[tuple[bool, str]]:
        """What was held back for nothing."""
        held, self._held = self._held, ""
        return _pieces((self.inside, held))


def _pieces(*pieces: tuple[bool, str]) -> list[tuple[bool, str]]:
    return [piece for piece in pieces if piece[1]]


@dataclass(slots=True)
class RepeatGuard:
    """Notices that a reply has run into an endless loop.

    A loop is a block of up to 96 tokens that comes again and again at the end: at least four times and 32
    tokens in all, or one token 24 times; or the same line four times in a row.
    """

    _tokens: list[int] = field(default_factory=list[int])
    _lines: list[str] = field(default_factory=lambda: [""])

    def feed(self, token: int, text: str) -> bool:
        """Whether the reply loops, after this token and the text that it added."""
        self._tokens.append(token)
        first, *more = text.split("\n")
        self._lines[-1] += first
        self._lines.extend(more)
        if more and self._same_lines():
            return True
        return len(self._tokens) % _CHECK_EVERY == 0 and self._same_blocks()

    def _same_lines(self) -> bool:
        done = [line.strip() for line in self._lines[-16:-1] if line.strip()]
        last = done[-_SAME_LINES:]
        return len(last) == _SAME_LINES and len(set(last)) == 1 and any(map(str.isalnum, last[0]))

    def _same_blocks(self) -> bool:
        tokens = self._tokens
        run = 0
        for period in range(1, min(_LONGEST_PERIOD, len(tokens) // 4) + 1):
            span = 24 if period == 1 else max(32, 4 * period)
            if len(tokens) < span or tokens[-1] != tokens[-1 - period]:
                continue
            run = span - period
            if tokens[-run:] == tokens[-span:-period]:
                return True
        return False
