"""`tsuki open`: what a desktop runs when a file is opened with Tsuki."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsuki_desktop.errors import TsukiError

if TYPE_CHECKING:
    from tsuki_desktop.app import Desktop
    from tsuki_desktop.paths import Profile


@click.command("open")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--no-window", is_flag=True, help="Only take the file in.")
@click.pass_obj
def open_(profile: Profile, file: Path | None, no_window: bool) -> None:
    """Open the window, and take FILE in: a GGUF model, or a character card to become."""
    text, hint, failed = _taken(profile, file) if file else ("", "", False)
    if text:
        # In the window's stead where there is none, and for whoever called from a terminal.
        click.echo(f"{text} {hint}".strip(), err=failed)
    if no_window:
        sys.exit(int(failed))
    from tsuki_desktop.app import open_window
    from tsuki_desktop.ui.bridge.notices import Notice

    def tell(desktop: Desktop) -> None:
        if text:
            desktop.app.tell(Notice(text, hint, "error" if failed else "info"))

    sys.exit(open_window(profile, on_usable=tell))


def _taken(profile: Profile, file: Path) -> tuple[str, str, bool]:
    """What to tell the person, a hint, and whether it failed."""
    from tsuki_desktop.services.opening import open_file

    try:
        done = asyncio.run(open_file(profile, file))
    except TsukiError as error:
        return error.message, error.hint, True
    return done.text, done.hint, False
