"""The file that starts Tsuki with the computer."""

import plistlib
import sys
from pathlib import Path

import pytest

from tests.ui import stage as s
from tsuki_desktop.errors import StorageError
from tsuki_desktop.paths import Profile
from tsuki_desktop.ui.around import autostart


def test_the_usual_profile_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUKI_PROFILE", str(tmp_path / "usual"))
    monkeypatch.delenv("APPIMAGE", raising=False)
    assert autostart.command(Profile(tmp_path / "usual")) == [sys.executable, "-m", "tsuki_desktop"]
    other = autostart.command(Profile(tmp_path / "other"))
    assert other[-2:] == ["--profile", str(tmp_path / "other")]


def test_a_package_starts_its_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUKI_PROFILE", str(tmp_path))
    monkeypatch.delenv("APPIMAGE", raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "tsuki"))
    assert autostart.command(Profile(tmp_path)) == [str(tmp_path / "tsuki")]
    (tmp_path / "TsukiDesktop").touch()
    assert autostart.command(Profile(tmp_path)) == [str(tmp_path / "TsukiDesktop")]
    monkeypatch.setenv("APPIMAGE", "/home/someone/Tsuki.AppImage")
    assert autostart.command(Profile(tmp_path)) == ["/home/someone/Tsuki.AppImage"]


def test_each_system_has_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")
    assert autostart.place("linux") == Path("/somewhere/autostart/tsuki-desktop.desktop")
    assert autostart.place("darwin").name == "local.tsuki-desktop.tsuki.plist"
    assert autostart.place("win32") is None


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/opt/tsuki", '"/opt/tsuki"'),
        ("/a b/ç", '"/a b/ç"'),
        ('quo"te', r'"quo\\"te"'),
        ("$HOME`x`", r'"\\$HOME\\`x\\`"'),
        ("back\\slash", r'"back\\\\slash"'),
        ("100%", '"100%%"'),
    ],
)
def test_words_of_an_entry_are_escaped(word: str, written: str) -> None:
    entry = autostart.entry([word]).decode()
    assert f"\nExec={written}\n" in entry
    assert entry.startswith("[Desktop Entry]\n")


def test_a_launch_agent_holds_the_words_as_they_are() -> None:
    told = plistlib.loads(autostart.launch_agent(["/a b/tsuki", "--profile", "/ü"]))
    assert told == {
        "Label": "local.tsuki-desktop.tsuki",
        "ProgramArguments": ["/a b/tsuki", "--profile", "/ü"],
        "RunAtLoad": True,
    }


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "autostart").write_text("a file in the way")
    monkeypatch.setattr(autostart, "place", lambda: tmp_path / "autostart" / "tsuki-desktop.desktop")
    with pytest.raises(StorageError, match="does not let Tsuki"):
        autostart.switch(Profile(tmp_path), on=True)


async def test_the_switch_writes_the_file_and_takes_it_away(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("tsuki_desktop.ui.around.autostart.sys.platform", "linux")
    async with s.stage(profile) as desk:
        assert not desk.settings.value.autostart
        desk.app.preferences.setSwitch("autostart", True)
        written = (tmp_path / "config" / "autostart" / "tsuki-desktop.desktop").read_text("utf-8")
        assert f'"--profile" "{profile.root}"' in written
        desk.app.preferences.setSwitch("autostart", False)
        assert list((tmp_path / "config" / "autostart").iterdir()) == []


async def test_a_switch_that_cannot_be_turned_stays_as_it_was(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autostart, "place", lambda: tmp_path / "file" / "tsuki-desktop.desktop")
    (tmp_path / "file").write_text("in the way")
    async with s.stage(profile) as desk:
        desk.app.preferences.setSwitch("autostart", True)
        assert desk.app.notices.text == "This computer does not let Tsuki change what starts with it."
        assert not desk.settings.value.autostart
    assert "autostart = true" not in profile.settings.read_text("utf-8")


async def test_an_entry_that_the_person_took_away_switches_it_off(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autostart, "place", lambda: tmp_path / "autostart" / "tsuki-desktop.desktop")
    async with s.stage(profile, settings="autostart = true\n") as desk:
        assert not desk.settings.value.autostart
        desk.app.preferences.setSwitch("autostart", True)
        assert not autostart.lost()
