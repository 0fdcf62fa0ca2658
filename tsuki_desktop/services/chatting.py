"""The use case at the heart: the person says something, Tsuki answers, and nothing is lost.

Each turn is committed before a backend is asked, and a reply has its row before its first token.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Finish, ReplyStats, Role, Status, Turn
from tsuki_desktop.domain.events import (
    Done,
    Loading,
    ReplyEnded,
    ReplyStarted,
    Thought,
    TitleChanged,
    Token,
    UserTurnSaved,
)
from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.errors import BackendError, TsukiError, UsageError
from tsuki_desktop.services.prompting import Prompt, Prompting
from tsuki_desktop.services.reply import Emit, Reply
from tsuki_desktop.services.titles import title_from
from tsuki_desktop.store import conversations, messages

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlite_utils import Database

    from tsuki_desktop.backends.base import Backend
    from tsuki_desktop.domain.chat import Message
    from tsuki_desktop.domain.events import BackendEvent
    from tsuki_desktop.services.models import Models
    from tsuki_desktop.services.styles import Styles
    from tsuki_desktop.services.voice import Voice
    from tsuki_desktop.settings import SettingsFile
    from tsuki_desktop.store.database import ChatLog

_SAVE_EVERY_S = 1.0
"""How often the text of a running reply is written down."""

_BLANKS = " \t\r\n"
"""What models put around a reply; every other character, also one that Unicode calls blank, is the reply."""
_LOADING_SHOWN_AFTER_S = 0.1
"""A model that answers sooner than this is not called loading."""

_TRIAL_TOKENS, _TRIAL_LEAST = 32, 8
"""Of a reply that only shows how fast a model is: fewer than the least say nothing."""

log = logging.getLogger(__name__)


@dataclass
class _Draft:
    """A reply as far as it came."""

    row: Message
    text: str = ""
    thought: str = ""
    stats: ReplyStats = field(default_factory=ReplyStats)
    finish: Finish = Finish.INCOMPLETE
    error: TsukiError | None = None
    saved_at: float = field(default_factory=time.monotonic)

    @property
    def status(self) -> Status:
        if self.finish is Finish.ERROR:
            return Status.INTERRUPTED if self.text else Status.FAILED
        if self.finish in {Finish.CANCELLED, Finish.INCOMPLETE}:
            return Status.INTERRUPTED
        return Status.COMPLETE


class Chatting:
    """Everything that makes Tsuki answer."""

    def __init__(
        self, chat_log: ChatLog, models: Models, voice: Voice, settings: SettingsFile, styles: Styles
    ) -> None:
        self._log = chat_log
        self._models = models
        self._voice = voice
        self._settings = settings
        self._prompting = Prompting(voice, styles)
        self._replies: set[Reply] = set()
        self._preparing: asyncio.Task[None] | asyncio.Task[float] | None = None

    def send(self, conversation_id: int | None, text: str, *, seed: int | None = None) -> Reply:
        """Say `text` at the end of the conversation's active path; None starts a conversation."""
        return self._start(lambda emit: self._send(emit, conversation_id, text, seed))

    def regenerate(self, message_id: int, *, seed: int | None = None) -> Reply:
        """Answer again: a new variant beside the reply `message_id`, or an answer to that user turn."""
        return self._start(lambda emit: self._regenerate(emit, message_id, seed))

    def edit(self, message_id: int, text: str) -> Reply:
        """Say `text` instead of the user turn `message_id`, as a new branch."""
        return self._start(lambda emit: self._edit(emit, message_id, text))

    def continue_reply(self, message_id: int) -> Reply:
        """Go on with a reply that was cut at the limit or stopped."""
        return self._start(lambda emit: self._continue(emit, message_id))

    def prepare(self, leaf_id: int | None) -> None:
        """Load the model and evaluate what the reply after message `leaf_id` will be made from.

        Goes on in the background; a reply that is asked for meanwhile goes first.
        """
        if self._preparing:
            self._preparing.cancel()
        self._preparing = asyncio.ensure_future(self._prepare(leaf_id))

    async def prepared(self) -> None:
        """Wait until what was begun to be prepared is ready."""
        if self._preparing:
            await asyncio.wait([self._preparing])

    async def tried(self) -> float:
        """How fast the model in use writes here, in tokens a second, by a few words that nobody sees.

        0 where it says too little to tell, or a reply goes first. What was prepared for the next reply stays
        prepared, but for its last turn.
        """
        await self.prepared()
        if not all(reply.done for reply in self._replies):
            return 0.0
        self._preparing = trying = asyncio.ensure_future(self._try())
        await asyncio.wait([trying])
        return 0.0 if trying.cancelled() else trying.result()

    async def close(self) -> None:
        """Stop every reply and wait until its row is final."""
        if self._preparing:
            self._preparing.cancel()
            await asyncio.wait([self._preparing])
        for reply in list(self._replies):
            reply.stop()
            await reply.wait()

    def _start(self, make: Callable[[Emit], Awaitable[None]]) -> Reply:
        if self._preparing:
            self._preparing.cancel()
        reply = Reply(make)
        self._replies = {other for other in self._replies if not other.done} | {reply}
        return reply

    async def _send(self, emit: Emit, conversation_id: int | None, text: str, seed: int | None) -> None:
        text = _said(text)
        if conversation_id is None:
            self._voice.new_conversation()
        message, title = await self._log.run(_add_turn, conversation_id, text)
        emit(UserTurnSaved(message))
        if title:
            emit(TitleChanged(message.conversation_id, title))
        await self._answer(emit, message, seed)

    async def _edit(self, emit: Emit, message_id: int, text: str) -> None:
        old = await self._log.read(messages.get, message_id)
        if old.role is not Role.USER:
            raise UsageError(
                "Only what you said can be edited.", "To change a reply, rate it and correct it."
            )
        message = await self._log.run(messages.add_user, old.conversation_id, old.parent_id, _said(text))
        emit(UserTurnSaved(message))
        await self._answer(emit, message, None)

    async def _regenerate(self, emit: Emit, message_id: int, seed: int | None) -> None:
        message = await self._log.read(messages.get, message_id)
        if message.role is Role.ASSISTANT:
            if message.parent_id is None:
                raise UsageError("There is nothing that this reply answers.")
            message = await self._log.read(messages.get, message.parent_id)
        await self._answer(emit, message, seed)

    async def _answer(self, emit: Emit, said: Message, seed: int | None) -> None:
        """Make a reply to the user turn `said`."""
        sampling = self._sampling(seed)
        model, backend, problem = await self._chosen()
        row = await self._log.run(
            messages.add_reply,
            said.conversation_id,
            said.id,
            backend=backend.name if backend else "",
            model=model,
            persona_version=self._voice.persona.version,
            sampling=sampling,
        )
        draft = _Draft(row)
        if backend is None:
            draft.finish, draft.error = Finish.ERROR, problem
            emit(ReplyStarted(row))
            await self._finish(emit, draft, said.text)
            return
        await self._make(emit, draft, backend, model, said.id)

    async def _continue(self, emit: Emit, message_id: int) -> None:
        row = await self._log.read(messages.get, message_id)
        if row.role is not Role.ASSISTANT or not row.text:
            raise UsageError("Only a reply that has begun can be continued.")
        model, backend, problem = await self._chosen()
        if backend is None:
            raise problem or UsageError("No model is here yet.")
        await self._log.run(messages.reopen, row.id)
        await self._make(emit, _Draft(row, row.text, row.thought, row.stats), backend, model, row.id)

    async def _chosen(self) -> tuple[str, Backend | None, TsukiError | None]:
        try:
            model, backend = await self._models.current()
        except TsukiError as error:
            return self._settings.value.model, None, error
        return model, backend, None

    async def _make(self, emit: Emit, draft: _Draft, backend: Backend, model: str, leaf_id: int) -> None:
        """Stream a reply into `draft`; whatever happens, its row becomes final and `ReplyEnded` is sent."""
        said = ""
        started = False
        try:
            history = await self._log.read(messages.ancestors, leaf_id)
            said = next((message.text for message in reversed(history) if message.role is Role.USER), "")
            prompt = await self._built(emit, backend, model, history, draft.row.sampling or Sampling())
            emit(ReplyStarted(draft.row, prompt.dropped, prompt.first_seen_id))
            started = True
            await self._stream(emit, draft, backend, prompt)
        except asyncio.CancelledError:
            draft.finish = Finish.CANCELLED
        except TsukiError as error:
            draft.finish, draft.error = Finish.ERROR, error
        except Exception as error:  # a bug must not leave a row that streams for ever
            log.exception("a reply failed")
            draft.finish, draft.error = (
                Finish.ERROR,
                BackendError("Something went wrong.", detail=repr(error)),
            )
        if not started:
            emit(ReplyStarted(draft.row))
        await asyncio.shield(self._finish(emit, draft, said))

    async def _built(
        self, emit: Emit, backend: Backend, model: str, history: list[Message], sampling: Sampling
    ) -> Prompt:
        """Build the prompt; counting its tokens loads the model, which is told when it takes a while."""
        building = asyncio.ensure_future(self._prompting.build(backend, model, history, sampling))
        try:
            done, _ = await asyncio.wait([building], timeout=_LOADING_SHOWN_AFTER_S)
            if not done:
                emit(Loading(model))
            return await building
        finally:
            building.cancel()

    async def _stream(self, emit: Emit, draft: _Draft, backend: Backend, prompt: Prompt) -> None:
        asked_at = time.monotonic()
        draft.stats = replace(draft.stats, dropped_turns=prompt.dropped)
        async with aclosing(backend.stream(prompt.request)) as events:
            async for event in events:
                await self._take(emit, draft, event, asked_at)
        if draft.finish is Finish.INCOMPLETE:
            raise BackendError(
                "The reply broke off.", "What arrived is kept. Try again, or continue from where it stopped."
            )

    async def _take(self, emit: Emit, draft: _Draft, event: BackendEvent, asked_at: float) -> None:
        match event:
            case Done(finish, stats):
                first = stats.first_token_s or draft.stats.first_token_s
                draft.stats = replace(stats, first_token_s=first, dropped_turns=draft.stats.dropped_turns)
                draft.finish = finish
                return
            case Token(text):
                if draft.stats.first_token_s is None:
                    draft.stats = replace(draft.stats, first_token_s=time.monotonic() - asked_at)
                draft.text += text
            case Thought(text):
                draft.thought += text
            case _:
                pass
        emit(event)
        if time.monotonic() - draft.saved_at >= _SAVE_EVERY_S:
            await self._log.run(messages.save_partial, draft.row.id, text=draft.text, thought=draft.thought)
            draft.saved_at = time.monotonic()

    async def _finish(self, emit: Emit, draft: _Draft, said: str) -> None:
        text = draft.text.strip(_BLANKS) if draft.text.strip() else ""
        emotion = await self._voice.emotion(said, text) if text else None
        message = await self._log.run(
            messages.finish,
            draft.row.id,
            text=text,
            thought=draft.thought.strip(),
            status=draft.status,
            reason=draft.finish,
            emotion=emotion,
            stats=draft.stats,
        )
        if draft.error:
            log.warning("reply failed: %s %s", type(draft.error).__name__, draft.error.detail)
        emit(ReplyEnded(message, draft.error))
        if draft.status is Status.COMPLETE:
            self.prepare(message.id)

    async def _prepare(self, leaf_id: int | None) -> None:
        with suppress(TsukiError):
            history = await self._log.read(messages.ancestors, leaf_id) if leaf_id else []
            model, backend = await self._models.current()
            prompt = await self._prompting.build(backend, model, history, self._sampling(None))
            await backend.prepare(prompt.request)

    async def _try(self) -> float:
        with suppress(TsukiError):
            model, backend = await self._models.current()
            usual = self._sampling(None)
            prompt = await self._prompting.build(backend, model, [], replace(usual, max_tokens=_TRIAL_TOKENS))
            turns = (*prompt.request.turns, Turn(Role.USER, "Tell me all about the moon"))
            async with aclosing(backend.stream(replace(prompt.request, turns=turns))) as events:
                async for event in events:
                    if isinstance(event, Done) and (event.stats.reply_tokens or 0) >= _TRIAL_LEAST:
                        return event.stats.tokens_per_s or 0.0
        return 0.0

    def _sampling(self, seed: int | None) -> Sampling:
        settings = self._settings.value
        return Sampling(
            temperature=settings.temperature,
            max_tokens=settings.max_tokens,
            context=settings.context,
            seed=seed,
        )


def _add_turn(db: Database, conversation_id: int | None, text: str) -> tuple[Message, str]:
    """Save the person's turn at the end of the shown path; the second is the title that it gave, or ""."""
    if conversation_id is None:
        title = title_from(text)
        conversation = conversations.create(db, title=title)
        return messages.add_user(db, conversation.id, None, text), title
    old, leaf_id = conversations.end(db, conversation_id)
    title = "" if old else title_from(text)
    if title:
        conversations.rename(db, conversation_id, title)
    return messages.add_user(db, conversation_id, leaf_id, text), title


def _said(text: str) -> str:
    """What the person typed, without blank edges.

    Raises:
        UsageError: nothing is left.

    """
    text = text.strip()
    if not text:
        raise UsageError("There is nothing to send.", "Write something first.")
    return text
