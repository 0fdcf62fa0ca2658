"""The program from outside: a process of its own on a display of its own."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.program import Program

_SMALL = "motion = false\nmax_tokens = 40\n"


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """An X server on the first free number."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(30)


@pytest.fixture
def started(display: str, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start the program, by default on this test's own profile; whatever still runs afterwards is ended."""
    running: list[Program] = []

    def start(settings: str = _SMALL, **environment: str) -> Program:
        profile = tmp_path / "profile"
        if not profile.exists():
            profile.mkdir()
            met = "" if "first_run_seen" in settings else "first_run_seen = true\n"
            (profile / "settings.toml").write_text(met + settings)
        program = Program(profile, display, environment)
        running.append(program)
        program.wait_for_window()
        return program

    yield start
    for program in running:
        program.end()
