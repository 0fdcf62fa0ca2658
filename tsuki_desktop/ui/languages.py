"""Which language the window speaks.

English is in the sources. Every other language is a file of Qt's own, `assets/translations/tsuki_….qm`, made
from the `.ts` beside it by `just translations`; to add one, add its name to `LANGUAGES` and to the setting.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFont, QFontDatabase

from tsuki_desktop.paths import bundled

ENGLISH = "en"
LANGUAGES = {"ja": QLocale.Language.Japanese}
"""What the window speaks besides English."""
NAMES = {ENGLISH: "English", "ja": "日本語"}
"""What each calls itself; never translated, so that everybody finds their own."""

FACE = "Nunito Sans"
"""The program's own typeface, for the letters of Europe."""
_FACES = ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic UI", "Yu Gothic", "Meiryo")
"""Faces that go with ours, the best first. Without one the system chooses, and may choose Chinese shapes."""


def meant(wanted: str) -> str:
    """The language that `wanted` means: itself, or for `system` the first of the system's that is spoken."""
    if wanted != "system":
        return wanted if wanted in LANGUAGES else ENGLISH
    for name in QLocale.system().uiLanguages():
        language = name.partition("-")[0]
        if language == ENGLISH or language in LANGUAGES:
            return language
    return ENGLISH


def can_write(language: str) -> bool:
    """Whether a face of this computer has the letters; ours has none of Japanese."""
    system = QFontDatabase.WritingSystem.Japanese
    return language != "ja" or bool(QFontDatabase.families(system))


class Interpreter:
    """Puts the words of the window into a language; `spoken` is it. Keep it as long as the window lives."""

    def __init__(self) -> None:
        self.spoken = ""
        self._translators: list[QTranslator] = []

    def speak(self, wanted: str) -> bool:
        """Speak `wanted` (`system`, `en`, `ja`) from now on; says whether that is another language.

        Where no face has its letters, English stays: empty boxes could not even be changed back.
        """
        language = meant(wanted)
        language = language if can_write(language) else ENGLISH
        if language == self.spoken:
            return False
        self.stop()
        self.spoken = language
        _write_as(LANGUAGES.get(language, QLocale.Language.English))
        if language in LANGUAGES:
            self._load(language)
        return True

    def stop(self) -> None:
        """Speak English, and write as the system does."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators, self.spoken = [], ""
        QLocale.setDefault(QLocale.system())

    def _load(self, language: str) -> None:
        ours = bundled("assets", "translations", f"tsuki_{language}.qm")
        # Qt's own words: its file dialog, its menus.
        theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for path in (f"{theirs}/qtbase_{language}.qm", f"{theirs}/qtdeclarative_{language}.qm", str(ours)):
            translator = QTranslator()
            if translator.load(path):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)
        if language == "ja":
            _prefer_japanese_shapes()


def _write_as(language: QLocale.Language) -> None:
    """Write numbers and dates in this language, as it is done where the system is."""
    system = QLocale.system()
    plain = system.language() == QLocale.Language.C and language == QLocale.Language.English
    if not plain and system.language() != language:
        QLocale.setDefault(QLocale(language, system.territory()))


def _prefer_japanese_shapes() -> None:
    """Take a Japanese face for what ours lacks: the system might choose one with Chinese shapes."""
    here = set(QFontDatabase.families(QFontDatabase.WritingSystem.Japanese))
    QFont.insertSubstitutions(FACE, [one for one in _FACES if one in here])
