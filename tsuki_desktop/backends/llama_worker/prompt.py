"""From turns to tokens: the prompt, and what each turn costs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tsuki_desktop.backends.llama_worker.engine import Engine
    from tsuki_desktop.backends.llama_worker.template import Template


def prompt_tokens(engine: Engine, turns: Sequence[Turn], *, reply: bool) -> tuple[str, list[int]]:
    """The rendered prompt and its tokens.

    Raises:
        ModelError: it does not fit into the context.

    """
    prompt = _template(engine).render(turns, reply=reply)
    tokens = engine.tokenise(prompt.text, special=True, begin=not prompt.bos)
    if len(tokens) >= engine.context:
        raise ModelError(
            f"This conversation has {len(tokens)} tokens, and the model sees {engine.context} at a time.",
            "Write a shorter message, or choose a longer context in the settings.",
        )
    return prompt.text, tokens


def count_turns(engine: Engine, turns: Sequence[Turn]) -> list[int]:
    """Tokens of each turn: its words, and what the template puts around a turn of its role."""
    around = {role: _around(engine, role) for role in {turn.role for turn in turns}}
    return [around[turn.role] + len(engine.tokenise(turn.text, special=False)) for turn in turns]


def _around(engine: Engine, role: Role) -> int:
    """The difference that one turn with a word of one token makes, less that word."""
    system, user, said = (Turn(each, "x") for each in (Role.SYSTEM, Role.USER, Role.ASSISTANT))
    with_turn, without = {
        Role.SYSTEM: ([system, user, said], []),
        Role.USER: ([system, user, said, user], [system, user, said]),
        Role.ASSISTANT: ([system, user, said], [system, user]),
    }[role]
    template = _template(engine)
    whole = _size(engine, template, with_turn)
    if role is Role.SYSTEM:
        whole -= 2 * len(engine.tokenise("x", special=False))
        return max(0, whole - _around(engine, Role.USER) - _around(engine, Role.ASSISTANT) - 1)
    return max(0, whole - _size(engine, template, without) - 1)


def _size(engine: Engine, template: Template, turns: Sequence[Turn]) -> int:
    prompt = template.render(turns, reply=False)
    return len(engine.tokenise(prompt.text, special=True, begin=not prompt.bos))


def _template(engine: Engine) -> Template:
    if engine.template is None:
        raise ModelError("No model is loaded.", "Choose a model in the settings.")
    return engine.template
