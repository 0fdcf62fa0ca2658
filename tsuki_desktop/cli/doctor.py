"""`tsuki doctor`: what was found, what is missing, how to mend it."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import as_json, document, job

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile


@click.command()
@click.option("--repair", is_flag=True, help="Save what can be saved of a damaged chat log.")
@as_json
@click.pass_obj
@job
async def doctor(profile: Profile, repair: bool, json_: bool) -> int:
    """Tell what was found on this computer and what to do about what is missing."""
    from tsuki_desktop.services import keeping
    from tsuki_desktop.services.doctor import examine

    if repair:
        done = await asyncio.to_thread(keeping.repair, profile)
        saved = done.salvage
        read, copied = saved.read.get("messages", 0), saved.from_backup.get("messages", 0)
        click.echo(f"{read} messages read, {copied} taken from backups, {saved.lost} lost.", err=True)
    checks = await examine(profile)
    if json_:
        document([asdict(check) for check in checks])
    else:
        for check in checks:
            mark = "TODO" if not check.ok else "note" if check.hint else "ok  "
            click.echo(f"{mark}  {check.check}: {check.found}")
            if check.hint:
                click.echo(f"      {check.hint}")
    return 0 if all(check.ok for check in checks) else 1
