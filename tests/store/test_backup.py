from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta

import pytest

from tsuki_desktop.domain.chat import Rating
from tsuki_desktop.errors import BadFileError, DamagedError
from tsuki_desktop.store import backup, connect, conversations, ratings


def listed_texts(path):
    db = connect.open_reader(path)
    try:
        return [row[0] for row in db.execute("SELECT text FROM messages ORDER BY id").fetchall()]
    finally:
        db.close()


def test_a_copy_is_whole_private_and_alone(path, db, talk):
    talk.turn("hello", "hey")
    folder = path.with_name("backups")
    made = backup.make(path, folder, kind=backup.Kind.MANUAL)
    assert backup.listed(folder) == [made]
    assert (made.messages, made.conversations, made.kind) == (2, 1, "manual")
    assert backup.verify(made)
    assert listed_texts(made.path) == ["hello", "hey"]
    assert {stat.S_IMODE(found.stat().st_mode) for found in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 2
    row = backup.as_json([made])[0]
    assert row == json.loads(json.dumps(row))
    assert row["verified"] is True


def test_a_changed_copy_is_not_verified_and_not_restored(path, db, talk):
    talk.user("hello")
    made = backup.make(path, path.with_name("backups"))
    content = bytearray(made.path.read_bytes())
    content[-1] ^= 1
    made.path.write_bytes(content)
    db.close()
    assert not backup.verify(made)
    with pytest.raises(BadFileError):
        backup.restore(path, made, path.with_name("backups"))
    assert listed_texts(path) == ["hello"]


def test_a_damaged_log_makes_no_backup_and_leaves_the_old_ones(path, db, talk):
    talk.user("hello")
    folder = path.with_name("backups")
    good = backup.make(path, folder)
    db.execute("UPDATE messages SET text = 'hullo'")
    with pytest.raises(DamagedError):
        backup.make(path, folder)
    assert [found.path for found in backup.listed(folder)] == [good.path]
    assert len(list(folder.iterdir())) == 2


def test_preview_and_restore(path, db, talk, new_talk):
    _, reply = talk.turn("hello", "hey")
    gone = new_talk("gone")
    gone.user("x")
    folder = path.with_name("backups")
    old = backup.make(path, folder)
    conversations.delete(db, gone.id)
    conversations.purge(db)
    ratings.rate(db, reply, Rating(1))
    later = new_talk("later")
    later.user("new words")
    seen = backup.preview(path, old)
    assert (seen.messages_lost, seen.messages_back) == (1, 1)
    assert (seen.conversations_lost, seen.conversations_back, seen.ratings_lost) == (1, 1, 1)
    assert seen.titles_lost == ("later",)
    db.close()
    saved = backup.restore(path, old, folder)
    assert saved is not None
    assert saved.kind is backup.Kind.RESTORE
    assert listed_texts(path) == ["hello", "hey", "x"]
    assert "new words" in listed_texts(saved.path)
    again = backup.restore(path, saved, folder)
    assert again is not None
    assert "new words" in listed_texts(path)


def test_restoring_over_a_broken_log_keeps_its_bytes(path, db, talk):
    talk.user("hello")
    folder = path.with_name("backups")
    made = backup.make(path, folder)
    db.close()
    broken = b"\0" * path.stat().st_size
    path.write_bytes(broken)
    assert backup.restore(path, made, folder) is None
    assert listed_texts(path) == ["hello"]
    kept = list((path.parent / "damaged").rglob("tsuki.db"))
    assert [one.read_bytes() for one in kept] == [broken]


def fake(folder, number, moment, kind="auto"):
    folder.mkdir(exist_ok=True)
    target = folder / f"tsuki-{number:06}-{moment:%Y%m%dT%H%M%SZ}-{kind}.db"
    target.write_bytes(b"x")
    note = {
        "created_at": moment.isoformat().replace("+00:00", "Z"),
        "messages": 1,
        "conversations": 1,
        "sha256": "",
    }
    target.with_suffix(".json").write_text(json.dumps(note))


def test_the_scheme_over_three_years(tmp_path):
    start, folder = datetime(2024, 1, 1, tzinfo=UTC), tmp_path / "backups"
    for number in range(3 * 365 * 2):
        fake(folder, number + 1, start + timedelta(hours=12 * number))
        if number % 10 == 9:
            backup.prune(folder)
    backup.prune(folder)
    days = [datetime.fromisoformat(found.created_at) for found in backup.listed(folder)]
    newest = days[0]
    assert len(days) <= 12 + 12 + 10 + 9
    assert len([day for day in days if newest - day < timedelta(days=12)]) >= 12
    assert min(days) < newest - timedelta(days=240)


def test_a_wrong_clock_costs_no_backup(tmp_path):
    folder = tmp_path / "backups"
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    for number, years in enumerate((0, 10, -10, 0), start=1):
        fake(folder, number, moment + timedelta(days=365 * years, minutes=number))
    fake(folder, 5, moment, "manual")
    backup.prune(folder)
    assert [found.number for found in backup.listed(folder)][:4] == [5, 4, 3, 2]


def test_manual_backups_are_never_pruned(tmp_path):
    folder = tmp_path / "backups"
    for number in range(60):
        fake(folder, number + 1, datetime(2026, 1, 1, tzinfo=UTC), "manual")
    assert backup.prune(folder) == []


def test_when_one_is_due(tmp_path):
    folder, now = tmp_path / "backups", datetime.now(UTC)
    assert not backup.due(folder, messages=0)
    assert backup.due(folder, messages=1)
    fake(folder, 1, now - timedelta(hours=5))
    assert backup.due(folder, messages=1)
    fake(folder, 2, now - timedelta(hours=1))
    assert not backup.due(folder, messages=1)
    fake(folder, 3, now + timedelta(days=3650))
    assert backup.due(folder, messages=1)


def test_strange_files_in_the_folder(tmp_path):
    (tmp_path / "tsuki-1.db").write_bytes(b"")
    (tmp_path / "tsuki-000001-20260101T000000Z-auto.db").write_bytes(b"")
    (tmp_path / "tsuki-000001-20260101T000000Z-auto.json").write_text("[]")
    assert backup.listed(tmp_path) == []
    assert backup.listed(tmp_path / "missing") == []
