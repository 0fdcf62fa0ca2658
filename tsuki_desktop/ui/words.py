"""Words that Python says in the window, in the person's language.

`tr` is for the window's own texts, `said` for sentences that come from the rooms below it, which know no Qt:
`assets/translations/sentences.txt` lists those, and `packaging/translations.py` gathers them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tsuki_desktop.paths import bundled

if TYPE_CHECKING:
    from tsuki_desktop.errors import TsukiError

_GAP = re.compile(r"%\d")

_TONGUE = "English"
"""Translated by the name of the language: tells whether there is another one."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for `lupdate`, which knows this name; Qt's own claims to return any object."""
    del context
    return text


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate("words", text)


def said(text: str) -> str:
    """A sentence of the rooms below in the person's language; as it is where nobody translated it."""
    found = QCoreApplication.translate("core", text)
    if found != text or not text:
        return found
    # Looking for a pattern takes its time: English needs none.
    return text if QCoreApplication.translate("core", _TONGUE) == _TONGUE else _filled(text)


def told(error: TsukiError) -> str:
    """What happened and what to do, in one text."""
    return f"{said(error.message)} {said(error.hint)}".strip()


def _filled(text: str) -> str:
    """Translate a sentence with something in it: names, numbers, or other sentences."""
    for pattern, source in _patterns():
        match = pattern.fullmatch(text)
        if match:
            whole = QCoreApplication.translate("core", source)
            parts = [said(part) for part in match.groups()]
            for number, part in enumerate(parts, 1):
                whole = whole.replace(f"%{number}", part)
            return whole
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What sentences with gaps look like, those that say most first, and what each is called in the `.ts`."""
    listed = bundled("assets", "translations", "sentences.txt").read_text(encoding="utf-8").splitlines()
    gapped = [one for one in listed if _GAP.search(one)]
    gapped.sort(key=lambda one: len(_GAP.sub("", one)), reverse=True)
    # `re.escape` leaves a gap's sign and digit alone.
    return tuple((re.compile(_GAP.sub("(.*)", re.escape(one)), re.DOTALL), one) for one in gapped)
