"""What she says in an empty chat follows what really happened, in a real window."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.ui import stage as s
from tsuki_desktop.paths import Profile
from tsuki_desktop.store import lineage

pytestmark = pytest.mark.window


def greets(desk, *kinds: str) -> bool:
    lines = [line for kind in kinds for line in desk.session.voice.persona.greetings[kind]]
    return desk.app.chat.greeting in lines


async def test_a_new_chat_after_the_first_is_no_first_meeting(profile: Profile) -> None:
    async with s.stage(profile) as desk:
        assert greets(desk, "first")
        desk.app.chat.send("hey")
        await s.until(
            lambda: desk.app.chat.transcript.count == 2 and desk.app.chat.state == "idle", "a reply"
        )
        await s.press(desk, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        await s.until(lambda: greets(desk, "soon"), "another greeting")
        assert desk.app.chat.greeting in s.texts(desk)


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
async def test_a_window_that_comes_back_greets_by_what_happened_meanwhile(profile: Profile) -> None:
    def days_ago(db) -> None:
        one = s.conversations.create(db, title="Long ago")
        s.say(db, one.id, None, "hm")
        then = datetime.now(UTC) - timedelta(days=2)
        db.execute("UPDATE messages SET created_at = ?", [then.isoformat().replace("+00:00", "Z")])

    async with s.stage(profile, seed=days_ago) as desk:
        await s.until(lambda: greets(desk, "morning", "afternoon", "evening", "night"), "the hour")
        desk.companion.hide()
        await desk.session.log.run(lineage.promote, "01A", "proven better")
        desk.companion.show()
        await s.until(lambda: greets(desk, "retrained"), "what she learned")
        desk.companion.hide()
        await desk.session.log.run(lineage.promote, None, lineage.WENT_BACK)
        desk.companion.show()
        await s.until(lambda: greets(desk, "went back"), "who is back")
