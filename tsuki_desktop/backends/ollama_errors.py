"""What Ollama's errors mean to a person, and what to do next."""

from __future__ import annotations

import json
import re
from typing import Any, cast

from tsuki_desktop.errors import (
    BackendCrashedError,
    BackendDownError,
    BackendError,
    ModelError,
    OutOfMemoryError,
)

OLDEST = (0, 13)
"""The oldest server that is spoken to: older ones ignore `truncate` and drop turns in silence."""

_FROM_ELSEWHERE = frozenset({301, 302, 303, 307, 308, 502, 504})
"""Redirects, which are never followed, and the errors of a gateway."""

_TOO_LARGE = re.compile(
    r"requires more (system|gpu|video)? ?memory|out of memory|unable to allocate|cannot allocate|"
    r"failed to allocate|insufficient memory|signal: killed|std::bad_alloc",
    re.IGNORECASE,
)


class ServerBusyError(BackendError):
    """The server's queue is full; nothing was begun, so it can be tried again."""


class TooLongError(ModelError):
    """The prompt does not fit: `prompt` tokens into `room`, 0 where the server did not tell."""

    def __init__(self, model: str, prompt: int = 0, room: int = 0) -> None:
        size = f" ({prompt} tokens into {room})" if prompt else ""
        super().__init__(
            f"The conversation does not fit into what {model} can see{size}.",
            "Try again: Tsuki has learned from it. Or choose a larger context in the settings.",
        )
        self.prompt = prompt
        self.room = room


def not_running(url: str) -> BackendDownError:
    """Nobody answers at `url`."""
    return BackendDownError(
        f"Ollama is not running at {url}.",
        "Start it (open the Ollama app, or run “ollama serve”), install it from ollama.com/download, "
        "or choose another model.",
    )


def broke_off(detail: str) -> BackendCrashedError:
    """The connection ended in the middle."""
    return BackendCrashedError(
        "Ollama broke off in the middle.",
        "See whether it is still running, then try again. What arrived is kept.",
        detail,
    )


def not_ollama(url: str, detail: str = "") -> BackendDownError:
    """Somebody answers, in another language."""
    return BackendDownError(
        f"What answers at {url} is not Ollama.",
        "Check the address of Ollama in the settings, and whether a proxy stands between.",
        detail,
    )


def too_old(version: str) -> BackendDownError:
    """The server lacks what an honest chat needs."""
    needed = ".".join(map(str, OLDEST))
    return BackendDownError(
        f"This Ollama ({version}) is too old for Tsuki.",
        f"Update it to {needed} or later from ollama.com/download.",
    )


def no_model(name: str) -> ModelError:
    """The server does not have it."""
    return ModelError(
        f"Ollama has no model called {name}.",
        f"Fetch it under Models, or with “tsuki models pull ollama:{name}”. Or choose another model.",
    )


def cloud_refused(name: str) -> ModelError:
    """It would send what is said to somebody else's computer."""
    return ModelError(
        f"{name} is a cloud model: what you write would leave this computer.",
        "Choose another model, or allow cloud models in the settings.",
    )


def explain(status: int, text: str, *, model: str, url: str) -> BackendError:
    """Translate an error of the server: HTTP `status` (-1 inside a stream) and its text."""
    text = _inner(text)
    if too_long := _too_long(text, model):
        return too_long
    if _TOO_LARGE.search(text):
        return OutOfMemoryError(
            f"{model} does not fit into memory.",
            "Choose a smaller model or a shorter context, or close other programs.",
            text,
        )
    if "newer version of Ollama" in text:
        return too_old("as it is")
    return _by_status(status, text, model, url) or _by_text(text, model)


def _inner(text: str) -> str:
    """The message of `{"error": …}`, else `text` itself."""
    try:
        value: Any = json.loads(text)
    except ValueError:
        return text.strip()
    if isinstance(value, dict):
        error = cast("dict[str, Any]", value).get("error")
        if isinstance(error, str):
            return error.strip()
    return text.strip()


def _too_long(text: str, model: str) -> TooLongError | None:
    """The server hands on its runner's answer: JSON as a string inside JSON."""
    if "exceed_context_size" not in text and "exceeds the available context" not in text:
        return None
    numbers = {name: int(number) for name, number in re.findall(r"(n_prompt_tokens|n_ctx)\D+(\d+)", text)}
    return TooLongError(model, numbers.get("n_prompt_tokens", 0), numbers.get("n_ctx", 0))


def _by_status(status: int, text: str, model: str, url: str) -> BackendError | None:
    from_elsewhere = text.lstrip()[:1] == "<" or "page not found" in text
    if from_elsewhere or status in _FROM_ELSEWHERE:
        return not_ollama(url, f"{status}: {text[:200]}")
    match status:
        case 404:
            return no_model(model)
        case 503:
            return ServerBusyError("Ollama is busy.", "Wait a moment and try again.", text)
        case 499:
            return BackendError("Ollama stopped loading the model.", "Try again.", text)
        case 401 | 403:
            return BackendDownError(
                f"Ollama at {url} refuses this program.",
                "Use the address 127.0.0.1 in the settings, or allow this name on the server.",
                text,
            )
        case _:
            return None


def _by_text(text: str, model: str) -> BackendError:
    if "pull model manifest" in text and "does not exist" in text:
        return ModelError(
            f"Ollama's library has no model called {model}.", "Look for its name at ollama.com/library.", text
        )
    if "pull model manifest" in text:
        return BackendDownError(
            "Ollama could not reach its library.", "Check this computer's connection and try again.", text
        )
    if "has unexpectedly stopped" in text:
        return BackendCrashedError(
            f"{model} crashed inside Ollama.",
            "Perhaps memory ran out: try again, or choose a smaller model. What arrived is kept.",
            text,
        )
    if "has terminated" in text or "error loading model" in text or "unable to load" in text:
        return ModelError(
            f"Ollama could not load {model}.",
            "Fetch it again, update Ollama, or choose another model.",
            text,
        )
    return BackendError(f"Ollama could not answer: {text[:200] or 'it gave no reason'}.", "Try again.", text)


def version_of(text: str) -> tuple[int, ...]:
    """`0.13.1-rc2` as (0, 13, 1); empty where it is none."""
    found = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?", text)
    return tuple(int(number or 0) for number in found.groups()) if found else ()


def check_version(text: str) -> None:
    """See that the server can chat honestly; a build of its developers calls itself 0.0.0.

    Raises:
        BackendDownError: it is too old.

    """
    version = version_of(text)
    if version and any(version) and version < OLDEST:
        raise too_old(text)
