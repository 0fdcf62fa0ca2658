"""Where an installed Tsuki starts: the command line, and without words her window."""

import os
import sys
from multiprocessing import freeze_support


def _give_back_environment() -> None:
    """Undo what the frozen program's start did for itself alone.

    A browser, a file manager or a training Python that is started from here would load Tsuki's libraries
    and Qt plugins instead of its own. The loader has read its variable by now; Qt has its paths from
    PySide6.
    """
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        elif getattr(sys, "frozen", False):
            os.environ.pop(name, None)
    ours = str(getattr(sys, "_MEIPASS", "?"))
    for name in ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
        if os.environ.get(name, "").startswith(ours):
            del os.environ[name]


if __name__ == "__main__":
    _give_back_environment()
    # llama.cpp's process is this program too: it ends in here.
    freeze_support()
    from tsuki_desktop.cli import main

    main()
