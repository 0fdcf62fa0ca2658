import json
from dataclasses import replace
from pathlib import Path

import pytest

from tsuki_desktop.errors import TrainingError
from tsuki_desktop.training import plan as p
from tsuki_desktop.training.hardware import amd_memory, nvidia_cards

STARTER = p.Base(Path("starter.gguf"), "llama", 134_515_008, 30, 576, 49_152)
SEVEN_B = p.Base(Path("big.gguf"), "llama", 7_000_000_000, 32, 4096, 32_000)
LAPTOP = p.Hardware("cpu", "CPU", 16 * p.GIB, 4)
GPU = p.Hardware("cuda", "a GPU", 24 * p.GIB, 16)


def test_the_recommended_rate_falls_with_size():
    rates = [
        p.settings_for(p.Preset.RECOMMENDED, p.Method.SFT, base, 500, LAPTOP).learning_rate
        for base in (STARTER, SEVEN_B)
    ]
    assert rates == [pytest.approx(1e-3, rel=0.1), 2e-4]
    few = p.settings_for(p.Preset.RECOMMENDED, p.Method.SFT, SEVEN_B, 100, LAPTOP)
    assert few.learning_rate == 1e-4


def test_the_guide_keeps_its_own_figures():
    told = p.settings_for(p.Preset.GUIDE, p.Method.SFT, STARTER, 500, GPU)
    assert (told.rank, told.learning_rate, told.batch, told.accumulate, told.epochs) == (16, 2e-4, 2, 4, 3)
    assert told.targets == ("q_proj", "k_proj", "v_proj", "o_proj")
    assert (told.max_length, told.four_bit) == (2048, True)
    assert not p.settings_for(p.Preset.GUIDE, p.Method.SFT, STARTER, 500, LAPTOP).four_bit


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (2, 2), (4, 3), (16, 15)])
def test_a_core_stays_free_where_there_are_more_than_two(cores, threads):
    assert p.threads_for(p.Hardware("cpu", "CPU", p.GIB, cores)) == threads


def test_preferences_learn_slowly():
    assert p.settings_for(p.Preset.RECOMMENDED, p.Method.DPO, STARTER, 500, LAPTOP).learning_rate == 5e-6


def test_memory_of_the_starter_is_near_what_was_measured():
    settings = p.settings_for(p.Preset.RECOMMENDED, p.Method.SFT, STARTER, 200, LAPTOP)
    # 3.5 GB were seen with rows of up to 250 tokens.
    assert p.memory_needed(STARTER, settings, 250, LAPTOP) / 3.5e9 == pytest.approx(1, abs=0.35)


def test_what_cannot_fit_is_refused_with_what_would():
    settings = p.settings_for(p.Preset.RECOMMENDED, p.Method.SFT, SEVEN_B, 500, LAPTOP)
    with pytest.raises(TrainingError, match="needs about") as refused:
        p.fitted(SEVEN_B, settings, 512, LAPTOP)
    assert "billion parameters fit" in refused.value.hint
    assert p.fitted(STARTER, settings, 512, LAPTOP) == (settings, "")


def test_where_memory_is_scarce_the_plan_itself_takes_less_and_says_so():
    small = replace(LAPTOP, memory=4 * p.GIB)
    settings = p.settings_for(p.Preset.RECOMMENDED, p.Method.SFT, STARTER, 200, small)
    assert p.memory_needed(STARTER, settings, 2048, small) > small.memory
    taken, note = p.fitted(STARTER, settings, 2048, small)
    assert p.memory_needed(STARTER, taken, 2048, small) <= small.memory
    assert (taken.batch, taken.gradient_checkpointing) == (1, True)
    assert taken.accumulate == settings.batch * settings.accumulate, "the same rows a step"
    assert "one by one" in note


def test_memory_that_nothing_tells_is_no_reason_to_refuse():
    unknown = p.Hardware("rocm", "AMD GPU", 0, 8)
    settings = p.settings_for(p.Preset.RECOMMENDED, p.Method.SFT, SEVEN_B, 500, unknown)
    assert p.fitted(SEVEN_B, settings, 512, unknown) == (settings, "")


def test_a_gpu_does_not_help_where_the_computer_cannot_read_the_file():
    thin = replace(GPU, host=8 * p.GIB)
    settings = p.settings_for(p.Preset.RECOMMENDED, p.Method.SFT, SEVEN_B, 500, thin)
    with pytest.raises(TrainingError, match="of the computer's memory"):
        p.fitted(SEVEN_B, settings, 512, thin)
    p.fitted(SEVEN_B, settings, 512, replace(GPU, host=64 * p.GIB))
    p.fitted(replace(SEVEN_B, path=Path("a-folder")), settings, 512, thin)


@pytest.mark.parametrize("preset", list(p.Preset))
@pytest.mark.parametrize("method", list(p.Method))
def test_several_gpus_make_the_same_step_together(preset, method):
    alone = p.settings_for(preset, method, STARTER, 500, GPU)
    for count in (2, 4):
        several = replace(GPU, devices=count)
        together = p.settings_for(preset, method, STARTER, 500, several)
        assert p.processes_for(several) == count
        assert together.batch * together.accumulate * count == alone.batch * alone.accumulate
    assert p.processes_for(replace(LAPTOP, devices=2)) == 1


@pytest.mark.parametrize("architecture", ["mamba", "gemma2"])
def test_architectures_that_were_not_tested_are_refused(architecture):
    base = p.Base(Path("x.gguf"), architecture, 10**8, 30, 576, 49_152)
    with pytest.raises(TrainingError, match=architecture):
        p.fitted(base, p.Settings(), 100, LAPTOP)


def test_too_few_replies_are_refused():
    with pytest.raises(TrainingError, match="49 liked"):
        p.refuse_too_few(49)
    p.refuse_too_few(50)
    assert [p.worth(count) for count in (49, 50, 200, 300)] == ["too few", "experimental", "fair", "good"]


def test_a_conversation_is_on_one_side_and_stays_there():
    groups = [f"chat {number // 3}" for number in range(600)]
    held = p.split(groups)
    sides = {group: {held[at] for at in range(600) if groups[at] == group} for group in groups}
    assert all(len(side) == 1 for side in sides.values())
    assert 0.05 < sum(held) / 600 < 0.16
    more = p.split([*groups, *[f"later {number}" for number in range(300)]])
    assert more[:600] == held


def test_a_chat_that_was_trained_is_not_held_out_while_a_small_profile_grows():
    trained: set[str] = set()
    names: list[str] = []
    for _ in range(20):
        names += [f"chat {len(names) + number}" for number in range(4)]
        held = p.split(names, trained=trained)
        assert sum(held) >= min(8, len(names) // 4)
        out = {name for name, is_out in zip(names, held, strict=True) if is_out}
        by_name = {name for name in names if p.split([name])[0]}
        assert {p.mark(name) for name in out - by_name}.isdisjoint(trained)
        assert by_name <= out, "what is held out by its name always was"
        trained |= {p.mark(name) for name in set(names) - out}
    assert not any(p.split(["only one", "and another"], trained={p.mark("only one"), p.mark("and another")}))


def test_a_little_data_still_holds_some_out():
    assert sum(p.split([f"chat {number}" for number in range(40)])) >= 8


def test_a_run_s_folder_is_a_run_only_when_whole(tmp_path):
    folder = tmp_path / "RUN"

    def torn():
        yield {"messages": []}
        raise OSError("disk")

    plan = p.Plan(p.Method.SFT, Path("base.gguf"), tmp_path, p.Settings(), lineage={"messages": ["A"]})
    with pytest.raises(OSError, match="disk"):
        p.write_run(folder, plan, torn())
    assert not (folder / "plan.json").exists()
    p.write_run(tmp_path / "GOOD", plan, [{"messages": []}])
    told = json.loads((tmp_path / "GOOD" / "plan.json").read_text())
    assert (told["method"], told["run_id"], told["lineage"]) == ("sft", "GOOD", {"messages": ["A"]})


def test_cards_are_read_from_what_their_makers_tools_print():
    told = "NVIDIA L4, 23034\nNVIDIA L4, 23034\nNVIDIA GH200 480GB, [N/A]"
    assert nvidia_cards(told)[:2] == [("NVIDIA L4", 23034 * 2**20)] * 2
    assert nvidia_cards(told)[2] == ("NVIDIA GH200 480GB", 0)
    assert len(nvidia_cards(told, "0,2")) == 2
    assert nvidia_cards("") == []
    smi = {"card0": {"VRAM Total Memory (B)": "536870912"}, "card1": {"VRAM Total Memory (B)": "17163091968"}}
    assert amd_memory(json.dumps(smi)) == 17163091968
    assert [amd_memory(text) for text in ("", "not json", "{}", "[]")] == [0, 0, 0, 0]
    assert str(replace(GPU, devices=2)) == "2 x a GPU, 24 GB"
    assert str(p.Hardware("rocm", "AMD GPU", 0, 8)) == "AMD GPU"
