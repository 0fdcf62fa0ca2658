"""The window in another language: what it says, how it is chosen, and back again."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication

from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.errors import BadFileError, NotFoundError
from tsuki_desktop.paths import Profile
from tsuki_desktop.settings import SettingsFile
from tsuki_desktop.ui import languages, words
from tsuki_desktop.ui.languages import Interpreter

CONTROL = Qt.KeyboardModifier.ControlModifier
JAPANESE = 'language = "ja"\n'


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a face had Japanese letters: where these tests run, none may have."""
    monkeypatch.setattr(languages, "can_write", lambda _language: True)


@pytest.fixture
def interpreter() -> Iterator[Interpreter]:
    one = Interpreter()
    yield one
    one.stop()


async def see(desk: Desktop, text: str) -> None:
    await s.until(lambda: text in s.texts(desk), text)


@pytest.mark.window
async def test_the_window_opens_in_japanese(profile: Profile) -> None:
    async with s.stage(profile, settings=JAPANESE) as desk:
        await see(desk, "新しいチャット")
        assert "New chat" not in s.texts(desk)
        for number, title in (
            (2, "Tsukiに教える"),
            (3, "このパソコンに"),
            (4, "あなたのデータ"),
            (5, "設定"),
        ):
            await s.press(desk, f"{number}", CONTROL)
            await see(desk, title)
        await see(desk, "言葉選びの自由さ。0ならいつも同じ、1を超えると奔放になります。")
        await desk.app.tasks.settle()


@pytest.mark.window
async def test_the_language_changes_at_once_and_back(profile: Profile) -> None:
    async with s.stage(profile) as desk:
        await s.press(desk, Qt.Key.Key_Comma, CONTROL)
        await see(desk, "Reply length")
        for language, page, setting in (("ja", "モデル", "返事の長さ"), ("en", "Models", "Reply length")):
            desk.app.preferences.setWords("language", language)
            await see(desk, setting)
            await see(desk, page)
        assert "返事の長さ" not in s.texts(desk)
    assert SettingsFile(profile.settings).value.language == "en"


@pytest.mark.window
async def test_without_letters_it_stays_english_and_says_why(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "can_write", lambda language: language != "ja")
    async with s.stage(profile) as desk:
        desk.app.preferences.setWords("language", "ja")
        await s.until(lambda: desk.app.notices.visible)
        assert "typeface" in desk.app.notices.text
        assert "New chat" in s.texts(desk)
        await asyncio.sleep(0)


def test_errors_of_the_core_are_told_in_japanese_with_what_they_name(interpreter: Interpreter) -> None:
    assert interpreter.speak("ja")
    assert words.said("There is nothing to send.") == "送るものがありません。"
    assert words.said("There is no file notes.txt.") == "ファイルnotes.txtがありません。"
    gone = NotFoundError("There is no model “ollama:x”.", "See which there are under Models.")
    assert words.told(gone) == "「ollama:x」というモデルはありません。 「モデル」で何があるか見てください。"
    inner = BadFileError("settings.toml: There is no setting called “x”. The default is used.")
    assert words.told(inner) == "settings.toml: 「x」という設定はありません。標準の設定を使います。"
    assert words.said("Nobody has translated this.") == "Nobody has translated this."


def test_english_is_left_as_it_is(interpreter: Interpreter) -> None:
    interpreter.speak("en")
    assert words.said("There is no file notes.txt.") == "There is no file notes.txt."
    assert words.tr("one thread") == "one thread"


def test_numbers_and_days_follow_the_language(interpreter: Interpreter) -> None:
    before = QLocale()
    interpreter.speak("ja")
    assert QLocale().language() is QLocale.Language.Japanese
    assert QLocale().standaloneDayName(1, QLocale.FormatType.LongFormat) == "月曜日"
    interpreter.stop()
    assert QLocale() == before


def test_the_systems_first_known_language_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    for names, language in (
        (["fr-FR", "fr", "ja-JP", "en"], "ja"),
        (["en-GB", "ja"], "en"),
        (["C"], "en"),
        ([], "en"),
    ):
        system = SimpleNamespace(uiLanguages=lambda names=names: names)
        monkeypatch.setattr(languages.QLocale, "system", lambda system=system: system)
        assert languages.meant("system") == language
    assert languages.meant("ja") == "ja"
    assert languages.meant("en") == "en"


@pytest.mark.window
async def test_a_window_from_right_to_left_is_mirrored(profile: Profile) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        async with s.stage(profile) as desk:
            await see(desk, "New chat")
            new = s.labelled(desk, "New chat")
            composer = s.find(desk, lambda item: item.objectName() == "composer")
            assert new.mapToScene(new.boundingRect().center()).x() > desk.window.quick.width() / 2
            middle = composer.mapToScene(composer.boundingRect().center()).x()
            assert middle < desk.window.quick.width() / 2
    finally:
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
