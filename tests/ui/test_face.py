"""Her face in a window that may move: she blinks, never by the clock, and one mood fades into the next."""

import asyncio
from itertools import pairwise

import pytest

from tests.ui import stage as s
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import Profile

pytestmark = pytest.mark.window

SCRIPT = ["Hmph. Fine. I'm not talking to you anymore.", "You passed! Yay, I'm so happy for you!!"]


def her_face(desk):
    return s.find(desk, lambda item: item.property("blinking") is not None and item.property("alive"))


async def talk(desk, words: str) -> None:
    said = desk.app.chat.transcript.count
    desk.app.chat.send(words)
    await s.until(lambda: desk.app.chat.transcript.count == said + 2 and desk.app.chat.state == "idle")


async def blinks(face, count: int) -> list[float]:
    """When she shut her eyes, in seconds."""
    loop, seen, shut = asyncio.get_running_loop(), [], False
    while len(seen) < count:
        if face.property("blinking") and not shut:
            seen.append(loop.time())
        shut = face.property("blinking")
        await asyncio.sleep(0.02)
    return seen


async def test_she_blinks_unevenly_and_fades_from_mood_to_mood(profile: Profile) -> None:
    profile.create()
    profile.settings.write_text('model = "echo:echo"\nmotion = true\n')
    async with s.stage(profile, EchoBackend(SCRIPT, tokens_per_s=None)) as desk:
        desk.window.quick.requestActivate()
        await talk(desk, "hey")
        face, old = her_face(desk), desk.app.chat.emotion
        at = await asyncio.wait_for(blinks(face, 4), 60)
        gaps = [later - earlier for earlier, later in pairwise(at)]
        assert min(gaps) > 1
        assert max(gaps) - min(gaps) > 0.1, "as even as a metronome"

        before, now = (item for item in face.childItems() if "Image" in item.metaObject().className())
        desk.app.chat.send("i passed!!")
        await s.until(lambda: before.isVisible() and 0 < now.opacity() < 1, "the fade")
        assert before.property("source").toString().startswith(f"image://face/{old}")
        await s.until(lambda: not before.isVisible() and now.opacity() == 1, "its end")
        new = desk.app.chat.emotion
        assert new != old
        assert now.property("source").toString().startswith(f"image://face/{new}")


async def test_without_motion_she_holds_still(profile: Profile) -> None:
    async with s.stage(profile, EchoBackend(SCRIPT, tokens_per_s=None)) as desk:
        desk.window.quick.requestActivate()
        await talk(desk, "hey")
        face = her_face(desk)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(blinks(face, 1), 8)
        before = next(item for item in face.childItems() if "Image" in item.metaObject().className())
        await talk(desk, "i passed!!")
        assert not before.isVisible()
