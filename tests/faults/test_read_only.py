"""A folder that an ordinary user may read and not write."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.faults.rig import make_log
from tsuki_desktop.store import connect, conversations, messages

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="becoming another user needs root"
)


@pytest.fixture
def shelf():
    """A folder that everybody can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="tsuki-faults-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def leave_open(database):
    """A log as a crash leaves it: the newest turn is only in the side file."""
    db = connect.open_writer(database)
    page = conversations.page(db, limit=1)[0]
    messages.add_user(db, page.id, page.leaf_id, "moon, the newest")
    saved = {name: Path(f"{database}{name}").read_bytes() for name in ("", "-wal")}
    db.close()
    for name, content in saved.items():
        Path(f"{database}{name}").write_bytes(content)


@pytest.mark.parametrize("crashed", [False, True])
def test_reading_and_exporting_without_writing(shelf, children, crashed):
    database = make_log(shelf / "profile" / "tsuki.db")
    if crashed:
        leave_open(database)
    for file in database.parent.iterdir():
        file.chmod(0o444)
    database.parent.chmod(0o555)
    before = {file.name: file.read_bytes() for file in database.parent.iterdir()}
    out = shelf / "out"
    out.mkdir()
    os.chown(out, 65534, 65534)
    pid = children.start("as_nobody", database=str(database), out=str(out))
    assert children.wait(pid) == 0
    seen = json.loads((out / "seen.json").read_text())
    count = 7 if crashed else 6
    assert seen["reason"] == "ReadOnlyError"
    assert "read-only" in seen["told"]
    assert (seen["messages"], seen["hits"], seen["backup"], seen["lock"]) == (
        count,
        count,
        count,
        "read-only",
    )
    assert len(json.loads((out / "chat.json").read_text())["messages"]) == count
    assert {file.name: file.read_bytes() for file in database.parent.iterdir()} == before
