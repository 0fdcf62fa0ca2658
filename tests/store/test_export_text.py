from __future__ import annotations

import json
import stat

import pytest

from tsuki_desktop.domain.chat import Rating
from tsuki_desktop.errors import NotFoundError, StorageError
from tsuki_desktop.store import export_text, ratings


def test_markdown_holds_the_shown_path(db, talk):
    user, _ = talk.turn("hello", "one")
    talk.reply("**two**", parent=user)
    text = export_text.as_markdown(db, talk.id, persona="Luna")
    assert text.startswith("# Moon\n")
    assert "**You**" in text
    assert "**Luna**" in text
    assert "**two**" in text
    assert "one" not in text


def test_json_holds_the_whole_tree(db, talk, tmp_path):
    user, first = talk.turn("hello", "one")
    talk.reply("two", parent=user)
    ratings.rate(db, first, Rating(1, ("warm",), "n", "c"))
    target = tmp_path / "out.json"
    export_text.write_json(db, talk.id, target)
    document = json.loads(target.read_text())
    rows = document["messages"]
    assert [row["text"] for row in rows] == ["hello", "one", "two"]
    assert rows[2]["parent_id"] == rows[0]["id"]
    assert document["leaf_id"] == rows[2]["id"]
    assert rows[1]["rating"] == {"value": 1, "reasons": ["warm"], "note": "n", "correction": "c"}
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_planted_link_is_not_followed(db, talk, tmp_path):
    talk.user("hello")
    victim, target = tmp_path / "victim", tmp_path / "out.md"
    victim.write_text("mine")
    target.symlink_to(victim)
    export_text.write_markdown(db, talk.id, target)
    assert victim.read_text() == "mine"
    assert not target.is_symlink()


def test_what_cannot_be_done(db, talk, tmp_path):
    with pytest.raises(NotFoundError):
        export_text.as_document(db, 99)
    with pytest.raises(StorageError):
        export_text.write_json(db, talk.id, tmp_path / "missing" / "out.json")
