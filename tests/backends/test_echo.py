import asyncio

import pytest

from tests.backends.contract import HELLO, BackendContract, collect, request, text_of
from tsuki_desktop.backends.echo import MODEL, EchoBackend, Fault, tokens
from tsuki_desktop.domain.chat import Finish, Role, Turn
from tsuki_desktop.domain.events import Done, Loading, Token
from tsuki_desktop.errors import BackendCrashedError, BackendDownError


class TestEchoContract(BackendContract):
    @pytest.fixture
    def backend(self):
        return EchoBackend()

    @pytest.fixture
    def model(self):
        return MODEL


def test_answers_with_the_persons_words():
    events = asyncio.run(collect(EchoBackend(), request(MODEL)))
    assert "Hello there" in text_of(events)
    assert events[-1].finish is Finish.STOP


def test_another_try_is_another_line():
    async def scene():
        backend = EchoBackend()
        return [text_of(await collect(backend, request(MODEL, seed=None))) for _ in range(2)]

    first, second = asyncio.run(scene())
    assert first != second


def test_a_script_is_followed_and_starts_again():
    async def scene():
        backend = EchoBackend(["one", "two words"])
        return [text_of(await collect(backend, request(MODEL))) for _ in range(3)]

    assert asyncio.run(scene()) == ["one", "two words", "one"]


def test_goes_on_where_her_own_turn_ended():
    backend = EchoBackend(["one two three"])
    asked = request(MODEL, HELLO, Turn(Role.ASSISTANT, "one two"))
    assert text_of(asyncio.run(collect(backend, asked))) == " three"


def test_pieces_join_to_the_text():
    for text in ["", " a  b\n\nc ", "\n", "x\ty \n"]:
        assert "".join(tokens(text)) == text


def test_an_error_comes_after_good_tokens_and_only_once():
    async def scene():
        backend = EchoBackend(["a b c d"], faults=[Fault(2, error=BackendCrashedError("It died."))])
        got = []
        with pytest.raises(BackendCrashedError):
            await collect(backend, request(MODEL), into=got)
        return text_of(got), text_of(await collect(backend, request(MODEL)))

    assert asyncio.run(scene()) == ("a b", "a b c d")


def test_can_end_without_done():
    events = asyncio.run(collect(EchoBackend(["a b c"], faults=[Fault(1, quiet=True)]), request(MODEL)))
    assert text_of(events) == "a"
    assert not any(isinstance(event, Done) for event in events)


def test_can_hang_until_cancelled():
    async def scene():
        backend = EchoBackend(["a b c"], faults=[Fault(1, hang=True)])
        got = []
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(collect(backend, request(MODEL), into=got), 0.1)
        return text_of(got)

    assert asyncio.run(scene()) == "a"


def test_a_slow_load_is_told_first_and_only_until_loaded():
    async def scene():
        backend = EchoBackend(load_s=0.01)
        return await collect(backend, request(MODEL)), await collect(backend, request(MODEL))

    cold, warm = asyncio.run(scene())
    assert isinstance(cold[0], Loading)
    assert not any(isinstance(event, Loading) for event in warm)


def test_speed_spreads_the_tokens():
    async def scene():
        clock = asyncio.get_running_loop().time
        stream = EchoBackend(["a b c d e"], tokens_per_s=50).stream(request(MODEL))
        times = [clock() async for event in stream if isinstance(event, Token)]
        return times[-1] - times[0]

    assert asyncio.run(scene()) >= 0.075


def test_down_and_closed_say_so():
    async def closed():
        backend = EchoBackend()
        await backend.close()
        await backend.list_models()

    with pytest.raises(BackendDownError):
        asyncio.run(EchoBackend(down=True).list_models())
    with pytest.raises(BackendDownError):
        asyncio.run(closed())
