"""`tsuki` itself: its options, and where each command lies."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from tsuki_desktop import __version__
from tsuki_desktop.paths import profile

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "chat": "chat",
    "rate": "chat",
    "log": "log",
    "export": "data",
    "import": "data",
    "data": "data",
    "lint": "data",
    "clean": "data",
    "persona": "persona",
    "models": "models",
    "backup": "keep",
    "archive": "keep",
    "train": "train",
    "runs": "runs",
    "prove": "prove",
    "promote": "prove",
    "rollback": "prove",
    "kit": "train",
    "open": "open",
    "doctor": "doctor",
    "bench": "bench",
}
"""Command → the module of this package that holds it under its own name."""


class _Lazy(click.Group):
    """Imports a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"tsuki_desktop.cli.{COMMANDS[cmd_name]}")
        # `import` and `open` are words of Python's own.
        name = f"{cmd_name}_" if cmd_name in {"import", "open"} else cmd_name
        command: click.Command = getattr(module, name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name: Sequence[str] = args[:1]
        if name and name[0] not in COMMANDS:
            ctx.fail(f"No such command “{name[0]}”. Known are: {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)


@click.group(cls=_Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--profile", "folder", type=click.Path(file_okay=False), help="Use this data folder, not the usual one."
)
@click.version_option(__version__, prog_name="tsuki")
@click.pass_context
def tsuki(context: click.Context, folder: str | None) -> None:
    """Open Tsuki's window, or do one job without it."""
    context.obj = profile(folder)
    if context.invoked_subcommand is None:
        from tsuki_desktop.app import open_window

        sys.exit(open_window(context.obj))
