"""What a notification says of a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocumentFragment

from tsuki_desktop.domain.chat import Status
from tsuki_desktop.ui import markup

if TYPE_CHECKING:
    from tsuki_desktop.domain.chat import Message
    from tsuki_desktop.domain.events import ReplyEnded

_MOST = 140
"""Characters: about two lines of a notification."""


def outcome(ended: ReplyEnded) -> str:
    """`replied`, `failed`, or `stopped` where the person ended it."""
    if ended.error is not None or ended.message.status is Status.FAILED:
        return "failed"
    return "stopped" if ended.message.status is Status.INTERRUPTED else "replied"


def beginning(message: Message) -> str:
    """The beginning of what she said, without the marks of Markdown and without code."""
    texts = (
        QTextDocumentFragment.fromHtml(markup.html(block)).toPlainText()
        for block in markup.split(message.text)
        if block.kind != "code"
    )
    words = " ".join(" ".join(texts).split())
    return words if len(words) <= _MOST else words[:_MOST].rsplit(" ", 1)[0] + "…"
