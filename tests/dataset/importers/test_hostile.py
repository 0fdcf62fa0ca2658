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


TURNED = [(b'"', b"1"), (b"[", b"{"), (b": ", b": null,"), (b'""', b"[]"), (b"{", b"[")]


def damaged(data, chance):
    """`data` cut, stuffed, turned over: up to four times."""
    for _ in range(chance.randint(0, 4)):
        at = chance.randint(0, len(data))
        match chance.choice(["cut", "stuff", "flip", "drop", "double", "type"]):
            case "cut":
                data = data[:at]
            case "stuff":
                stuff = chance.choice([*NASTY, chance.randbytes(chance.randint(0, 8))])
                data = data[:at] + stuff + data[at:]
            case "flip" if at < len(data):
                data = data[:at] + bytes([data[at] ^ chance.randint(1, 255)]) + data[at + 1 :]
            case "drop":
                data = data[:at] + data[at + chance.randint(1, 30) :]
            case "double":
                data = data[:at] + data[at // 2 : at] + data[at:]
            case "type":
                data = data.replace(*chance.choice(TURNED), chance.randint(1, 3))
    return data


def for_each_example(make, check, examples=EXAMPLES):
    """Check what `make` makes of each of so many chances; a failure says which example it was."""
    for number in range(examples):
        data = make(random.Random(number))
        try:
            check(data)
        except BaseException as error:
            error.add_note(f"example {number}: {data!r}")
            raise


def _everything(path, shape=None):
    """Whatever one can do with a file, and what it was taken for; known errors are fine."""
    found = None
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
        pass
    return found and found.shape


@pytest.mark.parametrize("name", list(shapes.ALL))
def test_damaged_files_never_surprise(tmp_path, name):
    path, whole = tmp_path / "f", shapes.ALL[name]
    path.write_bytes(whole)
    whole_shape = survey(path).shape

    def check(data):
        path.write_bytes(data)
        if _everything(path) is not whole_shape:
            # The same bytes, said to be what they were.
            _everything(path, whole_shape)

    for_each_example(lambda chance: damaged(whole, chance), check)


@pytest.mark.parametrize("shape", [s for s in Shape if s is not Shape.CARD])
def test_any_bytes_read_as_anything_never_surprise(tmp_path, shape):
    path = tmp_path / "f"

    def make(chance):
        if chance.random() < 0.5:
            return chance.randbytes(chance.randint(0, 300))
        return damaged(chance.choice(list(shapes.ALL.values())), chance)

    def check(data):
        path.write_bytes(data)
        _everything(path, shape)

    for_each_example(make, check)


@pytest.mark.parametrize("whole", [shapes.png(shapes.CARD), json.dumps(shapes.CARD).encode()])
def test_damaged_cards_never_surprise(tmp_path, whole):
    path = tmp_path / "f"

    def check(data):
        path.write_bytes(data)
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

    for_each_example(lambda chance: damaged(whole, chance), check)


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

    def check(data):
        path.write_bytes(data)
        try:
            json.dumps(lint_file(path).as_json())
            done = clean_file(path, tmp_path / "out", overwrite=True)
        except TsukiError:
            return
        kept = [json.loads(line) for line in done.path.read_bytes().splitlines()]
        assert len(kept) == done.rows > 0
        assert all(isinstance(row, dict) for row in kept)

    for_each_example(lambda chance: damaged(good, chance), check)


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
    if shape is Shape.ROWS:
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


@pytest.mark.parametrize("size", [100, 5000, 70_000])
def test_chance_bytes_are_no_text(tmp_path, size):
    path = tmp_path / "f"

    def check(data):
        path.write_bytes(data)
        with pytest.raises(BadFileError):
            survey(path)

    for_each_example(lambda chance: chance.randbytes(size), check, 300)


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\0" * 5000])
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
