import os
import time

import pytest

from tsuki_desktop.backends.llama_worker.threads import FreeCores, ThreadChooser


def play(chooser, seconds, tokens):
    """Time per token and the counts chosen, where `seconds` maps threads to the time of a token."""
    chosen = []
    for _ in range(tokens):
        threads = chooser.next()
        chosen.append(threads)
        chooser.took(seconds[threads])
    return sum(seconds[threads] for threads in chosen) / tokens, chosen


IDLE = {1: 1 / 105, 2: 1 / 126}
BUSY = {1: 1 / 105, 2: 1 / 38}
TERRIBLE = {1: 1 / 105, 2: 1 / 5}


@pytest.mark.parametrize("seconds", [IDLE, BUSY], ids=["idle", "busy"])
def test_stays_within_a_tenth_of_the_best_fixed_choice(seconds):
    mean, _ = play(ThreadChooser(most=2, free=lambda: 1.0), seconds, 600)
    assert min(seconds.values()) / mean >= 0.9


def test_follows_when_another_program_comes_and_goes():
    chooser = ThreadChooser(most=2, free=lambda: 1.0)
    play(chooser, IDLE, 300)
    assert chooser.current == 2
    play(chooser, TERRIBLE, 100)
    assert chooser.current == 1
    play(chooser, IDLE, 400)
    assert chooser.current == 2


def test_leaves_a_terrible_choice_within_some_tokens():
    chooser = ThreadChooser(most=2, free=lambda: 1.0)
    play(chooser, TERRIBLE, 20)
    assert chooser.current == 1


def played(chooser, seconds, shares, tokens):
    chosen = []
    for _ in range(tokens):
        threads = chooser.next()
        chosen.append(threads)
        chooser.took(seconds[threads], shares[threads])
    return chosen


def test_threads_without_their_cores_are_one_too_many_at_once():
    chooser = ThreadChooser(most=2, free=lambda: 0.0)
    chosen = played(chooser, TERRIBLE, {1: 1.0, 2: 0.67}, 100)
    assert chosen[0] == 2
    assert chosen.count(2) <= 2, "and no token is lost on trying two again while no core is free"


def test_a_core_that_is_free_again_is_used():
    free = 0.0
    chooser = ThreadChooser(most=2, free=lambda: free)
    played(chooser, BUSY, {1: 1.0, 2: 0.67}, 100)
    free = 1.0
    assert played(chooser, IDLE, {1: 1.0, 2: 1.0}, 60)[-1] == 2


def test_waiting_for_a_graphics_card_is_not_starving():
    # Few of its threads' seconds are work, whatever their number: fewer are tried, and tried no more.
    chooser = ThreadChooser(most=2, free=lambda: 1.5)
    chosen = played(chooser, {1: 1.2, 2: 1.0}, {1: 0.2, 2: 0.1}, 200)
    assert chooser.current == 2
    assert chosen.count(1) <= 20


def test_free_cores_are_counted_from_call_to_call():
    free = FreeCores()
    time.sleep(0.3)
    assert 0 <= free() <= os.cpu_count() + 0.1


def test_climbs_on_a_large_machine():
    seconds = {n: 1 / min(n, 6) + n / 1000 for n in range(1, 33)}
    chooser = ThreadChooser(most=32, free=lambda: 8.0)
    mean, _ = play(chooser, seconds, 2000)
    assert min(seconds.values()) / mean >= 0.9


def test_a_fixed_number_is_kept():
    chooser = ThreadChooser(fixed=3)
    _, chosen = play(chooser, {3: 1.0}, 50)
    assert set(chosen) == {3}


def test_one_core_needs_no_choice():
    _, chosen = play(ThreadChooser(most=1), {1: 1.0}, 50)
    assert set(chosen) == {1}
