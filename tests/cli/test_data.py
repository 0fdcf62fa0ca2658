"""`tsuki import`, `data`, `lint` and `persona` on a real profile."""

import json

import pytest
from click.testing import CliRunner

from tsuki_desktop.cli.root import tsuki

CHAT = "When;Author;Body\n1;mika;anyone up at this hour?\n2;luna;me, always, unfortunately\n3;;lost\n"
CARD = {"name": "Luna", "description": "A dry witch.", "personality": "", "scenario": ""}


@pytest.fixture
def call(profile):
    def run(*arguments, status=0):
        done = CliRunner().invoke(tsuki, ["--profile", str(profile.root), *map(str, arguments), "--json"])
        assert done.exit_code == status, done.output
        return json.loads(done.stdout) if done.stdout else done.stderr

    return run


def test_a_table_comes_in_with_its_columns_and_goes_by_its_name(call, tmp_path):
    path = tmp_path / "forum.csv"
    path.write_text(CHAT)
    columns = ["--column", "speaker=Author", "--column", "text=Body", "--persona-speaker", "luna"]
    (told,) = call("import", path, *columns)
    assert (told["format"], told["rows"], told["dropped"]) == ("table", 1, {"no_speaker": 1})
    (row,) = call("data", "show", "Forum")
    assert row["messages"][1]["content"] == "me, always, unfortunately"
    assert call("lint", "forum")["rows"] == 1
    assert call("data", "delete", "forum")["deleted"]
    assert call("data", "list") == []
    assert "no data set" in call("data", "show", "forum", status=1)


def test_a_card_speaks_until_she_is_sent_back(call, tmp_path):
    path = tmp_path / "luna.json"
    path.write_text(json.dumps({**CARD, "first_mes": "Oh, {{user}}.", "mes_example": ""}))
    assert call("persona", "show", path)["greeting"] == "Oh, you."
    assert call("persona", "show")["name"] == "Tsuki"
    assert call("persona", "use", path)["name"] == "Luna"
    assert call("persona", "show")["name"] == "Luna"
    assert call("persona", "back")["name"] == "Tsuki"
    assert "No character card speaks here" in call("persona", "back", status=1)
