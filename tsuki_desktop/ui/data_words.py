"""The words for what is in data sets: formats, reasons, lint's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTEXT = "Data"

SHAPES: dict[str, str] = {
    "rows": "training data",
    "openassistant": "OpenAssistant trees",
    "reddit": "Reddit comments",
    "chatgpt": "ChatGPT export",
    "claude": "Claude export",
    "sillytavern": "SillyTavern chat",
    "discord": "Discord chat",
    "discord-package": "Discord data package",
    "slack": "Slack export",
    "telegram": "Telegram export",
    "whatsapp": "WhatsApp chat",
    "x": "X archive",
    "table": "table of messages",
    "exchanges": "table of questions and answers",
    "transcript": "text with names",
    "prose": "prose",
    "card": "character card",
}

_REASONS: dict[str, str] = {
    "already imported": "Imported before",
    "bad_encoding": "Not UTF-8 text",
    "bad_review": "Turned down by reviewers",
    "bad_turn": "A turn is not one",
    "bot": "Said by a bot",
    "broken_json": "Broken JSON",
    "broken_row": "A broken row of the table",
    "deleted": "Deleted messages",
    "disliked": "Came to a reply with a thumb down",
    "duplicate": "Twice in the file",
    "empty": "Nothing in it",
    "empty_content": "A turn without words",
    "forwarded": "Forwarded: somebody else's words",
    "hidden": "Hidden messages",
    "language": "In another language than the question",
    "line_too_long": "A line of more than 4 MB",
    "link_only": "Nothing but a link",
    "media_only": "Nothing but a picture or a file",
    "no_answer": "Nobody answers, or nobody asks",
    "no_header": "Lines before the first message",
    "no_link": "In a group, and nobody can tell what it answers",
    "no_speaker": "Nobody is named",
    "no_text": "Without text",
    "not_an_object": "Not a row",
    "not_text": "Not text",
    "one_voice": "Only one voice: there is nothing to answer",
    "prose": "Prose: nobody talks to anybody",
    "same_role_twice": "One side speaks twice in a row",
    "synthetic": "Written by a machine",
    "system_message": "Joins, calls and other news of the program",
    "too_deep": "Nested too deep",
    "tool_calls": "Calls of tools",
    "tool_or_system": "Said by a tool or the system",
    "unknown_role": "Said by nobody who is known",
    "unknown_shape": "Rows of no known shape",
    "without_speaker": "Rooms without the chosen voice",
}

_RULES: dict[str, str] = {
    "boilerplate": "Sounds like an assistant",
    "disliked": "A reply with a thumb down",
    "empty_content": "A turn without words",
    "in_validation": "In the validation file, too",
    "language": "In another language than most",
    "last_not_assistant": "Does not end on a reply",
    "long_reply": "Much longer replies than the others",
    "memory": "Recalls what was never said here",
    "near_duplicate": "Nearly the same as another row",
    "no_assistant": "No reply in it",
    "personal": "Personal details",
    "placeholder": "Placeholders such as {{user}}",
    "repeated_reply": "One reply comes again and again",
    "same_opener": "Many replies begin alike",
    "same_role_twice": "One side speaks twice in a row",
    "same_text": "The better and the worse reply are the same",
    "secret": "Passwords or keys",
    "style": "She might say it more casually",
    "system_not_first": "A system turn in the middle",
    "tag_count": "Not one mood for each reply",
    "toxic": "May be hurtful",
    "unknown_emotion": "A mood that nobody knows",
}


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate(_CONTEXT, text)


def shape(name: str) -> str:
    """What a format is called."""
    return tr(SHAPES.get(name, name))


def reasons(dropped: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Why rows were left out, the most frequent first: `reason` and `count`."""
    found = [
        {"reason": tr(_REASONS.get(name, name.replace("_", " "))), "count": int(count)}
        for name, count in dropped.items()
        if count
    ]
    return sorted(found, key=lambda one: -int(one["count"]))


def rule(name: str) -> str:
    """What a rule of lint is about."""
    return tr(_RULES.get(name, name.replace("_", " ").capitalize()))
