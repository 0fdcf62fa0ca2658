"""An export's child process as seen from who asked for it.

The work is a second and more of pure computing: on a thread it would take turns with the window's own, and
both would be slow.
"""

from __future__ import annotations

import multiprocessing
import time
from typing import TYPE_CHECKING

from tsuki_desktop.dataset.export import CancelledError, targets
from tsuki_desktop.dataset.write import sweep
from tsuki_desktop.errors import TsukiError
from tsuki_desktop.services.export_protocol import STOP, Agree, Bug, Count, Done, Failed, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from threading import Event

    from tsuki_desktop.dataset.export import Exported, Preview
    from tsuki_desktop.services.export_protocol import Answer, Said, Task

STOP_S = 5
"""A child that does not end this long after a stop hangs, in a disk that does not answer for one."""
_LOOK_S = 0.05
"""Between two looks at the cancel event while the child says nothing."""


class ExportCrashedError(TsukiError):
    """The child died in the middle of its work; nothing was left behind."""


class ExportProcess:
    """One piece of work in a child of its own. Used from one thread, which calls what it is given.

    `count` answers for a tokenizer, `agreed` is asked before the files get their names, `progress` hears the
    number of rows.
    """

    def __init__(
        self,
        task: Task,
        cancel: Event,
        *,
        count: Callable[[Sequence[str]], list[int]] | None = None,
        agreed: Callable[[Preview], bool] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._task = task
        self._cancel = cancel
        self._count = count
        self._agreed = agreed
        self._progress = progress

    def run(self) -> Exported | Preview:
        """Do the work; the child has ended when this returns.

        Raises:
            TsukiError: what the child ran into, as it was raised there; nothing was left behind.
            ExportCrashedError: the child was killed; nothing was left behind.
            CancelledError: `cancel` was set; nothing was left behind.
            RuntimeError: a bug in the child; its traceback is the message.

        """
        process, pipe = _spawn(self._task)
        try:
            return self._served(process, pipe)
        finally:
            # The end of the pipe stops a child that still works: an answer to it may have failed.
            pipe.close()
            if self._task.out is None:
                process.kill()  # who only looks has nothing to put in order
            process.join(STOP_S)
            if process.exitcode is None:
                process.kill()
                process.join()
            if process.exitcode and self._task.out is not None:
                sweep(targets(self._task.out, self._task.options), process.pid or 0)
            process.close()

    def _served(self, process: SpawnProcess, pipe: Connection) -> Exported | Preview:
        """Answer the child until it is done."""
        for said in self._heard(process, pipe):
            match said:
                case Done(result):
                    return result
                case Failed(error):
                    raise error
                case Bug(trace):
                    raise RuntimeError(f"in the export's process:\n{trace}")
                case Rows(count):
                    if self._progress is not None:
                        self._progress(count)
                case Count() | Agree():
                    self._answer(pipe, said)
        raise CancelledError("Cancelled; nothing was written.")

    def _heard(self, process: SpawnProcess, pipe: Connection) -> Iterator[Said]:
        """What the child says; ends where it was told to stop and does not, at once where it only looks."""
        patience = float("inf")
        while time.monotonic() < patience:
            try:
                if self._cancel.is_set() and self._task.out is None:
                    return
                if self._cancel.is_set() and patience == float("inf"):
                    patience = time.monotonic() + STOP_S
                    pipe.send(STOP)
                if not pipe.poll(_LOOK_S):
                    continue
                said: Said = pipe.recv()
            except (EOFError, OSError):
                process.join(STOP_S)
                raise _crash(process.exitcode) from None
            yield said

    def _answer(self, pipe: Connection, asked: Count | Agree) -> None:
        answer: Answer
        if isinstance(asked, Count):
            assert self._count is not None, "the task says that nobody counts"
            answer = self._count(asked.texts)
        else:
            assert self._agreed is not None, "the task says that nobody is asked"
            answer = self._agreed(asked.preview)
        if self._cancel.is_set():
            return  # a yes would let the child finish before it hears of the stop
        try:
            pipe.send(answer)
        except OSError:
            return  # it died meanwhile: the next look at the pipe says so


def _spawn(task: Task) -> tuple[SpawnProcess, Connection]:
    from tsuki_desktop.services.export_child import serve

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, task), name="tsuki-export", daemon=True)
    try:
        process.start()
    except BaseException:
        ours.close()
        raise
    finally:
        # The child's end must be open in the child alone, or its death would not end the pipe.
        theirs.close()
    return process, ours


def _crash(code: int | None) -> ExportCrashedError:
    return ExportCrashedError(
        "The export's process ended in the middle of its work; nothing was written. Maybe memory ran out.",
        "Try again.",
        detail=f"exit status {code}",
    )
