"""One reply: sampling, text, and when to end."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from llama_cpp import llama_cpp as lib

from tsuki_desktop.backends.llama_protocol import Finished, Text
from tsuki_desktop.backends.llama_worker.engine import StoppedError
from tsuki_desktop.backends.llama_worker.text import (
    OPEN_THOUGHT,
    Characters,
    RepeatGuard,
    StopStrings,
    Thoughts,
)
from tsuki_desktop.domain.chat import Finish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tsuki_desktop.backends.llama_protocol import Generate
    from tsuki_desktop.backends.llama_worker.engine import Engine
    from tsuki_desktop.domain.sampling import Sampling

FLUSH_S = 0.03
"""Text is sent on about as often as a screen can show it; each message wakes the window's process, which
on two cores takes time from the decoding threads."""


class Sampler:
    """llama.cpp's sampler chain, in its usual order; greedy at temperature 0."""

    def __init__(self, sampling: Sampling, vocabulary: Any, last: Sequence[int]) -> None:
        self._chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        for part in _parts(sampling, int(lib.llama_vocab_n_tokens(vocabulary))):
            lib.llama_sampler_chain_add(self._chain, part)
        for token in last:
            lib.llama_sampler_accept(self._chain, token)

    def sample(self, context: Any) -> int:
        """Draw a token from the last logits; the chain remembers it."""
        return int(lib.llama_sampler_sample(self._chain, context, -1))

    def close(self) -> None:
        """Give back its memory."""
        lib.llama_sampler_free(self._chain)


def _parts(sampling: Sampling, tokens: int) -> list[Any]:
    parts: list[Any] = []
    if sampling.repeat_penalty != 1 and sampling.repeat_last:
        parts.append(
            lib.llama_sampler_init_penalties(tokens, sampling.repeat_last, sampling.repeat_penalty, 0.0, 0.0)
        )
    if sampling.temperature <= 0:
        return [*parts, lib.llama_sampler_init_greedy()]
    if sampling.top_k > 0:
        parts.append(lib.llama_sampler_init_top_k(sampling.top_k))
    if sampling.top_p < 1:
        parts.append(lib.llama_sampler_init_top_p(sampling.top_p, 1))
    if sampling.min_p > 0:
        parts.append(lib.llama_sampler_init_min_p(sampling.min_p, 1))
    seed = secrets.randbits(32) if sampling.seed is None else sampling.seed & 0xFFFFFFFF
    return [*parts, lib.llama_sampler_init_temp(sampling.temperature), lib.llama_sampler_init_dist(seed)]


@dataclass(slots=True)
class Outlet:
    """Turns tokens into messages: whole characters, no stop strings, several tokens a message."""

    id: int
    send: Callable[[Text], None]
    stops: StopStrings
    thoughts: Thoughts
    _characters: Characters = field(default_factory=Characters)
    _waiting: list[tuple[bool, str]] = field(default_factory=list[tuple[bool, str]])
    _sent_at: float = 0.0

    def feed(self, piece: bytes) -> str:
        """Take a token's bytes; returns the characters that became whole."""
        text = self._characters.feed(piece)
        if shown := self.stops.feed(text):
            self._waiting += self.thoughts.feed(shown)
        if self._waiting and time.perf_counter() - self._sent_at >= FLUSH_S:
            self.flush()
        return text

    def flush(self) -> None:
        """Send what is waiting."""
        for thought in (True, False):
            text = "".join(text for kind, text in self._waiting if kind is thought)
            if text:
                self.send(Text(self.id, text, thought))
        self._waiting.clear()
        self._sent_at = time.perf_counter()

    def end(self) -> None:
        """Send everything, held back or not."""
        self._waiting += self.thoughts.feed(self.stops.flush()) + self.thoughts.flush()
        self.flush()


@dataclass(slots=True)
class Reply:
    """The counters of a reply while it is made."""

    prompt: int
    reused: int
    tokens: int = 0
    finish: Finish = Finish.LENGTH
    first_at: float = 0.0
    last_at: float = 0.0

    @property
    def tokens_per_s(self) -> float | None:
        """Tokens after the first, by the time that they took."""
        took = self.last_at - self.first_at
        return (self.tokens - 1) / took if self.tokens > 1 and took > 0 else None


def generate(
    engine: Engine,
    job: Generate,
    *,
    prompt: Sequence[int],
    reused: int,
    opens_thought: bool,
    send: Callable[[Text], None],
    stop: Callable[[], bool],
) -> Finished:
    """Make the reply to a prompt that is in the cache."""
    context, vocabulary = engine.handles
    outlet = Outlet(job.id, send, StopStrings(job.stop), Thoughts(inside=opens_thought))
    reply = Reply(len(prompt), reused)
    sampler = Sampler(job.sampling, vocabulary, prompt[-job.sampling.repeat_last :])
    try:
        _loop(engine, job, sampler.sample, context, outlet, reply, stop)
    except StoppedError:
        reply.finish = Finish.CANCELLED
    finally:
        sampler.close()
    outlet.end()
    return Finished(
        job.id,
        reply.finish,
        prompt_tokens=reply.prompt,
        reused_tokens=reply.reused,
        reply_tokens=reply.tokens,
        tokens_per_s=reply.tokens_per_s,
        threads=engine.threads.current,
    )


def _loop(
    engine: Engine,
    job: Generate,
    sample: Callable[[Any], int],
    context: Any,
    outlet: Outlet,
    reply: Reply,
    stop: Callable[[], bool],
) -> None:
    guard = RepeatGuard()
    room = min(job.sampling.max_tokens, engine.context - reply.prompt)
    for number in range(room):
        if stop():
            raise StoppedError
        token = sample(context)
        if engine.ends(token):
            reply.finish = Finish.STOP
            return
        _count(reply)
        text = outlet.feed(engine.piece(token))
        if outlet.stops.hit:
            reply.finish = Finish.STOP
            return
        if guard.feed(token, text):
            reply.finish = Finish.REPEAT
            return
        if number + 1 < room:
            engine.step(token, stop)
        if number % 16 == 0 and reply.tokens_per_s:
            engine.slow(1 / reply.tokens_per_s)


def _count(reply: Reply) -> None:
    now = time.perf_counter()
    reply.first_at = reply.first_at or now
    reply.last_at = now
    reply.tokens += 1


def opens_thought(prompt: str) -> bool:
    """Whether the template has begun a thought already."""
    return prompt.rstrip().endswith(OPEN_THOUGHT)
