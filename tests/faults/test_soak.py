"""Turn after turn: no memory, handle or thread more than at the beginning, and every word in the log."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.faults.rig import ROOT, size

MOST_MB = 20


def test_ten_thousand_turns():
    """In a process of its own, so that only its memory counts. The first fifth is the warm-up."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.soak", str(size(300, 10_000))],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["lost"], told["sound"]) == ([], True)
    warm, last = told["blocks"][1], told["blocks"][-1]
    assert last["memory_mb"] - warm["memory_mb"] < MOST_MB
    assert last["handles"] <= warm["handles"]
    assert last["threads"] <= warm["threads"]
