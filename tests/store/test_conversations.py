from __future__ import annotations

import pytest

from tsuki_desktop.domain.chat import Rating
from tsuki_desktop.errors import DamagedError, NotFoundError
from tsuki_desktop.store import conversations, messages, ratings


def titles(db, **options):
    return [found.title for found in conversations.page(db, limit=50, **options)]


def test_pinned_first_then_newest_activity(db, new_talk):
    first, second, third = (new_talk(title) for title in ("first", "second", "third"))
    assert titles(db) == ["third", "second", "first"]
    first.user("hello")
    assert titles(db) == ["first", "third", "second"]
    conversations.set_flags(db, second.id, pinned=True)
    assert titles(db) == ["second", "first", "third"]
    fourth = new_talk("fourth")
    assert titles(db) == ["second", "fourth", "first", "third"]
    assert conversations.page(db, limit=1, offset=3)[0].id == third.id
    assert fourth.last is None


def test_archived_ones_have_a_list_of_their_own(db, new_talk):
    one, _ = new_talk("one"), new_talk("two")
    conversations.set_flags(db, one.id, archived=True)
    assert titles(db) == ["two"]
    assert titles(db, archived=True) == ["one"]
    assert [conversations.count(db, archived=which) for which in (False, True, None)] == [1, 1, 2]


def test_counts(db, talk):
    _, reply = talk.turn("a", "b")
    _, other = talk.turn("c", "d")
    ratings.rate(db, reply, Rating(1))
    ratings.rate(db, other, Rating(-1))
    found = conversations.get(db, talk.id)
    assert (found.messages, found.liked, found.disliked, found.leaf_id) == (4, 1, 1, other)


def test_texts_and_flags(db, talk):
    conversations.rename(db, talk.id, "Sun \ud800\0")
    conversations.set_draft(db, talk.id, "half a thou")
    conversations.set_flags(db, talk.id, never_train=True)
    found = conversations.by_uid(db, conversations.get(db, talk.id).uid.lower())
    assert (found.draft, found.never_train, found.pinned) == ("half a thou", True, False)
    assert found.title.startswith("Sun ")
    assert "\0" not in found.title


def test_delete_undo_purge(db, talk, new_talk):
    other = new_talk("other")
    talk.turn("hello", "hey")
    conversations.delete(db, talk.id)
    assert titles(db) == ["other"]
    assert [found.id for found in conversations.deleted(db)] == [talk.id]
    conversations.undelete(db, talk.id)
    assert titles(db) == ["Moon", "other"]
    conversations.delete(db, talk.id)
    assert conversations.purge(db, [other.id]) == 0
    assert conversations.purge(db) == 1
    with pytest.raises(NotFoundError):
        conversations.undelete(db, talk.id)
    assert db.execute("SELECT count(*) FROM messages").fetchone()[0] == 0


def test_a_long_conversation_can_be_purged(db, talk):
    db.begin()  # deeper than SQLite follows cascades
    for number in range(1500):
        talk.user(str(number))
    conversations.delete(db, talk.id)
    assert conversations.purge(db) == 1
    db.commit()


def test_ids_are_never_used_again(db, talk):
    last = talk.user("hello")
    conversations.delete(db, talk.id)
    conversations.purge(db)
    fresh = conversations.create(db)
    assert fresh.id > talk.id
    assert messages.add_user(db, fresh.id, None, "again").id > last


@pytest.mark.parametrize(
    "call",
    [
        lambda db: conversations.get(db, 99),
        lambda db: conversations.rename(db, 99, "x"),
        lambda db: conversations.set_draft(db, 99, "x"),
        lambda db: conversations.set_flags(db, 99, pinned=True),
        lambda db: conversations.delete(db, 99),
        lambda db: conversations.by_uid(db, "nope"),
    ],
)
def test_what_is_not_there(db, call):
    with pytest.raises(NotFoundError):
        call(db)


def test_a_title_changed_behind_our_back_is_noticed(db, talk):
    db.execute("UPDATE conversations SET title = 'Mars'")
    with pytest.raises(DamagedError):
        conversations.get(db, talk.id)
