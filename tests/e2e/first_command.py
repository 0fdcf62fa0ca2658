"""Does what README.md asks a person to do first, in a copy of this checkout, and sees Tsuki answer.

`python tests/e2e/first_command.py`: needs git, bash, Xvfb and xdotool, and nothing installed for Tsuki.
Exit status 0 when the window came and a reply was complete.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
INSTALL_S = 1500
"""llama.cpp takes about five minutes to build on two idle cores."""
ANSWER_S = 300
WORDS = "hello"


def set_up_commands() -> list[str]:
    """README.md's one-line commands that make an environment."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    part = re.search(r"^## Set up$(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert part, "README.md has no “Set up”"
    return re.findall(r"^python3 -m venv .*$", part[1], re.MULTILINE)


def copy_checkout(target: Path) -> None:
    """Copy what is committed, as a clone would have it."""
    target.mkdir(parents=True)
    packed = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "-x", "-C", str(target)], input=packed.stdout, check=True)


def wait_for(condition, what: str, seconds: float, program: subprocess.Popen):
    end = time.monotonic() + seconds
    while not (found := condition()):
        if program.poll() is not None:
            raise SystemExit(f"the command ended by itself with status {program.returncode} before {what}")
        if time.monotonic() > end:
            raise SystemExit(f"{what} did not happen within {seconds:g} s")
        time.sleep(0.5)
    return found


def answered(home: Path, environment: dict[str, str]) -> str:
    """The first complete reply in the log; empty as long as there is none."""

    def tsuki(*words: str):
        command = [str(home / ".venv/bin/tsuki"), "log", *words, "--json"]
        asked = subprocess.run(
            command, cwd=home, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        return json.loads(asked.stdout) if asked.returncode == 0 else None

    listed = tsuki("list")
    shown = tsuki("show", listed[0]["id"]) if listed else None
    replies = (shown or {"messages": []})["messages"][1:]
    return next((one["text"] for one in replies if one["status"] == "complete"), "")


def talk(home: Path, environment: dict[str, str]) -> None:
    command = set_up_commands()[0]
    print(f"$ {command}", flush=True)
    # In a group of its own, so that bash, the window and the model's process can be ended together.
    program = subprocess.Popen(["bash", "-c", command], cwd=home, env=environment, start_new_session=True)

    def xdotool(*words: str) -> list[str]:
        asked = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, check=False
        )
        return asked.stdout.split()

    try:
        began = time.monotonic()
        look = ("search", "--onlyvisible", "--name", "^Tsuki$")
        window = wait_for(lambda: xdotool(*look), "the window", INSTALL_S, program)[0]
        print(f"window after {time.monotonic() - began:.0f} s", flush=True)

        def skipped() -> bool:
            """Press Esc once more, unless the first run has gone."""
            settings = Path(environment["TSUKI_PROFILE"], "settings.toml")
            if settings.exists() and "first_run_seen" in settings.read_text(encoding="utf-8"):
                return True
            xdotool("windowfocus", "--sync", window, "key", "Escape")
            return False

        wait_for(skipped, "the end of the first run", ANSWER_S, program)
        xdotool("windowfocus", "--sync", window, "type", "--delay", "30", WORDS)
        xdotool("windowfocus", "--sync", window, "key", "Return")
        reply = wait_for(lambda: answered(home, environment), "a reply", ANSWER_S, program)
        print(f"“{WORDS}” was answered after {time.monotonic() - began:.0f} s: {reply}", flush=True)
        xdotool("windowfocus", "--sync", window, "key", "ctrl+q")
        status = program.wait(60)
        assert status == 0, f"exit status {status}"
    except BaseException:
        log = Path(environment["TSUKI_PROFILE"]) / "logs" / "tsuki.log"
        print(log.read_text(encoding="utf-8") if log.exists() else "the program logged nothing")
        raise
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "tsuki"
        copy_checkout(home)
        reading, writing = os.pipe()
        server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "TSUKI_PROFILE": str(Path(folder) / "profile"),
            "TSUKI_CACHE": str(Path(folder) / "cache"),
            "OLLAMA_HOST": "127.0.0.1:1",
        }
        try:
            talk(home, environment)
        finally:
            server.terminate()
            server.wait(30)
    print("README's first command works.")


if __name__ == "__main__":
    sys.exit(main())
