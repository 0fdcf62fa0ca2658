"""Retrains in a row, each with more rated chats, each proven against the one before and promoted.

    python -m tests.training.retrains [--rounds 5] [--chats 40] [--steps 20] [--quick 12]
                                      [--data rated] [--taught FILE]

Real model, real training, real proof. CHATS more conversations are liked before each retrain, which takes
STEPS optimiser steps (0: as many as the plan says) and is proven on QUICK chats and prompts (0: on all). They
come from FILE, rows of `messages`, else from the starter chats. With `--data starter --data rated` she goes
on from the voice that she came with, which has learned those: name a FILE. The facts are asked whole each
time. Prints a JSON object; ends with 1 where fewer than 90% of the facts that the base knows are kept, or
where a measure got worse each time.

    python -m tests.training.retrains --rounds 1 --chats 200 --steps 0 --quick 0 \
        --data starter --data rated --taught FILE       from click to verdict, with 200 conversations
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

import click

from tests.services import rated_chats
from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.persona import starter
from tsuki_desktop.services import building
from tsuki_desktop.services.proving import Judge
from tsuki_desktop.services.retraining import Choice
from tsuki_desktop.services.session import Session
from tsuki_desktop.training import events as ev

LEAST_KEPT = 0.9


def lessons(taught):
    """Of each chat, its turns as `{"role", "content"}`, the person's first."""
    if taught is None:
        chats = [
            [{"role": turn.role.value, "content": turn.text} for turn in chat.turns]
            for chat in starter.conversations()
        ]
    else:
        lines = Path(taught).read_text(encoding="utf-8").splitlines()
        chats = [json.loads(line)["messages"] for line in lines if line.strip()]
    return [chat for chat in chats if chat[0]["role"] == "user"]


async def facts_known(session, model, base):
    """Which facts a model holds likelier than their wrong answers."""
    room = session.retraining
    text = bundled("assets", "proof", "facts.jsonl").read_text(encoding="utf-8")
    facts = [json.loads(line) for line in text.splitlines() if line.strip()]
    async with building.backend_for([room.profile.models, room.profile.builds], [base]) as backend:
        return await Judge(backend, room.voice, None, 0).known(model, facts, "")


async def one_round(session, data, steps, quick):
    """Train, make, prove and promote; the build, its proof, and the seconds of each."""
    room, took = session.retraining, {}
    started = time.monotonic()

    def lap(name):
        took[name] = round(time.monotonic() - started - sum(took.values()))

    proposal = await room.plan(Choice(data=data, max_steps=steps or None))
    lap("plan")
    run = await room.start(proposal)
    async for event in run.events():
        if isinstance(event, ev.Failed):
            raise SystemExit(event.message)
        if isinstance(event, ev.Evaluated):
            click.echo(f"  held out after epoch {event.epoch:g}: {event.held_out_loss:.3f}", err=True)
    await run.kill()  # it has said its last word, and takes a moment to leave
    lap("train")
    made = await room.build(run.folder.name)
    lap("make")
    proof = await room.prove(made.uid, quick=quick)
    lap("prove")
    await room.promote(made.uid, force=True)
    return made, proof, took


def told_of(made, proof, took, kept):
    """What a round came to."""
    measures = {
        one.name: round((one.new - one.old) * (1 if one.higher_is_better else -1), 4)
        for one in proof.measures
    }
    return {
        "seconds": sum(took.values()), "of_these": took, "facts_kept": round(kept, 3),
        "fall": proof.base_fall, "against": proof.baseline_id, "verdict": proof.verdict.value,
        "held_out": [made.recipe["held_out_before"], made.recipe["held_out_after"]],
        "better_by": measures,
    }  # fmt: skip


async def run(rounds, chats, steps, quick, data, taught):
    """All rounds; the exit status."""
    told = []
    with tempfile.TemporaryDirectory() as temporary:
        profile = Profile(Path(temporary) / "profile")
        profile.create()
        async with await Session.open(profile) as session:
            base = await session.retraining.base_info()
            known = await facts_known(session, base.id, base.path)
            left = lessons(taught)
            for number in range(rounds):
                count = chats + 20 if number == 0 and chats < 50 else chats  # 50 are the fewest
                for chat in left[:count]:
                    await session.log.run(rated_chats.add_chat, chat)
                left = left[count:]
                made, proof, took = await one_round(session, data, steps, quick)
                now = await facts_known(session, building.model_id(made), base.path)
                kept = sum(a and b for a, b in zip(known, now, strict=True)) / sum(known)
                told.append(told_of(made, proof, took, kept))
                click.echo(json.dumps(told[-1]), err=True)
    names = told[0]["better_by"]
    always_worse = [name for name in names if all(one["better_by"][name] < 0 for one in told)]
    kept = min(one["facts_kept"] for one in told)
    click.echo(json.dumps({"rounds": told, "fewest_facts_kept": kept, "worse_each_time": always_worse}))
    return 1 if (rounds > 1 and always_worse) or kept < LEAST_KEPT else 0


@click.command()
@click.option("--rounds", default=5)
@click.option("--chats", default=40)
@click.option("--steps", default=20)
@click.option("--quick", default=12)
@click.option("--data", multiple=True, default=("rated",))
@click.option("--taught", type=click.Path(exists=True, dir_okay=False))
def main(rounds, chats, steps, quick, data, taught):
    """See the module."""
    sys.exit(asyncio.run(run(rounds, chats, steps, quick, data, taught)))


if __name__ == "__main__":
    main()
