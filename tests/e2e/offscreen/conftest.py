"""A window in this process, as the window's own tests have it."""

from tests.ui.conftest import _window, dressed, pytest_pyfunc_call, qapp_cls

__all__ = ["_window", "dressed", "pytest_pyfunc_call", "qapp_cls"]
