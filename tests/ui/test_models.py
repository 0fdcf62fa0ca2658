"""The Models page on a real window: real GGUF files, an Ollama on real sockets."""

import asyncio

import pytest
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtQml import QQmlProperty

from tests.backends.gguf_files import adapter, gguf
from tests.ui import model_stage as m
from tests.ui import stage as s
from tests.ui.data_stage import put, telegram
from tsuki_desktop.backends.llama_models import starter_path
from tsuki_desktop.paths import Profile

pytestmark = pytest.mark.window


async def test_everything_that_is_here_is_listed_and_what_is_not_is_told(profile: Profile) -> None:
    m.put_files(profile)
    starter = "SmolLM2-135M-Instruct"
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=m.TALL, backends=makers) as desk:
            await m.go(desk)
            here = m.names(desk)
            assert {"tiny", "llama3.2:3b", "qwen3:8b", "llama3.1:70b", "glm-4.6:cloud"} <= set(here)
            words = m.shown(desk)
            assert "In Tsuki herself" in words
            assert "In Ollama" in words
            assert "holiday.gguf is damaged or not a GGUF file" in words
            assert "too large for" in words
            assert "somebody else's computers" in words
            if starter_path():
                assert here[0] == starter
                assert "tiny starter" in words
            assert "is not running" not in words


async def test_one_click_chooses_who_speaks_and_the_file_remembers(profile: Profile) -> None:
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=m.TALL, backends=makers) as desk:
            await m.go(desk)
            await s.click(desk, s.labelled(desk, "qwen3:8b"))
            await s.until(lambda: m.in_use(desk) == ["ollama:qwen3:8b"])
            assert desk.settings.value.model == "ollama:qwen3:8b"
            await s.until(lambda: desk.app.model == "qwen3:8b")
            current = s.find(desk, lambda item: item.objectName() == "current")
            assert current.property("text") == "qwen3:8b"


async def test_who_speaks_by_default_is_written_down_once_chosen(profile: Profile) -> None:
    profile.create()
    profile.settings.write_text("motion = false\n" + m.TALL)
    with m.full_ollama() as server:
        async with s.stage(profile, backends=m.backends(profile, server.url)) as desk:
            await m.go(desk)
            await s.until(lambda: m.in_use(desk), "who speaks")
            (speaks,) = m.in_use(desk)
            assert desk.settings.value.model == ""
            desk.app.models.choose(speaks)
            await s.until(lambda: desk.settings.value.model == speaks)


async def test_the_keyboard_chooses_too(profile: Profile) -> None:
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=m.TALL, backends=makers) as desk:
            await m.go(desk)
            row = s.labelled(desk, "llama3.2:3b")
            row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
            await s.press(desk, Qt.Key.Key_Return)
            await s.until(lambda: m.in_use(desk) == ["ollama:llama3.2:3b"])


async def test_nothing_here_says_how_to_get_something(profile: Profile) -> None:
    makers = m.backends(profile)
    makers.pop("llama.cpp")
    profile.create()
    profile.settings.write_text("motion = false\n")
    async with s.stage(profile, backends=makers) as desk:
        await s.click(desk, s.labelled(desk, "See Models"))
        await s.until(lambda: desk.app.models.known)
        await desk.app.tasks.settle()
        await asyncio.sleep(0.1)
        words = m.shown(desk)
        assert "No model is here yet." in words
        assert "Ollama is not running at http://127.0.0.1:1." in words
        assert "Nobody yet" in words


async def test_deleting_from_ollama_asks_first(profile: Profile) -> None:
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=m.TALL, backends=makers) as desk:
            await m.go(desk)
            desk.app.models.choose("ollama:qwen3:8b")
            await s.until(lambda: m.in_use(desk) == ["ollama:qwen3:8b"])
            row = s.labelled(desk, "qwen3:8b")
            row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
            await s.press(desk, Qt.Key.Key_Delete)
            await s.until(lambda: "Delete “qwen3:8b”?" in s.texts(desk))
            await s.press(desk, Qt.Key.Key_Escape)
            await asyncio.sleep(0.1)
            assert server.state.find("qwen3:8b")
            row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
            await s.press(desk, Qt.Key.Key_Delete)
            await s.until(lambda: "Delete “qwen3:8b”?" in s.texts(desk))
            await s.click(desk, s.labelled(desk, "Delete"))
            await s.until(lambda: "qwen3:8b" not in m.names(desk))
            assert not server.state.find("qwen3:8b")
            assert desk.settings.value.model == ""


async def test_a_linked_file_goes_at_once_and_comes_back(profile: Profile, tmp_path) -> None:
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(gguf())
    async with s.stage(profile, settings=m.TALL, backends=m.backends(profile)) as desk:
        await m.go(desk)
        desk.app.models.add([QUrl.fromLocalFile(str(mine)).toString()])
        await s.until(lambda: "mine" in m.names(desk))
        await desk.app.tasks.settle()
        desk.app.notices.dismiss()
        row = s.labelled(desk, "mine")
        row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        await s.press(desk, Qt.Key.Key_Delete)
        await s.until(lambda: "mine" not in m.names(desk))
        assert mine.exists()
        await s.until(lambda: desk.app.notices.action == "Undo")
        await s.click(desk, s.labelled(desk, "Undo"))
        await s.until(lambda: "mine" in m.names(desk))


async def test_a_file_is_dropped_onto_the_page(profile: Profile, tmp_path) -> None:
    mine = tmp_path / "dropped.gguf"
    mine.write_bytes(gguf())
    async with s.stage(profile, settings=m.TALL, backends=m.backends(profile)) as desk:
        await m.go(desk)
        await m.drop(desk, mine)
        await s.until(lambda: "dropped" in m.names(desk))
        await s.until(lambda: desk.app.notices.text == "dropped is here.")


async def test_what_is_no_model_is_refused_and_a_lone_adapter_is_explained(
    profile: Profile, tmp_path
) -> None:
    letter, lone = tmp_path / "letter.gguf", tmp_path / "lone.gguf"
    letter.write_bytes(b"Dear moon")
    lone.write_bytes(adapter(arch="gemma3"))
    async with s.stage(profile, settings=m.TALL, backends=m.backends(profile)) as desk:
        await m.go(desk)
        await m.drop(desk, letter)
        await s.until(lambda: desk.app.notices.kind == "error")
        assert not (profile.models / "letter.gguf").exists()
        desk.app.notices.dismiss()
        await m.drop(desk, lone)
        await s.until(
            lambda: desk.app.notices.text == "lone.gguf is here, but belongs to no model that is here."
        )


async def test_what_is_no_model_goes_where_it_belongs(profile: Profile, tmp_path) -> None:
    picture, weights, empty = tmp_path / "holiday.png", tmp_path / "a.safetensors", tmp_path / "nothing"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n and so on")
    weights.write_bytes(b"{}")
    empty.mkdir()
    chat = put(tmp_path, "result.json", telegram())
    blob = tmp_path / f"sha256-{'a' * 64}"  # as Ollama names them
    blob.write_bytes(gguf())
    async with s.stage(profile, settings=m.TALL, backends=m.backends(profile)) as desk:
        await m.go(desk)
        told = m.notes(desk)
        await m.drop(desk, weights)
        await s.until(lambda: any("Look for a GGUF file of the same model." in one for one in told))
        desk.app.notices.dismiss()
        await m.drop(desk, empty)
        await s.until(lambda: any("There is no model in the folder nothing." in one for one in told))
        desk.app.notices.dismiss()
        await m.drop(desk, blob, chat)
        await s.until(lambda: blob.name in m.names(desk))
        await s.until(lambda: desk.app.importing.state == "asking")
        await s.until(lambda: "Whose voice becomes Tsuki's?" in s.texts(desk))
        desk.app.importing.close()
        await m.drop(desk, picture)
        await s.until(lambda: desk.app.importing.state == "failed")
        assert "holiday.png" in desk.app.importing.trouble
        assert desk.app.importing.hint
        desk.app.importing.close()


async def test_details_tell_what_ollama_knows(profile: Profile) -> None:
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        async with s.stage(profile, settings=m.TALL, backends=makers) as desk:
            await m.go(desk)
            await s.click(desk, m.sayer(desk, "What to do with llama3.2:3b"))
            await asyncio.sleep(0.1)
            await s.click(desk, s.labelled(desk, "Details"))
            await s.until(lambda: "ollama:llama3.2:3b" in s.texts(desk))
            assert "Capabilities" in s.texts(desk)
            await s.press(desk, Qt.Key.Key_Escape)


@pytest.mark.model
async def test_memory_is_freed_and_what_runs_her_is_told(profile: Profile) -> None:
    if not starter_path():
        pytest.skip("the starter model is not installed")
    profile.create()
    profile.settings.write_text("motion = false\n" + m.TALL)
    async with s.stage(profile, backends=m.backends(profile)) as desk:
        await m.go(desk)
        models = desk.app.models
        await s.until(lambda: m.in_use(desk) and models.runsOn, "what runs her", 60)
        assert models.runsOn.startswith("Runs on")
        await s.until(lambda: models.inMemory, "the model in memory", 60)
        await s.click(desk, s.labelled(desk, "Free memory now"))
        await s.until(lambda: not models.inMemory)
        assert desk.session.models.backend("llama.cpp").worker_pid is None
        assert models.runsOn.startswith("Runs on")


@pytest.mark.model
async def test_the_welcome_speaks_of_the_starter_once_and_for_all(profile: Profile) -> None:
    if not starter_path():
        pytest.skip("the starter model is not installed")
    words = "Tsuki speaks with her tiny starter model. A bigger one makes more sense."
    async with s.stage(profile, backends=m.backends(profile)) as desk:
        await s.until(lambda: words in s.texts(desk))
        await s.click(desk, s.labelled(desk, "See Models"))
        await s.until(lambda: desk.app.models.known)
        await s.click(desk, s.labelled(desk, "Chat"))
        await s.click(desk, s.labelled(desk, "Do not say this again"))
        await s.until(lambda: words not in s.texts(desk))
    async with s.stage(profile, backends=m.backends(profile)) as desk:
        await asyncio.sleep(0.2)
        assert words not in s.texts(desk)


async def test_with_more_than_the_starter_the_welcome_says_nothing(profile: Profile) -> None:
    m.put_files(profile)
    async with s.stage(profile, backends=m.backends(profile)) as desk:
        await asyncio.sleep(0.2)
        assert not desk.app.starterOnly


async def test_every_control_of_the_page_has_a_name_and_comes_into_view(profile: Profile) -> None:
    m.put_files(profile)
    with m.full_ollama() as server:
        makers = m.backends(profile, server.url)
        settings = "window_width = 900\nwindow_height = 600\n"
        async with s.stage(profile, settings=settings, backends=makers) as desk:
            await m.go(desk)
            flick = s.find(desk, lambda item: item.objectName() == "models")
            seen: set[str] = set()
            for _ in range(40):
                await s.press(desk, Qt.Key.Key_Tab)
                item = desk.window.quick.activeFocusItem()
                context = desk.window.engine.contextForObject(item)
                name = QQmlProperty(item, "Accessible.name", context).read()
                assert name, item.metaObject().className()
                seen.add(name)
                top = item.mapToItem(flick, QPointF(0, 0)).y()
                if flick.isAncestorOf(item):
                    assert top >= 0, name
                    assert top + item.height() <= flick.height() + 1, name
            assert {"Look again", "Add a file…", "Fetch Gemma 3 4B"} <= seen
