"""Files opened with Tsuki."""

import json

import pytest

from tests.backends.gguf_files import gguf
from tsuki_desktop.errors import BadFileError, NotFoundError
from tsuki_desktop.persona.loader import load_for
from tsuki_desktop.services.opening import open_file


async def test_a_model_becomes_one_of_hers(profile, tmp_path):
    model = tmp_path / "small.gguf"
    model.write_bytes(gguf())
    done = await open_file(profile, model)
    assert "small.gguf" in done.text
    assert (profile.models / "small.gguf").samefile(model)


async def test_a_card_becomes_who_she_is(profile, tmp_path):
    card = tmp_path / "rin.json"
    told = {"name": "Rin", "description": "{{char}} repairs radios.", "first_mes": "Hm?"}
    card.write_text(
        json.dumps({"spec": "chara_card_v2", "spec_version": "2.0", "data": told}), encoding="utf-8"
    )
    assert "Rin" in (await open_file(profile, card)).text
    assert load_for(profile)[0].name == "Rin"


async def test_anything_else_is_told(profile, tmp_path):
    with pytest.raises(NotFoundError):
        await open_file(profile, tmp_path / "nothing.gguf")
    other = tmp_path / "notes.txt"
    other.write_text("milk, eggs", encoding="utf-8")
    with pytest.raises(BadFileError):
        await open_file(profile, other)
    assert not profile.persona.exists()
