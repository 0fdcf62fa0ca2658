"""The golden files, as they are, in the libraries that people train with."""

import json
import math
import os
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
COLUMNS = {
    "messages": ["messages"],
    "instruction": ["input", "instruction", "output"],
    "threads": ["conversation_id", "emotion_tags", "messages"],
    "preference": ["chosen", "prompt", "rejected"],
    "unpaired": ["completion", "label", "prompt"],
    "sharegpt": ["conversations", "id"],
}


@pytest.fixture(scope="module")
def loaded(trainer, tmp_path_factory):
    """What `load_golden.py` says."""
    cache = tmp_path_factory.mktemp("cache")
    offline = {"HF_HOME": str(cache), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    done = subprocess.run(
        [trainer, HERE / "load_golden.py", GOLDEN, cache],
        env={**os.environ, **offline, "TOKENIZERS_PARALLELISM": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


def lines(form):
    return len((GOLDEN / f"{form}.jsonl").read_bytes().splitlines())


@pytest.mark.parametrize("form", list(COLUMNS))
def test_datasets_reads_every_row_with_the_columns_of_the_contract(loaded, form):
    assert loaded[form]["columns"] == COLUMNS[form]
    assert loaded[form]["rows"] == lines(form)


@pytest.mark.parametrize("form", ["messages", "preference", "unpaired"])
def test_the_trainer_takes_them_unchanged_and_trains_on_every_row(loaded, form):
    assert loaded[form]["kept"] == lines(form)
    assert loaded[form]["steps"] == math.ceil(lines(form) / 2)
