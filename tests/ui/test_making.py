"""Tsuki made in Ollama, her Modelfile, folders of other programs: a real window, real sockets."""

import pytest
from PySide6.QtCore import Qt, QUrl

from tests.backends.gguf_files import gguf
from tests.ui import model_stage as m
from tests.ui import stage as s
from tests.ui.model_stage import TALL, drop, go, names, notes, sayer, shown
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.ollama_modelfile import parse
from tsuki_desktop.paths import Profile
from tsuki_desktop.services.own_backends import own_backends
from tsuki_desktop.settings import SettingsFile

pytestmark = pytest.mark.window


async def push(desk: Desktop, name: str) -> None:
    """Press a button by the keyboard, wherever on the page it lies."""
    sayer(desk, name).forceActiveFocus(Qt.FocusReason.TabFocusReason)
    await s.press(desk, Qt.Key.Key_Space)


async def test_she_is_made_from_a_model_of_ollama_and_made_anew(profile: Profile, tmp_path) -> None:
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=TALL, backends=makers) as desk:
            await go(desk)
            told = notes(desk)
            making = desk.app.models.making
            assert "ollama:glm-4.6:cloud" not in making.bases
            await push(desk, "Make Tsuki in Ollama…")
            await s.until(lambda: "Her name in Ollama" in s.texts(desk))
            picker = s.find(desk, lambda item: item.objectName() == "from")
            picker.setProperty("currentIndex", making.bases.index("ollama:qwen3:8b"))
            await s.press(desk, Qt.Key.Key_Return)  # the name has the focus
            await s.until(lambda: server.state.find("tsuki"), "the model")
            tsuki = server.state.find("tsuki")
            assert "Tsuki" in tsuki.system
            assert len(tsuki.messages) == 2 * len(desk.session.voice.persona.examples)
            assert tsuki.options["num_ctx"] == desk.settings.value.context
            await s.until(lambda: "tsuki" in names(desk))
            await s.until(lambda: any("tsuki is in Ollama now. “ollama run tsuki”" in one for one in told))

            await push(desk, "Make Tsuki in Ollama…")
            await s.until(lambda: "Ollama has a tsuki already: it is replaced." in s.texts(desk))
            picker = s.find(desk, lambda item: item.objectName() == "from")
            picker.setProperty("currentIndex", making.bases.index("ollama:llama3.2:3b"))
            await push(desk, "Examples of her voice")
            await push(desk, "Replace it")
            await s.until(lambda: len(server.asked("/api/create")) == 2 and making.state == "")

            making.export(QUrl.fromLocalFile(str(tmp_path / "Modelfile")).toString(), "ollama:qwen3:8b", True)
            await s.until(lambda: any("Modelfile is written." in one for one in told))
            commands = parse((tmp_path / "Modelfile").read_text(encoding="utf-8"))
            assert commands[0] == ("FROM", "", "qwen3:8b")
            assert any(word == "MESSAGE" for word, *_ in commands)


async def test_what_goes_wrong_is_told_in_the_sheet_and_can_be_mended(profile: Profile) -> None:
    m.put_files(profile)
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=TALL, backends=makers) as desk:
            await go(desk)
            making = desk.app.models.making
            await push(desk, "Make Tsuki in Ollama…")
            await s.until(lambda: "Her name in Ollama" in s.texts(desk))
            name = s.find(desk, lambda item: item.objectName() == "name")
            name.setProperty("text", "my moon")
            picker = s.find(desk, lambda item: item.objectName() == "from")
            picker.setProperty("currentIndex", making.bases.index("llama.cpp:tiny"))
            await s.click(desk, s.labelled(desk, "Make her"))
            await s.until(lambda: "“my moon” cannot be a name in Ollama." in s.texts(desk))
            assert not server.asked("/api/create")
            name.setProperty("text", "moon")
            await s.click(desk, s.labelled(desk, "Make her"))
            await s.until(lambda: server.state.find("moon") and making.state == "")
            assert list(server.state.find("moon").files) == ["tiny.gguf"]

            del server.state.models["llama3.2:3b"]
            making.make("gone", "ollama:llama3.2:3b", False)
            await s.until(lambda: making.state == "failed")
            assert making.problem == "Ollama has no model called llama3.2:3b."
            assert making.hint


async def test_stop_ends_the_making_and_ollama_has_nothing(profile: Profile) -> None:
    profile.models.mkdir(parents=True)
    (profile.models / "large.gguf").write_bytes(gguf(data=64 * 2**20))
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=TALL, backends=makers) as desk:
            await go(desk)
            making = desk.app.models.making
            making.make("tsuki", "llama.cpp:large", False)
            assert making.state == "making"
            making.cancel()
            await s.until(lambda: making.state == "")
            await desk.app.tasks.settle()
            assert server.state.find("tsuki") is None
            assert not server.asked("/api/create")


async def test_without_ollama_a_modelfile_can_still_be_written(profile: Profile) -> None:
    m.put_files(profile)
    async with s.stage(profile, settings=TALL, backends=m.backends(profile)) as desk:
        await go(desk)
        assert not sayer(desk, "Make Tsuki in Ollama…").property("enabled")
        assert sayer(desk, "Export a Modelfile…").property("enabled")
        assert "start it to make her there" in shown(desk)


async def test_a_folder_of_another_program_is_used_and_taken_off_again(
    profile: Profile, tmp_path, monkeypatch
) -> None:
    home = tmp_path / "home"
    studio = home / ".lmstudio" / "models" / "owner" / "repo"
    studio.mkdir(parents=True)
    (studio / "moon.gguf").write_bytes(gguf())
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "other.gguf").write_bytes(gguf(data=512))
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("OLLAMA_MODELS", raising=False)
    profile.create()
    profile.settings.write_text('model = "echo:echo"\nmotion = false\n' + TALL)
    settings = SettingsFile(profile.settings)
    makers = own_backends(profile, settings)
    async with s.stage(profile, backends={"echo": makers["echo"], "llama.cpp": makers["llama.cpp"]}) as desk:
        # The makers of this stage read the settings that the window writes.
        desk.settings.subscribe(lambda value: setattr(settings, "value", value))
        await go(desk)
        folders = desk.app.models.folders
        assert [one["shown"] for one in folders.suggested] == ["~/.lmstudio/models"]
        told = notes(desk)
        await push(desk, "Use: ~/.lmstudio/models")
        await s.until(lambda: "moon" in names(desk))
        assert any("One model of this folder can be used now." in one for one in told)
        await drop(desk, mine)
        await s.until(lambda: "other" in names(desk))
        assert not profile.models.exists()
        await push(desk, "Take off the list: ~/.lmstudio/models")
        await s.until(lambda: desk.app.notices.action == "Undo")
        desk.app.notices.act()
        await s.until(
            lambda: [one["count"] for one in folders.listed] == [1, 1] and not desk.app.models.looking
        )
        await s.until(lambda: "moon" in names(desk))
        folders.forget(str(home / ".lmstudio" / "models"))
        await s.until(lambda: "moon" not in names(desk))
        assert (studio / "moon.gguf").exists()
