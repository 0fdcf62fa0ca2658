"""What people drop in besides chats: each is named, with what to do instead; never rows of rubbish."""

import os

import pytest
import shapes
from shape_parts import zipped

from tsuki_desktop.dataset.importers.detect import Shape
from tsuki_desktop.dataset.importers.intake import Choices
from tsuki_desktop.dataset.importers.run import read, survey
from tsuki_desktop.errors import BadFileError, UsageError

MAIL = b"From: Mika <mika@example.org>\nTo: luna@example.org\nSubject: moon\nDate: today\n\nHello.\n"
UNSUPPORTED = {
    "a.docx": (zipped(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "Word", ".txt"),
    "a.xlsx": (zipped(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "Excel", "CSV"),
    "a.odt": (zipped(mimetype=b"application/x", **{"content.xml": b"<x/>"}), "OpenDocument", ".txt"),
    "a.pdf": (b"%PDF-1.4\n1 0 obj\n<< /Type: 1 >>\n" * 9, "PDF", ".txt"),
    "a.rtf": (b"{\\rtf1\\ansi Mika: hi\\par}", "rich text", ".txt"),
    "a.html": (b"<!DOCTYPE html>\n<html>\n<p>Mika: hi</p>\n</html>\n", "web page", "JSON"),
    "a.xml": (b'<?xml version="1.0"?>\n<smses>\n<sms body="hi"/>\n</smses>\n', "XML", "CSV"),
    "a.eml": (MAIL, "mail", ".txt"),
    "a.mbox": (b"From mika@example.org Mon Jan  1 00:00:00 2024\n" + MAIL, "mail", ".txt"),
    "a.srt": (b"1\n00:00:01,000 --> 00:00:03,000\nHello there.\n", "subtitles", ".txt"),
    "a.db": (b"SQLite format 3\0" + bytes(99), "database", "CSV"),
    "a.jpg": (b"\xff\xd8\xff\xe0" + bytes(99), "picture", "PNG"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "archive", "Unpack"),
    "nested.zip": (zipped(**{"a.zip": zipped(a=b"hi")}), "archive", "Unpack"),
    "nested2.zip": (zipped(**{"a.zip": zipped(a=b"hi"), "b.zip": b"PK"}), "archive in", "Unpack"),
    "comments.json": (b'// mine\n[\n  // one\n  {"instruction": "hi"}\n]\n', "comments", "out"),
    "messenger.json": (b'{\n "participants": [{"name": "Mika"}],\n "messages": []}', "Messenger", "CSV"),
    "empty.json": (b"[]", "without a row", "right"),
    "russian.txt": (b"\xcc\xe8\xea: \xef\xf0\xe8\n\xcb\xf3\xed\xe0: \xea\xe0\xea\n", "encoding", "UTF-8"),
}


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_a_stranger_is_named_with_what_to_do(tmp_path, name):
    data, what, hint = UNSUPPORTED[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadFileError) as told:
        survey(path)
    assert what in told.value.message
    assert hint in told.value.hint


def test_a_folder_is_told_from_a_missing_file(tmp_path):
    with pytest.raises(BadFileError, match=r"folder.*\.zip"):
        survey(tmp_path)


CODE = "import os\n\ndef f(x: int) -> int:\n    return x\n\nclass A:\n    name: str\n    age: int = 3\n"
SETTINGS = "version: 1\nname: thing\nkeys:\n  a: 1\n  b: 2\n  c: three\n"
README = "# Moon\n\nA note: see below.\n\n## Use\n\n- one: two\n- three: four\n"
SCRIPT = "const a = {\n  id: 1,\n  name: 'x',\n  text: 'y',\n};\n"


@pytest.mark.parametrize("text", [CODE, SETTINGS, README, SCRIPT])
def test_names_with_colons_are_not_always_speakers(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert survey(path).shape is Shape.PROSE


def rows(path, persona):
    return [[turn.text for turn in row.turns] for row in read(path, Choices(persona_speaker=persona)).rows]


QUOTED = 'Author;Message;Date\r\n"Mika";"hi; you\r\nthere";1\r\nLuna;"she said ""no""";2\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_spreadsheets_table_has_columns_of_the_usual_names(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(QUOTED.encode(encoding))
    assert rows(path, "Luna") == [["hi; you\r\nthere", 'she said "no"']]


def test_question_and_answer_are_sides(tmp_path):
    path = tmp_path / "faq.csv"
    path.write_text("Question,Answer\nwhere?,here\n")
    assert rows(path, "") == [["where?", "here"]]


def test_a_table_without_names_asks_for_its_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Mika,hi there\nLuna,"hey, you"\nMika,ok\n')
    with pytest.raises(UsageError, match=r"--column speaker=NAME.*There are: Mika, hi there"):
        list(read(path).rows)


def test_windows_text_is_read_and_one_damaged_sign_changes_nothing(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Mika: café heute?\nLuna: “schön” gerne\n".encode("cp1252"))
    assert rows(path, "Luna") == [["café heute?", "“schön” gerne"]]
    path.write_bytes("Mika: café heute\nLuna: schön früh \n".encode() + b"\xff\n")
    assert rows(path, "Luna")[0][0] == "café heute"


def test_texts_that_were_sent_do_not_hide_a_whatsapp_chat(tmp_path):
    path = tmp_path / "chat.zip"
    sent = {"photo.jpg": os.urandom(99), "notes.txt": b"just some notes\nof mine\n"}
    path.write_bytes(zipped(**{"_chat.txt": shapes.WHATSAPP}, **sent))
    assert survey(path).shape is Shape.WHATSAPP
    assert rows(path, "luna")[-1] == ["now then?", "now."]


PRETTY = (
    b'{\n  "messages": [\n    {"role": "user", "content": "hi"},\n'
    b'    {"role": "assistant", "content": "%s"}\n  ]\n}\n'
)


def test_an_object_over_many_lines_is_one_row(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(PRETTY % b"hey" + PRETTY % b"yo")
    assert rows(path, "") == [["hi", "hey"], ["hi", "yo"]]
    path.write_bytes(PRETTY % b"hey" + PRETTY[:40])
    reading = read(path)
    assert [row.reply for row in reading.rows] == ["hey"]
    assert reading.intake.dropped == {"broken_json": 1}


@pytest.mark.parametrize("whole", [True, False])
def test_one_conversation_or_an_object_of_them_is_read_too(tmp_path, whole):
    path = tmp_path / "claude.json"
    talk = shapes.CLAUDE.strip().removeprefix(b"[").removesuffix(b"]")
    path.write_bytes(talk if whole else b'{"conversations": ' + shapes.CLAUDE + b"}")
    assert rows(path, "") == [["hi there", "hello"]]


def test_a_file_without_any_chat_does_not_pass_in_silence(tmp_path):
    path = tmp_path / "claude.json"
    path.write_bytes(b'{"other": {"chat_messages": [], "uuid": "x"}}')
    reading = read(path)
    assert list(reading.rows) == []
    assert reading.intake.dropped
