"""No room left: a clear error, nothing that was saved is harmed, and trying again works."""

from __future__ import annotations

import asyncio
import random
import shutil
import subprocess
from threading import Event

import pytest

from tests.faults.child import Acks, turn
from tests.faults.rig import acknowledged, check_sound, lost, make_log, size
from tsuki_desktop.dataset.export import Options
from tsuki_desktop.dataset.walk import Rules
from tsuki_desktop.domain.chat import Rating
from tsuki_desktop.errors import DiskFullError
from tsuki_desktop.services.export_process import ExportProcess
from tsuki_desktop.services.export_protocol import Task
from tsuki_desktop.store import ballast, connect, conversations, ratings
from tsuki_desktop.store.database import ChatLog


@pytest.fixture
def small_disk(tmp_path, request):
    """A file system of `request.param` bytes; making one needs root."""
    place = tmp_path / "disk"
    place.mkdir()
    made = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(place)],
            capture_output=True,
            check=False,
        )
        if shutil.which("mount")
        else None
    )
    if made is None or made.returncode:
        pytest.skip("a small file system cannot be mounted here: that needs root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place, leave):
    free = shutil.disk_usage(place).free
    filler = place / "filler"
    filler.write_bytes(bytes(max(0, free - leave)))
    return filler


async def chat_until_full(database, acks, source):
    log = await ChatLog.open(database)
    try:
        conversation = (await log.read(conversations.page, limit=1))[0]
        if log.read_only:
            return "full" in log.why_read_only.message and conversation.messages > 0
        leaf = conversation.leaf_id
        for _ in range(400):
            _, leaf = await turn(log, conversation.id, leaf, acks, source)
    except DiskFullError as error:
        return "full" in error.message
    finally:
        await log.close()
    return False


@pytest.mark.parametrize("small_disk", [2 << 20], indirect=True)
def test_full_at_many_points(small_disk, tmp_path):
    base = make_log(tmp_path / "profile" / "tsuki.db").read_bytes()
    source, points = random.Random(2), size(12, 100)
    database = small_disk / "profile" / "tsuki.db"
    for point in range(points):
        database.parent.mkdir()
        database.write_bytes(base)
        filler = fill(small_disk, point * (900_000 // points))
        acks = tmp_path / f"acks-{point}"
        assert asyncio.run(chat_until_full(database, Acks(acks), source))
        said = list(acknowledged(acks))
        filler.unlink()
        db = connect.open_writer(database)
        assert lost(db, said) == []
        check_sound(db)
        db.close()
        asyncio.run(one_more(database, Acks(acks), source))
        shutil.rmtree(database.parent)


async def one_more(database, acks, source):
    log = await ChatLog.open(database)
    conversation = (await log.read(conversations.page, limit=1))[0]
    await turn(log, conversation.id, conversation.leaf_id, acks, source)
    await log.close()


@pytest.mark.parametrize("small_disk", [16 << 20], indirect=True)
def test_the_reserve_saves_the_turn_that_no_longer_fits(small_disk, tmp_path):
    database = small_disk / "tsuki.db"
    shutil.copyfile(make_log(tmp_path / "profile" / "tsuki.db"), database)

    async def body():
        log = await ChatLog.open(database)
        assert ballast.path_for(database).exists()
        filler = fill(small_disk, 0)
        conversation = (await log.read(conversations.page, limit=1))[0]
        acks, source = Acks(tmp_path / "acks"), random.Random(1)
        leaf = conversation.leaf_id
        while not log.low_on_space:
            _, leaf = await turn(log, conversation.id, leaf, acks, source)
        await log.run(conversations.delete, conversation.id)
        filler.unlink()
        await log.close()

    asyncio.run(body())
    db = connect.open_writer(database)
    assert lost(db, acknowledged(tmp_path / "acks")) == []
    db.close()


@pytest.mark.parametrize("small_disk", [1 << 20], indirect=True)
def test_an_export_that_no_longer_fits_leaves_nothing(small_disk, tmp_path):
    database = make_log(tmp_path / "profile" / "tsuki.db", 200)
    db = connect.open_writer(database)
    for (reply,) in db.execute("SELECT id FROM messages WHERE role = 'assistant'").fetchall():
        ratings.rate(db, reply, Rating(1))
    db.commit()
    db.close()
    fill(small_disk, 64 * 1024)
    task = Task(database, Options(rules=Rules(system="word " * 400)), small_disk / "rated.jsonl")
    with pytest.raises(DiskFullError):
        ExportProcess(task, Event()).run()
    assert [path.name for path in small_disk.iterdir()] == ["filler"]
