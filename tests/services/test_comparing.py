"""Blind votes: drawn once, kept as they come, and told only at the end."""

import json

import pytest

from tsuki_desktop.errors import NotFoundError, UsageError
from tsuki_desktop.services import comparing
from tsuki_desktop.services.comparing import Vote


def write_proof(folder, pairs, made_at="2026-11-23T08:00:00Z"):
    told = {"made_at": made_at, "baseline_id": "llama.cpp:old", "pairs": pairs}
    (folder / "proof.json").write_text(json.dumps(told))


PAIRS = [[f"asked {n}", f"old {n}", f"new {n}"] for n in range(12)]


def test_nothing_can_be_compared_before_the_proof(tmp_path) -> None:
    with pytest.raises(NotFoundError):
        comparing.begin(tmp_path)
    write_proof(tmp_path, [["hi", "same", " same "]])
    with pytest.raises(UsageError, match="nothing to choose"):
        comparing.begin(tmp_path)


def test_sides_are_drawn_and_a_vote_means_whose_reply_it_was(tmp_path) -> None:
    write_proof(tmp_path, PAIRS)
    trial = comparing.begin(tmp_path, seed=3)
    assert {pair.new_first for pair in trial.pairs} == {True, False}
    assert [pair.asked for pair in trial.pairs] != [one[0] for one in PAIRS]
    assert sorted(pair.asked for pair in trial.pairs) == sorted(one[0] for one in PAIRS)
    first = trial.pairs[0]
    assert first.replies[0 if first.new_first else 1].startswith("new")
    assert trial.voted(1).votes == (Vote.NEW if first.new_first else Vote.OLD,)
    assert trial.voted(2).votes == (Vote.OLD if first.new_first else Vote.NEW,)
    assert trial.voted(0).votes == (Vote.SAME,)
    assert trial.voted(0).undone().votes == ()


def test_votes_are_found_again_and_judged_after_the_last(tmp_path) -> None:
    write_proof(tmp_path, PAIRS)
    trial = comparing.begin(tmp_path)
    for pair in trial.pairs[:-1]:
        trial = comparing.save(tmp_path, trial.voted(1 if pair.new_first else 2))
    assert comparing.read(tmp_path) == trial == comparing.begin(tmp_path)
    assert trial.measure() is None, "it is told after the last one"
    trial = trial.voted(0)
    assert trial.over
    assert trial.voted(1) == trial
    found = trial.measure()
    assert (found.new, found.samples, found.better) == (1.0, 11, True)
    even = comparing.begin(tmp_path, again=True)
    for number, pair in enumerate(even.pairs):
        even = even.voted(1 if pair.new_first is bool(number % 2) else 2)
    assert not even.measure().better
    assert even.measure().harm[0] < 0


def test_votes_on_an_older_proof_do_not_count(tmp_path) -> None:
    write_proof(tmp_path, PAIRS)
    comparing.save(tmp_path, comparing.begin(tmp_path).voted(1))
    write_proof(tmp_path, PAIRS, made_at="2026-11-24T08:00:00Z")
    assert comparing.read(tmp_path) is None
    assert comparing.begin(tmp_path).votes == ()
    (tmp_path / comparing.FILE).write_text("{")
    assert comparing.read(tmp_path) is None
