from __future__ import annotations

import shutil
import threading

import pytest

from tsuki_desktop.domain.chat import Rating
from tsuki_desktop.store import integrity, messages, quarantine, ratings, search
from tsuki_desktop.store.trouble import InterruptedReadError, translated


def test_a_sound_log(db, talk):
    _, reply = talk.turn("hello", "hey")
    ratings.rate(db, reply, Rating(1))
    assert integrity.quick(db).sound
    assert integrity.deep(db).sound


def test_a_log_in_use_is_looked_at_without_waiting_or_making_wait(path, db, talk):
    user, _ = talk.turn("hello", "hey")
    db.execute("BEGIN IMMEDIATE")  # a turn that is just being written
    try:
        assert integrity.look_at(path, thorough=False).sound
        assert integrity.look_at(path, thorough=True).sound
        talk.user("one more")
    finally:
        db.rollback()
    db.execute("INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', ?, 'hello')", [user])
    db.execute("INSERT INTO messages_fts (rowid, text) VALUES (?, 'other words')", [user])
    assert not integrity.look_at(path, thorough=False).index
    assert integrity.look_at(path, thorough=True).index
    assert sorted(one.name for one in path.parent.iterdir() if one.name.startswith(".")) == []


def test_turns_that_are_saved_meanwhile_do_not_begin_the_copy_anew(path, db, talk, monkeypatch):
    for number in range(100):
        talk.user(f"number {number}")
    asked = []

    class Stop:
        def is_set(self):
            asked.append(talk.user("one more"))
            return len(asked) > 500

    monkeypatch.setattr(integrity, "_PAGES", 1)
    assert not integrity._words_differ(path, Stop())
    assert 5 < len(asked) < 300


def test_a_look_ends_when_it_is_told_to(path, db, talk):
    for number in range(300):
        talk.user(f"number {number}")
    stop = threading.Event()
    stop.set()
    with pytest.raises(InterruptedReadError):
        integrity._words_differ(path, stop)
    integrity._heed(db, stop)
    slow = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    with pytest.raises(InterruptedReadError), translated(path):
        db.execute(slow).fetchall()
    db.conn.set_progress_handler(None, 0)
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_without_room_for_a_copy_all_but_the_words_is_looked_at(path, db, talk, monkeypatch):
    user, _ = talk.turn("hello", "hey")
    db.execute("UPDATE messages SET text = 'hullo' WHERE id = ?", [user])
    monkeypatch.setattr(integrity.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    report = integrity.look_at(path, thorough=True)
    assert (len(report.rows), report.index) == (1, False)


def test_rows_that_are_not_what_was_written(db, talk):
    user, reply = talk.turn("hello", "hey")
    ratings.rate(db, reply, Rating(1))
    db.execute("UPDATE messages SET text = 'hullo' WHERE id = ?", [user])
    db.execute("UPDATE ratings SET note = 'x'")
    db.execute("UPDATE conversations SET title = 'Sun'")
    assert len(integrity.deep(db).rows) == 3
    assert integrity.accept_rows(db) == 3
    assert integrity.accept_rows(db) == 0
    assert messages.get(db, user).text == "hullo"
    report = integrity.deep(db)
    assert (report.rows, report.index) == ((), True)


def test_a_missing_leaf_and_parent(db, talk):
    talk.turn("hello", "hey")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("UPDATE conversations SET leaf_id = 99")
    db.execute("DELETE FROM messages WHERE parent_id IS NULL")
    assert any("leaf" in problem for problem in integrity.deep(db).rows)
    assert any("reference" in problem for problem in integrity.deep(db).rows)


def test_drift_is_found_and_mended(db, talk):
    user = talk.user("moon")
    db.execute("INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', ?, 'moon')", [user])
    assert integrity.quick(db).index
    integrity.rebuild_index(db)
    assert integrity.deep(db).sound
    assert len(search.search(db, "moon").hits) == 1


def test_salvage_of_a_sound_log_is_a_copy(path, db, talk, tmp_path):
    _, reply = talk.turn("hello", "hey")
    ratings.rate(db, reply, Rating(1, correction="c"))
    db.close()
    result = quarantine.salvage(path, tmp_path / "new.db")
    assert result.read["messages"] == 2
    assert result.read["ratings"] == 1
    assert result.lost == 0


def test_salvage_takes_from_backups_and_leaves_places(path, db, talk, tmp_path):
    from tsuki_desktop.store import backup, connect

    ids = [talk.user(f"number {n}") for n in range(5)]
    made = backup.make(path, path.with_name("backups"))
    late = [talk.user(f"late {n}") for n in range(3)]
    db.execute("UPDATE messages SET text = 'broken' WHERE id IN (?, ?)", [ids[1], late[0]])
    db.close()
    result = quarantine.salvage(path, tmp_path / "new.db", [made.path])
    assert (result.from_backup["messages"], result.lost) == (1, 1)
    new = connect.open_writer(tmp_path / "new.db")
    try:
        texts = [m.text for m in messages.many(new, [s.message_id for s in messages.path(new, talk.id)])]
        assert texts[:5] == [f"number {n}" for n in range(5)]
        assert texts[5:] == [quarantine.LOST_TEXT, "late 1", "late 2"]
        assert integrity.deep(new).sound
        assert messages.add_user(new, talk.id, late[2], "on we go").id > late[2]
    finally:
        new.close()
