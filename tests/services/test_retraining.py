"""From rated chats to a Tsuki who speaks as she was taught: real model, real training, a real log."""

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tsuki_desktop.domain.chat import Status
from tsuki_desktop.errors import NotFoundError, TrainingError
from tsuki_desktop.services.retraining import Choice
from tsuki_desktop.services.session import Session
from tsuki_desktop.services.training_data import RATED
from tsuki_desktop.store import lineage, messages
from tsuki_desktop.training import deploy
from tsuki_desktop.training import events as ev
from tsuki_desktop.training.proof import Measure, verdict

spec = importlib.util.spec_from_file_location("rated_chats", Path(__file__).with_name("rated_chats.py"))
chats = importlib.util.module_from_spec(spec)
spec.loader.exec_module(chats)


def prepare(profile, trainer, model=""):
    profile.create()
    profile.settings.write_text(f'training_python = "{trainer}"\nmodel = "{model}"\nmax_tokens = 24\n')


async def finished(run):
    events = [event async for event in run.events()]
    assert isinstance(events[-1], ev.Finished), events[-1]
    await run.kill()  # it has said its last word, and takes a moment to leave
    return events[-1]


def small(proposal):
    """The same plan in rows of a test's size."""
    settings = replace(proposal.plan.settings, batch=2, accumulate=1)
    return replace(proposal, plan=replace(proposal.plan, settings=settings))


def gate(folder):
    """The verdict of the figures in the report, worked out anew."""
    told = json.loads((folder / "proof.json").read_text(encoding="utf-8"))["measures_in_full"]
    return verdict([Measure(**{k: v for k, v in one.items() if v is not None}) for one in told])


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.timeout(1800)
async def test_from_rated_chats_to_a_promoted_tsuki_and_back(profile, trainer, tmp_path) -> None:
    prepare(profile, trainer)
    async with await Session.open(profile) as session:
        room = session.retraining
        room.cache = tmp_path / "cache"
        await chats.add_many(session, 60)

        proposal = await room.plan(Choice(data=(RATED,), max_steps=4))
        assert proposal.base.starter
        assert proposal.worth == "experimental"
        run = await room.start(small(proposal))
        done = await finished(run)
        assert done.steps == 4
        assert done.held_out_loss < done.held_out_loss_before

        made = await room.build(run.folder.name)
        assert made.parity["f16"] <= 0.02
        assert made.parity["q8_0"] <= 0.05, "few tokens: see deploy.check_parity"
        assert (await room.build(run.folder.name)).uid == made.uid, "a run makes one model"
        folder = profile.builds / made.uid
        assert sorted(path.suffix for path in folder.iterdir()) == [".gguf", ".json", ".jsonl", ".lora"]
        assert not (run.folder / "making").exists()
        (known,) = await session.log.read(lineage.builds)
        assert (known.uid, known.run_uid) == (made.uid, run.folder.name)
        first = await session.log.read(messages.get, 2)  # the first chat's reply
        rows = (folder / "held_out.jsonl").read_text(encoding="utf-8").splitlines()
        held_out = any(json.loads(row)["completion"][0]["content"] == first.text for row in rows)
        assert bool(await session.log.read(lineage.builds_of, [2])) is not held_out

        with pytest.raises(TrainingError, match="not proven better"):
            await room.promote(made.uid)
        speaks, _ = await session.models.current()
        proof = await room.prove(made.uid, quick=4)
        assert proof.baseline_id == speaks, "whoever speaks now is what the new one must beat"
        made = deploy.read_build(folder)
        assert made.verdict == proof.verdict == gate(folder)
        assert made.scores["measures"]["held_out_nll"]["samples"] == 4
        assert (folder / "proof.html").exists()

        await room.promote(made.uid, force=True)
        model = session.settings.value.model
        assert model == f"llama.cpp:tsuki-{made.uid[:8].lower()}"
        said = [event async for event in session.chatting.send(None, "tea again")][-1].message
        assert (said.model, said.status) == (model, Status.COMPLETE)
        assert said.text
        style = await session.styles.of(model)
        assert (style.system_prompt, style.examples) == (session.voice.persona.system_prompt.strip(), False)
        assert (await room.base_info()).starter, "the next retrain starts from the untuned one again"

        assert await room.rollback() == ""
        assert session.settings.value.model == ""
        assert deploy.current(profile.builds) == ""
        with pytest.raises(TrainingError, match="nothing to go back"):
            await room.rollback()
        assert [one.build_uid for one in await session.log.read(lineage.promotions)] == [None, made.uid]


async def test_without_an_environment_nothing_is_planned(profile, tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("TSUKI_TRAINING_PYTHON", raising=False)
    async with await Session.open(profile) as session:
        session.retraining.cache = tmp_path / "empty"
        assert session.retraining.trainer.chosen().interpreter is None
        with pytest.raises(TrainingError, match="not set up"):
            await session.retraining.plan(Choice())


@pytest.mark.model
async def test_a_failed_measurement_keeps_the_end_of_its_log(profile, trainer, tmp_path) -> None:
    prepare(profile, trainer)
    async with await Session.open(profile) as session:
        room = session.retraining
        room.cache = tmp_path / "cache"
        await chats.add_many(session, 60)
        proposal = await room.plan(Choice(data=(RATED,), max_steps=4))
        with pytest.raises(TrainingError) as caught:
            await room.measure(replace(proposal, interpreter=Path(sys.executable)))
        assert "No module named 'torch'" in caught.value.detail
        assert "No module named 'torch'" in caught.value.hint
        assert list((room.cache / "measure").iterdir()) == []


@pytest.mark.model
async def test_what_cannot_be_is_refused_before_it_starts(profile, trainer) -> None:
    prepare(profile, trainer)
    async with await Session.open(profile) as session:
        room = session.retraining
        with pytest.raises(NotFoundError, match="no untuned model"):
            await room.plan(Choice(base="ollama:llama3"))
        with pytest.raises(TrainingError, match="0 liked replies"):
            await room.plan(Choice(data=(RATED,)))
        for call in (room.build("nothing"), room.prove("nothing"), room.promote("nothing"), room.go_on("no")):
            with pytest.raises(NotFoundError):
                await call
        assert await room.runs() == []


@pytest.mark.model
async def test_a_run_that_waits_is_found_again_and_recorded(profile, trainer) -> None:
    prepare(profile, trainer)
    async with await Session.open(profile) as session:
        room = session.retraining
        folder = await room.write(await room.plan(Choice(max_steps=1)))
        (waiting,) = await room.runs()
        assert (waiting.uid, waiting.state) == (folder.name, "ready")
        (row,) = await session.log.read(lineage.runs)
        assert (row.uid, row.status) == (folder.name, "ready")
        with pytest.raises(TrainingError, match="not finished"):
            await room.build(folder.name)
        assert list(profile.builds.glob("*")) == []
