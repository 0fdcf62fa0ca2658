"""The facts and prompts that the proof asks."""

import json
import re

from tsuki_desktop.paths import bundled

TOO_NEAR = 0.6
"""Of the words of two messages, the share that both have: from here on they said the same thing."""


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def test_facts_are_whole_and_enough():
    facts = [json.loads(line) for line in lines(bundled("assets", "proof", "facts.jsonl"))]
    assert len({fact["start"] for fact in facts}) == len(facts) >= 120
    for fact in facts:
        assert len(set(fact["wrong"])) == 3
        assert fact["right"] not in fact["wrong"]


def words(text):
    return frozenset(re.findall(r"\w+", re.sub("['\\u2019]", "", text.casefold())))


def nearest(prompt, said):
    """What of `said` shares the most words with the prompt, and that share of the words of both."""
    mine = words(prompt)
    return max((len(mine & theirs) / len(mine | theirs), one) for one, theirs in said.items())


def test_no_prompt_is_nearly_one_of_the_starter_data():
    prompts = lines(bundled("assets", "proof", "prompts.txt"))
    assert len(set(map(words, prompts))) == len(prompts) == 100
    said = {
        message["content"]: words(message["content"])
        for path in bundled("assets", "starter").glob("*.jsonl")
        for line in lines(path)
        for message in json.loads(line)["messages"]
    }
    assert len(said) > 4000
    near = {prompt: found for prompt in prompts if (found := nearest(prompt, said))[0] >= TOO_NEAR}
    assert near == {}


def test_marks_and_single_words_make_no_other_prompt():
    asked = ['i said "you too" when the waiter said enjoy your meal', "How do I boil an egg?"]
    said = {one: words(one) for one in asked}
    assert nearest("i said you too when the waiter said enjoy your meal", said)[0] == 1
    assert nearest("how do i boil the egg", said)[0] >= TOO_NEAR
