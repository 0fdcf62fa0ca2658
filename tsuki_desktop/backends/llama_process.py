"""The llama.cpp worker as seen from the window's process: one child, one pipe, a box for each job."""

from __future__ import annotations

import asyncio
import multiprocessing
import queue
import threading
from typing import TYPE_CHECKING

from tsuki_desktop import errors
from tsuki_desktop.backends.llama_protocol import Answer, Failed, Finished, Quit, Stop
from tsuki_desktop.errors import BackendCrashedError, BackendError, TsukiError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from tsuki_desktop.backends.llama_protocol import Event, Order

START_S = 60
"""A child that has not said hello by then will not: imports from a cold disk take some seconds."""
STOP_S = 2
"""A job that does not end this long after a stop hangs."""
_QUIT_S = 1
_OUT_OF_MEMORY = {-9, -6}
"""Linux kills whoever takes the last memory; llama.cpp aborts where it is not given any."""

Box = asyncio.Queue["Event | BackendError"]


class WorkerProcess:
    """A running worker. `start()` makes one."""

    def __init__(self, process: SpawnProcess, pipe: Connection) -> None:
        self._process = process
        self._pipe = pipe
        self._loop = asyncio.get_running_loop()
        self._boxes: dict[int, Box] = {0: Box()}
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._dead: BackendError | None = None
        self._gone = asyncio.Event()
        self._expected = False
        self._watches: set[asyncio.Task[None]] = set()
        for work, name in ((self._read, "llama-reader"), (self._write, "llama-writer")):
            threading.Thread(target=work, name=name, daemon=True).start()

    @classmethod
    async def start(cls) -> WorkerProcess:
        """Start a child and wait until it has llama.cpp.

        Raises:
            BackendDownError: llama.cpp is not installed or does not run here.
            BackendCrashedError: the child died or hung at its start.

        """
        process, pipe = await asyncio.to_thread(_spawn)
        worker = cls(process, pipe)
        try:
            await worker.answer(0, START_S)
        except BaseException:
            worker.kill()
            raise
        return worker

    @property
    def alive(self) -> bool:
        """Whether it can take jobs."""
        return self._dead is None and not self._expected

    @property
    def crashed(self) -> bool:
        """Whether it died without having been told to."""
        return self._dead is not None and not self._expected

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        return self._process.pid

    def send(self, order: Order) -> None:
        """Tell the child something; a job's answers go to its box (`open` it before)."""
        self._orders.put(order)

    def open(self, job: int) -> Box:
        """A box for the events of `job`. An error in it is the last thing."""
        box = self._boxes[job] = Box()
        if self._dead:
            box.put_nowait(self._dead)
        return box

    def drop(self, job: int) -> None:
        """Events of `job` are of no interest any more."""
        self._boxes.pop(job, None)

    async def answer(self, job: int, silence_s: float) -> object:
        """Wait for the answer to `job`, whose box is open.

        Raises:
            BackendError, UsageError: the job failed, or the child did, or said nothing for `silence_s`.

        """
        box = self._boxes[job]
        try:
            while True:
                event = await self.next(box, silence_s)
                if isinstance(event, Answer):
                    return event.value
        finally:
            self.drop(job)

    async def next(self, box: Box, silence_s: float) -> Event:
        """The next event in `box`.

        Raises:
            TsukiError: as `answer`.

        """
        try:
            async with asyncio.timeout(silence_s):
                event = await box.get()
        except TimeoutError:
            self.kill()
            raise BackendCrashedError(
                "The model went silent.", "Try again; it is started anew.", detail=f"silent for {silence_s} s"
            ) from None
        if isinstance(event, BackendError):
            raise event
        if isinstance(event, Failed):
            raise _error(event)
        return event

    def stop(self, job: int) -> None:
        """Stop `job` at once; where it does not end within `STOP_S` seconds, end the child."""
        if not self.alive:
            self.drop(job)
            return
        self.send(Stop(job))
        watch = self._loop.create_task(self._watch(job))
        self._watches.add(watch)
        watch.add_done_callback(self._watches.discard)

    async def _watch(self, job: int) -> None:
        box = self._boxes.get(job)
        try:
            async with asyncio.timeout(STOP_S):
                while box:
                    event = await box.get()
                    if isinstance(event, Answer | Finished | Failed | BackendError):
                        return
        except TimeoutError:
            self.kill()
        finally:
            self.drop(job)

    def kill(self) -> None:
        """End the child now."""
        self._expected = True
        if self._dead is None:
            self._process.kill()

    async def quit(self) -> None:
        """Ask the child to end, and see to it that it does."""
        self._expected = True
        self.send(Quit())
        try:
            async with asyncio.timeout(_QUIT_S):
                await self._gone.wait()
        except TimeoutError:
            self._process.kill()
            await self._gone.wait()

    def _write(self) -> None:
        """Thread: a pipe that is full must not hold up the event loop."""
        while (order := self._orders.get()) is not None:
            try:
                self._pipe.send(order)
            except (OSError, ValueError):
                return

    def _read(self) -> None:
        """Thread: hands over what the child says, and then that it has ended."""
        try:
            while True:
                self._hand_over(self._deliver, self._pipe.recv())
        except (EOFError, OSError):
            pass
        self._orders.put(None)
        self._process.join(STOP_S)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._hand_over(self._died, self._process.exitcode)

    def _hand_over(self, call: object, value: object) -> None:
        try:
            self._loop.call_soon_threadsafe(call, value)  # type: ignore[arg-type]  both take one value
        except RuntimeError:
            return  # the event loop has ended before the child

    def _deliver(self, event: Event) -> None:
        if box := self._boxes.get(event.id):
            box.put_nowait(event)

    def _died(self, code: int | None) -> None:
        self._dead = _crash(code, expected=self._expected)
        self._pipe.close()
        for box in self._boxes.values():
            box.put_nowait(self._dead)
        self._gone.set()


def _spawn() -> tuple[SpawnProcess, Connection]:
    from tsuki_desktop.backends.llama_worker.serve import serve

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), name="tsuki-llama", daemon=True)
    process.start()
    # The child's end must be open in the child alone, or its death would not end the pipe.
    theirs.close()
    return process, ours


def _error(failed: Failed) -> TsukiError:
    kind = getattr(errors, failed.kind, BackendError)
    return kind(failed.message, failed.hint, failed.detail)


def _crash(code: int | None, *, expected: bool) -> BackendError:
    if expected:
        return BackendCrashedError("The model was unloaded.", "Send the message again.")
    killed = " Maybe memory ran out." if code in _OUT_OF_MEMORY else ""
    return BackendCrashedError(
        f"The model's process ended in the middle of its work.{killed}",
        "Try again; it is started anew. If it happens again, choose another model.",
        detail=f"exit status {code}",
    )
