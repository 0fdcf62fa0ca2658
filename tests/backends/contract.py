"""What every backend must do; each backend's test module subclasses this with its own `backend` fixture."""

import asyncio

import pytest

from tsuki_desktop.backends.base import ReplyRequest
from tsuki_desktop.domain.chat import Finish, Role, Turn
from tsuki_desktop.domain.events import Done, Evaluating, Loading, Thought, Token
from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.errors import BackendError, ModelError

SYSTEM = Turn(Role.SYSTEM, "You are Tsuki, a playful companion.")
HELLO = Turn(Role.USER, "Hello there, how are you today?")


def request(model, *turns, **options):
    whole = (SYSTEM, *(turns or (HELLO,)))
    return ReplyRequest(model=model, turns=whole, prefix=1, sampling=Sampling(**{"seed": 7, **options}))


async def collect(backend, asked, into=None):
    """All events of a reply; `into` keeps those that came before an error."""
    events = [] if into is None else into
    async for event in backend.stream(asked):
        events.append(event)
    return events


def text_of(events):
    return "".join(event.text for event in events if isinstance(event, Token))


class BackendContract:
    """`backend` yields an open backend, `model` an id that it can run."""

    def run(self, coroutine):
        return self.open_runner.run(asyncio.wait_for(coroutine, 120))

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def runner(cls):
        with asyncio.Runner() as cls.open_runner:
            yield cls.open_runner

    def test_lists_models_that_say_what_they_are(self, backend):
        models = self.run(backend.list_models())
        assert models
        assert len({info.id for info in models}) == len(models)
        for info in models:
            assert info.backend == backend.name
            assert info.id == f"{backend.name}:{info.name}"

    def test_a_reply_is_tokens_and_then_done(self, backend, model):
        events = self.run(collect(backend, request(model, max_tokens=24)))
        assert isinstance(events[-1], Done)
        assert [event for event in events if isinstance(event, Done)] == [events[-1]]
        assert text_of(events).strip()
        assert all(event.text for event in events if isinstance(event, Token))
        assert all(isinstance(e, Loading | Evaluating | Thought | Token | Done) for e in events)

    def test_tells_what_the_reply_cost(self, backend, model):
        stats = self.run(collect(backend, request(model, max_tokens=24)))[-1].stats
        assert stats.prompt_tokens > 5
        assert 0 < stats.reply_tokens <= 24
        assert stats.first_token_s >= 0

    def test_the_length_limit_is_kept_and_named(self, backend, model):
        events = self.run(collect(backend, request(model, max_tokens=3)))
        assert events[-1].finish is Finish.LENGTH
        assert events[-1].stats.reply_tokens == 3

    def test_the_same_seed_gives_the_same_reply(self, backend, model):
        first = self.run(collect(backend, request(model, max_tokens=16, seed=3)))
        second = self.run(collect(backend, request(model, max_tokens=16, seed=3)))
        assert text_of(first) == text_of(second)

    def test_closing_the_generator_stops_and_the_next_reply_comes(self, backend, model):
        async def scene():
            stream = backend.stream(request(model, max_tokens=400))
            async for event in stream:
                if isinstance(event, Token):
                    break
            await stream.aclose()
            return await collect(backend, request(model, max_tokens=4))

        assert isinstance(self.run(scene())[-1], Done)

    def test_cancelling_the_task_stops_and_the_next_reply_comes(self, backend, model):
        async def scene():
            task = asyncio.create_task(collect(backend, request(model, max_tokens=400)))
            await asyncio.sleep(0.05)
            task.cancel()
            await asyncio.wait([task])
            return await collect(backend, request(model, max_tokens=4))

        assert isinstance(self.run(scene())[-1], Done)

    def test_counts_each_turn(self, backend, model):
        long = Turn(Role.USER, "word " * 50)
        counts = self.run(backend.count(model, [SYSTEM, HELLO, long]))
        assert len(counts) == 3
        assert all(count > 0 for count in counts)
        assert counts[2] > counts[1]

    def test_prepare_then_reply(self, backend, model):
        async def scene():
            await backend.prepare(request(model))
            await backend.prepare(request(model))
            return await collect(backend, request(model, max_tokens=4))

        assert isinstance(self.run(scene())[-1], Done)

    def test_a_reply_goes_before_a_prepare(self, backend, model):
        async def scene():
            long = Turn(Role.USER, "Tell me about the moon. " * 60)
            preparing = asyncio.create_task(backend.prepare(request(model, long)))
            await asyncio.sleep(0)
            events = await collect(backend, request(model, max_tokens=4))
            await preparing
            return events

        assert isinstance(self.run(scene())[-1], Done)

    def test_prepare_never_raises_for_a_model_that_is_not_there(self, backend):
        self.run(backend.prepare(request(f"{backend.name}:nobody")))

    def test_a_model_that_is_not_there_is_a_model_error_with_a_hint(self, backend):
        with pytest.raises(ModelError) as error:
            self.run(collect(backend, request(f"{backend.name}:nobody")))
        assert isinstance(error.value, BackendError)
        assert error.value.hint

    def test_unload_and_speak_again(self, backend, model):
        async def scene():
            await collect(backend, request(model, max_tokens=2))
            await backend.unload()
            return await collect(backend, request(model, max_tokens=2))

        events = self.run(scene())
        assert any(isinstance(event, Loading) for event in events)
        assert isinstance(events[-1], Done)
