"""What an import was asked, and what it saw."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from tsuki_desktop.errors import TsukiError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from threading import Event

MOST_NOTES = 200


class Links(StrEnum):
    """What becomes of web addresses in chat logs."""

    REMOVE = "remove"
    REPLACE = "replace"
    KEEP = "keep"


class Attachments(StrEnum):
    """What becomes of messages that are a picture, a voice message or a file, without words."""

    DROP = "drop"
    MARK = "mark"
    """They become the word in `MARK`, so that what answers them keeps its sense."""


MARK = "[attachment]"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose.

    `persona_speaker` names the speaker whose voice becomes Tsuki's. `columns` maps `speaker`, `text`, `time`,
    or `user`, `assistant`, to column names of a table. `day_first` settles dates such as 03/04/2024, which
    a file may leave open. `gap_minutes` is the silence after which a new conversation begins, 0 for 30 in
    live rooms and 60 in direct messages.
    """

    persona_speaker: str = ""
    links: Links = Links.REMOVE
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    day_first: bool | None = None
    attachments: Attachments = Attachments.DROP
    gap_minutes: int = 0


class ImportCancelledError(TsukiError):
    """The person cancelled the import."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Why something was left out, and where: a line, or a member of an archive with a line."""

    where: str
    rule: str
    text: str


@dataclass(slots=True)
class Intake:
    """Counts while a file is read. `notes` has the first 200 drops that are worth a look."""

    choices: Choices = field(default_factory=Choices)
    cancel: Event | None = None
    rows: int = 0
    dropped: Counter[str] = field(default_factory=Counter[str])
    notes: list[Drop] = field(default_factory=list[Drop])
    speakers: Counter[str] = field(default_factory=Counter[str])

    def drop(self, rule: str, where: str = "", text: str = "", count: int = 1) -> None:
        """Count what was left out; with a text it is listed, too."""
        self.dropped[rule] += count
        if text and len(self.notes) < MOST_NOTES:
            self.notes.append(Drop(where, rule, text))

    def wordless(self, text: str, attached: object) -> str:
        """The text of a message that may have none but something `attached`."""
        mark = attached and not text.strip() and self.choices.attachments is Attachments.MARK
        return MARK if mark else text

    def check(self) -> None:
        """Stop where the person asked to.

        Raises:
            ImportCancelledError: `cancel` is set.

        """
        if self.cancel is not None and self.cancel.is_set():
            raise ImportCancelledError("The import was cancelled; nothing was kept.")
