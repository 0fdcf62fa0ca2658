"""How fast the chat log is at a million messages, against the same program with few, and bare SQLite.

    python -m tsuki_desktop.bench.store [--messages N] [--folder DIR]

Every figure is a ratio within one run, or a time whose baseline is in the same row, so that a slow machine
does not decide. Rows: `{name, value, unit, baseline, ratio, goal, met}`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import statistics
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.bench.figures import Figure, at_most
from tsuki_desktop.domain.chat import Finish, ReplyStats, Role, Status
from tsuki_desktop.paths import Profile
from tsuki_desktop.services.session import Session
from tsuki_desktop.store import connect, conversations, messages, migrations, rows, search
from tsuki_desktop.store.clock import new_uid, now
from tsuki_desktop.store.database import ChatLog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from sqlite_utils import Database

SEED = 20260101
MESSAGES = 1_000_000
VOCABULARY = 50_000
"""Different words; the commonest are English ones, so that queries read like queries."""
COMMON = re.findall(
    r"\w+",
    """you the i to a and it that of me is in what this know im for no have my your not do be on was are we
    dont with so like just but all get out here there well up right go now can about how see come think""",
)
TURNS_A_CONVERSATION = 50
SAMPLES = 300
THUMBS = 20
LONGEST = 24
"""Words in a message."""


def vocabulary(generator: random.Random) -> list[str]:
    """Words by frequency, commonest first."""
    letters = "etaoinshrdlucmfwypvbgkqjxz"
    made = {"".join(generator.choices(letters, k=generator.randint(3, 10))) for _ in range(VOCABULARY)}
    return [*COMMON, *sorted(made - set(COMMON), key=lambda word: (len(word), word))][:VOCABULARY]


def texts(generator: random.Random, words: list[str]) -> Iterator[str]:
    """Endless messages of 4 to `LONGEST` words whose frequencies follow Zipf's law."""
    weights = [1 / (rank + 2) for rank in range(len(words))]
    while True:
        drawn = generator.choices(words, weights, k=200_000)
        while len(drawn) > LONGEST:
            length = generator.randint(4, LONGEST)
            yield " ".join(drawn[-length:])
            del drawn[-length:]


def fill(db: Database, count: int, turns: int) -> None:
    """Write `count` messages, `turns` a conversation, in the plain columns that chatting writes."""
    generator = random.Random(SEED)  # noqa: S311  figures must repeat
    source = texts(generator, vocabulary(generator))
    for start in range(0, count, turns):
        db.execute("BEGIN")
        conversation = conversations.create(db, title=f"Chat {start}")
        first = rows.next_id(db, "messages")
        size = min(turns, count - start)
        new = [_row(conversation.id, first, number, next(source)) for number in range(size)]
        db.conn.executemany(
            """INSERT INTO messages (id, uid, conversation_id, parent_id, role, text, status, created_at,
               checksum) VALUES (?, ?, ?, ?, ?, ?, 'complete', ?, ?)""",
            new,
        )
        db.conn.executemany(
            "INSERT INTO messages_fts (rowid, text) VALUES (?, ?)", ((r[0], r[5]) for r in new)
        )
        db.execute("UPDATE conversations SET leaf_id = ? WHERE id = ?", [first + size - 1, conversation.id])
        db.commit()


def _row(conversation_id: int, first: int, number: int, text: str) -> tuple[Any, ...]:
    place = (
        first + number,
        new_uid(),
        conversation_id,
        first + number - 1 if number else None,
        Role.ASSISTANT if number % 2 else Role.USER,
    )
    return (*place, text, now(), rows.checksum(*place, text, ""))


def build(path: Path, count: int) -> None:
    """A filled log at `path`; not synced while it is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connect.make_private_file(path)
    db = connect.wrap(connect.uri(path, "mode=rw"))
    for pragma in ("journal_mode = WAL", "synchronous = OFF"):
        db.execute(f"PRAGMA {pragma}").fetchall()
    migrations.migrate(db)
    fill(db, count, TURNS_A_CONVERSATION)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()


def queries(generator: random.Random) -> list[str]:
    """Queries from all word frequencies, evenly by order of magnitude, and two-letter prefixes."""
    words = vocabulary(random.Random(SEED))  # noqa: S311  the same words as in the log
    ranks = [int(len(words) ** generator.random()) - 1 for _ in range(SAMPLES)]
    single = [words[rank] + " " for rank in ranks]
    pairs = [f"{words[rank]} {words[int(len(words) ** generator.random()) - 1]} " for rank in ranks[::3]]
    prefixes = [words[rank][:2] for rank in ranks[::3] if len(words[rank]) > 1]
    return [*single, *pairs, *prefixes]


async def _timed(call: Callable[[], Awaitable[Any]]) -> float:
    start = time.perf_counter()
    await call()
    return time.perf_counter() - start


def _p95(samples: list[float]) -> float:
    return statistics.quantiles(samples, n=20)[-1]


async def searches(log: ChatLog) -> list[Figure]:
    """Time of one search page, kinds apart and all together."""
    asked = queries(random.Random(SEED + 1))  # noqa: S311  figures must repeat
    samples: list[tuple[float, bool]] = []
    for text in asked:
        start = time.perf_counter()
        found = await log.read(search.search, text)
        samples.append((time.perf_counter() - start, found.ranked))
    ranked = [seconds for seconds, by_rank in samples if by_rank]
    newest = [seconds for seconds, by_rank in samples if not by_rank]
    every = _p95([seconds for seconds, _ in samples])
    return [
        at_most("search p95", every * 1000, "ms", 50),
        Figure("search p95, ranked", _p95(ranked) * 1000, "ms"),
        Figure("search p95, newest first", _p95(newest) * 1000 if len(newest) > 1 else 0.0, "ms"),
        Figure("search slowest", max(samples)[0] * 1000, "ms"),
    ]


async def opening(log: ChatLog) -> Figure:
    """The slowest of opening 100 conversations: its path and its last 50 messages."""
    total = await log.read(conversations.count)
    generator = random.Random(SEED)  # noqa: S311  figures must repeat

    async def show(conversation_id: int) -> None:
        steps = await log.read(messages.path, conversation_id)
        await log.read(messages.many, [step.message_id for step in steps[-50:]])

    taken = [await _timed(lambda: show(generator.randint(1, total))) for _ in range(100)]
    return at_most("open a conversation, slowest of 100", max(taken), "s", 0.3)


async def start_up(path: Path, small: Path) -> Figure:
    """From a closed profile to the side bar, the newest chat and all that speaking needs."""

    async def start(which: Path) -> None:
        async with await Session.open(Profile(which.parent), backends={"echo": EchoBackend}) as session:
            await session.library.count(archived=True)
            listed = await session.library.page(limit=100)
            steps = await session.library.path(listed[0].id)
            await session.library.messages([step.message_id for step in steps[-50:]])

    taken: dict[Path, list[float]] = {path: [], small: []}
    for _ in range(21):  # interleaved, so that a busy moment hits both
        for which, times in taken.items():
            times.append(await _timed(lambda which=which: start(which)))
    large, base = (statistics.median(taken[which]) for which in (path, small))
    return at_most("log usable, full against 100 conversations", large, "s", 1.2, base)


async def after_a_thumb(path: Path, small: Path) -> Figure:
    """A thumb, saved and taken into the examples and the figures; full against 100 conversations."""

    async def rate(session: Session, reply: int) -> None:
        await session.teaching.rate(reply, 1)
        await session.teaching.lessons()

    taken: list[float] = []
    for which in (path, small):
        async with await Session.open(Profile(which.parent), backends={"echo": EchoBackend}) as session:
            steps = await session.library.path((await session.library.page(limit=1))[0].id)
            replies = [step.message_id for step in steps if step.role is Role.ASSISTANT]
            times = [await _timed(lambda one=one: rate(session, one)) for one in replies[:THUMBS]]
            for one in replies:
                await session.teaching.clear(one)
        taken.append(statistics.median(times))
    return at_most("a thumb, full against 100 conversations", taken[0] * 1000, "ms", 1.5, taken[1] * 1000)


def _bare(path: Path) -> Database:
    path.unlink(missing_ok=True)
    db = connect.open_writer(path)
    db.execute(
        "CREATE TABLE bare (id INTEGER PRIMARY KEY, parent INTEGER, role TEXT, text TEXT, status TEXT)"
    )
    return db


def _bare_turn(db: Database, text: str) -> None:
    """A turn in a bare table with as many commits: the person's, the empty reply, the finished reply."""
    for sql, values in (
        ("INSERT INTO bare (role, text, status) VALUES ('user', ?, 'complete')", [text]),
        ("INSERT INTO bare (role, text, status) VALUES ('assistant', '', 'streaming')", []),
        ("UPDATE bare SET text = ?, status = 'complete' WHERE id = last_insert_rowid()", [text]),
    ):
        db.execute("BEGIN IMMEDIATE")
        db.execute(sql, values)
        db.commit()


async def _turn(log: ChatLog, conversation_id: int, parent: int | None, text: str) -> int:
    user = await log.run(messages.add_user, conversation_id, parent, text)
    reply = await log.run(
        messages.add_reply,
        conversation_id,
        user.id,
        backend="bench",
        model="m",
        persona_version="1",
        sampling=None,
    )
    await log.run(
        messages.finish,
        reply.id,
        text=text,
        thought="",
        status=Status.COMPLETE,
        reason=Finish.STOP,
        emotion=None,
        stats=ReplyStats(),
    )
    return reply.id


async def inserting(log: ChatLog, folder: Path) -> Figure:
    """A turn through the log against the same commits on a bare table, one after the other in turns."""
    generator = random.Random(SEED + 2)  # noqa: S311  figures must repeat
    source = texts(generator, vocabulary(random.Random(SEED)))  # noqa: S311  the same words as in the log
    bare = _bare(folder / "bare.db")
    conversation = await log.run(conversations.create)
    parent: int | None = None
    ours: list[float] = []
    theirs: list[float] = []
    for text, _ in zip(source, range(SAMPLES), strict=False):
        start = time.perf_counter()
        _bare_turn(bare, text)
        middle = time.perf_counter()
        parent = await _turn(log, conversation.id, parent, text)
        theirs.append(middle - start)
        ours.append(time.perf_counter() - middle)
    bare.close()
    value, base = statistics.median(ours), statistics.median(theirs)
    return at_most("save a turn, against bare SQLite", value * 1000, "ms", 1.5, base * 1000)


async def measure() -> list[Figure]:
    """Fill a log with a million messages (some minutes) and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        large, small = await asyncio.to_thread(filled, MESSAGES, Path(folder))
        return await measure_log(large, small)


async def measure_log(path: Path, small: Path) -> list[Figure]:
    """All figures of the log at `path`, against the one at `small`."""
    figures = [await start_up(path, small), await after_a_thumb(path, small)]
    log = await ChatLog.open(path)
    try:
        figures += await searches(log)
        figures.append(await opening(log))
        figures.append(await inserting(log, path.parent))
    finally:
        await log.close()
    return figures


def filled(count: int, folder: Path) -> tuple[Path, Path]:
    """Make the profiles missing in `folder`: one of `count` messages, one of 100 conversations."""
    large, small = (folder / name / "tsuki.db" for name in (f"large-{count}", "small"))
    for path, size in ((large, count), (small, 100 * TURNS_A_CONVERSATION)):
        if not path.exists():
            build(path, size)
    return large, small


def main() -> None:
    """The command line, for other sizes and for a log that is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--folder", type=Path, help="keeps the made log here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure_log(*filled(asked.messages, asked.folder or Path(folder))))
    json.dump([asdict(figure) for figure in figures], sys.stdout, indent=1)


if __name__ == "__main__":
    main()
