"""The private chat: begun with a key, talked in, and nowhere on the disk, while it is open and after."""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import conversations

pytestmark = pytest.mark.window

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
SAID, ANSWERED, DRAFTED = "marzipan zeppelin", "quixotic narwhal", "unsent obelisk"
MARKS = (b"marzipan", b"zeppelin", b"narwhal", b"obelisk")


def one(db: Database) -> None:
    found = conversations.create(db, title="Plain")
    s.answer(db, found.id, s.say(db, found.id, None, "nothing much"), "I will tell everybody.")


def holding(*folders: Path) -> list[Path]:
    """Files that hold a word of the private chat, in any letter case."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(mark in path.read_bytes().lower() for mark in MARKS)]


def echo() -> EchoBackend:
    return EchoBackend([f"A {ANSWERED}, then."], tokens_per_s=None)


async def talk(desk: Desktop) -> None:
    """Begin with the keyboard, say something, leave a draft."""
    await s.press(desk, Qt.Key.Key_N, CONTROL_SHIFT)
    await s.until(lambda: desk.app.chat.isPrivate)
    box = s.find(desk, lambda item: item.objectName() == "composer")
    box.forceActiveFocus()
    await s.type_words(desk, SAID)
    await s.press(desk, Qt.Key.Key_Return)
    await s.until(lambda: desk.app.chat.transcript.count == 2 and desk.app.chat.state == "idle")
    desk.app.chat.regenerateLast()
    await s.until(lambda: desk.app.chat.state == "idle")
    await s.type_words(desk, DRAFTED)
    desk.app.chat._save_draft()
    await desk.app.tasks.settle()


async def test_nothing_of_it_is_on_the_disk(profile: Profile) -> None:
    async with s.stage(profile, echo(), seed=one) as desk:
        await talk(desk)
        assert holding(profile.root) == []
        found = await desk.session.library.search("zeppelin")
        assert (found.total, await desk.session.library.titled("zeppelin")) == (0, [])
        assert desk.app.shelf.conversations.count == 1
        assert desk.window.quick.title().startswith("Private chat")
        texts = s.texts(desk)
        assert "Private: nothing of this is written down" in texts
        desk.app.privateChat.close()
        await s.until(lambda: "End the private chat?" in s.texts(desk))
        await s.click(desk, s.labelled(desk, "End it"))
        await s.until(lambda: desk.app.notices.text == "The private chat is gone.")
        assert not desk.app.privateChat.open
        assert not desk.app.chat.isPrivate
        assert desk.app.chat.draft == ""
        assert desk.app.chat.transcript.count == 0
    assert holding(profile.root) == []
    assert "2000000" not in profile.settings.read_text("utf-8")


async def test_it_waits_while_another_chat_is_open_and_keeps_its_draft(profile: Profile) -> None:
    async with s.stage(profile, echo(), seed=one) as desk:
        await talk(desk)
        desk.app.chat.open(1)
        await s.until(lambda: desk.app.chat.conversationId == 1)
        assert desk.app.privateChat.open
        assert not desk.app.privateChat.shown
        assert not desk.app.chat.isPrivate
        await s.click(desk, s.labelled(desk, "Private chat"))
        await s.until(lambda: desk.app.chat.isPrivate and desk.app.chat.transcript.count == 2)
        assert desk.app.chat.draft == DRAFTED
        desk.app.privateChat.end()
        await s.until(lambda: desk.app.chat.conversationId == 1)


async def test_nothing_is_learned_from_it(profile: Profile) -> None:
    async with s.stage(profile, echo(), seed=one) as desk:
        await talk(desk)
        (reply,) = desk.app.chat.transcript.ids(-1, -1)
        for act in (
            lambda: desk.app.lesson.rate(reply, 1),
            lambda: desk.app.lesson.open(reply),
            lambda: desk.app.lesson.setMood(reply, "happy"),
        ):
            desk.app.notices.dismiss()
            act()
            assert desk.app.notices.text == "Tsuki does not learn from a private chat."
        await desk.app.tasks.settle()
        assert (await desk.session.teaching.lessons()).liked == 0
        assert "That is her" not in s.texts(desk)


async def test_quitting_asks_first(profile: Profile) -> None:
    async with s.stage(profile, echo(), seed=one) as desk:
        await talk(desk)
        await s.press(desk, Qt.Key.Key_Q, CONTROL)
        await s.until(lambda: "Quit and lose the private chat?" in s.texts(desk))
        assert desk.window.quick.isVisible()
        await s.click(desk, s.labelled(desk, "Keep talking"))
        assert desk.app.privateChat.begun
        await s.press(desk, Qt.Key.Key_Q, CONTROL)
        await s.until(lambda: "Quit and lose the private chat?" in s.texts(desk))
        await s.click(desk, s.labelled(desk, "Quit"))
        await s.until(lambda: not desk.window.quick.isVisible())
    assert holding(profile.root) == []


async def test_an_empty_one_ends_without_a_question(profile: Profile) -> None:
    async with s.stage(profile, echo(), seed=one) as desk:
        await s.press(desk, Qt.Key.Key_N, CONTROL_SHIFT)
        await s.until(lambda: desk.app.chat.isPrivate)
        await s.click(desk, s.labelled(desk, "End the private chat"))
        await s.until(lambda: not desk.app.privateChat.open)
        assert not desk.app.notices.visible


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
async def test_no_system_call_writes_its_words_to_a_file(profile: Profile, tmp_path: Path) -> None:
    """Every write of every thread is looked at; the control is a turn that is written down."""
    profile.create()
    profile.settings.write_text('model = "echo:echo"\n')
    trace = tmp_path / "trace"
    code = f"""
import asyncio
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import profile
from tsuki_desktop.services.session import Session
async def main():
    echo = EchoBackend(["A {ANSWERED}, then.", "Hm."], tokens_per_s=None)
    place, makers = profile({str(profile.root)!r}), {{"echo": lambda: echo}}
    async with await Session.open(place, backends=makers) as session:
        private = await session.begin_private()
        async for _ in private.chatting.send(private.conversation_id, {SAID!r}):
            pass
        await private.library.set_draft(private.conversation_id, {DRAFTED!r})
        assert await private.messages() == 2
        async for _ in session.chatting.send(None, "a plain pomegranate"):
            pass
asyncio.run(main())
"""
    calls = "trace=write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,mmap"
    command = ["strace", "-f", "-e", calls, "-s", "65536", "-o", str(trace), sys.executable, "-c", code]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen = trace.read_bytes()
    assert b"pomegranate" in seen, "what is said aloud is seen in the trace"
    assert [mark for mark in MARKS if mark in seen] == []
