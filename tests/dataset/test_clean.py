"""Cleaning: into a new file, only what was asked."""

import json

import pytest

from tsuki_desktop.dataset.clean import SAFE, Fix, clean_file
from tsuki_desktop.dataset.lint import lint_file
from tsuki_desktop.errors import NotFoundError, UsageError

ROWS = [
    {
        "messages": [
            {"role": "user", "content": "hi  "},
            {"role": "assistant", "content": "I\u00e2\u20ac\u2122m {{char}}"},
        ]
    },
    {
        "messages": [
            {"role": "user", "content": "a"},
            {"role": "user", "content": "b"},
            {"role": "assistant", "content": "c"},
            {"role": "user", "content": "d"},
        ]
    },
    {
        "messages": [
            {"role": "user", "content": "pw?"},
            {"role": "assistant", "content": "password: hunter22x"},
        ]
    },
    {"instruction": "Respond to a question", "input": "who?", "output": "As an AI, me."},
    {"instruction": "Respond to a question", "input": "who?", "output": "As an AI, me."},
    {"foo": 1},
]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)) + "\n{oops", encoding="utf-8")
    return path


def test_safe_fixes_mend_and_drop_only_what_is_broken(source, tmp_path):
    before = source.read_bytes()
    done = clean_file(source, tmp_path / "out.jsonl")
    rows = [json.loads(line) for line in done.path.read_text(encoding="utf-8").splitlines()]
    assert rows[0]["messages"][1]["content"] == "I\u2019m Tsuki"
    assert [m["content"] for m in rows[1]["messages"]] == ["a\nb", "c"]
    assert rows[2]["messages"][1]["content"] == "password: [secret]"
    assert rows[3] == rows[4] == ROWS[3]
    assert dict(done.dropped) == {"unknown_shape": 1, "broken_json": 1}
    assert (done.read, done.rows) == (7, 5)
    assert source.read_bytes() == before
    assert lint_file(done.path).errors == []


def test_chosen_fixes_drop_more(source, tmp_path):
    done = clean_file(source, tmp_path / "out.jsonl", SAFE | {Fix.DUPLICATES})
    assert done.dropped["near_duplicate"] == 1
    done = clean_file(source, tmp_path / "out2.jsonl", SAFE | {Fix.BOILERPLATE})
    assert done.dropped["boilerplate"] == 2


def test_never_in_place_never_over_a_file(source, tmp_path):
    with pytest.raises(UsageError, match="in place"):
        clean_file(source, source, overwrite=True)
    (tmp_path / "there").write_text("x")
    with pytest.raises(UsageError, match="already"):
        clean_file(source, tmp_path / "there")
    with pytest.raises(NotFoundError):
        clean_file(tmp_path / "gone", tmp_path / "out")


def test_nothing_left_writes_nothing(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text("{}\n")
    with pytest.raises(UsageError, match="Nothing good"):
        clean_file(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_wide_signs_of_other_languages_are_no_damage(tmp_path):
    words = "\u4f60\u597d\uff0c\u4f60\u662f\u8c01\uff1f"
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"messages": [{"role": "user", "content": words}, REPLY]}), encoding="utf-8")
    done = clean_file(source, tmp_path / "b.jsonl")
    assert not done.changed.total()
    assert words in (tmp_path / "b.jsonl").read_text(encoding="utf-8")


REPLY = {"role": "assistant", "content": "hi"}


def test_an_array_is_cleaned_into_lines(tmp_path):
    source = tmp_path / "a.json"
    source.write_text(json.dumps(ROWS[:1] * 2))
    assert clean_file(source, tmp_path / "b.jsonl").rows == 2
