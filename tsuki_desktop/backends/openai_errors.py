"""What the errors of an OpenAI-compatible server mean to a person."""

from __future__ import annotations

import json
from typing import Any, cast

from tsuki_desktop.backends.ollama_errors import TooLongError, explain
from tsuki_desktop.errors import BackendDownError, BackendError, ModelError


class LoadingError(BackendError):
    """The server is still loading its model."""


def server_away(url: str) -> BackendDownError:
    """Nobody answers at `url`."""
    return BackendDownError(
        f"No model server answers at {url}.",
        "Start it (llama-server, LM Studio), correct its address in the settings, or choose another model.",
    )


def not_a_server(url: str, detail: str = "") -> BackendDownError:
    """Somebody answers, in another language."""
    return BackendDownError(
        f"What answers at {url} is not a model server.", "Correct its address in the settings.", detail
    )


def explain_server(status: int, text: str, *, model: str, url: str) -> BackendError:
    """Translate an HTTP `status` (-1 inside a stream) and the body that came with it."""
    said = _said(text)
    if status == 503 and "oading model" in said:  # noqa: PLR2004 - HTTP's own word
        return LoadingError("The server is loading its model.", "Wait a moment.")
    if status in {401, 403}:
        return BackendDownError(
            f"The server at {url} wants a key.", "Start it without one: it runs on your own computer.", said
        )
    error = explain(status, text if "exceed_context_size" in text else said, model=model, url=url)
    if isinstance(error, TooLongError):
        return error
    if status == 404:  # noqa: PLR2004
        return not_a_server(url, said)
    if isinstance(error, BackendDownError):
        return not_a_server(url, said)
    kind = type(error) if not isinstance(error, ModelError) else ModelError
    return kind(
        error.message.replace("Ollama", "The server"), error.hint.replace("Ollama", "the server"), said
    )


def _said(text: str) -> str:
    """The message of `{"error": {"message": …}}` or of a bare error object, else `text`."""
    try:
        value: Any = json.loads(text)
    except ValueError:
        return text.strip()
    if isinstance(value, dict):
        inner: Any = cast("dict[str, Any]", value).get("error", value)
        if isinstance(inner, dict):
            return str(cast("dict[str, Any]", inner).get("message", text))
        return str(inner)
    return text.strip()
