from datetime import UTC, datetime, timedelta

from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.store import conversations, messages, moods


def test_only_corrected_moods_oldest_first(db, talk) -> None:
    _, first = talk.turn("hey", "hey you")
    talk.turn("how are you", "fine")
    _, last = talk.turn("bye", "already?")
    messages.set_emotion(db, last, Emotion.SAD)
    messages.set_emotion(db, first, Emotion.PLAYFUL)
    found = [(said.text, reply.text, reply.emotion) for said, reply in moods.corrected(db, limit=9)]
    assert found == [("hey", "hey you", Emotion.PLAYFUL), ("bye", "already?", Emotion.SAD)]
    assert [reply.id for _, reply in moods.corrected(db, limit=1)] == [last]


def test_nothing_from_what_is_deleted_or_never_to_be_learned(db, new_talk) -> None:
    for change in ({"never_train": True}, None):
        talk = new_talk()
        _, reply = talk.turn("hey", "hey you")
        messages.set_emotion(db, reply, Emotion.PLAYFUL)
        if change:
            conversations.set_flags(db, talk.id, **change)
        else:
            conversations.delete(db, talk.id)
    assert moods.corrected(db, limit=9) == []


def test_the_last_chat_is_when_the_newest_message_was_written(db, talk) -> None:
    assert moods.last_chat(db) is None
    before = datetime.now(UTC)
    talk.turn("hey", "hey you")
    assert before - timedelta(seconds=1) <= moods.last_chat(db) <= datetime.now(UTC)
