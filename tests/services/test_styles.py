"""Each model is asked in the style that it was trained with."""

import json

import pytest

from tsuki_desktop.services.styles import BASE_STYLE, PromptStyle, Styles


@pytest.fixture
def builds(tmp_path):
    folder = tmp_path / "builds" / "01JD3K7PXX"
    folder.mkdir(parents=True)
    style = PromptStyle("You are Tsuki, tuned.", examples=False)
    told = {
        "files": {"q8_0": "tsuki-01jd3k7p.gguf", "adapter": "tsuki-01jd3k7p.lora"},
        "prompt_style": style.as_json(),
    }
    (folder / "build.json").write_text(json.dumps(told))
    return tmp_path / "builds"


@pytest.mark.parametrize(
    "model",
    [
        "llama.cpp:tsuki-01jd3k7p", "llama.cpp:01JD3K7PXX/tsuki-01jd3k7p", "ollama:tsuki-01jd3k7p:latest",
        "llama.cpp:SmolLM2-135M-Instruct+tsuki-01jd3k7p",
    ],
)  # fmt: skip
async def test_a_model_made_here_is_known_wherever_it_runs(builds, model) -> None:
    style = await Styles([builds]).of(model)
    assert (style.system_prompt, style.examples) == ("You are Tsuki, tuned.", False)


@pytest.mark.parametrize("model", ["llama.cpp:SmolLM2-135M-Instruct", "ollama:llama3.2:3b", "echo:echo"])
async def test_every_other_model_is_shown_examples(builds, model) -> None:
    assert await Styles([builds, builds / "missing"]).of(model) == BASE_STYLE


async def test_a_broken_build_is_no_build(builds) -> None:
    next(builds.glob("*/build.json")).write_text("{")
    assert await Styles([builds]).of("llama.cpp:tsuki-01jd3k7p") == BASE_STYLE


async def test_the_chat_of_a_tuned_model_has_no_examples(opened, builds) -> None:
    async with await opened() as session:
        tuned = await Styles([builds]).of("llama.cpp:tsuki-01jd3k7p")
        plain = await session.voice.prefix("hi")
        asked = await session.voice.prefix("hi", tuned)
        assert [turn.text for turn in asked] == ["You are Tsuki, tuned."]
        assert len(plain) == 1 + 2 * len(session.voice.persona.examples)
