"""Draw the pictures of README.md anew: `python -m tests.ui.readme_pictures`, or `just readme-pictures`.

The window is real, and so is every reply: the starter says them in her voice, merged as after the first chat,
with `SEED`. Only the person's side is written here: what was asked, which replies got a thumb, and the
wording that one of them got instead. `--try 1 2 3` prints what she says with these seeds and draws nothing,
so that a seed can be chosen when her voice or the chats have changed.

Beside the pictures, `made.json` tells the window's tabs and her words: a test sees when they are of the past.
"""

import asyncio
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from qasync import QEventLoop

from tests.ui import stage as s
from tsuki_desktop.backends.llama_models import HER_VOICE
from tsuki_desktop.domain.events import ReplyEnded
from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.services import starter_voice
from tsuki_desktop.services.own_backends import own_backends
from tsuki_desktop.services.session import Session
from tsuki_desktop.settings import SettingsFile
from tsuki_desktop.ui.window import dress

FOLDER = bundled("assets", "pictures")
NOTE = FOLDER / "made.json"
SIZE = (1180, 760)
SEED = 2

CHATS = (
    ("good morning tsuki",),
    ("i'm bored",),
    ("what should i eat tonight",),
    ("i passed my driving test!!",),
    ("my cat sat on my keyboard", "he's orange"),
    ("i finally finished my essay!!", "two weeks of work", "you're the best"),
)
"""What the person says, one chat a row, the oldest first; the last one is the picture of the chat."""

LIKED = ((0, 0), (1, 0), (3, 0), (4, 0), (5, 0), (5, 1))
CORRECTED = {(2, 0): "Soup. Warm, cheap, and you can't burn it. Well, most people can't."}
"""Which replies got a thumb, and what the person wrote instead of one: by chat and turn."""


async def talk(session: Session, seed: int) -> list[list[tuple[str, str, int]]]:
    """Say everything: what was said, her reply and its message's id, by chat and turn."""
    said: list[list[tuple[str, str, int]]] = []
    for chat in CHATS:
        conversation, turns = None, []
        for words in chat:
            events = [event async for event in session.chatting.send(conversation, words, seed=seed)]
            assert isinstance(events[-1], ReplyEnded)
            assert not events[-1].error, events[-1].error
            message = events[-1].message
            conversation = message.conversation_id
            turns.append((words, message.text, message.id))
        said.append(turns)
    return said


async def teach(session: Session, said: list[list[tuple[str, str, int]]]) -> None:
    """The person's thumbs."""
    for chat, turn in LIKED:
        await session.teaching.rate(said[chat][turn][2], 1)
    for (chat, turn), words in CORRECTED.items():
        await session.teaching.rate(said[chat][turn][2], -1, reasons=["not-her"], correction=words)


async def draw(theme: str) -> dict[str, object]:
    """Both pictures in a theme, and what is to be known of them."""
    width, height = SIZE
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder))
        profile.create()
        profile.settings.write_text(
            f'model = "{HER_VOICE[0]}"\nmotion = false\ntheme = "{theme}"\n'
            f"window_width = {width}\nwindow_height = {height}\n"
        )
        backends = own_backends(profile, SettingsFile(profile.settings))
        async with s.stage(profile, backends=backends) as desk:
            assert desk.session is not None
            said = await talk(desk.session, SEED)
            await teach(desk.session, said)
            desk.app.chat.listChanged.emit()
            last = await desk.session.library.page(limit=1)
            await desk.app.chat.show_conversation(last[0].id)
            await shoot(desk, f"chat-{theme}")
            await s.press(desk, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
            await s.until(lambda: desk.app.teach.loaded)
            await shoot(desk, f"teach-{theme}")
            words = [[(asked, reply) for asked, reply, _ in chat] for chat in said]
            return {"tabs": tabs(desk), "adapter": adapter(), "seed": SEED, "said": words}


def tabs(desk: s.Desktop) -> list[str]:
    """The words on the window's tabs, from the left."""
    found = [item for item in s.all_items(desk) if item.property("worded") is not None]
    return [str(item.property("text")) for item in sorted(found, key=lambda item: item.x())]


def adapter() -> str:
    """Which voice speaks."""
    return hashlib.sha256(starter_voice.adapter_path().read_bytes()).hexdigest()[:12]


async def shoot(desk: s.Desktop, name: str) -> None:
    await desk.app.tasks.settle()
    await asyncio.sleep(0.5)
    desk.window.quick.grabWindow().save(str(FOLDER / f"{name}.png"))


async def tell(seeds: list[int]) -> None:
    """Print what she says with each seed."""
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            profile = Profile(Path(folder))
            profile.create()
            SettingsFile(profile.settings).update(model=HER_VOICE[0])
            async with await Session.open(profile) as session:
                for chat in await talk(session, seed):
                    print(
                        f"[{seed}]", " / ".join(f"{asked} → {reply}" for asked, reply, _ in chat), flush=True
                    )


async def main(arguments: list[str]) -> None:
    await starter_voice.merge_once()
    if arguments[:1] == ["--try"]:
        await tell([int(one) for one in arguments[1:]])
        return
    told = [await draw(theme) for theme in ("dark", "light")]
    assert told[0] == told[1], "she said something else by day"
    NOTE.write_text(json.dumps(told[0], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    dress(application)
    with QEventLoop(application) as loop:
        loop.run_until_complete(main(sys.argv[1:]))
