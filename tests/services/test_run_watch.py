"""Looking at a run from its folder: what it is, its curves, and what becomes of them when it goes on."""

import json
import os

import psutil
import pytest

from tsuki_desktop.errors import NotFoundError
from tsuki_desktop.services.run_watch import Watch, last_words, thinned
from tsuki_desktop.training import events as ev
from tsuki_desktop.training import launcher
from tsuki_desktop.training.launcher import RunState


def step(number, loss=3.0, held=None):
    return ev.StepDone(number, 10, number / 5, loss, held, 1e-3, 100.0, 10**9, 10.0 * (10 - number))


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "runs" / "01RUN"
    path.mkdir(parents=True)
    (path / "plan.json").write_text(json.dumps({"method": "sft", "settings": {}}))
    return path


def write(folder, *told):
    with (folder / ev.EVENTS_FILE).open("a") as file:
        file.writelines(ev.to_line(one) + "\n" for one in told)


def lend_process(folder, earlier=0):
    born = psutil.Process().create_time()
    (folder / "process.json").write_text(json.dumps({"pid": os.getpid(), "born": born, "earlier": earlier}))


def test_each_look_reads_only_what_is_new(folder) -> None:
    lend_process(folder)
    (folder / "before.json").write_text("4.5")
    write(folder, ev.Started("sft", 1), ev.Loading("Loading the base model."))
    watch = Watch(launcher.attach(folder))
    first = watch.look()
    assert (first.state, first.loading, first.step) == (RunState.RUNNING, "Loading the base model.", None)
    assert first.held_out == ((0.0, 4.5),)
    write(
        folder, step(1, 4.0), step(2, 3.5), ev.Evaluated(2, 0.4, 3.9, best=True), ev.CheckpointSaved(2, "x")
    )
    second = watch.look()
    assert second.learned == ((1, 4.0), (2, 3.5))
    assert second.held_out == ((0.0, 4.5), (2, 3.9))
    assert (second.loading, second.saved, second.over) == ("", 2, False)
    write(folder, ev.Paused(2))
    assert watch.look().state is RunState.PAUSED
    write(folder, ev.Resumed(2), ev.Stopped(2))
    assert (watch.look().state, watch.look().end) == (RunState.STOPPED, watch.look().end)


def test_what_is_trained_is_kept(folder) -> None:
    pieces = [{"text": "user: hi", "trained": False}, {"text": "Hmph.", "trained": True}]
    write(folder, ev.Started("sft", 1), ev.Config({"rank": 16, "device": "cpu"}))
    watch = Watch(launcher.attach(folder))
    assert (watch.look().settings, watch.look().first_row) == ({"rank": 16, "device": "cpu"}, None)
    write(folder, ev.MaskPreview(pieces, 5, 2))
    row = watch.look().first_row
    assert row is not None
    assert (row.pieces, row.trained_tokens) == (pieces, 2)


def test_steps_after_the_checkpoint_that_it_goes_on_from_are_made_anew(folder) -> None:
    lend_process(folder, earlier=1)
    write(folder, ev.Started("sft", 1), *(step(n) for n in range(1, 7)), ev.Warned("It is hot."))
    watch = Watch(launcher.attach(folder))
    started = watch.look()
    assert started.state is RunState.RUNNING, "the new process has not said anything yet"
    write(folder, ev.Started("sft", 2, resumed_from=4))
    again = watch.look()
    assert [at for at, _ in again.learned] == [1, 2, 3, 4]
    assert again.loading, "it hears nothing before its first step"
    assert again.warned == ()
    write(folder, step(5))
    assert [at for at, _ in watch.look().learned] == [1, 2, 3, 4, 5]
    assert watch.look().loading == ""


async def test_a_run_that_died_without_a_word_is_told_so(folder) -> None:
    write(folder, ev.Started("sft", 1), step(1))
    run = launcher.attach(folder)
    found = await last_words(run, Watch(run).look())
    assert found.state is RunState.INTERRUPTED
    assert isinstance(found.end, ev.Failed)
    assert found.end.message == "The training ended without a word."
    (folder / ev.EVENTS_FILE).unlink()
    found = await last_words(run, Watch(run).look())
    assert (found.state, isinstance(found.end, ev.Failed)) == (RunState.READY, True)


def test_what_is_no_run_is_said(tmp_path) -> None:
    with pytest.raises(NotFoundError):
        Watch(launcher.Run(tmp_path)).look()


def test_long_curves_are_thinned_to_means() -> None:
    points = [(float(at), float(at % 2)) for at in range(1, 1001)]
    thin = thinned(points, 100)
    assert len(thin) == 100
    assert {value for _, value in thin} == {0.5}
    assert thin[-1][0] == 1000
    assert thinned(points[:3], 100) == tuple(points[:3])
