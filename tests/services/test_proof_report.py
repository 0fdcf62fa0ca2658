"""The report says what the figures say."""

import json
import math
from xml.etree import ElementTree

from tsuki_desktop.services.proof_report import Proof, intervals, save, scatter
from tsuki_desktop.training.proof import Verdict, paired


def proof(old, new):
    nll = paired("held_out_nll", old, new, margin=0.0, decides=True)
    style = paired("style", [0.2] * 30, [0.8] * 30, margin=0.1, higher_is_better=True)
    return Proof("NEW", "OLD", (nll, style), 0.18, ((4.0, 3.0), (3.5, 3.6)), (("<b>hi", "old", "new"),))


def test_the_verdict_follows_the_figures(tmp_path) -> None:
    won = proof([4.0 + n / 100 for n in range(30)], [3.0 + n / 100 for n in range(30)])
    assert won.verdict is Verdict.BETTER
    assert proof([3.0] * 30, [4.0] * 30).verdict is Verdict.WORSE
    same = [3.0 + n % 7 for n in range(30)]
    assert proof(same, same[::-1]).verdict is not Verdict.BETTER
    page = save(won, tmp_path)
    told = json.loads((tmp_path / "proof.json").read_text())
    assert told["verdict"] == "better"
    assert told["measures"]["held_out_nll"]["new"] < told["measures"]["held_out_nll"]["old"]
    text = page.read_text(encoding="utf-8")
    assert "<h1>Better</h1>" in text
    assert "18.0%" in text
    assert "&lt;b&gt;hi" in text


def test_plots_are_whole_and_within_their_frame() -> None:
    won = proof([4.0] * 30, [3.0] * 30)
    for plot in (intervals(won.measures), scatter(won.per_chat)):
        root = ElementTree.fromstring(plot)
        width = float(root.attrib["viewBox"].split()[2])
        numbers = [float(e.attrib[k]) for e in root.iter() for k in ("x1", "x2", "cx") if k in e.attrib]
        assert numbers
        assert all(math.isfinite(n) and 0 <= n <= width for n in numbers)
