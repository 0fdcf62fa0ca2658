"""The fault suite in full: `python -m tests.faults [PYTEST OPTIONS]`. About half an hour on two cores."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    os.environ["TSUKI_FAULTS"] = "full"
    sys.exit(pytest.main([str(Path(__file__).parent), "--timeout=3600", *sys.argv[1:]]))
