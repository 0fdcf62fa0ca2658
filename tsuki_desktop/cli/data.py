"""`tsuki export`, `import`, `data`, `lint`, `clean`: training data out and in, and what it is worth."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tsuki_desktop.cli.output import as_json, document, job, table
from tsuki_desktop.services.session import Session

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.store.datasets import DataSet

_MOST_NOTES = 5
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


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as", "shape", default="", help="The format, where it is not recognised.")
@click.option("--persona-speaker", default="", metavar="NAME", help="Whose voice becomes Tsuki's.")
@click.option(
    "--links", type=click.Choice(["remove", "replace", "keep"]), default="remove", help="Web addresses."
)
@click.option(
    "--attachments", type=click.Choice(["drop", "mark"]), default="drop", help="Messages without words."
)
@click.option("--gap", type=click.IntRange(0), default=0, metavar="MINUTES", help="Silence that parts chats.")
@click.option("--column", "columns", multiple=True, metavar="PART=NAME", help="As in speaker=Author.")
@click.option("--dry-run", is_flag=True, help="Only say what would be kept.")
@as_json
@click.pass_obj
@job
async def import_(
    profile: Profile,
    files: tuple[Path, ...],
    shape: str,
    persona_speaker: str,
    links: str,
    attachments: str,
    gap: int,
    columns: tuple[str, ...],
    dry_run: bool,
    json_: bool,
) -> None:
    """Bring in chats and data sets from FILES; what each is, is seen from its content."""
    from tsuki_desktop.dataset.importers.intake import Attachments, Choices, Links
    from tsuki_desktop.services import collecting

    if shape and shape not in collecting.SHAPES:
        raise click.BadParameter(f"known are {', '.join(collecting.SHAPES)}", param_hint="--as")
    parts = dict(column.split("=", 1) for column in columns if "=" in column)
    choices = Choices(
        persona_speaker, Links(links), parts, attachments=Attachments(attachments), gap_minutes=gap
    )
    told: list[dict[str, Any]] = []
    for file in files:
        done = await asyncio.to_thread(
            collecting.bring_in, profile, file, shape=shape, choices=choices, dry_run=dry_run
        )
        told.append(done.as_json)
    if json_:
        document(told)
        return
    for one in told:
        click.echo(f"{one['file']}: {one['format']}, {one['rows']} rows{' would be' if dry_run else ''} kept")
        for reason, count in one["dropped"].items():
            click.echo(f"  {count} left out: {reason.replace('_', ' ')}")
        for note in one["notes"][:_MOST_NOTES]:
            click.echo(f"  {note['where']}: {note['text']}")


@click.group()
def data() -> None:
    """See and delete what was imported."""


@data.command("list")
@as_json
@click.pass_obj
@job
async def list_(profile: Profile, json_: bool) -> None:
    """List imported data sets, the newest first."""
    from tsuki_desktop.services import collecting

    found = await asyncio.to_thread(collecting.listed, profile)
    if json_:
        document([{"id": one.uid, **_about(one)} for one in found])
        return
    rows = [(one.uid, one.name, one.format, str(one.rows), one.created_at[:10]) for one in found]
    table(("id", "name", "format", "rows", "imported"), rows, empty="Nothing yet. Try: tsuki import FILE")


@data.command()
@click.argument("uid", metavar="DATASET")
@click.option("--limit", default=5, show_default=True, help="Rows to print; -1 prints all.")
@as_json
@click.pass_obj
@job
async def show(profile: Profile, uid: str, limit: int, json_: bool) -> None:
    """Print rows of DATASET: its name or uid."""
    from itertools import islice

    from tsuki_desktop.services import collecting

    end = None if limit < 0 else limit
    known = collecting.named(profile, uid)
    found = [json.loads(row) for _, _, row in islice(collecting.rows(profile, known.uid), end)]
    if json_:
        document(found)
        return
    for row in found:
        click.echo(json.dumps(row, ensure_ascii=False))


@data.command()
@click.argument("uid", metavar="DATASET")
@as_json
@click.pass_obj
@job
async def delete(profile: Profile, uid: str, json_: bool) -> None:
    """Delete DATASET, by its name or uid; the file that it came from stays."""
    from tsuki_desktop.services import collecting

    uid = collecting.named(profile, uid).uid
    await asyncio.to_thread(collecting.delete, profile, uid)
    if json_:
        document({"id": uid, "deleted": True})
    else:
        click.echo("Deleted.")


def _about(one: DataSet) -> dict[str, Any]:
    return {
        "name": one.name,
        "source": one.source,
        "format": one.format,
        "rows": one.rows,
        "included": one.included,
        "created_at": one.created_at,
        "dropped": one.counts,
    }


@click.command()
@click.argument("what", metavar="FILE|DATASET")
@as_json
@click.pass_obj
@job
async def lint(profile: Profile, what: str, json_: bool) -> int:
    """Say whether training data is good: errors and warnings by line, what kind of text it is, a verdict."""
    from tsuki_desktop.persona.loader import load_for
    from tsuki_desktop.services import collecting

    persona, _ = load_for(profile)
    report = await asyncio.to_thread(collecting.check, profile, what, persona.speech)
    if json_:
        document(report.as_json())
    else:
        for kind, notes in (("error", report.errors), ("warning", report.warnings)):
            for note in notes:
                click.echo(f"line {note.line}: {kind}: {note.text} ({note.rule})")
        click.echo(f"{report.rows} rows: {report.verdict}")
    return 1 if report.errors else 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The new file.")
@click.option("--fix", "fixes", multiple=True, help="What to mend; may be given several times.")
@click.option("--force", is_flag=True, help="Replace OUT where it is there.")
@as_json
@job
async def clean(file: Path, out: Path, fixes: tuple[str, ...], force: bool, json_: bool) -> None:
    """Write what is good in FILE to another file, mended where that is safe."""
    from tsuki_desktop.services import collecting

    if unknown := set(fixes) - set(collecting.FIXES):
        known = ", ".join(collecting.FIXES)
        raise click.BadParameter(f"{', '.join(unknown)}; known are {known}", param_hint="--fix")
    done = await asyncio.to_thread(collecting.clean, file, out, fixes, overwrite=force)
    if json_:
        told = {"path": str(done.path), "rows": done.rows, "read": done.read}
        document({**told, "dropped": dict(done.dropped), "changed": dict(done.changed)})
        return
    click.echo(f"{done.rows} of {done.read} rows in {done.path}")
    for rule, count in done.dropped.items():
        click.echo(f"  {count} dropped: {rule}")
