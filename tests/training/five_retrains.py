"""Five retrains in a row, each from the untuned base with more rated chats, each promoted.

    python -m tests.training.five_retrains [STEPS] [CHATS] [QUICK]

Real model, real training, real proof. CHATS new chats are liked before each retrain (40), each takes STEPS
optimiser steps (20), and is proven against the one before on QUICK chats and prompts (12). All facts are
asked each time. Prints one JSON object; ends with 1 where fewer than 90% of the facts that the base knows are
kept, or where a measure got worse each time.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from tests.services import rated_chats
from tsuki_desktop.domain.chat import Role
from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.persona import starter
from tsuki_desktop.services import building
from tsuki_desktop.services.proving import Judge
from tsuki_desktop.services.retraining import Choice
from tsuki_desktop.services.session import Session
from tsuki_desktop.services.training_data import RATED
from tsuki_desktop.training import events as ev

ROUNDS = 5
LEAST_KEPT = 0.9


async def like(session, chats):
    """Put the first exchange of starter chats into the log, liked."""
    for chat in chats:
        said, reply, _ = next(chat.exchanges())
        await session.log.run(rated_chats.add, said, reply)


async def facts_known(session, model, base):
    """Which facts a model holds likelier than their wrong answers."""
    room = session.retraining
    text = bundled("assets", "proof", "facts.jsonl").read_text(encoding="utf-8")
    facts = [json.loads(line) for line in text.splitlines() if line.strip()]
    async with building.backend_for([room.profile.models, room.profile.builds], [base]) as backend:
        return await Judge(backend, room.voice, None, 0).known(model, facts, "")


async def one_round(session, steps, quick):
    """Train, make, prove and promote; the build's id, and its proof."""
    room = session.retraining
    proposal = await room.plan(Choice(data=(RATED,), max_steps=steps))
    run = await room.start(proposal)
    async for event in run.events():
        if isinstance(event, ev.Failed):
            raise SystemExit(event.message)
    await run.kill()  # it has said its last word, and takes a moment to leave
    made = await room.build(run.folder.name)
    proof = await room.prove(made.uid, quick=quick)
    await room.promote(made.uid, force=True)
    return made, proof


async def main(steps=20, chats=40, quick=12):
    told = []
    with tempfile.TemporaryDirectory() as temporary:
        profile = Profile(Path(temporary) / "profile")
        profile.create()
        async with await Session.open(profile) as session:
            base = await session.retraining.base_info()
            known = await facts_known(session, base.id, base.path)
            lessons = [chat for chat in starter.conversations() if chat.turns[0].role is Role.USER]
            for number in range(ROUNDS):
                count = chats + 20 if number == 0 else chats
                await like(session, lessons[:count])
                lessons = lessons[count:]
                made, proof = await one_round(session, steps, quick)
                now = await facts_known(session, building.model_id(made), base.path)
                kept = sum(a and b for a, b in zip(known, now, strict=True)) / sum(known)
                measures = {
                    one.name: (one.new - one.old) * (1 if one.higher_is_better else -1)
                    for one in proof.measures
                }
                told.append(
                    {
                        "facts_kept": round(kept, 3), "fall": proof.base_fall, "verdict": proof.verdict.value,
                        "better_by": {name: round(value, 4) for name, value in measures.items()},
                    }
                )  # fmt: skip
                print(json.dumps(told[-1]), file=sys.stderr, flush=True)
    names = told[0]["better_by"]
    always_worse = [name for name in names if all(one["better_by"][name] < 0 for one in told)]
    kept = min(one["facts_kept"] for one in told)
    print(json.dumps({"rounds": told, "fewest_facts_kept": kept, "worse_each_time": always_worse}))
    return 1 if always_worse or kept < LEAST_KEPT else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*map(int, sys.argv[1:]))))
