from tsuki_desktop.domain.chat import Role
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.persona import Example
from tsuki_desktop.paths import bundled
from tsuki_desktop.persona.few_shot import pick
from tsuki_desktop.persona.loader import load
from tsuki_desktop.persona.prompt import prefix, system_turn

PERSONA = load(bundled("assets", "persona.toml"))


def example(user: str) -> Example:
    return Example(user, f"reply to {user}", Emotion.CALM)


def test_settings_reach_the_system_prompt() -> None:
    plain = system_turn(PERSONA).text
    assert plain == PERSONA.system_prompt
    assert "grumble" in system_turn(PERSONA, tsundere="very").text
    assert system_turn(PERSONA, about_you="I'm Kim, she/her").text.endswith("I'm Kim, she/her")


def test_examples_are_turns_of_their_own() -> None:
    turns = prefix(system_turn(PERSONA), PERSONA.examples)
    assert turns[0].role is Role.SYSTEM
    assert [turn.role for turn in turns[1:3]] == [Role.USER, Role.ASSISTANT]
    assert len(turns) == 1 + 2 * len(PERSONA.examples)


def test_the_example_that_shares_rare_words_comes_last() -> None:
    liked = [
        example("my cat is ill"),
        example("soup is my life"),
        example("my job is hard"),
        example("so tired"),
    ]
    chosen = pick("what should I feed the cat?", liked, most=2)
    assert chosen[-1] is liked[0]


def test_with_nothing_in_common_the_newest_are_shown() -> None:
    liked = [example("one"), example("two"), example("three")]
    assert pick("zzz", liked, most=2) == liked[1:]
    assert pick("zzz", [], most=2) == []
