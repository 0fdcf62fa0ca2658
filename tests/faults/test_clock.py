"""The clock jumps by ten years either way: the order of things stays."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.rig import check_sound, size
from tsuki_desktop.domain.chat import Rating, Role
from tsuki_desktop.store import backup, clock, connect, conversations, messages, ratings, search
from tsuki_desktop.store.migrations import migrate


@pytest.fixture
def jump(monkeypatch):
    """Set the clock by years from now."""
    offset = [timedelta()]

    class Jumping(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + offset[0]

    monkeypatch.setattr(clock, "datetime", Jumping)
    monkeypatch.setattr(backup, "datetime", Jumping)

    def set_years(years):
        offset[0] = timedelta(days=365.25 * years)

    return set_years


def test_order_is_by_id_whatever_the_clock_says(tmp_path, jump):
    path = tmp_path / "profile" / "tsuki.db"
    db = connect.open_writer(path)
    migrate(db)
    source = random.Random(6)
    talks = [conversations.create(db, title=str(number)) for number in range(5)]
    said = {one.id: [] for one in talks}
    order = []
    for number in range(size(100, 1000)):
        jump(source.choice((-10, 0, 10)))
        one = source.choice(talks).id
        leaf = conversations.get(db, one).leaf_id
        role = Role.ASSISTANT if number % 2 else Role.USER
        added = messages.add_complete(db, one, leaf, role, f"moon {number}")
        said[one].append(added.text)
        order = [other for other in order if other != one] + [one]
        if role is Role.ASSISTANT:
            ratings.rate(db, added.id, Rating(1))
    for one, texts in said.items():
        steps = messages.path(db, one)
        assert [m.text for m in messages.many(db, [step.message_id for step in steps])] == texts
    assert [found.id for found in conversations.page(db, limit=9)] == order[::-1]
    hits = search.search(db, "moon", limit=500).hits
    assert len({hit.message_uid for hit in hits}) == len(hits)
    check_sound(db)
    db.close()


def test_backups_keep_their_order_and_are_not_put_off(tmp_path, jump, database):
    folder = tmp_path / "backups"
    for years in (0, 10, -10, 0):
        jump(years)
        assert backup.due(folder, messages=6)
        backup.make(database, folder)
        backup.prune(folder)
    found = backup.listed(folder)
    assert [one.number for one in found] == [4, 3, 2]  # the first was of the same hour as the last
    assert datetime.now(UTC) - datetime.fromisoformat(found[0].created_at) < timedelta(minutes=5)
