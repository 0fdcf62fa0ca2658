"""Rated chats for the tests, written into a real log."""

from itertools import islice

from tsuki_desktop.domain.chat import Finish, Rating, ReplyStats, Role, Status
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.persona import starter
from tsuki_desktop.store import conversations, messages, ratings


def add(db, said, reply, value=1, correction=""):
    """A conversation of one exchange, rated; returns the reply."""
    conversation = conversations.create(db)
    return _exchange(db, conversation.id, None, (said, reply), Rating(value, correction=correction))


def add_chat(db, turns):
    """A conversation of turns `{"role", "content"}`, by turns the person's and hers, each reply liked."""
    conversation, last = conversations.create(db), None
    for said, reply in zip(turns[::2], turns[1::2], strict=True):
        words = (said["content"], reply["content"])
        last = _exchange(db, conversation.id, last, words, Rating(1)).id


def _exchange(db, conversation, parent, words, rating):
    user = messages.add_user(db, conversation, parent, words[0])
    row = messages.add_reply(
        db, conversation, user.id, backend="echo", model="echo:echo", persona_version="1",
        sampling=Sampling(),
    )  # fmt: skip
    done = messages.finish(
        db, row.id, text=words[1], thought="", status=Status.COMPLETE, reason=Finish.STOP,
        emotion=Emotion.PLAYFUL, stats=ReplyStats(),
    )  # fmt: skip
    ratings.rate(db, done.id, rating)
    return done


async def add_many(session, count):
    """`count` liked replies, each in a chat of its own.

    Real words: sixty times nearly the same ones would all be rounded the same way.
    """
    chats = (chat for chat in starter.conversations() if chat.turns[0].role is Role.USER)
    for chat in islice(chats, count):
        said, reply, _ = next(chat.exchanges())
        await session.log.run(add, said, reply)
