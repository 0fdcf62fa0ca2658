"""How smooth the window stays while a reply streams into a long conversation, and while she thinks.

`measure` runs this module as a program of its own, because a window needs the main thread and its own loop.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.bench.figures import Figure, at_least, at_most
from tsuki_desktop.bench.yardstick import SAID
from tsuki_desktop.domain.chat import Finish, ReplyStats, Status
from tsuki_desktop.paths import profile
from tsuki_desktop.settings import SettingsFile
from tsuki_desktop.store import conversations, messages
from tsuki_desktop.store.database import ChatLog

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from sqlite_utils import Database

    from tsuki_desktop.app import Desktop
    from tsuki_desktop.paths import Profile

LONG = 10_000
SHORT = 100
SPEED = 200
"""Tokens a second of the echo backend."""
STREAM_S = 10.0
TICK_S = 0.001
OPENINGS = 5


async def measure() -> list[Figure]:
    """Event-loop gaps, opening times and decode speed in a real window."""
    figures: list[Figure] = []
    for kind in ("stream", "decode"):
        with tempfile.TemporaryDirectory() as folder:
            environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", __name__, kind, folder, stdout=asyncio.subprocess.PIPE, env=environment
            )
            output, _ = await process.communicate()
            figures += [Figure(**figure) for figure in json.loads(output)]
    return figures


def main() -> None:
    """Open a window and measure in it; prints figures as JSON."""
    from dataclasses import asdict

    from tsuki_desktop.app import open_window

    kind, folder = sys.argv[1:]
    place = profile(folder)
    found: list[Figure] = []
    running: list[asyncio.Task[None]] = []

    def usable(desktop: Desktop) -> None:
        work = _stream(desktop, found) if kind == "stream" else _decode(desktop, found)
        running.append(asyncio.ensure_future(_then_quit(desktop, work)))

    if kind == "stream":
        asyncio.run(_fill(place))
        text = " ".join(f"word{at}" for at in range(int(SPEED * STREAM_S)))
        echo = EchoBackend([text], tokens_per_s=SPEED)
        open_window(place, backends={"echo": lambda: echo}, on_usable=usable)
    else:
        SettingsFile(place.settings).update(first_run_seen=True)
        open_window(place, on_usable=usable)
    running[0].result()
    json.dump([asdict(figure) for figure in found], sys.stdout)


async def _then_quit(desktop: Desktop, work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    finally:
        desktop.quit()


async def _fill(place: Profile) -> None:
    place.create()
    SettingsFile(place.settings).update(
        model="echo:echo", max_tokens=4096, context=131072, first_run_seen=True
    )
    log = await ChatLog.open(place.database)
    for length in (LONG, SHORT):
        await log.run(_write, length)
    await log.close()


def _write(db: Database, length: int) -> None:
    conversation = conversations.create(db, title=f"{length} messages")
    parent: int | None = None
    stats = ReplyStats()
    for turn in range(length // 2):
        said = messages.add_user(db, conversation.id, parent, f"what about number {turn}?")
        reply = messages.add_reply(
            db, conversation.id, said.id, backend="echo", model="echo:echo", persona_version="", sampling=None
        )
        text = f"Number {turn}? Hmm. **Fine**, if you must know: it comes after {turn - 1}.\n\nHappy now?"
        messages.finish(
            db,
            reply.id,
            text=text,
            thought="",
            status=Status.COMPLETE,
            reason=Finish.STOP,
            emotion=None,
            stats=stats,
        )
        parent = reply.id


async def _stream(desktop: Desktop, found: list[Figure]) -> None:
    assert desktop.session is not None
    listed = await desktop.session.library.page()
    long, short = (next(one for one in listed if one.messages == size) for size in (LONG, SHORT))
    chat = _chat(desktop)
    times: dict[int, list[float]] = {LONG: [], SHORT: []}
    for _ in range(OPENINGS):
        for one in (short, long):
            started = time.perf_counter()
            await chat.show_conversation(one.id)
            await asyncio.sleep(0)
            times[one.messages].append(time.perf_counter() - started)
    opened = {size: statistics.median(values) for size, values in times.items()}
    found.append(at_most(f"opening {LONG:,} messages", opened[LONG], "s", 0.3))
    for one, goal in ((short, False), (long, True)):
        await chat.show_conversation(one.id)
        gaps = await _gaps_while_streaming(desktop)
        for name, value, most in (
            ("p99", gaps[int(len(gaps) * 0.99)], 16.0),
            ("max", gaps[-1], 50.0),
        ):
            figure = at_most(f"loop gap {name}, {one.messages:,} messages", value, "ms", most)
            found.append(figure if goal else Figure(figure.name, figure.value, figure.unit))


async def _gaps_while_streaming(desktop: Desktop) -> list[float]:
    """Milliseconds by which each tick came late, ascending."""
    chat = _chat(desktop)
    chat.send("count for me")
    gaps: list[float] = []
    await asyncio.sleep(0.5)
    end = time.perf_counter() + STREAM_S / 2
    before = time.perf_counter()
    while before < end:
        await asyncio.sleep(TICK_S)
        now = time.perf_counter()
        gaps.append((now - before - TICK_S) * 1000)
        before = now
    chat.stop()
    await _idle(chat)
    return sorted(gaps)


def _chat(desktop: Desktop) -> Any:
    """The bridge that QML talks to; untyped, because Qt's stubs call its properties descriptors."""
    return desktop.app.chat


async def _idle(chat: Any) -> None:
    while chat.state != "idle":  # noqa: ASYNC110 - Qt tells by a signal that fires at every change
        await asyncio.sleep(0.02)


async def _decode(desktop: Desktop, found: list[Figure]) -> None:
    """Decode speed while the window draws every word, against the bare loop."""
    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
    from tsuki_desktop.bench.decode import LIMIT, ROUNDS, bare_speeds, best, prompts_of

    session = desktop.session
    assert session is not None
    backend = session.models.backend("llama.cpp")
    assert isinstance(backend, LlamaCppBackend)
    model = next(one for one in await backend.list_models() if one.adapter is None)  # as the bare loop
    session.settings.update(max_tokens=LIMIT, model=model.id)
    assert model.path is not None
    prompts = await prompts_of(session, backend, model.id)
    ours: list[float] = []
    bare: list[dict[int, float]] = []
    for number in range(ROUNDS + 1):
        speed = await _speed(desktop)
        if number:  # the first round loads and settles on its threads
            ours.append(speed)
            bare.append(await bare_speeds(model.path, prompts))
    speed = statistics.median(ours)
    found.append(at_least("decode with the window drawing", speed, "tokens/s", 0.85, best(bare)))


async def _speed(desktop: Desktop) -> float:
    """Tokens a second over all replies, from the first token of each to its last."""
    assert desktop.session is not None
    chat = _chat(desktop)
    tokens, seconds = 0, 0.0
    for text in SAID:
        chat.startNew()
        chat.send(text)
        await asyncio.sleep(0.05)
        await _idle(chat)
        stats = (await desktop.session.library.messages([chat.leaf or 0]))[0].stats
        if stats.reply_tokens and stats.tokens_per_s:
            tokens += stats.reply_tokens - 1
            seconds += (stats.reply_tokens - 1) / stats.tokens_per_s
    return tokens / seconds


if __name__ == "__main__":
    main()
