"""Going on with a training from the command line, with small programs' words in the recipes' place."""

import subprocess
import sys
from pathlib import Path

from tsuki_desktop.training import events as ev
from tsuki_desktop.training.plan import Method, Plan, Settings, write_run


def test_a_run_that_is_done_is_not_trained_again_but_made_into_a_model(tmp_path: Path) -> None:
    folder = tmp_path / "profile" / "runs" / "01JD0000000000000000000000"
    write_run(folder, Plan(Method.SFT, Path("base.gguf"), tmp_path, Settings()), [])
    writer = ev.EventWriter(folder)
    writer.write(ev.Started("sft", 1))
    writer.write(ev.Finished("adapter", 2, 1.0, 4.0, 3.0, 1.0, 1.0, 1))
    writer.close()
    told = f'training_python = "{Path(sys.executable).as_posix()}"\n'
    (tmp_path / "profile" / "settings.toml").write_text(told, encoding="utf-8")
    command = [sys.executable, "-m", "tsuki_desktop", "--profile", str(tmp_path / "profile")]
    done = subprocess.run(
        [*command, "train", "--resume", folder.name, "--json"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    # It goes straight to the making, which finds that this one's adapter is gone.
    assert (done.returncode, '"finished"' in done.stdout) == (1, True), done.stderr
    assert "not finished" in done.stderr
    assert "already done" not in done.stderr


def test_a_terminal_is_told_what_was_resolved_and_what_is_trained(tmp_path: Path) -> None:
    uid = "01JD0000000000000000000001"
    folder = tmp_path / "profile" / "runs" / uid
    write_run(folder, Plan(Method.SFT, Path("base.gguf"), tmp_path, Settings()), [])
    counts = {
        "device": "cpu", "precision": "fp32", "threads": 2, "learning_rate": 0.001, "epochs": 3, "batch": 4,
        "accumulate": 2, "rank": 16, "max_steps": None, "rows": 90, "held_out_rows": 10, "tokens": 9000,
        "trained_tokens": 2500, "left_out": {"too long": 3},
    }  # fmt: skip
    writer = ev.EventWriter(folder)
    writer.write(ev.Started("sft", 1))
    writer.write(ev.Config(counts))
    pieces = [{"text": "x" * 900 + "hi<|im_end|>", "trained": False}, {"text": "hey you", "trained": True}]
    writer.write(ev.MaskPreview(pieces, tokens=250, trained_tokens=3))
    writer.write(ev.Finished("adapter", 2, 1.0, 4.0, 3.0, 1.0, 1.0, 1))
    writer.close()
    told = f'training_python = "{Path(sys.executable).as_posix()}"\n'
    (tmp_path / "profile" / "settings.toml").write_text(told, encoding="utf-8")
    command = [sys.executable, "-m", "tsuki_desktop", "--profile", str(tmp_path / "profile")]
    done = subprocess.run(
        [*command, "train", "--resume", uid], capture_output=True, text=True, timeout=120, check=False,
        encoding="utf-8",
    )  # fmt: skip
    first, second, third, text = done.stdout.splitlines()[:4]
    assert first == "cpu in fp32, 2 threads; rate 0.001, 3 epochs, 4 x 2 rows a step, LoRA rank 16"
    assert second == "90 rows (3 left out), 10 held out; 2500 of 9000 tokens are trained"
    assert "3 of 250 tokens" in third
    assert text.startswith("…xxx")
    assert text.endswith("hi<|im_end|>[hey you]")
    assert len(text) < 500
