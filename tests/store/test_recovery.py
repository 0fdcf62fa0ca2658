from __future__ import annotations

from pathlib import Path

import pytest

from tsuki_desktop.domain.chat import Rating
from tsuki_desktop.store import backup, connect, messages, quarantine, ratings, recovery
from tsuki_desktop.store.migrations import STEPS, VERSION


def test_a_sound_log_is_sound(path, db, talk):
    talk.turn("hello", "hey")
    db.close()
    assert recovery.examine(path).sound


@pytest.mark.parametrize(
    "harm", [lambda data: data[:100], lambda data: bytes(len(data)), lambda _: b"junk" * 99]
)
def test_a_broken_log_comes_back_from_its_backup(path, db, talk, harm):
    ids = talk.turn("hello", "hey")
    folder = path.with_name("backups")
    made = backup.make(path, folder)
    assert recovery.newest_good(folder) == made
    db.close()
    broken = harm(path.read_bytes())
    path.write_bytes(broken)
    if broken.strip(b"\0"):
        assert not recovery.examine(path).sound
    done = recovery.repair(path, folder)
    assert (done.kept / "tsuki.db").read_bytes() == broken
    assert recovery.examine(path).sound
    again = connect.open_writer(path)
    assert [m.text for m in messages.many(again, ids)] == ["hello", "hey"]
    again.close()
    assert not path.with_name("recovered.db").exists()


def test_a_bad_backup_is_not_taken(path, db, talk):
    talk.turn("hello", "hey")
    folder = path.with_name("backups")
    old = backup.make(path, folder)
    new = backup.make(path, folder)
    new.path.write_bytes(b"junk")
    assert recovery.newest_good(folder) == old


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TABLE ratings",
        "DROP TABLE messages",
        "ALTER TABLE messages DROP COLUMN thought",
        "ALTER TABLE messages DROP COLUMN checksum",
    ],
)
def test_what_a_broken_schema_lacks_comes_from_the_backup(path, db, talk, harm):
    ids = talk.turn("hello", "hey")
    ratings.rate(db, ids[1], Rating(1))
    made = backup.make(path, path.with_name("backups"))
    db.execute("DROP VIEW searchable")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(harm)
    db.close()
    quarantine.salvage(path, path.with_name("new.db"), [made.path])
    again = connect.open_writer(path.with_name("new.db"))
    assert [(m.text, bool(m.rating)) for m in messages.many(again, ids)] == [("hello", False), ("hey", True)]
    again.close()


def test_without_room_nothing_changes(path, db, talk, monkeypatch):
    talk.turn("hello", "hey")
    db.close()
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(quarantine, "salvage", full)
    with pytest.raises(Exception, match="full"):
        recovery.repair(path, path.with_name("backups"))
    assert path.read_bytes() == before


def test_the_schema_is_written_down():
    text = Path(recovery.__file__).with_name("SCHEMA.md").read_text()
    db = connect.wrap("file::memory:")
    for _, statements in STEPS:
        for statement in statements:
            db.execute(statement)
    named = {
        name
        for name in (*db.table_names(), *db.view_names())
        if not name.startswith(("sqlite_", "messages_fts_"))
    }
    assert named
    assert {name for name in named if f"`{name}`" not in text} == set()
    assert f"`user_version` {VERSION}" in text
    db.close()
