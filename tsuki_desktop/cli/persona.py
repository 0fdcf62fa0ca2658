"""`tsuki persona`: who speaks, and character cards."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import as_json, document, job

if TYPE_CHECKING:
    from tsuki_desktop.domain.persona import Persona
    from tsuki_desktop.paths import Profile


@click.group()
def persona() -> None:
    """See who speaks, or talk to somebody from a character card."""


@persona.command()
@click.argument("card", required=False, type=click.Path(path_type=Path))
@as_json
@click.pass_obj
@job
async def show(profile: Profile, card: Path | None, json_: bool) -> None:
    """Say who speaks now, or who would with CARD (PNG, JSON or CHARX)."""
    from tsuki_desktop.persona.loader import load_for
    from tsuki_desktop.services import personas

    if card:
        found = await asyncio.to_thread(personas.preview, card)
    else:
        found, problem = load_for(profile)
        if problem:
            raise problem
    _tell(found, json_)


@persona.command()
@click.argument("card", type=click.Path(path_type=Path))
@as_json
@click.pass_obj
@job
async def use(profile: Profile, card: Path, json_: bool) -> None:
    """Let the character of CARD speak from the next start of a chat on."""
    from tsuki_desktop.services import personas

    found = await asyncio.to_thread(personas.preview, card)
    _tell(await asyncio.to_thread(personas.use, profile, found), json_)


@persona.command()
@as_json
@click.pass_obj
@job
async def back(profile: Profile, json_: bool) -> None:
    """Bring back who spoke before the card."""
    from tsuki_desktop.services import personas

    _tell(await asyncio.to_thread(personas.back, profile), json_)


def _tell(found: Persona, json_: bool) -> None:
    if json_:
        keys = {"name": found.name, "version": found.version, "greeting": found.greeting}
        document(
            {
                **keys,
                "description": found.description,
                "system_prompt": found.system_prompt,
                "examples": [{"user": one.user, "reply": one.reply} for one in found.examples],
            }
        )
        return
    click.echo(f"{found.name}: {found.description[:200]}")
    click.echo(f"“{found.greeting[:300]}”")
    click.echo(f"{len(found.examples)} examples")
