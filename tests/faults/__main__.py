"""The fault suite in full: `python -m tests.faults [PYTEST OPTIONS]`. About half an hour on two cores.

`python -m tests.faults soak [TURNS]` only soaks, and prints its figures.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.faults import soak

if __name__ == "__main__":
    if sys.argv[1:2] == ["soak"]:
        sys.exit(soak.main(sys.argv[2:]))
    os.environ["TSUKI_FAULTS"] = "full"
    sys.exit(pytest.main([str(Path(__file__).parent), "--timeout=3600", *sys.argv[1:]]))
