"""Power cuts: what the disk was told to keep is kept, everything else may be dropped, torn or reordered.

A child's system calls are recorded; then the disk's state is made up for cuts at random moments, and the log
is opened on it. Under `synchronous=NORMAL` the same cuts do lose rows: the simulation tells the difference.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults.rig import CHILD, ROOT, check_sound, lost, make_log, size
from tsuki_desktop.store import connect

SECTOR = 512
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)", re.DOTALL)
_UNFINISHED = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$", re.DOTALL)
_RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$", re.DOTALL)
_PATH = re.compile(r"<((?:\\x[0-9a-f]{2})+)>")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


@dataclass
class File:
    durable: bytearray | None = None
    pending: list = field(default_factory=list)


def text(hexed):
    return bytes.fromhex(hexed.replace("\\x", ""))


def record(database, folder, *, normal):
    """Let a child chat under strace; returns what it did to the disk, in order."""
    trace, acks = folder / "trace", folder / "acks"
    args = {
        "database": str(database),
        "acks": str(acks),
        "seed": 5,
        "turns": size(40, 120),
        "normal": normal,
        "checkpoint": 60,
    }
    subprocess.run(
        [
            "strace",
            "-f",
            "-y",
            "-xx",
            "-s",
            "70000",
            "-o",
            str(trace),
            "-e",
            "trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink",
            sys.executable,
            str(CHILD),
            json.dumps({"task": "chat", "args": args}),
        ],
        check=True,
        timeout=200,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return list(operations(trace.read_text().splitlines(), acks))


def operations(lines, acks):
    half = {}
    for read in lines:
        line = read
        if begun := _UNFINISHED.match(line):
            half[begun[1]] = f"{begun[1]} {begun[2]}({begun[3]}"
            continue
        if resumed := _RESUMED.match(line):
            line = half.pop(resumed[1]) + resumed[3]
        call = _CALL.match(line)
        if call and int(call[3]) >= 0:
            yield from operation(call[1], call[2], acks)


def operation(name, arguments, acks):
    strings = _STRING.findall(arguments)
    if name == "unlink":
        yield ("unlink", Path(text(strings[0][0]).decode()).name)
        return
    path = _PATH.search(arguments)
    if path is None:
        return
    file = Path(text(path[1]).decode()).name
    if file not in {"tsuki.db", "tsuki.db-wal", acks.name}:
        return
    assert not any(cut for _, cut in strings), "strace cut a string short"
    if name == "write":
        yield ("ack", json.loads(text(strings[0][0])))
    elif name == "pwrite64":
        yield ("write", file, int(arguments.rsplit(",", 1)[1]), text(strings[0][0]))
    elif name == "ftruncate":
        yield ("truncate", file, int(arguments.rsplit(",", 1)[1]))
    elif name in {"fsync", "fdatasync"}:
        yield ("sync", file)


def apply(file, change):
    if change[0] == "unlink":
        file.durable = None
        return
    if file.durable is None:
        file.durable = bytearray()
    if change[0] == "truncate":
        del file.durable[change[2] :]
        file.durable.extend(bytes(change[2] - len(file.durable)))
        return
    _, _, offset, data = change
    if len(file.durable) < offset + len(data):
        file.durable.extend(bytes(offset + len(data) - len(file.durable)))
    file.durable[offset : offset + len(data)] = data


def cut(start, recorded, moment, source):
    """The disk's files and the acknowledgements at a cut before the operation `moment`."""
    files = {name: File(bytearray(content)) for name, content in start.items()}
    said = []
    for change in recorded[:moment]:
        if change[0] == "ack":
            said.append(change[1])
            continue
        file = files.setdefault(change[1], File())
        if change[0] == "sync":
            for waiting in file.pending:
                apply(file, waiting)
            file.pending.clear()
        else:
            file.pending.append(change)
    for file in files.values():
        for change in survivors(file.pending, source):
            apply(file, change)
    return {name: bytes(file.durable) for name, file in files.items() if file.durable is not None}, said


def survivors(pending, source):
    """Of what was not synced: nothing, or some of it, in any order, torn at sectors."""
    way = source.choice(("none", "prefix", "some", "torn"))
    if way == "none":
        return []
    if way == "prefix":
        return pending[: source.randint(0, len(pending))]
    kept = [change for change in pending if source.random() < 0.5]
    source.shuffle(kept)
    return [piece for change in kept for piece in (torn(change, source) if way == "torn" else [change])]


def torn(change, source):
    if change[0] != "write":
        return [change]
    _, name, offset, data = change
    return [
        ("write", name, offset + at, data[at : at + SECTOR])
        for at in range(0, len(data), SECTOR)
        if source.random() < 0.5
    ]


def cuts_that_lose(start, recorded, count, tmp_path, seed=3):
    source, losses = random.Random(seed), 0
    for number in range(count):
        content, said = cut(start, recorded, source.randint(1, len(recorded)), source)
        folder = tmp_path / f"cut-{number}"
        folder.mkdir()
        for name, data in content.items():
            if name in {"tsuki.db", "tsuki.db-wal"}:
                (folder / name).write_bytes(data)
        db = connect.open_writer(folder / "tsuki.db")
        losses += bool(lost(db, said))
        if number % 20 == 0:
            check_sound(db)
        db.close()
        shutil.rmtree(folder)
    return losses


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace records the system calls and is not here")
@pytest.mark.parametrize("normal", [False, True], ids=["full", "normal-control"])
def test_power_cuts(tmp_path, normal):
    database = make_log(tmp_path / "profile" / "tsuki.db")
    start = {database.name: database.read_bytes()}
    recorded = record(database, tmp_path, normal=normal)
    assert any(
        change[0] == "sync" and change[1] == "tsuki.db" for change in recorded
    )  # there was a checkpoint
    losses = cuts_that_lose(start, recorded, size(150, 2000), tmp_path)
    if normal:
        assert losses > 0
    else:
        assert losses == 0
