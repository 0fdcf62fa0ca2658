"""Models to show and to fetch (real GGUF files, an Ollama on loopback), and what is seen of them."""

import asyncio
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtQml import QQmlProperty

from tests.backends.gguf_files import gguf
from tests.backends.ollama_double import Double
from tests.backends.ollama_double_state import Model
from tests.ui import stage as s
from tsuki_desktop.app import Desktop
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
from tsuki_desktop.backends.ollama import OllamaBackend
from tsuki_desktop.paths import Profile

NOBODY = "http://127.0.0.1:1"
TALL = "window_width = 1100\nwindow_height = 1600\n"


def backends(profile: Profile, ollama: str = NOBODY, *, files: tuple[Path, ...] = ()) -> dict:
    """Every backend of the program, on this profile and on the Ollama at `ollama`."""
    echo = EchoBackend(tokens_per_s=None)
    llama = LlamaCppBackend(folders=[profile.models], files=files)
    return {"llama.cpp": lambda: llama, "ollama": lambda: OllamaBackend(ollama), "echo": lambda: echo}


def put_files(profile: Profile) -> None:
    """A small model and a file that is none, in the profile's own folder."""
    profile.models.mkdir(parents=True)
    (profile.models / "tiny.gguf").write_bytes(gguf())
    (profile.models / "holiday.gguf").write_bytes(b"GIF89a and so on")


def full_ollama(**options) -> Double:
    """An Ollama with something of every kind, and with one more to fetch."""
    server = Double(
        Model("llama3.2:3b"),
        Model("qwen3:8b", size=5_200_000_000, family="qwen3", parameters="8.2B", thinks=True),
        Model("llama3.1:70b", size=42_500_000_000, parameters="70.6B"),
        Model("glm-4.6:cloud", remote_host="https://ollama.com:443", size=384),
        **options,
    )
    server.state.registry["gemma3:4b"] = {f"sha256:{'a' * 64}": 60_000, f"sha256:{'b' * 64}": 4_000}
    return server


def staged(profile: Profile, name: str, url: str, settings: str) -> dict:
    """What a picture of the state `name` needs: everything, the starter alone, or nothing at all."""
    profile.create()
    makers = backends(profile, NOBODY if name in {"models-empty", "models-starter", "starter"} else url)
    if name == "models-empty":
        makers.pop("llama.cpp")
    chosen = "" if "llama.cpp" not in makers or "starter" in name else 'model = "ollama:qwen3:8b"\n'
    profile.settings.write_text("motion = false\n" + chosen + settings)
    if "starter" not in name:
        put_files(profile)
    return makers


async def go(desk: Desktop) -> None:
    await s.click(desk, s.labelled(desk, "Models"))
    await s.until(lambda: desk.app.models.known and not desk.app.models.looking, "the list")
    await desk.app.tasks.settle()
    await asyncio.sleep(0.1)


def names(desk: Desktop) -> list[str]:
    return [row.info.name for row in desk.app.models.installed.rows]


def in_use(desk: Desktop) -> list[str]:
    return [row.info.id for row in desk.app.models.installed.rows if row.in_use]


def offer(desk: Desktop, name: str):
    return desk.app.models.fetching.offers.find(name)


def shown(desk: Desktop) -> str:
    return "\n".join(s.texts(desk))


def sayer(desk: Desktop, name: str):
    """The button with this accessible name."""

    def told(item) -> bool:
        if item.property("down") is None:
            return False
        context = desk.window.engine.contextForObject(item)
        return QQmlProperty(item, "Accessible.name", context).read() == name

    return s.find(desk, told)


def notes(desk: Desktop) -> list[str]:
    """What is told from now on: a notice goes away by itself."""
    told: list[str] = []
    notices = desk.app.notices
    notices.changed.connect(lambda: told.append(f"{notices.text} {notices.hint}"))
    return told


async def drop(desk: Desktop, *paths: Path) -> None:
    """Let go of files over the window, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, left, none = Qt.DropAction.LinkAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window = desk.window.quick
    enter = s.drag_enter((700, 300), action, data)
    QGuiApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    await asyncio.sleep(0.1)
    assert "Drop it here" in s.texts(desk)
    QGuiApplication.sendEvent(window, QDropEvent(QPointF(700, 300), action, data, left, none))
