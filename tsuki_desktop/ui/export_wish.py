"""The options of an export as the window remembers them between two clicks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tsuki_desktop.services.exporting import Choice

FORMATS = ("messages", "instruction", "threads", "preference", "unpaired", "sharegpt")
ONLY = ("liked", "corrected", "all-rated")
SPLITS = (0, 10, 20)
"""Hundredths of the conversations that are held out."""
DAYS = (0, 7, 30, 90)
"""How far back; 0 is everything."""

_REMEMBERED = 2000
"""Choices about findings that are kept, the newest."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for the last time.

    `keep` has the fingerprints of findings that may stay, `seen` of those that were shown and are replaced:
    both are no news the next time. `folder` is empty for the usual one.
    """

    format: str = "messages"
    only: str = "liked"
    system: bool = True
    split: int = 0
    days: int = 0
    cut_context: bool = False
    folder: str = ""
    keep: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()

    def choice(self, *, overwrite: bool = False, keep: Iterable[str] | None = None) -> Choice:
        """Put it into the service's words; `keep` replaces the remembered ones."""
        from tsuki_desktop.dataset.formats import Format
        from tsuki_desktop.dataset.walk import Only
        from tsuki_desktop.services.exporting import Choice

        since = datetime.now(UTC) - timedelta(days=self.days)
        return Choice(
            format=Format(self.format),
            only=Only(self.only),
            system=self.system,
            split=self.split / 100,
            since=since.strftime("%Y-%m-%dT%H:%M:%SZ") if self.days else "",
            cut_context=self.cut_context,
            overwrite=overwrite,
            keep=frozenset(self.keep if keep is None else keep),
        )

    def decided(self, fingerprint: str, *, keep: bool) -> Wish:
        """Remember what was decided about one finding."""
        kept = [one for one in self.keep if one != fingerprint]
        seen = [one for one in self.seen if one != fingerprint]
        (kept if keep else seen).append(fingerprint)
        return replace(self, keep=tuple(kept[-_REMEMBERED:]), seen=tuple(seen[-_REMEMBERED:]))

    def dumped(self) -> str:
        """For the settings file."""
        return json.dumps(asdict(self), separators=(",", ":"))


def remembered(text: str) -> Wish:
    """Read a wish back; what is missing or not understood is as usual."""
    try:
        raw: object = json.loads(text) if text else {}
    except ValueError:
        return Wish()
    if not isinstance(raw, dict):
        return Wish()
    known = cast("dict[str, Any]", raw)
    usual = Wish()

    def one_of(name: str, choices: tuple[Any, ...]) -> Any:
        value = known.get(name)
        return value if value in choices else getattr(usual, name)

    def words(name: str) -> tuple[str, ...]:
        found = known.get(name)
        return tuple(map(str, cast("list[object]", found))) if isinstance(found, list) else ()

    folder = known.get("folder")
    return Wish(
        format=one_of("format", FORMATS),
        only=one_of("only", ONLY),
        system=one_of("system", (True, False)),
        split=one_of("split", SPLITS),
        days=one_of("days", DAYS),
        cut_context=one_of("cut_context", (True, False)),
        folder=folder if isinstance(folder, str) and Path(folder).is_dir() else "",
        keep=words("keep"),
        seen=words("seen"),
    )
