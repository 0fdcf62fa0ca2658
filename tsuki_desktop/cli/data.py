"""`tsuki export` and `tsuki lint`: training data out, and what it is worth."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import as_json, document, job
from tsuki_desktop.services.session import Session

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile

_FORMATS = ("messages", "instruction", "threads", "preference", "unpaired", "sharegpt")


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(_FORMATS), default="messages", show_default=True)
@click.option(
    "--only", type=click.Choice(["liked", "corrected", "all-rated"]), default="liked", show_default=True
)
@click.option("--system/--no-system", default=True, help="Begin each row with Tsuki's system prompt.")
@click.option("--split", type=click.FloatRange(0, 0.9), default=0.0, help="Share of chats to hold out.")
@click.option("--since", default="", metavar="TIME", help="Only ratings from then on (ISO 8601, UTC).")
@click.option("--force", is_flag=True, help="Replace OUT where it is there.")
@as_json
@click.pass_obj
@job
async def export(
    profile: Profile,
    out: Path,
    form: str,
    only: str,
    system: bool,
    split: float,
    since: str,
    force: bool,
    json_: bool,
) -> None:
    """Write what was rated to OUT, as training data, one JSON row a line."""
    from tsuki_desktop.dataset.formats import Format
    from tsuki_desktop.dataset.walk import Only
    from tsuki_desktop.services.exporting import Choice

    choice = Choice(Format(form), Only(only), system, split, since, overwrite=force)
    async with await Session.open(profile) as session:
        done = await session.exporting.export(
            choice, out, progress=_progress if sys.stderr.isatty() else None
        )
    if json_:
        document(
            {
                "path": str(done.path),
                "validation_path": str(done.validation_path) if done.validation_path else None,
                "rows": done.rows + done.validation_rows,
                "left_out": dict(done.tally.left_out),
                "findings": done.findings,
                "manifest": str(done.manifest),
            }
        )
        return
    click.echo(f"{done.rows + done.validation_rows} rows in {done.path}")
    for rule, count in done.tally.left_out.items():
        click.echo(f"  {count} left out: {rule}")
    for kind, count in done.findings.items():
        click.echo(f"  {kind}: {count} replaced by a placeholder")


def _progress(rows: int) -> None:
    click.echo(f"\r{rows:,} rows", err=True, nl=False)
