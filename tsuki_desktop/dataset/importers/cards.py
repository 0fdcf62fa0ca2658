"""Character cards (PNG, JSON, CHARX; versions 1 to 3) as personas."""

from __future__ import annotations

import importlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tsuki_desktop.dataset.importers.sources import members
from tsuki_desktop.dataset.rows import as_dict, as_list, as_str
from tsuki_desktop.errors import BadFileError

if TYPE_CHECKING:
    from pathlib import Path

MAX_CARD = 32 << 20
MAX_TEXT = 100_000
_START = re.compile(r"<START>", re.IGNORECASE)
_SAID = re.compile(r"^\s*(\{\{user\}\}|\{\{char\}\}|<USER>|<BOT>)\s*:\s*", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says, with its name in place of {{char}} and "you" in place of {{user}}.

    `examples` are exchanges: what the user says, what she answers.
    """

    name: str
    description: str
    personality: str
    scenario: str
    greeting: str
    system_prompt: str
    examples: tuple[tuple[str, str], ...]
    creator: str
    tags: tuple[str, ...]


def read_card(path: Path) -> Card:
    """The card in a file.

    Raises:
        NotFoundError: no such file.
        BadFileError: no card, a damaged one, or one larger than 32 MB.

    """
    found = members(path)
    member = next((m for m in found if m.name.rsplit("/", 1)[-1] == "card.json"), found[0] if found else None)
    if member is None or member.size > MAX_CARD:
        raise BadFileError(f"{path.name} is too large for a character card, or empty.")
    with member.open() as stream:
        data = stream.read(MAX_CARD + 1)
    tavern: Any = importlib.import_module("tavern_card")
    try:
        is_png = data.startswith(b"\x89PNG")
        card = tavern.parse_png_card(data) if is_png else tavern.parse_card(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        hint = "A picture is one only where a character was written into it: download it again, as it is."
        raise BadFileError(f"{path.name} is not a character card.", hint, str(error)[:200]) from error
    fields = as_dict(as_dict(card).get("data")) or as_dict(card)
    return _card(fields, path.name)


def _card(fields: dict[str, Any], file: str) -> Card:
    name = as_str(fields.get("nickname")) or as_str(fields.get("name"))
    if not name.strip():
        raise BadFileError(f"{file} is a card without a name.")

    def text(key: str) -> str:
        return _named(as_str(fields.get(key))[:MAX_TEXT], name)

    return Card(
        name=name.strip(),
        description=text("description"),
        personality=text("personality"),
        scenario=text("scenario"),
        greeting=text("first_mes"),
        system_prompt=text("system_prompt").replace("{{original}}", "").strip(),
        examples=examples(as_str(fields.get("mes_example"))[:MAX_TEXT], name),
        creator=as_str(fields.get("creator")),
        tags=tuple(as_str(tag) for tag in as_list(fields.get("tags")))[:50],
    )


def _named(text: str, name: str) -> str:
    text = re.sub(r"\{\{char\}\}|<BOT>", lambda _: name, text, flags=re.IGNORECASE)
    return re.sub(r"\{\{user\}\}|<USER>", "you", text, flags=re.IGNORECASE).replace("\r\n", "\n").strip()


def examples(text: str, name: str) -> tuple[tuple[str, str], ...]:
    """Exchanges in a card's example dialogue: a user's line and the answer to it."""
    found: list[tuple[str, str]] = []
    for block in _START.split(text):
        pieces = _SAID.split(block)[1:]
        asked = ""
        for who, said in zip(pieces[::2], pieces[1::2], strict=False):
            words = _named(said, name)
            if who.lower() in {"{{user}}", "<user>"}:
                asked = words
            elif asked and words:
                found.append((asked, words))
                asked = ""
    return tuple(found)
