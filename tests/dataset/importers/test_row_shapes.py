"""Rows as other trainers write them: pairs without a prompt, labels, turns in parts, a history."""

import pytest
import shapes
from shape_parts import lines

from tsuki_desktop.dataset.importers.run import read

ASKED = {"from": "human", "value": "tea?"}
YES, NO = {"from": "gpt", "value": "always"}, {"from": "gpt", "value": "Tea is a beverage."}


def chat(reply):
    return [{"role": "user", "content": "tea?"}, {"role": "assistant", "content": reply}]


@pytest.mark.parametrize(
    "row",
    [
        {"conversations": [ASKED], "chosen": YES, "rejected": NO},
        {"instruction": "tea?", "input": "", "chosen": "always", "rejected": "Tea is a beverage."},
        {"chosen": chat("always"), "rejected": chat("Tea is a beverage.")},
        {
            "chosen": "\n\nHuman: tea?\n\nAssistant: always",
            "rejected": "\n\nHuman: tea?\n\nAssistant: Tea is a beverage.",
        },
    ],
    ids=["sharegpt", "alpaca", "two chats", "two strings"],
)
def test_a_pair_without_a_prompt_is_a_preference(tmp_path, row):
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(lines(row))
    found = [([turn.text for turn in row.turns], row.rejected) for row in read(path).rows]
    assert found == [(["tea?", "always"], "Tea is a beverage.")]


def test_a_pair_that_answers_two_questions_is_told(tmp_path):
    other = [{"role": "user", "content": "coffee?"}, {"role": "assistant", "content": "no"}]
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(lines({"chosen": chat("always"), "rejected": other}))
    reading = read(path)
    assert list(reading.rows) == []
    assert [(n.where, n.rule) for n in reading.intake.notes] == [("pairs.jsonl line 1", "bad_turn")]


@pytest.mark.parametrize(
    ("more", "label"),
    [({"label": True}, True), ({"label": False}, False), ({"rating": "down"}, False), ({"rating": 1}, None)],
)
def test_a_disliked_reply_does_not_come_in_as_a_good_one(tmp_path, more, label):
    path = tmp_path / "rated.jsonl"
    path.write_bytes(lines({"messages": chat("always")} | more))
    assert [row.label for row in read(path).rows] == [label]


def test_turns_in_parts_give_their_words(tmp_path):
    parts = [{"type": "text", "text": "what is"}, {"type": "image_url", "image_url": {"url": "x"}}]
    called = {"role": "assistant", "content": None, "tool_calls": [{"id": "1"}]}
    path = tmp_path / "parts.jsonl"
    path.write_bytes(
        lines(
            {"messages": [{"role": "user", "content": [*parts, "this"]}, chat("a cat")[1]]},
            {"messages": [{"role": "user", "content": [{"type": "text", "value": "hi"}]}, chat("hey")[1]]},
            {"messages": [{"role": "user", "content": parts[1:]}, chat("a dog")[1]]},
            {"messages": [chat("")[0], called]},
        )
    )
    reading = read(path)
    assert [row.turns[0].text for row in reading.rows] == ["what is\nthis", "hi"]
    assert reading.intake.dropped == {"not_text": 1, "tool_calls": 1}


def test_an_alpaca_history_comes_before_the_question(tmp_path):
    path = tmp_path / "alpaca.jsonl"
    path.write_bytes(
        lines({"instruction": "and you?", "output": "same", "history": [["how are you", "sleepy"]]})
    )
    (row,) = read(path).rows
    assert [turn.text for turn in row.turns] == ["how are you", "sleepy", "and you?", "same"]


def test_a_chatgpt_export_that_does_not_say_what_was_shown_gives_its_last_branch(tmp_path):
    path = tmp_path / "conversations.json"
    path.write_bytes(shapes.CHATGPT.replace(b'"current_node": "a"', b'"current_node": null'))
    assert [row.reply for row in read(path).rows] == ["new branch"]
