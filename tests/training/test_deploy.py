import pytest

from tsuki_desktop.errors import NotFoundError, TrainingError
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
        deploy.mark(tmp_path, uid, verdict=verdict, scores={"held_out_nll": {"old": 4.0, "new": 3.0}})
    return tmp_path


def test_only_what_was_proven_is_promoted_unless_forced(builds):
    assert deploy.current(builds) == ""
    with pytest.raises(TrainingError, match="not enough evidence"):
        deploy.promote(builds, "B")
    assert deploy.promote(builds, "A") == ""
    assert deploy.promote(builds, "B", force=True) == "A"
    assert deploy.current(builds) == "B"


def test_rollback_goes_back_step_by_step_to_the_untuned_one(builds):
    deploy.promote(builds, "A")
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
