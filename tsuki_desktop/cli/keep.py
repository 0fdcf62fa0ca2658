"""`tsuki backup` and `tsuki archive`: copies of the chat log, and of everything."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import as_json, document, job, table
from tsuki_desktop.services import keeping

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.store.archive import Archive


@click.group()
def backup() -> None:
    """Copy the chat log, and bring a copy back."""


@backup.command()
@as_json
@click.pass_obj
@job
async def now(profile: Profile, json_: bool) -> None:
    """Make a verified copy now."""
    made = await asyncio.to_thread(keeping.back_up, profile)
    if json_:
        document(keeping.as_rows([made]))
    else:
        click.echo(f"{made.messages} messages copied to {made.path}.")


@backup.command("list")
@as_json
@click.pass_obj
@job
async def list_(profile: Profile, json_: bool) -> None:
    """List the copies, newest first."""
    found = await asyncio.to_thread(keeping.backups, profile)
    if json_:
        document(keeping.as_rows(found))
        return
    rows = [
        (str(one.number), one.created_at[:16], one.kind, str(one.messages), one.path.name) for one in found
    ]
    table(("number", "made", "kind", "messages", "file"), rows, empty="No backup yet.")


@backup.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do it; without this, only say what would change.")
@as_json
@click.pass_obj
@job
async def restore(profile: Profile, name: str, yes: bool, json_: bool) -> None:
    """Bring back the backup NAME (a number or a file name); what is there is backed up first."""
    one = await asyncio.to_thread(keeping.find_backup, profile, name)
    if yes:
        saved = await asyncio.to_thread(keeping.restore, profile, one)
        if json_:
            document(keeping.as_rows([one]))
        else:
            click.echo(
                f"Restored {one.path.name}." + (f" What was there: {saved.path.name}." if saved else "")
            )
        return
    change = await asyncio.to_thread(keeping.preview_restore, profile, one)
    if json_:
        document(
            {
                "path": str(one.path),
                "messages_lost": change.messages_lost,
                "messages_back": change.messages_back,
                "conversations_lost": change.conversations_lost,
                "conversations_back": change.conversations_back,
                "ratings_lost": change.ratings_lost,
            }
        )
        return
    click.echo(f"{change.messages_back} messages would come back, {change.messages_lost} would go,")
    click.echo(
        f"{change.ratings_lost} ratings would go. Add --yes to do it; what is there is backed up first."
    )


@click.group()
def archive() -> None:
    """Take the whole data folder along as one file."""


@archive.command("export")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@click.pass_obj
@job
async def export(profile: Profile, out: Path, json_: bool) -> None:
    """Write everything to OUT."""
    _tell(await asyncio.to_thread(keeping.pack, profile, out), json_=json_)


@archive.command("import")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@as_json
@click.pass_obj
@job
async def import_(profile: Profile, file: Path, json_: bool) -> None:
    """Make an empty data folder (see --profile) from FILE."""
    _tell(await asyncio.to_thread(keeping.unpack, file, profile), json_=json_)


def _tell(made: Archive, *, json_: bool) -> None:
    if json_:
        row = {"path": str(made.path), "created_at": made.created_at, "bytes": sum(made.members.values())}
        document([{**row, "verified": True}])
    else:
        click.echo(f"{made.conversations} conversations, {made.messages} messages: {made.path}")
