from collections.abc import Callable

import pytest

from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.paths import Profile
from tsuki_desktop.services.session import Session


@pytest.fixture
def opened(profile: Profile) -> Callable:
    """Open the test's profile with an echo backend made by the given arguments."""

    def open_(*args, **options):
        echo = EchoBackend(*args, **options)
        profile.create()
        if not profile.settings.exists():
            profile.settings.write_text('model = "echo:echo"\nmax_tokens = 40\n')
        return Session.open(profile, backends={"echo": lambda: echo})

    return open_
