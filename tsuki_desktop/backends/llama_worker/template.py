"""The model's own chat template, run in a sandbox, and what a template may refuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsuki_desktop.domain.chat import Role, Turn
from tsuki_desktop.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + "
    "'<|im_end|>' + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
"""For models that bring no template, as llama.cpp itself does."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A rendered prompt; `bos` is whether the template wrote the begin token itself."""

    text: str
    bos: bool


class Template:
    """Renders turns as the model was taught to read them.

    `control` are the texts of the model's control tokens: in a person's words they are broken up, so that
    nobody speaks as somebody else by writing them.
    """

    def __init__(self, source: str, *, bos: str, eos: str, control: Sequence[str] = ()) -> None:
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        self._bos = bos
        self._control = sorted((text for text in control if len(text) > 1), key=len, reverse=True)
        try:
            self._formatter = Jinja2ChatFormatter(source or CHATML, eos_token=eos, bos_token=bos)
        except Exception as error:
            raise _broken(error) from error

    def render(self, turns: Sequence[Turn], *, reply: bool = True) -> Prompt:
        """The prompt's text.

        With `reply` it ends where the assistant's words begin; a last turn of the assistant's is left
        open, to be continued. Without, every turn is closed.

        Raises:
            ModelError: the template refuses the turns.

        """
        open_turn = reply and bool(turns) and turns[-1].role is Role.ASSISTANT
        closed = turns[:-1] if open_turn else turns
        text = self._run(closed, reply=reply)
        if open_turn:
            text += self._plain(turns[-1].text)
        return Prompt(text, bool(self._bos) and text.startswith(self._bos))

    def _run(self, turns: Sequence[Turn], *, reply: bool) -> str:
        self._formatter.add_generation_prompt = reply
        try:
            return self._format(turns)
        except Exception as error:
            folded = _without_system(turns)
            if folded == list(turns):
                raise _broken(error) from error
        try:
            return self._format(folded)
        except Exception as error:
            raise _broken(error) from error

    def _format(self, turns: Sequence[Turn]) -> str:
        messages = [{"role": turn.role.value, "content": self._plain(turn.text)} for turn in turns]
        # A companion's 150 tokens are too few to think in as well; templates without the switch ignore it.
        return self._formatter(messages=messages, enable_thinking=False).prompt  # type: ignore[arg-type]  theirs is a TypedDict a role

    def _plain(self, text: str) -> str:
        for control in self._control:
            if control in text:
                text = text.replace(control, control[0] + " " + control[1:])
        return text


def _without_system(turns: Sequence[Turn]) -> list[Turn]:
    """The same turns with the system's words at the head of the first user turn, for templates without it."""
    system = "\n\n".join(turn.text for turn in turns if turn.role is Role.SYSTEM)
    rest = [turn for turn in turns if turn.role is not Role.SYSTEM]
    if system and rest and rest[0].role is Role.USER:
        rest[0] = rest[0]._replace(text=f"{system}\n\n{rest[0].text}")
    elif system:
        rest.insert(0, Turn(Role.USER, system))
    return rest


def _broken(error: Exception) -> ModelError:
    return ModelError(
        "The model's chat template does not work.",
        "Choose another model, or a newer file of this one.",
        detail=f"{type(error).__name__}: {error}",
    )
