"""An export's child process: reads the log, writes the files, and ends.

It imports neither Qt nor asyncio nor a backend: its start is a part of what a person waits for.
"""

from __future__ import annotations

import signal
import threading
import traceback
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset import export as files
from tsuki_desktop.dataset.export import CancelledError
from tsuki_desktop.dataset.scrub import Scrubber
from tsuki_desktop.dataset.walk import Tree
from tsuki_desktop.errors import TsukiError
from tsuki_desktop.services.export_protocol import STOP, Agree, Bug, Count, Done, Failed, Rows
from tsuki_desktop.store.rated_trees import rated_trees, snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from tsuki_desktop.dataset.export import Exported, Preview
    from tsuki_desktop.services.export_protocol import Answer, Said, Task


class _Parent:
    """Who waits for the files. Its end is the work's end, too: nobody would write down what was exported."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._answers: SimpleQueue[Answer | None] = SimpleQueue()
        self.cancel = threading.Event()
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def _read(self) -> None:
        try:
            while (answer := self._pipe.recv()) != STOP:
                self._answers.put(answer)
        except (EOFError, OSError):
            pass
        self.stop()

    def stop(self, *_signal: object) -> None:
        """End the work at its next look, also where it waits for an answer."""
        self.cancel.set()
        self._answers.put(None)

    def tell(self, said: Said) -> None:
        try:
            self._pipe.send(said)
        except OSError:
            self.cancel.set()

    def _asked(self, question: Said) -> Any:
        self.tell(question)
        answer = self._answers.get()
        if answer is None:
            raise CancelledError("Cancelled; nothing was written.")
        return answer

    def rows(self, count: int) -> None:
        self.tell(Rows(count))

    def count(self, texts: Sequence[str]) -> list[int]:
        return self._asked(Count(texts))

    def agreed(self, preview: Preview) -> bool:
        return self._asked(Agree(preview))


def serve(pipe: Connection, task: Task) -> None:
    """Run in the child process."""
    parent = _Parent(pipe)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the child too; the parent decides
    signal.signal(signal.SIGTERM, parent.stop)  # the session ends: half-written files go before
    try:
        parent.tell(Done(_done(task, parent)))
    except TsukiError as error:
        parent.tell(Failed(error))
    except Exception:  # noqa: BLE001  the parent raises it
        parent.tell(Bug(traceback.format_exc()))


def _done(task: Task, parent: _Parent) -> Exported | Preview:
    options = task.options
    if task.counts:
        options = replace(options, rules=replace(options.rules, count_tokens=parent.count))
    scrubber = Scrubber(keep=task.keep, known=task.known)
    with snapshot(task.log) as db:
        trees = (Tree(*found) for found in rated_trees(db))
        if task.out is None:
            return files.preview(
                trees,
                options,
                scrubber,
                progress=parent.rows,
                cancel=parent.cancel,
                lint=task.lint,
                speech=task.speech,
            )
        return files.export(
            trees,
            options,
            task.out,
            scrubber,
            agreed=parent.agreed if task.asks else None,
            progress=parent.rows,
            cancel=parent.cancel,
        )
