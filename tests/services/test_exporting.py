"""From the log to a file: what is written down of it, whose tokenizer counts, who may stop it."""

import asyncio
import json
from contextlib import suppress
from threading import Event

import pytest

from tests.services.rated_chats import add, add_many
from tsuki_desktop.dataset.formats import Format
from tsuki_desktop.domain.chat import Finish, Rating, ReplyStats, Status
from tsuki_desktop.errors import DiskFullError
from tsuki_desktop.services import exporting
from tsuki_desktop.services.exporting import Choice
from tsuki_desktop.store import conversations, lineage, messages, ratings


def long_chat(db, turns):
    conversation = conversations.create(db)
    at = None
    for number in range(turns):
        at = messages.add_user(db, conversation.id, at, f"u{number} " + "word " * 60).id
        at = messages.add_reply(
            db, conversation.id, at, backend="echo", model="echo:echo", persona_version="1", sampling=None
        ).id
        messages.finish(
            db, at, text=f"r{number} " + "word " * 60, thought="", status=Status.COMPLETE, reason=Finish.STOP,
            emotion=None, stats=ReplyStats(),
        )  # fmt: skip
    ratings.rate(db, at, Rating(1))


def variants(db):
    conversation = conversations.create(db)
    said = messages.add_user(db, conversation.id, None, "hm?").id
    made = []
    for text in ("first", "second"):
        row = messages.add_reply(
            db, conversation.id, said, backend="echo", model="echo:echo", persona_version="1", sampling=None
        )
        messages.finish(
            db, row.id, text=text, thought="", status=Status.COMPLETE, reason=Finish.STOP, emotion=None,
            stats=ReplyStats(),
        )  # fmt: skip
        made.append(row.id)
    messages.select_variant(db, made[0])


async def test_an_export_and_all_its_messages_are_written_down(opened, monkeypatch) -> None:
    monkeypatch.setattr(exporting, "_RECORDED_AT_ONCE", 3)
    async with await opened() as session:
        await add_many(session, 10)
        done = await session.exporting.export(Choice())
        (written,) = await session.log.read(lineage.exports)
        assert (written.path, written.rows) == (str(done.path), 10)
        assert written.manifest["files"][0]["sha256"] == done.sha256
        count = await session.log.read(
            lambda db: db.execute("SELECT count(*) FROM export_messages").fetchone()
        )
        assert count == (10,)


async def test_a_file_that_cannot_be_written_down_is_taken_back(opened, monkeypatch) -> None:
    def full(*_args, **_more):
        raise DiskFullError("The disk is full.")

    async with await opened() as session:
        await add_many(session, 3)
        monkeypatch.setattr(lineage, "add_export", full)
        with pytest.raises(DiskFullError):
            await session.exporting.export(Choice())
        assert list(session.profile.exports.iterdir()) == []


async def test_the_current_models_tokenizer_decides_what_fits(opened) -> None:
    async with await opened() as session:
        await session.log.run(long_chat, 40)
        done = await session.exporting.export(Choice())
        (row,) = [json.loads(line) for line in done.path.read_text().splitlines()]
        _, backend = await session.models.current()
        counted = sum([(await backend.count("echo:echo", [turn]))[0] for turn in row_turns(row)])
        assert row["messages"][-1]["content"].startswith("r39 ")
        assert 1200 < counted <= 2048
        assert done.head["options"]["tokenizer"] == "echo:echo"
        assert done.tally.trimmed == 1


def row_turns(row):
    from tsuki_desktop.domain.chat import Role, Turn

    return [Turn(Role(one["role"]), one["content"]) for one in row["messages"]]


async def test_a_variant_that_was_picked_becomes_a_pair(opened) -> None:
    async with await opened() as session:
        await session.log.run(variants)
        done = await session.exporting.export(Choice(Format.PREFERENCE))
        row = json.loads(done.path.read_text())
        assert (row["chosen"][0]["content"], row["rejected"][0]["content"]) == ("first", "second")


async def test_a_corrected_reply_has_the_mood_of_its_correction(opened) -> None:
    async with await opened() as session:
        await session.log.run(add, "i got the job!!", "Noted.", -1, "Yay!! I'm so happy for you!!")
        done = await session.exporting.export(Choice(Format.THREADS))
        row = json.loads(done.path.read_text())
        wanted = await session.voice.emotion("i got the job!!", "Yay!! I'm so happy for you!!")
        assert row["emotion_tags"] == [wanted]


async def test_nobody_waiting_means_nothing_written(opened) -> None:
    async with await opened() as session:
        await add_many(session, 5)
        begun, go_on = Event(), Event()

        def agreed(_seen):
            begun.set()
            return go_on.wait(30)

        job = asyncio.ensure_future(session.exporting.export(Choice(), agreed=agreed))
        await asyncio.to_thread(begun.wait, 30)
        job.cancel()
        asyncio.get_running_loop().call_later(0.05, go_on.set)
        with suppress(asyncio.CancelledError):
            await job
        assert list(session.profile.exports.iterdir()) == []
        assert await session.log.read(lineage.exports) == []
