from __future__ import annotations

import asyncio
import stat
import threading

import pytest

from tsuki_desktop.errors import (
    BadFileError,
    DamagedError,
    DiskFullError,
    NotFoundError,
    ReadOnlyError,
    StorageError,
)
from tsuki_desktop.store import ballast, connect, conversations, messages
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.store.driver import sqlite3
from tsuki_desktop.store.migrations import VERSION
from tsuki_desktop.store.trouble import disk_full


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_files_are_for_their_owner_alone(path, with_log):
    async def body(log):
        await log.run(conversations.create)
        for name in ("tsuki.db", "tsuki.db-wal", "tsuki.db-shm"):
            assert mode(path.with_name(name)) == 0o600

    with_log(path, body)
    assert mode(path.parent) == 0o700


def test_a_file_that_was_open_to_all_is_closed_to_others(path, db, with_log):
    db.close()
    path.chmod(0o644)

    async def body(_log):
        assert mode(path) == 0o600

    with_log(path, body)


def test_pragmas_of_the_writer(path, with_log):
    def pragmas(db):
        names = (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "secure_delete",
            "trusted_schema",
            "temp_store",
        )
        return [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    async def body(log):
        return await log.run(pragmas)

    assert with_log(path, body) == ["wal", 2, 1, 1, 0, 2]


def test_what_fails_leaves_nothing(path, with_log):
    def half(db):
        conversations.create(db)
        raise ValueError

    async def body(log):
        with pytest.raises(ValueError):  # noqa: PT011  any would do: it is our own
            await log.run(half)
        return await log.read(conversations.count)

    assert with_log(path, body) == 0


def test_cancelled_writes_are_done(path, with_log):
    started, go = threading.Event(), threading.Event()

    def slow(_db):
        started.set()
        go.wait(10)

    async def body(log):
        first = asyncio.ensure_future(log.run(slow))
        await asyncio.to_thread(started.wait, 10)
        second = asyncio.ensure_future(log.run(conversations.create))
        await asyncio.sleep(0)
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second
        go.set()
        await first
        return await log.run(conversations.count)

    assert with_log(path, body) == 1


def test_cancelled_reads_stop(path, with_log):
    started = threading.Event()

    def endless(db):
        started.set()
        sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        return db.execute(sql).fetchone()

    async def body(log):
        task = asyncio.ensure_future(log.read(endless))
        await asyncio.to_thread(started.wait, 10)
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await log.read(conversations.count)  # hangs for ever where the statement was not stopped

    assert with_log(path, body) == 0


def test_readers_cannot_write(path, with_log):
    async def body(log):
        with pytest.raises(ReadOnlyError):
            await log.read(conversations.create)

    with_log(path, body)


def test_a_private_conversation_never_touches_the_disk(tmp_path, with_log, monkeypatch):
    monkeypatch.chdir(tmp_path)

    async def body(log):
        conversation = await log.run(conversations.create)
        await log.run(messages.add_user, conversation.id, None, "nobody reads this")
        assert (await log.read(conversations.page, limit=5))[0].messages == 1

    with_log(None, body)
    assert not list(tmp_path.iterdir())


def test_a_foreign_database_is_refused_and_left_alone(path, with_log):
    path.parent.mkdir(parents=True)
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    other.close()
    before = path.read_bytes()

    async def body(_log):
        raise AssertionError

    for options in ({}, {"read_only": True}):
        with pytest.raises(BadFileError):
            with_log(path, body, **options)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_damaged(path, with_log, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)

    async def body(_log):
        raise AssertionError

    with pytest.raises(DamagedError):
        with_log(path, body)
    assert path.read_bytes() == content


def test_a_newer_log_opens_for_reading(path, db, talk, with_log):
    talk.turn("hello", "hey")
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()

    async def body(log):
        assert "newer version" in str(log.why_read_only)
        with pytest.raises(ReadOnlyError):
            await log.run(conversations.create)
        return (await log.read(conversations.page, limit=5))[0].messages

    assert with_log(path, body) == 2


def test_reading_where_there_is_nothing(path, with_log):
    async def body(_log):
        raise AssertionError

    with pytest.raises(NotFoundError):
        with_log(path, body, read_only=True)
    assert not path.exists()


def test_readers_open_while_a_writer_is_at_work(path, with_log):
    async def body(log):
        await log.run(conversations.create, title="Moon")
        reader = await ChatLog.open(path, read_only=True)
        try:
            return [found.title for found in await reader.read(conversations.page, limit=5)]
        finally:
            await reader.close()

    assert with_log(path, body) == ["Moon"]


def test_an_unclean_exit_shows(path, db, talk, with_log):
    talk.turn("hello", "hey")

    async def body(log):
        return log.unclean

    assert with_log(path, body)  # the fixture still has it open, as a program that died would
    db.close()
    assert not with_log(path, body)


def test_the_reserve_is_used_once_when_the_disk_is_full(path, with_log):
    left = [disk_full()]

    def full_at_first(db):
        if left and ballast.path_for(path).exists():
            raise left[0]
        return conversations.create(db).id

    async def body(log):
        assert ballast.path_for(path).stat().st_size == ballast.SIZE
        assert not log.low_on_space
        assert await log.run(full_at_first) == 1
        assert log.low_on_space

    with_log(path, body)


def test_a_full_disk_without_reserve_is_told(path, with_log):
    def full(_db):
        raise disk_full()

    async def body(log):
        ballast.let_go(path)
        with pytest.raises(DiskFullError):
            await log.run(full)

    with_log(path, body)


def test_a_locked_log_is_told_in_words(path, with_log, monkeypatch):
    monkeypatch.setattr(connect, "PRAGMAS", ("busy_timeout = 10",))

    async def body(log):
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(StorageError, match="Another program"):
                await log.run(conversations.create)
        finally:
            other.close()

    with_log(path, body)


def test_bugs_are_not_dressed_up(path, with_log):
    async def body(log):
        with pytest.raises(sqlite3.OperationalError, match="syntax"):
            await log.run(lambda db: db.execute("SELEKT"))

    with_log(path, body)


def test_closing_twice_and_leaving_no_threads(path, with_log):
    before = threading.active_count()

    async def body(log):
        await log.close()

    with_log(path, body)
    assert threading.active_count() == before
    assert not [file for file in path.parent.iterdir() if file.name.endswith(("-wal", "-shm"))]
