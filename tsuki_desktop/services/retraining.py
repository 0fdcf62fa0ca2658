"""The use case of retraining: set up, plan, train, build, prove, use, and go back.

A run is a process of its own and its folder is the truth, so the window may close while it trains:

    proposal = await retraining.plan(Choice())      refuses what cannot work
    run = await retraining.start(proposal)
    async for event in run.events(): …              also `run.pause()`, `resume()`, `stop()`, `finish()`
    made = await retraining.build(run.folder.name)
    report = await retraining.prove(made.uid)
    await retraining.promote(made.uid)
"""

from __future__ import annotations

import asyncio
import shutil
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import TrainingError
from tsuki_desktop.paths import cache_folder
from tsuki_desktop.services import bases, building, starting_point, training_data
from tsuki_desktop.services.styles import PromptStyle
from tsuki_desktop.services.trainer import Trainer
from tsuki_desktop.services.training_data import RATED, STARTER, TrainingData
from tsuki_desktop.store import lineage
from tsuki_desktop.store.clock import new_uid
from tsuki_desktop.store.rated_trees import ids_of
from tsuki_desktop.training import deploy, launcher
from tsuki_desktop.training import events as ev
from tsuki_desktop.training import plan as plans
from tsuki_desktop.training.hardware import find_hardware
from tsuki_desktop.training.plan import Method, Plan, Preset

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlite_utils import Database

    from tsuki_desktop.backends.base import ModelInfo
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.models import Models
    from tsuki_desktop.services.proof_report import Proof
    from tsuki_desktop.services.proving import Told
    from tsuki_desktop.services.styles import Styles
    from tsuki_desktop.services.voice import Voice
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.store.database import ChatLog
    from tsuki_desktop.training.deploy import Build
    from tsuki_desktop.training.launcher import Run, Snapshot

USUAL_DATA = (STARTER, RATED)
LOG_LINES = 40
"""How much of its log a failed measurement keeps: a traceback."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose. `data`: `starter`, `rated`, paths of JSONL files, data sets by name or uid.

    `base` is a model's id, a GGUF file or what `starting_point.as_file` makes one of, empty for the untuned
    original of what speaks now. `after` is the uid of a finished run that a preference run goes on from.
    `max_steps` None means the preset's. `elsewhere` plans for a borrowed GPU.
    """

    data: tuple[str, ...] = USUAL_DATA
    base: str = ""
    method: Method = Method.SFT
    preset: Preset = Preset.RECOMMENDED
    after: str = ""
    max_steps: int | None = None
    kinds: tuple[str, ...] = ("q8_0",)
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that can work: shown to the person, then started. `memory` is bytes, before measuring."""

    plan: Plan
    base: ModelInfo
    data: TrainingData
    hardware: plans.Hardware
    memory: int
    interpreter: Path
    liked: int
    worth: str
    """What so many rated replies are worth: `too few`, `experimental`, `fair` or `good`."""
    instead: str = ""
    """A sentence where the base is not the untuned original of what speaks now, and nobody chose it."""


@dataclass(slots=True)
class Retraining:
    """Everything between a thumb and a better Tsuki."""

    profile: Profile
    log: ChatLog
    models: Models
    voice: Voice
    settings: SettingsFile
    styles: Styles
    cache: Path = field(default_factory=cache_folder)

    @property
    def trainer(self) -> Trainer:
        """The Python that trains."""
        return Trainer(self.settings, self.cache)

    # Planning

    async def plan(self, choice: Choice) -> Proposal:
        """Work out a run and refuse what cannot work. Reads all data: seconds.

        Raises:
            TrainingError: not set up, too little data, a base that cannot be trained, or too little memory.
            NotFoundError, BadFileError: no such base or file.

        """
        file = await starting_point.as_file(choice.base, self.trainer.interpreter, self.cache)
        choice = replace(choice, base=file)
        interpreter = Path() if choice.elsewhere else self.trainer.interpreter()
        basis = await bases.find(self, choice.base)
        info = basis.info
        base = await starting_point.untuned(info)
        voice = starting_point.her_voice(choice, info)
        system_prompt = self.voice.persona.system_prompt.strip()
        known = await asyncio.to_thread(starting_point.learned_before, self.profile)
        data = await training_data.collect(
            self.log, choice.data, choice.method, system_prompt, rehearse=voice is not None, trained=known
        )
        hardware = plans.BORROWED if choice.elsewhere else await asyncio.to_thread(find_hardware)
        settings = plans.settings_for(
            choice.preset, choice.method, base, len(data.train), hardware, data.longest
        )
        adapter = starting_point.of_a_run(choice, self.profile.runs)
        if voice is not None and (data.rehearsed or choice.method is not Method.SFT):
            adapter = voice
            settings = plans.going_on(settings, choice.method)
        settings = replace(settings, max_steps=choice.max_steps)
        settings, note = plans.fitted(base, settings, data.longest, hardware)
        liked = data.counts.get(RATED, 0)
        plan = Plan(
            choice.method, base.path, self.cache, settings,
            adapter=adapter, processes=plans.processes_for(hardware), preset=choice.preset.value,
            notes=(note,) if note else (),
            lineage={
                **self._lineage(choice, info, data, system_prompt),
                "from_her_voice": adapter is not None and adapter == voice,
            },
        )  # fmt: skip
        memory = plans.memory_needed(base, settings, data.longest, hardware)
        worth = plans.worth(liked)
        return Proposal(plan, info, data, hardware, memory, interpreter, liked, worth, basis.instead)

    def _lineage(
        self, choice: Choice, base: ModelInfo, data: TrainingData, system_prompt: str
    ) -> dict[str, Any]:
        """What the build will remember."""
        style = PromptStyle(system_prompt, examples=False, persona_version=self.voice.persona.version)
        return {
            "prompt_style": style.as_json(),
            "parent": deploy.current(self.profile.builds),
            "base": base.id,
            "data": list(choice.data),
            "counts": data.counts,
            "left_out": data.left_out,
            "replaced": data.replaced,
            "messages": list(dict.fromkeys(data.sources)),
            "trained": sorted(data.trained),
            "kinds": list(choice.kinds),
        }

    async def base_info(self, name: str = "") -> ModelInfo:
        """The untuned model that `name` stands for; see `bases.find`."""
        return (await bases.find(self, name)).info

    async def measure(self, proposal: Proposal) -> ev.Measured:
        """Train a few steps and say what the whole run would take on this machine: half a minute or more.

        Raises:
            TrainingError: it failed; the reason is the recipe's.

        """
        folder = self.cache / "measure" / new_uid()
        plan = replace(proposal.plan, measure_only=True)
        run: Run | None = None
        try:
            await asyncio.to_thread(plans.write_run, folder, plan, proposal.data.train)
            run = await launcher.launch(folder, proposal.interpreter)
            async with aclosing(run.events()) as events:
                async for event in events:
                    if isinstance(event, ev.Measured):
                        return event
                    if isinstance(event, ev.Failed):
                        raise await asyncio.to_thread(_failed, event, folder)
            raise TrainingError("The measurement ended without a word.")
        finally:
            if run is not None:
                await run.kill()
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    # Training

    async def write(self, proposal: Proposal) -> Path:
        """Make the run's folder without starting it; what a kit is made from."""
        folder = self.profile.runs / new_uid()
        data = proposal.data
        await asyncio.to_thread(
            plans.write_run, folder, proposal.plan, data.train, data.held_out, data.held_out_pairs
        )
        await self.record()
        return folder

    async def start(self, proposal: Proposal) -> Run:
        """Start the run that was planned.

        Raises:
            TrainingError: the disk is full, or the interpreter cannot be started.

        """
        return await launcher.launch(await self.write(proposal), proposal.interpreter)

    async def go_on(self, uid: str) -> Run:
        """Start a stopped, failed or interrupted run again, from its newest complete checkpoint.

        Raises:
            NotFoundError: no such run.
            TrainingError: it runs, or is done.

        """
        return await launcher.launch(self._folder(uid), self.trainer.interpreter())

    def attach(self, uid: str) -> Run:
        """Find a run again, to watch or command it.

        Raises:
            NotFoundError: no such run.

        """
        return launcher.attach(self._folder(uid))

    async def runs(self) -> list[Snapshot]:
        """All runs of this profile, newest first."""
        return await asyncio.to_thread(launcher.find_runs, self.profile.runs)

    def _folder(self, uid: str) -> Path:
        return self.profile.runs / uid.upper()

    # Building and using

    async def builds(self) -> list[Build]:
        """All models made here, newest first."""
        return await asyncio.to_thread(deploy.list_builds, self.profile.builds)

    async def build(self, run: str, *, said: Callable[[str], None] = lambda _what: None) -> Build:
        """Make the model of a finished run (see `building.build`); cancelling leaves nothing behind."""
        folder = self._folder(run)
        plan = launcher.read_plan(folder)
        told: dict[str, Any] = plan.get("lineage") or {}
        base = (str(told.get("base", "")), Path(plan["base"]))
        made = await building.build(
            folder, self.profile.builds, self.trainer.interpreter(), base,
            kinds=tuple(told.get("kinds") or ("q8_0",)), said=said,
        )  # fmt: skip
        await self.record()
        return made

    async def prove(self, name: str, *, told: Told | None = None, quick: int = 0) -> Proof:
        """Compare a build with what speaks now; see `proving.prove`. Cancelling writes nothing."""
        from tsuki_desktop.services.proving import prove

        made = await asyncio.to_thread(deploy.find_build, self.profile.builds, name)
        proof = await prove(self, made, told=told, quick=quick)
        if not self.log.read_only:
            await self.record()
            await self.log.run(lineage.set_scores, made.uid, proof.scores())
        return proof

    async def refusal(self, made: Build) -> TrainingError | None:
        """Why a build may not take the place of what speaks now without force; None where it may."""
        return deploy.refusal(made, await self._speaks(made))

    async def _speaks(self, made: Build) -> str:
        """The id of what speaks now, in the words of the build's proof where both mean the same."""
        baseline = str(made.scores.get("baseline_id", ""))
        speaks = await bases.speaks_now(self)
        return baseline if bases.same_voice(baseline, speaks) else speaks

    async def promote(self, name: str, *, force: bool = False) -> Build:
        """Let a build speak from the next message on; what spoke before is remembered.

        Raises:
            NotFoundError: no such build, or a file of it is gone.
            UsageError: `name` may be several.
            TrainingError: it was not proven better than what speaks now, and `force` is not set.

        """
        root, before = self.profile.builds, self.settings.value.model
        made = await asyncio.to_thread(deploy.find_build, root, name)
        if (deploy.current(root), building.model_id(made)) == (made.uid, before):
            return made  # it speaks already: a second entry would make the first way back lead nowhere
        deploy.promote(root, made.uid, speaks=await self._speaks(made), force=force)
        history = deploy.read_history(root)
        deploy.write_json(root / "current.json", [*history[:-1], {**history[-1], "model_before": before}])
        self.settings.update(model=building.model_id(made))
        if not self.log.read_only:
            await self.log.run(lineage.promote, made.uid, "forced" if force else "proven better")
        return made

    async def rollback(self) -> str:
        """Go back to what spoke before the last promotion; returns its model's id, "" for the best one here.

        Raises:
            TrainingError: nothing was promoted.

        """
        history = deploy.read_history(self.profile.builds)
        before = deploy.rollback(self.profile.builds)
        model = str(history[-1].get("model_before", ""))
        self.settings.update(model=model)
        self.models.forget_default()
        if not self.log.read_only:
            await self.log.run(lineage.promote, before or None, lineage.WENT_BACK)
        return model

    async def record(self) -> None:
        """Write runs and builds that the log does not know yet into it; their folders are the truth."""
        if self.log.read_only:
            return
        runs, builds = await self.runs(), await self.builds()
        await self.log.run(_record, runs, builds, self.profile)


def _failed(event: ev.Failed, folder: Path) -> TrainingError:
    """Why a measurement failed, with the end of its log: the folder goes with it."""
    log = (folder / "log.txt").read_text(encoding="utf-8", errors="replace").strip()
    tail = log.splitlines()[-LOG_LINES:]
    hint = f"Its last words: {tail[-1]}" if tail and "log.txt" in event.hint else event.hint
    return TrainingError(event.message, hint, "\n".join(tail))


def _record(db: Database, runs: Sequence[Snapshot], builds: Sequence[Build], profile: Profile) -> None:
    for run in runs:
        plan = launcher.read_plan(run.folder)
        recipe = {key: plan.get(key) for key in ("method", "preset", "settings")}
        lineage.save_run(db, uid=run.uid, folder=str(run.folder), recipe=recipe, status=run.state.value)
    known = {one.uid for one in lineage.builds(db, limit=10_000)}
    for one in builds:
        if one.uid not in known:
            new = lineage.NewBuild(
                building.model_name(one.uid), str(profile.builds / one.uid), one.base, one.run,
                one.parent or None, one.recipe, one.prompt_style, one.scores,
            )  # fmt: skip
            lineage.add_build(db, new, ids_of(db, one.lineage.get("messages", [])), uid=one.uid)
