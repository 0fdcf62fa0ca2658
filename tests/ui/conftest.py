"""Tests of the window: a real one, drawn offscreen where no display is asked for."""

import asyncio
import gc
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
import pytest
from PySide6.QtGui import QGuiApplication
from qasync import QEventLoop

from tsuki_desktop.ui.window import dress


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(scope="session")
def dressed(qapp: QGuiApplication) -> QGuiApplication:
    dress(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _window(dressed: QGuiApplication) -> None:
    del dressed


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own, without a training interpreter."""
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("TSUKI_TRAINING_PYTHON", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def sleeper() -> Iterator[psutil.Process]:
    """A process that does nothing, to stand for a recipe's."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    yield psutil.Process(process.pid)
    process.kill()
    process.wait()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = pyfuncitem._fixtureinfo.argnames
    arguments = {name: pyfuncitem.funcargs[name] for name in wanted}
    with QEventLoop(QGuiApplication.instance()) as loop:
        try:
            loop.run_until_complete(pyfuncitem.obj(**arguments))
        finally:
            gc.collect()
    # Qt's objects, the loop's own too, must go on this thread: later the collector could run on a worker's.
    asyncio.set_event_loop(None)
    del loop
    gc.collect()
    return True
