"""A character card speaks, and whoever spoke before comes back."""

import json

import pytest

from tsuki_desktop.errors import BadFileError, UsageError
from tsuki_desktop.persona.loader import load_for
from tsuki_desktop.services import personas

CARD = {
    "name": "Luna",
    "description": 'A witch who says "no"\nand means maybe.',
    "personality": "{{char}} is moody with {{user}}.",
    "scenario": "",
    "first_mes": "Oh, {{user}}.\n\nIt's late.",
    "mes_example": "<START>\n{{user}}: hi\n{{char}}: hm, hi.",
}


@pytest.fixture
def card(tmp_path):
    path = tmp_path / "luna.json"
    path.write_text(json.dumps(CARD), encoding="utf-8")
    return path


def test_a_card_speaks_and_tsuki_comes_back(profile, card):
    her = load_for(profile)[0]
    found = personas.preview(card)
    used = personas.use(profile, found)
    assert load_for(profile) == (used, None)
    assert (used.name, used.greeting) == ("Luna", "Oh, you.\n\nIt's late.")
    assert used.system_prompt == found.system_prompt
    assert used.examples == found.examples
    assert personas.from_card(profile)
    assert personas.back(profile) == her
    assert not personas.from_card(profile)
    with pytest.raises(UsageError, match="No character card"):
        personas.back(profile)


def test_ones_own_persona_waits_while_cards_speak(profile, card):
    profile.create()
    own = 'name = "Tsuki"\nsystem_prompt = "Mine."\ngreeting = "Hi."\n'
    profile.persona.write_text(own, encoding="utf-8")
    personas.use(profile, personas.preview(card))
    personas.use(profile, personas.preview(card))
    assert personas.back(profile).system_prompt == "Mine."
    assert profile.persona.read_text(encoding="utf-8") == own


def test_a_card_that_says_nothing_is_refused(tmp_path):
    path = tmp_path / "card.json"
    path.write_text(json.dumps({**CARD, "description": "", "personality": ""}))
    with pytest.raises(BadFileError, match="too little"):
        personas.preview(path)
