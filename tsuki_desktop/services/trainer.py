"""What trains: the Python that a person named, or the one that was set up here."""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.errors import TrainingError
from tsuki_desktop.training.environment import UNSLOTH, VARIABLE, Environment
from tsuki_desktop.training.hardware import find_hardware

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.training.environment import Chosen, SetupStep


@dataclass(slots=True)
class Trainer:
    """The Python that trains, in a profile's settings and in the cache folder."""

    settings: SettingsFile
    cache: Path

    def chosen(self) -> Chosen:
        """What would train.

        Raises:
            TrainingError: `TSUKI_TRAINING_PYTHON` names what is not there.

        """
        named = self.settings.value.training_python
        return Environment(self.cache).choose(Path(named) if named else None)

    def interpreter(self) -> Path:
        """What trains.

        Raises:
            TrainingError: nothing does.

        """
        found = self.chosen()
        if found.interpreter is not None:
            return found.interpreter
        hint = "Run “tsuki train --setup”, or set it up on the Teach page."
        if found.gone:
            raise TrainingError(f"The Python that trained is not there any more: {found.gone}.", hint)
        raise TrainingError("Training is not set up yet.", hint)

    async def name(self, path: Path) -> None:
        """Train with this Python from now on.

        Raises:
            TrainingError: it cannot train; the hint says why.

        """
        found = await Environment(self.cache).check(path)
        if not found.ok:
            raise TrainingError("This Python cannot train.", found.problem)
        self.settings.update(training_python=str(path))

    def forget(self) -> None:
        """Train with the program's own Python, where it was set up."""
        self.settings.update(training_python="")

    async def set_up(self, kind: str = "") -> AsyncGenerator[SetupStep]:
        """Build the environment for `kind` of hardware, empty for what was found here, and train with it.

        Raises:
            TrainingError: see `Environment.build`; or it would not be used.

        """
        found = (await asyncio.to_thread(find_hardware)).kind
        kind = kind or found
        if kind == UNSLOTH and found != "cuda":
            raise TrainingError("unsloth needs an NVIDIA card, and none was found.")
        if os.environ.get(VARIABLE) and kind != UNSLOTH:
            raise TrainingError(f"{VARIABLE} names another Python to train with.", "Unset it first.")
        environment = Environment(self.cache)
        # Closing this generator must end the installation at once, not when the collector comes by.
        async with aclosing(environment.build(kind)) as steps:
            async for step in steps:
                yield step
        # Also where another was named before: that one may be what did not work.
        self.settings.update(training_python=str(environment.own(kind)) if kind == UNSLOTH else "")
