"""What this machine has to train on."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

GIB = 2**30


@dataclass(frozen=True, slots=True)
class Hardware:
    """What could train: `kind` is `cuda`, `rocm`, `mps` or `cpu`.

    Sizes are bytes, 0 where nothing tells: `memory` is one device's, `host` the computer's own.
    """

    kind: str
    name: str
    memory: int
    cores: int
    devices: int = 1
    host: int = 0

    def __str__(self) -> str:
        """For people: what it is, how many, and its memory."""
        many = f"{self.devices} x " if self.devices > 1 else ""
        size = f", {self.memory / GIB:.0f} GB" if self.memory else ""
        cores = f", {self.cores} core{'s' * (self.cores != 1)}" if self.kind == "cpu" else ""
        return f"{many}{self.name}{size}{cores}"


def find_hardware() -> Hardware:
    """Look for an NVIDIA, AMD or Apple GPU, else the CPU. Takes up to seconds: not for the event loop."""
    import psutil

    host, cores = psutil.virtual_memory().total, psutil.cpu_count(logical=False) or os.cpu_count() or 1
    told = answer("nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader,nounits")
    if cards := nvidia_cards(told, os.environ.get("CUDA_VISIBLE_DEVICES")):
        name, memory = min(cards, key=lambda card: card[1])
        return Hardware("cuda", name, memory, cores, len(cards), host)
    if answer("rocminfo"):
        memory = amd_memory(answer("rocm-smi", "--showmeminfo", "vram", "--json"))
        return Hardware("rocm", "AMD GPU", memory, cores, host=host)
    if platform.system() == "Darwin" and platform.machine() == "arm64":
        return Hardware("mps", "Apple GPU", host, cores, host=host)
    return Hardware("cpu", platform.processor() or "CPU", host, cores, host=host)


def nvidia_cards(told: str, visible: str | None = None) -> list[tuple[str, int]]:
    """Name and bytes of each card that nvidia-smi lists (0 where it does not know them).

    `visible` is CUDA_VISIBLE_DEVICES: PyTorch sees no more cards than that names.
    """
    cards: list[tuple[str, int]] = []
    for line in told.splitlines():
        name, _, mebibytes = line.rpartition(",")
        cards.append((name.strip(), int(mebibytes) * 2**20 if mebibytes.strip().isdigit() else 0))
    return cards[: len(visible.split(","))] if visible else cards


def amd_memory(told: str) -> int:
    """Bytes of the largest card in rocm-smi's JSON, 0 where it tells none; not tried on an AMD GPU."""
    try:
        cards: dict[str, dict[str, Any]] = json.loads(told)
        return max(int(card.get("VRAM Total Memory (B)", 0)) for card in cards.values())
    except (ValueError, AttributeError):
        return 0


def answer(program: str, *arguments: str) -> str:
    """What a program prints, empty where it is missing or fails."""
    found = shutil.which(program)
    if found is None:
        return ""
    try:
        done = subprocess.run([found, *arguments], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
