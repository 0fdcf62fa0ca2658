"""The command line: every job without a window, and `tsuki` alone, which opens it.

Each command lies in a module of its own and is imported when it is called, so that `tsuki chat` starts
without Qt and the window without click.
"""

from __future__ import annotations

import sys
from contextlib import suppress


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    _leave_no_dump()
    if len(sys.argv) == 1:
        from tsuki_desktop.app import open_window
        from tsuki_desktop.paths import profile

        sys.exit(open_window(profile()))
    from tsuki_desktop.cli.root import tsuki

    tsuki()


def _leave_no_dump() -> None:
    """Let no crash write memory, and with it what was said in private, to the disk; children inherit it."""
    with suppress(ImportError, ValueError, OSError):  # no such thing on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
