# Every chore of a contributor; `just` comes with the dev extra.

python := ".venv/bin/python"

# Show this list.
default:
    @just --list

# Everything that must pass before a commit but the tests.
lint:
    {{python}} -m ruff check .
    {{python}} -m ruff format --check .
    .venv/bin/pyright
    .venv/bin/lint-imports
    {{python}} -m tests.ui.lint_qml

# Run the tests, or some of them: just test tests/store -k search
test *options:
    {{python}} -m pytest {{options}}

# Mend what can be mended by itself.
fix:
    {{python}} -m ruff check --fix .
    {{python}} -m ruff format .

# Measure: ratios within one run, printed as JSON.
bench *names:
    {{python}} -m tsuki_desktop bench {{names}} --json

# Draw every state of the window into pictures/, to be looked at.
pictures *states:
    {{python}} -m tests.ui.pictures {{states}}

# Draw README's pictures anew: the real window, the real starter's words.
readme-pictures *options:
    {{python}} -m tests.ui.readme_pictures {{options}}

# Damaged files of every format, so many of each (5000: ten minutes); name one: just fuzz 5000 -k telegram
fuzz examples="5000" *options:
    TSUKI_FUZZ_EXAMPLES={{examples}} {{python}} -m pytest tests/dataset/importers/test_hostile.py --timeout 3600 {{options}}

# Gather the window's texts into assets/translations/*.ts, and make what the window loads of them.
translations:
    {{python}} packaging/translations.py

# The chat log's fault suite in full size (about an hour).
faults:
    TSUKI_FAULTS=full {{python}} -m tests.faults

# Build the folder that holds all of Tsuki: build/package/dist/tsuki-desktop.
package-folder *options:
    python3 packaging/build_folder.py {{options}}

# Make a Debian package of that folder.
package-deb *options:
    python3 packaging/deb.py {{options}}

# Make an AppImage of that folder; RUNTIME is AppImage's own, see packaging/README.md.
package-appimage runtime *options:
    python3 packaging/appimage.py --runtime {{runtime}} {{options}}

# Install the package in a fresh Debian without Python or network, talk, restart, uninstall (as root).
check-deb package *folder:
    packaging/check_deb.sh {{package}} {{folder}}

# Compare two built folders, or their lists of files, by name.
compare-folders first second:
    python3 packaging/file_list.py {{first}} {{second}}
