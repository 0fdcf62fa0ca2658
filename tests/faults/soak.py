"""Thousands of turns through the chatting service, as a window has them.

    python -m tests.faults soak [TURNS]

Prints what a turn took, and memory, handles and threads, for each tenth of the way.
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.domain.events import ReplyEnded
from tsuki_desktop.paths import Profile
from tsuki_desktop.services.session import Session
from tsuki_desktop.settings import SettingsFile
from tsuki_desktop.store import integrity

TURNS = 10_000
BLOCKS = 10
IN_A_CHAT = 50
SAID = "turn number {} about the moon, the tea and whatever else comes to mind at night"


async def soak(folder: Path, turns: int) -> dict:
    """`turns` turns in chats of 50, with what a window reads and some thumbs; figures, and what was lost."""
    profile = Profile(folder)
    profile.create()
    SettingsFile(profile.settings).update(model="echo:echo")
    echo = EchoBackend(tokens_per_s=None)
    process, blocks, expected = psutil.Process(), [], []
    async with await Session.open(profile, backends={"echo": lambda: echo}) as session:
        session.keeping.start()
        chat = None
        times: list[float] = []
        for number in range(turns):
            text = SAID.format(number)
            start = time.perf_counter()
            ended = None
            async for event in session.chatting.send(None if number % IN_A_CHAT == 0 else chat, text):
                if isinstance(event, ReplyEnded):
                    ended = event
            times.append(time.perf_counter() - start)
            assert ended is not None
            assert ended.error is None, ended.error
            chat = ended.message.conversation_id
            expected.append((ended.message.parent_id, text))
            if number % 10 == 0:
                steps = await session.library.path(chat)
                await session.library.messages([step.message_id for step in steps[-20:]])
                await session.library.page(limit=100)
                await session.teaching.rate(ended.message.id, 1 if number % 20 else -1)
            if (number + 1) % (turns // BLOCKS) == 0:
                gc.collect()
                handles = process.num_fds() if hasattr(process, "num_fds") else process.num_handles()
                blocks.append(
                    {
                        "turns": number + 1,
                        "turn_ms": round(1000 * statistics.median(times), 2),
                        "memory_mb": round(process.memory_full_info().uss / 1e6, 1),
                        "handles": handles,
                        "threads": process.num_threads(),
                    }
                )
                print(json.dumps(blocks[-1]), file=sys.stderr, flush=True)
                times.clear()
        said = await session.log.read(
            lambda db: dict(db.execute("SELECT id, text FROM messages WHERE role = 'user'").fetchall())
        )
        sound = (await session.log.run(integrity.deep)).sound
    return {
        "blocks": blocks,
        "lost": [one for one, text in expected if said.get(one) != text],
        "sound": sound,
    }


def main(arguments: list[str]) -> None:
    """Soak and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        turns = int(arguments[0]) if arguments else TURNS
        print(json.dumps(asyncio.run(soak(Path(folder) / "profile", turns)), indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
