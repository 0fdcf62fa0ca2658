"""The first run: who she is, which model speaks, and who the person is; then they talk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.ui.bridge.notices import Notice

if TYPE_CHECKING:
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.ui.bridge.chat import Chat
    from tsuki_desktop.ui.bridge.notices import Notices
    from tsuki_desktop.ui.bridge.preferences import Preferences
    from tsuki_desktop.ui.tasks import Tasks

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_LAST = 2
"""The last step before the talking itself, counted from 0."""


class AboutYou(NamedTuple):
    """What the setting `about_you` says: one text for the model, three fields for the person."""

    name: str = ""
    pronouns: str = ""
    lines: str = ""

    @classmethod
    def read(cls, text: str) -> AboutYou:
        """Take apart what `written` put together; words of another make are all `lines`."""
        found = re.match(r"(?:Name: ([^;\n]*)(?:; |\n|$))?(?:Pronouns: ([^;\n]*)(?:; |\n|$))?", text)
        assert found is not None  # every part may be missing
        return cls(found[1] or "", found[2] or "", text[found.end() :])

    @property
    def written(self) -> str:
        """Lines for the model, in English as the rest of what it reads of her; empty where nothing is."""
        name, pronouns = (" ".join(part.split()) for part in (self.name, self.pronouns))
        # A semicolon ended a part when all stood on one line, and does so still when read.
        parts = [
            f"Name: {name.replace(';', ',')}" if name else "",
            f"Pronouns: {pronouns.replace(';', ',')}" if pronouns else "",
            self.lines.strip(),
        ]
        return "\n".join(part for part in parts if part)


@QmlElement
class FirstRun(QObject):
    """Shows itself on a fresh profile, once, and again when it is asked for."""

    changed = Signal()
    ended = Signal(bool)
    """It is over: whether the person goes on to talk (True), or put it away."""

    def __init__(
        self,
        settings: SettingsFile,
        preferences: Preferences,
        chat: Chat,
        tasks: Tasks,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._preferences = preferences
        self._chat = chat
        self._tasks = tasks
        self._notices = notices
        self._shown = False
        self._step = 0

    def attach(self, session: Session) -> None:
        """Take the open profile, and say hello where it is a fresh one."""
        if not self._settings.value.first_run_seen and not session.log.read_only:
            self._tasks.spawn(self._greet(session))

    async def _greet(self, session: Session) -> None:
        library = session.library
        begun = await library.count() + await library.count(archived=True)
        # Whoever types already needs no introduction.
        if not begun and not self._chat.written and self._chat.open_id is None:
            self._show()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether it is to be seen."""
        return self._shown

    @Property(int, notify=changed)
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._step

    @Property(int, constant=True)
    def steps(self) -> int:
        """How many there are."""
        return _LAST + 1

    @Property(str, notify=changed)
    def name(self) -> str:
        """What the person is called, as far as told."""
        return AboutYou.read(self._settings.value.about_you).name

    @Property(str, notify=changed)
    def pronouns(self) -> str:
        """How to speak of them."""
        return AboutYou.read(self._settings.value.about_you).pronouns

    @Property(str, notify=changed)
    def lines(self) -> str:
        """What else they told."""
        return AboutYou.read(self._settings.value.about_you).lines

    @Slot()
    def begin(self) -> None:
        """Show it again; never over a reply that is being said."""
        if self._chat.speaking:
            self._notices.show(Notice(self.tr("She is speaking. Let her finish first.")))
        else:
            self._show()

    def _show(self) -> None:
        self._shown, self._step = True, 0
        self.changed.emit()

    @Slot()
    def forward(self) -> None:
        """Go to the next step; after the last one they talk."""
        if self._step == _LAST:
            self._end(talk=True)
        else:
            self._step += 1
            self.changed.emit()

    @Slot()
    def back(self) -> None:
        """Go to the step before."""
        self._step = max(0, self._step - 1)
        self.changed.emit()

    @Slot(str, str, str)
    def tell(self, name: str, pronouns: str, lines: str) -> None:
        """Keep what the person says about themselves; nothing at all is fine, too."""
        written = AboutYou(name, pronouns, lines).written
        if written != self._settings.value.about_you:
            self._preferences.setWords("about_you", written)

    @Slot()
    def skip(self) -> None:
        """Put it away; it does not come again by itself."""
        self._end(talk=False)

    def _end(self, *, talk: bool) -> None:
        if not self._shown:
            return
        self._shown = False
        self._preferences.remember(first_run_seen=True)
        self.changed.emit()
        self.ended.emit(talk)
