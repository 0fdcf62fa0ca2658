"""Rated chats for the tests, written into a real log."""

from tsuki_desktop.domain.chat import Finish, Rating, ReplyStats, Status
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.store import conversations, messages, ratings


def add(db, said, reply, value=1, correction=""):
    """A conversation of one exchange, rated; returns the reply."""
    conversation = conversations.create(db)
    user = messages.add_user(db, conversation.id, None, said)
    row = messages.add_reply(
        db, conversation.id, user.id, backend="echo", model="echo:echo", persona_version="1",
        sampling=Sampling(),
    )  # fmt: skip
    done = messages.finish(
        db, row.id, text=reply, thought="", status=Status.COMPLETE, reason=Finish.STOP,
        emotion=Emotion.PLAYFUL, stats=ReplyStats(),
    )  # fmt: skip
    ratings.rate(db, done.id, Rating(value, correction=correction))
    return done


async def add_many(session, count):
    """`count` liked replies, each in a chat of its own."""
    things = ["tea", "rain", "code", "a cat", "the moon", "rice", "a bike", "my boss", "sleep", "toast"]
    for number in range(count):
        thing = things[number % len(things)]
        await session.log.run(
            add, f"{thing} again, day {number}", f"Hmph. {thing.capitalize()}, day {number}. Fine by me."
        )
