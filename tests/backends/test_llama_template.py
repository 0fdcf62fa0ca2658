"""Chat templates as models bring them, some of which know no system turn."""

from tsuki_desktop.backends.llama_worker.template import Template
from tsuki_desktop.domain.chat import Role, Turn

REFUSES_SYSTEM = (
    "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    "[{{ m.role }}]{{ m.content }}{% endfor %}"
)


def test_without_a_system_turn_its_words_come_before_the_first_user_turn() -> None:
    template = Template(REFUSES_SYSTEM, bos="<s>", eos="</s>")
    turns = [Turn(Role.SYSTEM, "You are Tsuki."), Turn(Role.USER, "hi"), Turn(Role.ASSISTANT, "hmph")]
    assert template.render([*turns, Turn(Role.USER, "again")]).text == (
        "[user]You are Tsuki.\n\nhi[assistant]hmph[user]again"
    )


def test_with_nobody_to_say_them_the_systems_words_are_the_users() -> None:
    template = Template(REFUSES_SYSTEM, bos="<s>", eos="</s>")
    assert template.render([Turn(Role.SYSTEM, "You are Tsuki.")]).text == "[user]You are Tsuki."
