"""Two windows on one profile: one holds it, the other is told."""

from __future__ import annotations

import time

from tests.faults.rig import size


def test_two_race_for_the_lock(tmp_path, children):
    for number in range(size(20, 200)):
        gate, lock = tmp_path / f"gate-{number}", tmp_path / "tsuki.lock"
        results = [tmp_path / f"result-{number}-{which}" for which in range(2)]
        pids = [children.start("lock", path=str(lock), gate=str(gate), result=str(one)) for one in results]
        gate.touch()
        deadline = time.monotonic() + 30
        while not all(one.exists() and one.read_text() for one in results) and time.monotonic() < deadline:
            time.sleep(0.002)
        assert sorted(one.read_text() for one in results) == ["held", "refused"]
        gate.unlink()
        assert [children.wait(pid) for pid in pids] == [0, 0]


def test_a_killed_holder_leaves_no_lock_behind(tmp_path, children):
    gate, lock = tmp_path / "gate", tmp_path / "tsuki.lock"
    gate.touch()
    for number in range(2):
        result = tmp_path / f"result-{number}"
        pid = children.start("lock", path=str(lock), gate=str(gate), result=str(result))
        deadline = time.monotonic() + 30
        while not (result.exists() and result.read_text()) and time.monotonic() < deadline:
            time.sleep(0.002)
        assert result.read_text() == "held"
        children.kill(pid)
