"""Finding what must not leave: secrets and personal details, each with a placeholder to put in its place."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tsuki_desktop.dataset.personal import PLACEHOLDERS, details
from tsuki_desktop.dataset.secret_rules import secrets

if TYPE_CHECKING:
    from collections.abc import Collection

    from tsuki_desktop.dataset.personal import Span

SECRET_PLACEHOLDER = "[secret]"  # noqa: S105  what stands in its place
MAX_REMEMBERED = 4096
MAX_FINDINGS = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One detail in a text: `text[start:end]` is what should go. `secret` tells keys from personal data."""

    kind: str
    secret: bool
    start: int
    end: int
    text: str = field(repr=False)
    placeholder: str

    @property
    def fingerprint(self) -> str:
        """The same for the same detail wherever it stands; what a person's choice is remembered by."""
        return hashlib.sha256(f"{self.kind}\0{self.text}".encode("utf-8", "replace")).hexdigest()[:24]


def scan(text: str, *, personal: bool = True) -> tuple[Finding, ...]:
    """What `text` gives away, in order and without overlaps; a secret wins over a personal detail."""
    spans: list[tuple[bool, Span]] = [(True, span) for span in secrets(text)]
    if personal:
        spans += [(False, span) for span in details(text)]
    if not spans:
        return ()
    spans.sort(key=lambda s: (not s[0], s[1][1] - s[1][2], s[1][1], s[1][0]))
    kept: list[Finding] = []
    for secret, (kind, start, end) in spans:
        if all(end <= other.start or start >= other.end for other in kept):
            placeholder = SECRET_PLACEHOLDER if secret else PLACEHOLDERS[kind]
            kept.append(Finding(kind, secret, start, end, text[start:end], placeholder))
    return tuple(sorted(kept, key=lambda finding: finding.start))


class Scrubber:
    """Replaces findings, and counts them.

    `keep` has the fingerprints of findings that the person chose to leave, `known` of those that are no news.
    `counts` counts each message text once however many rows it stands in, as far back as the memory goes.
    """

    def __init__(
        self, *, personal: bool = True, keep: Collection[str] = (), known: Collection[str] = ()
    ) -> None:
        self._personal = personal
        self._keep = frozenset(keep)
        self._seen = frozenset(known)
        self._known: dict[str, str] = {}
        self._old: dict[str, Finding] = {}
        self._new: dict[str, Finding] = {}
        self.counts: Counter[str] = Counter()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Distinct findings so far, the news first, at most 200 of either; not those that were kept."""
        return (*self._new.values(), *self._old.values())

    @property
    def news(self) -> bool:
        """Whether anything was found that is not among the known."""
        return bool(self._new)

    def clean(self, text: str) -> str:
        """`text` with every finding replaced; the same object where there is none."""
        known = self._known.get(text)
        if known is not None:
            return known
        if len(self._known) >= MAX_REMEMBERED:
            self._known.clear()
        clean = self._known[text] = self._replaced(text)
        return clean

    def _replaced(self, text: str) -> str:
        found = [f for f in scan(text, personal=self._personal) if f.fingerprint not in self._keep]
        if not found:
            return text
        parts: list[str] = []
        last = 0
        for finding in found:
            self.counts[finding.kind] += 1
            kind = self._old if finding.fingerprint in self._seen else self._new
            if len(kind) < MAX_FINDINGS:
                kind.setdefault(finding.fingerprint, finding)
            parts += (text[last : finding.start], finding.placeholder)
            last = finding.end
        return "".join((*parts, text[last:]))
