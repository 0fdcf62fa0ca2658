"""One open profile: the chat log, the settings, the persona, the backends, and the use cases on them.

The window, the command line and the benchmarks all work through a `Session`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from tsuki_desktop.errors import ReadOnlyError
from tsuki_desktop.paths import bundled, cache_folder
from tsuki_desktop.persona.loader import load_for
from tsuki_desktop.services.chatting import Chatting
from tsuki_desktop.services.library import Library
from tsuki_desktop.services.model_files import ModelFiles
from tsuki_desktop.services.models import Models
from tsuki_desktop.services.own_backends import MADE_FROM, own_backends
from tsuki_desktop.services.styles import Styles
from tsuki_desktop.services.teaching import Teaching
from tsuki_desktop.services.voice import Voice
from tsuki_desktop.settings import SettingsFile
from tsuki_desktop.store import messages
from tsuki_desktop.store.database import MEMORY_IDS_FROM, ChatLog
from tsuki_desktop.store.lock import ProfileLock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tsuki_desktop.backends.base import Backend
    from tsuki_desktop.domain.persona import Persona
    from tsuki_desktop.errors import TsukiError
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.exporting import Exporting
    from tsuki_desktop.services.forgetting import Forgetting
    from tsuki_desktop.services.keeping import Keeping
    from tsuki_desktop.services.private import PrivateChat
    from tsuki_desktop.services.retraining import Retraining


class Session:
    """Everything that belongs to one open profile. Use `await Session.open(…)`, then `await close()`.

    `problems` holds what was wrong at start and did not stop it: a broken persona or settings file.
    """

    def __init__(
        self,
        profile: Profile,
        chat_log: ChatLog,
        settings: SettingsFile,
        backends: Mapping[str, Callable[[], Backend]],
        lock: ProfileLock | None = None,
    ) -> None:
        persona, problem = load_for(profile)
        self.profile = profile
        self.log = chat_log
        self.settings = settings
        self.problems: list[TsukiError] = [problem] if problem else []
        self.models = Models(backends, settings, made_from=MADE_FROM)
        self.model_files = ModelFiles(profile, self.models, settings)
        self.voice = Voice(persona, settings)
        self.styles = Styles([profile.builds, bundled("models")])
        self.chatting = Chatting(chat_log, self.models, self.voice, settings, self.styles)
        self.teaching = Teaching(chat_log, self.voice)
        self.library = Library(chat_log, self.teaching)
        self.private: PrivateChat | None = None
        """The private conversation, where one goes on; see `begin_private`."""
        self._lock = lock

    @classmethod
    async def open(
        cls,
        profile: Profile,
        *,
        read_only: bool = False,
        settings: SettingsFile | None = None,
        backends: Mapping[str, Callable[[], Backend]] | None = None,
    ) -> Self:
        """Open `profile`, made where there is none.

        `settings` is the profile's settings file where it is open already; `backends` replaces the
        program's own, by name.

        Raises:
            StorageError: the log cannot be opened or read, or another window holds it.

        """
        lock = None if read_only else _locked(profile)
        try:
            chat_log = await ChatLog.open(profile.database, read_only=lock is None)
            if not chat_log.read_only:
                await chat_log.run(messages.interrupt_streaming)
        except BaseException:
            if lock:
                lock.release()
            raise
        settings = settings or SettingsFile(profile.settings)
        if backends is None:
            backends = own_backends(profile, settings)
        session = cls(profile, chat_log, settings, backends, lock)
        try:
            await session.teaching.refresh()
        except BaseException:
            await session.close()
            raise
        return session

    async def speak_as(self, persona: Persona) -> None:
        """Let `persona` speak from the next message on, with what was liked of her and of nobody else."""
        self.voice.persona = persona
        self.voice.new_conversation()
        await self.teaching.refresh_examples()

    async def begin_private(self) -> PrivateChat:
        """The private conversation that goes on, or a new one; works where the log can only be read, too."""
        if self.private is None:
            from tsuki_desktop.services.private import PrivateChat

            self.private = await PrivateChat.begin(self.models, self.voice, self.settings, self.styles)
        return self.private

    async def end_private(self) -> None:
        """Forget the private conversation; harmless where there is none."""
        private, self.private = self.private, None
        if private is not None:
            await private.end()

    def room_of(self, number: int | None) -> Session | PrivateChat:
        """What a conversation's or message's id belongs to: its `chatting` and `library` know it."""
        return self.private if self.private and is_private(number) else self

    # What the first minute does not need is imported when it is asked for.

    @cached_property
    def exporting(self) -> Exporting:
        """Write training files."""
        from tsuki_desktop.services.exporting import Exporting

        return Exporting(self.profile, self.log, self.voice, self.models)

    @cached_property
    def keeping(self) -> Keeping:
        """Check and back up the log."""
        from tsuki_desktop.services.keeping import Keeping

        return Keeping(self.profile, self.log)

    @cached_property
    def forgetting(self) -> Forgetting:
        """Delete a conversation and its copies."""
        from tsuki_desktop.services.forgetting import Forgetting

        return Forgetting(self.profile, self.log, cache_folder(), self.teaching)

    @cached_property
    def retraining(self) -> Retraining:
        """Train, prove and use a model of one's own."""
        from tsuki_desktop.services.retraining import Retraining

        return Retraining(self.profile, self.log, self.models, self.voice, self.settings, self.styles)

    async def close(self) -> None:
        """Stop what runs, keep what was said, close the log."""
        await self.end_private()
        await self.chatting.close()
        await self.keeping.close()
        await self.models.close()
        await self.log.close()
        if self._lock:
            self._lock.release()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def is_private(number: int | None) -> bool:
    """Whether a conversation's or message's id is one of a private conversation."""
    return number is not None and number > MEMORY_IDS_FROM


def open_models(profile: Profile) -> Models:
    """Make the models of a profile without its log; to be closed by the caller."""
    settings = SettingsFile(profile.settings)
    return Models(own_backends(profile, settings), settings, made_from=MADE_FROM)


def _locked(profile: Profile) -> ProfileLock | None:
    """Take the profile's lock; None where its folder can only be read."""
    lock = ProfileLock(profile.lock)
    try:
        profile.create()
        lock.acquire()
    except (PermissionError, ReadOnlyError):
        return None
    return lock
