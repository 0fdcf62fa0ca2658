"""Check the QML with qmllint, the types of the bridges included: `python -m tests.ui.lint_qml`.

The bridges' types are described for qmllint from their source; nothing of that is kept.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6

ROOT = Path(__file__).parents[2]
UI = ROOT / "tsuki_desktop" / "ui"
TOOLS = Path(sys.executable).parent
QT_NAMES = {"list": "QVariantList", "dict": "QVariantMap"}
METATYPES = Path(PySide6.__path__[0]) / "Qt" / "metatypes"


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TOOLS / f"pyside6-{name}", *arguments], capture_output=True, text=True, check=False
    )


def describe(folder: Path) -> None:
    """Write the types of `Tsuki.Bridge` below `folder`, as a QML module."""
    texts = {str(path): path.read_text("utf-8") for path in sorted(UI.rglob("*.py"))}
    described_here = [path for path, text in texts.items() if "@QmlElement" in text]
    # The dump knows a class only after its base: those that stand on Qt's own come first.
    sources = sorted(
        described_here, key=lambda path: not re.search(r"^class \w+\(Q", texts[path], re.MULTILINE)
    )
    dumped = folder / "classes.json"
    tool("metaobjectdump", "--out-file", str(dumped), *sources).check_returncode()
    described = json.loads(dumped.read_text("utf-8"))
    # The dump does not see bases that say what they hold, such as `Rows[Made]`.
    of_something = re.compile(r"^class (\w+)\((\w+)\[", re.MULTILINE)
    bases = dict(pair for path in sources for pair in of_something.findall(texts[path]))
    names = {one["className"] for file in described for one in file["classes"]}
    for file in described:
        for one in file["classes"]:
            if one["className"] in bases:
                one["superClasses"] = [{"access": "public", "name": bases[one["className"]]}]
                one["object"] = True
            for entry in one.get("properties", []):
                # The dump leaves out that objects are pointers and that a property is constant.
                entry["type"] = QT_NAMES.get(entry["type"], entry["type"])
                entry["type"] += "*" if entry["type"] in names else ""
                entry["constant"] = "notify" not in entry
    dumped.write_text(json.dumps(described), "utf-8")
    module = folder / "Tsuki" / "Bridge"
    module.mkdir(parents=True)
    foreign = ",".join(str(METATYPES / f"qt6{name}_metatypes.json") for name in ("core", "qml"))
    tool(
        "qmltyperegistrar",
        *("--generate-qmltypes", str(module / "bridge.qmltypes"), "-o", str(folder / "unused.cpp")),
        *(str(dumped), "--import-name", "Tsuki.Bridge", "--major-version", "1", "--foreign-types", foreign),
    ).check_returncode()
    (module / "qmldir").write_text("module Tsuki.Bridge\ntypeinfo bridge.qmltypes\n", "utf-8")


def lint() -> str:
    """What qmllint complains of; empty where all is well."""
    with tempfile.TemporaryDirectory() as folder:
        describe(Path(folder))
        pages = [str(path) for path in sorted((UI / "qml").rglob("*.qml"))]
        result = tool("qmllint", "-W", "0", "-I", folder, "-I", str(UI / "qml"), *pages)
    return result.stdout + result.stderr if result.returncode else ""


if __name__ == "__main__":
    complaints = lint()
    print(complaints)
    sys.exit(bool(complaints))
