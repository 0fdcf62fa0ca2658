import pytest

from tsuki_desktop.backends.base import ModelInfo
from tsuki_desktop.domain.chat import Finish, ReplyStats, Status
from tsuki_desktop.services.speeds import QUICK_ENOUGH, Seen, expect, seen, suiting
from tsuki_desktop.store import conversations, messages


def reply(db, model, tokens, speed):
    talk = conversations.create(db)
    said = messages.add_user(db, talk.id, None, "hi")
    row = messages.add_reply(
        db, talk.id, said.id, backend="x", model=model, persona_version="1", sampling=None
    )
    stats = ReplyStats(10, tokens, 0.1, speed)
    messages.finish(
        db,
        row.id,
        text="hm",
        thought="",
        status=Status.COMPLETE,
        reason=Finish.STOP,
        emotion=None,
        stats=stats,
    )


async def test_what_was_seen_is_the_middle_of_the_long_replies(opened):
    async with await opened() as session:
        small = ModelInfo("ollama:small", "small", "ollama", size_bytes=1000)
        far = ModelInfo("ollama:far:cloud", "far:cloud", "ollama", size_bytes=1000, cloud=True)
        assert await seen(session.log, [small, far]) == {}
        for tokens, speed in ((40, 10.0), (40, 12.0), (40, 90.0), (3, 500.0)):
            await session.log.run(reply, small.id, tokens, speed)
        await session.log.run(reply, far.id, 40, 80.0)
        await session.log.run(reply, "ollama:deleted", 40, 80.0)
        assert await seen(session.log, [small, far]) == {small.id: Seen("small", "ollama", 1000, 12.0)}


def test_a_larger_model_is_slower_by_its_size():
    one = Seen("one", "llama.cpp", 1000, 40.0)
    assert expect([one], "llama.cpp", 4000) == (pytest.approx(10.0), "one")
    near = Seen("near", "llama.cpp", 3000, 15.0)
    assert expect([one, near], "llama.cpp", 4000)[1] == "near"
    other = Seen("other", "ollama", 4000, 50.0)
    assert expect([one, near, other], "llama.cpp", 4000)[1] == "near"
    assert expect([one, near, other], "ollama", 2000) == (pytest.approx(100.0), "other")


def test_nothing_is_said_where_nothing_near_was_measured():
    assert expect([], "ollama", 4000) == (0.0, "")
    assert expect([Seen("tiny", "ollama", 10, 400.0)], "ollama", 4000) == (0.0, "")
    assert expect([Seen("tiny", "ollama", 1000, 400.0)], "ollama", 0) == (0.0, "")


@pytest.mark.parametrize(
    ("expected", "best"),
    [
        ([], None),
        ([0, 0, 0], 2),
        ([9, 5, QUICK_ENOUGH], 2),
        ([9, 3, 0], 0),  # nothing near the largest was measured, and it is no quicker than the middle one
        ([9, 5, 0], 2),
        ([2, 1, 0], 0),
    ],
)
def test_a_model_beyond_one_that_is_too_slow_suits_nobody(expected, best):
    assert suiting(expected) == best
