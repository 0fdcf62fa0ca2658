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
