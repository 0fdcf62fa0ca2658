"""The list of conversations, the settings' rows, the notices."""

import sys
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QSignalSpy

from tsuki_desktop.domain.chat import Conversation
from tsuki_desktop.errors import TsukiError
from tsuki_desktop.paths import Profile
from tsuki_desktop.settings import Settings, SettingsFile
from tsuki_desktop.ui.bridge.notices import Notice, Notices
from tsuki_desktop.ui.bridge.preferences import Preferences
from tsuki_desktop.ui.models.conversations import ConversationRole, Conversations, group_of
from tsuki_desktop.ui.models.fields import FieldRole, SettingFields

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def conversation(
    number: int, title: str = "", updated: str = "2026-11-23T10:00:00Z", **flags
) -> Conversation:
    return Conversation(number, f"U{number}", title, updated, updated, **flags)


@pytest.mark.parametrize(
    ("updated", "group"),
    [
        ("2026-11-23T00:00:01Z", "today"),
        ("2026-11-22T23:59:59Z", "yesterday"),
        ("2026-11-18T12:00:00Z", "week"),
        ("2026-11-01T12:00:00Z", "month"),
        ("2025-11-01T12:00:00Z", "older"),
        ("not a time", "today"),
    ],
)
def test_groups_follow_the_calendar(updated: str, group: str) -> None:
    assert group_of(conversation(1, updated=updated), NOW) == group
    assert group_of(conversation(1, updated=updated, pinned=True), NOW) == "pinned"


def test_the_same_list_again_does_not_reset_the_view() -> None:
    model = Conversations(lambda: None)
    model.show([conversation(1, "One"), conversation(2, "Two")], complete=True)
    reset = QSignalSpy(model.modelReset)
    model.show([conversation(1, "Other"), conversation(2, "Two")], complete=True)
    assert reset.count() == 0
    assert model.data(model.index(0), ConversationRole.TITLE) == "Other"


def test_more_is_asked_for_until_the_log_is_through() -> None:
    asked: list[int] = []
    model = Conversations(lambda: asked.append(1))
    model.show([conversation(1)], complete=False)
    assert model.canFetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    assert asked == [1]
    model.extend([conversation(1), conversation(2)], complete=True)
    assert model.rowCount() == 2
    assert not model.canFetchMore(model.index(-1))


def test_settings_rows_are_made_from_the_settings() -> None:
    model = SettingFields(Settings())
    rows = range(model.rowCount())
    kinds = {
        model.data(model.index(row), FieldRole.NAME): model.data(model.index(row), FieldRole.KIND)
        for row in rows
    }
    assert kinds["model"] == "model"
    assert kinds["temperature"] == "decimal"
    assert kinds["motion"] == "switch"
    assert kinds["theme"] == "choice"
    assert kinds["context"] == "number"
    assert "window_width" not in kinds
    assert all(model.data(model.index(row), FieldRole.SENTENCE).endswith(".") for row in rows)


def test_a_refused_value_is_told_and_shown_as_it_was(profile: Profile) -> None:
    notices = Notices()
    file = SettingsFile(profile.settings)
    preferences = Preferences(file, notices)
    preferences.setNumber("temperature", 9.0)
    assert file.value.temperature == 0.7
    assert "temperature" in notices.text
    preferences.setWords("theme", "light")
    assert preferences.dark is False
    preferences.setSwitch("side_bar", False)
    assert preferences.sideBar is False
    preferences.close()


def test_putting_the_settings_back_keeps_what_the_person_wrote_about_themselves(profile: Profile) -> None:
    notices = Notices()
    file = SettingsFile(profile.settings)
    file.update(theme="light", about_you="Name: Aki; night owl", temperature=1.1, window_x=7)
    preferences = Preferences(file, notices)
    preferences.reset()
    for value in (file.value, SettingsFile(profile.settings).value):
        assert (value.theme, value.temperature, value.window_x) == ("dark", 0.7, 7)
        assert value.about_you == "Name: Aki; night owl"
    preferences.close()


def test_notices_wait_for_each_other_and_errors_stay() -> None:
    notices = Notices()
    notices.show(Notice("Copied."))
    notices.error(TsukiError("Broken.", "Mend it."))
    assert (notices.text, notices.hint, notices.kind) == ("Broken.", "Mend it.", "error")
    notices.show(Notice("Copied."))
    assert notices.text == "Broken."
    notices.dismiss()
    assert notices.text == "Copied."
    notices.dismiss()
    assert notices.visible is False


def test_a_notice_does_what_its_button_says_once() -> None:
    notices = Notices()
    done: list[str] = []
    notices.show(Notice("Deleted.", action="Undo", on_action=lambda: done.append("undo")))
    notices.act()
    notices.act()
    assert done == ["undo"]


class _Bell(QObject):
    rung = Signal()


def test_signals_do_not_eat_references() -> None:
    """PySide6 6.12.0 dropped a reference to True with each emit under Python 3.11."""
    bell = _Bell()
    bell.rung.connect(lambda: None)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(200):
        bell.rung.emit()
    after = sys.getrefcount(True), sys.getrefcount(None)
    # Immortal objects (Python 3.12) count the same for ever; else a few come and go.
    assert all(abs(new - old) < 100 for old, new in zip(before, after, strict=True))
