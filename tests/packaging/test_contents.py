"""What the installers are told: it must stay true while the program grows."""

import ast
import plistlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tsuki_desktop import __version__
from tsuki_desktop.backends.llama_models import STARTER_PACKAGE
from tsuki_desktop.cli.root import COMMANDS

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
SOURCES = sorted((ROOT / "tsuki_desktop").rglob("*.py"))


@pytest.fixture
def contents(monkeypatch):
    monkeypatch.syspath_prepend(str(PACKAGING))
    import contents

    return contents


@pytest.fixture
def linux_files(contents):
    import linux_files

    return linux_files


def shipped(contents):
    return {f"{folder}/{Path(path).name}" for path, folder in contents.data_files()}


def test_the_version_is_named_once(contents):
    assert contents.version() == __version__
    number, date, points = contents.releases()[0]
    assert number == __version__, "CHANGELOG.md begins with another version"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", date)
    assert points
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dynamic"] == ["version"]


def test_what_is_shipped_is_there_and_in_a_fixed_order(contents):
    listed = contents.data_files()
    assert listed == sorted(listed, key=lambda pair: (pair[1], pair[0]))
    assert len(set(listed)) == len(listed)
    assert all(Path(path).is_file() for path, _ in listed)


def test_every_file_that_the_program_asks_for_is_shipped(contents):
    files = shipped(contents)
    asked = set()
    for path in SOURCES:
        for call in re.findall(r"\bbundled\(([^)]*)\)", path.read_text(encoding="utf-8")):
            words = re.findall(r'"([^"]+)"', call)
            asked.add("/".join(words))
    asked.discard("")
    assert "assets/persona.toml" in asked
    for one in asked:
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", one) + "($|/)")
        assert any(map(pattern.match, files)), one


def test_the_window_and_the_recipes_are_shipped(contents):
    files = shipped(contents)
    for path in (ROOT / "tsuki_desktop" / "ui" / "qml").rglob("*.qml"):
        assert path.relative_to(ROOT).as_posix() in files
    for path in (ROOT / "tsuki_desktop" / "training").rglob("*.py"):
        assert path.relative_to(ROOT).as_posix() in files
    assert not any(file.startswith("assets/pictures/") for file in files)
    assert contents.STARTER == STARTER_PACKAGE


def test_every_command_is_among_the_modules(contents):
    found = contents.modules()
    assert {f"tsuki_desktop.cli.{module}" for module in COMMANDS.values()} <= set(found)
    assert "tsuki_desktop.backends.llama_worker.serve" in found
    assert "tsuki_desktop.training.recipes.sft" not in found


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_that_is_left_out_is_imported(contents):
    for path in SOURCES:
        if "recipes" not in path.parts:
            bad = [name for name in imported(path) if contents.excluded(name)]
            assert not [name for name in bad if not name.startswith("tsuki_desktop.training.recipes")], path


def test_every_qml_module_that_is_imported_is_kept(contents):
    asked = set()
    for path in (ROOT / "tsuki_desktop" / "ui" / "qml").rglob("*.qml"):
        asked |= set(re.findall(r"^import (Qt[\w.]*)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert "QtQuick.Templates" in asked
    missing = {one for one in asked if one.replace(".", "/") not in contents.QML_KEPT}
    assert not missing


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("PySide6/Qt/qml/Qt/labs/qmlmodels/qmldir", True),
        ("PySide6/Qt/qml/Qt/labs/qmlmodels/plugins.qmltypes", False),
        ("PySide6/qml/QtQuick/Templates/qmldir", True),
        ("PySide6/Qt/qml/QtQuick/Pdf/qmldir", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/translations/qtbase_ja.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/QtCore.abi3.so", True),
        ("libgtk-3.so.0", False),
        ("assets/persona.toml", True),
    ],
)
def test_what_is_kept_of_qt(contents, place, kept):
    assert contents.kept(place) is kept


def test_the_desktop_is_told_the_same_everywhere(linux_files, tmp_path):
    linux_files.write(tmp_path)
    entry = (tmp_path / "share/applications/tsuki-desktop.desktop").read_text(encoding="utf-8")
    words = re.search(r"^Exec=tsuki (\w+) %f$", entry, re.MULTILINE)
    assert words
    assert words[1] in COMMANDS
    told = ElementTree.fromstring(linux_files.metainfo())
    assert next(told.iter("release")).get("version") == __version__
    opened = set(re.search(r"^MimeType=(.*);$", entry, re.MULTILINE)[1].split(";"))
    assert {one.text for one in told.iter("mediatype")} == opened
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    mime = ElementTree.parse(tmp_path / "share/mime/packages/tsuki-desktop.xml")
    assert {one.get("type") for one in mime.iter(f"{space}mime-type")} == opened
    assert (tmp_path / "share/icons/hicolor/128x128/apps/tsuki-desktop.png").stat().st_size > 1000


def test_the_mac_is_told_the_same():
    told = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    declared = {one["UTTypeIdentifier"] for one in told["UTImportedTypeDeclarations"]}
    used = {kind for one in told["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]}
    assert used - declared == {"public.png"}
    plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())


def test_scripts_are_whole():
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("no bash")
    for script in (PACKAGING / "check_deb.sh", PACKAGING / "macos" / "build.sh"):
        assert subprocess.run([bash, "-n", str(script)], check=False).returncode == 0
    compile((PACKAGING / "tsuki.spec").read_text(encoding="utf-8"), "tsuki.spec", "exec")


def test_appstream_has_nothing_to_say(linux_files, tmp_path):
    if not shutil.which("appstreamcli"):
        pytest.skip("no appstreamcli")
    (tmp_path / "tsuki.metainfo.xml").write_text(linux_files.metainfo(), encoding="utf-8")
    command = ["appstreamcli", "validate", "--no-net", str(tmp_path / "tsuki.metainfo.xml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_two_lists_are_compared_by_name(contents, tmp_path):
    import file_list

    for name in ("a", "b"):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "deep" / "one").write_text("1")
        (tmp_path / name / "link").symlink_to("deep/one")
    assert file_list.of(tmp_path / "a") == file_list.of(tmp_path / "b")
    (tmp_path / "b" / "two").write_text("2")
    first, second = (file_list.read(tmp_path / name) for name in ("a", "b"))
    assert second.keys() - first.keys() == {"two"}


def test_programs_started_from_here_get_their_own_libraries(monkeypatch):
    import importlib.util
    import os
    import sys

    found = importlib.util.spec_from_file_location("tsuki_entry", PACKAGING / "entry.py")
    entry = importlib.util.module_from_spec(found)
    found.loader.exec_module(entry)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", "/opt/tsuki/_internal", raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/tsuki/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/home/me/lib")
    monkeypatch.setenv("QT_PLUGIN_PATH", "/opt/tsuki/_internal/PySide6/Qt/plugins")
    monkeypatch.setenv("QML2_IMPORT_PATH", "/home/me/qml")
    entry._give_back_environment()
    assert os.environ["LD_LIBRARY_PATH"] == "/home/me/lib"
    assert "QT_PLUGIN_PATH" not in os.environ
    assert os.environ["QML2_IMPORT_PATH"] == "/home/me/qml"
