"""What a training interpreter has, as one JSON object: versions, device, memory, precision."""

from __future__ import annotations

import importlib.metadata
import json
import sys

PACKAGES = (
    "torch", "transformers", "trl", "peft", "accelerate", "datasets", "safetensors", "gguf", "scikit-learn",
    "psutil", "bitsandbytes", "unsloth",
)  # fmt: skip


def main() -> None:
    """Print what is here; imports torch alone, since the rest takes seconds."""
    found: dict = {"python": sys.version.split()[0], "versions": {}}
    for name in PACKAGES:
        try:
            found["versions"][name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    try:
        import torch
    except ImportError as error:
        found["error"] = str(error)
    else:
        cuda = torch.cuda.is_available()
        rocm = bool(getattr(torch.version, "hip", None))
        found["device"] = (
            ("rocm" if rocm else "cuda") if cuda else "mps" if torch.backends.mps.is_available() else "cpu"
        )
        found["devices"] = torch.cuda.device_count() if cuda else 1
        found["name"] = torch.cuda.get_device_name() if cuda else ""
        found["memory"] = torch.cuda.get_device_properties(0).total_memory if cuda else 0
    print(json.dumps(found))


if __name__ == "__main__":
    main()
