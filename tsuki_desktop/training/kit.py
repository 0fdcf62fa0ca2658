"""Training on a borrowed GPU: one zip goes out, one comes back.

The kit holds the run (plan and data), the recipes, their requirements and a notebook that runs them (see
`recipes/elsewhere.py`); what comes back is the run's folder with `adapter/` in it. It holds chats: the page
says so before it is written.
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
    from collections.abc import Callable, Iterable

DATA = ("train.jsonl", "held_out.jsonl", "held_out_pairs.jsonl")
PLAN, ADAPTER = "plan.json", "adapter"
RESULTS = (ADAPTER, "events.jsonl", "resolved.json", "held_out_before.json", "before.json")
"""What is taken from a kit that comes back; anything else in it is left where it is."""
LARGEST_RESULT = 4 * 2**30
LARGEST_PLAN = 2**24
NOTEBOOK = "tsuki.ipynb"
BLOCK = 2**20
CELLS = (
    """# Put the zip that this notebook came in beside it, and the base model's file: {base}
import pathlib, sys, zipfile
if not pathlib.Path("training").exists():
    zipfile.ZipFile(next(pathlib.Path().glob("*.zip"))).extractall()
sys.path.insert(0, "training/recipes")
import elsewhere
elsewhere.install()""",
    "elsewhere.train()",
    "elsewhere.pack()  # writes tsuki-result.zip: bring it back",
)


def export_kit(
    folder: Path,
    target: Path,
    *,
    with_base: bool = False,
    told: Callable[[float], None] = lambda _share: None,
) -> None:
    """Write the kit of the run in `folder` as a zip, with the base model's file in it where asked.

    `told` hears which share of the bytes is packed; what it raises ends the writing, and nothing is left.

    Raises:
        NotFoundError: the folder is not a run's.
        OSError: the zip cannot be written, or the base cannot be read.

    """
    plan: dict[str, Any] = {**read_plan(folder), "cache": "cache", "nice": 0}
    base, after = Path(plan["base"]), plan.get("adapter")
    plan["base"] = base.name
    plan["adapter"] = f"after/{Path(after).name}" if after else None
    plan["settings"] = {**plan["settings"], "device": "auto", "precision": "auto"}
    home = RECIPES.parent
    files = {f"run/{name}": folder / name for name in DATA}
    for path in sorted([home / "events.py", *RECIPES.glob("*.py"), *home.glob("requirements/*.txt")]):
        files[f"training/{path.relative_to(home).as_posix()}"] = path
    if after:
        files |= {f"{plan['adapter']}{inside}": path for inside, path in parts_of(Path(after))}
    if with_base:
        files[base.name] = base
    partial = target.with_name(target.name + ".partial")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as kit:
            kit.writestr(f"run/{PLAN}", json.dumps(plan, indent=1))
            kit.writestr(NOTEBOOK, json.dumps(notebook(cell.format(base=base.name) for cell in CELLS)))
            _pack(kit, files, told)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _pack(kit: zipfile.ZipFile, files: dict[str, Path], told: Callable[[float], None]) -> None:
    total, done = sum(path.stat().st_size for path in files.values()), 0
    for name, path in files.items():
        entry = zipfile.ZipInfo.from_file(path, name)
        # Weights do not shrink, and trying takes minutes.
        entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".gguf" else zipfile.ZIP_DEFLATED
        with path.open("rb") as source, kit.open(entry, "w") as place:
            while block := source.read(BLOCK):
                place.write(block)
                done += len(block)
                told(done / max(1, total))


def kind_of(archive: Path) -> str:
    """`result` of a training elsewhere, the `kit` that went out, or empty for neither; reads only names."""
    try:
        with zipfile.ZipFile(archive) as found:
            names = {one.removeprefix("run/") for one in found.namelist()}
    except (zipfile.BadZipFile, OSError):
        return ""
    if names & {f"{ADAPTER}/COMPLETE", f"{ADAPTER}/adapter_model.safetensors"}:
        return "result"
    return "kit" if {NOTEBOOK, PLAN} <= names else ""


def parts_of(adapter: Path) -> list[tuple[str, Path]]:
    """An adapter's files, with what follows its own name: it is a folder of a run's, or a GGUF file."""
    if adapter.is_file():
        return [("", adapter)]
    return [(f"/{path.name}", path) for path in sorted(adapter.iterdir()) if path.is_file()]


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


def run_of(archive: Path) -> str:
    """The uid of the run that a result belongs to; empty where the zip does not say.

    Raises:
        BadFileError: no zip.

    """
    try:
        with zipfile.ZipFile(archive) as result:
            plans = [one for one in result.infolist() if one.filename in {PLAN, f"run/{PLAN}"}]
            if not plans or plans[0].file_size > LARGEST_PLAN:
                return ""
            told = json.loads(result.read(plans[0]))
    except (zipfile.BadZipFile, FileNotFoundError) as error:
        raise BadFileError("This is not a zip of a training result.") from error
    except ValueError:
        return ""
    return str(told.get("run_id", "")) if isinstance(told, dict) else ""  # pyright: ignore[reportUnknownMemberType,reportUnknownArgumentType]  JSON from outside


def import_result(archive: Path, folder: Path) -> None:
    """Put what came back into the run's folder; the adapter appears last, whole or not at all.

    Raises:
        BadFileError: no zip, another run's, no whole adapter in it, a name that leads outside, or far too
            big.

    """
    belongs = run_of(archive)
    if belongs and belongs != folder.name:
        raise BadFileError(f"This result belongs to another run: {belongs}.")
    partial = folder / "import.partial"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        with zipfile.ZipFile(archive) as result:
            for entry, inside in wanted(result):
                target = partial / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                with result.open(entry) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)
        refuse_torn(partial / ADAPTER)
        shutil.rmtree(folder / ADAPTER, ignore_errors=True)
        for path in sorted(partial.iterdir(), key=lambda one: one.name == ADAPTER):
            path.replace(folder / path.name)
    except zipfile.BadZipFile as error:
        raise BadFileError("This zip is damaged; bring it back again.") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def refuse_torn(adapter: Path) -> None:
    """Say no to an adapter that is not as the recipe left it.

    Raises:
        BadFileError: there is none, or a file of it is missing or of another size.

    """
    if not (adapter / "adapter_model.safetensors").exists():
        raise BadFileError(
            "There is no trained adapter in this file.", "Take the zip that the notebook wrote."
        )
    try:
        sizes: dict[str, int] = json.loads((adapter / "COMPLETE").read_text(encoding="utf-8"))
        whole = all((adapter / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError):
        whole = False
    if not whole:
        raise BadFileError("The adapter in this file is not whole.", "Take the zip that the notebook wrote.")


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
