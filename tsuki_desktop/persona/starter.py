"""The conversations that Tsuki's voice was learned from, and which of them no model may learn from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.paths import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ONE_IN = 10


@dataclass(frozen=True, slots=True)
class StarterConversation:
    """One chat: turns by turns the person and Tsuki, and one mood for each of her replies, in order."""

    id: str
    turns: tuple[Turn, ...]
    emotions: tuple[Emotion, ...]

    def exchanges(self) -> Iterator[tuple[str, str, Emotion]]:
        """Yield (what the person said, her reply, its mood)."""
        said, moods = "", iter(self.emotions)
        for turn in self.turns:
            if turn.role is Role.USER:
                said = turn.text
            else:
                yield said, turn.text, next(moods)


def held_out(conversation_id: str) -> bool:
    """Tell whether this conversation is kept for measuring: one in ten, by its id alone."""
    digest = hashlib.sha256(conversation_id.encode()).digest()
    return int.from_bytes(digest[:8], "big") % _ONE_IN == 0


def conversations(folder: Path | None = None) -> Iterator[StarterConversation]:
    """Read the starter conversations that ship with the program, file by file, in a fixed order."""
    for path in sorted((folder or bundled("assets", "starter")).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                row = json.loads(line)
                yield StarterConversation(
                    row["conversation_id"],
                    tuple(Turn(Role(one["role"]), one["content"]) for one in row["messages"]),
                    tuple(Emotion(tag) for tag in row["emotion_tags"]),
                )
