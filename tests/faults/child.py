"""What the fault suite runs in processes of its own, so that it can kill them.

Started once; forks a child for each order, so that a kill costs milliseconds instead of a Python start. It
holds no database itself. One order: `python child.py '{"task": …}'`.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

from tsuki_desktop.domain.chat import Finish, Rating, ReplyStats, Status
from tsuki_desktop.errors import ProfileInUseError, ReadOnlyError
from tsuki_desktop.store import (
    backup,
    connect,
    conversations,
    export_text,
    messages,
    migrations,
    ratings,
    search,
)
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.store.lock import ProfileLock

WORDS = [
    "moon",
    "sun",
    "star",
    "night",
    "tea",
    "cake",
    "cat",
    "dog",
    "yes",
    "no",
    "maybe",
    "hmph",
    "fine",
    "sleepy",
    "warm",
    "cold",
    "you",
    "me",
    "we",
]


class Acks:
    """Lines that survive the process: one for each thing that the log said is saved."""

    def __init__(self, path):
        self.handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def say(self, **facts):
        os.write(self.handle, (json.dumps(facts) + "\n").encode())


def pragmas(db, *, normal, checkpoint):
    if normal:
        db.execute("PRAGMA synchronous = NORMAL").fetchall()
    if checkpoint:
        db.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}").fetchall()


async def turn(log, conversation, parent, acks, source):
    text = " ".join(source.choices(WORDS, k=source.randint(1, 200)))
    user = await log.run(messages.add_user, conversation, parent, text)
    acks.say(id=user.id, text=text, final=True)
    reply = await log.run(
        messages.add_reply,
        conversation,
        user.id,
        backend="echo",
        model="m",
        persona_version="1",
        sampling=None,
    )
    words = source.choices(WORDS, k=source.randint(3, 60))
    for end in range(20, len(words), 20):
        part = " ".join(words[:end])
        await log.run(messages.save_partial, reply.id, text=part)
        acks.say(id=reply.id, text=part, final=False)
    whole = " ".join(words)
    await log.run(
        messages.finish,
        reply.id,
        text=whole,
        thought="",
        status=Status.COMPLETE,
        reason=Finish.STOP,
        emotion=None,
        stats=ReplyStats(1, len(words), 0.1, 10.0),
    )
    acks.say(id=reply.id, text=whole, final=True)
    if source.random() < 0.3:
        await log.run(ratings.rate, reply.id, Rating(source.choice((1, -1)), correction=whole[:9]))
        acks.say(id=reply.id, correction=whole[:9])
    return user.id, reply.id


async def _chat(database, acks, seed, turns, normal, checkpoint):
    source = random.Random(seed)
    log = await ChatLog.open(Path(database))
    await log.maintain(pragmas, normal=normal, checkpoint=checkpoint)
    await log.run(messages.interrupt_streaming)
    listed = await log.read(conversations.page, limit=3)
    conversation = listed[0] if listed else await log.run(conversations.create)
    leaf, done = conversation.leaf_id, 0
    while turns is None or done < turns:
        user, leaf = await turn(log, conversation.id, leaf, acks, source)
        done += 1
        if source.random() < 0.1:
            await log.run(messages.select_variant, user)
    await log.close()


def chat(database, acks, seed, turns=None, normal=False, checkpoint=0):
    asyncio.run(_chat(database, Acks(acks), seed, turns, normal, checkpoint))


def migrate(database, statement):
    """Bring a log to this version, and die just before its `statement`-th statement (-1: never)."""
    db = connect.open_writer(Path(database))
    run, left = db.execute, [statement]

    def execute(sql, parameters=None):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return run(sql, parameters)

    db.execute = execute
    migrations.migrate(db)
    db.close()


def lock(path, gate, result):
    """Take the lock the moment that the gate opens, and hold it until the gate is gone."""
    while not Path(gate).exists():
        time.sleep(0.0005)
    held = ProfileLock(Path(path))
    try:
        held.acquire()
        word = "held"
    except ProfileInUseError:
        word = "refused"
    Path(result).write_text(word)
    while Path(gate).exists():
        time.sleep(0.001)


async def _read_only(database, out):
    log = await ChatLog.open(Path(database))
    seen = {"reason": type(log.why_read_only).__name__}
    try:
        await log.run(conversations.create)
    except ReadOnlyError as error:
        seen["told"] = error.message
    page = await log.read(conversations.page, limit=5)
    seen["messages"] = page[0].messages
    seen["hits"] = len((await log.read(search.search, "moon")).hits)
    seen["text"] = await log.read(export_text.as_markdown, page[0].id)
    await log.read(export_text.write_json, page[0].id, Path(out) / "chat.json")
    made = await asyncio.to_thread(backup.make, Path(database), Path(out) / "backups")
    seen["backup"] = made.messages
    try:
        ProfileLock(Path(database).with_name("tsuki.lock")).acquire()
    except ReadOnlyError:
        seen["lock"] = "read-only"
    await log.close()
    (Path(out) / "seen.json").write_text(json.dumps(seen))


def as_nobody(database, out):
    """Open the log as an ordinary user, who may not write there."""
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    asyncio.run(_read_only(database, out))


TASKS = {task.__name__: task for task in (chat, migrate, lock, as_nobody)}


def preload():
    """Everything that is imported late: an ordinary user's child may not be able to read it any more."""
    for name in ("filelock", "sqlite_utils.migrations", "ulid", "tsuki_desktop.store.driver"):
        importlib.import_module(name)


def perform(order):
    TASKS[order["task"]](**order["args"])


def serve():
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            try:
                perform(order)
            except BaseException:  # noqa: BLE001  told to whoever reads the suite's output, then the end
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    preload()
    perform(json.loads(sys.argv[1])) if len(sys.argv) > 1 else serve()
