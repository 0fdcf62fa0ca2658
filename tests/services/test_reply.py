"""The task that makes a reply: it always ends for whoever watches."""

import asyncio

import pytest

from tsuki_desktop.domain.events import ReplyEnded
from tsuki_desktop.errors import ModelError
from tsuki_desktop.services.reply import Emit, Reply


async def test_stopped_before_its_first_step_it_ends(opened) -> None:
    async with await opened() as session:
        reply = session.chatting.send(None, "hi")
        reply.stop()
        async with asyncio.timeout(20):
            assert [event async for event in reply] == []
        assert await session.library.count() == 0


async def test_what_went_wrong_is_told_after_the_events() -> None:
    async def make(_emit: Emit) -> None:
        raise ModelError("No model is here yet.", "")

    reply = Reply(make)
    with pytest.raises(ModelError):
        _ = [event async for event in reply]
    assert reply.done


async def test_a_whole_one_ends_with_its_end(opened) -> None:
    async with await opened() as session:
        events = [event async for event in session.chatting.send(None, "hi")]
        assert isinstance(events[-1], ReplyEnded)
