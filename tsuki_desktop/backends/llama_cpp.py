"""llama.cpp inside the program: models run in a child process, over one pipe, without a port."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from tsuki_desktop.backends.llama_models import BACKEND, Shelf
from tsuki_desktop.backends.llama_process import WorkerProcess
from tsuki_desktop.backends.llama_protocol import (
    Count,
    DeviceReport,
    Evaluated,
    Finished,
    Generate,
    LoadSpec,
    Prepare,
    Progress,
    Quantise,
    Render,
    Report,
    Score,
    Text,
    Tokenise,
)
from tsuki_desktop.domain.chat import ReplyStats
from tsuki_desktop.domain.events import Done, Evaluating, Loading, Thought, Token
from tsuki_desktop.errors import BackendCrashedError, BackendDownError, BackendError, ModelError, TsukiError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence
    from pathlib import Path

    from tsuki_desktop.backends.base import ModelInfo, ReplyRequest
    from tsuki_desktop.backends.llama_models import BrokenFile
    from tsuki_desktop.backends.llama_process import Box
    from tsuki_desktop.backends.llama_protocol import Event, Job
    from tsuki_desktop.domain.chat import Turn
    from tsuki_desktop.domain.events import BackendEvent

SILENCE_S = 120.0
"""A worker that says nothing for this long, while it loads, reads or speaks, hangs."""
_AT_ONCE_S = 0.001
MOST_CRASHES = 3
CRASH_WINDOW_S = 60.0
"""After so many crashes in so many seconds it is not started again until the window is over."""


class LlamaCppBackend:
    """Runs GGUF models from `folders` and `files`, and the starter where it is installed.

    `threads` None adapts to what the machine has to spare; `gpu_layers` None takes as many as fit. After
    `idle_unload_s` seconds without work the child ends and gives back all memory; 0 switches that off.
    """

    name = BACKEND
    counts_exactly = True

    def __init__(
        self,
        *,
        folders: Sequence[Path],
        files: Sequence[Path] = (),
        threads: int | None = None,
        gpu_layers: int | None = None,
        idle_unload_s: float = 600,
        silence_s: float = SILENCE_S,
    ) -> None:
        from tsuki_desktop.paths import cache_folder

        self._shelf = Shelf(folders, files, cache_folder())
        self._threads = threads
        self._gpu_layers = gpu_layers
        self._idle_unload_s = idle_unload_s
        self._silence_s = silence_s
        self._ids = itertools.count(1)
        self._models: dict[str, ModelInfo] = {}
        self._worker: WorkerProcess | None = None
        self._loaded = ""
        self._starting: asyncio.Task[WorkerProcess] | None = None
        self._working = 0
        self._idle: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None
        self._crashes: deque[float] = deque(maxlen=MOST_CRASHES)
        self._closed = False

    async def list_models(self) -> list[ModelInfo]:
        """What can be chosen now: the starter first."""
        models = await asyncio.to_thread(self._shelf.scan)
        self._models = {info.id: info for info in models}
        return models

    def broken_files(self) -> list[BrokenFile]:
        """GGUF files that the last listing found and could not use, and why."""
        return list(self._shelf.broken)

    @property
    def loaded(self) -> str:
        """The id of the model in memory, or "" for none."""
        return self._loaded if self._worker and self._worker.alive else ""

    @property
    def worker_pid(self) -> int | None:
        """The child's process id, where there is one."""
        return self._worker.pid if self._worker and self._worker.alive else None

    async def stream(self, request: ReplyRequest) -> AsyncGenerator[BackendEvent]:
        """One reply; see `Backend.stream`."""
        asked = asyncio.get_running_loop().time()
        if self.loaded != request.model:
            yield Loading(request.model)
        load = await self._spec(request.model, context=request.sampling.context)
        await asyncio.to_thread(self._shelf.check_memory, self._models[request.model], load.context)
        job = Generate(next(self._ids), load, tuple(request.turns), request.sampling, request.stop)
        worker, box = await self._begin(job)
        ended = False
        first: float | None = None
        try:
            while not ended:
                event = await worker.next(box, self._silence_s)
                self._loaded = request.model if isinstance(event, Evaluated) else self._loaded
                if isinstance(event, Text) and first is None:
                    first = asyncio.get_running_loop().time() - asked
                ended = isinstance(event, Finished)
                if shown := _shown(event, request.model, first):
                    yield shown
        except TsukiError:
            ended = True
            raise
        finally:
            self._end(worker, job.id, stop=not ended)

    async def count(self, model: str, turns: Sequence[Turn]) -> list[int]:
        """Tokens of each turn, exact; loads the model where it is not."""
        load = await self._spec(model)
        answer = await self._ask(Count(next(self._ids), load, tuple(turns)))
        self._loaded = model
        return cast("list[int]", answer)

    async def prepare(self, request: ReplyRequest) -> None:
        """Load the model and read the prompt while the person reads or writes."""
        try:
            load = await self._spec(request.model, context=request.sampling.context)
            await self._ask(Prepare(next(self._ids), load, tuple(request.turns)))
            self._loaded = request.model
        except TsukiError:
            return  # the next reply tells

    async def score(
        self, model: str, items: Sequence[tuple[Sequence[int], Sequence[int]]], *, context: int = 0
    ) -> list[list[float]]:
        """Natural-log probabilities of each reply token, for pairs of (context ids, reply ids).

        Raises:
            UsageError: a pair has no context ids, or does not fit.
            BackendError: as `stream`.

        """
        load = await self._spec(model, context=context)
        found: list[list[float]] = []
        for before, reply in items:  # one job each, so that a chat goes in between
            job = Score(next(self._ids), load, tuple(before), tuple(reply))
            found.append(cast("list[float]", await self._ask(job)))
        return found

    async def tokenise(self, model: str, text: str, *, special: bool = False) -> list[int]:
        """Token ids of `text`; `special` reads control tokens as such. No begin token is added."""
        load = await self._spec(model)
        return cast("list[int]", await self._ask(Tokenise(next(self._ids), load, text, special)))

    async def render(self, model: str, turns: Sequence[Turn], *, reply: bool = True) -> str:
        """What the model's own template makes of `turns`; with `reply`, up to where a reply begins."""
        load = await self._spec(model)
        return cast("str", await self._ask(Render(next(self._ids), load, tuple(turns), reply)))

    async def quantise(self, source: Path, target: Path, kind: str, importance: Path | None = None) -> None:
        """Write the f16 or f32 model `source` as `target` in `kind`, in a process of its own.

        `importance` is a .npz file with, for each tensor's name, the mean square of each input: small types
        are then rounded where it hurts least.

        Raises:
            BadFileError, UsageError: `source` is no GGUF file, or there is no such kind.
            BackendError: llama.cpp failed.

        """
        await asyncio.to_thread(self._shelf.check, source)
        worker = await WorkerProcess.start()
        try:
            job = Quantise(
                next(self._ids), str(source), str(target), kind, self._threads or 0, str(importance or "")
            )
            worker.open(job.id)
            worker.send(job)
            await worker.answer(job.id, 3600)
        finally:
            await worker.quit()

    async def device_report(self) -> DeviceReport:
        """What the work is done on; starts the worker where it is not running."""
        try:
            return cast("DeviceReport", await self._ask(Report(next(self._ids))))
        except BackendError as error:
            return DeviceReport(installed=False, why=str(error))

    def retire(self) -> None:
        """Give back all memory as soon as nothing runs: another one has taken over."""
        self._idle_unload_s = _AT_ONCE_S
        if not self._working and self._worker:
            self._unload_soon()

    async def unload(self) -> None:
        """End the child: all its memory, the GPU's too, is free again."""
        worker, self._worker, self._loaded = self._worker, None, ""
        if worker:
            await worker.quit()

    async def close(self) -> None:
        """End the child for good."""
        self._closed = True
        if self._idle:
            self._idle.cancel()
        if self._starting:
            self._starting.cancel()
            await asyncio.wait([self._starting])
        await self.unload()

    async def _spec(self, model: str, *, context: int = 0) -> LoadSpec:
        """How to load `model`; its file is checked the first time.

        Raises:
            BackendDownError: closed.
            ModelError: no such model, or its file is damaged.

        """
        if self._closed:
            raise BackendDownError("llama.cpp has been closed.", "Start Tsuki again.")
        if model not in self._models:
            await self.list_models()
        info = self._models.get(model)
        if info is None or info.path is None:
            raise self._unknown(model.removeprefix(f"{BACKEND}:"))
        for path in filter(None, (info.path, info.adapter)):
            try:
                await asyncio.to_thread(self._shelf.check, path)
            except TsukiError as error:
                raise ModelError(error.message, error.hint, error.detail) from error
        spec = LoadSpec(str(info.path), threads=self._threads, gpu_layers=self._gpu_layers)
        return replace(spec, adapter=str(info.adapter or ""), context=context)

    def _unknown(self, name: str) -> ModelError:
        broken = next((file.error for file in self._shelf.broken if file.path.stem == name), None)
        if broken:
            return ModelError(broken.message, broken.hint, broken.detail)
        return ModelError(f"There is no model called {name}.", "Choose another model in the settings.")

    async def _begin(self, job: Job) -> tuple[WorkerProcess, Box]:
        self._working += 1  # already while it starts: what is idle may be ended
        try:
            worker = await self._ready()
        except BaseException:
            self._working -= 1
            raise
        if self._idle:
            self._idle.cancel()
        box = worker.open(job.id)
        worker.send(job)
        return worker, box

    def _end(self, worker: WorkerProcess, job: int, *, stop: bool) -> None:
        self._working -= 1
        if stop:
            worker.stop(job)
        else:
            worker.drop(job)
        if not self._working and self._idle_unload_s and not self._closed:
            loop = asyncio.get_running_loop()
            self._idle = loop.call_later(self._idle_unload_s, self._unload_soon)

    def _unload_soon(self) -> None:
        if not self._working:
            self._ending = asyncio.get_running_loop().create_task(self.unload())

    async def _ask(self, job: Job) -> Any:
        worker, _ = await self._begin(job)
        stop = True
        try:
            answer = await worker.answer(job.id, self._silence_s)
            stop = False
        except TsukiError:
            stop = False
            raise
        else:
            return answer
        finally:
            self._end(worker, job.id, stop=stop)

    async def _ready(self) -> WorkerProcess:
        """A live worker.

        Raises:
            BackendDownError: llama.cpp is not installed.
            BackendCrashedError: it crashed too often just now.

        """
        if self._worker and self._worker.alive:
            return self._worker
        if self._starting is None:
            self._starting = asyncio.get_running_loop().create_task(self._start())
            self._starting.add_done_callback(_look_at)
        # A reply that is stopped now must not take the start away from the next one.
        return await asyncio.shield(self._starting)

    async def _start(self) -> WorkerProcess:
        now = asyncio.get_running_loop().time()
        if self._worker and self._worker.crashed:
            self._crashes.append(now)
        self._worker, self._loaded = None, ""
        try:
            self._check_crashes(now)
            self._worker = await WorkerProcess.start()
        finally:
            self._starting = None
        return self._worker

    def _check_crashes(self, now: float) -> None:
        full = len(self._crashes) == MOST_CRASHES
        if full and now - self._crashes[0] < CRASH_WINDOW_S:
            raise BackendCrashedError(
                f"The model crashed {MOST_CRASHES} times within a minute.",
                "Choose another model, or wait a minute and try again.",
            )


def _look_at(start: asyncio.Task[WorkerProcess]) -> None:
    """Everybody who waited for a start may have left; its error is no news then."""
    if not start.cancelled():
        start.exception()


def _shown(event: Event, model: str, first_token_s: float | None) -> BackendEvent | None:
    """The worker's event as the chat sees it."""
    match event:
        case Progress():
            return Loading(model, event.fraction)
        case Evaluated():
            return Evaluating(event.done, event.total)
        case Text():
            return Thought(event.text) if event.thought else Token(event.text)
        case Finished():
            stats = ReplyStats(
                event.prompt_tokens, event.reply_tokens, first_token_s, event.tokens_per_s, dropped_turns=0
            )
            return Done(event.finish, stats)
        case _:
            return None
