import importlib.util
from pathlib import Path

import pytest

import tsuki_desktop.training

PLACE = Path(tsuki_desktop.training.__file__).parent / "recipes" / "threads.py"
spec = importlib.util.spec_from_file_location("recipe_threads", PLACE)
recipe = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recipe)


def steps_by_threads(most, speed, count=200):
    """How many of `count` steps were made with each number of threads; `speed(threads, step)` a second."""
    used = [most]
    threads = recipe.Threads(most, used.append)
    made = []
    for step in range(count):
        made.append(used[-1])
        threads.after_step(1000, 1000 / speed(used[-1], step))
    return made


@pytest.mark.parametrize(("faster", "best"), [({1: 160, 2: 240}, 2), ({1: 125, 2: 80}, 1)])
def test_what_is_faster_is_used_for_nearly_all_steps(faster, best):
    made = steps_by_threads(2, lambda threads, _step: faster[threads])
    assert made.count(best) >= 0.9 * len(made)
    assert made.count(3 - best) > 1, "the other is tried again and again"


def test_a_program_that_comes_and_goes_is_followed():
    made = steps_by_threads(
        2, lambda threads, step: {1: 125, 2: 80}[threads] if 50 <= step < 120 else {1: 160, 2: 240}[threads]
    )
    assert made[70:119].count(1) >= 40
    assert made[150:].count(2) >= 45


def test_one_thread_is_never_changed():
    assert set(steps_by_threads(1, lambda _threads, _step: 100)) == {1}
