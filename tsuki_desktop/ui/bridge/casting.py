"""Who speaks: Tsuki, or somebody from a character card."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.bridge.notices import Notice

if TYPE_CHECKING:
    from tsuki_desktop.domain.persona import Persona
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.importing import Importing
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Casting(QObject):
    """A change holds from the next message on."""

    changed = Signal()

    def __init__(
        self,
        importing: Importing,
        chat: Chat,
        tasks: Tasks,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._importing = importing
        self._chat = chat
        self._tasks = tasks
        self._notices = notices
        self._session: Session | None = None
        self._from_card = False

    def attach(self, session: Session) -> None:
        """Take the open profile."""
        from tsuki_desktop.services import personas

        self._session = session
        self._from_card = personas.from_card(session.profile)
        self.changed.emit()

    @Property(str, notify=changed)
    def name(self) -> str:
        """Who speaks."""
        return self._session.voice.persona.name if self._session else ""

    @Property(bool, notify=changed)
    def fromCard(self) -> bool:
        """Whether she came from a character card."""
        return self._from_card

    @Slot()
    def use(self) -> None:
        """Let the character of the card that is shown speak."""
        persona = self._importing.persona
        if self._session is not None and persona is not None:
            self._tasks.spawn(self._use(self._session, persona))

    async def _use(self, session: Session, persona: Persona) -> None:
        from tsuki_desktop.services import personas

        used = await asyncio.to_thread(personas.use, session.profile, persona)
        await self._speak(session, used, card=True)
        text = self.tr("{name} speaks now.").format(name=persona.name)
        self._notices.show(Notice(text, action=self.tr("Undo"), on_action=self.back))

    @Slot()
    def back(self) -> None:
        """Bring back who spoke before the card."""
        if self._session is not None and self._from_card:
            self._tasks.spawn(self._back(self._session))

    async def _back(self, session: Session) -> None:
        from tsuki_desktop.services import personas

        before = await asyncio.to_thread(personas.back, session.profile)
        await self._speak(session, before, card=False)
        name = session.voice.persona.name
        self._notices.show(Notice(self.tr("{name} is back.").format(name=name)))

    async def _speak(self, session: Session, persona: Persona, *, card: bool) -> None:
        await session.speak_as(persona)
        self._from_card = card
        self._chat.startNew()
        self.changed.emit()
