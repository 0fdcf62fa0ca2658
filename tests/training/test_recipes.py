"""Real training steps in the training interpreter, on real and on tiny models."""

import asyncio
import json
import platform
import shutil
import socket
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tsuki_desktop.errors import TrainingError
from tsuki_desktop.training import deploy, kit, launcher
from tsuki_desktop.training import events as ev
from tsuki_desktop.training.plan import Method

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def last(told, kind):
    return [event for event in told if isinstance(event, kind)][-1]


def adapter_bytes(folder):
    return (folder / "adapter" / "adapter_model.safetensors").read_bytes()


def preferences(method):
    """Eight rows: pairs, or as many thumbs up as down."""
    prompt = [{"role": "user", "content": "hi"}]
    good, bad = ([{"role": "assistant", "content": text}] for text in ("hey you", "How may I assist you?"))
    if method is Method.DPO:
        return [{"prompt": prompt, "chosen": good, "rejected": bad}] * 8
    return [{"prompt": prompt, "completion": one, "label": one is good} for one in [good, bad] * 4]


@pytest.mark.model
async def test_the_starter_learns_and_llama_cpp_says_what_torch_says(
    starter, make_run, play, trainer, scores, llama_nll, tmp_path
):
    folder = make_run(starter, epochs=1)
    told = await play(folder)
    done = last(told, ev.Finished)
    assert done.steps == 3
    assert done.held_out_loss < done.held_out_loss_before - 0.05
    shown = last(told, ev.MaskPreview)
    trained = "".join(piece["text"] for piece in shown.pieces if piece["trained"])
    read = "".join(piece["text"] for piece in shown.pieces if not piece["trained"])
    assert "it is, take" in trained
    assert trained.endswith("<|im_end|>")
    assert "what do you think" in read
    assert "what do you think" not in trained

    files = await deploy.convert(trainer, starter, folder / "adapter", tmp_path / "build")
    rows = scores(folder)
    torch_says = sum(row["nll"] for row in rows) / sum(row["tokens"] for row in rows)
    beside = llama_nll(starter, rows, lora=tmp_path / "build" / files["adapter"])
    merged = llama_nll(tmp_path / "build" / files["f16"], rows)
    assert deploy.check_parity("adapter", torch_says, beside) <= 0.02
    assert deploy.check_parity("f16", torch_says, merged) <= 0.02
    with pytest.raises(TrainingError):
        deploy.check_parity("f16", torch_says, llama_nll(starter, rows))
    with np.load(tmp_path / "build" / "importance.npz") as columns:
        assert len(columns) == 30 * 7 + 1, "every matrix of its 30 layers, and the embeddings at the end"
        assert all((columns[name] > 0).all() for name in columns)
        assert columns["blk.29.ffn_down.weight"].shape == (1536,)


@pytest.mark.parametrize("architecture", ["llama", "qwen2"])
async def test_each_tested_architecture_comes_back_to_llama_cpp(
    architecture, tiny, make_run, play, trainer, scores, llama_nll, tmp_path
):
    base = tiny(architecture)
    # A wild rate: random weights must change so much that a wrong row order could not hide.
    folder = make_run(base, learning_rate=2e-2, epochs=6)
    await play(folder)
    files = await deploy.convert(trainer, base, folder / "adapter", tmp_path / "build")
    rows = scores(folder)
    torch_says = sum(row["nll"] for row in rows) / sum(row["tokens"] for row in rows)
    assert abs(llama_nll(base, rows) - torch_says) > 0.5
    assert llama_nll(base, rows, lora=tmp_path / "build" / files["adapter"]) == pytest.approx(
        torch_says, abs=0.02
    )
    assert llama_nll(tmp_path / "build" / files["f16"], rows) == pytest.approx(torch_says, abs=0.02)


@pytest.mark.parametrize("architecture", ["llama", "qwen2"])
async def test_a_run_goes_on_from_an_adapter_that_llama_cpp_runs(
    architecture, tiny, make_run, play, trainer, tmp_path
):
    base = tiny(architecture)
    first = make_run(base, name="first", learning_rate=2e-2)
    learned = last(await play(first), ev.Finished)
    assert learned.held_out_loss < learned.held_out_loss_before - 0.1
    files = await deploy.convert(trainer, base, first / "adapter", tmp_path / "build", merged=False)
    adapter = tmp_path / "build" / files["adapter"]

    second = make_run(base, name="second", plan={"adapter": adapter}, epochs=1)
    goes_on = last(await play(second), ev.Finished)
    assert goes_on.held_out_loss_before == pytest.approx(learned.held_out_loss, abs=2e-3)
    untuned = json.loads((second / "held_out_before.json").read_text(encoding="utf-8"))
    said = sum(row["nll"] for row in untuned) / sum(row["tokens"] for row in untuned)
    assert said == pytest.approx(learned.held_out_loss_before, abs=1e-4), "the base's own, not the voice's"
    assert adapter_bytes(second) != adapter_bytes(first)
    await deploy.convert(trainer, base, second / "adapter", tmp_path / "again", merged=False)


async def test_a_killed_run_goes_on_and_ends_the_same(tiny, make_run, play):
    base = tiny("llama")
    options = {"epochs": 4, "checkpoint_every_s": 0}
    whole = make_run(base, name="whole", **options)
    await play(whole)

    broken = make_run(base, name="broken", **options)
    await play(broken, until=lambda event: isinstance(event, ev.CheckpointSaved) and event.step >= 4)
    newest = max((broken / "checkpoints").glob("checkpoint-*"), key=lambda path: int(path.name[11:]))
    # As if killed in the middle of writing it; sometimes the kill did that itself.
    (newest / "COMPLETE").unlink(missing_ok=True)
    told = await play(broken)
    resumed = [event for event in told if isinstance(event, ev.Started)][-1].resumed_from
    assert 0 < resumed < int(newest.name[11:])
    assert adapter_bytes(broken) == adapter_bytes(whole)


@pytest.mark.parametrize(
    ("method", "options"),
    [
        (Method.SFT, {"rows": 4, "epochs": 2}),
        (Method.DPO, {"data": preferences(Method.DPO)[:4], "epochs": 1}),
    ],
    ids=["an epoch's end", "the last step, of pairs"],
)
async def test_a_run_that_was_stopped_before_an_evaluation_makes_up_for_it(
    method, options, tiny, make_run, play
):
    def make(name):
        folder = make_run(tiny("llama"), name=name, method=method, **options)
        if method is Method.DPO:
            shutil.copy(folder / "train.jsonl", folder / "held_out_pairs.jsonl")
        return folder

    def stop_after_the_first_step(event):
        if isinstance(event, ev.Started):
            ev.send(broken, ev.Command.PAUSE)
        if isinstance(event, ev.Paused):
            ev.send(broken, ev.Command.STOP)

    whole, broken = make("whole"), make("broken")
    unbroken = await play(whole)
    assert "Measuring the base." in [event.what for event in unbroken if isinstance(event, ev.Loading)]
    stopped = await play(broken, until=stop_after_the_first_step)
    assert isinstance(stopped[-1], ev.Stopped)
    assert stopped[-1].step == 1
    assert not (broken / "best").exists()

    told = await play(broken)
    done, expected = last(told, ev.Finished), last(unbroken, ev.Finished)
    assert (done.steps, done.held_out_loss) == (expected.steps, expected.held_out_loss)
    assert (done.best_epoch, done.held_out_loss_before) == (
        expected.best_epoch,
        expected.held_out_loss_before,
    )
    scored = [[event for event in events if isinstance(event, ev.Evaluated)] for events in (told, unbroken)]
    assert [replace(event, at="") for event in scored[0]] == [replace(event, at="") for event in scored[1]]
    assert adapter_bytes(broken) == adapter_bytes(whole)


@pytest.mark.parametrize(("processes", "steps"), [(1, 3), (2, 2)])
async def test_a_stop_while_the_model_loads_is_heard_and_the_run_can_go_on(
    processes, steps, tiny, make_run, play
):
    folder = make_run(tiny("llama"), epochs=1, plan={"processes": processes})

    def stop_at_once(event):
        if isinstance(event, ev.Started):
            ev.send(folder, ev.Command.STOP)

    told = await play(folder, until=stop_at_once)
    assert isinstance(told[-1], ev.Stopped)
    assert told[-1].step == 0
    assert not [event for event in told if isinstance(event, (ev.StepDone, ev.Failed))]
    assert launcher.state_of(folder) is launcher.RunState.STOPPED
    assert last(await play(folder), ev.Finished).steps == steps


@pytest.fixture(scope="module")
def choices(trainer):
    script = Path(__file__).with_name("check_choices.py")
    return json.loads(subprocess.run([trainer, script], check=True, capture_output=True).stdout)


def test_a_cpu_trains_in_bf16_only_where_that_is_faster(choices):
    assert (choices["faster"], choices["same"], choices["told"]) == (
        ["cpu", "bf16"], ["cpu", "fp32"], ["cpu", "bf16"],
    )  # fmt: skip
    if platform.machine() in {"x86_64", "AMD64"}:
        assert (choices["gain"] > 1) == choices["amx_or_avx512"], choices["gain"]


def test_batches_hold_rows_of_like_length_in_an_order_of_their_own_each_epoch(choices):
    lengths, (first, again, later) = choices["lengths"], choices["orders"]
    assert first == again
    assert first != later
    for order in (first, later):
        assert sorted(order) == list(range(len(lengths)))
        batches = [order[at : at + 4] for at in range(0, len(order), 4)]
        assert len(batches[-1]) == 3, "the smaller one comes last and shifts no other"
        padded = sum(len(one) * max(lengths[row] for row in one) for one in batches)
        assert padded < 1.15 * sum(lengths)
        assert [max(lengths[row] for row in one) for one in batches] != sorted(
            max(lengths[row] for row in one) for one in batches
        )


def test_rows_behind_their_common_beginning_cost_and_teach_the_same(tiny, trainer):
    script = Path(__file__).with_name("check_loss.py")
    done = subprocess.run([trainer, script, tiny("llama")], check=True, capture_output=True)
    for told in json.loads(done.stdout).values():
        assert told["loss"] < 1e-3
        assert told["gradient"] < 1e-3
        assert told["one_wrong"] > 1e-2, "a shift by one would be seen"


async def test_all_masked_data_is_refused(tiny, make_run, play):
    silent = [{"messages": [{"role": "system", "content": "x"}, {"role": "user", "content": "hi"}]}]
    told = await play(make_run(tiny("llama"), data=silent * 4))
    refused = told[-1]
    assert isinstance(refused, ev.Failed)
    assert "nothing to learn" in refused.message
    assert "4 nothing to train" in refused.hint


async def test_only_the_completion_of_a_rated_chat_is_trained(tiny, make_run, play):
    prompt = [
        {"role": "user", "content": "one"},
        {"role": "assistant", "content": "CONTEXT"},
        {"role": "user", "content": "two"},
    ]
    data = [{"prompt": prompt, "completion": [{"role": "assistant", "content": "LEARNED"}]}] * 4
    told = await play(make_run(tiny("llama"), data=data, epochs=1))
    pieces = last(told, ev.MaskPreview).pieces
    assert [piece["text"] for piece in pieces if piece["trained"]] == ["LEARNED<|im_end|>"]


@pytest.mark.parametrize("method", [Method.DPO, Method.KTO])
async def test_preferences_go_on_from_an_adapter_and_export_only_their_own(
    method, tiny, make_run, play, trainer, tmp_path
):
    base = tiny("llama")
    first = make_run(base, name="first", epochs=1)
    await play(first)
    second = make_run(
        base, name="second", method=method, data=preferences(method), plan={"adapter": first / "adapter"},
        epochs=1,
    )  # fmt: skip
    told = await play(second)
    assert last(told, ev.Finished).steps == 2
    assert last(told, ev.Evaluated).measures["liked_nll"] > 0
    assert sorted(path.name for path in (second / "adapter").glob("*.safetensors")) == [
        "adapter_model.safetensors",
        "importance.safetensors",
    ]
    assert not (second / "adapter" / "ref").exists()
    assert adapter_bytes(second) != adapter_bytes(first)
    await deploy.convert(trainer, base, second / "adapter", tmp_path / "build", merged=False)


async def test_two_processes_share_the_work_and_make_one_adapter(tiny, make_run, play):
    alone = last(await play(make_run(tiny("llama"), name="alone", epochs=1)), ev.Finished)
    folder = make_run(tiny("llama"), name="shared", epochs=1, plan={"processes": 2})
    told = await play(folder)
    shared = last(told, ev.Finished)
    assert len([event for event in told if isinstance(event, ev.Started)]) == 1, "one of them speaks"
    # Each step takes the rows of both.
    assert (alone.steps, shared.steps) == (3, 2)
    assert shared.held_out_loss < shared.held_out_loss_before
    assert adapter_bytes(folder)


async def test_two_machines_with_one_kit_make_one_adapter(tiny, make_run, trainer, tmp_path):
    kit.export_kit(make_run(tiny("llama"), epochs=1), tmp_path / "kit.zip", with_base=True)
    away = tmp_path / "shared folder"
    with zipfile.ZipFile(tmp_path / "kit.zip") as packed:
        packed.extractall(away)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [trainer, "training/recipes/elsewhere.py", "--installed", "--machines", "2"]
    command += ["--first", f"127.0.0.1:{port}", "--number"]
    both = [await asyncio.create_subprocess_exec(*command, str(n), cwd=away) for n in range(2)]
    assert [await one.wait() for one in both] == [0, 0], (away / "run" / "log.txt").read_text()
    told = [ev.from_line(line) for line in (away / "run" / ev.EVENTS_FILE).read_text().splitlines()]
    assert len([event for event in told if isinstance(event, ev.Started)]) == 1, "number 0 speaks"
    done = last(told, ev.Finished)
    # Each takes half of the step of four replies; alone it would take as many steps.
    assert json.loads((away / "run" / "plan.json").read_text())["processes"] == 2
    assert done.steps == 3
    assert done.held_out_loss < done.held_out_loss_before
    assert kit.kind_of(away / "tsuki-result.zip") == "result"


async def test_an_adapter_of_another_base_is_refused(tiny, starter, make_run, play, trainer, tmp_path):
    folder = make_run(tiny("llama"), epochs=1)
    await play(folder)
    with pytest.raises(TrainingError, match="another base"):
        await deploy.convert(trainer, starter, folder / "adapter", tmp_path / "build")
    assert list((tmp_path / "build").iterdir()) == []


@pytest.mark.parametrize(("method", "steps"), [(Method.SFT, 6), (Method.DPO, 4), (Method.KTO, 4)])
async def test_a_measurement_tells_speed_and_memory_and_trains_nothing(method, steps, tiny, make_run, play):
    data = None if method is Method.SFT else preferences(method)
    folder = make_run(tiny("llama"), method=method, data=data, plan={"measure_only": True})
    told = await play(folder)
    measured = last(told, ev.Measured)
    assert measured.tokens_per_s > 0
    assert measured.steps == steps
    assert measured.total_s == pytest.approx(measured.steps * measured.step_s)
    assert measured.memory_bytes > 10**8
    assert not [event for event in told if isinstance(event, (ev.StepDone, ev.Evaluated, ev.Failed))]
    assert not (folder / "adapter").exists()
