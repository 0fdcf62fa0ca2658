from __future__ import annotations

import pytest

from tsuki_desktop.domain.chat import Finish, ReplyStats, Role, Status, Step
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.errors import DamagedError, NotFoundError, UsageError
from tsuki_desktop.store import conversations, messages, ratings


def texts(db, conversation_id):
    return [m.text for m in messages.many(db, [s.message_id for s in messages.path(db, conversation_id)])]


def test_a_reply_from_start_to_end(db, talk):
    user = messages.add_user(db, talk.id, None, "hello \U0001f319")
    sampling = Sampling(seed=7)
    reply = messages.add_reply(
        db, talk.id, user.id, backend="llama.cpp", model="x", persona_version="3", sampling=sampling
    )
    assert (reply.status, reply.text, reply.sampling, reply.role) == (
        Status.STREAMING,
        "",
        sampling,
        Role.ASSISTANT,
    )
    messages.save_partial(db, reply.id, text="He", thought="hm")
    assert messages.get(db, reply.id).text == "He"
    stats = ReplyStats(10, 3, 0.5, 12.5, 2)
    done = messages.finish(
        db,
        reply.id,
        text="Hey!",
        thought="hm.",
        status=Status.COMPLETE,
        reason=Finish.STOP,
        emotion=Emotion.HAPPY,
        stats=stats,
    )
    assert done == messages.by_uid(db, reply.uid.lower())
    assert (done.text, done.thought, done.reason, done.emotion, done.stats) == (
        "Hey!",
        "hm.",
        Finish.STOP,
        Emotion.HAPPY,
        stats,
    )
    assert done.created_at.endswith("Z")


def test_late_partials_change_nothing(db, talk):
    _, reply = talk.turn("a", "final")
    messages.save_partial(db, reply, text="half")
    assert messages.get(db, reply).text == "final"


def test_the_shown_path_and_its_variants(db, talk):
    user, first = talk.turn("a", "one")
    second = talk.reply("two", parent=user)
    edited = messages.add_user(db, talk.id, None, "A").id
    assert texts(db, talk.id) == ["A"]
    messages.select_variant(db, user)
    assert messages.path(db, talk.id) == [Step(user, Role.USER, 1, 2), Step(second, Role.ASSISTANT, 2, 2)]
    messages.select_variant(db, first)
    assert texts(db, talk.id) == ["a", "one"]
    assert [m.id for m in messages.roots(db, talk.id)] == [user, edited]
    assert [m.text for m in messages.children(db, user)] == ["one", "two"]
    assert [m.text for m in messages.ancestors(db, second)] == ["a", "two"]
    assert [m.text for m in messages.ancestors(db, second, limit=1)] == ["two"]


def test_selecting_goes_down_to_the_newest_leaf(db, talk):
    user, first = talk.turn("a", "one")
    talk.turn("b", "deep")
    talk.reply("two", parent=user)
    messages.select_variant(db, first)
    assert texts(db, talk.id) == ["a", "one", "b", "deep"]


def test_picking_a_variant_is_a_preference_and_the_last_pick_counts(db, talk):
    user, first = talk.turn("a", "one")
    second = talk.reply("two", parent=user)
    broken = talk.reply("thr", parent=user, status=Status.INTERRUPTED)
    assert not ratings.choices(db)
    messages.select_variant(db, first)
    messages.select_variant(db, second)
    messages.select_variant(db, broken)
    assert [(c.chosen.id, c.rejected.id) for c in ratings.choices(db)] == [(second, first)]
    assert ratings.summary(db).chosen == 1


def test_selecting_the_persons_own_variant_is_no_preference(db, talk):
    talk.turn("a", "one")
    other = messages.add_user(db, talk.id, None, "b").id
    messages.select_variant(db, other)
    assert not ratings.choices(db)


def test_what_was_streaming_at_a_crash(db, talk):
    talk.user("a")
    reply = messages.add_reply(
        db, talk.id, talk.last, backend="", model="", persona_version="", sampling=None
    )
    messages.save_partial(db, reply.id, text="Once upon")
    assert messages.interrupt_streaming(db) == 1
    assert messages.interrupt_streaming(db) == 0
    found = messages.get(db, reply.id)
    assert (found.status, found.reason, found.text) == (Status.INTERRUPTED, Finish.INCOMPLETE, "Once upon")


def test_continuing(db, talk):
    _, reply = talk.turn("a", "Once")
    assert messages.reopen(db, reply).status is Status.STREAMING
    messages.save_partial(db, reply, text="Once upon")
    assert messages.get(db, reply).text == "Once upon"
    with pytest.raises(NotFoundError):
        messages.reopen(db, talk.user("mine"))


def test_emotions_can_be_corrected(db, talk):
    user, reply = talk.turn("a", "b")
    found = messages.set_emotion(db, reply, Emotion.POUTY)
    assert (found.emotion, found.emotion_corrected) == (Emotion.POUTY, True)
    with pytest.raises(UsageError):
        messages.set_emotion(db, user, Emotion.SAD)


def test_words_of_a_newer_version_are_left_out(db, talk):
    _, reply = talk.turn("a", "b")
    db.execute(
        """UPDATE messages SET emotion = 'starstruck', reason = 'gone', sampling = '{"x": 1, "top_k": 3}'"""
    )
    found = messages.get(db, reply)
    assert (found.emotion, found.reason, found.sampling) == (None, None, Sampling(top_k=3))


def test_order_and_gaps_of_many(db, talk):
    ids = [talk.user(str(number)) for number in range(3)]
    assert [m.text for m in messages.many(db, [ids[2], ids[0]])] == ["2", "0"]
    assert messages.many(db, []) == []
    with pytest.raises(NotFoundError):
        messages.many(db, [ids[0], 99])


def test_a_parent_in_another_conversation_is_refused(db, talk, new_talk):
    user = talk.user("a")
    other = new_talk()
    with pytest.raises(NotFoundError):
        messages.add_user(db, other.id, user, "b")
    with pytest.raises(NotFoundError):
        messages.add_user(db, 99, None, "b")
    assert conversations.get(db, other.id).leaf_id is None


@pytest.mark.parametrize("column", ["text", "thought", "role", "uid"])
def test_a_row_changed_behind_our_back_is_noticed(db, talk, column):
    user = talk.user("a")
    db.execute(f"UPDATE messages SET {column} = 'assistant'")
    with pytest.raises(DamagedError):
        messages.get(db, user)


def test_a_circle_in_the_tree_ends(db, talk):
    first, second = talk.user("a"), talk.user("b")
    db.execute("UPDATE messages SET parent_id = ? WHERE id = ?", [second, first])
    with pytest.raises(DamagedError):
        messages.path(db, talk.id)
    with pytest.raises(DamagedError):
        messages.ancestors(db, second)
