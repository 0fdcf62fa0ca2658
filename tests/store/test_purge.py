from __future__ import annotations

import asyncio

from tsuki_desktop.store import backup, connect, conversations, integrity, lineage, messages, purge
from tsuki_desktop.store.database import ChatLog

SECRET = "xyzzyplugh"


def test_no_byte_stays_in_the_logs_files(path):
    async def body():
        log = await ChatLog.open(path)
        kept = await log.run(conversations.create, title="kept")
        await log.run(messages.add_user, kept.id, None, "something else")
        gone = await log.run(conversations.create, title=SECRET)
        last = None
        for number in range(30):
            last = (await log.run(messages.add_user, gone.id, last, f"{SECRET} {number} " * 20)).id
        build = await log.run(lineage.add_build, lineage.NewBuild("b", "/b", "base"), [last])
        assert found(path)
        assert await purge.forget(log, [gone.id]) == 0
        await log.run(conversations.delete, gone.id)
        assert await purge.forget(log, [gone.id, kept.id]) == 1
        assert not found(path)
        assert (await log.read(lineage.build, build.uid)).forgotten == 1
        assert (await log.run(integrity.deep)).sound
        await log.close()

    asyncio.run(body())
    assert not found(path)


def found(path):
    return [f.name for f in path.parent.glob("tsuki.db*") if SECRET.encode() in f.read_bytes().lower()]


def test_where_copies_remain_and_how_they_go(path, db, talk, new_talk, tmp_path):
    _, reply = talk.turn(SECRET, "hey")
    new_talk("other").user("stays")
    folder = path.with_name("backups")
    made = backup.make(path, folder)
    export_file = tmp_path / "e.jsonl"
    export_file.write_text("{}")
    export = lineage.add_export(
        db,
        path=str(export_file),
        format="messages",
        options={},
        manifest={},
        row_count=1,
        message_ids=[reply],
    )
    build = lineage.add_build(db, lineage.NewBuild("b", "/b", "base", run_uid="R1"), [reply])
    seen = purge.copies(db, [talk.id], folder)
    assert seen == purge.Copies((made,), (export,), (build,))
    assert set(purge.texts(db, [talk.id])) >= {SECRET, "hey"}

    uid = conversations.get(db, talk.id).uid
    clean = purge.forget_in_backup(made, [uid])
    assert backup.verify(clean)
    assert backup.listed(folder) == [clean]
    assert SECRET.encode() not in clean.path.read_bytes()
    copy = connect.open_reader(clean.path)
    assert copy.execute("SELECT text FROM messages").fetchall() == [("stays",)]
    copy.close()

    purge.delete_export(db, export)
    purge.delete_export(db, export)
    assert not export_file.exists()
    after = purge.copies(db, [talk.id], folder)
    assert (after.backups, after.exports) == ((), ())
