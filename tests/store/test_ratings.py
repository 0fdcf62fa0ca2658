from __future__ import annotations

import pytest

from tsuki_desktop.domain.chat import Rating, Status
from tsuki_desktop.errors import DamagedError, NotFoundError, UsageError
from tsuki_desktop.store import conversations, few_shot, messages, ratings


def test_rating_again_replaces(db, talk):
    _, reply = talk.turn("a", "b")
    ratings.rate(db, reply, Rating(1, ("funny", "warm"), "n\0", "better"))
    found = ratings.rate(db, reply, Rating(-1, ("cold",)))
    assert (found.rating.value, found.rating.reasons, found.rating.correction) == (-1, ("cold",), "")
    assert found.rating.updated_at.endswith("Z")
    assert ratings.clear(db, reply).rating is None


def test_only_finished_replies(db, talk):
    user = talk.user("a")
    streaming = messages.add_reply(
        db, talk.id, user, backend="", model="", persona_version="", sampling=None
    ).id
    for one in (user, streaming):
        with pytest.raises(UsageError):
            ratings.rate(db, one, Rating(1))
    with pytest.raises(UsageError):
        ratings.rate(db, talk.reply("b", parent=user), Rating(0))
    with pytest.raises(NotFoundError):
        ratings.rate(db, 99, Rating(1))


def test_summary_and_pages_leave_out_what_may_not_be_trained_on(db, new_talk):
    kept, never, gone = new_talk("kept"), new_talk("never"), new_talk("gone")
    for each in (kept, never, gone):
        _, liked = each.turn("a", "b")
        _, disliked = each.turn("c", "d")
        ratings.rate(db, liked, Rating(1, correction="c"))
        ratings.rate(db, disliked, Rating(-1))
    conversations.set_flags(db, never.id, never_train=True)
    conversations.delete(db, gone.id)
    found = ratings.summary(db)
    assert (found.liked, found.disliked, found.corrected, found.chosen) == (1, 1, 1, 0)
    assert len(ratings.rated(db)) == 2
    assert len(ratings.rated(db, trainable=False)) == 6
    assert [m.rating.value for m in ratings.rated(db, value=-1)] == [-1]
    assert ratings.rated(db, since="2999-01-01T00:00:00.000Z") == []
    first = ratings.rated(db, limit=1)
    assert ratings.rated(db, after_id=first[0].id, limit=1)[0].id > first[0].id


def test_a_correction_changed_behind_our_back_is_noticed(db, talk):
    _, reply = talk.turn("a", "b")
    ratings.rate(db, reply, Rating(1, correction="right"))
    db.execute("UPDATE ratings SET correction = 'wrong'")
    with pytest.raises(DamagedError):
        messages.get(db, reply)


def test_few_shot_examples(db, talk, new_talk):
    _, first = talk.turn("a", "one")
    user, second = talk.turn("b", "two")
    _, disliked = talk.turn("c", "three")
    partial = talk.reply("half", status=Status.INTERRUPTED)
    for one, value in ((first, 1), (second, 1), (disliked, -1), (partial, 1)):
        ratings.rate(db, one, Rating(value))
    assert [(u.text, r.text) for u, r in few_shot.liked_exchanges(db, limit=9)] == [
        ("b", "two"),
        ("a", "one"),
    ]
    assert few_shot.liked_exchanges(db, limit=1)[0][0].id == user
    few_shot.hide(db, second)
    few_shot.hide(db, second)
    assert [m.id for m in few_shot.hidden(db)] == [second]
    assert [r.text for _, r in few_shot.liked_exchanges(db, limit=9)] == ["one"]
    few_shot.show(db, second)
    conversations.set_flags(db, talk.id, never_train=True)
    assert few_shot.liked_exchanges(db, limit=9) == []
    with pytest.raises(NotFoundError):
        few_shot.hide(db, 99)
