"""Bad input of every sort: a message, never a crash; the good rows are kept."""

import json
import os
import random
import subprocess
import sys
import threading
import zipfile

import pytest
import shape_parts
import shapes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuki_desktop.dataset.clean import clean_file
from tsuki_desktop.dataset.importers.cards import read_card
from tsuki_desktop.dataset.importers.detect import Shape
from tsuki_desktop.dataset.importers.intake import Choices, ImportCancelledError
from tsuki_desktop.dataset.importers.run import read, survey
from tsuki_desktop.dataset.lint import lint_file
from tsuki_desktop.domain.chat import Role
from tsuki_desktop.errors import BadFileError, NotFoundError, TsukiError

EXAMPLES = int(os.environ.get("TSUKI_FUZZ_EXAMPLES", "40"))
NASTY = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b'"\\ud800"',
    "\u2028\u0085".encode(),
    b"[" * 200,
    b'{"a":' * 200,
    b"NaN",
    b"1e999",
    b"9" * 5000,
    b"\r\n",
    b"\\x0B",
    b'"',
    b"null",
    b"<|endoftext|>",
]


@st.composite
def damaged(draw, data):
    """`data` cut, stuffed, turned over: one to four times."""
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        what = draw(st.sampled_from(["cut", "stuff", "flip", "drop", "double", "type"]))
        if what == "cut":
            data = data[:at]
        elif what == "stuff":
            data = data[:at] + draw(st.sampled_from(NASTY) | st.binary(max_size=8)) + data[at:]
        elif what == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ draw(st.integers(1, 255))]) + data[at + 1 :]
        elif what == "drop":
            data = data[:at] + data[at + draw(st.integers(1, 30)) :]
        elif what == "double":
            data = data[:at] + data[at // 2 : at] + data[at:]
        elif what == "type":
            old, new = draw(
                st.sampled_from(
                    [(b'"', b"1"), (b"[", b"{"), (b": ", b": null,"), (b'""', b"[]"), (b"{", b"[")]
                )
            )
            data = data.replace(old, new, draw(st.integers(1, 3)))
    return data


def _everything(path, shape=None):
    """Whatever one can do with a file; known errors are fine."""
    try:
        found = survey(path, shape)
        speakers = [*found.speakers, ""][:2]
        for speaker in speakers:
            reading = read(path, Choices(persona_speaker=speaker), shape)
            for row in reading.rows:
                assert row.turns[-1].role is Role.ASSISTANT
                assert all(turn.text.strip() for turn in row.turns)
                "".join(turn.text for turn in row.turns).encode()  # half a character has no place in a file
            json.dumps(reading.as_json("f"))
    except TsukiError:
        return


@pytest.mark.parametrize("name", list(shapes.ALL))
def test_damaged_files_never_surprise(tmp_path, name):
    path = tmp_path / "f"

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(shapes.ALL[name]))
    def run(data):
        path.write_bytes(data)
        _everything(path)
        # The same bytes, said to be what they were.
        _everything(path, whole_shape)

    path.write_bytes(shapes.ALL[name])
    whole_shape = survey(path).shape
    run()


@pytest.mark.parametrize("shape", [s for s in Shape if s is not Shape.CARD])
def test_any_bytes_read_as_anything_never_surprise(tmp_path, shape):
    path = tmp_path / "f"

    @settings(max_examples=EXAMPLES // 2, deadline=None)
    @given(st.binary(max_size=300) | st.sampled_from(list(shapes.ALL.values())))
    def run(data):
        path.write_bytes(data)
        _everything(path, shape)

    run()


@pytest.mark.parametrize("data", [shapes.png(shapes.CARD), json.dumps(shapes.CARD).encode()])
def test_damaged_cards_never_surprise(tmp_path, data):
    path = tmp_path / "f"

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(damaged(data))
    def run(bad):
        path.write_bytes(bad)
        try:
            card = read_card(path)
        except TsukiError:
            return
        texts = [
            card.name,
            card.description,
            card.greeting,
            *card.tags,
            *(part for pair in card.examples for part in pair),
        ]
        assert all(isinstance(text, str) for text in texts)

    run()


def test_damaged_rows_never_surprise_lint_or_clean(tmp_path):
    path = tmp_path / "f"
    good = (
        shapes.MESSAGES
        + shapes.DOLLY
        + shape_parts.lines(
            {"prompt": "p", "chosen": "c", "rejected": "r"},
            {"prompt": "p", "completion": "c", "label": True},
            {"conversation_id": "x", "messages": shapes._turns("a", "b"), "emotion_tags": ["calm"]},
        )
    )

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(damaged(good))
    def run(bad):
        path.write_bytes(bad)
        json.dumps(lint_file(path).as_json())
        try:
            done = clean_file(path, tmp_path / "out", overwrite=True)
        except TsukiError:
            return
        kept = [json.loads(line) for line in done.path.read_bytes().splitlines()]
        assert len(kept) == done.rows > 0
        assert all(isinstance(row, dict) for row in kept)

    run()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("chatgpt.json", b'"content_type": "text", "parts": ', b'"content_type": '),
        ("discord.json", b'"type": "Default"', b'"type": ["Default"]'),
        ("telegram_account.json", b'"type": "personal_chat"', b'"type": []'),
        ("reddit.ndjson", b'"body": ', b'"selftext": [], "body": '),
        ("messages.jsonl", b'{"messages"', b'{"rating": {}, "messages"'),
    ],
)
def test_lists_where_words_should_be_are_no_surprise(tmp_path, name, old, new):
    path = tmp_path / "f"
    assert old in shapes.ALL[name]
    path.write_bytes(shapes.ALL[name])
    shape = survey(path).shape
    path.write_bytes(shapes.ALL[name].replace(old, new))
    _everything(path, shape)
    lint_file(path)


def test_good_rows_around_bad_ones_are_kept_and_the_bad_are_named(tmp_path):
    path = tmp_path / "f.jsonl"
    first, second = shapes.MESSAGES.splitlines()
    path.write_bytes(b"\n".join([first, b"{oops", b"\xff" * 9, b"[" * 90, b"x" * (5 << 20), second]))
    reading = read(path)
    assert len(list(reading.rows)) == 2
    assert [(n.where, n.rule) for n in reading.intake.notes] == [
        ("f.jsonl line 2", "broken_json"),
        ("f.jsonl line 3", "bad_encoding"),
        ("f.jsonl line 4", "too_deep"),
        ("f.jsonl line 5", "line_too_long"),
    ]


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\0" * 5000, random.Random(7).randbytes(5000)])
def test_nothing_to_read_says_so(tmp_path, data):
    path = tmp_path / "f"
    path.write_bytes(data)
    with pytest.raises(BadFileError):
        survey(path)
    with pytest.raises(NotFoundError):
        survey(tmp_path / "gone")


def test_a_zip_bomb_stops_early(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        row = shapes.MESSAGES.splitlines()[0] + b"\n"
        archive.writestr("a.jsonl", row + b" " * (64 << 20) + row)
    with pytest.raises(BadFileError, match="unpacks to far more"):
        list(read(path).rows)


def test_a_member_with_a_wandering_name_is_only_read(tmp_path):
    path = tmp_path / "in" / "x.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.jsonl", shapes.MESSAGES)
    assert len(list(read(path).rows)) == 2
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["x.zip"]


def test_a_locked_zip_is_told(tmp_path):
    packed = bytearray(shape_parts.zipped(**{"a.jsonl": shapes.MESSAGES}))
    packed[6] |= 1
    at = packed.index(b"PK\x01\x02")
    packed[at + 8] |= 1
    path = tmp_path / "x.zip"
    path.write_bytes(packed)
    with pytest.raises(BadFileError, match="password"):
        survey(path)


def test_cancel_stops_a_reading(tmp_path):
    path = tmp_path / "f.jsonl"
    path.write_bytes(shapes.MESSAGES)
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(ImportCancelledError):
        list(read(path, cancel=cancel).rows)


LONG_LINE = """
import sys
from pathlib import Path
from tsuki_desktop.dataset.importers.run import read
from tsuki_desktop.dataset.lint import lint_file
reading = read(Path(sys.argv[1]))
rows = len(list(reading.rows))
lint_file(Path(sys.argv[1]))
status = Path("/proc/self/status").read_text()
peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
print(rows, reading.intake.notes[0].where, int(peak) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
def test_one_line_of_256_mb_costs_no_memory(tmp_path):
    path = tmp_path / "f.jsonl"
    with path.open("wb") as stream:
        stream.write(shapes.MESSAGES)
        stream.write(b'{"messages": "')
        stream.seek(256 << 20)
        stream.write(b'"}\n')
    done = subprocess.run(
        [sys.executable, "-c", LONG_LINE, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    rows, *where, peak = done.stdout.split()
    assert (rows, " ".join(where)) == ("2", "f.jsonl line 3")
    assert int(peak) < 100
