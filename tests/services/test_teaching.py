"""What a person's thumbs add up to."""

import random

import pytest

from tsuki_desktop.domain.chat import Finish, Rating, ReplyStats, Role, Status
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.errors import UsageError
from tsuki_desktop.services.exporting import Choice
from tsuki_desktop.store import conversations, messages, ratings


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


def grow(db, seed: int) -> None:
    """A conversation whose tree, thumbs and flaws are drawn by lot."""
    lot = random.Random(seed)
    conversation = conversations.create(db)
    grown: list[tuple[int, Role]] = []
    for number in range(lot.randint(2, 14)):
        parent, role = lot.choice([(None, Role.ASSISTANT), *grown, *grown[-2:]])
        if role is Role.ASSISTANT:
            words = lot.choice(["hey", "", "\n"]) if lot.random() < 0.2 else f"said {number}"
            grown.append((messages.add_user(db, conversation.id, parent, words).id, Role.USER))
            continue
        row = messages.add_reply(
            db, conversation.id, parent, backend="echo", model="echo:echo", persona_version="1",
            sampling=Sampling(),
        )  # fmt: skip
        status, reason = lot.choice(
            [(Status.COMPLETE, Finish.STOP)] * 5
            + [(Status.COMPLETE, Finish.LENGTH), (Status.INTERRUPTED, Finish.CANCELLED)]
        )
        text = lot.choice([f"reply {number}"] * 5 + ["<think>hm</think> reply", "  "])
        messages.finish(
            db, row.id, text=text, thought="", status=status, reason=reason, emotion=Emotion.CALM,
            stats=ReplyStats(dropped_turns=lot.choice([0, 0, 0, 2])),
        )  # fmt: skip
        grown.append((row.id, Role.ASSISTANT))
        if lot.random() < 0.8:
            correction = lot.choice(["", "", f"better {number}"])
            ratings.rate(db, row.id, Rating(lot.choice([1, 1, 1, -1]), correction=correction))
    if lot.random() < 0.1:
        conversations.set_flags(db, conversation.id, never_train=True)


async def test_what_is_counted_as_usable_is_what_an_export_writes(opened) -> None:
    async with await opened() as session:
        wrong = 0
        for seed in range(60):
            await session.log.run(grow, seed)
            lessons = await session.teaching.lessons()
            seen = await session.exporting.preview(Choice())
            assert lessons.usable == seen.tally.used == seen.rows, f"seed {seed}"
            wrong = lessons.taught - lessons.usable
        assert wrong > 10  # else the trees hold nothing that could be counted wrongly


@pytest.mark.parametrize("way", ["deleted", "never_train", "everywhere"])
async def test_what_is_gone_or_kept_back_is_followed_no_longer(opened, way) -> None:
    """At once, and again as soon as it is back: its thumb, its correction and its mood."""
    async with await opened(["A mug! Does it have a moon on it?"]) as session:
        (reply,) = await replies(session, "got a new mug")
        unrated = await session.voice.prefix("another mug")
        guessed = await session.voice.emotion("got a new mug", reply.text)
        assert guessed is not Emotion.POUTY
        await session.teaching.rate(reply.id, 1)
        await session.library.set_emotion(reply.id, Emotion.POUTY)

        async def follows() -> tuple[bool, bool]:
            shown = await session.voice.prefix("another mug")
            mood = await session.voice.emotion("got a new mug", reply.text)
            return shown != unrated, mood is Emotion.POUTY

        assert await follows() == (True, True)
        here, library = reply.conversation_id, session.library
        if way == "everywhere":
            copies = await session.forgetting.copies(here)
            await session.forgetting.forget(here, copies, lambda *_: None)
            assert await follows() == (False, False)
        elif way == "deleted":
            await library.delete(here)
            assert await follows() == (False, False)
            await library.undelete(here)
            assert await follows() == (True, True)
        else:
            await library.set_flags(here, never_train=True)
            assert await follows() == (False, False)
            await library.set_flags(here, never_train=False)
            assert await follows() == (True, True)


async def test_a_private_chat_s_library_leaves_what_was_taught_alone(opened) -> None:
    async with await opened() as session:
        (reply,) = await replies(session, "what a night")
        await session.teaching.rate(reply.id, 1)
        before = await session.voice.prefix("another night")
        private = await session.begin_private()
        await private.library.set_flags(private.conversation_id, never_train=True)
        assert await session.voice.prefix("another night") == before
