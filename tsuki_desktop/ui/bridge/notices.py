"""The one channel for what the program has to tell the person."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tsuki_desktop.errors import TsukiError

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_WAITING = 8
"""Notices that wait behind the shown one; older ones give way, since nobody reads more."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell: `kind` is `error` or `info`, `action` and `second` the words on its buttons."""

    text: str
    hint: str = ""
    kind: str = "info"
    action: str = ""
    on_action: Callable[[], None] | None = None
    second: str = ""
    on_second: Callable[[], None] | None = None
    on_gone: Callable[[], None] | None = None
    """Called when the notice leaves without its action."""


@QmlElement
class Notices(QObject):
    """Shows one notice at a time and keeps the next ones waiting, also before the window is there."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: deque[Notice] = deque(maxlen=_WAITING + 1)

    def show(self, notice: Notice) -> None:
        """Tell something; a notice that already waits is not told twice."""
        if notice in self._queue:
            return
        shown = self._queue[0] if self._queue else None
        if shown and shown.kind == "info":
            self._leave(shown)
            self._queue.popleft()
        self._queue.append(notice)
        self.changed.emit()

    def error(self, error: TsukiError) -> None:
        """Tell a known trouble."""
        self.show(Notice(words.said(error.message), words.said(error.hint), "error"))

    @property
    def _shown(self) -> Notice | None:
        return self._queue[0] if self._queue else None

    @Property(bool, notify=changed)
    def visible(self) -> bool:
        """Whether there is something to tell."""
        return bool(self._queue)

    @Property(str, notify=changed)
    def text(self) -> str:
        """What happened."""
        return self._shown.text if self._shown else ""

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to do next; may be empty."""
        return self._shown.hint if self._shown else ""

    @Property(str, notify=changed)
    def kind(self) -> str:
        """`error` or `info`."""
        return self._shown.kind if self._shown else ""

    @Property(str, notify=changed)
    def action(self) -> str:
        """The word on the button; empty where there is none."""
        return self._shown.action if self._shown else ""

    @Property(str, notify=changed)
    def second(self) -> str:
        """The word on the second button; empty where there is none."""
        return self._shown.second if self._shown else ""

    @Slot()
    def act(self) -> None:
        """Do what the button says."""
        self._take(lambda notice: notice.on_action)

    @Slot()
    def actSecond(self) -> None:
        """Do what the second button says."""
        self._take(lambda notice: notice.on_second)

    def _take(self, button: Callable[[Notice], Callable[[], None] | None]) -> None:
        if not self._queue:
            return
        notice = self._queue.popleft()
        self.changed.emit()
        act = button(notice)
        if act:
            act()

    @Slot()
    def dismiss(self) -> None:
        """Put the shown notice away."""
        if not self._queue:
            return
        self._leave(self._queue.popleft())
        self.changed.emit()

    @staticmethod
    def _leave(notice: Notice) -> None:
        if notice.on_gone:
            notice.on_gone()
