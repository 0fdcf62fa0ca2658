"""What goes in and what stays out."""

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import reply, say, tree, uid

from tsuki_desktop.dataset.examples import Goal, Only, Rules, Tally, examples
from tsuki_desktop.domain.chat import Finish, Role, Status
from tsuki_desktop.domain.emotions import Emotion


def made(*trees, **rules):
    tally = Tally()
    rows = list(examples(trees, Rules(**rules), tally))
    return rows, tally


def words(row):
    return [turn.text for turn in row.turns]


def test_a_liked_reply_becomes_a_row_with_its_own_branch_before_it():
    chat = tree(
        say(1, None, "hi"),
        reply(2, 1, "hey you"),
        say(3, 2, "how are you?"),
        reply(4, 3, "meh"),
        reply(5, 3, "great, obviously", 1),
        say(6, 2, "another branch"),
    )
    rows, tally = made(chat, system="You are Tsuki.")
    assert [words(r) for r in rows] == [
        ["You are Tsuki.", "hi", "hey you", "how are you?", "great, obviously"]
    ]
    assert rows[0].sources == (uid(5),)
    assert (tally.rated, tally.used, dict(tally.left_out)) == (1, 1, {})


def test_a_correction_replaces_the_reply_and_what_follows_it_stays_out():
    chat = tree(
        say(1, None, "hi"),
        reply(2, 1, "Greetings.", -1, correction="heyyy"),
        say(3, 2, "ok"),
        reply(4, 3, "fine", 1),
    )
    rows, tally = made(chat)
    assert [words(r) for r in rows] == [["hi", "heyyy"]]
    assert dict(tally.left_out) == {"after_disliked": 1}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"thumb": -1}, "disliked"),
        ({"reason": Finish.LENGTH}, "length_cut"),
        ({"status": Status.INTERRUPTED, "reason": Finish.CANCELLED}, "not_finished"),
        ({"status": Status.FAILED, "reason": Finish.ERROR}, "not_finished"),
        ({"reason": Finish.REPEAT}, "not_finished"),
        ({"dropped": 3}, "context_cut"),
        ({"text": "<think>hmm</think>hey"}, "thought_text"),
        ({"text": "  \n"}, "empty"),
        ({"parent": None}, "no_user_turn"),
    ],
)
def test_a_reply_that_may_not_go_out_is_counted_by_its_reason(changes, reason):
    given_ = {"number": 2, "parent": 1, "text": "hey", "thumb": 1} | changes
    rows, tally = made(tree(say(1, None, "hi"), reply(**given_)))
    assert rows == []
    assert dict(tally.left_out) == {reason: 1}


def test_cut_context_comes_in_when_asked():
    chat = tree(say(1, None, "hi"), reply(2, 1, "hey", 1, dropped=2))
    assert len(made(chat, cut_context=True)[0]) == 1


def test_never_train_keeps_a_whole_conversation_out():
    rows, tally = made(tree(say(1, None, "hi"), reply(2, 1, "hey", 1), never_train=True))
    assert (rows, dict(tally.left_out)) == ([], {"never_train": 1})


def test_a_cut_reply_in_the_context_is_not_shown_and_thoughts_never_are():
    chat = tree(
        say(1, None, "hi"),
        reply(2, 1, "half a sen", status=Status.INTERRUPTED, reason=Finish.CANCELLED),
        say(3, 2, "you there?"),
        reply(4, 3, "yep", 1, thought="the user seems worried"),
    )
    rows, _ = made(chat)
    assert [words(r) for r in rows] == [["you there?", "yep"]]


def test_only_and_since():
    chat = tree(
        say(1, None, "a"), reply(2, 1, "b", 1), reply(3, 1, "c", -1, correction="d"), reply(4, 1, "e", -1)
    )
    assert [r.reply for r in made(chat)[0]] == ["b", "d"]
    rows, tally = made(chat, only=Only.CORRECTED)
    assert [r.reply for r in rows] == ["d"]
    assert tally.left_out["not_corrected"] == 2
    assert made(chat, since="2026-04-01")[1].left_out["older"] == 3


def test_a_long_chat_loses_its_oldest_turns_and_never_the_reply():
    messages = []
    for n in range(1, 200, 2):
        messages += [say(n, n - 1 or None, f"u{n} " + "x " * 50), reply(n + 1, n, f"r{n} " + "y " * 50, 1)]
    counted = []

    def count(texts):
        counted.extend(texts)
        return [len(text.split()) for text in texts]

    rows, tally = made(tree(*messages), count_tokens=count, max_tokens=2048)
    assert len(rows) == 100
    for row in rows:
        assert row.turns[0].role is Role.USER
        assert sum(len(t.text.split()) + 8 for t in row.turns) <= 2048
    assert tally.trimmed > 50
    assert len(rows[-1].turns) == 34
    assert len(counted) < 2000


def test_a_reply_that_is_too_long_by_itself_stays_out():
    rows, tally = made(
        tree(say(1, None, "hi"), reply(2, 1, "la " * 3000, 1)),
        count_tokens=lambda texts: [len(t.split()) for t in texts],
    )
    assert (rows, dict(tally.left_out)) == ([], {"too_long": 1})


def test_a_thread_holds_every_liked_reply_of_its_branch_once():
    chat = tree(
        say(1, None, "hi"),
        reply(2, 1, "hey", 1, emotion=Emotion.HAPPY),
        say(3, 2, "so"),
        reply(4, 3, "so?", 0, emotion=Emotion.CURIOUS),
        say(5, 4, "night"),
        reply(6, 5, "sleep well", 1, emotion=Emotion.SLEEPY),
        reply(7, 5, "Good night.", -1, correction="nini", emotion=Emotion.CALM),
    )
    rows, tally = made(chat, goal=Goal.THREADS, guess_emotion=lambda said, reply: Emotion.PLAYFUL)
    assert [words(r)[-1] for r in rows] == ["sleep well", "nini"]
    assert rows[0].emotions == ("happy", "curious", "sleepy")
    assert rows[1].emotions == ("happy", "curious", "playful")
    assert rows[1].sources == (uid(2), uid(7))
    assert dict(tally.left_out) == {"in_longer_thread": 1}


def test_pairs_come_from_corrections_likes_and_choices_on_one_prompt():
    chat = tree(
        say(1, None, "q1"),
        reply(2, 1, "stiff", -1, correction="loose"),
        say(3, None, "q2"),
        reply(4, 3, "bad", -1),
        reply(5, 3, "good", 1),
        say(6, None, "q3"),
        reply(7, 6, "first"),
        reply(8, 6, "second"),
        say(9, 8, "go on"),
        say(10, None, "q4"),
        reply(11, 10, "lonely", -1),
        leaf=9,
    )
    rows, tally = made(chat, goal=Goal.PREFERENCE)
    assert [(r.user, r.reply, r.rejected) for r in rows] == [
        ("q1", "loose", "stiff"),
        ("q2", "good", "bad"),
        ("q3", "second", "first"),
    ]
    assert (tally.used, dict(tally.left_out)) == (3, {"no_pair": 1})


def test_a_variant_that_is_merely_the_newest_was_not_chosen():
    chat = tree(say(1, None, "q"), reply(2, 1, "first"), reply(3, 1, "second"), leaf=3)
    assert made(chat, goal=Goal.PREFERENCE)[0] == []


def test_lone_thumbs_keep_their_label():
    chat = tree(
        say(1, None, "q"),
        reply(2, 1, "yes", 1),
        reply(3, 1, "no", -1),
        reply(4, 1, "meh", -1, correction="yay"),
    )
    rows, _ = made(chat, goal=Goal.UNPAIRED)
    assert [(r.reply, r.label) for r in rows] == [("yes", True), ("no", False), ("yay", True), ("meh", False)]


@st.composite
def trees(draw):
    """Any tree: roots, forks, thumbs, corrections, failures, thoughts, flags."""
    messages = []
    for n in range(1, draw(st.integers(1, 14)) + 1):
        parent = draw(st.sampled_from([None, *range(1, n)]))
        if draw(st.booleans()):
            messages.append(say(n, parent, draw(st.sampled_from(["hi", "", "two words", f"user {n}"]))))
            continue
        thumb = draw(st.sampled_from([-1, 0, 1, 1]))
        status, why = draw(
            st.sampled_from(
                [(Status.COMPLETE, Finish.STOP)] * 4
                + [
                    (Status.COMPLETE, Finish.LENGTH),
                    (Status.INTERRUPTED, Finish.CANCELLED),
                    (Status.STREAMING, None),
                    (Status.FAILED, Finish.ERROR),
                ]
            )
        )
        text = f"SAID{n}" if draw(st.integers(0, 5)) else f"<think>SECRET</think> SAID{n}"
        better = f"FIX{n}" if thumb and draw(st.booleans()) else ""
        message = reply(n, parent, text, thumb, better, draw(st.sampled_from([0, 0, 0, 2])))
        message = dataclasses.replace(message, status=status, reason=why, thought="SECRET")
        if message.rating and draw(st.booleans()):
            message = dataclasses.replace(
                message, rating=dataclasses.replace(message.rating, updated_at="2026-01-01T00:00:00Z")
            )
        messages.append(message)
    leaf = draw(st.sampled_from([None, *range(1, len(messages) + 1)]))
    made_ = tree(*messages, leaf=leaf, never_train=draw(st.integers(0, 9)) == 0)
    rivals = [
        (one.id, other.id)
        for one in messages
        for other in messages
        if one is not other and (one.role, one.parent_id) == (other.role, other.parent_id)
    ]
    return dataclasses.replace(made_, picks=draw(st.lists(st.sampled_from(rivals))) if rivals else ())


def _above(chat, message):
    by_id = {m.id: m for m in chat.messages}
    step = by_id.get(message.parent_id)
    while step:
        yield step
        step = by_id.get(step.parent_id)


@settings(max_examples=300, deadline=None)
@given(chat=trees(), goal=st.sampled_from(list(Goal)), only=st.sampled_from(list(Only)))
def test_any_tree_gives_rows_that_keep_every_rule(chat, goal, only):
    rows, tally = made(chat, goal=goal, only=only, system="SYS")
    by_uid = {m.uid: m for m in chat.messages}
    by_text = {m.text: m for m in chat.messages if m.role is Role.ASSISTANT}
    assert (
        tally.used + sum(tally.left_out.values())
        == tally.rated
        == sum(m.rating is not None for m in chat.messages)
    )
    assert not rows or not chat.conversation.never_train
    for row in rows:
        roles = [t.role for t in row.turns]
        assert roles[0] is Role.SYSTEM
        assert roles[1] is Role.USER
        assert roles[-1] is Role.ASSISTANT
        assert all(a is not b for a, b in pairwise(roles))
        assert "SECRET" not in repr(row)
        assert row.conversation == chat.conversation.uid
        for text in [*(t.text for t in row.turns[1:]), row.rejected or ""]:
            for part in text.split("\n"):
                source = by_text.get(part)
                assert source is None or (source.status, source.reason) == (Status.COMPLETE, Finish.STOP)
                if part.startswith("FIX"):
                    assert text == row.reply
        for name in row.sources:
            message = by_uid[name]
            assert not message.stats.dropped_turns
            assert all(a.rating is None or a.rating.value > 0 for a in _above(chat, message))
        if goal in {Goal.REPLIES, Goal.THREADS}:
            shown = [by_text[t.text] for t in row.turns if t.text in by_text]
            assert all(m.rating is None or m.rating.value > 0 for m in shown)
            assert len(row.emotions) == (roles.count(Role.ASSISTANT) if goal is Goal.THREADS else 0)
        if goal is Goal.PREFERENCE:
            assert row.rejected
            assert row.rejected != row.reply
            liked_loser = by_text[row.rejected].rating
            assert liked_loser is None or liked_loser.value < 0 or liked_loser.correction == row.reply
        if goal is Goal.UNPAIRED:
            own = by_text.get(row.reply)
            assert row.label is (own is None or own.rating.value > 0)


def sound(message):
    """Whether a reply's own words may go out."""
    return (message.status, message.reason) == (Status.COMPLETE, Finish.STOP) and "<think" not in message.text


def may_go(chat, message, *, only, since, cut_context):
    """The issue's list, said once more and in other words: whether SFT rows must hold this rated reply."""
    above = list(_above(chat, message))
    fixed = bool(message.rating.correction)
    return (
        not chat.conversation.never_train
        and message.rating.updated_at >= since
        and bool(above)
        and above[0].role is Role.USER
        and bool(above[0].text.strip())
        and all(a.rating is None or a.rating.value > 0 for a in above)
        and (cut_context or not message.stats.dropped_turns)
        and (fixed or (message.rating.value > 0 and only is not Only.CORRECTED and sound(message)))
    )


@settings(max_examples=300, deadline=None)
@given(
    chat=trees(),
    only=st.sampled_from(list(Only)),
    since=st.sampled_from(["", "2026-02-01T00:00:00Z"]),
    cut_context=st.booleans(),
)
def test_exactly_what_may_go_out_goes_out_along_its_own_branch(chat, only, since, cut_context):
    rules = {"only": only, "since": since, "cut_context": cut_context}
    rows, _ = made(chat, **rules)
    assert rows == made(chat, **rules)[0]
    wanted = [m for m in chat.messages if m.rating and may_go(chat, m, **rules)]
    assert [row.sources for row in rows] == [(m.uid,) for m in wanted]
    for row, message in zip(rows, wanted, strict=True):
        assert row.reply == (message.rating.correction or message.text)
        branch = [a.text for a in reversed(list(_above(chat, message))) if a.text.strip()]
        shown = "\n".join(turn.text for turn in row.turns[:-1]).split("\n")
        assert shown == branch[len(branch) - len(shown) :]
        kept = [a for a in _above(chat, message) if a.text.strip()][: len(shown)]
        for turn in kept:
            assert turn.role is Role.USER or sound(turn)
            assert turn.role is Role.USER or cut_context or not turn.stats.dropped_turns


@settings(max_examples=200, deadline=None)
@given(chat=trees(), goal=st.sampled_from(list(Goal)), limit=st.integers(10, 80))
def test_the_final_reply_of_any_tree_survives_the_limit(chat, goal, limit):
    whole = {row.sources: row.reply for row in made(chat, goal=goal)[0]}
    count = lambda texts: [len(text) for text in texts]  # noqa: E731  one tokenizer, two lines
    rows, tally = made(chat, goal=goal, max_tokens=limit, count_tokens=count)
    assert tally.used + sum(tally.left_out.values()) == tally.rated
    for row in rows:
        assert sum(len(turn.text) + 8 for turn in row.turns) <= limit
        assert row.turns[0].role is Role.USER
        if goal is Goal.REPLIES:
            assert row.reply == whole[row.sources]


def test_a_picked_variant_wins_though_another_branch_is_shown():
    chat = tree(
        say(1, None, "q"),
        reply(2, 1, "first"),
        reply(3, 1, "second"),
        say(4, None, "elsewhere"),
        leaf=4,
    )
    assert made(chat, goal=Goal.PREFERENCE)[0] == []
    picked = dataclasses.replace(chat, picks=[(2, 3)])
    rows, _ = made(picked, goal=Goal.PREFERENCE)
    assert [(r.user, r.reply, r.rejected) for r in rows] == [("q", "first", "second")]
