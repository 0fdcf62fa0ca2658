"""Models made here: their folders, their lineage, which one is in use, and the way back.

builds/UID/
    build.json            what it is: run, base, prompt style, parent, scores, verdict, lineage
    adapter.gguf          loaded beside the base, swapped without a reload
    merged-f16.gguf       the base with the training in it; the source of the quantised ones
    merged-q8_0.gguf …    what llama.cpp and Ollama run
builds/current.json       the history of promotions, newest last
"""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import NotFoundError, TrainingError, UsageError
from tsuki_desktop.training.environment import clean_environment, end
from tsuki_desktop.training.launcher import RECIPES, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

log = logging.getLogger(__name__)

FEWEST_CHARACTERS = 4
"""Of a uid that name a build."""
ENOUGH_TOKENS = 500
"""Held-out tokens from which on rounding evens out; chosen, not measured."""
PARITY_MARGIN = {"f16": 0.02, "adapter": 0.05, "q8_0": 0.02, "q4_k_m": 0.05}
"""How far a deployed file's NLL may lie from the trained adapter's, in nats a token.

An adapter speaks through its base's own coarse weights: beside the starter's Q4_1, held-out sets of some
dozens of tokens lay up to 0.034 off. Without the adapter they are several tenths off.
"""


@dataclass(frozen=True, slots=True)
class Build:
    """A model made here. `files` are names in its folder by kind (`adapter`, `f16`, `q8_0`, `q4_k_m`).

    `prompt_style` tells how it was trained and must be asked: system prompt, few-shots, persona version.
    `lineage` names the messages and data sets it learned from. Created is UTC, ISO 8601 with Z.
    """

    uid: str
    run: str
    base: str
    created_at: str
    architecture: str = ""
    parent: str = ""
    prompt_style: Mapping[str, Any] = field(default_factory=dict[str, Any])
    recipe: Mapping[str, Any] = field(default_factory=dict[str, Any])
    lineage: Mapping[str, Any] = field(default_factory=dict[str, Any])
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    parity: Mapping[str, float] = field(default_factory=dict[str, float])
    scores: Mapping[str, Any] = field(default_factory=dict[str, Any])
    verdict: str = ""
    warnings: Sequence[str] = ()
    """Sentences for the person: a quantisation that would have erased the training and was left out."""


async def convert(
    interpreter: Path, base: Path, adapter: Path, folder: Path, *, name: str = "Tsuki", merged: bool = True
) -> dict[str, str]:
    """Make `adapter.gguf` and `merged-f16.gguf` in `folder`; returns file names by kind.

    Raises:
        TrainingError: the architecture is not tested, the adapter is another base's, or the disk is full.

    """
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    files = {"adapter": "adapter.gguf", **({"f16": "merged-f16.gguf"} if merged else {})}
    job = {
        "base": str(base),
        "adapter": str(adapter),
        "lora_out": str(folder / files["adapter"]),
        "merged_out": str(folder / files["f16"]) if merged else None,
        "name": name,
    }
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "job.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        await run_job(interpreter, path)
    return files


async def run_job(
    interpreter: Path,
    job: Path,
    recipe: str = "to_gguf.py",
    failed: str = "The trained adapter could not be converted.",
) -> dict[str, Any]:
    """Run a conversion; cancelling kills it, and leaves no file under its final name.

    Raises:
        TrainingError: its own refusal; `failed` where it said nothing.

    """
    process = await asyncio.create_subprocess_exec(
        interpreter, "-s", RECIPES / recipe, job,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=clean_environment(),
    )  # fmt: skip
    try:
        out, errors = await process.communicate()
    finally:
        await end(process)
    try:
        told: dict[str, Any] = json.loads(out)
    except ValueError as error:
        detail = errors.decode("utf-8", errors="replace")[-2000:]
        raise TrainingError(failed, "Is the disk full?", detail) from error
    if "error" in told:
        raise TrainingError(told["error"], told.get("hint", ""))
    return told


def check_parity(kind: str, trained: float, deployed: float, tokens: int = ENOUGH_TOKENS) -> float:
    """How far a deployed file lies from what was trained, in nats a token, asked on so many tokens.

    Rounding errs a little on each token, up and down: over few of them a whole Q8_0 file may lie further off.

    Raises:
        TrainingError: further than `PARITY_MARGIN` allows: the file does not say what was trained.

    """
    gap = abs(trained - deployed)
    few = max(1.0, (ENOUGH_TOKENS / max(1, tokens)) ** 0.5) if kind == "q8_0" else 1.0
    if not gap <= PARITY_MARGIN[kind] * few:
        raise TrainingError(
            f"The {kind} file does not answer as the trained model does.",
            "It was not put to use. Try another quantisation, or report this.",
            f"NLL {deployed:.4f} against {trained:.4f}",
        )
    return gap


def erased(kind: str, before: float | None, trained: float, deployed: float) -> str:
    """What a quantisation would take back of the training, as a sentence; empty where it keeps it.

    `before` is the untuned base's NLL on the same rows, where it is known.
    """
    if abs(deployed - trained) <= PARITY_MARGIN.get(kind, PARITY_MARGIN["q4_k_m"]):
        return ""
    gain = (before or trained) - trained
    share = f"{min(1.0, (deployed - trained) / gain):.0%}" if deployed > trained and gain > 0 else "some"
    return (
        f"{kind.upper()} would erase {share} of what was learned "
        f"(NLL {deployed:.3f} instead of {trained:.3f}); that file was left out."
    )


def new_build(folder: Path, **values: Any) -> Build:
    """A build of now, in `folder` (named after its uid)."""
    return Build(uid=folder.name, created_at=now(), **values)


def now() -> str:
    """UTC, ISO 8601 with Z."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def write_build(folder: Path, build: Build) -> None:
    """Write `build.json`; until then the folder is not a build.

    Raises:
        OSError: the folder cannot be written.

    """
    write_json(folder / "build.json", asdict(build))


def read_build(folder: Path) -> Build:
    """Read a build.

    Raises:
        NotFoundError: it is none, or is damaged.

    """
    known = {one.name for one in fields(Build)}
    try:
        told: dict[str, Any] = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        return Build(**{key: value for key, value in told.items() if key in known})
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise NotFoundError(f"There is no model '{folder.name}' made here.", detail=repr(error)) from error


def list_builds(root: Path) -> list[Build]:
    """All builds of a profile, newest first; a damaged one is left out, and the log says so."""
    found: list[Build] = []
    for path in sorted(root.glob("*/build.json"), reverse=True):
        try:
            found.append(read_build(path.parent))
        except NotFoundError as damaged:
            log.warning("build %s cannot be read: %s", path.parent.name, damaged.detail)
    return found


def current(root: Path) -> str:
    """The uid of the build in use, empty where the untuned Tsuki speaks."""
    history = read_history(root)
    return history[-1]["build"] if history else ""


def find_build(root: Path, name: str) -> Build:
    """The build of that name: its uid or the first four characters of it or more, or as lists show it.

    Raises:
        NotFoundError: there is none, or one of its files is gone.
        UsageError: there are several.

    """
    wanted = name.rpartition(":")[2].casefold().removeprefix("tsuki-")
    found = [one for one in list_builds(root) if one.uid.casefold().startswith(wanted)]
    if len(wanted) < FEWEST_CHARACTERS or not found:
        raise NotFoundError(f"There is no model “{name}” made here.", "“tsuki models list” shows them.")
    if len(found) > 1:
        uids = ", ".join(one.uid for one in found)
        raise UsageError(f"“{name}” may be one of {uids}.", "Say more of it.")
    return found[0]


def refusal(build: Build, speaks: str) -> TrainingError | None:
    """Why a build is not put in the place of `speaks` (a model's id) without force; None where it may be."""
    told = build.scores
    baseline, instead_of = str(told.get("baseline_id", "")), str(told.get("instead_of", ""))
    if build.verdict != "better":
        return TrainingError(
            f"This model was not proven better: {build.verdict or 'not tried yet'}.",
            "Test it first, or use it all the same if you like it more.",
        )
    if told.get("whole") is not True:
        return TrainingError(
            "This model was better in a short try, which proves nothing.",
            "Test it again, or use it all the same if you like it more.",
        )
    if baseline == speaks:
        return None
    if instead_of == speaks:
        return TrainingError(
            f"This model was compared with {baseline}, since {speaks}, which speaks now, cannot be asked by "
            "llama.cpp.",
            "Use it all the same if you like it more.",
        )
    return TrainingError(
        f"This model was compared with {baseline}, but {speaks or 'another one'} speaks now.",
        "Test it again, or use it all the same if you like it more.",
    )


def promote(root: Path, uid: str, *, speaks: str = "", force: bool = False) -> str:
    """Put a build to use in the place of `speaks` (a model's id); returns the uid that was in use before.

    Raises:
        NotFoundError: no such build, or a file of it is gone.
        TrainingError: it was not proven better than that in a whole test, and `force` is not set.

    """
    build = read_build(root / uid)
    gone = [name for name in build.files.values() if not (root / uid / name).exists()]
    if gone:
        raise NotFoundError(f"The model '{uid}' is not whole: {', '.join(gone)} is missing.")
    refused = None if force else refusal(build, speaks)
    if refused is not None:
        raise refused
    before = current(root)
    history = [*read_history(root), {"build": uid, "at": now(), "forced": force}]
    write_json(root / "current.json", history)
    return before


def rollback(root: Path) -> str:
    """Go back to what was in use before; returns its uid, empty for the untuned Tsuki.

    Raises:
        TrainingError: nothing was promoted.

    """
    history = read_history(root)
    if not history:
        raise TrainingError("There is nothing to go back to: she is untuned already.")
    write_json(root / "current.json", history[:-1])
    return current(root)


def mark(root: Path, uid: str, *, verdict: str, scores: Mapping[str, Any]) -> Build:
    """Write down what the proof found."""
    build = replace(read_build(root / uid), verdict=verdict, scores=scores)
    write_build(root / uid, build)
    return build


def read_history(root: Path) -> list[dict[str, Any]]:
    """Promotions, oldest first."""
    try:
        return json.loads((root / "current.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
