"""The program's own log: what it did and what broke, never what was said."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from tsuki_desktop.paths import Profile

_LARGEST = 1_000_000
"""Bytes of a log file before the next one is begun; three old ones are kept."""


def start(profile: Profile) -> None:
    """Write warnings and errors to `<profile>/logs/tsuki.log`, and uncaught bugs with their traceback.

    Where the folder cannot be written, the log goes to standard error.
    """
    handler: logging.Handler = logging.StreamHandler()
    with suppress(OSError):
        profile.create()
        profile.logs.mkdir(mode=0o700, exist_ok=True)
        handler = RotatingFileHandler(
            profile.logs / "tsuki.log", maxBytes=_LARGEST, backupCount=3, encoding="utf-8", delay=True
        )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("tsuki_desktop")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    sys.excepthook = _log_bug


def _log_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("tsuki_desktop").error("a bug", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
