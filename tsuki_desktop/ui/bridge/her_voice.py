"""Has her voice and the starter model made one file, once, when nobody waits for either."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from tsuki_desktop.errors import BackendError, TrainingError
from tsuki_desktop.ui.bridge.notices import Notice

if TYPE_CHECKING:
    from tsuki_desktop.domain.events import ReplyEnded
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.ui.bridge.app_bridge import App
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.notices import Notices


class HerVoice(QObject):
    """Waits for the first reply that the starter gives in her voice: until then the processor is the reply's.

    Where another model speaks, nothing is made and nothing said.
    """

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
    def _on_ended(self, ended: ReplyEnded) -> None:
        from tsuki_desktop.backends.llama_models import HER_VOICE

        if self._session is not None and ended.message.model in HER_VOICE:
            self._chat.ended.disconnect(self._on_ended)
            self._app.tasks.spawn(self._merge_where_due(self._session))

    async def _merge_where_due(self, session: Session) -> None:
        from tsuki_desktop.services import starter_voice

        if await starter_voice.is_due():
            self._app.lookForModels()  # a damaged file went
            await session.chatting.prepared()
            await self._merge()

    async def _merge(self) -> None:
        from tsuki_desktop.services.starter_voice import merge_once

        self._notices.show(Notice(self.tr("Preparing her voice for this computer. You can go on talking.")))
        try:
            made = await merge_once(self._app.tell_voice)
        except (TrainingError, BackendError, OSError):
            self._tell_failure()
        else:
            if made:
                self._notices.show(Notice(self.tr("Her voice is ready: from now on she reads faster.")))
                self._app.lookForModels()
        finally:
            self._app.tell_voice(0)

    def _tell_failure(self) -> None:
        self._notices.show(
            Notice(
                self.tr("Her voice could not be prepared for this computer."),
                self.tr("She speaks all the same, only more slowly. It is tried again in a week."),
                action=self.tr("Try again"),
                on_action=self._try_again,
            )
        )

    def _try_again(self) -> None:
        self._app.tasks.spawn(self._merge())
