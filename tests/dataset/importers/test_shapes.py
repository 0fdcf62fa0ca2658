"""Each format in its true shape: recognised, read, and every drop counted."""

import gzip
import json
from pathlib import Path

import chat_shapes
import pytest
import shape_parts
import shapes
import zstandard

from tsuki_desktop.dataset.formats import Format, encode
from tsuki_desktop.dataset.importers.cards import read_card
from tsuki_desktop.dataset.importers.detect import Shape
from tsuki_desktop.dataset.importers.intake import Choices, Links
from tsuki_desktop.dataset.importers.run import read, survey
from tsuki_desktop.dataset.rows import in_validation
from tsuki_desktop.errors import BadFileError, UsageError


def put(tmp_path, name, data=None):
    path = tmp_path / name
    path.write_bytes(shapes.ALL[name] if data is None else data)
    return path


def brought(path, persona="", **more):
    reading = read(path, Choices(persona_speaker=persona, **more))
    rows = [[turn.text for turn in row.turns] for row in reading.rows]
    return rows, dict(reading.intake.dropped)


@pytest.mark.parametrize(
    ("name", "shape", "persona", "rows", "dropped"),
    [
        ("messages.jsonl", Shape.ROWS, "", [["hi", "hey you"], ["yo", "sup"]], {}),
        ("sharegpt.json", Shape.ROWS, "", [["what is up", "the moon"]], {"no_answer": 2, "tool_calls": 1}),
        ("alpaca.json", Shape.ROWS, "", [["Say hi", "hi"]], {}),
        ("dolly.jsonl", Shape.ROWS, "", [["Who is she?\nThe moon.", "The moon."]], {}),
        (
            "oasst_tree.jsonl",
            Shape.OASST,
            "",
            [["why is the sky blue", "light scatters"], ["why is the sky blue", "light scatters"]],
            {"deleted": 1},
        ),
        ("oasst_flat.jsonl", Shape.OASST, "", [["hello?", "hey"], ["bye?", "later"]], {}),
        ("stories.txt", Shape.PROSE, "", [], {"prose": 2}),
        (
            "discord.json",
            Shape.DISCORD,
            "luna",
            [["anyone up?", "me, always\nsadly"]],
            {"bot": 1, "system_message": 1, "media_only": 1, "no_link": 1},
        ),
        ("discord_package.zip", Shape.DISCORD_PACKAGE, "", [], {"one_voice": 1}),
        (
            "slack.zip",
            Shape.SLACK,
            "luna",
            [["is  ok & done, Tsuki?", "yep"]],
            {"system_message": 1, "bot": 1},
        ),
        (
            "telegram.json",
            Shape.TELEGRAM,
            "luna",
            [["you awake\nlook now", "no."], ["next day", "vertical\x0btab"]],
            {"system_message": 1, "media_only": 1},
        ),
        (
            "telegram_account.json",
            Shape.TELEGRAM,
            "luna",
            [["you awake\nlook now", "no."], ["next day", "vertical\x0btab"]],
            {"system_message": 1, "media_only": 1},
        ),
        (
            "whatsapp.txt",
            Shape.WHATSAPP,
            "luna",
            [
                ["happy new year\nalmost!", "not yet"],
                ["now then?", "now."],
            ],
            {"system_message": 1, "media_only": 1, "deleted": 1},
        ),
        (
            "whatsapp_android.txt",
            Shape.WHATSAPP,
            "luna",
            [],
            {"system_message": 1, "media_only": 1, "no_answer": 2},
        ),
        (
            "reddit.ndjson",
            Shape.REDDIT,
            "luna",
            [["who else is up", "me & the moon", "same", "twins"]],
            {"deleted": 1, "bot": 1},
        ),
        ("x.zip", Shape.X, "me", [["hello?", "hey hey"]], {"one_voice": 1, "system_message": 1}),
        ("chatgpt.json", Shape.CHATGPT, "", [["tell me", "new branch"]], {"tool_or_system": 2}),
        ("claude.json", Shape.CLAUDE, "", [["hi there", "hello"]], {}),
        (
            "sillytavern.jsonl",
            Shape.SILLYTAVERN,
            "",
            [["hi", "two"], ["hi", "two"]],
            {"system_message": 1, "broken_json": 1},
        ),
        ("table.csv", Shape.TABLE, "luna", [["hi there", "multi\r\nline"]], {"no_speaker": 1}),
        ("exchanges.csv", Shape.EXCHANGES, "", [["hi", "hey, you"]], {"empty_content": 1}),
        ("transcript.txt", Shape.TRANSCRIPT, "Luna", [["hi", "hey you\nand you", "ok", "night"]], {}),
        ("prose.txt", Shape.PROSE, "", [], {"prose": 1}),
    ],
)
def test_a_format_in_its_true_shape(tmp_path, name, shape, persona, rows, dropped):
    path = put(tmp_path, name)
    seen = survey(path)
    assert seen.shape is shape
    assert seen.needs_speaker == bool(persona and shape is not Shape.REDDIT)
    if seen.needs_speaker:
        assert persona in seen.speakers
    assert brought(path, persona) == (rows, dropped)


def test_siblings_of_different_rank_are_a_preference(tmp_path):
    rows = list(read(put(tmp_path, "oasst_tree.jsonl")).rows)
    assert [row.rejected for row in rows] == [None, "because"]


def test_a_chat_log_on_one_line_is_no_row(tmp_path):
    for name, shape in (("telegram.json", Shape.TELEGRAM), ("discord.json", Shape.DISCORD)):
        text = shapes.ALL[name].replace(b"\\x0B", b" ")
        path = put(tmp_path, name, json.dumps(json.loads(text)).encode())
        assert survey(path).shape is shape


def test_swipes_that_were_not_kept_are_the_worse_of_a_pair(tmp_path):
    rows = list(read(put(tmp_path, "sillytavern.jsonl")).rows)
    assert [row.rejected for row in rows] == [None, "one"]


@pytest.mark.parametrize("up", ["thumbs_up", "thumbsUp"])
def test_thumbs_come_along_and_a_disliked_reply_is_not_taught(tmp_path, up):
    rated = [
        {"message_id": "x", "conversation_id": "chat-1", "rating": up},
        {"id": "a", "conversation_id": "chat-1", "rating": "thumbs_down", "content": "{}"},
    ]
    packed = shape_parts.zipped(**{"conversations.json": shapes.CHATGPT, "message_feedback.json": rated})
    reading = read(put(tmp_path, "export.zip", packed))
    found = [(row.reply, row.label) for row in reading.rows]
    assert found == [("old branch", True), ("new branch", False)]
    assert reading.intake.dropped == {"tool_or_system": 2, "disliked": 1, "no_answer": 1}


def test_pieces_of_one_sharegpt_chat_stay_in_one_split(tmp_path):
    row = next(read(put(tmp_path, "sharegpt.json")).rows)
    assert row.conversation == "QWJhYvA"
    assert in_validation("QWJhYvA_11", 0.5) == in_validation(row.conversation, 0.5)


def test_a_speaker_must_be_chosen_and_must_speak(tmp_path):
    path = put(tmp_path, "telegram.json")
    with pytest.raises(UsageError, match="mika"):
        list(read(path).rows)
    with pytest.raises(UsageError, match="nobody does not speak"):
        list(read(path, Choices(persona_speaker="nobody")).rows)


def test_an_account_gives_no_contacts_away(tmp_path):
    reading = read(put(tmp_path, "telegram_account.json"), Choices(persona_speaker="luna"))
    assert "49151" not in repr(list(reading.rows)) + json.dumps(reading.as_json("x"))


def test_links_and_mentions_as_chosen(tmp_path):
    path = put(tmp_path, "slack.zip")
    kept = brought(path, "luna", links=Links.KEEP)[0]
    assert kept[0][0] == "is https://example.org ok & done, Tsuki?"
    assert brought(path, "luna", links=Links.REPLACE)[0][0][0] == "is [link] ok & done, Tsuki?"


def test_in_a_room_of_three_names_link_too(tmp_path):
    room = chat_shapes.discord(
        chat_shapes._discord(1, "mika", "who wants tea", "10:00:00"),
        chat_shapes._discord(2, "kit", "not now", "10:00:10"),
        chat_shapes._discord(3, "luna", "@mika me! and tell @kit too", "10:00:20"),
        chat_shapes._discord(4, "mika", "luna, which one", "10:01:00"),
        chat_shapes._discord(5, "luna", "@mika mint", "10:05:20"),
        chat_shapes._discord(6, "luna", "whatever kit says", "10:09:00"),
    )
    rows, dropped = brought(put(tmp_path, "d.json", room), "luna")
    assert rows == [["who wants tea", "friend me! and tell friend 2 too", "luna, which one", "friend mint"]]
    assert dropped == {"no_link": 1}


def test_whatsapp_dates_month_first_are_told_by_the_file(tmp_path):
    text = (
        "5/1/24, 9:02 PM - mika: hey\n5/1/24, 9:03 PM - luna: hi\n"
        "5/13/24, 9:03 PM - mika: again\n5/13/24, 9:04 PM - luna: sure\n"
    )
    rows, _ = brought(put(tmp_path, "w.txt", text.encode()), "luna")
    assert rows == [["hey", "hi"], ["again", "sure"]]


def test_packed_files_are_read_as_they_are(tmp_path):
    plain = brought(put(tmp_path, "reddit.ndjson"), "luna")
    packed = put(tmp_path, "r.zst", zstandard.compress(shapes.REDDIT))
    assert survey(packed).shape is Shape.REDDIT
    assert brought(packed, "luna") == plain
    assert brought(put(tmp_path, "r.gz", gzip.compress(shapes.REDDIT)), "luna") == plain


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_and_line_ends_do_not_matter(tmp_path, encoding):
    data = shapes.MESSAGES.decode().replace("\n", "\r\n").encode(encoding)
    assert brought(put(tmp_path, "m.jsonl", data))[0] == [["hi", "hey you"], ["yo", "sup"]]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(shapes.CARD).encode(),
        shapes.png(shapes.CARD),
        json.dumps(shapes.CARD_V1).encode(),
        shapes.png(shapes.CARD_V1),
    ],
)
def test_a_character_card_becomes_a_persona(tmp_path, data):
    path = put(tmp_path, "card", data)
    assert survey(path).shape is Shape.CARD
    card = read_card(path)
    assert (card.name, card.description, card.greeting) == ("Luna", "Luna likes you.", "Oh, you.")
    assert card.examples == (("hi", "hm, hi."), ("why", "because.\nreally."))
    with pytest.raises(UsageError, match="persona"):
        read(path)


def test_a_broken_card_is_told(tmp_path):
    with pytest.raises(BadFileError):
        read_card(put(tmp_path, "card.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40))


def test_the_same_row_comes_in_once(tmp_path):
    rows, dropped = brought(put(tmp_path, "m.jsonl", shapes.MESSAGES * 2))
    assert len(rows) == 2
    assert dropped == {"duplicate": 2}


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.INSTRUCTION])
def test_another_tsukis_export_comes_back_as_it_was(form):
    golden = Path(__file__).parents[1] / "golden" / f"{form}.jsonl"
    reading = read(golden, Choices())
    again = [json.loads(encode(row, form)) for row in reading.rows]
    written = [json.loads(line) for line in golden.read_text(encoding="utf-8").split("\n") if line]
    for row in (*again, *written):
        row.pop("id", None)  # ShareGPT's names conversation and reply; the conversation's part is kept
    assert again == written
    assert not reading.intake.dropped
