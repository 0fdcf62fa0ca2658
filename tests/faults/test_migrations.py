"""Every earlier schema comes up to this one, also when the program is killed at any statement of the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.rig import check_sound
from tsuki_desktop.store import backup, connect, conversations, messages, search
from tsuki_desktop.store.database import ChatLog
from tsuki_desktop.store.migrations import VERSION

FIXTURES = Path(__file__).parents[1] / "store" / "fixtures"
OLD = sorted(FIXTURES.glob("schema-*.db"))


def texts(db):
    found = conversations.page(db, limit=9)
    return {
        m.text for one in found for m in messages.many(db, [s.message_id for s in messages.path(db, one.id)])
    }


def check_whole(path):
    db = connect.open_writer(path)
    assert connect.pragma(db, "user_version") == VERSION
    assert "hello moon" in texts(db)
    assert len(search.search(db, "moon").hits) >= 1
    check_sound(db)
    db.close()


def test_there_is_a_fixture_of_every_schema():
    assert [path.name for path in OLD] == [f"schema-{number}.db" for number in range(1, VERSION + 1)]


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
async def test_every_schema_opens_after_a_backup(old, tmp_path):
    path = tmp_path / "profile" / "tsuki.db"
    path.parent.mkdir()
    shutil.copyfile(old, path)
    log = await ChatLog.open(path)
    assert "hello moon" in await log.read(texts)
    await log.close()
    check_whole(path)
    kinds = [found.kind for found in backup.listed(path.with_name("backups"))]
    assert kinds == ([] if old == OLD[-1] else [backup.Kind.MIGRATION])


@pytest.mark.parametrize("old", [*OLD[:-1], None], ids=lambda path: path.stem if path else "empty")
def test_killed_at_each_statement(old, tmp_path, children):
    """What dies comes up as it was before; the next start goes all the way."""
    statement, code = 0, -9
    while code == -9:
        path = tmp_path / str(statement) / "tsuki.db"
        path.parent.mkdir()
        if old:
            shutil.copyfile(old, path)
        code = children.wait(children.start("migrate", database=str(path), statement=statement))
        db = connect.open_writer(path)
        before = connect.pragma(db, "user_version")
        db.close()
        assert before in ({VERSION} if code == 0 else {VERSION, int(old.stem[-1]) if old else 0})
        assert children.wait(children.start("migrate", database=str(path), statement=-1)) == 0
        if old:
            check_whole(path)
        shutil.rmtree(path.parent)
        statement += 1
    assert code == 0
    assert statement > 5
