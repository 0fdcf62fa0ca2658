"""Takes a model that was trained on the starter conversations over into `models/tsuki-starter/`.

    tsuki --profile FOLDER train --data starter      trains it and says its uid
    tsuki --profile FOLDER prove UID                 measures it
    python packaging/starter_adapter.py FOLDER UID   takes its adapter, how it was made and what was measured

The model card beside them is written by hand, from `build.json`.
"""

import json
import shutil
import sys
from pathlib import Path

NAME = "tsuki-starter"
TARGET = Path(__file__).resolve().parents[1] / "models" / NAME
KEPT = ("base", "created_at", "architecture", "prompt_style", "recipe", "scores", "verdict")


def main(profile: Path, uid: str) -> None:
    """Copy the adapter; of `build.json`, what says nothing of the machine it was made on."""
    folder = profile / "builds" / uid
    told = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    card = {key: told[key] for key in KEPT}
    card["files"] = {"adapter": f"{NAME}.gguf"}
    card["parity"] = {"adapter": told["parity"]["adapter"]}
    TARGET.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / told["files"]["adapter"], TARGET / f"{NAME}.gguf")
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (TARGET / "build.json").write_text(text, encoding="utf-8")
    print(
        f"{TARGET / card['files']['adapter']}: {(TARGET / card['files']['adapter']).stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
