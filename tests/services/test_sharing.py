"""One card for chat and training: who is asked, what is lent, and when it comes back.

No card is here: its kind is given, and the worker that leaves it is a real one that holds no layers.
"""

import asyncio
import os
from dataclasses import replace

import psutil
import pytest

from tests.ui import retrain_stage as r
from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
from tsuki_desktop.backends.llama_protocol import DeviceReport
from tsuki_desktop.services import sharing
from tsuki_desktop.services.session import Session
from tsuki_desktop.training import events as ev
from tsuki_desktop.training.plan import Hardware

GPU = Hardware("cuda", "some card", 2**34, 4)
CPU = replace(GPU, kind="cpu")


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))


class OnCard(LlamaCppBackend):
    """Says what a build for CUDA says of itself."""

    async def device_report(self) -> DeviceReport:
        return replace(await super().device_report(), can_offload=True)


def with_card(profile) -> dict:
    return {"llama.cpp": lambda: OnCard(folders=[profile.models], gpu_layers=0)}


async def test_only_a_training_on_the_card_that_she_is_on_is_asked_about(profile) -> None:
    profile.create()
    async with await Session.open(profile, backends=with_card(profile)) as session:
        room = session.retraining
        assert await sharing.contested(room, GPU)
        assert await sharing.contested(room, replace(GPU, kind="rocm"))
        assert not await sharing.contested(room, CPU)
        session.settings.update(gpu_layers=0)
        assert not await sharing.contested(room, GPU), "she is not on the card"
        session.settings.update(gpu_layers=-1, card_lent=True)
        assert not await sharing.contested(room, GPU), "it is lent already"
        session.settings.update(card_lent=False, model="ollama:some")
        assert not await sharing.contested(room, GPU), "somebody else speaks"


async def test_a_build_for_the_processor_alone_shares_nothing(profile) -> None:
    profile.create()
    async with await Session.open(profile) as session:
        session.settings.update(model="llama.cpp:SmolLM2-135M-Instruct")
        assert not await sharing.contested(session.retraining, GPU)


@pytest.mark.model
async def test_the_worker_leaves_the_card_before_the_training_begins_and_her_next_words_need_none(
    profile,
) -> None:
    profile.create()
    async with await Session.open(profile) as session:
        room = session.retraining
        session.settings.update(gpu_layers=3)
        before = room.models.backend("llama.cpp")
        assert (await before.device_report()).installed
        pid = before.worker_pid
        await asyncio.wait_for(sharing.lend(room), 20)
        assert not psutil.pid_exists(pid), "its memory is free"
        assert session.settings.value.gpu_layers == 3, "what the person set stays"
        lent = room.models.backend("llama.cpp")
        assert (lent._gpu_layers, before._gpu_layers) == (0, 3)
        assert await sharing.settle(room)
        assert room.models.backend("llama.cpp")._gpu_layers == 3
        assert not await sharing.settle(room), "once is enough"


@pytest.mark.parametrize("end", [ev.Paused(64), None])
async def test_it_stays_lent_while_a_training_runs_or_waits(profile, end) -> None:
    profile.create()
    profile.settings.write_text("card_lent = true\n")
    uid = r.run(profile, end=end, alive=psutil.Process(os.getpid()))
    async with await Session.open(profile) as session:
        assert not await sharing.settle(session.retraining)
        assert session.settings.value.card_lent
        r.tell(profile, uid, ev.Stopped(64))
        assert await sharing.settle(session.retraining)
        assert not session.settings.value.card_lent


async def test_a_training_that_died_while_nobody_looked_has_given_it_back(profile) -> None:
    profile.create()
    profile.settings.write_text("card_lent = true\n")
    r.run(profile, 40)
    async with await Session.open(profile) as session:
        assert await sharing.settle(session.retraining)
