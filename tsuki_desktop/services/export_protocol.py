"""What the window's process and an export's child say to each other over their pipe.

The child gets its `Task` at its start. It says `Rows` as often as it likes, asks `Count` and `Agree`, each of
which is answered before it goes on, and ends with one of `Done`, `Failed`, `Bug`. `STOP` ends it early.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tsuki_desktop.dataset.export import Exported, Options, Preview
    from tsuki_desktop.domain.persona import SpeechRule
    from tsuki_desktop.errors import TsukiError


@dataclass(frozen=True, slots=True)
class Task:
    """What the child is to do: write `out`, or only look where that is None.

    `log` is the chat log; `keep` and `known` are fingerprints of findings. `counts` says that a tokenizer can
    be asked, `asks` that somebody wants to agree before the files get their names. `lint` and `speech` are
    for a look.
    """

    log: Path
    options: Options
    out: Path | None
    keep: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    counts: bool = False
    asks: bool = False
    lint: bool = False
    speech: tuple[SpeechRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows were made so far."""

    count: int


@dataclass(frozen=True, slots=True)
class Count:
    """Asks for the tokens of each text: `list[int]`."""

    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Agree:
    """Asks whether what was written may stay: `bool`."""

    preview: Preview


@dataclass(frozen=True, slots=True)
class Done:
    """The work is done."""

    result: Exported | Preview


@dataclass(frozen=True, slots=True)
class Failed:
    """A known trouble; nothing was left behind."""

    error: TsukiError


@dataclass(frozen=True, slots=True)
class Bug:
    """A bug's traceback; nothing was left behind."""

    trace: str


Said = Rows | Count | Agree | Done | Failed | Bug
STOP: Final = "stop"
Answer = list[int] | bool
