"""Broken pages: no uncaught error, no wrong text, and the damaged file is kept as it was."""

from __future__ import annotations

import random
import shutil

from tests.faults.rig import make_log, size
from tsuki_desktop.errors import TsukiError
from tsuki_desktop.store import backup, connect, conversations, integrity, messages, quarantine, search
from tsuki_desktop.store.trouble import translated

PAGE = 4096


def flip_bits(data, source):
    for _ in range(source.randint(1, 8)):
        data[source.randrange(len(data))] ^= 1 << source.randrange(8)


def overwrite(data, source):
    start = source.randrange(len(data))
    length = source.choice((1, 16, 512, PAGE))
    data[start : start + length] = source.randbytes(len(data[start : start + length]))


def blank_page(data, source):
    start = source.randrange(len(data) // PAGE) * PAGE
    data[start : start + PAGE] = bytes(PAGE)


def swap_pages(data, source):
    one, other = (source.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def shorten(data, source):
    del data[source.randrange(len(data)) :]


HARMS = (flip_bits, flip_bits, overwrite, overwrite, blank_page, swap_pages, shorten)


def read_everything(path):
    """All that a window would show, by message id; ends at the first known error."""
    shown = {}
    try:
        with translated(path):
            db = connect.open_writer(path)
            try:
                look_around(db, shown)
            finally:
                db.close()
    except TsukiError:
        return shown, False
    return shown, True


def look_around(db, shown):
    for found in conversations.page(db, limit=20):
        for step in messages.path(db, found.id):
            shown[step.message_id] = messages.get(db, step.message_id).text
    for hit in search.search(db, "moon").hits:
        shown[hit.message_id] = messages.get(db, hit.message_id).text
    db.execute("BEGIN IMMEDIATE")
    try:
        integrity.quick(db)
        integrity.deep(db)
    finally:
        db.rollback()


def salvaged(path, target, backups=()):
    with translated(target):
        quarantine.salvage(path, target, backups)
        db = connect.open_writer(target)
        try:
            assert integrity.deep(db).sound
            return dict(db.execute("SELECT id, text FROM messages").fetchall())
        finally:
            db.close()


def test_broken_pages(tmp_path):
    sound = make_log(tmp_path / "sound" / "tsuki.db", count=300)
    truth, whole = read_everything(sound)
    assert whole
    assert len(truth) == 300
    made = backup.make(sound, tmp_path / "backups")
    content, source = sound.read_bytes(), random.Random(4)
    noticed = 0
    for number in range(size(40, 1000)):
        path = tmp_path / str(number) / "tsuki.db"
        path.parent.mkdir()
        data = bytearray(content)
        source.choice(HARMS)(data, source)
        path.write_bytes(data)
        kept = quarantine.set_aside(path)
        shown, whole = read_everything(path)
        noticed += not whole
        assert shown.items() <= truth.items()
        alone = salvaged(kept / "tsuki.db", path.with_name("alone.db"))
        wrong = {key: text for key, text in alone.items() if truth.get(key) != text}
        assert set(wrong.values()) <= {quarantine.LOST_TEXT}
        helped = salvaged(kept / "tsuki.db", path.with_name("helped.db"), [made.path])
        assert helped == truth
        assert (kept / "tsuki.db").read_bytes() == bytes(data)
        shutil.rmtree(path.parent)
    assert noticed > 0
