"""Checks, backups, restore and repair on a real profile."""

import asyncio
import threading

import pytest

from tsuki_desktop.errors import DamagedError, NotFoundError, ProfileInUseError
from tsuki_desktop.services import keeping
from tsuki_desktop.store import integrity, state
from tsuki_desktop.store.integrity import Report


async def said(opened, *texts: str) -> None:
    async with await opened() as session:
        for text in texts:
            async for _ in session.chatting.send(None, text):
                pass


async def titles(opened) -> list[str]:
    async with await opened() as session:
        return [one.title for one in await session.library.page()]


async def test_an_open_log_is_checked_and_backed_up_by_itself(opened, profile) -> None:
    await said(opened, "first")
    async with await opened() as session:
        session.keeping.start()
        while not keeping.backups(profile):
            await asyncio.sleep(0.02)
        assert session.keeping.report == Report()
    assert [one.messages for one in keeping.backups(profile)] == [2]


async def test_a_turn_does_not_wait_for_the_check(opened, profile, monkeypatch) -> None:
    await said(opened, "first")
    looking, go_on, look_at = threading.Event(), threading.Event(), integrity.look_at

    def slow(path, *, thorough, stop):
        looking.set()
        assert go_on.wait(60)
        return look_at(path, thorough=thorough, stop=stop)

    monkeypatch.setattr(integrity, "look_at", slow)
    async with await opened() as session:
        checking = asyncio.ensure_future(session.keeping.check())
        assert await asyncio.to_thread(looking.wait, 60)
        async for _ in session.chatting.send(None, "second"):
            pass
        assert [one.title for one in await session.library.page()] == ["Second", "First"]
        assert not checking.done()
        go_on.set()
        assert (await checking).sound
        assert await session.log.read(state.get, state.LAST_DEEP_CHECK)


async def test_restore_brings_back_and_says_before_what_would_go(opened, profile) -> None:
    await said(opened, "first")
    made = keeping.back_up(profile)
    await said(opened, "second")
    change = keeping.preview_restore(profile, made)
    assert (change.conversations_lost, change.conversations_back, change.messages_lost) == (1, 0, 2)
    assert change.titles_lost == ("Second",)
    before = keeping.restore(profile, keeping.find_backup(profile, str(made.number)))
    assert await titles(opened) == ["First"]
    assert before is not None
    keeping.restore(profile, before)
    assert await titles(opened) == ["Second", "First"]


async def test_a_profile_in_use_is_not_restored(opened, profile) -> None:
    await said(opened, "first")
    made = keeping.back_up(profile)
    async with await opened():
        with pytest.raises(ProfileInUseError):
            keeping.restore(profile, made)


async def test_repair_fills_gaps_from_a_backup_and_keeps_the_damaged_file(opened, profile) -> None:
    await said(opened, "the first thing", "the second thing")
    keeping.back_up(profile)
    data = bytearray(profile.database.read_bytes())
    at = data.index(b"the second thing")
    data[at : at + 6] = b"XXXXXX"
    profile.database.write_bytes(data)
    done = keeping.repair(profile)
    assert done.salvage.lost == 0
    assert sum(done.salvage.from_backup.values()) >= 1
    assert any(b"XXXXXX" in path.read_bytes() for path in done.kept.iterdir())
    assert sorted(await titles(opened)) == ["The first thing", "The second thing"]


async def test_a_profile_whose_ratings_are_damaged_is_let_go_and_can_be_repaired(opened, profile) -> None:
    async with await opened(["Hush."]) as session:
        async for event in session.chatting.send(None, "what a night"):
            reply = getattr(event, "message", None)
        await session.teaching.rate(reply.id, 1, correction="unmistakable words")
    data = bytearray(profile.database.read_bytes())
    at = data.index(b"unmistakable words")
    data[at : at + 6] = b"XXXXXX"
    profile.database.write_bytes(data)
    with pytest.raises(DamagedError):
        await opened()
    keeping.repair(profile)
    async with await opened() as session:
        assert len(await session.library.page()) == 1


async def test_a_deleted_conversation_is_wiped_from_the_file_at_the_end(opened, profile) -> None:
    await said(opened, "unforgettable words", "other words")
    async with await opened() as session:
        one = next(c for c in await session.library.page() if c.title == "Unforgettable words")
        await session.library.delete(one.id)
        await session.library.undelete(one.id)
        assert len(await session.library.page()) == 2
        await session.library.delete(one.id)
    files = list(profile.root.glob("tsuki.db*"))
    assert files
    assert not any(b"nforgettable" in path.read_bytes() for path in files)


async def test_an_archive_makes_the_same_profile_again(opened, profile, tmp_path) -> None:
    await said(opened, "take me along")
    packed = keeping.pack(profile, tmp_path / "all.zip")
    assert packed.conversations == 1
    other = type(profile)(tmp_path / "other")
    keeping.unpack(tmp_path / "all.zip", other)
    assert keeping.pack(other, tmp_path / "again.zip").messages == packed.messages


def test_without_a_log_there_is_nothing_to_keep(profile) -> None:
    with pytest.raises(NotFoundError):
        keeping.back_up(profile)
    assert keeping.backups(profile) == []
