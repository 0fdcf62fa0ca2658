"""`python -m tsuki_desktop` is `tsuki`."""

from tsuki_desktop.cli import main

if __name__ == "__main__":
    main()
