"""What a person's thumbs add up to."""

import pytest

from tsuki_desktop.errors import UsageError


async def replies(session, *texts: str) -> list:
    ended = []
    for text in texts:
        async for event in session.chatting.send(None, text):
            last = event
        ended.append(last.message)
    return ended


async def test_lessons_count_what_may_be_trained_on(opened) -> None:
    async with await opened() as session:
        first, second, third = await replies(session, "one", "two", "three")
        await session.teaching.rate(first.id, 1)
        await session.teaching.rate(second.id, -1, correction="Better words.")
        await session.teaching.rate(third.id, 1)
        lessons = await session.teaching.lessons()
        assert (lessons.liked, lessons.disliked, lessons.corrected, lessons.usable) == (2, 1, 1, 3)
        assert [week[1:] for week in lessons.weeks] == [(2, 1)]
        await session.library.set_flags(third.conversation_id, never_train=True)
        assert (await session.teaching.lessons()).liked == 1


async def test_only_finished_replies_are_rated(opened) -> None:
    async with await opened() as session:
        (reply,) = await replies(session, "one")
        with pytest.raises(UsageError):
            await session.teaching.rate(reply.id, 2)
        with pytest.raises(UsageError):
            await session.teaching.rate(reply.parent_id, 1)


async def test_a_correction_is_shown_in_place_of_the_reply(opened) -> None:
    async with await opened() as session:
        (reply,) = await replies(session, "what a night")
        before = await session.voice.prefix("another night")
        await session.teaching.rate(reply.id, -1, correction="Hush, look at the moon.")
        after = await session.voice.prefix("another night")
        assert [turn.text for turn in after[len(before) :]] == ["what a night", "Hush, look at the moon."]
