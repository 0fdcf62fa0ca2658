"""Keys that work in every program, where the system gives them to anybody who asks: X11 and Windows.

Wayland gives them only through a dialog of its portal, whose messages PySide cannot write, and macOS only
through its old Carbon library: there a key of the desktop's own settings that starts `tsuki` does the same.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from tsuki_desktop.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXT = frozenset(" ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Grabbed(Protocol):
    """Keys that are ours until `release`."""

    def release(self) -> None:
        """Give them back."""
        ...


def understood(keys: str) -> QKeyCombination:
    """Read keys as a person writes them, such as "Ctrl+Alt+M".

    Raises:
        UsageError: these are no keys, or such as people type with.

    """
    sequence = QKeySequence.fromString(keys.strip(), QKeySequence.SequenceFormat.PortableText)
    # The stubs do not know that a sequence can be read by number.
    pressed = cast("list[QKeyCombination]", sequence)[0] if sequence.count() == 1 else None
    if pressed is None or not _is_known(pressed.key()) or not pressed.keyboardModifiers() & _MODIFIERS:
        raise UsageError(
            "Tsuki cannot be called with these keys.",
            "Write a letter, a digit, Space or F1 to F24 after Ctrl, Alt or Meta, such as Ctrl+Alt+M.",
        )
    return pressed


def _is_known(key: Qt.Key) -> bool:
    return is_function_key(key) or (key < sys.maxunicode and chr(key) in _TEXT)


def is_function_key(key: Qt.Key) -> bool:
    """Whether it is one of F1 to F24."""
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F24


def mask(modifiers: Qt.KeyboardModifier, *, shift: int, control: int, alt: int, meta: int) -> int:
    """Modifiers in a system's own bits."""
    bits = {
        Qt.KeyboardModifier.ShiftModifier: shift,
        Qt.KeyboardModifier.ControlModifier: control,
        Qt.KeyboardModifier.AltModifier: alt,
        Qt.KeyboardModifier.MetaModifier: meta,
    }
    return sum(bit for modifier, bit in bits.items() if modifiers & modifier)


def grab(keys: str, on_press: Callable[[], None]) -> Grabbed | None:
    """Have `on_press` called when `keys` are pressed in whatever program; None where the system has no way.

    Raises:
        UsageError: these keys are none, or somebody else has them.

    """
    pressed = understood(keys)
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        from tsuki_desktop.ui.around.hotkey_x11 import X11Keys

        return X11Keys(pressed, on_press)
    if sys.platform == "win32" and platform == "windows":
        from tsuki_desktop.ui.around.hotkey_windows import WindowsKeys

        return WindowsKeys(pressed, on_press)
    return None


def taken() -> UsageError:
    """Another program was first."""
    return UsageError("Another program has these keys already.", "Choose others to call Tsuki with.")
