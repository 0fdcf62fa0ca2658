"""Does she answer what was said? A sheet for blind readers, and what they found.

    python packaging/relevance_sheet.py make SHEET KEY MODEL MODEL…   e.g. llama.cpp:SmolLM2-135M-Instruct
    python packaging/relevance_sheet.py count SHEET KEY

`make` asks each model (by its id, in its own prompt style) the first hundred prompts of
`assets/proof/prompts.txt`, which no training row contains, and writes the replies in a mixed order: columns
number, prompt, reply, relevant. A reader who wrote none of the data and does not know the key fills the last
one with 1 or 0. `count` says what share of each model's replies was found relevant.
"""

import asyncio
import csv
import json
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.services import building
from tsuki_desktop.services.proving import Judge, Speaker
from tsuki_desktop.services.session import Session
from tsuki_desktop.services.starter_voice import merged_folder

PROMPTS = 100
COLUMNS = ("number", "prompt", "reply", "relevant")


async def ask(models: list[str]) -> list[tuple[str, str, str]]:
    """Each model's reply to each prompt: model, prompt, reply."""
    text = bundled("assets", "proof", "prompts.txt").read_text(encoding="utf-8")
    prompts = [line for line in text.splitlines() if line.strip()][:PROMPTS]
    said: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        async with (
            await Session.open(Profile(Path(folder))) as session,
            building.backend_for([bundled("models"), merged_folder()]) as backend,
        ):
            judge = Judge(backend, session.voice, None, 0)
            for model in models:
                speaker = Speaker(model, await session.styles.of(model))
                replies = await judge.replies(speaker, prompts, 1, model)
                said += [(model, prompt, one.text) for prompt, one in zip(prompts, replies, strict=True)]
    return said


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
    command, sheet, key, *models = sys.argv[1:]
    if command == "make":
        make(Path(sheet), Path(key), models)
    else:
        count(Path(sheet), Path(key))
