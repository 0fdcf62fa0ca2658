from __future__ import annotations

import json
import zipfile

import pytest

from tsuki_desktop.errors import BadFileError, UsageError
from tsuki_desktop.store import archive, connect, files
from tsuki_desktop.store.driver import sqlite3


@pytest.fixture
def filled(path, db, talk):
    talk.turn("hello", "hey")
    profile = path.parent
    (profile / "settings.toml").write_text("a = 1")
    (profile / "logs").mkdir()
    (profile / "logs" / "today.log").write_text("x")
    (profile / "runs" / "R1").mkdir(parents=True)
    (profile / "runs" / "R1" / "run.json").write_text("{}")
    other = sqlite3.connect(profile / "datasets.db")
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    return profile


def test_there_and_back(filled, tmp_path):
    target = tmp_path / "me.zip"
    made = archive.export(filled, target)
    assert archive.look(target) == made
    assert set(made.members) == {"tsuki.db", "settings.toml", "datasets.db", "runs/R1/run.json"}
    archive.unpack(target, tmp_path / "new")
    db = connect.open_reader(tmp_path / "new" / "tsuki.db")
    assert db.execute("SELECT count(*) FROM messages").fetchone()[0] == 2
    db.close()
    assert (tmp_path / "new" / "settings.toml").read_text() == "a = 1"
    assert not list(tmp_path.glob(".*"))


def test_a_folder_with_something_in_it_is_left_alone(filled, tmp_path):
    archive.export(filled, tmp_path / "me.zip")
    before = files.sha256(filled / "settings.toml")
    with pytest.raises(UsageError):
        archive.unpack(tmp_path / "me.zip", filled)
    assert files.sha256(filled / "settings.toml") == before


def rewritten(source, target, change):
    """The archive with its list of contents changed by `change(manifest)`."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        manifest = json.loads(old.read(archive.MANIFEST))
        extra = change(manifest) or {}
        new.writestr(archive.MANIFEST, json.dumps(manifest))
        for name in old.namelist():
            if name != archive.MANIFEST and name not in extra:
                new.writestr(name, old.read(name))
        for name, content in extra.items():
            new.writestr(name, content)
    return target


def planted(name):
    def change(manifest):
        manifest["members"][name] = {"bytes": 1, "sha256": "x"}
        return {name: b"x"}

    return change


def shorter(manifest):
    manifest["members"]["settings.toml"]["bytes"] = 2


def altered(_manifest):
    return {"settings.toml": b"b = 2"}


def newer(manifest):
    manifest["format"] = 99


def without_log(manifest):
    del manifest["members"]["tsuki.db"]


def broken(manifest):
    manifest["members"] = 7


@pytest.mark.parametrize(
    "change",
    [
        *map(
            planted,
            (
                "../evil",
                "/etc/evil",
                "exports/../../evil",
                "C:\\evil",
                "exports\\..\\evil",
                "evil",
                "backups/x",
            ),
        ),
        shorter,
        altered,
        newer,
        without_log,
        broken,
    ],
)
def test_what_is_not_right_is_refused_whole(filled, tmp_path, change):
    archive.export(filled, tmp_path / "me.zip")
    bad = rewritten(tmp_path / "me.zip", tmp_path / "bad.zip", change)
    with pytest.raises(BadFileError):
        archive.unpack(bad, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob("**/evil"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"text"])
def test_no_archive_at_all(tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(BadFileError):
        archive.look(tmp_path / "x.zip")
    with pytest.raises(BadFileError):
        archive.look(tmp_path / "missing.zip")
