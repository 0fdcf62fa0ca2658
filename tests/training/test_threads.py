import importlib.util
import sys
import time
from pathlib import Path

import pytest

import tsuki_desktop.training

RECIPES = Path(tsuki_desktop.training.__file__).parent / "recipes"


def load(name):
    spec = importlib.util.spec_from_file_location(f"recipe_{name}", RECIPES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


recipe, pace, awake = load("threads"), load("pace"), load("awake")


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


def halved_at(speeds):
    """The first step after which training counts as half as fast, None where it never does."""
    watched = pace.Pace()
    for step, speed in enumerate(speeds):
        tokens = 500 + 400 * (step % 3)
        watched.after_step(tokens, tokens / speed)
        if watched.halved():
            return step
    return None


def test_a_hot_machine_is_noticed_within_a_few_steps_however_long_it_ran_well():
    assert halved_at([200] * 1000 + [90] * 20) == pytest.approx(1005, abs=2)


def test_steps_of_other_lengths_a_slow_one_and_a_slightly_slower_machine_are_no_heat():
    assert halved_at([200] * 50 + [20] + [200] * 50) is None
    assert halved_at([200] * 30 + [120] * 100) is None


@pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's helper")
def test_the_system_may_sleep_while_a_run_pauses(tmp_path, monkeypatch):
    helper = tmp_path / "systemd-inhibit"
    helper.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    helper.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    held = awake.Awake()
    held.hold()
    first = held.helper
    held.hold()
    assert held.helper is first, "held once"
    time.sleep(0.1)
    assert first.poll() is None
    held.release()
    assert first.poll() is not None
    held.hold()
    assert held.helper.poll() is None
    held.release()
    held.release()
