"""Keys for everywhere on X11: a connection of our own asks the server for them.

XCB is spoken directly, with the two libraries that Qt's own X11 platform stands on.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QKeyCombination, QObject, QSocketNotifier, Qt

from tsuki_desktop.errors import UsageError
from tsuki_desktop.ui.around.hotkey import is_function_key, mask, taken

if TYPE_CHECKING:
    from collections.abc import Callable

_F1 = 0xFFBE
"""X's number of the key F1; the others follow it."""
_SHIFT, _LOCK, _CONTROL, _ALT, _NUM_LOCK, _META = 1, 2, 4, 8, 16, 64
_LOCKS = (0, _LOCK, _NUM_LOCK, _LOCK | _NUM_LOCK)
"""The keys are ours whether or not these are on."""
_KEY_PRESS = 2
_SENT = 0x80
"""The bit of events that another program made up."""
_ASYNC = 1
_OWN_WINDOWS_TOO = 1


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (("root", ctypes.POINTER(ctypes.c_uint32)), ("left", ctypes.c_int), ("index", ctypes.c_int))


def _libraries() -> tuple[Any, Any, Any]:
    xcb, symbols, c = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-keysyms.so.1"), ctypes.CDLL(None)
    pointer, u8, u16, u32 = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32
    xcb.xcb_connect.restype = pointer
    xcb.xcb_get_setup.argtypes, xcb.xcb_get_setup.restype = [pointer], pointer
    xcb.xcb_setup_roots_iterator.argtypes, xcb.xcb_setup_roots_iterator.restype = [pointer], _Screens
    xcb.xcb_grab_key_checked.argtypes = [pointer, u8, u32, u16, u8, u8, u8]
    xcb.xcb_grab_key_checked.restype = _Cookie
    xcb.xcb_request_check.argtypes, xcb.xcb_request_check.restype = [pointer, _Cookie], pointer
    xcb.xcb_poll_for_event.argtypes = [pointer]
    xcb.xcb_poll_for_event.restype = ctypes.POINTER(u8)
    for name in ("xcb_connection_has_error", "xcb_get_file_descriptor", "xcb_disconnect"):
        getattr(xcb, name).argtypes = [pointer]
    symbols.xcb_key_symbols_alloc.argtypes, symbols.xcb_key_symbols_alloc.restype = [pointer], pointer
    symbols.xcb_key_symbols_get_keycode.argtypes = [pointer, u32]
    symbols.xcb_key_symbols_get_keycode.restype = ctypes.POINTER(u8)
    symbols.xcb_key_symbols_free.argtypes = [pointer]
    c.free.argtypes = [pointer]
    return xcb, symbols, c


class X11Keys(QObject):
    """Keys that the X server tells us of wherever they are pressed."""

    def __init__(self, pressed: QKeyCombination, on_press: Callable[[], None]) -> None:
        super().__init__()
        self._on_press = on_press
        try:
            self._xcb, self._symbols, self._c = _libraries()
        except OSError as error:
            raise UsageError("Keys for every program do not work here.", detail=str(error)) from error
        self._connection: Any = self._xcb.xcb_connect(None, None)
        try:
            if self._xcb.xcb_connection_has_error(self._connection):
                raise UsageError("Keys for every program do not work here.")
            self._grab(pressed)
        except UsageError:
            self._xcb.xcb_disconnect(self._connection)
            raise
        handle = self._xcb.xcb_get_file_descriptor(self._connection)
        self._notifier = QSocketNotifier(handle, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def _grab(self, pressed: QKeyCombination) -> None:
        root = self._xcb.xcb_setup_roots_iterator(
            self._xcb.xcb_get_setup(self._connection)
        ).root.contents.value
        codes, modifiers = self._codes(_symbol(pressed.key())), _state(pressed.keyboardModifiers())
        for code in codes:
            for lock in _LOCKS:
                asked = (_OWN_WINDOWS_TOO, root, modifiers | lock, code, _ASYNC, _ASYNC)
                cookie = self._xcb.xcb_grab_key_checked(self._connection, *asked)
                refused = self._xcb.xcb_request_check(self._connection, cookie)
                if refused:
                    self._c.free(refused)
                    raise taken()
        if not codes:
            raise UsageError("This keyboard does not have that key.", "Choose other keys to call Tsuki with.")

    def _codes(self, symbol: int) -> list[int]:
        """Which of the keyboard's keys write `symbol`."""
        table = self._symbols.xcb_key_symbols_alloc(self._connection)
        found = self._symbols.xcb_key_symbols_get_keycode(table, symbol)
        codes: list[int] = []
        while found and found[len(codes)]:
            codes.append(found[len(codes)])
        self._c.free(found)
        self._symbols.xcb_key_symbols_free(table)
        return codes

    def _read(self) -> None:
        while event := self._xcb.xcb_poll_for_event(self._connection):
            kind = event[0] & ~_SENT
            self._c.free(event)
            if kind == _KEY_PRESS:
                self._on_press()
        if self._xcb.xcb_connection_has_error(self._connection):
            self._notifier.setEnabled(False)

    def release(self) -> None:
        """The server takes the keys back with the connection."""
        self._notifier.setEnabled(False)
        self._xcb.xcb_disconnect(self._connection)
        with suppress(RuntimeError):  # Qt has taken it down already
            self.deleteLater()


def _symbol(key: Qt.Key) -> int:
    """X's number of what is written on a key."""
    if is_function_key(key):
        return _F1 + int(key) - int(Qt.Key.Key_F1)
    return ord(chr(int(key)).lower())


def _state(modifiers: Qt.KeyboardModifier) -> int:
    return mask(modifiers, shift=_SHIFT, control=_CONTROL, alt=_ALT, meta=_META)
