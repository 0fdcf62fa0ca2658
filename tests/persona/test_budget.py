import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuki_desktop.domain.chat import Role
from tsuki_desktop.errors import UsageError
from tsuki_desktop.persona.budget import examples_kept, first_seen

CONTEXT, RESERVE, PREFIX = 512, 100, 80


def roles(count: int) -> list[Role]:
    return [Role.USER if at % 2 == 0 else Role.ASSISTANT for at in range(count)]


def start(costs: list[int]) -> int:
    return first_seen(costs, roles(len(costs)), prefix=PREFIX, context=CONTEXT, reserve=RESERVE)


def test_everything_is_seen_while_it_fits() -> None:
    assert start([]) == 0
    assert start([20] * 9) == 0


@given(st.lists(st.integers(1, 120), min_size=1, max_size=80).filter(lambda costs: len(costs) % 2 == 1))
def test_what_is_seen_fits_and_starts_with_the_person(costs: list[int]) -> None:
    first = start(costs)
    assert PREFIX + sum(costs[first:]) + RESERVE <= CONTEXT
    assert roles(len(costs))[first] is Role.USER


@given(st.lists(st.integers(1, 60), min_size=40, max_size=120))
def test_cuts_are_rare(costs: list[int]) -> None:
    """Between two cuts several messages pass, so that the backend's cache is worth something."""
    starts = [start(costs[: length + 1]) for length in range(len(costs))]
    cuts = sum(1 for before, after in itertools.pairwise(starts) if before != after)
    room = CONTEXT - RESERVE - PREFIX
    assert cuts <= sum(costs) / (room * 0.3) + 1


def test_a_cut_falls_after_a_reply_when_the_next_message_would_not_fit() -> None:
    costs = [30] * 10  # ends with a reply; the room is 316
    assert start(costs) > 0


def test_a_message_that_can_never_fit_is_told() -> None:
    with pytest.raises(UsageError, match="too long"):
        start([20, 20, 500])


def test_what_stands_before_every_chat_is_named_where_it_is_the_cause() -> None:
    def told(costs: list[int], prefix: int) -> str:
        with pytest.raises(UsageError) as caught:
            first_seen(costs, roles(len(costs)), prefix=prefix, context=CONTEXT, reserve=RESERVE)
        return caught.value.message

    assert "character" in told([20], 390)
    assert "character" in told([20], 2_000)
    assert "character" in told([], 2_000)
    assert "message" in told([400], 2_000), "it would fit beside no prompt at all"
    assert "message" in told([380], 40)


def test_liked_examples_go_first_the_weakest_before_the_rest_and_then_the_persona_s() -> None:
    own, liked = [30, 30, 30], [40, 20, 50]

    def kept(room: int, last: int = 20) -> tuple[int, int]:
        return examples_kept(60, own, liked, room=room, last=last)

    assert kept(520) == (3, 3)
    assert kept(500) == (3, 2), "half of the room is the chat's"
    assert kept(420) == (3, 1)
    assert kept(400) == (3, 1)
    assert kept(398) == (3, 0)
    assert kept(298) == (2, 0)
    assert kept(100) == (0, 0)
    assert kept(520, last=380) == (2, 0), "nor is a long message refused for the sake of an example"
    assert kept(100, last=500) == (0, 0)
