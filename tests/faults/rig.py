"""What the fault suite's tests share."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from tsuki_desktop.domain.chat import Role
from tsuki_desktop.store import connect, conversations, integrity, messages
from tsuki_desktop.store.migrations import migrate

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("child.py")


def size(small: int, full: int) -> int:
    """How often: small in every run, full with `TSUKI_FAULTS=full` (`python -m tests.faults`)."""
    return full if os.environ.get("TSUKI_FAULTS") == "full" else small


class Children:
    """A process that forks children on order."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._server = subprocess.Popen(
            [sys.executable, str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def _ask(self, order) -> int:
        self._server.stdin.write(json.dumps(order) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def start(self, task, **args) -> int:
        """The pid of a new child."""
        return self._ask({"task": task, "args": args})

    def wait(self, pid) -> int:
        """Its exit code, negative for a signal."""
        return self._ask({"wait": pid})

    def kill(self, pid) -> int:
        os.kill(pid, signal.SIGKILL)
        return self.wait(pid)

    def close(self) -> None:
        self._server.stdin.close()
        self._server.stdout.close()
        self._server.wait(30)


def make_log(path: Path, count: int = 6) -> Path:
    db = connect.open_writer(path)
    migrate(db)
    conversation = conversations.create(db, title="Moon")
    last = None
    db.begin()
    for number in range(count):
        role = Role.ASSISTANT if number % 2 else Role.USER
        text = f"moon {number} " * (1 + number % 40)
        last = messages.add_complete(db, conversation.id, last, role, text).id
    db.commit()
    db.close()
    return path


def acknowledged(path: Path):
    """What a child said was saved; a last line cut short by a kill was not said."""
    with contextlib.suppress(FileNotFoundError):
        for line in path.read_bytes().split(b"\n")[:-1]:
            yield json.loads(line)


def lost(db, acks) -> list[int]:
    """Ids of messages that were acknowledged and are not as they were then."""
    newest: dict[int, dict] = {}
    corrections: dict[int, str] = {}
    for ack in acks:
        if "correction" in ack:
            corrections[ack["id"]] = ack["correction"]
        else:
            newest[ack["id"]] = ack
    held = {row[0]: row[1] for row in db.execute("SELECT id, text FROM messages").fetchall()}
    gone = [
        ack["id"]
        for ack in newest.values()
        if (
            held.get(ack["id"]) != ack["text"]
            if ack["final"]
            else not held.get(ack["id"], "").startswith(ack["text"])
        )
    ]
    rated = dict(db.execute("SELECT message_id, correction FROM ratings").fetchall())
    return gone + [key for key, text in corrections.items() if rated.get(key) != text]


def check_sound(db) -> None:
    """Structure, checksums and index."""
    db.execute("BEGIN IMMEDIATE")
    report = integrity.deep(db)
    db.rollback()
    assert report.sound, report
