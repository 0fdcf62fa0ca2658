"""A chat through Ollama in a real window: what a person sees when all goes well, and when it does not."""

import pytest

from tests.backends.ollama_double import Play
from tests.ui import model_stage as m
from tests.ui import stage as s
from tests.ui.model_stage import TALL, shown
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.ollama import OllamaBackend
from tsuki_desktop.domain.chat import Finish, Role, Status
from tsuki_desktop.paths import Profile

pytestmark = pytest.mark.window

CHOSEN = 'model = "ollama:llama3.2:3b"\nmotion = false\n' + TALL


def put_settings(profile: Profile, more: str = "") -> None:
    profile.create()
    profile.settings.write_text(CHOSEN + more)


async def say(desk: Desktop, words: str) -> None:
    """Send, and wait until the reply is over."""
    desk.app.chat.send(words)
    await s.until(lambda: desk.app.chat.state != "idle", "the reply")
    await s.until(lambda: desk.app.chat.state == "idle", "its end", 60)


async def replies(desk: Desktop) -> list:
    steps = await desk.session.library.path(desk.app.chat.open_id)
    found = await desk.session.library.messages([step.message_id for step in steps])
    return [one for one in found if one.role is Role.ASSISTANT]


async def test_another_model_in_mid_conversation_is_written_down_with_each_reply(profile: Profile) -> None:
    put_settings(profile)
    with m.full_ollama() as server:
        async with s.stage(profile, backends=m.backends(profile, server.url)) as desk:
            await desk.session.chatting.prepared()
            server.plays = [Play(pieces=["One", " 🌙"])]
            await say(desk, "first")
            desk.app.preferences.setWords("model", "ollama:qwen3:8b")
            await desk.app.tasks.settle()
            await desk.session.chatting.prepared()
            server.plays = [Play(pieces=["Two", "\u0085", "more"])]
            await say(desk, "second")
            told = await replies(desk)
            assert [(one.model, one.backend) for one in told] == [
                ("ollama:llama3.2:3b", "ollama"),
                ("ollama:qwen3:8b", "ollama"),
            ]
            assert told[1].text == "Two\u0085more"
            asked = [seen.json for seen in server.asked("/api/chat") if seen.json.get("messages")]
            assert told[0].text == "One 🌙"
            assert "first" in [turn["content"] for turn in asked[-1]["messages"]]


async def test_a_thought_is_folded_and_never_part_of_the_reply(profile: Profile) -> None:
    put_settings(profile, "think = true\n")
    profile.settings.write_text(profile.settings.read_text().replace("llama3.2:3b", "qwen3:8b"))
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        makers["ollama"] = lambda: OllamaBackend(server.url, think=True)
        async with s.stage(profile, backends=makers) as desk:
            await desk.session.chatting.prepared()
            server.plays = [Play(thoughts=["They want", " tea."], pieces=["Tea?"])]
            await say(desk, "hm")
            reply = (await replies(desk))[-1]
            assert (reply.text, reply.thought) == ("Tea?", "They want tea.")
            assert "They want tea." not in shown(desk)
            await s.click(desk, s.labelled(desk, "What she thought"))
            await s.until(lambda: "They want tea." in shown(desk))
            server.plays = []
            await desk.session.chatting.prepared()
            await say(desk, "and?")
            last = [seen.json for seen in server.asked("/api/chat") if seen.json.get("messages")][-1]
            assert "They want" not in str(last["messages"])


async def test_what_she_no_longer_sees_is_marked(profile: Profile) -> None:
    put_settings(profile, "context = 1024\n")
    with m.full_ollama() as server:
        async with s.stage(profile, backends=m.backends(profile, server.url)) as desk:
            for number in range(8):
                await desk.session.chatting.prepared()
                server.plays = [Play(pieces=["word "] * 60)]
                await say(desk, f"{number} " + "the moon is up " * 12)
                if (await replies(desk))[-1].stats.dropped_turns:
                    break
            last = (await replies(desk))[-1]
            assert (last.status, last.stats.dropped_turns > 0) == (Status.COMPLETE, True)
            await s.until(lambda: "Tsuki no longer sees what is above this line" in s.texts(desk))
            sent = [seen.json for seen in server.asked("/api/chat")]
            assert all(body["truncate"] is False for body in sent if body.get("messages"))


async def test_the_time_that_a_model_stays_in_memory_is_the_persons(profile: Profile) -> None:
    from tsuki_desktop.services.own_backends import own_backends
    from tsuki_desktop.settings import SettingsFile

    put_settings(profile, "idle_unload_minutes = 3\n")
    with m.full_ollama() as server:
        settings = SettingsFile(profile.settings)
        settings.update(ollama_host=server.url)
        async with s.stage(profile, backends={"ollama": own_backends(profile, settings)["ollama"]}) as desk:
            await say(desk, "hm")
            assert {seen.json["keep_alive"] for seen in server.asked("/api/chat")} == {180}
            assert "Free memory after" in [field["title"] for field in fields(desk)]


def fields(desk: Desktop) -> list[dict]:
    model = desk.app.preferences.fields
    names = model.roleNames()
    return [
        {bytes(name.data()).decode(): model.data(model.index(row), role) for role, name in names.items()}
        for row in range(model.rowCount())
    ]


TROUBLES = [
    (
        Play(
            fault="status",
            status=503,
            text="server busy, please try again.  maximum pending requests exceeded",
        ),
        4,
    ),
    (Play(fault="status", status=500, text="model requires more system memory (9 GiB) than is available"), 1),
    (Play(fault="status", status=500, text="llama-server process has terminated: exit status 2"), 1),
    (Play(fault="close"), 1),
    (Play(fault="status", status=502, raw_body=b"<html>Bad Gateway</html>", kind="text/html"), 1),
    (Play(pieces=["half", " a"], fault="error", after=2, text="model runner has unexpectedly stopped"), 1),
    (Play(pieces=["half", " a"], fault="no-done", after=2), 1),
    (Play(pieces=["half", " a"], fault="rst", after=2), 1),
]


async def test_each_trouble_has_its_own_words_and_a_next_step_and_keeps_what_arrived(
    profile: Profile,
) -> None:
    put_settings(profile)
    told: list[str] = []
    with m.full_ollama() as server:
        async with s.stage(profile, backends=m.backends(profile, server.url)) as desk:
            for play, times in TROUBLES:
                await desk.session.chatting.prepared()
                server.plays = [play] * times
                await say(desk, "hm")
                await s.until(lambda: desk.app.notices.visible)
                assert desk.app.notices.kind == "error"
                assert desk.app.notices.hint, desk.app.notices.text
                told.append(desk.app.notices.text)
                desk.app.notices.dismiss()
                reply = (await replies(desk))[-1]
                assert reply.text == ("half a" if play.pieces else "")
                assert reply.status is (Status.INTERRUPTED if play.pieces else Status.FAILED)
                assert reply.reason in {Finish.ERROR, Finish.INCOMPLETE}
            # Only a connection that breaks says the same before and in the middle of a reply.
            assert len(set(told)) >= len(TROUBLES) - 2, told


@pytest.mark.parametrize(
    ("model", "version", "words", "step"),
    [
        ("nobody", "0.33.0", "Ollama has no model called nobody.", "Fetch it"),
        ("llama3.2:3b", "0.5.0", "This Ollama (0.5.0) is too old for Tsuki.", "Update it"),
        ("glm-4.6:cloud", "0.33.0", "glm-4.6:cloud is a cloud model", "allow cloud models"),
    ],
)
async def test_what_is_missing_is_told_with_the_next_step(
    profile: Profile, model: str, version: str, words: str, step: str
) -> None:
    put_settings(profile)
    profile.settings.write_text(profile.settings.read_text().replace("llama3.2:3b", model))
    with m.full_ollama(version=version) as server:
        async with s.stage(profile, backends=m.backends(profile, server.url)) as desk:
            await say(desk, "hm")
            await s.until(lambda: words in desk.app.notices.text)
            assert step in desk.app.notices.hint
            assert not [seen for seen in server.asked("/api/chat") if seen.json.get("messages")]


async def test_without_the_server_the_window_starts_and_says_what_to_do(profile: Profile) -> None:
    put_settings(profile)
    makers = m.backends(profile)
    async with s.stage(profile, backends={"ollama": makers["ollama"], "echo": makers["echo"]}) as desk:
        await say(desk, "hm")
        await s.until(lambda: "Ollama is not running" in desk.app.notices.text)
        assert "ollama serve" in desk.app.notices.hint
        desk.app.notices.dismiss()
        desk.app.preferences.setWords("model", "echo:echo")
        await desk.app.tasks.settle()
        await say(desk, "still there?")
        assert [one.model for one in await replies(desk)] == ["ollama:llama3.2:3b", "echo:echo"]
        assert (await replies(desk))[-1].status is Status.COMPLETE
