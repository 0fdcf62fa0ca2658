"""A server that speaks as OpenAI does: llama.cpp's `llama-server`, LM Studio and the like, by URL."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

from tsuki_desktop.backends.base import ModelInfo
from tsuki_desktop.backends.estimate import Estimator
from tsuki_desktop.backends.ollama_errors import TooLongError
from tsuki_desktop.backends.ollama_host import knock, parse_host
from tsuki_desktop.backends.ollama_reply import ReplyParts
from tsuki_desktop.backends.openai_errors import LoadingError, explain_server, not_a_server, server_away
from tsuki_desktop.domain.events import Loading
from tsuki_desktop.errors import BackendCrashedError, BackendDownError, ModelError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    import httpx

    from tsuki_desktop.backends.base import ReplyRequest
    from tsuki_desktop.domain.chat import Turn
    from tsuki_desktop.domain.events import BackendEvent

BACKEND = "openai"
USUAL_PORT = 8080
THOUGHT_TOKENS = 2048
_LOOK_S = 0.7
_RETRY_S = 0.5
_DATA = b"data:"


class OpenAIServerBackend:
    """Speaks with the server at `url` (such as http://127.0.0.1:8080, with or without /v1); "" is none.

    `think` lets thinking models think. The server owns its memory and its context: neither can be changed
    from here. Only that address is ever dialled, without proxies, and no key is sent.
    """

    name = BACKEND
    counts_exactly = False

    def __init__(self, url: str, *, think: bool = False) -> None:
        self._url = url
        self._think = think
        self._http: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()
        self._estimator = Estimator()
        self._known: frozenset[str] = frozenset()
        self._spoken: set[str] = set()
        self._closed = False

    async def list_models(self) -> list[ModelInfo]:
        """What the server offers, in its own order; nothing where no address is set."""
        if not self._url:
            return []
        rows = await self._rows()
        return [
            ModelInfo(id=f"{BACKEND}:{name}", name=name, backend=BACKEND, **_meta(row)) for name, row in rows
        ]

    async def stream(self, request: ReplyRequest) -> AsyncGenerator[BackendEvent]:
        """One reply; see `Backend.stream`."""
        started = asyncio.get_running_loop().time()
        model = request.model.removeprefix(f"{BACKEND}:")
        await self._check(model)
        if model not in self._spoken:
            yield Loading(request.model)  # it may load its models when they are asked for
        parts = ReplyParts(started, request.sampling.max_tokens if self._think else None)
        try:
            async with aclosing(self._patiently(self._asked(request, model))) as stream:
                async for chunk in stream:
                    self._spoken.add(model)
                    for event in parts.feed(chunk):
                        yield event
                    if parts.ended:
                        break
        except TooLongError as error:
            self._estimator.learn(model, request.turns, error.prompt)
            raise
        for event in parts.end():
            yield event
        self._estimator.learn(model, request.turns, parts.prompt_tokens)

    async def count(self, model: str, turns: Sequence[Turn]) -> list[int]:
        """A guess on the safe side, corrected by what the server counted in earlier replies."""
        return self._estimator.count(model.removeprefix(f"{BACKEND}:"), turns)

    async def prepare(self, request: ReplyRequest) -> None:
        """Do nothing: such servers queue, and a reply would wait behind it."""
        del request

    async def unload(self) -> None:
        """The memory is the server's own."""
        self._spoken.clear()

    async def close(self) -> None:
        """End every running request."""
        self._closed = True
        http, self._http = self._http, None
        if http:
            await http.aclose()

    async def _client(self) -> httpx.AsyncClient:
        if self._closed or not self._url:
            raise BackendDownError("No other server is set.", "Write its address into the settings.")
        async with self._opening:
            if self._http is None:
                self._http = await asyncio.to_thread(_open, self._base)
            return self._http

    @property
    def _base(self) -> str:
        url = parse_host(self._url, usual_port=USUAL_PORT).url
        return url if url.endswith("/v1") else f"{url}/v1"

    async def _rows(self) -> list[tuple[str, dict[str, Any]]]:
        host = parse_host(self._url, usual_port=USUAL_PORT)
        if not self._http and not await knock(host, _LOOK_S):
            raise server_away(self._base)
        http = await self._client()
        try:
            async with asyncio.timeout(_LOOK_S), self._known_errors():
                answer = await http.get("models")
        except TimeoutError:
            raise server_away(self._base) from None
        if not answer.is_success:
            raise explain_server(answer.status_code, answer.text, model="", url=self._base)
        try:
            data: list[dict[str, Any]] = answer.json()["data"]
            rows = [(str(row["id"]), row) for row in data]
        except (ValueError, KeyError, TypeError) as error:
            raise not_a_server(self._base, repr(error)) from error
        self._known = frozenset(name for name, _ in rows)
        return rows

    async def _check(self, model: str) -> None:
        """See that the server has `model`; some would answer for any name.

        Raises:
            BackendDownError: it is not there.
            ModelError: it has no such model.

        """
        if model not in self._known:
            await self._rows()
        if model not in self._known:
            raise ModelError(
                f"The server at {self._base} has no model called {model}.",
                "Load it there, or choose another model in the settings.",
            )

    async def _patiently(self, asked: dict[str, Any]) -> AsyncGenerator[dict[str, Any]]:
        """The reply's chunks; a server that is still loading is asked again until the person stops it."""
        while True:
            try:
                async with aclosing(self._chunks(asked)) as stream:
                    async for chunk in stream:
                        yield chunk
            except LoadingError:
                await asyncio.sleep(_RETRY_S)
            else:
                return

    async def _chunks(self, asked: dict[str, Any]) -> AsyncGenerator[dict[str, Any]]:
        """Events of one reply as `ReplyParts` reads them; closing closes the connection."""
        http = await self._client()
        model = asked["model"]
        async with (
            self._known_errors(),
            http.stream("POST", "chat/completions", json=asked) as answer,
        ):
            if not answer.is_success:
                text = (await answer.aread()).decode("utf-8", "replace")
                raise explain_server(answer.status_code, text, model=model, url=self._base)
            final: dict[str, Any] = {}
            async with aclosing(_events(answer)) as events:
                async for event in events:
                    if error := event.get("error"):
                        raise explain_server(-1, json.dumps(error), model=model, url=self._base)
                    _note(event, final)
                    yield {"message": _message(event)}
            if final.get("done"):
                yield final

    @asynccontextmanager
    async def _known_errors(self) -> AsyncGenerator[None]:
        import httpx

        try:
            yield
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise server_away(self._base) from error
        except httpx.TransportError as error:
            raise BackendCrashedError(
                "The server broke off in the middle.",
                "See whether it is still running, then try again. What arrived is kept.",
                repr(error),
            ) from error

    def _asked(self, request: ReplyRequest, model: str) -> dict[str, Any]:
        """The request; what OpenAI does not know is understood by the servers that are meant here."""
        sampling = request.sampling
        body: dict[str, Any] = {
            "model": model,
            "messages": [{"role": str(turn.role), "content": turn.text} for turn in request.turns],
            "stream": True,
            "stream_options": {"include_usage": True},
            "max_tokens": sampling.max_tokens + (THOUGHT_TOKENS if self._think else 0),
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "top_k": sampling.top_k,
            "min_p": sampling.min_p,
            "repeat_penalty": sampling.repeat_penalty,
            "repeat_last_n": sampling.repeat_last,
            "chat_template_kwargs": {"enable_thinking": self._think},
        }
        if sampling.seed is not None:
            body["seed"] = sampling.seed
        if request.stop:
            body["stop"] = list(request.stop)
        return body


def _open(base: str) -> httpx.AsyncClient:
    import httpx

    return httpx.AsyncClient(
        base_url=base,
        trust_env=False,
        follow_redirects=False,
        verify=base.startswith("https"),
        timeout=httpx.Timeout(None, connect=5.0),
        limits=httpx.Limits(max_keepalive_connections=0),
    )


async def _events(answer: httpx.Response) -> AsyncGenerator[dict[str, Any]]:
    """The JSON of each `data:` line; lines end at a line feed and nowhere else. Stops at [DONE]."""
    held = b""
    async with aclosing(cast("AsyncGenerator[bytes]", answer.aiter_bytes())) as stream:
        async for data in stream:
            *lines, held = (held + data).split(b"\n")
            for line in lines:
                text = line.strip()
                if text in {b"data: [DONE]", b"data:[DONE]"}:
                    return
                if event := _event(text):
                    yield event


def _event(line: bytes) -> dict[str, Any] | None:
    """One line's object; None for comments, blank lines and what is not JSON."""
    if line.startswith(b"error:"):
        line = _DATA + b'{"error":' + line[len(b"error:") :] + b"}"
    if not line.startswith(_DATA):
        return None
    try:
        value: Any = json.loads(line[len(_DATA) :])
    except ValueError:
        return None
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def _message(event: dict[str, Any]) -> dict[str, Any]:
    choices: list[dict[str, Any]] = event.get("choices") or []
    delta: dict[str, Any] = (choices[0].get("delta") or {}) if choices else {}
    thought = delta.get("reasoning_content") or delta.get("reasoning")
    return {"content": delta.get("content"), "thinking": thought}


def _note(event: dict[str, Any], final: dict[str, Any]) -> None:
    """Collect what the last chunk will say: why it ended, and the counts, which come in any order."""
    choices: list[dict[str, Any]] = event.get("choices") or []
    if choices and (reason := choices[0].get("finish_reason")):
        final.update(done=True, done_reason=reason)
    if usage := event.get("usage"):
        final.update(prompt_eval_count=usage.get("prompt_tokens"), eval_count=usage.get("completion_tokens"))
    if timings := event.get("timings"):
        final["eval_duration"] = (timings.get("predicted_ms") or 0) * 1e6


def _meta(row: dict[str, Any]) -> dict[str, Any]:
    """What llama-server tells about its model, beside OpenAI's fields."""
    meta: dict[str, Any] = row.get("meta") or {}
    known = {"size_bytes": "size", "parameters": "n_params", "context": "n_ctx_train"}
    return {ours: meta[theirs] for ours, theirs in known.items() if isinstance(meta.get(theirs), int)}
