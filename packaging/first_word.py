"""How long from the icon to Tsuki's first word: starts a program in a display of its own and talks to it.

`python packaging/first_word.py [--rounds N] COMMAND…` prints, for each round and as the median, the seconds
from the start of COMMAND to its window, and to the first word of the answer to a word typed as soon as the
window and the chat log are there. Needs Xvfb and xdotool. Each round has a profile of its own.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sqlite3
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

LONGEST_S = 120


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("command", nargs="+")
    chosen = options.parse_args()
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as numbers:
        display = f":{numbers.readline().strip()}"
    try:
        rounds = [one_round(chosen.command, display) for _ in range(chosen.rounds)]
    finally:
        server.terminate()
        server.wait()
    for name, values in zip(("window", "first word"), zip(*rounds, strict=True), strict=True):
        listed = ", ".join(f"{value:.2f}" for value in values)
        print(f"{name}: median {statistics.median(values):.2f} s of {listed}")


def one_round(command: list[str], display: str) -> tuple[float, float]:
    """Seconds to the window, and to the first word."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "OLLAMA_HOST": "127.0.0.1:1",
            "TSUKI_PROFILE": f"{folder}/profile", "TSUKI_CACHE": f"{folder}/cache",
        }  # fmt: skip
        # The first run would stand before the chat.
        Path(folder, "profile").mkdir()
        Path(folder, "profile", "settings.toml").write_text("first_run_seen = true\n", encoding="utf-8")
        start = time.monotonic()
        program = subprocess.Popen(command, env=environment)

        def xdotool(*words: str) -> str:
            done = subprocess.run(
                ["xdotool", *words], env=environment, capture_output=True, text=True, check=False
            )
            return done.stdout.strip()

        try:
            look = ("search", "--onlyvisible", "--name", "^Tsuki$")
            window = wait(lambda: xdotool(*look)).split()[0]
            shown = time.monotonic() - start
            database = Path(folder, "profile", "tsuki.db")
            wait(database.exists)
            xdotool("windowfocus", "--sync", window, "type", "--delay", "5", "hello")
            sent = time.monotonic()
            asked = time.time()
            xdotool("windowfocus", "--sync", window, "key", "Return")
            ready = sent - start
            return shown, ready + wait(lambda: first_word(database)) - asked
        finally:
            program.terminate()
            program.wait(30)


def first_word(database: Path) -> float:
    """When the first token of the first reply came, in seconds since 1970; 0 where none is there yet."""
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
            row = db.execute(
                "select created_at, first_token_s from messages where role = 'assistant'"
                " and first_token_s > 0"
            ).fetchone()
    except sqlite3.OperationalError:
        return 0.0
    return datetime.datetime.fromisoformat(row[0]).timestamp() + row[1] if row else 0.0


def wait(condition):  # noqa: ANN001, ANN201 - whatever it gives
    """What `condition` gives, as soon as it gives something."""
    end = time.monotonic() + LONGEST_S
    while not (found := condition()):
        if time.monotonic() > end:
            raise SystemExit("nothing happened")
        time.sleep(0.02)
    return found


if __name__ == "__main__":
    main()
