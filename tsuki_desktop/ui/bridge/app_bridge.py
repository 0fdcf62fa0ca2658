"""The root of what QML sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from tsuki_desktop.errors import DamagedError, TsukiError
from tsuki_desktop.ui import words
from tsuki_desktop.ui.bridge.casting import Casting
from tsuki_desktop.ui.bridge.chat import Chat
from tsuki_desktop.ui.bridge.data_desk import DataDesk
from tsuki_desktop.ui.bridge.dropping import Dropping
from tsuki_desktop.ui.bridge.export_desk import ExportDesk
from tsuki_desktop.ui.bridge.farewell import Farewell
from tsuki_desktop.ui.bridge.finder import Finder
from tsuki_desktop.ui.bridge.first_run import FirstRun
from tsuki_desktop.ui.bridge.importing import Importing
from tsuki_desktop.ui.bridge.lesson import Lesson
from tsuki_desktop.ui.bridge.models import Models
from tsuki_desktop.ui.bridge.preferences import Preferences
from tsuki_desktop.ui.bridge.private import Private
from tsuki_desktop.ui.bridge.recovery import Recovery
from tsuki_desktop.ui.bridge.retrain import Retrain
from tsuki_desktop.ui.bridge.shelf import Shelf
from tsuki_desktop.ui.bridge.system import System
from tsuki_desktop.ui.bridge.teach import Teach
from tsuki_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.keeping import Keeping
    from tsuki_desktop.services.session import Session
    from tsuki_desktop.settings import Settings, SettingsFile, Value
    from tsuki_desktop.store.integrity import Report
    from tsuki_desktop.ui.bridge.data_desk import LearningPlan
    from tsuki_desktop.ui.bridge.notices import Notice
    from tsuki_desktop.ui.bridge.retrain_kit import RetrainKit

QML_IMPORT_NAME = "Tsuki.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class App(System):
    """Holds one bridge for each part of the window. Pages get it as their required property `app`.

    It is there before the profile is open: `ready` tells when things can be done.
    """

    readyChanged = Signal()
    modelChanged = Signal()

    def __init__(self, profile: Profile, settings: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._settings = settings
        self._session: Session | None = None
        self._failure: TsukiError | None = None
        self._try_to_open: Callable[[], Awaitable[None]] | None = None
        self._trying = False
        self._model = ""
        self._model_known = False
        self._starter_only = False
        self._starter_speaks = False
        self.tasks = Tasks(self._notices.error)
        self._preferences = Preferences(settings, self._notices, self)
        self._chat = Chat(self.tasks, self._notices, self)
        self._private = Private(self._chat, self.tasks, self._notices, self)
        self._shelf = Shelf(self._chat, self.tasks, self._notices, self)
        self._finder = Finder(self._chat, self.tasks, self)
        self._farewell = Farewell(self._chat, self.tasks, self._notices, self)
        self._recovery = Recovery(profile, self.tasks, self)
        self._lesson = Lesson(self._chat, self.tasks, self._notices, self)
        self._teach = Teach(self._lesson, settings, self.tasks, self)
        self._exports = ExportDesk(settings, self.tasks, self._notices, self)
        self._retrain = Retrain(settings, self.tasks, self._notices, self)
        self._retrain.cameOrWent.connect(self.lookForModels)
        self._models = Models(self._chat, self.tasks, self._notices, self)
        self._models.cameOrWent.connect(self.lookForModels)
        self.modelChanged.connect(self._models.follow)
        self._importing = Importing(self.tasks, self)
        kit = cast("RetrainKit", self._retrain.kit)
        self._dropping = Dropping(self._models, self._importing, kit, self.tasks, self._notices, self)
        self._data = DataDesk(self.tasks, self._notices, self)
        self._data.follow(cast("LearningPlan", self._retrain.plan))
        self._importing.imported.connect(self._data.look)
        self._casting = Casting(self._importing, self._chat, self.tasks, self._notices, self)
        self._first_run = FirstRun(settings, self._preferences, self._chat, self.tasks, self._notices, self)
        self._sought = _where_models_are(settings.value)
        self._unsubscribe = settings.subscribe(self._on_settings)

    async def attach(self, session: Session) -> None:
        """Take the open profile: from now on everything works."""
        self._session = session
        self._failure = None
        for problem in [*session.problems, *map(TsukiError, self._settings.problems)]:
            self._notices.error(problem)
        self._chat.attach(session, await session.library.new_draft())
        await self._chat.renew_greeting()
        self._lesson.attach(session)
        self._teach.attach(session)
        self._exports.attach(session)
        self._retrain.attach(session)
        self._models.attach(session)
        self._private.attach(session)
        self._importing.attach(session)
        self._data.attach(session)
        self._casting.attach(session)
        await self._shelf.attach(session)
        self._finder.attach(session)
        self._farewell.attach(session)
        await self._open_last(session)
        self.readyChanged.emit()
        self.tasks.spawn(self.look_for_models())
        self._first_run.attach(session)

    def serve_recovery(
        self, let_go: Callable[[], Awaitable[None]], reopen: Callable[[], Awaitable[None]]
    ) -> None:
        """Give the recovery assistant the ways to close the log and to open the profile again."""
        self._recovery.serve(let_go, reopen)

    def serve_retry(self, try_to_open: Callable[[], Awaitable[None]]) -> None:
        """Take the way to open a profile that could not be opened before."""
        self._try_to_open = try_to_open

    @Slot()
    def tryAgain(self) -> None:
        """Open the profile, where that failed; one try at a time."""
        if self._failure is not None and not self._trying and self._try_to_open is not None:
            self._trying = True
            self.tasks.spawn(self._try_again(self._try_to_open))

    async def _try_again(self, try_to_open: Callable[[], Awaitable[None]]) -> None:
        try:
            await try_to_open()
        finally:
            self._trying = False

    def look_after(self, keeping: Keeping) -> None:
        """Let the log be checked and backed up, and tell what is found."""
        keeping.on_report = self._on_report
        keeping.start()

    def detach(self) -> None:
        """The profile is about to be closed, to be opened again soon."""
        self._session = None
        self._chat.detach()
        self.readyChanged.emit()

    def fail(self, error: TsukiError) -> None:
        """The profile could not be opened; the window says so instead of going away."""
        self._failure = error
        self.readyChanged.emit()
        if isinstance(error, DamagedError):
            self._recovery.begin(can_wait=False)

    def _on_report(self, report: Report) -> None:
        if report.pages or report.rows:
            self._recovery.begin(can_wait=True)

    async def _open_last(self, session: Session) -> None:
        uid = self._settings.value.last_conversation
        if not uid:
            self._chat.bring_new_draft()
            return
        try:
            conversation = await session.library.by_uid(uid)
            await self._chat.show_conversation(conversation.id, bring_draft=True)
        except TsukiError:
            # It was deleted since; an empty conversation is a fine place to start.
            self._chat.startNew()

    def tell(self, notice: Notice) -> None:
        """Tell the person something."""
        self._notices.show(notice)

    def retell(self) -> None:
        """Say everything again: the language is another."""
        self._preferences.retell()

    def remember(self, **changes: Value) -> None:
        """Save settings that the window keeps for itself."""
        self._preferences.remember(**changes)

    async def look_for_models(self) -> None:
        """Find out which models are here, and which one speaks."""
        if self._session is None:
            return
        models = self._session.models
        found = await models.available()
        self._preferences.offer([one.id for one in found])
        known = {one.id: one for one in found}
        try:
            current = (await models.current())[0]
        except TsukiError:  # nobody is here; or somebody wrote another name into the settings by hand
            current = self._settings.value.model
        self._model = known[current].name if current in known else current.partition(":")[2]
        self._starter_speaks = current in known and known[current].starter
        self._starter_only = bool(found) and all(one.starter for one in found)
        self._model_known = True
        self.modelChanged.emit()
        if self._model:
            self._session.room_of(self._chat.leaf).chatting.prepare(self._chat.leaf)

    def _on_settings(self, settings: Settings) -> None:
        if _where_models_are(settings) != self._sought:
            self._sought = _where_models_are(settings)
            self.tasks.spawn(self.look_for_models())

    async def close(self) -> None:
        """End every job of the window, remembering where the person was."""
        await self._private.end_now()
        await self._chat.keep_draft_now()
        await self._lesson.keep()
        self._exports.cancel()
        self._importing.stop()
        self._data.stop()
        await self._remember_conversation()
        self._unsubscribe()
        self._preferences.close()
        await self.tasks.close()

    async def _remember_conversation(self) -> None:
        uid = ""
        if self._session is not None and self._chat.open_id is not None:
            uid = (await self._session.library.get(self._chat.open_id)).uid
        self._preferences.remember(last_conversation=uid)

    @Property(Preferences, constant=True)
    def preferences(self) -> Preferences:
        """The settings."""
        return self._preferences

    @Property(Chat, constant=True)
    def chat(self) -> Chat:
        """The open conversation."""
        return self._chat

    @Property(Private, constant=True)
    def privateChat(self) -> Private:
        """The chat that is not written down."""
        return self._private

    @Property(Shelf, constant=True)
    def shelf(self) -> Shelf:
        """The list of conversations."""
        return self._shelf

    @Property(Lesson, constant=True)
    def lesson(self) -> Lesson:
        """What the person says about one reply."""
        return self._lesson

    @Property(Teach, constant=True)
    def teach(self) -> Teach:
        """What was taught so far."""
        return self._teach

    @Property(ExportDesk, constant=True)
    def exports(self) -> ExportDesk:
        """Training files."""
        return self._exports

    @Property(Retrain, constant=True)
    def retrain(self) -> Retrain:
        """A Tsuki of one's own."""
        return self._retrain

    @Property(Models, constant=True)
    def models(self) -> Models:
        """Who can speak, and what else could."""
        return self._models

    @Property(Importing, constant=True)
    def importing(self) -> Importing:
        """Bringing files in."""
        return self._importing

    @Property(Dropping, constant=True)
    def dropping(self) -> Dropping:
        """Files that were dropped onto the window."""
        return self._dropping

    @Property(DataDesk, constant=True)
    def data(self) -> DataDesk:
        """Data sets."""
        return self._data

    @Property(Casting, constant=True)
    def casting(self) -> Casting:
        """Who speaks."""
        return self._casting

    @Property(Finder, constant=True)
    def finder(self) -> Finder:
        """The search over everything that was said."""
        return self._finder

    @Property(Farewell, constant=True)
    def farewell(self) -> Farewell:
        """Deleting a chat everywhere."""
        return self._farewell

    @Property(FirstRun, constant=True)
    def firstRun(self) -> FirstRun:
        """The introduction of a fresh profile."""
        return self._first_run

    @Property(Recovery, constant=True)
    def recovery(self) -> Recovery:
        """What to do about a damaged log."""
        return self._recovery

    @Property(str, notify=readyChanged)
    def readOnly(self) -> str:
        """Why nothing can be said, though the log can be read; empty where all is well."""
        why = self._session.log.why_read_only if self._session else None
        return words.said(why.message) if why else ""

    @Property(str, notify=readyChanged)
    def readOnlyHint(self) -> str:
        """What to do about it."""
        why = self._session.log.why_read_only if self._session else None
        return words.said(why.hint) if why else ""

    @Property(bool, notify=readyChanged)
    def ready(self) -> bool:
        """Whether the profile is open."""
        return self._session is not None

    @Property(str, notify=readyChanged)
    def failure(self) -> str:
        """Why the profile could not be opened; empty where nothing failed."""
        return words.said(self._failure.message) if self._failure else ""

    @Property(str, notify=readyChanged)
    def failureHint(self) -> str:
        """What to do about it."""
        return words.said(self._failure.hint) if self._failure else ""

    @Property(str, notify=modelChanged)
    def model(self) -> str:
        """The name of the model that speaks; empty where there is none, or it is not known yet."""
        return self._model

    @Property(bool, notify=modelChanged)
    def needsModel(self) -> bool:
        """Whether it is known that there is no model at all."""
        return self._model_known and not self._model

    @Property(bool, notify=modelChanged)
    def starterOnly(self) -> bool:
        """Whether the tiny starter is all that is here."""
        return self._starter_only

    @Property(bool, notify=modelChanged)
    def starterSpeaks(self) -> bool:
        """Whether it is the tiny starter that speaks, whatever else is here."""
        return self._starter_speaks

    @Property(str, constant=True)
    def dataFolder(self) -> str:
        """Where everything of this profile lies."""
        return str(self._profile.root)

    @Property(str, constant=True)
    def modelFolder(self) -> str:
        """Where GGUF files can be put."""
        return str(self._profile.models)

    @Slot()
    def lookForModels(self) -> None:
        """Look again which models are here."""
        if self._session is not None:
            self._session.models.forget_default()
        self.tasks.spawn(self.look_for_models())


def _where_models_are(settings: Settings) -> tuple[object, ...]:
    """What decides which models are listed, and which one speaks."""
    return settings.model, settings.ollama_host, settings.openai_url, settings.cloud_models
