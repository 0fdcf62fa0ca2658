"""`tsuki prove`, `promote` and `rollback`: is she better, and who speaks from now on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import as_json, document, job, table
from tsuki_desktop.services.session import Session

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile


@click.command()
@click.argument("build")
@click.option("--quick", type=click.IntRange(2), default=None, help="So many chats, prompts, facts: a try.")
@as_json
@click.pass_obj
@job
async def prove(profile: Profile, build: str, quick: int | None, json_: bool) -> None:
    """Compare BUILD with what speaks now, on chats that neither has learned from.

    BUILD is a uid, the first four characters of one or more, or a name such as tsuki-01jd3k7p.
    """
    from tsuki_desktop.services.proof_report import limits

    def told(what: str, done: int, of: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{what}: {done}/{of}   ", err=True, nl=done == of)

    async with await Session.open(profile) as session:
        found = await session.retraining.prove(build, told=told, quick=quick or 0)
    if json_:
        document(found.scores())
        return
    rows = [
        (one.name, f"{one.old:.3f}", f"{one.new:.3f}", f"{one.low:+.3f} … {one.high:+.3f}")
        for one in found.measures
    ]
    table(("measure", "old", "new", "new - old, 95%"), rows, empty="")
    chats = max((one.samples for one in found.measures if one.decides), default=0)
    click.echo(f"Against {found.baseline_id}, on {chats} chats. {limits(found)}".strip())
    click.echo(
        f"Verdict: {found.verdict.value}. The report: {profile.builds / found.build_id / 'proof.html'}"
    )


@click.command()
@click.argument("build")
@click.option("--force", is_flag=True, help="Although it was not proven better.")
@as_json
@click.pass_obj
@job
async def promote(profile: Profile, build: str, force: bool, json_: bool) -> None:
    """Let BUILD speak for Tsuki from the next message on, where it was proven better than what speaks now.

    BUILD is a uid, the first four characters of one or more, or a name such as tsuki-01jd3k7p.
    """
    async with await Session.open(profile) as session:
        made = await session.retraining.promote(build, force=force)
        model = session.settings.value.model
    if json_:
        document({"build_id": made.uid, "model": model, "verdict": made.verdict, "forced": force})
    else:
        click.echo(f"{model} speaks for Tsuki now. “tsuki rollback” goes back.")


@click.command()
@as_json
@click.pass_obj
@job
async def rollback(profile: Profile, json_: bool) -> None:
    """Go back to what spoke before the last promotion."""
    from tsuki_desktop.training.deploy import current

    async with await Session.open(profile) as session:
        model = await session.retraining.rollback()
    if json_:
        document({"build_id": current(profile.builds) or None, "model": model})
    else:
        click.echo(f"{model or 'The best model that is here'} speaks for Tsuki again.")
