"""The chat service on a real log; the echo backend brings the faults."""

import asyncio
from datetime import datetime, timedelta

import pytest

from tsuki_desktop.backends.echo import Fault
from tsuki_desktop.domain.chat import Finish, Role, Status
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.events import ReplyEnded, ReplyStarted, TitleChanged, Token, UserTurnSaved
from tsuki_desktop.errors import BackendCrashedError, UsageError
from tsuki_desktop.services.session import Session
from tsuki_desktop.store import lineage, messages


async def ended(reply) -> ReplyEnded:
    events = [event async for event in reply]
    assert isinstance(events[-1], ReplyEnded)
    return events[-1]


async def test_a_turn_is_saved_before_the_answer_and_titles_the_conversation(opened) -> None:
    async with await opened(["Hey you."]) as session:
        events = [event async for event in session.chatting.send(None, " hello tsuki, my cat is lost ")]
        kinds = [type(event) for event in events]
        assert kinds.index(UserTurnSaved) < kinds.index(ReplyStarted) < kinds.index(Token)
        assert events[kinds.index(TitleChanged)].title == "My cat is lost"
        assert "".join(event.text for event in events if isinstance(event, Token)) == "Hey you."
        reply = events[-1].message
        assert (reply.status, reply.reason) == (Status.COMPLETE, Finish.STOP)
        assert reply.emotion is not None
        assert reply.stats.prompt_tokens > 0
        assert reply.stats.first_token_s >= 0
        assert (reply.backend, reply.model) == ("echo", "echo:echo")
        assert reply.persona_version == session.voice.persona.version
        stored = await session.library.messages([reply.id])
        assert stored == [reply]


async def test_only_plain_blanks_around_a_reply_are_dropped(opened) -> None:
    async with await opened(["\n \u0085hey \u2028 \U0001f319\u3000\r\n", "\n\u3000 "]) as session:
        first = (await ended(session.chatting.send(None, "hey"))).message
        assert first.text == "\u0085hey \u2028 \U0001f319\u3000"
        second = (await ended(session.chatting.send(first.conversation_id, "and now"))).message
        assert second.text == ""


async def test_regenerate_makes_a_variant_and_edit_a_branch(opened) -> None:
    async with await opened(["first", "second", "third"]) as session:
        first = (await ended(session.chatting.send(None, "hm"))).message
        second = (await ended(session.chatting.regenerate(first.id))).message
        assert second.parent_id == first.parent_id
        path = await session.library.path(first.conversation_id)
        assert [(step.role, step.variant, step.variants) for step in path] == [
            (Role.USER, 1, 1),
            (Role.ASSISTANT, 2, 2),
        ]
        third = (await ended(session.chatting.edit(first.parent_id, "hmm"))).message
        path = await session.library.path(first.conversation_id)
        assert [step.variants for step in path] == [2, 1]
        assert path[-1].message_id == third.id
        await session.library.select_variant(first.id)
        assert (await session.library.path(first.conversation_id))[-1].message_id == first.id


async def test_stop_keeps_what_was_said(opened) -> None:
    async with await opened(["one two three four five six seven"], tokens_per_s=50) as session:
        reply = session.chatting.send(None, "count")
        last = None
        async for event in reply:
            if isinstance(event, Token):
                reply.stop()
            last = event
        assert isinstance(last, ReplyEnded)
        assert last.message.status is Status.INTERRUPTED
        assert last.message.reason is Finish.CANCELLED
        assert last.message.text.startswith("one")
        assert last.error is None


@pytest.mark.parametrize(
    ("fault", "status", "text"),
    [
        (Fault(0, error=BackendCrashedError("The model crashed.", "Try again.")), Status.FAILED, ""),
        (Fault(2, error=BackendCrashedError("The model crashed.")), Status.INTERRUPTED, "one two"),
        (Fault(2, quiet=True), Status.INTERRUPTED, "one two"),
    ],
)
async def test_a_fault_is_told_and_the_next_try_works(opened, fault, status, text) -> None:
    async with await opened(["one two three"], faults=[fault]) as session:
        end = await ended(session.chatting.send(None, "go"))
        assert end.error is not None
        assert (end.message.status, end.message.text) == (status, text)
        again = await ended(session.chatting.regenerate(end.message.id))
        assert again.error is None
        assert again.message.text == "one two three"


async def test_a_backend_that_hangs_can_be_stopped(opened) -> None:
    async with await opened(["one two three"], faults=[Fault(1, hang=True)]) as session:
        reply = session.chatting.send(None, "go")
        last = None
        async for event in reply:
            last = event
            if isinstance(event, Token):
                asyncio.get_running_loop().call_later(0.05, reply.stop)
        assert (last.message.text, last.message.reason) == ("one", Finish.CANCELLED)


async def test_without_a_model_the_turn_is_kept_and_the_person_told_what_to_do(profile) -> None:
    async with await Session.open(profile, backends={}) as session:
        end = await ended(session.chatting.send(None, "anyone there?"))
        assert "No model" in end.error.message
        assert end.error.hint
        assert end.message.status is Status.FAILED
        path = await session.library.path(end.message.conversation_id)
        assert path[0].role is Role.USER


async def test_a_reply_cut_at_the_limit_can_be_continued(opened, profile) -> None:
    words = " ".join(f"word{at}" for at in range(60))
    async with await opened([words]) as session:
        cut = (await ended(session.chatting.send(None, "go on"))).message
        assert cut.reason is Finish.LENGTH
        whole = (await ended(session.chatting.continue_reply(cut.id))).message
        assert whole.id == cut.id
        assert whole.text == words
        assert whole.reason is Finish.STOP


async def test_old_messages_are_dropped_in_chunks_and_counted(opened, profile) -> None:
    profile.create()
    profile.settings.write_text('model = "echo:echo"\nmax_tokens = 20\ncontext = 512\n')
    async with await opened(["ok then " + "x " * 10]) as session:
        end = await ended(session.chatting.send(None, "start"))
        dropped = []
        for at in range(25):
            async for event in session.chatting.send(
                end.message.conversation_id, f"message {at} " + "y " * 8
            ):
                if isinstance(event, ReplyStarted):
                    dropped.append(event.dropped_turns)
                    first = event.first_seen_id
        assert dropped[0] == 0
        assert dropped[-1] > 10
        assert len(set(dropped)) < len(dropped) / 2
        path = await session.library.path(end.message.conversation_id)
        assert path[dropped[-1]].message_id == first
        stored = await session.library.messages([path[-1].message_id])
        assert stored[0].stats.dropped_turns == dropped[-1]


async def test_a_thumb_shows_the_reply_as_an_example_from_the_next_message_on(opened) -> None:
    async with await opened(["Boo, moon time."]) as session:
        reply = (await ended(session.chatting.send(None, "what a night"))).message
        before = await session.voice.prefix("another night")
        await session.teaching.rate(reply.id, 1)
        after = await session.voice.prefix("another night")
        assert [turn.text for turn in after[len(before) :]] == ["what a night", "Boo, moon time."]
        await session.teaching.clear(reply.id)
        assert await session.voice.prefix("another night") == before
        await session.teaching.rate(reply.id, 1)
        session.settings.update(few_shot=False)
        assert await session.voice.prefix("another night") == before


async def test_a_corrected_mood_is_learned_now_and_after_a_restart(opened) -> None:
    async with await opened(["A mug! Does it have a moon on it?"]) as session:
        reply = (await ended(session.chatting.send(None, "got a new mug"))).message
        assert reply.emotion not in {None, Emotion.POUTY}
        await session.library.set_emotion(reply.id, Emotion.POUTY)
        assert await session.voice.emotion("got a new mug", reply.text) is Emotion.POUTY
    async with await opened() as session:
        assert await session.voice.emotion("got a new mug", reply.text) is Emotion.POUTY


async def test_the_greeting_knows_that_somebody_was_just_here(opened) -> None:
    now = datetime.now().astimezone()
    async with await opened(["hey you"]) as session:
        lines = session.voice.persona.greetings
        assert await session.library.greeting(session.voice.persona, now) in lines["first"]
        await ended(session.chatting.send(None, "hey"))
        assert (
            await session.library.greeting(session.voice.persona, now + timedelta(minutes=1)) in lines["soon"]
        )
    async with await opened() as session:
        assert (
            await session.library.greeting(session.voice.persona, now + timedelta(minutes=1)) in lines["soon"]
        )
        assert await session.library.greeting(session.voice.persona, now + timedelta(days=8)) in lines["long"]


async def test_the_greeting_knows_what_became_of_her_until_somebody_chats_again(opened) -> None:
    async with await opened(["hey you"]) as session:
        lines, later = session.voice.persona.greetings, datetime.now().astimezone() + timedelta(minutes=1)
        await session.log.run(lineage.promote, "01A", "proven better")
        assert await session.library.greeting(session.voice.persona, later) in lines["first"]
        await ended(session.chatting.send(None, "hey"))
        assert await session.library.greeting(session.voice.persona, later) in lines["soon"]
        await asyncio.sleep(0.01)  # the log's clock ticks in milliseconds
        await session.log.run(lineage.promote, "01B", "forced")
        assert await session.library.greeting(session.voice.persona, later) in lines["retrained"]
        await session.log.run(lineage.promote, "01A", lineage.WENT_BACK)
        assert await session.library.greeting(session.voice.persona, later) in lines["went back"]
        await asyncio.sleep(0.01)
        await ended(session.chatting.send(None, "hey again"))
        assert await session.library.greeting(session.voice.persona, later) in lines["soon"]


async def test_nothing_to_send_is_refused_and_writes_nothing(opened) -> None:
    async with await opened() as session:
        with pytest.raises(UsageError):
            await ended(session.chatting.send(None, "  \n "))
        assert await session.library.page() == []


async def test_closing_in_mid_reply_leaves_a_final_row(opened, profile) -> None:
    session = await opened(["one two three four"], tokens_per_s=20)
    reply = session.chatting.send(None, "go")
    async for event in reply:
        if isinstance(event, Token):
            break
    await session.close()
    async with await opened() as session:
        conversation = (await session.library.page())[0]
        last = await session.log.read(messages.get, conversation.leaf_id)
        assert last.status is Status.INTERRUPTED
        assert last.text.startswith("one")
