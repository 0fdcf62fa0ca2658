"""The program as a process: typed into with xdotool, read through its own command line."""

import ctypes
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
PATIENCE_S = 90
"""How long anything may take: other work may keep this machine busy."""


def until(condition: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> object:
    """Wait until `condition` holds and return what it gave."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"{what} did not happen within {seconds} s"
        time.sleep(0.05)
    return found


def xdotool(display: str, *words: str) -> list[str]:
    """The lines that xdotool answers; none where it found nothing."""
    environment = {**os.environ, "DISPLAY": display}
    asked = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)
    return asked.stdout.split("\n")[:-1]


class Program:
    """A running Tsuki window."""

    def __init__(self, profile: Path, display: str, environment: dict[str, str]) -> None:
        self.profile = profile
        self._display = display
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", **environment}
        # A window must not need a log-in manager's folder, nor find a model server that runs here by chance.
        self._environment |= {"QT_QUICK_BACKEND": "software", "OLLAMA_HOST": "127.0.0.1:1"}
        self._output = profile / "output.txt"
        with self._output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tsuki_desktop", "--profile", str(profile)],
                env=self._environment,
                cwd=ROOT,
                stdout=output,
                stderr=output,
            )
        self.window = ""

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    @property
    def output(self) -> str:
        """What it printed, which should be nothing."""
        return self._output.read_text()

    def wait_for_window(self) -> None:
        """Wait until the window is there and its profile is open, or was refused."""
        self.window = str(until(self._find, "the window"))

    def _find(self) -> str:
        assert self.running, f"the program ended by itself: {self.output}"
        found = xdotool(
            self._display,
            "search",
            "--all",
            "--onlyvisible",
            "--pid",
            str(self.process.pid),
            "--name",
            "Tsuki$",
        )
        return found[0] if found else ""

    @property
    def title(self) -> str:
        return "\n".join(xdotool(self._display, "getwindowname", self.window))

    # As a person does

    def key(self, name: str) -> None:
        """Press one key or chord, such as `Return` or `ctrl+r`."""
        xdotool(self._display, "windowfocus", "--sync", self.window, "key", "--clearmodifiers", name)

    def type(self, words: str) -> None:
        xdotool(self._display, "windowfocus", "--sync", self.window, "type", "--delay", "15", words)

    def say(self, words: str) -> None:
        self.type(words)
        self.key("Return")

    def close(self) -> int:
        """Click on the window's cross, as a window manager passes it on; the exit status."""
        _ask_to_close(self._display, int(self.window))
        return self.process.wait(PATIENCE_S)

    def end(self) -> None:
        """End it with everything that belongs to it, for a test that failed half-way."""
        for process in [*self.children(), psutil.Process(self.process.pid)] if self.running else []:
            process.kill()
        self.process.wait(PATIENCE_S)

    # What it holds

    def command(self, *words: str) -> object:
        """What `tsuki … --json` says."""
        asked = subprocess.run(
            [sys.executable, "-m", "tsuki_desktop", "--profile", str(self.profile), *words, "--json"],
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            check=False,
            text=True,
            timeout=PATIENCE_S,
        )
        assert asked.returncode == 0, asked.stderr
        return json.loads(asked.stdout)

    def conversations(self) -> list[dict]:
        return self.command("log", "list")

    def messages(self) -> list[dict]:
        """The messages of the newest conversation, as `tsuki log show` tells."""
        listed = self.conversations()
        return self.command("log", "show", listed[0]["id"])["messages"] if listed else []

    def statuses(self) -> list[tuple[str, str]]:
        """(status, text) of every reply in the log file: quicker to ask than the command line."""
        path = self.profile / "tsuki.db"
        if not path.exists():
            return []
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=10)) as log:
            try:
                return log.execute(
                    "select status, text from messages where role = 'assistant' order by id"
                ).fetchall()
            except sqlite3.OperationalError:
                return []  # the tables are just being made

    def wait_for_reply(self, count: int, status: str = "complete") -> str:
        """Wait until there are `count` replies and the last one has `status`; its text."""

        def there() -> bool:
            found = self.statuses()
            return len(found) == count and found[-1][0] == status

        until(there, f"reply {count} being {status} (there are {self.statuses()})")
        return self.statuses()[-1][1]

    def ask_again(self, count: int) -> None:
        """Press Ctrl+R until reply `count` begins: the window hears of an end a moment after the log does."""

        def begun() -> bool:
            if len(self.statuses()) < count:
                self.key("ctrl+r")
                time.sleep(2)
            return len(self.statuses()) >= count

        until(begun, f"reply {count} after Ctrl+R")

    # Its children

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def worker(self) -> psutil.Process:
        """The process that has llama.cpp, or will have it in a moment."""

        def found() -> list[psutil.Process]:
            return [child for child in self.children() if "spawn_main" in " ".join(child.cmdline())]

        until(found, "the model's process")
        return found()[0]

    @contextmanager
    def in_mid_reply(self, count: int) -> Iterator[str]:
        """Hold the model still while reply `count` is half written down; gives what is written of it.

        The model's process is stopped until the block ends: a fast machine would be through before anybody
        could look.
        """
        until(lambda: len(self.statuses()) == count, "the reply's beginning")
        worker = self.worker()
        worker.send_signal(signal.SIGSTOP)
        try:
            # A reply is written down once a second, with its next words.
            time.sleep(1.1)
            while not (text := self.statuses()[-1][1]):
                worker.send_signal(signal.SIGCONT)
                time.sleep(0.05)
                worker.send_signal(signal.SIGSTOP)
                time.sleep(0.1)  # for the window to write them down before the model may say more
            assert self.statuses()[-1][0] == "streaming"
            yield text
        finally:
            if worker.is_running():
                worker.send_signal(signal.SIGCONT)


class _ClientMessage(ctypes.Structure):
    """`XClientMessageEvent` of <X11/Xlib.h>, as long as an `XEvent`."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 14),
    )


def _ask_to_close(display: str, window: int) -> None:
    """Send WM_DELETE_WINDOW: there is no window manager here that would."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    server = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    assert server.value, "no X server"
    protocols, delete = (x11.XInternAtom(server, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    client_message = 33
    event = _ClientMessage(type=client_message, window=window, message_type=protocols, format=32)
    event.data[0] = delete
    x11.XSendEvent(server, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
    x11.XCloseDisplay(server)
