import pytest

from tsuki_desktop.errors import NotFoundError, TrainingError, UsageError
from tsuki_desktop.training import deploy


@pytest.fixture
def builds(tmp_path):
    """Two whole builds, A proven better, B not."""
    for uid, verdict in (("A", "better"), ("B", "not enough evidence")):
        folder = tmp_path / uid
        folder.mkdir()
        (folder / "adapter.gguf").write_bytes(b"GGUF")
        build = deploy.new_build(folder, run="R", base="base.gguf", files={"adapter": "adapter.gguf"})
        deploy.write_build(folder, build)
        deploy.mark(tmp_path, uid, verdict=verdict, scores={"baseline_id": "old", "whole": True})
    return tmp_path


def test_only_what_was_proven_is_promoted_unless_forced(builds):
    assert deploy.current(builds) == ""
    with pytest.raises(TrainingError, match="not enough evidence"):
        deploy.promote(builds, "B")
    with pytest.raises(TrainingError, match="compared with old, but new speaks now"):
        deploy.promote(builds, "A", speaks="new")
    assert deploy.promote(builds, "A", speaks="old") == ""
    assert deploy.promote(builds, "B", force=True) == "A"
    assert deploy.current(builds) == "B"


def test_rollback_goes_back_step_by_step_to_the_untuned_one(builds):
    deploy.promote(builds, "A", speaks="old")
    deploy.promote(builds, "B", force=True)
    assert deploy.rollback(builds) == "A"
    assert deploy.rollback(builds) == ""
    with pytest.raises(TrainingError, match="nothing to go back"):
        deploy.rollback(builds)


def test_half_made_builds_are_never_promoted(builds):
    (builds / "A" / "adapter.gguf").unlink()
    with pytest.raises(NotFoundError, match="not whole"):
        deploy.promote(builds, "A")
    (builds / "C").mkdir()
    with pytest.raises(NotFoundError):
        deploy.promote(builds, "C", force=True)
    assert [build.uid for build in deploy.list_builds(builds)] == ["B", "A"]


def test_a_short_try_and_one_against_another_do_not_promote(builds):
    told = {"baseline_id": "old", "whole": True}
    for more, speaks, why in (
        ({"whole": False}, "old", "short try"),
        ({"instead_of": "echo"}, "echo", "echo, which speaks now, cannot be asked"),
        ({"instead_of": "echo"}, "other", "other speaks now"),
    ):
        build = deploy.mark(builds, "A", verdict="better", scores={**told, **more})
        assert why in deploy.refusal(build, speaks).message
    assert deploy.refusal(build, "old") is None, "who was compared speaks by now"
    old = deploy.mark(builds, "A", verdict="better", scores={"baseline_id": "old"})
    assert deploy.refusal(old, "old") is not None, "of an older version, which did not say"


def test_one_damaged_build_is_left_out_and_logged(builds, caplog):
    for text in ("{", "[]", '{"uid": "B"}'):
        (builds / "B" / "build.json").write_text(text)
        caplog.clear()
        assert [build.uid for build in deploy.list_builds(builds)] == ["A"]
        assert "build B cannot be read" in caplog.text
        with pytest.raises(NotFoundError):
            deploy.read_build(builds / "B")


def test_a_build_is_found_by_its_names_and_beginnings(tmp_path):
    for uid in ("01KAQ2VX0000", "01KAQ2VX0001", "01KBQ2VX0002"):
        (tmp_path / uid).mkdir()
        deploy.write_build(tmp_path / uid, deploy.new_build(tmp_path / uid, run="R", base="b"))
    for name in ("01KAQ2VX0001", "01kaq2vx0001", "tsuki-01kbq2vx", "llama.cpp:tsuki-01kbq2vx", "01kb"):
        assert deploy.find_build(tmp_path, name).uid in {"01KAQ2VX0001", "01KBQ2VX0002"}
    with pytest.raises(UsageError, match="01KAQ2VX0001, 01KAQ2VX0000"):
        deploy.find_build(tmp_path, "tsuki-01kaq2vx")
    for name in ("", "01k", "tsuki-", "nothing", ".."):
        with pytest.raises(NotFoundError):
            deploy.find_build(tmp_path, name)


def test_parity_fails_loudly():
    assert deploy.check_parity("q8_0", 3.435, 3.440) == pytest.approx(0.005)
    with pytest.raises(TrainingError, match="q8_0"):
        deploy.check_parity("q8_0", 3.435, 4.077)
    with pytest.raises(TrainingError):
        deploy.check_parity("f16", 3.4, float("nan"))


def test_few_tokens_forgive_rounding_but_not_a_wrong_file():
    assert deploy.check_parity("q8_0", 3.0, 3.03, tokens=100) == pytest.approx(0.03)
    for kind, deployed, tokens in (("q8_0", 3.03, 5000), ("q8_0", 3.1, 100), ("f16", 3.03, 100)):
        with pytest.raises(TrainingError):
            deploy.check_parity(kind, 3.0, deployed, tokens)


def test_a_type_that_erases_the_training_is_told():
    assert deploy.erased("q4_k_m", 4.162, 3.435, 3.474) == ""
    assert deploy.erased("q4_1", 4.162, 3.435, 4.077).startswith("Q4_1 would erase 88% of what was learned")
    assert "erase some" in deploy.erased("q4_1", None, 3.435, 4.077)
