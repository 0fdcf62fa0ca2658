"""Files: the formats byte for byte, all or nothing, and what a manifest says."""

import errno
import hashlib
import json
import os
import stat
import threading
from pathlib import Path

import pytest
from trees import reply, say, tree, uid

from tsuki_desktop.dataset import export as module
from tsuki_desktop.dataset import manifest
from tsuki_desktop.dataset.export import (
    CancelledError,
    NotAgreedError,
    Options,
    export,
    preview,
    undo,
    validation_name,
)
from tsuki_desktop.dataset.formats import Format, decode, encode, recognise
from tsuki_desktop.dataset.rows import in_validation
from tsuki_desktop.dataset.scrub import Scrubber, scan
from tsuki_desktop.dataset.walk import Rules
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.errors import DiskFullError, StorageError, UsageError

GOLDEN = Path(__file__).parent / "golden"


def chats():
    """A little of everything that the formats can show."""
    return [
        tree(
            say(1, None, "Hi there!"),
            reply(2, 1, "Hey! Ready to tackle the day?", 1, emotion=Emotion.HAPPY),
            say(3, 2, "This isn't working"),
            reply(4, 3, "I apologize for the inconvenience.", -1),
            reply(5, 3, "Ugh, I feel you. Show me?", 1, emotion=Emotion.SUPPORTIVE),
            leaf=5,
        ),
        tree(
            say(6, None, 'naïve café 猫 \u2028 \ud83d "quoted"\n2nd line'),
            reply(7, 6, "That is correct.", -1, correction="Yep, nailed it! 🌙", emotion=Emotion.PLAYFUL),
            number=2,
        ),
        tree(
            say(8, None, "mail me at luna@example.org, my password is hunter22x"),
            reply(9, 8, "noted, not telling luna@example.org!", 1),
            number=3,
        ),
    ]


@pytest.mark.parametrize("form", list(Format))
def test_each_format_is_what_it_was(form, tmp_path):
    out = tmp_path / f"{form}.jsonl"
    export(chats(), Options(form, Rules(system="You are Tsuki.")), out, Scrubber())
    golden = GOLDEN / f"{form}.jsonl"
    if os.environ.get("TSUKI_GOLDEN") == "write":
        golden.write_bytes(out.read_bytes())
    assert out.read_bytes() == golden.read_bytes()
    for number, line in enumerate(out.read_text(encoding="utf-8").splitlines()):
        value = json.loads(line)
        assert recognise(value) == form
        again = decode(value, str(number))
        if form is not Format.SHAREGPT:
            assert encode(again, form) == line


def test_nothing_private_leaves(tmp_path):
    scrubber = Scrubber()
    done = export(chats(), Options(), tmp_path / "a.jsonl", scrubber)
    text = done.path.read_text(encoding="utf-8")
    assert "luna@example.org" not in text
    assert "hunter22x" not in text
    assert done.findings == {"email": 2, "password": 1}


def test_what_the_person_chose_to_keep_stays(tmp_path):
    found = preview(chats(), Options(), Scrubber()).findings
    keep = {f.fingerprint for f in found if f.kind == "email"}
    done = export(chats(), Options(), tmp_path / "a.jsonl", Scrubber(keep=keep))
    assert "luna@example.org" in done.path.read_text(encoding="utf-8")
    assert done.findings == {"password": 1}


def test_the_manifest_says_what_was_written(tmp_path):
    done = export(chats(), Options(), tmp_path / "a.jsonl", Scrubber())
    manifest = json.loads(done.manifest.read_text(encoding="utf-8"))
    assert manifest["sources"] == [uid(2), uid(5), uid(7), uid(9)]
    assert manifest["files"] == [
        {"name": "a.jsonl", "rows": 4, "sha256": hashlib.sha256(done.path.read_bytes()).hexdigest()}
    ]
    assert manifest["left_out"] == {"disliked": 1}
    assert stat.S_IMODE(done.path.stat().st_mode) == stat.S_IMODE(done.manifest.stat().st_mode) == 0o600


def test_the_same_log_gives_the_same_bytes(tmp_path):
    for name in "ab":
        export(chats(), Options(Format.UNPAIRED), tmp_path / f"{name}.jsonl", Scrubber())
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_a_conversation_is_in_one_split(tmp_path):
    many = [
        tree(
            say(1, None, "hi"), reply(2, 1, f"a {n}", 1), say(3, 2, "yo"), reply(4, 3, f"b {n}", 1), number=n
        )
        for n in range(1, 200)
    ]
    done = export(many, Options(split=0.2), tmp_path / "a.jsonl", Scrubber())
    assert done.validation_path == validation_name(done.path)
    train, held = (p.read_text(encoding="utf-8").splitlines() for p in (done.path, done.validation_path))
    assert (len(train), len(held)) == (done.rows, done.validation_rows)
    assert 40 < len(held) < 120
    names = [{json.loads(line)["messages"][1]["content"][2:] for line in lines} for lines in (train, held)]
    assert not names[0] & names[1]
    assert in_validation("chat_0", 0.5) == in_validation("chat_11", 0.5)


def test_an_existing_file_is_replaced_only_with_consent(tmp_path):
    out = tmp_path / "a.jsonl"
    out.write_text("mine")
    with pytest.raises(UsageError, match="already there"):
        export(chats(), Options(), out, Scrubber())
    assert out.read_text() == "mine"
    export(chats(), Options(overwrite=True), out, Scrubber())
    assert out.read_text(encoding="utf-8").count("\n") == 4
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jsonl", "a.jsonl.manifest.json"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_planted_link_is_refused(tmp_path, overwrite):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    out = tmp_path / "a.jsonl"
    out.symlink_to(victim)
    with pytest.raises(UsageError, match="link"):
        export(chats(), Options(overwrite=overwrite), out, Scrubber())
    out.unlink()
    (tmp_path / "a.jsonl.manifest.json").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="link"):
        export(chats(), Options(overwrite=overwrite), out, Scrubber())
    assert victim.read_text() == "precious"
    assert not out.exists()


def test_cancel_leaves_nothing(tmp_path):
    cancel = threading.Event()

    def endless():
        number = 0
        while True:
            number += 1
            yield tree(say(1, None, "hi"), reply(2, 1, "hey", 1), number=number)

    heard = []

    def progress(rows):
        heard.append(rows)
        if rows > 1000:
            cancel.set()

    with pytest.raises(CancelledError):
        export(endless(), Options(), tmp_path / "a.jsonl", Scrubber(), progress=progress, cancel=cancel)
    assert list(tmp_path.iterdir()) == []
    assert heard == [512, 1024]


def test_nothing_to_export_says_so_and_writes_nothing(tmp_path):
    with pytest.raises(UsageError, match="nothing to export"):
        export([], Options(), tmp_path / "a.jsonl", Scrubber())
    with pytest.raises(UsageError, match="cannot be used") as told:
        export([tree(say(1, None, "q"), reply(2, 1, "r", -1))], Options(), tmp_path / "a.jsonl", Scrubber())
    assert told.value.hint == "It is left out because: not her, and not rewritten."
    both = tree(say(1, None, "q"), reply(2, 1, "r", -1), reply(3, 1, "r", -1))
    with pytest.raises(UsageError, match="None of the 2") as told:
        export([both], Options(), tmp_path / "a.jsonl", Scrubber())
    assert told.value.hint == "Why most (2) are left out: not her, and not rewritten."
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(StorageError, match="gone is not there"):
        export(chats(), Options(), tmp_path / "gone" / "a.jsonl", Scrubber())


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError):
        export(chats(), Options(), tmp_path / "a.jsonl", Scrubber())
    assert list(tmp_path.iterdir()) == []


def test_undo_takes_back_only_what_was_written(tmp_path):
    done = export(chats(), Options(split=0.5), tmp_path / "a.jsonl", Scrubber())
    assert undo(done)
    assert list(tmp_path.iterdir()) == []
    done = export(chats(), Options(), tmp_path / "a.jsonl", Scrubber())
    done.path.write_text("edited since")
    assert not undo(done)
    assert done.path.exists()


def test_preview_counts_as_export_does(tmp_path):
    for form in Format:
        seen = preview(chats(), Options(form, split=0.3), Scrubber())
        done = export(chats(), Options(form, split=0.3), tmp_path / f"{form}.jsonl", Scrubber())
        assert (seen.rows, seen.validation_rows) == (done.rows, done.validation_rows)
        assert seen.counts == done.findings
    assert module.preview(chats(), Options(Format.PREFERENCE), Scrubber()).chosen_longer < 1


def test_who_does_not_agree_gets_no_file(tmp_path):
    asked = []

    def agreed(seen):
        asked.append((seen.rows, seen.news, {f.kind for f in seen.findings}))
        return not seen.news

    with pytest.raises(NotAgreedError):
        export(chats(), Options(), tmp_path / "a.jsonl", Scrubber(), agreed=agreed)
    assert list(tmp_path.iterdir()) == []
    known = {f.fingerprint for f in preview(chats(), Options(), Scrubber()).findings}
    done = export(chats(), Options(), tmp_path / "a.jsonl", Scrubber(known=known), agreed=agreed)
    assert done.findings == {"email": 2, "password": 1}
    assert asked == [(4, True, {"email", "password"}), (4, False, {"email", "password"})]


def test_news_come_first_however_much_is_known():
    old = tree(say(1, None, " ".join(f"a{n}@example.org" for n in range(300))), reply(2, 1, "ok", 1))
    known = {one.fingerprint for one in scan(old.messages[0].text)}
    new = tree(say(1, None, "and luna@example.org"), reply(2, 1, "ok", 1), number=2)
    seen = preview([old, new], Options(), Scrubber(known=known))
    assert seen.news
    assert seen.findings[0].text == "luna@example.org"


def test_lint_looks_at_what_each_row_teaches():
    talk = []
    for n in range(1, 41, 2):
        talk += [say(n, n - 1 or None, f"what about {n}, then?"), reply(n + 1, n, f"as an AI I like {n}!", 1)]
    report = preview([tree(*talk)], Options(), Scrubber(), lint=True).lint
    assert report.rows == 20
    assert report.counts["boilerplate"] == 20
    assert "near_duplicate" not in report.counts
    assert preview([tree(*talk)], Options(), Scrubber()).lint is None


def test_a_manifest_is_read_line_by_line(tmp_path):
    done = export(chats(), Options(), tmp_path / "a.jsonl", Scrubber())
    assert list(manifest.sources(done.manifest)) == [uid(2), uid(5), uid(7), uid(9)]
    assert done.head == {k: v for k, v in json.loads(done.manifest.read_text()).items() if k != "sources"}
