"""Gathers every text of the window, and makes what the window loads: `python packaging/translations.py`.

1.  `sentences.txt`: what the rooms below the window say to the person (they know no Qt), `%1` for each gap.
2.  `tsuki_ja.ts`: all texts, by Qt's own `lupdate`; new ones come in as unfinished. Finish them there or in
    Qt Linguist.
3.  `tsuki_ja.qm`: by `lrelease`. It is committed, so that no build needs Qt's tools.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP))

from tsuki_desktop import errors  # noqa: E402 - found by the line above
from tsuki_desktop.dataset.examples import REASONS  # noqa: E402
from tsuki_desktop.dataset.importers.unsupported import NAMES as UNSUPPORTED  # noqa: E402
from tsuki_desktop.dataset.kinds import Kind  # noqa: E402
from tsuki_desktop.settings import Settings  # noqa: E402
from tsuki_desktop.ui.languages import ENGLISH, NAMES  # noqa: E402

CODE = TOP / "tsuki_desktop"
FOLDER = TOP / "assets" / "translations"
SENTENCES = FOLDER / "sentences.txt"

ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
OTHER_PLACES = {"ui", "cli", "bench", "recipes", "app.py", "echo.py", "doctor.py", "proof_report.py"}
"""lupdate gathers the window itself; the command line, reports and a scripted model stay English."""
PARTS = {
    *REASONS.values(),
    *UNSUPPORTED,
    *(kind.value for kind in Kind),
    *("email", "phone", "iban", "card", "address"),
}
"""What comes into the gaps of sentences."""
LOGGING = {"debug", "info", "warning", "exception"}
STATEMENT = re.compile(r"SELECT |UPDATE |DELETE |INSERT | WHERE ")
SENTENCE = re.compile(r"[A-Z“%…].*[a-z%] .*[.?!]\s?", re.DOTALL)


def sentences() -> list[str]:
    """Every sentence that a room below the window may say, sorted."""
    found = {"English", *PARTS}
    for path in sorted(CODE.rglob("*.py")):
        if not OTHER_PLACES & set(path.relative_to(CODE).parts):
            found |= set(_said_in(ast.parse(path.read_text("utf-8"))))
    for one in fields(Settings):
        known = one.metadata
        if known["title"]:
            found |= {known["title"], known["text"], known["section"]}
            found |= set(known["choices"]) - NAMES.keys()
    return sorted(found - {""})


def _said_in(tree: ast.Module) -> Iterator[str]:
    """Whatever is given to an error, and all that reads like a sentence."""
    ignored = _parts_of(node for node in ast.walk(tree) if _unsaid(node))
    ignored |= {
        id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values
    }
    given = _parts_of(
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in ERRORS
        for part in node.args[:2]
    )
    for node in ast.walk(tree):
        text = _source(node)
        if text and id(node) not in ignored and "\n" not in text and not STATEMENT.search(text):
            whole = SENTENCE.fullmatch(text)
            if whole or (id(node) in given and " " in text.strip() and text[0].isupper()):
                yield text


def _unsaid(node: ast.AST) -> bool:
    """Docstrings, and what goes to the log."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOGGING


def _parts_of(nodes: Iterator[ast.AST]) -> set[int]:
    return {id(part) for node in nodes for part in ast.walk(node)}


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _source(node: ast.AST) -> str:
    """The text of a literal, `%1` for its first gap; empty for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    text, gaps = "", 0
    for part in node.values:
        gaps += isinstance(part, ast.FormattedValue)
        text += str(part.value) if isinstance(part, ast.Constant) else f"%{gaps}"
    return text


def gather(ts: Path, listed: list[str]) -> None:
    """Bring `ts` up to date; what was translated stays, what is not there any more goes."""
    sources = [str(path) for path in sorted((CODE / "ui").rglob("*")) if path.suffix in {".qml", ".py"}]
    with tempfile.TemporaryDirectory() as folder:
        # lupdate reads these sentences from a script, the plainest of the languages that it knows.
        script = Path(folder) / "core.js"
        quoted = (one.replace("\\", "\\\\").replace('"', '\\"') for one in listed)
        script.write_text("".join(f'QT_TRANSLATE_NOOP("core", "{one}");\n' for one in quoted), "utf-8")
        wanted = [*sources, str(CODE / "app.py"), str(script)]
        places = ("-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", "ja")
        run("lupdate", "-silent", *places, *wanted, "-ts", str(ts))


def release(ts: Path, qm: Path) -> None:
    """Make `qm` of what is finished in `ts`."""
    run("lrelease", "-silent", str(ts), "-qm", str(qm))


def run(tool: str, *arguments: str) -> None:
    """One of Qt's tools, as PySide6 brings it."""
    subprocess.run([Path(sys.executable).parent / f"pyside6-{tool}", *arguments], check=True)


def main() -> None:
    """Do all of it."""
    FOLDER.mkdir(exist_ok=True)
    listed = sentences()
    SENTENCES.write_text("\n".join(listed) + "\n", "utf-8")
    for language in NAMES.keys() - {ENGLISH}:
        ts = FOLDER / f"tsuki_{language}.ts"
        gather(ts, listed)
        release(ts, ts.with_suffix(".qm"))
        print(f"{ts.name}: {ts.read_text('utf-8').count('unfinished')} unfinished")


if __name__ == "__main__":
    main()
