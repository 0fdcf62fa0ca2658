"""From the log to a file: what is written down of it, whose tokenizer counts, who may stop it."""

import asyncio
import json
import multiprocessing
import pickle
import subprocess
import sys
from contextlib import suppress
from threading import Event

import psutil
import pytest

from tests.services.rated_chats import add, add_many
from tsuki_desktop.dataset.export import CancelledError, NotAgreedError, Options
from tsuki_desktop.dataset.formats import Format
from tsuki_desktop.domain.chat import Finish, Rating, ReplyStats, Status
from tsuki_desktop.errors import DamagedError, DiskFullError, ReadOnlyError, StorageError, UsageError
from tsuki_desktop.services import exporting
from tsuki_desktop.services.export_process import ExportCrashedError, ExportProcess
from tsuki_desktop.services.export_protocol import Failed, Task
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


# The child process


def a_long_log(db, chats):
    for number in range(chats):
        add(db, f"said {number}", f"answered {number}")


def working():
    return [child for child in multiprocessing.active_children() if child.name == "tsuki-export"]


def left(session):
    return [path.name for path in session.profile.exports.iterdir()]


async def test_a_cancel_in_the_middle_leaves_nothing_and_nobody(opened) -> None:
    async with await opened() as session:
        await session.log.run(a_long_log, 600)
        cancel, seen = Event(), []

        def progress(rows):
            seen.append((rows, left(session)))
            cancel.set()

        with pytest.raises(CancelledError):
            await session.exporting.export(Choice(), progress=progress, cancel=cancel)
        rows, meanwhile = seen[0]
        assert (rows, bool(meanwhile)) == (512, True)
        assert left(session) == []
        assert working() == []
        assert await session.log.read(lineage.exports) == []


async def test_a_look_that_is_cancelled_ends_at_once(opened) -> None:
    async with await opened() as session:
        await session.log.run(a_long_log, 600)
        cancel = Event()
        with pytest.raises(CancelledError):
            await session.exporting.preview(Choice(), progress=lambda _rows: cancel.set(), cancel=cancel)
        assert working() == []


async def test_a_stop_that_comes_too_late_takes_the_file_back(opened, monkeypatch) -> None:
    written, go_on = Event(), Event()

    class Late(ExportProcess):
        def run(self):
            done = super().run()
            written.set()
            go_on.wait(30)
            return done

    monkeypatch.setattr(exporting, "ExportProcess", Late)
    async with await opened() as session:
        await add_many(session, 3)
        job = asyncio.ensure_future(session.exporting.export(Choice()))
        await asyncio.to_thread(written.wait, 30)
        assert len(left(session)) == 2
        job.cancel()
        asyncio.get_running_loop().call_later(0.05, go_on.set)
        with pytest.raises(asyncio.CancelledError):
            await job
        assert left(session) == []


async def test_a_cancel_while_somebody_is_asked_counts_more_than_the_yes(opened) -> None:
    async with await opened() as session:
        await add_many(session, 3)
        cancel = Event()

        def agreed(_seen):
            cancel.set()
            return True

        with pytest.raises(CancelledError):
            await session.exporting.export(Choice(), agreed=agreed, cancel=cancel)
        assert (left(session), working()) == ([], [])


async def test_who_says_no_gets_the_same_word_as_ever(opened) -> None:
    async with await opened() as session:
        await add_many(session, 3)
        with pytest.raises(NotAgreedError):
            await session.exporting.export(Choice(), agreed=lambda seen: seen.rows == 0)
        assert (left(session), working()) == ([], [])


async def test_a_child_that_is_killed_leaves_nothing_and_says_so(opened) -> None:
    async with await opened() as session:
        await add_many(session, 3)
        (session.profile.exports).mkdir(parents=True)
        (session.profile.exports / "mine.part").write_text("not an export's")
        meanwhile = []

        def agreed(_seen):
            (child,) = working()
            meanwhile.extend(left(session))
            child.kill()
            child.join(10)
            return True

        with pytest.raises(ExportCrashedError) as raised:
            await session.exporting.export(Choice(split=0.5), agreed=agreed)
        assert len(meanwhile) == 4
        assert left(session) == ["mine.part"]
        assert raised.value.detail.startswith("exit status")
        assert await session.log.read(lineage.exports) == []


async def test_a_known_trouble_in_the_child_is_the_same_one_here(opened, tmp_path) -> None:
    async with await opened() as session:
        await add_many(session, 3)
        there = tmp_path / "there.jsonl"
        there.write_text("mine")
        with pytest.raises(UsageError) as raised:
            await session.exporting.export(Choice(), there)
        assert type(raised.value) is UsageError
        assert (raised.value.message, raised.value.hint) == (
            "there.jsonl is already there.",
            "Choose another name, or agree to replace it.",
        )
        with pytest.raises(StorageError, match="is not there"):
            await session.exporting.export(Choice(), tmp_path / "nowhere" / "a.jsonl")
        assert there.read_text() == "mine"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["profile", "there.jsonl"]


def test_every_known_trouble_crosses_the_pipe_whole() -> None:
    for kind in (DiskFullError, ReadOnlyError, DamagedError, CancelledError, NotAgreedError):
        sent = pickle.loads(pickle.dumps(Failed(kind("What.", "Do.", "Where.")))).error
        assert (type(sent), sent.message, sent.hint, sent.detail) == (kind, "What.", "Do.", "Where.")


async def test_a_bug_in_the_child_is_a_bug_here_with_its_traceback(opened) -> None:
    async with await opened() as session:
        await add_many(session, 1)
        broken = Options(rules=None)
        task = Task(session.profile.database, broken, session.profile.root / "a.jsonl")
        with pytest.raises(RuntimeError, match=r"(?s)Traceback.*in _rows\n.*TypeError"):
            await asyncio.to_thread(ExportProcess(task, Event()).run)
        assert working() == []


async def test_the_child_ends_with_its_parent_and_leaves_nothing(opened, profile) -> None:
    async with await opened() as session:
        await add_many(session, 3)
    out = profile.root / "out"
    out.mkdir()
    alone = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _WAITS, session.profile.database, out / "a.jsonl", stdout=subprocess.PIPE
    )
    assert alone.stdout is not None
    child = psutil.Process(int(await alone.stdout.readline()))
    assert len(list(out.iterdir())) == 2
    alone.kill()
    await alone.wait()
    await asyncio.to_thread(child.wait, 20)
    assert list(out.iterdir()) == []


_WAITS = """
import multiprocessing, sys, threading
from pathlib import Path
from tsuki_desktop.dataset.export import Options
from tsuki_desktop.services.export_process import ExportProcess
from tsuki_desktop.services.export_protocol import Task

def agreed(seen):
    print(multiprocessing.active_children()[0].pid, flush=True)
    threading.Event().wait()

task = Task(Path(sys.argv[1]), Options(), Path(sys.argv[2]), asks=True)
ExportProcess(task, threading.Event(), agreed=agreed).run()
"""


def test_the_child_starts_with_what_it_needs_and_no_more() -> None:
    code = "import sys, tsuki_desktop.services.export_child; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    needless = {"PySide6", "asyncio", "qasync", "pydantic", "numpy", "ollama", "detect_secrets"}
    assert needless.isdisjoint(loaded.split())
