"""One click in the real window, from a log of rated replies to a file: `python -m tests.ui.measure_export`.

    python -m tests.ui.measure_export 10000            seconds from the click to the file, gaps, memory
    python -m tests.ui.measure_export 10000 --unwatched  only the seconds, which the gaps' ticks lengthen
    python -m tests.ui.measure_export 1000000 --cancel the same, and one that is cancelled in the middle
    … --rested                                         clicks when the start is over: the backup of the day
                                                       and the check of the log work beside it
    … --log FILE                                       keeps the log, so that the next run need not fill it

A gap is by how much a tick of 1 ms comes late on the window's event loop; 16 ms are a frame.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from qasync import QEventLoop
from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.dataset import manifest
from tsuki_desktop.domain.chat import Role
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import connect, conversations, migrations, rows
from tsuki_desktop.store.clock import new_uid, now
from tsuki_desktop.ui.window import dress

RATED_IN_ONE = 5
TICK_S = 0.001
SAID = (
    "hey you, the moon is kinda nice tonight right, dont you think i was about to say that lol hmm ramen "
    "maybe tired, my code works again somehow, tell me one thing that made you smile today please"
)


def fill(path: Path, rated: int) -> None:
    """A log with `rated` liked replies, five a conversation, every text its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connect.make_private_file(path)
    db = connect.wrap(connect.uri(path, "mode=rw"))
    for pragma in ("journal_mode = WAL", "synchronous = OFF"):
        db.execute(f"PRAGMA {pragma}").fetchall()
    migrations.migrate(db)
    generator = random.Random(7)
    for start in range(0, rated, RATED_IN_ONE * 1000):
        db.execute("BEGIN")
        for number in range(start, min(rated, start + RATED_IN_ONE * 1000), RATED_IN_ONE):
            chat(db, number, generator)
        db.commit()
    db.execute("INSERT INTO messages_fts (rowid, text) SELECT id, text FROM messages")
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()


def chat(db: Database, number: int, generator: random.Random) -> None:
    conversation = conversations.create(db, title=f"Chat {number}")
    first = rows.next_id(db, "messages")
    said, thumbs, words = [], [], SAID.split()
    for turn in range(2 * RATED_IN_ONE):
        own = "".join(generator.choices("bdfgklmnprst", k=6))
        text = " ".join(generator.choices(words, k=generator.randrange(4, 16))) + f" {own}"
        role = Role.ASSISTANT if turn % 2 else Role.USER
        at = first + turn
        place = (at, new_uid(), conversation.id, at - 1 if turn else None, role, text)
        said.append((*place, now(), rows.checksum(*place, "")))
        if turn % 2:
            thumb = (at, 1, "[]", "", "")
            thumbs.append((*thumb, now(), rows.checksum(*thumb)))
    db.conn.executemany(
        """INSERT INTO messages
           (id, uid, conversation_id, parent_id, role, text, status, created_at, checksum) VALUES
           (?, ?, ?, ?, ?, ?, 'complete', ?, ?)""",
        said,
    )
    db.conn.executemany("INSERT INTO ratings VALUES (?, ?, ?, ?, ?, ?, ?)", thumbs)
    db.execute("UPDATE conversations SET leaf_id = ? WHERE id = ?", [said[-1][0], conversation.id])


class Watch:
    """How late the loop's ticks come and how much memory is used while it is open."""

    async def __aenter__(self) -> "Watch":
        self.gaps: list[float] = []
        self.before = self.most = resident()
        self._task = asyncio.ensure_future(self._tick())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        self.gaps.sort()

    async def _tick(self) -> None:
        before = time.perf_counter()
        while True:
            await asyncio.sleep(TICK_S)
            self.gaps.append((time.perf_counter() - before - TICK_S) * 1000)
            if len(self.gaps) % 50 == 0:
                self.most = max(self.most, resident())
            before = time.perf_counter()

    def told(self) -> str:
        late = [gap for gap in self.gaps if gap > 16]
        middle, high = (self.gaps[int(len(self.gaps) * share)] for share in (0.5, 0.99))
        return (
            f"gaps: p50 {middle:.1f} ms, p99 {high:.1f} ms, most {self.gaps[-1]:.1f} ms, "
            f"{len(late)} of {len(self.gaps)} above 16 ms; memory {self.before:.0f} → {self.most:.0f} MB"
        )


def resident() -> float:
    """This process's memory in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


async def rested() -> None:
    """Wait until this process has done next to nothing for half a second."""
    used, before = 1.0, time.process_time()
    while used > 0.05:
        await asyncio.sleep(0.5)
        used, before = time.process_time() - before, time.process_time()


async def measure(desk: Desktop, profile: Profile, *, cancel: bool, unwatched: bool, at_rest: bool) -> None:
    desk_ = desk.app.exports
    await s.press(desk, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    await s.until(lambda: desk.app.teach.loaded, seconds=120)
    await desk.app.tasks.settle()
    if at_rest:
        await rested()
    heard: list[int] = []
    desk_.stateChanged.connect(lambda: heard.append(desk_.rows))
    button = s.labelled(desk, "Export")
    if cancel:
        stop = lambda: desk_.cancel() if desk_.state == "writing" and desk_.rows > 100_000 else None  # noqa: E731
        desk_.stateChanged.connect(stop)
        async with Watch() as watch:
            await s.click(desk, button)
            await s.until(lambda: desk.app.notices.visible, seconds=600)
            await s.until(lambda: desk_.state == "idle", seconds=600)
        desk_.stateChanged.disconnect(stop)
        left = [path.name for path in profile.exports.iterdir()]
        print(f"cancelled after {max(heard):,} rows: “{desk.app.notices.text}”, left behind: {left}")
        print(watch.told())
    heard.clear()
    watch = Watch()
    async with nullcontext() if unwatched else watch:
        await s.click(desk, button)
        began, worked = time.perf_counter(), time.process_time()
        await s.until(lambda: desk_.lastWords, seconds=600)
        took, worked = time.perf_counter() - began, time.process_time() - worked
        await desk.app.tasks.settle()
    print(
        f"{desk_.lastWords} {took:.2f} s from the click ({worked:.2f} s of work, a watch's own included); "
        f"progress told {len(set(heard))} times"
    )
    if not unwatched:
        print(watch.told())
    check(next(profile.exports.glob("*.jsonl")))


def check(file: Path) -> None:
    """Each line is a row, and the manifest counts them."""
    with file.open(encoding="utf-8") as lines:
        count = sum(json.loads(line)["messages"][-1]["role"] == "assistant" for line in lines)
    with manifest.name_for(file).open(encoding="utf-8") as stream:
        told = json.load(stream)
    assert told["files"][0]["rows"] == count == len(told["sources"]), (told["files"], count)
    print(f"valid: {count:,} rows, {file.stat().st_size / 1e6:.0f} MB")


async def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("rated", type=int)
    asked.add_argument("--cancel", action="store_true")
    asked.add_argument("--unwatched", action="store_true")
    asked.add_argument("--rested", action="store_true")
    asked.add_argument("--log", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder))
        kept = options.log or Path(folder) / "kept.db"
        if not kept.exists():
            fill(kept, options.rated)
        profile.create()
        shutil.copyfile(kept, profile.database)
        async with s.stage(profile) as desk:
            await measure(
                desk,
                profile,
                cancel=options.cancel,
                unwatched=options.unwatched,
                at_rest=options.rested,
            )


if __name__ == "__main__":
    # The export's child imports what the program was started from: Tsuki's own start, not this and Qt.
    __spec__ = find_spec("tsuki_desktop.__main__")
    application = QGuiApplication(sys.argv[:1])
    dress(application)
    with QEventLoop(application) as loop:
        loop.run_until_complete(main())
