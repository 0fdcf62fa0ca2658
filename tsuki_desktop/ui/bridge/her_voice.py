"""Has her voice and the starter model made one file, once, when nobody waits for either."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from tsuki_desktop.ui.bridge.notices import Notice

if TYPE_CHECKING:
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.app_bridge import App
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.notices import Notices


class HerVoice(QObject):
    """Waits for the first reply: until then the processor is the reply's."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._chat = cast("Chat", app.chat)
        self._notices = cast("Notices", app.notices)
        self._session: Session | None = None

    def attach(self, session: Session) -> None:
        """Take the open profile, where its models are the program's own."""
        if self._session is None:
            self._chat.ended.connect(self._on_ended)
        self._session = session

    @Slot(object)
    def _on_ended(self, _ended: object) -> None:
        self._chat.ended.disconnect(self._on_ended)
        if self._session is not None and not self._session.settings.value.model:
            self._app.tasks.spawn(self._merge(self._session))

    async def _merge(self, session: Session) -> None:
        from tsuki_desktop.services.starter_voice import is_due, merge_quietly

        if not await is_due():
            return
        await session.chatting.prepared()
        self._notices.show(Notice(self.tr("Preparing her voice for this computer. You can go on talking.")))
        if await merge_quietly():
            self._notices.show(Notice(self.tr("Her voice is ready: from now on she reads faster.")))
            self._app.lookForModels()
