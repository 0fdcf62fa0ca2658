"""Character cards as personas: look at one, talk to her, and go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.dataset.importers.cards import read_card
from tsuki_desktop.dataset.write import Staged
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.persona import OF_A_CARD, Example, Persona
from tsuki_desktop.errors import BadFileError, UsageError
from tsuki_desktop.persona.loader import load_for

if TYPE_CHECKING:
    from pathlib import Path

    from tsuki_desktop.dataset.importers.cards import Card
    from tsuki_desktop.paths import Profile

MOST_EXAMPLES = 6
LONGEST_PROMPT = 8000
"""Characters of a card that go into the prompt: about 2,000 tokens, what small models have room for."""
_MARK = (
    "# From a character card. “tsuki persona back” and the button on the Data page bring the one before back."
)


def preview(path: Path) -> Persona:
    """The persona that a character card would be.

    Raises:
        NotFoundError: no such file.
        BadFileError: no card, a damaged one, or one that says nothing about her.

    """
    card = read_card(path)
    prompt = _prompt(card)
    if not card.name or not prompt:
        raise BadFileError(f"{path.name} says too little: a card needs a name and a description.")
    examples = tuple(Example(said, reply, Emotion.CALM) for said, reply in card.examples[:MOST_EXAMPLES])
    return Persona(
        name=card.name,
        version=OF_A_CARD,
        description=card.description or card.personality,
        system_prompt=prompt[:LONGEST_PROMPT],
        greeting=card.greeting or f"{card.name} is here.",
        examples=examples,
    )


def _prompt(card: Card) -> str:
    parts = (card.system_prompt, card.description, card.personality, card.scenario)
    said = [part.replace("{{original}}", "").strip() for part in parts]
    text = "\n\n".join(part for part in said if part)
    return f"You are {card.name}.\n\n{text}" if text and card.name.lower() not in text.lower() else text


def use(profile: Profile, persona: Persona) -> Persona:
    """Let this persona speak in this profile; what spoke before is kept for `back`.

    Raises:
        StorageError: the profile cannot be written.

    """
    profile.create()
    before = _before(profile)
    if profile.persona.exists() and not from_card(profile):
        profile.persona.replace(before)
    with Staged([profile.persona], overwrite=True) as files:
        files[profile.persona].write(_toml(persona).encode())
        files.commit()
    return load_for(profile)[0]


def back(profile: Profile) -> Persona:
    """Bring back who spoke before the card, or Tsuki herself.

    Raises:
        UsageError: no card speaks here.

    """
    if not from_card(profile):
        raise UsageError("No character card speaks here.", "Use one: tsuki persona use CARD")
    before = _before(profile)
    if before.exists():
        before.replace(profile.persona)
    else:
        profile.persona.unlink()
    return load_for(profile)[0]


def from_card(profile: Profile) -> bool:
    """Whether who speaks now came from a character card."""
    try:
        with profile.persona.open(encoding="utf-8") as stream:
            return stream.readline().rstrip("\n") == _MARK
    except (OSError, UnicodeDecodeError):
        return False


def _before(profile: Profile) -> Path:
    return profile.persona.with_name("persona.before-card.toml")


def _toml(persona: Persona) -> str:
    import tomlkit

    document = tomlkit.document()
    document.add("name", tomlkit.item(persona.name))
    document.add("version", tomlkit.item(persona.version))
    document.add("description", tomlkit.item(persona.description))
    document.add("system_prompt", tomlkit.item(persona.system_prompt))
    document.add("greeting", tomlkit.item(persona.greeting))
    examples = tomlkit.aot()
    for one in persona.examples:
        table = tomlkit.table()
        table.update({"user": one.user, "reply": one.reply, "emotion": one.emotion.value})
        examples.append(table)
    document.add("examples", examples)
    return f"{_MARK}\n{tomlkit.dumps(document)}"
