"""Asks whether the training may have the graphics card that the chat's model is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from tsuki_desktop.services.session import Session
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.training.plan import Hardware

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RetrainGpu(QObject):
    """Holds the question, and what is done on a yes. What lending means is `services/sharing`'s."""

    changed = Signal()
    wanted = Signal()
    """The person is to be asked."""
    agreed = Signal()
    """The person has said yes."""

    def __init__(self, settings: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._session: Session | None = None
        self._then: Callable[[], Coroutine[Any, Any, None]] | None = None

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        self._session = session

    @Property(bool, notify=changed)
    def lent(self) -> bool:
        """Whether she answers from the processor because a training has the card."""
        return self._settings.value.card_lent

    async def asks(
        self, then: Callable[[], Coroutine[Any, Any, None]], hardware: Hardware | None = None
    ) -> bool:
        """Ask where the card is needed and not lent yet; `then` is done on a yes."""
        from tsuki_desktop.services import sharing

        if self._session is None or not await sharing.contested(self._session.retraining, hardware):
            return False
        self._then = then
        self.wanted.emit()
        return True

    @Slot()
    def agree(self) -> None:
        """Lend the card, and go on."""
        if self._then is not None:
            self.agreed.emit()

    async def go_on(self) -> None:
        """Lend the card and do what was asked about."""
        from tsuki_desktop.services import sharing

        then, self._then = self._then, None
        if self._session is not None and then is not None:
            await sharing.lend(self._session.retraining)
            self.changed.emit()
            await then()

    async def settle(self) -> None:
        """Give the card back where no training runs any more."""
        from tsuki_desktop.services import sharing

        if self._session is not None and await sharing.settle(self._session.retraining):
            self.changed.emit()
