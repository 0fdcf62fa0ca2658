"""`tsuki models`: who can speak for Tsuki."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import as_json, document, job, table
from tsuki_desktop.services.session import Session, open_models

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile

_MEGABYTE = 1_000_000


@click.group()
def models() -> None:
    """See and choose who speaks for Tsuki."""


@models.command("list")
@as_json
@click.pass_obj
@job
async def list_(profile: Profile, json_: bool) -> None:
    """List the models that are here."""
    known = open_models(profile)
    try:
        found = await known.available()
        current = (await known.current())[0] if found else ""
    finally:
        await known.close()
    if json_:
        document(
            [
                {
                    "id": one.id,
                    "name": one.name,
                    "backend": one.backend,
                    "path": str(one.path) if one.path else None,
                    "size_bytes": one.size_bytes,
                    "family": one.family,
                    "quantisation": one.quantisation,
                    "fits": one.fits,
                    "current": one.id == current,
                }
                for one in found
            ]
        )
        return
    rows = [
        (
            "*" if one.id == current else "",
            one.id,
            f"{one.size_bytes / _MEGABYTE:,.0f} MB" if one.size_bytes else "",
            one.family,
            one.quantisation,
            {True: "fits", False: "too large", None: ""}[one.fits],
        )
        for one in found
    ]
    table(("", "id", "size", "family", "quantisation", "memory"), rows, empty="No model is here yet.")
    for name, error in known.problems.items():
        click.echo(f"{name}: {error}", err=True)


@models.command()
@click.argument("model")
@as_json
@click.pass_obj
@job
async def use(profile: Profile, model: str, json_: bool) -> None:
    """Let MODEL (an id or name) speak for Tsuki from the next message on."""
    async with await Session.open(profile) as session:
        chosen = await session.models.choose(model)
    if json_:
        document({"id": chosen.id, "name": chosen.name, "backend": chosen.backend, "current": True})
    else:
        click.echo(f"{chosen.id} speaks for Tsuki now.")
