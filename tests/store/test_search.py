from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuki_desktop.domain.chat import Rating, Status
from tsuki_desktop.store import connect, conversations, messages, ratings, search
from tsuki_desktop.store.migrations import migrate
from tsuki_desktop.store.search import Within


def found(db, text, **options):
    return [hit.message_id for hit in search.search(db, text, **options).hits]


def test_words_phrases_and_the_word_being_typed(db, talk):
    moon, cheese = talk.turn("The moon is full", "Cheese! Café au lait")
    assert found(db, "moon") == [moon]
    assert found(db, "mo") == [moon]
    assert found(db, "mo ") == []
    assert found(db, "mo", live=False) == []
    assert found(db, "cafe CHEESE") == [cheese]
    assert found(db, '"moon is"') == [moon]
    assert found(db, '"is moon"') == []
    assert found(db, "f") == []
    assert found(db, "") == found(db, "!? \U0001f319") == []


def test_hits_say_where_they_are(db, talk):
    user = talk.user("so the moon, the Moon again")
    result = search.search(db, "moon")
    hit = result.hits[0]
    assert (hit.title, hit.conversation_id, result.total, result.ranked) == ("Moon", talk.id, 1, True)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["moon", "Moon"]
    assert hit.message_uid == messages.get(db, user).uid


def test_only_completed_messages_of_kept_conversations(db, talk):
    user = talk.user("moon")
    reply = talk.reply("moonlight", parent=user, status=Status.INTERRUPTED)
    assert found(db, "moon") == [user]
    done = talk.reply("moon", parent=user)
    messages.reopen(db, done)
    assert found(db, "moon") == [user]
    conversations.delete(db, talk.id)
    assert found(db, "moon") == []
    conversations.undelete(db, talk.id)
    assert found(db, "moon") == [user]
    assert reply


def test_an_edited_text_is_found_by_its_new_words_alone(db, talk):
    _, reply = talk.turn("a", "old words")
    messages.reopen(db, reply)
    messages.save_partial(db, reply, text="new words")
    assert found(db, "old") == []


def test_filters(db, talk, new_talk):
    _, first = talk.turn("moon", "moon one")
    other = new_talk("other")
    _, second = other.turn("sun", "moon two")
    third = other.reply("moon three", model="large")
    ratings.rate(db, second, Rating(1))
    assert found(db, "moon", within=Within(conversation_id=other.id)) == [second, third]
    assert found(db, "moon", within=Within(rating=1)) == [second]
    assert found(db, "moon", within=Within(rating=-1)) == []
    assert found(db, "moon", within=Within(model="large")) == [third]
    db.execute("UPDATE messages SET created_at = '2020-01-01T00:00:00.000Z' WHERE id = ?", [first])
    assert found(db, "moon one", within=Within(until="2021")) == [first]
    assert found(db, "moon one", within=Within(since="2021")) == []
    assert found(db, "moon", within=Within(conversation_id=99)) == []


def test_many_hits_come_newest_first_in_pages(db, talk, monkeypatch):
    monkeypatch.setattr(search, "RANKED_UP_TO", 3)
    ids = [talk.user(f"moon {number}") for number in range(6)]
    result = search.search(db, "moon", limit=2, offset=1)
    assert (result.total, result.ranked) == (4, False)
    assert [hit.message_id for hit in result.hits] == [ids[4], ids[3]]


def test_best_first_also_where_many_best_ones_are_deleted(db, talk, new_talk, monkeypatch):
    monkeypatch.setattr(search, "_SPARE", 1)
    binned = new_talk("binned")
    for _ in range(5):
        binned.user("moon")
    conversations.delete(db, binned.id)
    short = talk.user("moon moon")
    long = talk.user("the moon is only one of very many words in this long message")
    assert found(db, "moon", limit=1) == [short]
    assert found(db, "moon", limit=1, offset=1) == [long]


def test_titles(db, new_talk):
    percent = new_talk("100% moon_light")
    new_talk("plain")
    assert search.titles(db, "moon_") == [percent.id]
    assert search.titles(db, "%") == [percent.id]
    assert search.titles(db, "  ") == []


@pytest.fixture(scope="module")
def filled():
    db = connect.wrap("file::memory:")
    migrate(db)
    conversation = conversations.create(db)
    messages.add_user(db, conversation.id, None, 'a "quoted" moon: NEAR(x) OR* -minus ^caret {col} AND NOT')
    yield db
    db.close()


@given(st.text() | st.text(alphabet='ab"*:^-(){}+ \0NEAROTD\ud800'), st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_text_is_safe(filled, text, live):
    result = search.search(filled, text, live=live)
    assert len(result.hits) <= 1


@pytest.mark.parametrize(
    "text", ['"', "a:b", "*", "-x", "NEAR(", "AND", "moon*", "^moon", "col : x", "'; DROP", ")"]
)
def test_what_fts5_would_choke_on(filled, text):
    found = search.search(filled, text)
    assert len(found.hits) <= found.total
