from __future__ import annotations

import pytest

from tests.faults.rig import Children, make_log


@pytest.fixture(scope="module")
def children():
    made = Children()
    yield made
    made.close()


@pytest.fixture
def database(tmp_path):
    """The path of a log with one short conversation, closed."""
    return make_log(tmp_path / "profile" / "tsuki.db")
