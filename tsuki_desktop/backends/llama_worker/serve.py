"""The worker's life: jobs come in by the pipe, events go out, and it ends when the window does."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from typing import TYPE_CHECKING

from tsuki_desktop.backends.llama_protocol import (
    Answer,
    Count,
    Evaluated,
    Failed,
    Generate,
    Prepare,
    Progress,
    Quantise,
    Quit,
    Render,
    Report,
    Score,
    Stop,
    Tokenise,
)
from tsuki_desktop.errors import TsukiError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

    from tsuki_desktop.backends.llama_protocol import Event, Job, Order
    from tsuki_desktop.domain.chat import Turn

_PROGRESS_STEP = 0.02


class Inbox:
    """What the window said, read by a thread of its own, so that a stop is seen in mid-evaluation.

    The end of the pipe is the end of the window: the process ends then and there.
    """

    def __init__(self, pipe: Connection, given_up: Callable[[Job], None]) -> None:
        self._pipe = pipe
        self._given_up = given_up
        self._jobs: deque[Job] = deque()
        self._stopped: set[int] = set()
        self._arrived = threading.Condition()
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                order: Order = self._pipe.recv()
            except (EOFError, OSError):
                os._exit(0)
            if isinstance(order, Quit):
                os._exit(0)
            if isinstance(order, Stop):
                self._stop(order.id)
                continue
            with self._arrived:
                self._jobs.append(order)
                self._arrived.notify()

    def _stop(self, number: int) -> None:
        """Mark the running job, or take a waiting one out of the queue."""
        with self._arrived:
            waiting = next((job for job in self._jobs if job.id == number), None)
            if waiting:
                self._jobs.remove(waiting)
            else:
                self._stopped.add(number)
        if waiting:
            self._given_up(waiting)

    def take(self) -> Job:
        """The next job; preparing comes after everything else."""
        with self._arrived:
            self._arrived.wait_for(lambda: self._jobs)
            first = next((job for job in self._jobs if not isinstance(job, Prepare)), self._jobs[0])
            self._jobs.remove(first)
            return first

    def put_back(self, job: Job) -> bool:
        """Do `job` later; False where it was stopped meanwhile."""
        with self._arrived:
            if job.id in self._stopped:
                return False
            self._jobs.append(job)
            return True

    def stopped(self, job: Job) -> bool:
        """Whether `job` is to end."""
        return job.id in self._stopped

    def waiting(self) -> bool:
        """Whether another job wants its turn."""
        return bool(self._jobs)

    def done(self, job: Job) -> None:
        """Forget what was said about `job`."""
        self._stopped.discard(job.id)


class Worker:
    """Does one job after the other."""

    def __init__(self, pipe: Connection) -> None:
        from tsuki_desktop.backends.llama_worker.engine import Engine
        from tsuki_desktop.backends.llama_worker.native import LogTail

        self._pipe = pipe
        self._sending = threading.Lock()
        self._log = LogTail()
        self._engine = Engine(self._log)
        self._inbox = Inbox(pipe, lambda job: self._send(Answer(job.id)))

    def run(self) -> None:
        """Serve until the pipe ends."""
        while True:
            job = self._inbox.take()
            try:
                self._send(self._do(job))
            except _LaterError:
                if self._inbox.put_back(job):
                    continue
                self._send(Answer(job.id))
            except TsukiError as error:
                kind = type(error).__name__
                self._send(Failed(job.id, kind, error.message, error.hint, error.detail))
            self._inbox.done(job)

    def _send(self, event: Event) -> None:
        try:
            with self._sending:
                self._pipe.send(event)
        except OSError:
            os._exit(0)

    def _do(self, job: Job) -> Event:
        from tsuki_desktop.backends.llama_worker.engine import StoppedError

        doing: dict[type, Callable[..., Event]] = {
            Generate: self._generate,
            Prepare: self._prepare,
            Count: self._count,
            Tokenise: self._tokenise,
            Render: self._render,
            Score: self._score,
            Quantise: self._quantise,
            Report: self._report,
        }
        try:
            return doing[type(job)](job)
        except StoppedError:
            if isinstance(job, Prepare) and not self._inbox.stopped(job):
                raise _LaterError from None
            return Answer(job.id)

    def _ensure(self, job: Generate | Prepare | Count | Tokenise | Render | Score) -> None:
        last = -1.0

        def told(fraction: float) -> None:
            nonlocal last
            if fraction - last >= _PROGRESS_STEP or fraction >= 1:
                last = fraction
                self._send(Progress(job.id, fraction))

        self._engine.ensure(job.load, told=told, stop=lambda: self._inbox.stopped(job))

    def _generate(self, job: Generate) -> Event:
        from tsuki_desktop.backends.llama_worker.decode import generate, opens_thought

        self._ensure(job)
        text, tokens = self._prompt(job.turns, reply=True)
        reused = self._evaluate(job, tokens)
        return generate(
            self._engine,
            job,
            prompt=tokens,
            reused=reused,
            opens_thought=opens_thought(text),
            send=self._send,
            stop=lambda: self._inbox.stopped(job),
        )

    def _prepare(self, job: Prepare) -> Event:
        self._ensure(job)
        # Closed, since the person's next words follow: what they will be evaluated behind.
        self._evaluate(job, self._prompt(job.turns, reply=False)[1])
        return Answer(job.id)

    def _prompt(self, turns: Sequence[Turn], *, reply: bool) -> tuple[str, list[int]]:
        from tsuki_desktop.backends.llama_worker.prompt import prompt_tokens

        return prompt_tokens(self._engine, turns, reply=reply)

    def _evaluate(self, job: Generate | Prepare, tokens: list[int]) -> int:
        def told(done: int, total: int) -> None:
            self._send(Evaluated(job.id, done, total))

        yields = isinstance(job, Prepare)

        def stop() -> bool:
            return self._inbox.stopped(job) or (yields and self._inbox.waiting())

        # Sums differ in their last bits with the size of the pieces, and a reply soon differs in its words:
        # who asks for the same reply again gets the same evaluation.
        afresh = isinstance(job, Generate) and job.sampling.seed is not None
        return self._engine.evaluate(tokens, told=told, stop=stop, afresh=afresh)

    def _count(self, job: Count) -> Event:
        from tsuki_desktop.backends.llama_worker.prompt import count_turns

        self._ensure(job)
        return Answer(job.id, count_turns(self._engine, job.turns))

    def _tokenise(self, job: Tokenise) -> Event:
        self._ensure(job)
        return Answer(job.id, self._engine.tokenise(job.text, special=job.special))

    def _render(self, job: Render) -> Event:
        self._ensure(job)
        return Answer(job.id, self._prompt(job.turns, reply=job.reply)[0])

    def _score(self, job: Score) -> Event:
        from tsuki_desktop.backends.llama_worker.score import score

        self._ensure(job)

        def stop() -> bool:
            return self._inbox.stopped(job)

        return Answer(job.id, score(self._engine, job.before, job.reply, stop=stop))

    def _report(self, job: Report) -> Event:
        return Answer(job.id, self._engine.report())

    def _quantise(self, job: Quantise) -> Event:
        from tsuki_desktop.backends.llama_worker.native import quantise

        quantise(job, self._log)
        return Answer(job.id)


class _LaterError(Exception):
    """Another job goes first."""


def serve(pipe: Connection) -> None:
    """Run in the child process, until the pipe ends.

    Its first message says whether llama.cpp could be loaded: `Answer(0)` or `Failed(0, …)`.
    """
    os.environ.setdefault("GGML_NO_BACKTRACE", "1")  # else a crash starts a debugger that fills the terminal
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the child too; the window decides
    try:
        worker = Worker(pipe)
    except (ImportError, OSError, RuntimeError) as error:
        # A library that lacks a symbol or an instruction shows as any of these.
        pipe.send(Failed(0, "BackendDownError", _MISSING, _INSTALL, f"{type(error).__name__}: {error}"))
        return
    pipe.send(Answer(0))
    worker.run()


_MISSING = "llama.cpp is not installed with Tsuki, or does not run here."
_INSTALL = "Install Tsuki with its 'starter' extra, or choose a model from Ollama."
