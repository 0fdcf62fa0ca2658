from dataclasses import replace

import pytest

from tests.backends.gguf_files import adapter, gguf
from tests.backends.ollama_double import Double
from tests.backends.ollama_double_state import Model
from tests.ui import retrain_stage as r
from tsuki_desktop.backends.ollama import OllamaBackend
from tsuki_desktop.backends.ollama_modelfile import parse
from tsuki_desktop.errors import BadFileError, UsageError
from tsuki_desktop.services.model_files import ModelFiles
from tsuki_desktop.services.models import Models
from tsuki_desktop.services.tsuki_in_ollama import Wish, check_name, modelfile, recipe
from tsuki_desktop.training import deploy


async def test_she_is_made_of_her_own_words_and_nothing_of_the_person(opened):
    async with await opened() as session:
        session.settings.update(about_you="I am called Rin", temperature=0.9, context=4096)
        values = session.settings.value
        made = await recipe(session.voice, values, Wish("ollama:llama3.2:3b", few_shot=True), session.styles)
        assert made.base == "llama3.2:3b"
        assert "Tsuki" in made.system
        assert "Rin" not in made.system
        assert len(made.messages) == 2 * len(session.voice.persona.examples)
        assert (made.parameters["temperature"], made.parameters["num_ctx"]) == (0.9, 4096)
        bare = await recipe(session.voice, values, Wish("llama3.2:3b"), session.styles)
        assert not bare.messages


async def test_her_modelfile_says_the_same_when_it_is_read_back(opened):
    async with await opened() as session:
        wish = Wish("llama3.2:3b", few_shot=True)
        made = await recipe(session.voice, session.settings.value, wish, session.styles)
        commands = parse(await modelfile(session.voice, session.settings.value, wish, session.styles))
        assert commands[0] == ("FROM", "", "llama3.2:3b")
        assert {name: value for word, name, value in commands if word == "PARAMETER"} == {
            name: str(value) for name, value in made.parameters.items()
        }
        said = [value for word, _, value in commands if word == "MESSAGE"]
        assert said == [turn.text for turn in made.messages]


async def test_files_are_looked_at_before_ollama_gets_them(opened, tmp_path):
    base, fits, other = (tmp_path / name for name in ("base.gguf", "fits.gguf", "other.gguf"))
    base.write_bytes(gguf())
    fits.write_bytes(adapter())
    other.write_bytes(adapter(arch="gemma3"))
    (tmp_path / "a-00001-of-00002.gguf").write_bytes(gguf())
    (tmp_path / "letter.gguf").write_text("Dear moon")
    async with await opened() as session:
        values = session.settings.value
        made = await recipe(session.voice, values, Wish(gguf=base, adapter=fits), session.styles)
        assert (made.gguf, made.adapter) == (base, fits)
        for wrong in (
            Wish(),
            Wish("llama3.2:3b", base),
            Wish("llama3.2:3b", adapter=fits),
            Wish("glm-4.6:cloud"),
            Wish(gguf=fits),
            Wish(gguf=base, adapter=other),
            Wish(gguf=base, adapter=base),
            Wish(gguf=tmp_path / "a-00001-of-00002.gguf"),
        ):
            with pytest.raises(UsageError):
                await recipe(session.voice, values, wrong, session.styles)
        with pytest.raises(BadFileError):
            await recipe(session.voice, values, Wish(gguf=tmp_path / "letter.gguf"), session.styles)


async def test_a_model_made_here_keeps_its_style_in_ollama_by_any_name(opened, profile):
    uid = r.build(profile)
    made = deploy.read_build(profile.builds / uid)
    file = profile.builds / uid / made.files["q8_0"]
    file.write_bytes(gguf())
    trained = {"system_prompt": "You are Tsuki, as she was then.", "examples": False}
    deploy.write_build(profile.builds / uid, replace(made, prompt_style=trained))
    async with await opened() as session:
        with Double(Model("llama3.2:3b")) as server:
            session.models = Models({"ollama": lambda: OllamaBackend(server.url)}, session.settings)
            files = ModelFiles(profile, session.models, session.settings)

            async def make(name, wish):
                wanted = await recipe(session.voice, session.settings.value, wish, session.styles)
                async for _ in files.create(name, wanted):
                    pass
                return wanted

            before = await session.styles.of("ollama:tsuki")
            wanted = await make("tsuki", Wish(gguf=file))
            assert wanted.system.startswith("You are Tsuki, as she was then.")
            assert before.examples
            for model in ("ollama:tsuki", "ollama:tsuki:latest"):
                style = await session.styles.of(model)
                assert (style.system_prompt, style.examples) == ("You are Tsuki, as she was then.", False)
            again = await make("moon:v2", Wish("tsuki"))
            assert again.system == wanted.system
            assert not (await session.styles.of("ollama:moon:v2")).examples
            await make("tsuki", Wish("llama3.2:3b"))
            assert (await session.styles.of("ollama:tsuki")).examples, "another model by the same name"
            await files.delete("ollama:moon:v2")
            assert (await session.styles.of("ollama:moon:v2")).examples
            await session.models.close()


def test_names_that_ollama_would_not_take_are_refused():
    for name in ("tsuki", "rin/tsuki:v2", "Tsuki-1.0_b"):
        check_name(name)
    for name in ("", "my tsuki", "tsuki:", "月", "a/b/c", "-x", "tsuki\n"):
        with pytest.raises(UsageError):
            check_name(name)
