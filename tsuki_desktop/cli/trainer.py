"""The Python that trains, from the command line: `tsuki train --setup` and `--python`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import document
from tsuki_desktop.services.session import Session

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile

OWN = "own"
"""What stands for the program's own Python in the place of a path."""


async def set_up(profile: Profile, kind: str, *, json_: bool) -> int:
    """Build the environment for `kind` of hardware, empty for what is found, and tell each step."""
    async with await Session.open(profile) as session:
        async for step in session.retraining.trainer.set_up(kind):
            if json_:
                row = {"event": "setup", "stage": step.stage, "what": step.what, "packages": step.packages}
                click.echo(json.dumps(row, ensure_ascii=False))
            elif step.stage == "warning":
                click.echo(f"! {step.what}", err=True)
            else:
                click.echo(f"{step.stage} {step.what}".strip())
    return 0


async def name(profile: Profile, python: str, *, json_: bool) -> int:
    """Train with this Python, or with the program's own, from now on."""
    async with await Session.open(profile) as session:
        trainer = session.retraining.trainer
        if python == OWN:
            trainer.forget()
        else:
            await trainer.name(_place(python))
        found = trainer.chosen()
    path = str(found.interpreter) if found.interpreter else None
    if json_:
        document({"interpreter": path, "source": found.source})
    else:
        click.echo(f"Training runs in {path}." if path else "Training is not set up.")
    return 0


def _place(python: str) -> Path:
    """The whole path; links stay, since it is a link that makes an environment what it is."""
    return Path(shutil.which(python) or python).absolute()
