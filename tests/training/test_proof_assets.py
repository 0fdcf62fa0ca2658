"""The facts and prompts that the proof asks."""

import json

from tsuki_desktop.paths import bundled


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def test_facts_are_whole_and_enough():
    facts = [json.loads(line) for line in lines(bundled("assets", "proof", "facts.jsonl"))]
    assert len({fact["start"] for fact in facts}) == len(facts) >= 120
    for fact in facts:
        assert len(set(fact["wrong"])) == 3
        assert fact["right"] not in fact["wrong"]


def test_no_prompt_is_in_the_starter_data():
    prompts = lines(bundled("assets", "proof", "prompts.txt"))
    assert len(set(prompts)) == len(prompts) == 100
    said = {
        message["content"].lower()
        for path in bundled("assets", "starter").glob("*.jsonl")
        for line in lines(path)
        for message in json.loads(line)["messages"]
    }
    assert not said & {prompt.lower() for prompt in prompts}
