from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tsuki_desktop.paths import bundled
from tsuki_desktop.persona.greetings import KINDS, greeting
from tsuki_desktop.persona.loader import load

TSUKI = load(bundled("assets", "persona.toml"))
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "kind"),
    [
        (4, "night"),
        (5, "morning"),
        (11, "morning"),
        (12, "afternoon"),
        (18, "evening"),
        (22, "evening"),
        (23, "night"),
    ],
)
def test_the_hour_chooses(hour: int, kind: str) -> None:
    now = NOON.replace(hour=hour)
    assert greeting(TSUKI, now, now - timedelta(days=1)) in TSUKI.greetings[kind]


@pytest.mark.parametrize(
    ("away", "kind"),
    [
        (None, "first"),
        (timedelta(minutes=29), "soon"),
        (timedelta(minutes=30), "afternoon"),
        (timedelta(days=7), "long"),
        (timedelta(hours=-3), "afternoon"),
    ],
)
def test_so_does_the_time_since_the_last_chat(away: timedelta | None, kind: str) -> None:
    assert greeting(TSUKI, NOON, None if away is None else NOON - away) in TSUKI.greetings[kind]


def test_it_stays_within_the_hour_and_changes_over_the_days() -> None:
    seen = set()
    for day in range(8):
        now = NOON + timedelta(days=day)
        last = now - timedelta(days=1)
        assert greeting(TSUKI, now, last) == greeting(TSUKI, now + timedelta(minutes=59), last)
        seen.add(greeting(TSUKI, now + timedelta(hours=day % 6), last))
    assert len(seen) > 2


def test_every_kind_has_lines_and_every_part_of_the_day_several() -> None:
    assert set(TSUKI.greetings) == set(KINDS)
    assert all(len(TSUKI.greetings[kind]) >= 3 for kind in ("morning", "afternoon", "evening", "night"))


def test_a_persona_without_lines_says_its_greeting() -> None:
    assert greeting(replace(TSUKI, greetings={}), NOON, None) == TSUKI.greeting


def test_without_lines_for_the_occasion_the_hour_chooses() -> None:
    lines = {kind: said for kind, said in TSUKI.greetings.items() if kind != "first"}
    assert greeting(replace(TSUKI, greetings=lines), NOON, None) in lines["afternoon"]


@pytest.mark.parametrize("news", ["retrained", "went back"])
def test_what_became_of_her_comes_before_the_hour_but_never_before_hello(news: str) -> None:
    assert greeting(TSUKI, NOON, NOON - timedelta(minutes=5), news) in TSUKI.greetings[news]
    assert greeting(TSUKI, NOON, NOON - timedelta(days=9), news) in TSUKI.greetings[news]
    assert greeting(TSUKI, NOON, None, news) in TSUKI.greetings["first"]
    bare = {kind: said for kind, said in TSUKI.greetings.items() if kind != news}
    assert greeting(replace(TSUKI, greetings=bare), NOON, NOON - timedelta(days=1), news) in bare["afternoon"]
