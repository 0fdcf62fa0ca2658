"""Training on a borrowed GPU: one zip goes out, one comes back.

The kit holds the run (plan and data), the recipes, their requirements and a notebook that runs them; what
comes back is the same folder with `adapter/` in it. It holds chats: the page says so before it is written.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import BadFileError
from tsuki_desktop.training.launcher import RECIPES, read_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

RUN_FILES = ("plan.json", "train.jsonl", "held_out.jsonl", "held_out_pairs.jsonl")
RESULTS = ("adapter", "events.jsonl", "resolved.json", "held_out_before.json", "before.json")
"""What is taken from a kit that comes back; anything else in it is left where it is."""
LARGEST_RESULT = 4 * 2**30
CELLS = (
    "!pip install -q -r training/requirements/cuda.txt",
    """# Put the base model's file beside this notebook under the name in run/plan.json.
!python training/recipes/sft.py run""",
    f"!cd run && zip -qr ../tsuki-result.zip {' '.join(RESULTS)}",
)


def export_kit(folder: Path, target: Path) -> None:
    """Write the kit of the run in `folder` as a zip.

    Raises:
        NotFoundError: the folder is not a run's.
        OSError: the zip cannot be written.

    """
    plan: dict[str, Any] = {**read_plan(folder), "cache": "cache", "nice": 0}
    plan["base"] = Path(plan["base"]).name
    plan["settings"] = {**plan["settings"], "device": "auto", "precision": "auto"}
    cells = [cell.replace("sft.py", f"{plan['method']}.py") for cell in CELLS]
    partial = target.with_name(target.name + ".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as kit:
        kit.writestr("run/plan.json", json.dumps(plan, indent=1))
        for name in RUN_FILES[1:]:
            kit.write(folder / name, f"run/{name}")
        home = RECIPES.parent
        for path in sorted([home / "events.py", *RECIPES.glob("*.py"), *home.glob("requirements/*.txt")]):
            kit.write(path, f"training/{path.relative_to(home).as_posix()}")
        kit.writestr("tsuki.ipynb", json.dumps(notebook(cells)))
    partial.replace(target)


def notebook(cells: Iterable[str]) -> dict[str, Any]:
    """A notebook (nbformat 4) of code cells."""
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": cell,
            }
            for number, cell in enumerate(cells)
        ],
    }


def import_result(archive: Path, folder: Path) -> None:
    """Put what came back into the run's folder; the adapter appears whole or not at all.

    Raises:
        BadFileError: no zip, no adapter in it, a name that leads outside, or far too big.

    """
    partial = folder / "import.partial"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        with zipfile.ZipFile(archive) as result:
            for entry, inside in wanted(result):
                target = partial / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                with result.open(entry) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)
    except zipfile.BadZipFile as error:
        raise BadFileError("This is not a zip of a training result.") from error
    if not (partial / "adapter" / "adapter_model.safetensors").exists():
        shutil.rmtree(partial, ignore_errors=True)
        raise BadFileError(
            "There is no trained adapter in this file.", "Take the zip that the notebook wrote."
        )
    shutil.rmtree(folder / "adapter", ignore_errors=True)
    for path in sorted(partial.iterdir()):
        path.replace(folder / path.name)
    partial.rmdir()


def wanted(result: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The entries to take, with their places inside the run's folder."""
    taken: list[tuple[zipfile.ZipInfo, PurePosixPath]] = []
    for entry in result.infolist():
        parts = [part for part in PurePosixPath(entry.filename).parts if part != "run"]
        if entry.is_dir() or not parts or parts[0] not in RESULTS:
            continue
        if ".." in parts or Path(entry.filename).is_absolute():
            raise BadFileError("This zip holds names that lead outside its folder; it was not unpacked.")
        taken.append((entry, PurePosixPath(*parts)))
    if sum(entry.file_size for entry, _ in taken) > LARGEST_RESULT:
        raise BadFileError("This file is far bigger than an adapter.")
    return taken
