"""How commands talk: one JSON document or text on standard output, one line of reason when they fail."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import click

from tsuki_desktop.errors import TsukiError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

P = ParamSpec("P")


def job(function: Callable[P, Coroutine[Any, Any, int | None]]) -> Callable[P, None]:
    """Make an async function a command: known errors become one line and exit status 1.

    What the function returns is the exit status, None meaning 0.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> None:
        # What went wrong is told in one line; the window keeps a log, a command does not.
        logging.getLogger("tsuki_desktop").addHandler(logging.NullHandler())
        try:
            status = asyncio.run(function(*args, **kwargs))
        except click.ClickException:
            raise
        except TsukiError as error:
            click.echo(f"tsuki: {error}", err=True)
            sys.exit(1)
        except KeyboardInterrupt:
            click.echo("tsuki: stopped.", err=True)
            sys.exit(1)
        except Exception as error:  # noqa: BLE001 - never a traceback: a bug is told in one line
            click.echo(f"tsuki: a mistake of ours: {type(error).__name__}: {error}", err=True)
            sys.exit(1)
        sys.exit(status or 0)

    return call


def as_json(function: Callable[P, None]) -> Callable[P, None]:
    """Add the option `--json`."""
    return click.option("--json", "json_", is_flag=True, help="Print one JSON document and nothing else.")(
        function
    )


def document(value: object) -> None:
    """Print `value` as the one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def table(headings: tuple[str, ...], rows: list[tuple[str, ...]], *, empty: str) -> None:
    """Print rows for people; `empty` where there are none."""
    if not rows:
        click.echo(empty)
        return
    from rich.console import Console
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        shown.add_column(heading, overflow="fold")
    for row in rows:
        shown.add_row(*row)
    Console(highlight=False, markup=False).print(shown)
