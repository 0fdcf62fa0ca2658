"""From a finished run to a model that llama.cpp runs: convert, compare with what was trained, keep.

    builds/UID/
        build.json             what it is (see `training/deploy.py`), with its prompt style
        tsuki-01jd3k7p.gguf    the whole model, Q8_0; named after its uid's first eight characters, and so
                               listed as `llama.cpp:tsuki-01jd3k7p`
        tsuki-01jd3k7p-q4_k_m.gguf   where it was wished for
        tsuki-01jd3k7p.lora    the adapter, a GGUF file too; not named .gguf, since the list of models would
                               offer it with every base that it fits
        held_out.jsonl         what it is proven on

All of it is made in the run's folder and appears in `builds/` in one step, so that nothing half-made can be
chosen.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import TrainingError
from tsuki_desktop.store.clock import new_uid
from tsuki_desktop.training import deploy
from tsuki_desktop.training import events as ev
from tsuki_desktop.training.launcher import read_plan
from tsuki_desktop.training.turns import turn

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

PARITY_ROWS = 24
"""Held-out rows on which a deployed file is compared with what was trained."""
KINDS = ("q8_0", "q4_k_m")
"""Quantisations that keep the training, the better one first."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A held-out row as the recipe scored it: `nll` summed over `tokens` trained tokens, in nats."""

    ids: list[int]
    labels: list[int]
    nll: float
    tokens: int

    def pieces(self) -> list[tuple[list[int], list[int]]]:
        """Each trained stretch with all ids before it."""
        found: list[tuple[list[int], list[int]]] = []
        start: int | None = None
        for at, label in enumerate([*self.labels, -100]):
            if label >= 0 and start is None:
                start = at
            elif label < 0 and start is not None:
                found.append((self.ids[:start], self.ids[start:at]))
                start = None
        return found


def model_name(uid: str) -> str:
    """The file stem of a build, as people see it in the list of models."""
    return f"tsuki-{uid[:8].lower()}"


def model_id(build: deploy.Build) -> str:
    """The id under which llama.cpp offers a build: its Q8_0, else whatever it has."""
    return f"llama.cpp:{Path(_file(build)).stem}"


def model_path(builds: Path, build: deploy.Build) -> Path:
    """The file that stands behind `model_id`."""
    return (builds / build.uid / _file(build)).absolute()


def _file(build: deploy.Build) -> str:
    kind = next(kind for kind in (*KINDS, *build.files) if kind in build.files)
    return build.files[kind]


def read_scores(path: Path, most: int = PARITY_ROWS) -> list[Scored]:
    """The recipe's scores of held-out rows; [] where it wrote none."""
    if not path.exists():
        return []
    told: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [Scored(row["input_ids"], row["labels"], row["nll"], row["tokens"]) for row in told[:most]]


def mean_nll(scores: Sequence[Scored]) -> float | None:
    """NLL a trained token; None where there is none."""
    tokens = sum(row.tokens for row in scores)
    return sum(row.nll for row in scores) / tokens if tokens else None


@asynccontextmanager
async def backend_for(folders: Sequence[Path], files: Sequence[Path] = ()) -> AsyncGenerator[LlamaCppBackend]:
    """A llama.cpp of our own, so that the chat's model stays in memory."""
    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

    backend = LlamaCppBackend(folders=folders, files=files)
    try:
        yield backend
    finally:
        await backend.close()


async def deployed_nll(backend: LlamaCppBackend, model: str, rows: Sequence[Scored]) -> float:
    """NLL a trained token of the same token ids in a deployed file, in nats."""
    pieces = [piece for row in rows for piece in row.pieces()]
    context = max(len(row.ids) for row in rows) + 1
    found = await backend.score(model, pieces, context=context)
    return -sum(map(sum, found)) / sum(map(len, found))


async def build(
    run: Path,
    builds: Path,
    interpreter: Path,
    base: tuple[str, Path],
    *,
    kinds: Sequence[str] = ("q8_0",),
    said: Callable[[str], None] = lambda _what: None,
) -> deploy.Build:
    """Make the model of a finished run; a second call, also of another process, gives the first one's build.

    `base` is the untuned model's id and file; `said` hears a sentence for each step. The first of `kinds`
    must say what was trained; another that does not is left out, with a warning.

    Raises:
        TrainingError: the run has no adapter, it cannot be converted, or a file does not say what was
            trained.
        BackendError: llama.cpp failed.

    """

    def waiting() -> None:
        said("Another window or command makes her already: waiting for that.")

    async with turn(run / "making.lock", waiting):
        there = [one for one in await asyncio.to_thread(deploy.list_builds, builds) if one.run == run.name]
        return there[0] if there else await _made(run, builds, interpreter, base, kinds, said)


async def _made(
    run: Path,
    builds: Path,
    interpreter: Path,
    base: tuple[str, Path],
    kinds: Sequence[str],
    said: Callable[[str], None],
) -> deploy.Build:
    """Make it aside and move it to its place; for whoever holds the run's turn."""
    if not (run / "adapter").is_dir():
        raise TrainingError("This training is not finished.", "Go on with it first.")
    uid = new_uid()
    making = run / "making" / uid
    await asyncio.to_thread(shutil.rmtree, run / "making", ignore_errors=True)
    try:
        made = await _make(run, making, interpreter, base, kinds, said)
        await asyncio.to_thread(_move, making, builds / uid)
    finally:
        await asyncio.to_thread(shutil.rmtree, run / "making", ignore_errors=True)
    return made


async def _make(
    run: Path,
    making: Path,
    interpreter: Path,
    base: tuple[str, Path],
    kinds: Sequence[str],
    said: Callable[[str], None],
) -> deploy.Build:
    """Fill the folder `making`, whose name is the build's uid."""
    name = model_name(making.name)
    lora, merged = making / "adapter.gguf", making / "merged-f16.gguf"
    said("Turning the adapter into a model that llama.cpp runs.")
    await deploy.convert(interpreter, base[1], run / "adapter", making, name=name)
    rows = read_scores(run / "adapter" / "held_out_scores.json")
    trained = mean_nll(rows)
    if trained is None:
        raise TrainingError("Without held-out rows nobody can tell whether the model is whole.")
    untuned = read_scores(run / "held_out_before.json")
    before = mean_nll(untuned)
    parity: dict[str, float] = {}
    files: dict[str, str] = {"adapter": f"{name}.lora"}
    warnings: list[str] = []
    importance = making / "importance.npz" if (making / "importance.npz").exists() else None
    async with backend_for([making], [base[1]]) as backend:
        said("Comparing it with what was trained.")
        # llama.cpp rounds what goes through the base's coarse weights, trained or not: that is no fault of
        # the adapter's.
        rounding = await _asked(backend, (base[1], None), untuned) - before if before is not None else 0.0
        parity["adapter"] = await _compared(backend, (base[1], lora), "adapter", trained + rounding, rows)
        parity["f16"] = await _compared(backend, (merged, None), "f16", trained, rows)
        for kind in kinds:
            said(f"Making it small ({kind.upper()}).")
            target = making / (f"{name}.gguf" if kind == kinds[0] else f"{name}-{kind}.gguf")
            await backend.quantise(merged, target, kind.upper(), importance)
            if kind == kinds[0]:
                parity[kind] = await _compared(backend, (target, None), kind, trained, rows)
            else:
                deployed = await _asked(backend, (target, None), rows)
                parity[kind] = abs(trained - deployed)
                warning = deploy.erased(kind, before, trained, deployed)
                if warning:
                    said(warning)
                    warnings.append(warning)
                    await asyncio.to_thread(target.unlink)
                    continue
            files[kind] = target.name
    made = replace(_described(run, making, base[0], files, parity), warnings=tuple(warnings))
    await asyncio.to_thread(_finish, run, making, made)
    return made


def _finish(run: Path, making: Path, made: deploy.Build) -> None:
    """Drop the big file in the middle, and say what the folder is."""
    (making / "merged-f16.gguf").unlink()
    (making / "importance.npz").unlink(missing_ok=True)
    (making / "adapter.gguf").replace(making / made.files["adapter"])
    shutil.copy(run / "held_out.jsonl", making / "held_out.jsonl")
    deploy.write_build(making, made)


def _move(making: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    making.replace(target)


async def _compared(
    backend: LlamaCppBackend,
    file: tuple[Path, Path | None],
    kind: str,
    trained: float,
    rows: Sequence[Scored],
) -> float:
    """How far `file` (a model, and the adapter beside it) lies from what was trained."""
    tokens = sum(row.tokens for row in rows)
    return deploy.check_parity(kind, trained, await _asked(backend, file, rows), tokens)


async def _asked(backend: LlamaCppBackend, file: tuple[Path, Path | None], rows: Sequence[Scored]) -> float:
    """NLL a trained token of `file`, in nats."""
    model = next(info for info in await backend.list_models() if (info.path, info.adapter) == file)
    return await deployed_nll(backend, model.id, rows)


def _described(
    run: Path, making: Path, base: str, files: dict[str, str], parity: dict[str, float]
) -> deploy.Build:
    plan = read_plan(run)
    lineage: dict[str, Any] = dict(plan.get("lineage") or {})
    style: dict[str, Any] = lineage.pop("prompt_style", {})
    parent: str = lineage.pop("parent", "")
    recipe = {
        "method": plan["method"],
        "preset": plan.get("preset", ""),
        "settings": plan["settings"],
        "base_file": Path(plan["base"]).name,
        "base_path": plan["base"],
        "held_out_before": mean_nll(read_scores(run / "held_out_before.json", 10**6)),
        "held_out_after": mean_nll(read_scores(run / "adapter" / "held_out_scores.json", 10**6)),
        "seconds": finished_seconds(run),
    }
    return replace(
        deploy.new_build(making, run=run.name, base=base),
        parent=parent, prompt_style=style, recipe=recipe, lineage=lineage, files=files, parity=parity,
    )  # fmt: skip


def finished_seconds(run: Path) -> float | None:
    """How long the last life of a run took."""
    found = [ev.from_line(line) for line in ev.LineReader(run / ev.EVENTS_FILE).new_lines()]
    return next((event.seconds for event in reversed(found) if isinstance(event, ev.Finished)), None)
