"""`tsuki bench`: how fast this machine's Tsuki is, as ratios within one run."""

from __future__ import annotations

from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING

import click

from tsuki_desktop.bench import SUITES
from tsuki_desktop.cli.output import as_json, document, job, table

if TYPE_CHECKING:
    from tsuki_desktop.bench.figures import Figure


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(SUITES))
@as_json
@job
async def bench(names: tuple[str, ...], json_: bool) -> None:
    """Measure what NAMES say, or everything (some minutes)."""
    found: list[Figure] = []
    for name in names or SUITES:
        click.echo(f"measuring {name} …", err=True)
        suite = import_module(f"tsuki_desktop.bench.{name}")
        found += await suite.measure()
    if json_:
        document([asdict(figure) for figure in found])
        return
    rows = [
        (
            one.name,
            f"{one.value:.4g} {one.unit}",
            "" if one.ratio is None else f"{one.ratio:.3f}",
            one.goal or "",
            {True: "met", False: "missed", None: ""}[one.met],
        )
        for one in found
    ]
    table(("figure", "value", "ratio", "goal", ""), rows, empty="Nothing measured.")
