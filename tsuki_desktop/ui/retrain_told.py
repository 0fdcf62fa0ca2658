"""What a recipe told about itself: what it trains on, its settings, and the first row, in plain words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from tsuki_desktop.ui import retrain_words as words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tsuki_desktop.training.events import MaskPreview
    from tsuki_desktop.training.plan import Hardware

LONGEST_PIECE = 600
"""Characters of a piece that are shown: a system prompt can be long, and its middle tells nothing new."""


def could_train(hardware: Hardware) -> str:
    """What would train on this machine."""
    if hardware.kind == "cpu":
        cores = hardware.cores
        if cores == 1:
            return words.tr("the processor, with 1 core")
        return words.tr("the processor, with {count} cores").format(count=cores)
    many = words.tr("{count} graphics cards: {name}")
    one = words.tr("the graphics card {name}")
    text = many if hardware.devices > 1 else one
    return text.format(count=hardware.devices, name=hardware.name)


def trains_on(settings: Mapping[str, Any]) -> str:
    """What trains, and how exactly it computes."""
    device = str(settings.get("device", "auto"))
    if device == "auto":
        return ""
    threads = int(settings.get("threads") or 1)
    exact = words.tr("16 bits (bf16)") if settings.get("precision") == "bf16" else words.tr("32 bits (fp32)")
    if settings.get("four_bit") and device == "cuda":
        exact = words.tr("{exact}, the base in 4 bits").format(exact=exact)
    if device != "cpu":
        return words.tr("On the graphics card, in {exact}.").format(exact=exact)
    if threads == 1:
        return words.tr("On the processor, with 1 core, in {exact}.").format(exact=exact)
    return words.tr("On the processor, with {count} cores, in {exact}.").format(count=threads, exact=exact)


def settings_line(settings: Mapping[str, Any]) -> str:
    """The settings that matter, in a line; empty where none were told."""
    if "rank" not in settings:
        return ""
    targets = settings.get("targets")
    layers = words.tr("all linear layers") if targets == "all-linear" else ", ".join(map(str, targets or ()))
    rows = int(settings.get("batch") or 1) * int(settings.get("accumulate") or 1)
    epochs = settings.get("epochs", 0)
    return words.joined(
        [
            words.tr("rank {rank} on {layers}").format(rank=settings["rank"], layers=layers),
            words.tr("rate {rate}").format(rate=f"{float(settings.get('learning_rate') or 0):g}"),
            words.tr("1 round") if epochs == 1 else words.tr("{count} rounds").format(count=epochs),
            words.tr("{count} rows a step").format(count=rows),
            words.tr("{count} rows, {held} held out").format(
                count=settings["rows"], held=settings.get("held_out_rows", 0)
            )
            if "rows" in settings
            else "",
        ]
    )


def tokens(settings: Mapping[str, Any]) -> str:
    """How much of the data is trained; empty where it was not counted."""
    all_, trained = settings.get("tokens"), settings.get("trained_tokens")
    if not all_ or trained is None:
        return ""
    text = words.tr("{trained} of {all} tokens are trained, {share} of what she reads.")
    return text.format(
        trained=words.number(trained, 0), all=words.number(all_, 0), share=words.percent(trained / all_)
    )


def marked(pieces: Sequence[Mapping[str, Any]], trained_ink: str, other_ink: str) -> str:
    """A row as rich text: what is trained in one ink, the rest in another; its own markup is not read."""
    parts: list[str] = []
    for one in pieces:
        text = escape(_short(str(one.get("text", "")))).replace("\n", "<br>")
        if one.get("trained"):
            parts.append(f'<b><font color="{trained_ink}">{text}</font></b>')
        else:
            parts.append(f'<font color="{other_ink}">{text}</font>')
    return "".join(parts)


def spoken(row: MaskPreview) -> str:
    """The trained part of a row, for who cannot see it."""
    trained = " ".join(str(one.get("text", "")).strip() for one in row.pieces if one.get("trained"))
    return words.tr("Of the first row, this is trained: {text}").format(text=trained)


def _short(text: str) -> str:
    if len(text) <= LONGEST_PIECE:
        return text
    half = LONGEST_PIECE // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
