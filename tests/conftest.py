"""What every room's tests share: `async def` tests run in an event loop of their own."""

import asyncio
import inspect
import os
from pathlib import Path

import hypothesis
import pytest

from tsuki_desktop.paths import Profile, cache_folder
from tsuki_desktop.training.environment import Environment

# A busy machine is no reason to fail, and CI tries the same examples each time.
hypothesis.settings.register_profile(
    "tsuki",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("tsuki")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}), debug=False)
    return True


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """An empty profile in a folder of its own."""
    return Profile(tmp_path / "profile")


@pytest.fixture(scope="session")
def trainer() -> Path:
    """The training interpreter; without one these tests prove nothing, so CI must have it.

    Of the session, so that it is found before a test's own fixtures hide it from the program.
    """
    found = Environment(cache_folder()).interpreter()
    if found is None:
        reason = "no training interpreter: set TSUKI_TRAINING_PYTHON or run `tsuki train --set-up`"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found
