"""Where things lie: the profile, the cache, and what ships with the program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

APP_NAME = "tsuki-desktop"


def bundled(*parts: str) -> Path:
    """The path of a file that ships with the program, such as `bundled("assets", "persona.toml")`.

    `assets/` and `models/` lie at the top of a checkout, inside the package in an installed wheel, and
    beside the executable's libraries in a frozen build.
    """
    package = Path(__file__).parent
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [Path(frozen)] if frozen else [package / "_bundled", package.parent]
    for root in roots:
        if (root / "assets").is_dir():
            return root.joinpath(*parts)
    return roots[-1].joinpath(*parts)


@dataclass(frozen=True, slots=True)
class Profile:
    """The folder that holds everything of one person's Tsuki."""

    root: Path

    @property
    def database(self) -> Path:
        """The chat log."""
        return self.root / "tsuki.db"

    @property
    def datasets(self) -> Path:
        """Imported data."""
        return self.root / "datasets.db"

    @property
    def settings(self) -> Path:
        """The person's settings."""
        return self.root / "settings.toml"

    @property
    def persona(self) -> Path:
        """The person's own copy of the persona, where there is one."""
        return self.root / "persona.toml"

    @property
    def lock(self) -> Path:
        """Held by the process that writes."""
        return self.root / "tsuki.lock"

    @property
    def backups(self) -> Path:
        """Copies of the chat log."""
        return self.root / "backups"

    @property
    def exports(self) -> Path:
        """Training data written by one click."""
        return self.root / "exports"

    @property
    def runs(self) -> Path:
        """Training runs, a folder each."""
        return self.root / "runs"

    @property
    def builds(self) -> Path:
        """Models made here, a folder each."""
        return self.root / "builds"

    @property
    def models(self) -> Path:
        """Models that the person fetched or added."""
        return self.root / "models"

    @property
    def logs(self) -> Path:
        """What the program did; never message text."""
        return self.root / "logs"

    def create(self) -> None:
        """Make the folder, readable by its owner alone.

        Raises:
            OSError: the folder cannot be made.

        """
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)


def profile(folder: str | Path | None = None) -> Profile:
    """The profile in `folder`, else in `TSUKI_PROFILE`, else in the system's place for user data."""
    import platformdirs

    chosen = (
        folder or os.environ.get("TSUKI_PROFILE") or platformdirs.user_data_path(APP_NAME, appauthor=False)
    )
    return Profile(Path(chosen).expanduser().absolute())


def cache_folder() -> Path:
    """What can be made again and is shared by profiles: `TSUKI_CACHE`, else the system's cache."""
    import platformdirs

    chosen = os.environ.get("TSUKI_CACHE") or platformdirs.user_cache_path(APP_NAME, appauthor=False)
    return Path(chosen).expanduser().absolute()
