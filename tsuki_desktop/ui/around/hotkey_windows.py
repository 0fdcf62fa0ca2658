"""Keys for everywhere on Windows: `RegisterHotKey`. Not tried."""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QKeyCombination, Qt

from tsuki_desktop.ui.around.hotkey import is_function_key, mask, taken

if TYPE_CHECKING:
    from collections.abc import Callable

_ALT, _CONTROL, _SHIFT, _META, _NO_REPEAT = 1, 2, 4, 8, 0x4000
_F1 = 0x70
"""Windows' number of the key F1; the others follow it."""
_HOTKEY = 0x0312
"""The message that says so."""
_NUMBER = 0x7151
"""Ours among the keys of this thread."""


class _Message(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("w", ctypes.c_size_t),
        ("l", ctypes.c_ssize_t),
    )


class WindowsKeys(QAbstractNativeEventFilter):
    """Keys that Windows tells this thread of."""

    def __init__(self, pressed: QKeyCombination, on_press: Callable[[], None]) -> None:
        super().__init__()
        self._on_press = on_press
        self._user = _user32()
        asked = (_state(pressed.keyboardModifiers()) | _NO_REPEAT, _symbol(pressed.key()))
        if not self._user.RegisterHotKey(None, _NUMBER, *asked):
            raise taken()
        application = QCoreApplication.instance()
        assert application is not None
        application.installNativeEventFilter(self)

    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Hear of the keys."""
        del eventType
        told = _Message.from_address(int(message))
        if told.message == _HOTKEY and told.w == _NUMBER:
            self._on_press()
            return True, 0
        return False, 0

    def release(self) -> None:
        """Give them back."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self)
        self._user.UnregisterHotKey(None, _NUMBER)


def _user32() -> Any:
    if sys.platform != "win32":
        raise OSError("not Windows")
    return ctypes.windll.user32


def _symbol(key: Qt.Key) -> int:
    """Windows' number of a key: letters, digits and Space have their own letter's."""
    return _F1 + int(key) - int(Qt.Key.Key_F1) if is_function_key(key) else int(key)


def _state(modifiers: Qt.KeyboardModifier) -> int:
    return mask(modifiers, shift=_SHIFT, control=_CONTROL, alt=_ALT, meta=_META)
