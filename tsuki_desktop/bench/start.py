"""How soon the window is usable and what it weighs, against the lightest window with the same libraries."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass

from tsuki_desktop.bench.figures import Figure, at_most

ROUNDS = 7

# Qt Quick Controls, qasync and sqlite-utils, a first frame, and nothing else.
_LIGHTEST = """
import sys, json, psutil
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
import PySide6.QtQuick, PySide6.QtQuickControls2, sqlite_utils
application = QGuiApplication([])
import qasync, asyncio
loop = qasync.QEventLoop(application)
engine = QQmlApplicationEngine()
engine.loadData(b'import QtQuick; import QtQuick.Controls; ApplicationWindow { width: 1180; height: 760;'
                b' visible: true; Label { text: "moon" } Button { y: 40; text: "ok" } }', QUrl())
async def drawn():
    frame = asyncio.Event()
    engine.rootObjects()[0].frameSwapped.connect(frame.set)
    await frame.wait()
    print(json.dumps(psutil.Process().memory_info().rss), flush=True)
with loop:
    loop.run_until_complete(drawn())
"""

_OURS = """
import sys, json
from tsuki_desktop.app import open_window
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import profile
def usable(desktop):
    import psutil
    print(json.dumps(psutil.Process().memory_info().rss), flush=True)
    desktop.quit()
open_window(profile(sys.argv[1]), backends={"echo": EchoBackend}, on_usable=usable)
"""


@dataclass(frozen=True, slots=True)
class _Start:
    seconds: float
    memory: int
    """Resident bytes when usable."""


async def measure() -> list[Figure]:
    """Start both in turn; medians."""
    with tempfile.TemporaryDirectory() as folder:
        await _start(_OURS, folder)  # makes the profile and warms the caches
        await _start(_LIGHTEST, folder)
        ours: list[_Start] = []
        lightest: list[_Start] = []
        for _ in range(ROUNDS):
            ours.append(await _start(_OURS, folder))
            lightest.append(await _start(_LIGHTEST, folder))
    seconds = [statistics.median(start.seconds for start in starts) for starts in (ours, lightest)]
    memory = [statistics.median(start.memory for start in starts) for starts in (ours, lightest)]
    return [
        at_most("start to a usable window", seconds[0], "s", 1.5, seconds[1]),
        at_most("memory of that window", memory[0] / 1e6, "MB", 1.3, memory[1] / 1e6),
    ]


async def _start(code: str, folder: str) -> _Start:
    started = time.perf_counter()
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
    # As on every start but the first after an installation: the modules are compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, folder, stdout=asyncio.subprocess.PIPE, env=environment
    )
    assert process.stdout is not None
    line = await process.stdout.readline()
    seconds = time.perf_counter() - started
    await process.communicate()
    return _Start(seconds, int(json.loads(line)))
