"""What training takes on the disk, what may go, and that nothing else goes."""

import json

import pytest

from tests.ui import retrain_stage as r
from tsuki_desktop.errors import NotFoundError, UsageError
from tsuki_desktop.services import storing
from tsuki_desktop.services.session import Session
from tsuki_desktop.services.storing import Kind, Why
from tsuki_desktop.store import lineage
from tsuki_desktop.training import deploy
from tsuki_desktop.training import events as ev


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


async def test_an_empty_profile_takes_nothing(profile) -> None:
    async with await Session.open(profile) as session:
        found = await storing.survey(session.retraining, keep=3)
        assert (found.total, found.freed, found.removable) == (0, 0, ())


async def test_the_rule_keeps_the_newest_the_one_in_use_and_the_way_back(profile, own_cache) -> None:
    r.caches(own_cache)
    uids = [r.build(profile) for _ in range(6)]
    deploy.promote(profile.builds, uids[0], force=True)
    deploy.promote(profile.builds, uids[1], force=True)
    async with await Session.open(profile) as session:
        room = session.retraining
        await room.record()
        session.settings.update(model=f"llama.cpp:tsuki-{uids[2][:8].lower()}")
        found = await storing.survey(room, keep=2)
        old = [one for one in found.removable if one.kind is Kind.MODELS]
        assert [one.uid for one in old] == [uids[3]], "two are newest, two lead back, one speaks"
        assert found.bytes[Kind.MODELS] == sum(found.sizes.values()) > 6 * 54_000_000
        assert found.freed == found.sizes[uids[3]] + 60_000_000
        assert await storing.free(room, found.removable) == found.freed
        assert {one.uid for one in await room.builds()} == {*uids} - {uids[3]}
        gone = await session.log.read(lineage.build, uids[3])
        assert gone.deleted_at is not None
        assert (await storing.survey(room, keep=2)).removable == ()


async def test_checkpoints_stay_while_a_run_can_go_on(profile) -> None:
    stale, done, broken = (
        r.run(profile, 40, end=ev.Stopped(40)), r.finished(profile), r.run(profile, 64, end=ev.Stopped(64)),
    )  # fmt: skip
    async with await Session.open(profile) as session:
        room = session.retraining
        found = {one.uid: one for one in (await storing.survey(room, keep=3)).removable}
        assert {uid: (one.kind, one.why) for uid, one in found.items()} == {
            done: (Kind.CHECKPOINTS, Why.LEARNED), stale: (Kind.RUNS, Why.OVERTAKEN),
        }  # fmt: skip
        await storing.free(room, list(found.values()))
        left = {one.uid: one.resumable for one in await room.runs()}
        assert left == {done: False, broken: True}
        assert (profile.runs / done / "adapter").exists()


async def test_a_deleted_model_leaves_the_way_back_whole(profile) -> None:
    first, second, third = (r.build(profile) for _ in range(3))
    async with await Session.open(profile) as session:
        room = session.retraining
        session.settings.update(model="ollama:mine")
        for uid in (first, second, third):
            await room.promote(uid, force=True)
        with pytest.raises(UsageError, match="speaks just now"):
            await storing.remove_build(room, third)
        await storing.remove_build(room, second)
        history = json.loads((profile.builds / "current.json").read_text())
        assert [one["build"] for one in history] == [first, third]
        assert await room.rollback() == f"llama.cpp:tsuki-{first[:8].lower()}"
        assert await room.rollback() == "ollama:mine"
        with pytest.raises(NotFoundError):
            await storing.remove_build(room, second)


async def test_a_run_is_removed_whole_and_its_model_stays(profile) -> None:
    run = r.finished(profile)
    made = r.build(profile, run)
    async with await Session.open(profile) as session:
        await storing.remove_run(session.retraining, run)
        assert await session.retraining.runs() == []
        assert [one.uid for one in await session.retraining.builds()] == [made]
        with pytest.raises(NotFoundError):
            await storing.remove_run(session.retraining, run)
