"""What the Models page tells of one model, and of files that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QLocale

from tsuki_desktop.ui import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tsuki_desktop.services.running import Running
    from tsuki_desktop.services.session import Session


def lines(told: Mapping[str, Any]) -> list[dict[str, str]]:
    """Put into lines what `ModelFiles.show` found: `label` and `value`; code and long texts have `long`."""
    size, amount = QLocale().formattedDataSize, QLocale().toString
    si = QLocale.DataSizeFormat.DataSizeSIFormat
    known: list[tuple[str, str]] = [
        (words.tr("Known as"), told["id"]),
        (words.tr("Size"), size(told["size_bytes"], 1, si) if told["size_bytes"] else ""),
        (words.tr("Memory"), size(told["memory_bytes"], 1, si) if told["memory_bytes"] else ""),
        (words.tr("Family"), told["family"]),
        (words.tr("Quantisation"), told["quantisation"]),
        (words.tr("Parameters"), amount(told["parameters"]) if told["parameters"] else ""),
        (words.tr("Longest context"), amount(told["context"]) if told["context"] else ""),
        (words.tr("File"), told["path"] or ""),
        (words.tr("Adapter"), told["adapter"] or ""),
    ]
    found = [{"label": label, "value": value, "long": ""} for label, value in known if value]
    for label, value in told.get("ollama", {}).items():
        told_as = ", ".join(map(str, value)) if label == "capabilities" else _plain(value)
        found.append({"label": _ollamas(label), "value": told_as, "long": "yes"})
    return found


def _ollamas(label: str) -> str:
    """Ollama's own name for a part of a model, where it is one that most models have."""
    known = {
        "capabilities": words.tr("Capabilities"),
        "parameters": words.tr("Parameters"),
        "template": words.tr("Template"),
        "system": words.tr("System"),
        "license": words.tr("Licence"),
        "messages": words.tr("Messages"),
    }
    return known.get(label) or label.capitalize()


def _plain(value: object) -> str:
    if not isinstance(value, list):
        return str(value)
    turns = cast("list[dict[str, Any]]", value)
    return "\n".join(f"{one.get('role')}: {one.get('content')}" for one in turns)


def broken_files(session: Session) -> list[dict[str, str]]:
    """GGUF files that llama.cpp's last listing found and could not use: `name`, `message`, `hint`."""
    from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

    if not session.models.knows("llama.cpp"):
        return []
    backend = session.models.backend("llama.cpp")
    if not isinstance(backend, LlamaCppBackend):
        return []
    return [
        {"name": one.path.name, "message": words.said(one.error.message), "hint": words.said(one.error.hint)}
        for one in backend.broken_files()
    ]


def runs_on(told: Running, *, cloud: bool) -> str:
    """What runs the model in use, as a sentence; empty where it is not known."""
    if cloud:
        return words.tr("Runs on somebody else's computers.")
    if told.kind == "cpu":
        many = words.tr("{count} threads").format(count=told.threads) if told.threads else ""
        threads = words.tr("one thread") if told.threads == 1 else many
        return _sentence(words.tr("Runs on the processor"), threads)
    if told.kind == "gpu":
        return _sentence(words.tr("Runs on the graphics card"), told.device)
    if told.kind == "part":
        layers = words.tr("{some} of {all} layers").format(some=told.layers, all=told.layers_total)
        return _sentence(words.tr("Runs partly on the graphics card"), layers if told.layers_total else "")
    return words.tr("What runs GGUF files is not installed.") if told.kind == "missing" else ""


def _sentence(what: str, more: str) -> str:
    text = words.tr("{what}: {more}.") if more else words.tr("{what}.")
    return text.format(what=what, more=more)
