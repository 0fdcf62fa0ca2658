"""`tsuki doctor`: what was found, what is missing, how to mend it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import as_json, document, job

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile


@click.command()
@as_json
@click.pass_obj
@job
async def doctor(profile: Profile, json_: bool) -> int:
    """Tell what was found on this computer and what to do about what is missing."""
    from tsuki_desktop.services.doctor import examine

    checks = await examine(profile)
    if json_:
        document([asdict(check) for check in checks])
    else:
        for check in checks:
            click.echo(f"{'ok  ' if check.ok else 'TODO'}  {check.check}: {check.found}")
            if check.hint:
                click.echo(f"      {check.hint}")
    return 0 if all(check.ok for check in checks) else 1
