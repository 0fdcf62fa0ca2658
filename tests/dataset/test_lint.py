"""What lint says, each rule shown to fire and to stay silent."""

import json
from pathlib import Path

import pytest

from tsuki_desktop.dataset.kinds import Kind, kind, style_score
from tsuki_desktop.dataset.lint import lint_file
from tsuki_desktop.domain.persona import SpeechRule
from tsuki_desktop.errors import BadFileError, NotFoundError

STARTER = Path(__file__).parents[2] / "assets" / "starter"


def chat(*texts, **more):
    roles = ["user", "assistant"] * len(texts)
    return {"messages": [{"role": r, "content": t} for r, t in zip(roles, texts, strict=False)], **more}


def turns(*pairs):
    return {"messages": [{"role": r, "content": t} for r, t in pairs]}


def linted(tmp_path, *rows, **more):
    path = tmp_path / "data.jsonl"
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    path.write_bytes(b"\n".join(lines))
    return lint_file(path, **more)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (b'{"messages": [', "broken_json"),
        (b'{"messages": "\xff"}', "bad_encoding"),
        (b'{"a": NaN}', "broken_json"),
        (b"[" * 70 + b"]" * 70, "too_deep"),
        (b"[1]", "not_an_object"),
        ({"foo": 1}, "unknown_shape"),
        ({"messages": "hi"}, "no_assistant"),
        (turns(("narrator", "hi")), "unknown_role"),
        (turns(("user", "hi"), ("assistant", 3)), "bad_turn"),
        (chat("hi"), "no_assistant"),
        (chat("hi", "hey", "so"), "last_not_assistant"),
        (chat("hi", "  "), "empty_content"),
        (turns(("user", "a"), ("user", "b"), ("assistant", "c")), "same_role_twice"),
        (turns(("user", "a"), ("system", "b"), ("assistant", "c")), "system_not_first"),
        (chat("hi", "hey {{user}}"), "placeholder"),
        (chat("key?", "sk-abcdefghijklmnopqrstuvwx1234567890ABCDEFGHIJKLMN"), "secret"),
        (chat("hi", "hey", label=False), "disliked"),
        (chat("hi", "hey", emotion_tags=["calm", "calm"]), "tag_count"),
        (chat("hi", "hey", emotion_tags=["smug"]), "unknown_emotion"),
    ],
)
def test_errors_have_their_line(tmp_path, row, rule):
    report = linted(tmp_path, chat("hello", "hey you"), row)
    assert [(note.line, note.rule) for note in report.errors] == [(2, rule)]
    assert report.rows == 2


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (chat("hi", "As an AI, I cannot feel."), "boilerplate"),
        (chat("new mug", "Nice, is it like the one from yesterday?"), "memory"),
        (chat("hi", "mail moon@example.org ok"), "personal"),
        (chat("hi", "i hate you"), "toxic"),
        (chat("one two three four five six", "seven eight nine ten eleven twelve"), "near_duplicate"),
    ],
)
def test_warnings_have_their_line(tmp_path, row, rule):
    first = chat("One two three four five six.", "seven eight nine ten eleven twelve!")
    report = linted(tmp_path, first, chat("clean", "yes"), row)
    assert [(note.line, note.rule) for note in report.warnings] == [(3, rule)]
    assert report.errors == []


def test_what_the_chat_does_have_may_be_recalled(tmp_path):
    assert linted(tmp_path, chat("i got a mug yesterday", "The one from yesterday? Cute.")).warnings == []


def test_short_replies_may_repeat_but_not_half_of_the_time(tmp_path):
    rows = [
        chat(f"what about thing {n} then", "haha" if n % 2 else f"thing {n} is a {n * 7} kind of fun")
        for n in range(60)
    ]
    rules = linted(tmp_path, *rows).counts
    assert rules["repeated_reply"] == 1
    assert "near_duplicate" not in rules
    assert "same_opener" in rules


def test_one_language_is_expected_and_english_rules_stay_silent_elsewhere(tmp_path):
    german = (
        "Ich wei\u00df wirklich nicht, was ich heute Abend noch kochen soll, "
        "hast du vielleicht eine Idee f\u00fcr mich?"
    )
    english = "i really do not know what to cook tonight, do you maybe have an idea for me or something?"
    rows = [chat(english + str(n), "soup, obviously") for n in range(3)]
    report = linted(
        tmp_path, *rows, chat(german, "As an AI, Suppe nat\u00fcrlich, was denn sonst um diese Uhrzeit.")
    )
    assert [(n.line, n.rule) for n in report.warnings if n.rule != "near_duplicate"] == [(4, "language")]


def test_a_chat_in_both_splits_is_told(tmp_path):
    held = tmp_path / "held.jsonl"
    held.write_text(json.dumps(chat("hi", "hey")))
    report = linted(tmp_path, chat("hi", "hey"), chat("yo", "sup"), validation=held)
    assert [(n.line, n.rule) for n in report.warnings] == [(1, "in_validation")]


def test_the_style_table_suggests(tmp_path):
    report = linted(
        tmp_path, chat("so?", "That is correct."), speech=[SpeechRule("That is correct", "Yep, nailed it!")]
    )
    assert [(n.line, n.rule) for n in report.suggestions] == [(1, "style")]
    assert report.warnings == report.errors == []


def test_a_rule_that_fires_often_is_listed_to_a_limit(tmp_path):
    report = linted(tmp_path, *[b"{"] * 500)
    assert len(report.errors) == 201
    assert (report.errors[-1].line, report.errors[-1].text) == (0, "\u2026 and 300 more.")
    assert report.as_json()["counts"] == {"broken_json": 500}


ARTICLE = (
    "The Moon is the only natural satellite of the Earth. The orbit of the Moon lies at an average distance "
    "of 384,399 kilometres, which is about thirty times the diameter of the planet. The gravitational "
    "influence of the body is the principal cause of the tides. The surface is dark, with a reflectance "
    "comparable to that of asphalt, and the formation of the crust is explained by the differentiation of an "
    "ocean of magma."
)
LICENCE = (
    "The Licensee shall indemnify the Licensor against any claim arising hereunder, provided that notice is "
    "given pursuant to section 4; the parties shall respectively bear the costs of arbitration therefor."
)
CODE = "import os\n\ndef main(argv):\n    for name in argv:\n        print(join(name, 'x'))\n    return 0\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lol no way\nyeah i saw it too haha\nwanna go tomorrow?", Kind.TALK),
        (ARTICLE, Kind.ARTICLE),
        (CODE, Kind.CODE),
        (LICENCE, Kind.FORMAL),
    ],
)
def test_kinds_of_text(text, expected):
    assert kind(text) is expected


def test_an_encyclopedia_gets_a_plain_verdict(tmp_path):
    report = linted(tmp_path, *[chat(f"moon {n}?", ARTICLE + f" Item {n}.") for n in range(3)])
    assert "article" in report.verdict
    assert report.kind["article"] == 1.0
    assert style_score(ARTICLE) < 15
    assert style_score("oh yeah haha i know, you told me lol") > 60


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(NotFoundError, match=r"gone\.jsonl"):
        lint_file(tmp_path / "gone.jsonl")


def test_an_empty_file_has_a_verdict(tmp_path):
    assert linted(tmp_path).verdict == "There is nothing in it."


@pytest.mark.parametrize("path", sorted(STARTER.glob("*.jsonl")), ids=lambda p: p.stem)
def test_the_starter_conversations_have_no_errors(path):
    assert lint_file(path).errors == []


def test_an_array_and_pretty_objects_are_rows_too(tmp_path):
    path = tmp_path / "rows.json"
    good, bad = chat("hi", "hey"), {"messages": [{"role": "user", "content": "hi"}]}
    path.write_text(json.dumps([good, bad]))
    assert [(n.line, n.rule) for n in lint_file(path).errors] == [(2, "no_assistant")]
    path.write_text(json.dumps(good, indent=2) + json.dumps(bad, indent=2))
    assert [(n.line, n.rule) for n in lint_file(path).errors] == [(2, "no_assistant")]
    path.write_text(json.dumps([good, bad])[:-9])
    assert [(n.line, n.rule) for n in lint_file(path).errors] == [(2, "broken_json")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[1/5/24, 10:00:00] mika: hi\n[1/5/24, 10:00:01] luna: hey\n", "whatsapp"),
        ("mika: hi\nluna: hey\n", "transcript"),
        ("Only words, and nothing else.\n", "prose"),
    ],
)
def test_a_chat_is_no_file_of_rows(tmp_path, text, what):
    path = tmp_path / "chat.txt"
    path.write_text(text)
    with pytest.raises(BadFileError, match=rf"{what}.*tsuki import chat\.txt"):
        lint_file(path)


def test_short_rows_of_another_language_are_not_judged_in_english(tmp_path):
    german = "Das ist ein ganz gew\xf6hnlicher Satz, der lang genug ist, um Deutsch zu sein, oder?"
    short = [chat(f"na {n}", "Donaudampfschifffahrt") for n in range(9)]
    report = linted(tmp_path, chat(german, "ja, so ist es wohl, und nichts anderes."), *short)
    assert report.kind == {"talk": 0, "article": 0, "formal": 0, "code": 0}
    assert report.verdict.startswith("Not English")
    assert linted(tmp_path, *short).verdict.startswith("Not English")


@pytest.mark.parametrize(
    "text",
    [
        "*waves* hi *hugs*",
        "lol <3 ^_^\n(>_<) stop",
        "<image>What is this?\nA cat.",
        "{{user}} hi\n*{{char}} nods* hello",
        "ok\nhttps://example.org/a_b_c?x=1&y=2",
        "yeah (but not now)\nfine :)",
        "**so** tired\n__same__",
    ],
)
def test_acts_and_emoticons_are_no_code(text):
    assert kind(text) is Kind.TALK
