"""The list of trainings: what each is, and what can still be done with it."""

import pytest

from tests.ui import retrain_stage as r
from tsuki_desktop.services import past_runs, storing
from tsuki_desktop.services.session import Session
from tsuki_desktop.training import events as ev


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))


async def test_every_training_is_listed_with_what_can_be_done(profile) -> None:
    stopped = r.run(profile, 40, end=ev.Stopped(40))
    learned = r.finished(profile)
    made_of = r.finished(profile)
    model = r.build(profile, made_of)
    sent = r.sent(profile)
    torn = r.finished(profile)
    (profile.runs / torn / "adapter").rename(profile.runs / torn / "elsewhere")
    async with await Session.open(profile) as session:
        found = {one.uid: one for one in await past_runs.listed(session.retraining)}
        assert list(found) == sorted(found, reverse=True), "newest first"
        can = {uid: (one.can_go_on, one.can_be_made, one.waits) for uid, one in found.items()}
        assert can == {
            stopped: (True, False, False), learned: (False, True, False), made_of: (False, False, False),
            sent: (False, False, True), torn: (False, False, False),
        }  # fmt: skip
        assert found[made_of].made == model
        assert (found[stopped].step, found[stopped].of) == (40, r.STEPS)
        assert found[stopped].bytes > 30_000_000
        assert found[sent].sent == "tsuki-kit.zip"
        assert found[sent].begun.endswith("Z")


async def test_a_kit_that_waits_overtakes_nothing_and_can_be_deleted(profile) -> None:
    stopped = r.run(profile, 40, end=ev.Stopped(40))
    sent = r.sent(profile)
    async with await Session.open(profile) as session:
        room = session.retraining
        assert (await storing.survey(room, keep=3)).removable == ()
        await storing.remove_run(room, sent)
        assert [one.uid for one in await past_runs.listed(room)] == [stopped]
