import re
from collections import Counter

from tsuki_desktop.dataset.lint import lint_file
from tsuki_desktop.domain.chat import Role
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.paths import bundled
from tsuki_desktop.persona.loader import load
from tsuki_desktop.persona.starter import conversations, held_out

FOLDER = bundled("assets", "starter")
ALL = list(conversations())
REPLIES = [reply for one in ALL for _, reply, _ in one.exchanges()]


def key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_there_are_enough_and_enough_of_several_turns() -> None:
    assert len(ALL) >= 1000
    assert sum(len(one.turns) > 2 for one in ALL) >= 0.4 * len(ALL)


def test_each_is_a_chat_with_a_mood_a_reply() -> None:
    assert len({one.id for one in ALL}) == len(ALL)
    for one in ALL:
        roles = [turn.role for turn in one.turns]
        assert roles == [Role.USER, Role.ASSISTANT] * (len(roles) // 2), one.id
        assert len(one.emotions) == roles.count(Role.ASSISTANT), one.id
        assert all(turn.text == turn.text.strip() != "" for turn in one.turns), one.id


def test_no_reply_and_no_first_message_twice() -> None:
    for texts in (REPLIES, [one.turns[0].text for one in ALL if len(key(one.turns[0].text)) > 12]):
        assert [text for text, times in Counter(map(key, texts)).items() if times > 1] == []


def test_no_opener_is_a_tic() -> None:
    for words in (1, 2, 3):
        openers = Counter(" ".join(key(reply).split()[:words]) for reply in REPLIES)
        opener, times = openers.most_common(1)[0]
        assert times <= 0.05 * len(REPLIES), opener


def test_lint_has_nothing_to_say(tmp_path) -> None:
    whole = tmp_path / "starter.jsonl"
    whole.write_bytes(b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.jsonl"))))
    report = lint_file(whole)
    assert report.rows == len(ALL)
    assert report.errors == []
    assert report.warnings == []


def test_one_in_ten_is_held_out_with_every_mood_on_both_sides() -> None:
    held = [one for one in ALL if held_out(one.id)]
    assert 0.08 * len(ALL) <= len(held) <= 0.12 * len(ALL)
    for side in (held, [one for one in ALL if not held_out(one.id)]):
        assert {mood for one in side for mood in one.emotions} == set(Emotion)


def test_the_split_is_the_one_that_was_published() -> None:
    """Another rule would put what an older model learned among what a newer one is measured on."""
    first = [one.id for one in ALL if one.id <= "about-her-062" and held_out(one.id)]
    assert first == ["about-her-019", "about-her-057", "about-her-062"]


def test_no_held_out_reply_is_nearly_a_trained_one() -> None:
    trained: set[tuple[str, ...]] = set()
    for one in ALL:
        if not held_out(one.id):
            trained.update(_grams(one.turns))
    copied = [one.id for one in ALL if held_out(one.id) and set(_grams(one.turns)) & trained]
    assert copied == []


def _grams(turns) -> list[tuple[str, ...]]:
    grams = []
    for turn in turns:
        if turn.role is Role.ASSISTANT:
            words = key(turn.text).split()
            grams += list(zip(*(words[at:] for at in range(8)), strict=False))
    return grams


def test_her_examples_are_conversations_that_nothing_is_measured_on() -> None:
    learned = {row for one in ALL if not held_out(one.id) for row in one.exchanges()}
    persona = load(bundled("assets", "persona.toml"))
    assert {(one.user, one.reply, one.emotion) for one in persona.examples} <= learned
    assert len({one.emotion for one in persona.examples}) >= 6
