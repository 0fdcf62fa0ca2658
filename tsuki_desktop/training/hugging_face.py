"""Bases that are not GGUF files: a Hugging Face folder is turned into one, once, and kept in the cache.

bases/NAME-0123456789ab.gguf    in 16 bits; the digits stand for what is in the folder
bases/hub/OWNER/NAME/           what was fetched from Hugging Face
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tsuki_desktop.training.deploy import run_job

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = "bases"
CONFIG = "config.json"
NAME_ON_HUB = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")
_WORTH_HASHING = 64 * 2**20
"""Bytes. A larger file is known by its name, size and time: a big model would take half a minute."""
_PARTS = (
    CONFIG, "generation_config.json", "tokenizer*", "vocab.json", "merges.txt", "*_map.json", "*_tokens.json",
    "chat_template.*", "model.safetensors", "model-*-of-*.safetensors", "model.safetensors.index.json",
)  # fmt: skip
SAMPLE = (
    "I've heard THEY'RE late; we'll see, didn't I say so? O'Neil's 2nd try: 7 77 777 7777, 3.14, 1,000 ½\n"
    "\n\n \t\ttabs\t and   spaces   \r\n  at the end \n"
    "def f(x: int) -> dict[str, int]:\n\treturn {'a': x ** 2, \"b\": [0x1F, 1e-5]}  # ok?!\n"
    "🌙 👩\u200d💻 ☕️🐈🐈 (>_<) つきは月だよ。今日は2026年11月3日、雨です\uff01ｶﾀｶﾅ ① 漢字とかな "
    'Übermäßig groß, ça va? Луна и чай. ```""" ----==== ...!!!??? <b>&amp;</b> ~/a/b.c 안녕 ไทย'
)
"""A text of everything, on which the two readers of a tokenizer must agree."""


def is_model_folder(path: Path) -> bool:
    """Whether Hugging Face's libraries would take this for a model."""
    return (path / CONFIG).is_file()


def fetched(name: str, cache: Path) -> Path | None:
    """Where `OWNER/NAME` of Hugging Face is or would be; None for what is no such name."""
    if not NAME_ON_HUB.fullmatch(name) or name.endswith(".gguf"):
        return None
    return cache / FOLDER / "hub" / name


def wanted(files: Iterable[str]) -> list[str]:
    """Of a repository's files those that a base needs, config.json last: without it a folder is no model."""
    plain = [file for file in files if Path(file).name == file]
    found = [file for file in plain if any(Path(file).match(part) for part in _PARTS)]
    return sorted(found, key=lambda file: (file == CONFIG, file))


def target_for(folder: Path, cache: Path) -> Path:
    """Where the GGUF file of this folder lies in the cache, made or not. Reads the small files.

    Raises:
        OSError: the folder cannot be read.

    """
    digest = hashlib.sha256()
    for name in wanted(path.name for path in folder.iterdir() if path.is_file()):
        stat = (folder / name).stat()
        digest.update(f"{name}|{stat.st_size}|".encode())
        if stat.st_size > _WORTH_HASHING:
            digest.update(str(stat.st_mtime_ns).encode())
        else:
            digest.update((folder / name).read_bytes())
    plain = re.sub(r"[^\w.-]+", "-", folder.name).strip("-.") or "base"
    return cache / FOLDER / f"{plain}-{digest.hexdigest()[:12]}.gguf"


async def convert(interpreter: Path, folder: Path, out: Path) -> tuple[str, list[int]]:
    """Write the model in `folder` to `out`; returns a text and the token ids that it must have there.

    Raises:
        TrainingError: its architecture or tokenizer was not tested, a file is missing, or the disk is full.

    """
    await asyncio.to_thread(out.parent.mkdir, parents=True, exist_ok=True)
    job = {"folder": str(folder), "out": str(out), "name": folder.name, "sample": SAMPLE}
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "job.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        told = await run_job(interpreter, path, "hf_to_gguf.py", "The model folder could not be converted.")
    return str(told["sample"]), list(told["ids"])
