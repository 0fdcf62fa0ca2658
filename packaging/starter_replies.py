"""Find out whether the starter model answers, and sounds like her, with and without her voice.

    python packaging/starter_replies.py make SHEET KEY MODEL MODEL…   e.g. llama.cpp:SmolLM2-135M-Instruct
    python packaging/starter_replies.py count SHEET KEY
    python packaging/starter_replies.py style BASE NEW

`make` asks each model (by its id, in its own prompt style) the first hundred prompts of
`assets/proof/prompts.txt`, which no training row contains, and writes the replies in a mixed order: columns
number, prompt, reply, relevant. A reader who wrote none of the data and does not know the key fills the last
one with 1 or 0. `count` says what share of each model's replies was found relevant.

`style` asks each prompt twice, BASE with the system prompt alone, and says in what share of the pairs the
judge of style (see `training/proof.py`) holds NEW's reply for more like hers.
"""

import asyncio
import csv
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from tsuki_desktop.domain.chat import Role
from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.persona import starter
from tsuki_desktop.services import building
from tsuki_desktop.services.proving import STYLE_CHATS, Judge, Speaker
from tsuki_desktop.services.session import Session
from tsuki_desktop.services.starter_voice import merged_folder
from tsuki_desktop.services.styles import PromptStyle
from tsuki_desktop.training import proof

PROMPTS = 100
COLUMNS = ("number", "prompt", "reply", "relevant")


def prompts() -> list[str]:
    """What is asked."""
    text = bundled("assets", "proof", "prompts.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()][:PROMPTS]


@asynccontextmanager
async def room() -> AsyncGenerator[tuple[Session, Judge]]:
    """A session in an empty profile, and who asks the models."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            await Session.open(Profile(Path(folder))) as session,
            building.backend_for([bundled("models"), merged_folder()]) as backend,
        ):
            yield session, Judge(backend, session.voice, None, 0)


async def ask(models: list[str]) -> list[tuple[str, str, str]]:
    """Each model's reply to each prompt: model, prompt, reply."""
    said: list[tuple[str, str, str]] = []
    async with room() as (session, judge):
        for model in models:
            speaker = Speaker(model, await session.styles.of(model))
            replies = await judge.replies(speaker, prompts(), 1, model)
            said += [(model, prompt, one.text) for prompt, one in zip(prompts(), replies, strict=True)]
    return said


async def style(base: str, new: str) -> None:
    """Say how often the judge of style prefers NEW to BASE."""
    chats = [next(chat.exchanges()) for chat in starter.conversations() if chat.turns[0].role is Role.USER]
    taught = chats[:: len(chats) // STYLE_CHATS][:STYLE_CHATS]
    async with room() as (session, judge):
        bare = Speaker(base, PromptStyle(session.voice.persona.system_prompt.strip(), examples=False))
        hers = Speaker(new, await session.styles.of(new))
        plain = await judge.replies(bare, [said for said, _, _ in taught], 1, "plain")
        old = await judge.replies(bare, prompts(), 2, "old")
        said = await judge.replies(hers, prompts(), 2, "new")
    score = proof.learn_style([reply for _, reply, _ in taught], [one.text for one in plain]).score
    wins = sum(score(b.text) > score(a.text) for a, b in zip(old, said, strict=True))
    print(f"{wins} of {len(said)} pairs sound more like her ({wins / len(said):.0%})")


def make(sheet: Path, key: Path, models: list[str]) -> None:
    """Ask all models and write the sheet."""
    said = asyncio.run(ask(models))
    random.Random(7).shuffle(said)
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows((number, prompt, reply, "") for number, (_, prompt, reply) in enumerate(said))
    key.write_text(json.dumps([model for model, _, _ in said]), encoding="utf-8")


def count(sheet: Path, key: Path) -> None:
    """Say what the reader found."""
    models: list[str] = json.loads(key.read_text(encoding="utf-8"))
    found: dict[str, list[int]] = defaultdict(list)
    with sheet.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[models[int(row["number"])]].append(int(row["relevant"]))
    for model, relevant in found.items():
        print(f"{model}: {sum(relevant)} of {len(relevant)} relevant ({sum(relevant) / len(relevant):.0%})")


if __name__ == "__main__":
    command, first, second, *models = sys.argv[1:]
    if command == "make":
        make(Path(first), Path(second), models)
    elif command == "style":
        asyncio.run(style(first, second))
    else:
        count(Path(first), Path(second))
