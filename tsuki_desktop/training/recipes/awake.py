"""Keeps the system from sleeping while there is something to compute. Standard library only; best effort."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys

CONTINUOUS, SYSTEM_REQUIRED = 0x80000000, 0x00000001
"""Windows: `ES_CONTINUOUS` and `ES_SYSTEM_REQUIRED`; they hold for the thread that asks."""


class Awake:
    """`hold()` and `release()`; what is held is let go with this process at the latest."""

    def __init__(self) -> None:
        self.helper: subprocess.Popen | None = None

    def hold(self) -> None:
        """Ask the system not to sleep."""
        if sys.platform == "win32":
            self.tell_windows(CONTINUOUS | SYSTEM_REQUIRED)
            return
        pid = str(os.getpid())
        if sys.platform == "darwin":
            command = ["caffeinate", "-i", "-w", pid]
        else:
            why = ["--what=idle:sleep", "--who=Tsuki", "--why=Training"]
            command = ["systemd-inhibit", *why, "tail", f"--pid={pid}", "-f", "/dev/null"]
        if self.helper is None and shutil.which(command[0]):
            quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            with contextlib.suppress(OSError):
                self.helper = subprocess.Popen(command, **quiet)

    def release(self) -> None:
        """Let it sleep again."""
        if sys.platform == "win32":
            self.tell_windows(CONTINUOUS)
        elif self.helper is not None:
            self.helper.terminate()
            self.helper.wait()
            self.helper = None

    def tell_windows(self, state: int) -> None:
        """Set what this thread needs of the system."""
        import ctypes

        ctypes.windll.kernel32.SetThreadExecutionState(state)
