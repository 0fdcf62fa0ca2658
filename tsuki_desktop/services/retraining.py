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

from tsuki_desktop.errors import NotFoundError, TrainingError
from tsuki_desktop.paths import cache_folder
from tsuki_desktop.services import building, starting_point, training_data
from tsuki_desktop.services.styles import PromptStyle, names_of
from tsuki_desktop.services.training_data import RATED, STARTER, TrainingData
from tsuki_desktop.store import lineage
from tsuki_desktop.store.clock import new_uid
from tsuki_desktop.store.rated_trees import ids_of
from tsuki_desktop.training import deploy, launcher
from tsuki_desktop.training import events as ev
from tsuki_desktop.training import plan as plans
from tsuki_desktop.training.environment import Environment
from tsuki_desktop.training.plan import Method, Plan, Preset

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

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
    from tsuki_desktop.training.environment import Found, SetupStep
    from tsuki_desktop.training.launcher import Run, Snapshot

USUAL_DATA = (STARTER, RATED)


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

    # The environment

    async def environment(self) -> Found | None:
        """What trains; None where nothing is set up yet. Takes seconds: it asks the interpreter."""
        environment = Environment(self.cache)
        interpreter = environment.interpreter(self._named())
        return None if interpreter is None else await environment.check(interpreter)

    async def set_up(self, kind: str = "") -> AsyncGenerator[SetupStep]:
        """Build the training environment for `kind` of hardware, empty for what was found here.

        Raises:
            TrainingError: no Python, no room, no network, or the result does not work.

        """
        chosen = kind or (await asyncio.to_thread(plans.find_hardware)).kind
        # Closing this generator must end the installation at once, not when the collector comes by.
        async with aclosing(Environment(self.cache).build(chosen)) as steps:
            async for step in steps:
                yield step

    def _named(self) -> Path | None:
        named = self.settings.value.training_python
        return Path(named) if named else None

    def _interpreter(self) -> Path:
        found = Environment(self.cache).interpreter(self._named())
        if found is None:
            raise TrainingError(
                "Training is not set up yet.", "Run “tsuki train --setup”, or set it up on the Teach page."
            )
        return found

    # Planning

    async def plan(self, choice: Choice) -> Proposal:
        """Work out a run and refuse what cannot work. Reads all data: seconds.

        Raises:
            TrainingError: not set up, too little data, a base that cannot be trained, or too little memory.
            NotFoundError, BadFileError: no such base or file.

        """
        file = await starting_point.as_file(choice.base, self._interpreter, self.cache)
        choice = replace(choice, base=file)
        interpreter = Path() if choice.elsewhere else self._interpreter()
        info = await self.base_info(choice.base)
        base = await starting_point.untuned(info)
        voice = starting_point.her_voice(choice, info)
        system_prompt = self.voice.persona.system_prompt.strip()
        data = await training_data.collect(
            self.log, choice.data, choice.method, system_prompt, rehearse=voice is not None
        )
        hardware = plans.BORROWED if choice.elsewhere else await asyncio.to_thread(plans.find_hardware)
        settings = plans.settings_for(
            choice.preset, choice.method, base, len(data.train), hardware, data.longest
        )
        adapter = starting_point.of_a_run(choice, self.profile.runs)
        if voice is not None and (data.rehearsed or choice.method is not Method.SFT):
            adapter = voice
            settings = plans.going_on(settings, choice.method)
        settings = replace(settings, max_steps=choice.max_steps)
        plans.refuse_impossible(base, settings, data.longest, hardware)
        liked = data.counts.get(RATED, 0)
        plan = Plan(
            choice.method, base.path, self.cache, settings,
            adapter=adapter, preset=choice.preset.value,
            lineage={
                **self._lineage(choice, info, data, system_prompt),
                "from_her_voice": adapter is not None and adapter == voice,
            },
        )  # fmt: skip
        memory = plans.memory_needed(base, settings, data.longest, hardware)
        return Proposal(plan, info, data, hardware, memory, interpreter, liked, plans.worth(liked))

    def _lineage(
        self, choice: Choice, base: ModelInfo, data: TrainingData, system_prompt: str
    ) -> dict[str, Any]:
        """What the build will remember."""
        style = PromptStyle(
            system_prompt, examples=False, liked=False, persona_version=self.voice.persona.version
        )
        return {
            "prompt_style": style.as_json(),
            "parent": deploy.current(self.profile.builds),
            "base": base.id,
            "data": list(choice.data),
            "counts": data.counts,
            "left_out": data.left_out,
            "replaced": data.replaced,
            "messages": list(dict.fromkeys(data.sources)),
            "kinds": list(choice.kinds),
        }

    async def base_info(self, name: str = "") -> ModelInfo:
        """The untuned model that `name` (an id, a name, a file or a build's id) stands for.

        Raises:
            NotFoundError: there is none.

        """
        asked, name = bool(name), name or self.settings.value.model
        made = {building.model_name(one.uid): one.base for one in await self.builds()}
        for part in names_of(name):
            name = made.get(part, name)
        files = [Path(name)] if name.endswith(".gguf") else []
        async with building.backend_for([self.profile.models, self.profile.builds], files) as backend:
            known = await backend.list_models()
        untuned = [one for one in known if not names_of(one.id) & made.keys() and one.adapter is None]
        for one in untuned:
            if name in {one.id, one.name} or (files and one.path == files[0].absolute()):
                return one
        if untuned and not asked:
            return untuned[0]  # what speaks now has no file that can be trained: the starter learns instead
        raise NotFoundError(f"There is no untuned model “{name}”.", "See “tsuki models list”.")

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
                        raise TrainingError(event.message, event.hint)
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
        return await launcher.launch(self._folder(uid), self._interpreter())

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
            folder, self.profile.builds, self._interpreter(), base,
            kinds=tuple(told.get("kinds") or ("q8_0",)), said=said,
        )  # fmt: skip
        await self.record()
        return made

    async def prove(self, uid: str, *, told: Told | None = None, quick: int = 0) -> Proof:
        """Compare a build with what speaks now; see `proving.prove`. Cancelling writes nothing."""
        from tsuki_desktop.services.proving import prove

        proof = await prove(self, uid.upper(), told=told, quick=quick)
        if not self.log.read_only:
            await self.log.run(lineage.set_scores, uid, proof.scores())
        return proof

    async def promote(self, uid: str, *, force: bool = False) -> Build:
        """Let a build speak from the next message on; what spoke before is remembered.

        Raises:
            NotFoundError: no such build, or a file of it is gone.
            TrainingError: it was not proven better, and `force` is not set.

        """
        root, uid = self.profile.builds, uid.upper()
        before = self.settings.value.model
        deploy.promote(root, uid, force=force)
        history = deploy.read_history(root)
        deploy.write_json(root / "current.json", [*history[:-1], {**history[-1], "model_before": before}])
        made = deploy.read_build(root / uid)
        self.settings.update(model=building.model_id(made))
        if not self.log.read_only:
            await self.log.run(lineage.promote, uid, "forced" if force else "proven better")
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
            await self.log.run(lineage.promote, before or None, "went back")
        return model

    async def record(self) -> None:
        """Write runs and builds that the log does not know yet into it; their folders are the truth."""
        if self.log.read_only:
            return
        runs, builds = await self.runs(), await self.builds()
        await self.log.run(_record, runs, builds, self.profile)


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
