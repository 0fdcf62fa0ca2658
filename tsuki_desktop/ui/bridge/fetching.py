"""Fetching models from the internet: always because a person pressed a button, and never otherwise."""

from __future__ import annotations

import re
import time
from collections import deque
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import TsukiError
from tsuki_desktop.services.speeds import expect, suiting
from tsuki_desktop.ui import words
from tsuki_desktop.ui.models.offers import Offer, OfferedModels

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Collection, Sequence

    from tsuki_desktop.backends.base import FetchProgress
    from tsuki_desktop.services.model_files import ModelFiles, Recommended
    from tsuki_desktop.services.speeds import Seen
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_SHOWN_EVERY_S = 0.1
_PACE_S = 6.0
"""The speed is that of the last seconds: the mean of a long download answers slowly."""
_ON_HUB = re.compile(
    r"(?:https?://)?(?:huggingface\.co|hf\.co)/([\w.-]+/[\w.-]+)/(?:resolve|blob)/[\w.-]+/([^?#]+\.gguf)"
)


class Pace:
    """Bytes a second over the last seconds."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def take(self, now: float, done: int) -> float:
        """Take in that `done` bytes were there at `now` (seconds); returns the speed, 0 while not known."""
        self._seen.append((now, done))
        while now - self._seen[0][0] > _PACE_S:
            self._seen.popleft()
        begun, first = self._seen[0]
        return max(0.0, (done - first) / (now - begun)) if now - begun > _SHOWN_EVERY_S else 0.0


@QmlElement
class Fetching(QObject):
    """The catalogue fitted to this machine, what the person asked for beside it, and how far each is."""

    changed = Signal()
    arrived = Signal(str, str)
    """A model is here: its id and its name."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._files: ModelFiles | None = None
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._larger = 0
        self._ollama = False
        self._offers = OfferedModels(self)

    def attach(self, files: ModelFiles) -> None:
        """Take what fetches."""
        self._files = files

    @Property(OfferedModels, constant=True)
    def offers(self) -> OfferedModels:
        """What can be fetched."""
        return self._offers

    @Property(int, notify=changed)
    def larger(self) -> int:
        """How many models of the catalogue are too large for this machine."""
        return self._larger

    @Property(str, notify=changed)
    def measuredWith(self) -> str:
        """The models that the expected speeds stand on; empty where nothing was measured."""
        return ", ".join(dict.fromkeys(row.expected_from for row in self._offers.rows if row.expected_from))

    @Property(bool, notify=changed)
    def ollama(self) -> bool:
        """Whether Ollama is there to fetch with."""
        return self._ollama

    def show(self, here: Collection[str], *, memory: int, ollama: bool, seen: Sequence[Seen] = ()) -> None:
        """Offer what fits into `memory` bytes and is not `here` (ids).

        `ollama` says that it runs, `seen` how fast models wrote on this computer.
        """
        from tsuki_desktop.services.model_files import catalog

        self._ollama = ollama
        rows = catalog()
        self._larger = sum(not one.fits(memory) for one in rows)
        fitting = [one for one in rows if one.fits(memory) and not _ids(one) & set(here)]
        offers = [self._offer(one, ollama=ollama) for one in fitting if one.repository or ollama]
        offers.sort(key=lambda offer: -offer.memory_bytes)
        for offer in offers:
            backend = next(iter(offer.wanted))
            offer.expected, offer.expected_from = expect(seen, backend, offer.download_bytes)
        if offers and not any(_ids(one) & set(here) for one in rows if one.fits(memory)):
            at = suiting([one.expected for one in reversed(offers)])
            assert at is not None  # there are offers
            offers[-1 - at].best = True
        begun = [row for row in self._offers.rows if row.state and row not in offers]
        self._offers.show([*begun, *offers])
        self.changed.emit()

    def _offer(self, one: Recommended, *, ollama: bool) -> Offer:
        wanted = {"ollama": f"ollama:{one.ollama}"} if ollama else {}
        if one.repository:
            wanted["llama.cpp"] = f"llama.cpp:{one.ollama}"
        known = self._offers.find(one.name)
        if known:
            known.wanted, known.best = known.wanted if known.state else wanted, False
            return known
        offer = Offer(one.name, wanted, one.download_bytes, one.memory_bytes, one.licence, one.thinks)
        waits = self._files.waiting(wanted["llama.cpp"]) if self._files and one.repository else 0
        if waits:  # begun before the program was closed
            offer.state, offer.source, offer.done = "paused", "llama.cpp", waits
        return offer

    @Slot(str, str)
    def fetch(self, name: str, source: str) -> None:
        """Fetch an offer from `source`, or go on with it."""
        offer = self._offers.find(name)
        if self._files is None or offer is None or offer.busy or source not in offer.wanted:
            return
        offer.source, offer.state, offer.problem, offer.hint, offer.speed = source, "asking", "", "", 0.0
        self._offers.touch(offer)
        task = self._tasks.spawn(self._fetch(self._files, offer))
        if task:
            self._running[name] = task
            task.add_done_callback(lambda _: self._ended(offer))

    def _ended(self, offer: Offer) -> None:
        self._running.pop(offer.name, None)
        if offer.busy:  # it was stopped, maybe before it began
            offer.state = "paused"
        self._offers.touch(offer)

    @Slot(str)
    def fetchOther(self, wish: str) -> None:
        """Fetch what is not in the catalogue: a name of Ollama's library, or a file on Hugging Face."""
        name = wish.strip()
        found = _ON_HUB.match(name)
        path = f"{found[1]}/{found[2]}" if found else name
        on_hub = path.endswith(".gguf") and path.count("/") >= 2  # noqa: PLR2004 - OWNER/REPOSITORY/FILE
        source = "llama.cpp" if on_hub else "ollama"
        if name and not self._offers.find(path):
            new = Offer(path, {source: f"{source}:{path}"}, other=True)
            self._offers.show([new, *self._offers.rows])
        self.fetch(path, source)

    @Slot(str)
    def pause(self, name: str) -> None:
        """Stop for now; what has arrived stays."""
        if name in self._running:
            self._running[name].cancel()

    @Slot(str)
    def putAway(self, name: str) -> None:
        """Take away the word of a download that failed or waits; what has arrived of it stays."""
        offer = self._offers.find(name)
        if offer is None or offer.busy:
            return
        offer.state = ""
        self._offers.show([row for row in self._offers.rows if row.state or not row.other])
        self._offers.touch(offer)

    @Slot(str)
    def discard(self, name: str) -> None:
        """Throw away what has arrived of a download that failed or waits."""
        offer = self._offers.find(name)
        if self._files is not None and offer is not None and not offer.busy and offer.source in offer.wanted:
            self._tasks.spawn(self._discard(self._files, offer))

    async def _discard(self, files: ModelFiles, offer: Offer) -> None:
        await files.discard(offer.wanted[offer.source])
        offer.done = offer.total = 0
        self.putAway(offer.name)

    async def _fetch(self, files: ModelFiles, offer: Offer) -> None:
        wanted, pace, shown = offer.wanted[offer.source], Pace(), 0.0
        try:
            async with aclosing(files.pull(wanted)) as rows:
                async for row in rows:
                    now = time.monotonic()
                    _take(offer, row, pace, now)
                    if now - shown >= _SHOWN_EVERY_S:
                        shown = now
                        self._offers.touch(offer)
        except TsukiError as error:
            offer.state = "failed"
            offer.problem, offer.hint = words.said(error.message), words.said(error.hint)
        else:
            offer.state = ""
            self.arrived.emit(_id_of(wanted), offer.name)


def _take(offer: Offer, row: FetchProgress, pace: Pace, now: float) -> None:
    offer.status = row.status
    if row.total:
        offer.state = "fetching"
        offer.done, offer.total = row.done, row.total
        offer.speed = pace.take(now, row.done)


def _ids(one: Recommended) -> set[str]:
    """The ids under which a model of the catalogue is listed when it is here."""
    return {f"ollama:{one.ollama}", *([_id_of(f"llama.cpp:{one.ollama}")] if one.repository else [])}


def _id_of(wanted: str) -> str:
    """The id that a fetched model is listed under."""
    from tsuki_desktop.services.model_files import catalog

    backend, _, name = wanted.partition(":")
    if backend == "ollama":
        return f"ollama:{name.removesuffix(':latest')}"
    file = next((one.file for one in catalog() if one.repository and one.ollama == name), name)
    return f"llama.cpp:{file.rpartition('/')[2].removesuffix('.gguf')}"
