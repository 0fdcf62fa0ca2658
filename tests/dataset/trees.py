"""Chat trees for the tests, short to write down."""

from tsuki_desktop.dataset.walk import Tree
from tsuki_desktop.domain.chat import Conversation, Finish, Message, Rating, ReplyStats, Role, Status

BASE = "01HZZZZZZZZZZZZZZZZZZZ"


def uid(number):
    """A name in a ULID's shape."""
    return f"{BASE}{number:04d}"


def say(number, parent, text, **more):
    """A user's message."""
    return Message(number, uid(number), 1, parent, Role.USER, text, **more)


def reply(number, parent, text, thumb=0, correction="", dropped=0, **more):
    """A complete reply, with a thumb where there is one."""
    rating = Rating(thumb, correction=correction, updated_at="2026-03-01T00:00:00Z") if thumb else None
    more = {"status": Status.COMPLETE, "reason": Finish.STOP} | more
    return Message(
        number,
        uid(number),
        1,
        parent,
        Role.ASSISTANT,
        text,
        rating=rating,
        stats=ReplyStats(dropped_turns=dropped),
        **more,
    )


def tree(*messages, number=1, leaf=None, never_train=False):
    """A conversation of these messages."""
    conversation = Conversation(
        number, f"01HYYYYYYYYYYYYYYYYYYY{number:04d}", "", "", "", leaf_id=leaf, never_train=never_train
    )
    return Tree(conversation, messages)
