"""The words for what is in data sets: formats, reasons, lint's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsuki_desktop.ui import words
from tsuki_desktop.ui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

tr, said, told = words.tr, words.said, words.told
"""Beside the words of this part, for whoever needs both."""

SHAPES: dict[str, str] = {
    "rows": QT_TRANSLATE_NOOP("words", "training data"),
    "openassistant": QT_TRANSLATE_NOOP("words", "OpenAssistant trees"),
    "reddit": QT_TRANSLATE_NOOP("words", "Reddit comments"),
    "chatgpt": QT_TRANSLATE_NOOP("words", "ChatGPT export"),
    "claude": QT_TRANSLATE_NOOP("words", "Claude export"),
    "sillytavern": QT_TRANSLATE_NOOP("words", "SillyTavern chat"),
    "discord": QT_TRANSLATE_NOOP("words", "Discord chat"),
    "discord-package": QT_TRANSLATE_NOOP("words", "Discord data package"),
    "slack": QT_TRANSLATE_NOOP("words", "Slack export"),
    "telegram": QT_TRANSLATE_NOOP("words", "Telegram export"),
    "whatsapp": QT_TRANSLATE_NOOP("words", "WhatsApp chat"),
    "x": QT_TRANSLATE_NOOP("words", "X archive"),
    "table": QT_TRANSLATE_NOOP("words", "table of messages"),
    "exchanges": QT_TRANSLATE_NOOP("words", "table of questions and answers"),
    "transcript": QT_TRANSLATE_NOOP("words", "text with names"),
    "prose": QT_TRANSLATE_NOOP("words", "prose"),
    "card": QT_TRANSLATE_NOOP("words", "character card"),
}

_REASONS: dict[str, str] = {
    "already imported": QT_TRANSLATE_NOOP("words", "Imported before"),
    "bad_encoding": QT_TRANSLATE_NOOP("words", "Not UTF-8 text"),
    "bad_review": QT_TRANSLATE_NOOP("words", "Turned down by reviewers"),
    "bad_turn": QT_TRANSLATE_NOOP("words", "A turn is not one"),
    "bot": QT_TRANSLATE_NOOP("words", "Said by a bot"),
    "broken_json": QT_TRANSLATE_NOOP("words", "Broken JSON"),
    "broken_row": QT_TRANSLATE_NOOP("words", "A broken row of the table"),
    "deleted": QT_TRANSLATE_NOOP("words", "Deleted messages"),
    "disliked": QT_TRANSLATE_NOOP("words", "Came to a reply with a thumb down"),
    "duplicate": QT_TRANSLATE_NOOP("words", "Twice in the file"),
    "empty": QT_TRANSLATE_NOOP("words", "Nothing in it"),
    "empty_content": QT_TRANSLATE_NOOP("words", "A turn without words"),
    "forwarded": QT_TRANSLATE_NOOP("words", "Forwarded: somebody else's words"),
    "hidden": QT_TRANSLATE_NOOP("words", "Hidden messages"),
    "language": QT_TRANSLATE_NOOP("words", "In another language than the question"),
    "line_too_long": QT_TRANSLATE_NOOP("words", "A line of more than 4 MB"),
    "link_only": QT_TRANSLATE_NOOP("words", "Nothing but a link"),
    "media_only": QT_TRANSLATE_NOOP("words", "Nothing but a picture or a file"),
    "no_answer": QT_TRANSLATE_NOOP("words", "Nobody answers, or nobody asks"),
    "no_header": QT_TRANSLATE_NOOP("words", "Lines before the first message"),
    "no_link": QT_TRANSLATE_NOOP("words", "In a group, and nobody can tell what it answers"),
    "no_speaker": QT_TRANSLATE_NOOP("words", "Nobody is named"),
    "no_text": QT_TRANSLATE_NOOP("words", "Without text"),
    "not_an_object": QT_TRANSLATE_NOOP("words", "Not a row"),
    "not_text": QT_TRANSLATE_NOOP("words", "Not text"),
    "one_voice": QT_TRANSLATE_NOOP("words", "Only one voice: there is nothing to answer"),
    "prose": QT_TRANSLATE_NOOP("words", "Prose: nobody talks to anybody"),
    "same_role_twice": QT_TRANSLATE_NOOP("words", "One side speaks twice in a row"),
    "synthetic": QT_TRANSLATE_NOOP("words", "Written by a machine"),
    "system_message": QT_TRANSLATE_NOOP("words", "Joins, calls and other news of the program"),
    "too_deep": QT_TRANSLATE_NOOP("words", "Nested too deep"),
    "tool_calls": QT_TRANSLATE_NOOP("words", "Calls of tools"),
    "tool_or_system": QT_TRANSLATE_NOOP("words", "Said by a tool or the system"),
    "unknown_role": QT_TRANSLATE_NOOP("words", "Said by nobody who is known"),
    "unknown_shape": QT_TRANSLATE_NOOP("words", "Rows of no known shape"),
    "without_speaker": QT_TRANSLATE_NOOP("words", "Rooms without the chosen voice"),
}

_RULES: dict[str, str] = {
    "boilerplate": QT_TRANSLATE_NOOP("words", "Sounds like an assistant"),
    "disliked": QT_TRANSLATE_NOOP("words", "A reply with a thumb down"),
    "empty_content": QT_TRANSLATE_NOOP("words", "A turn without words"),
    "in_validation": QT_TRANSLATE_NOOP("words", "In the validation file, too"),
    "language": QT_TRANSLATE_NOOP("words", "In another language than most"),
    "last_not_assistant": QT_TRANSLATE_NOOP("words", "Does not end on a reply"),
    "long_reply": QT_TRANSLATE_NOOP("words", "Much longer replies than the others"),
    "memory": QT_TRANSLATE_NOOP("words", "Recalls what was never said here"),
    "near_duplicate": QT_TRANSLATE_NOOP("words", "Nearly the same as another row"),
    "no_assistant": QT_TRANSLATE_NOOP("words", "No reply in it"),
    "personal": QT_TRANSLATE_NOOP("words", "Personal details"),
    "placeholder": QT_TRANSLATE_NOOP("words", "Placeholders such as {{user}}"),
    "repeated_reply": QT_TRANSLATE_NOOP("words", "One reply comes again and again"),
    "same_opener": QT_TRANSLATE_NOOP("words", "Many replies begin alike"),
    "same_role_twice": QT_TRANSLATE_NOOP("words", "One side speaks twice in a row"),
    "same_text": QT_TRANSLATE_NOOP("words", "The better and the worse reply are the same"),
    "secret": QT_TRANSLATE_NOOP("words", "Passwords or keys"),
    "style": QT_TRANSLATE_NOOP("words", "She might say it more casually"),
    "system_not_first": QT_TRANSLATE_NOOP("words", "A system turn in the middle"),
    "tag_count": QT_TRANSLATE_NOOP("words", "Not one mood for each reply"),
    "toxic": QT_TRANSLATE_NOOP("words", "May be hurtful"),
    "unknown_emotion": QT_TRANSLATE_NOOP("words", "A mood that nobody knows"),
}


def shape(name: str) -> str:
    """What a format is called."""
    return words.tr(SHAPES.get(name, name))


def reasons(dropped: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Why rows were left out, the most frequent first: `reason` and `count`."""
    found = [
        {"reason": words.tr(_REASONS.get(name, name.replace("_", " "))), "count": int(count)}
        for name, count in dropped.items()
        if count
    ]
    return sorted(found, key=lambda one: -int(one["count"]))


def rule(name: str) -> str:
    """What a rule of lint is about."""
    return words.tr(_RULES.get(name, name.replace("_", " ").capitalize()))
