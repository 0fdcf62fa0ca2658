"""Collects the licences of everything that PyInstaller put together into one text.

The recipe calls `text_for` with what is really inside. A part without any licence text ends the build.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import TYPE_CHECKING

import contents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

HERE = Path(__file__).resolve().parent / "licences"
MORE = {
    "PySide6_Essentials": ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "ICU.txt"),
    "shiboken6": ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"),
    "llama_cpp_python": ("llama.cpp.txt",),
}
"""Texts that a wheel should have brought and did not."""
_TEXT = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One work inside: `licence` in the words of its makers, and the texts."""

    name: str
    licence: str
    texts: tuple[str, ...]


def text_for(sources: Iterable[str]) -> str:
    """All licences for the files in `sources`, as one text: first who, then each text once."""
    parts = sorted(
        [*_ours(), *_parts({Path(one).resolve() for one in sources if one})], key=lambda p: p.name.lower()
    )
    bare = [part.name for part in parts if not part.texts]
    if bare:
        raise SystemExit(f"No licence text was found for {', '.join(bare)}: see packaging/licences.py.")
    numbers: dict[str, int] = {}
    texts: list[str] = []
    rows: list[str] = []
    for part in parts:
        named: list[int] = []
        for text in part.texts:
            words = " ".join(text.split())
            if words not in numbers:
                numbers[words] = len(numbers) + 1
                line = "=" * 78
                texts.append(
                    f"{line}\n[{numbers[words]}] first named by {part.name}\n{line}\n\n{text.strip()}\n"
                )
            named.append(numbers[words])
        rows.append(f"{part.name}: {part.licence or 'see the text'} {', '.join(f'[{one}]' for one in named)}")
    head = (
        f"Tsuki Desktop {contents.version()} is made of the following works, each under its own licence.\n"
        "The numbers lead to the texts below.\n\n"
    )
    return head + "\n".join(rows) + "\n\n\n" + "\n\n".join(texts)


def _ours() -> list[Part]:
    def read(*names: str) -> tuple[str, ...]:
        return tuple((contents.ROOT / name).read_text(encoding="utf-8") for name in names)

    return [
        Part("Tsuki Desktop", "MIT", read("LICENSE")),
        Part("Tsuki's starter conversations", "CC0-1.0", read("assets/starter/LICENSE")),
        Part("Nunito Sans (typeface)", "OFL-1.1", read("assets/fonts/NunitoSans-OFL.txt")),
        Part("JetBrains Mono (typeface)", "OFL-1.1", read("assets/fonts/JetBrainsMono-OFL.txt")),
        Part(
            "SmolLM2-135M-Instruct (the starter model, by Hugging Face)",
            "Apache-2.0",
            (HERE.joinpath("Apache-2.0.txt").read_text(encoding="utf-8"),),
        ),
        # Its bootloader starts the program; the exception in its licence lets it do so for any other.
        _of_distribution(Distribution.from_name("pyinstaller")),
    ]


def _parts(files: Collection[Path]) -> list[Part]:
    owners: dict[Path, Distribution] = {}
    for one in distributions():
        owners.update({Path(str(one.locate_file(file))).resolve(): one for file in one.files or []})
    found = {owners[file].name: owners[file] for file in files if file in owners}
    found.pop("pyinstaller", None)
    parts = [_of_distribution(one) for one in found.values()]
    rest = [file for file in files if file not in owners and not file.is_relative_to(contents.ROOT)]
    base = Path(sys.base_prefix).resolve()
    if any(file.is_relative_to(base) for file in rest):
        parts.append(_python(base))
    return parts + _of_system([file for file in rest if not file.is_relative_to(base)])


def _of_distribution(one: Distribution) -> Part:
    found = [
        file for file in one.files or [] if _TEXT.search(file.name) and file.suffix not in {".py", ".pyc"}
    ]
    texts = [Path(str(one.locate_file(file))).read_text(encoding="utf-8", errors="replace") for file in found]
    texts += [HERE.joinpath(name).read_text(encoding="utf-8") for name in MORE.get(one.metadata["Name"], ())]
    told = one.metadata.get("License-Expression") or one.metadata.get("License") or ""
    if not told or told == "UNKNOWN" or "\n" in told:
        kinds = [
            row.rpartition(" :: ")[2] for row in one.metadata.get_all("Classifier") or [] if "License" in row
        ]
        told = " / ".join(kinds)
    return Part(f"{one.metadata['Name']} {one.version}", told, tuple(texts))


def _python(base: Path) -> Part:
    found = [*base.glob("lib/python3.*/LICENSE.txt"), *base.glob("LICENSE.txt")]
    texts = tuple(path.read_text(encoding="utf-8") for path in found)
    return Part(f"Python {platform.python_version()}", "PSF-2.0", texts)


def _of_system(files: Collection[Path]) -> list[Part]:
    """Libraries of the building system, by its package manager (Debian's and its relatives')."""
    if not files or not Path("/usr/bin/dpkg-query").exists():
        return []
    # Two names of one folder: what lies in /usr/lib may be known as /lib.
    asked = [name for file in files for name in (str(file), str(file).removeprefix("/usr"))]
    told = subprocess.run(
        ["dpkg-query", "--search", *asked], capture_output=True, text=True, check=False
    ).stdout
    packages = sorted({line.partition(":")[0] for line in told.splitlines()})
    return [
        Part(f"{name} (library)", "", (Path(f"/usr/share/doc/{name}/copyright").read_text(encoding="utf-8"),))
        for name in packages
    ]
