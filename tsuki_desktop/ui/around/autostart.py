"""Starting with the computer: one small file of the person's own, or one value in the registry of Windows.

Tried on Linux. The files for macOS are tested as files, the registry not at all.
"""

from __future__ import annotations

import os
import plistlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.errors import StorageError

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile

NAME = "tsuki-desktop"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"


def command(profile: Profile) -> list[str]:
    """What starts this Tsuki again: the package's own program where there is one."""
    if "APPIMAGE" in os.environ:
        own = [os.environ["APPIMAGE"]]
    elif getattr(sys, "frozen", False):
        program = Path(sys.executable)
        windowed = program.with_name("TsukiDesktop" + program.suffix)
        own = [str(windowed if windowed.is_file() else program)]
    else:
        own = [sys.executable, "-m", "tsuki_desktop"]
    from tsuki_desktop.paths import profile as usual

    return own if profile.root == usual().root else [*own, "--profile", str(profile.root)]


def place(system: str = sys.platform) -> Path | None:
    """The file that this system reads; None where it has another way."""
    if system == "win32":
        return None
    if system == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"local.{NAME}.tsuki.plist"
    folder = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(folder) / "autostart" / f"{NAME}.desktop"


def lost() -> bool:
    """Whether the file is gone, as when the person took it away with the desktop's own settings."""
    file = place()
    return file is not None and not file.is_file()


def switch(profile: Profile, *, on: bool) -> None:
    """Let Tsuki start with the computer, or not any more.

    Raises:
        StorageError: the system does not let us.

    """
    file, program = place(), command(profile)
    try:
        if file is None:
            _switch_registry(program, on=on)
        elif on:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(launch_agent(program) if sys.platform == "darwin" else entry(program))
        else:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            "This computer does not let Tsuki change what starts with it.",
            "Its own settings have a list of programs that do.",
            detail=str(error),
        ) from error


def entry(program: list[str]) -> bytes:
    """A desktop entry for the folder `autostart`."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Tsuki",
        f"Exec={' '.join(map(_quoted, program))}",
        f"Icon={NAME}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    ]
    return ("\n".join(lines) + "\n").encode()


def _quoted(word: str) -> str:
    """One word of an `Exec` line: quoted, its special letters escaped, percent signs doubled."""
    for special in ("\\", '"', "`", "$"):
        word = word.replace(special, "\\" + special)
    # The whole line is a string in which a backslash stands for two.
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def launch_agent(program: list[str]) -> bytes:
    """A launch agent of macOS."""
    return plistlib.dumps({"Label": f"local.{NAME}.tsuki", "ProgramArguments": program, "RunAtLoad": True})


def _switch_registry(program: list[str], *, on: bool) -> None:
    if sys.platform != "win32":
        raise OSError("there is no registry")
    import subprocess
    import winreg
    from contextlib import suppress

    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
        if on:
            winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, subprocess.list2cmdline(program))
        else:
            with suppress(FileNotFoundError):
                winreg.DeleteValue(key, NAME)
