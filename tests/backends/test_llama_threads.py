import pytest

from tsuki_desktop.backends.llama_worker.threads import ThreadChooser


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
    mean, _ = play(ThreadChooser(most=2), seconds, 600)
    assert min(seconds.values()) / mean >= 0.9


def test_follows_when_another_program_comes_and_goes():
    chooser = ThreadChooser(most=2)
    play(chooser, IDLE, 300)
    assert chooser.current == 2
    play(chooser, TERRIBLE, 100)
    assert chooser.current == 1
    play(chooser, IDLE, 400)
    assert chooser.current == 2


def test_leaves_a_terrible_choice_within_some_tokens():
    chooser = ThreadChooser(most=2)
    play(chooser, TERRIBLE, 20)
    assert chooser.current == 1


def test_climbs_on_a_large_machine():
    seconds = {n: 1 / min(n, 6) + n / 1000 for n in range(1, 33)}
    chooser = ThreadChooser(most=32)
    mean, _ = play(chooser, seconds, 2000)
    assert min(seconds.values()) / mean >= 0.9


def test_a_fixed_number_is_kept():
    chooser = ThreadChooser(fixed=3)
    _, chosen = play(chooser, {3: 1.0}, 50)
    assert set(chosen) == {3}


def test_one_core_needs_no_choice():
    _, chosen = play(ThreadChooser(most=1), {1: 1.0}, 50)
    assert set(chosen) == {1}
