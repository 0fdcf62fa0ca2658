"""README's pictures are of this program, and every word of hers in them is her own."""

import json

import pytest
from PySide6.QtGui import QImage

from tests.ui import readme_pictures as p
from tests.ui import stage as s
from tsuki_desktop.paths import Profile, bundled

pytestmark = pytest.mark.window

AGAIN = "draw them anew: just readme-pictures"


async def test_the_pictures_show_the_tabs_that_the_window_has(profile: Profile) -> None:
    async with s.stage(profile) as desk:
        assert json.loads(p.NOTE.read_text("utf-8"))["tabs"] == p.tabs(desk), AGAIN


def test_they_show_what_is_asked_and_the_voice_that_ships() -> None:
    told = json.loads(p.NOTE.read_text("utf-8"))
    assert [[asked for asked, _ in chat] for chat in told["said"]] == [list(chat) for chat in p.CHATS], AGAIN
    assert told["seed"] == p.SEED
    assert all(reply.strip() for chat in told["said"] for _, reply in chat)
    assert told["adapter"] == p.adapter(), AGAIN


def test_readme_shows_them_all() -> None:
    readme = (bundled("assets").parent / "README.md").read_text("utf-8")
    pictures = sorted(p.FOLDER.glob("*.png"))
    assert [path.name for path in pictures if f"assets/pictures/{path.name}" not in readme] == []
    assert {path.stem for path in pictures} == {
        f"{page}-{theme}" for page in ("chat", "teach") for theme in ("dark", "light")
    }
    assert {QImage(str(path)).size().toTuple() for path in pictures} == {p.SIZE}
