"""What README.md tells people to type works."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.first_command import ROOT, set_up_commands

README = (ROOT / "README.md").read_text(encoding="utf-8")


def part(title: str) -> str:
    found = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no “{title}”"
    return found[1]


def blocks(text: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def said_commands() -> list[str]:
    return [line for block in blocks(part("The command line")) for line in block.splitlines() if line]


def test_there_are_two_set_up_commands_of_one_line_each() -> None:
    commands = blocks(part("Set up"))
    assert [command.count("\n") for command in commands] == [1, 1]
    opens, tests = set_up_commands()
    assert [command.strip() for command in commands] == [opens, tests]
    assert opens.endswith("/tsuki")
    assert tests.endswith("-m pytest")


@pytest.mark.model
def test_the_commands_work_as_written(tmp_path: Path) -> None:
    commands = said_commands()
    assert commands
    for command in commands:
        program, *words = shlex.split(command)
        assert program == "tsuki"
        whole = [sys.executable, "-m", "tsuki_desktop", "--profile", str(tmp_path / "profile"), *words]
        done = subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=False, timeout=200)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        assert done.stdout.strip(), command
