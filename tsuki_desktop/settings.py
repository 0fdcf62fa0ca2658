"""The person's settings: one table with every default, limit and sentence, and the file that keeps it.

`Settings` is that table: the settings page, the file and the command line are made from its fields.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import Field, asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsuki_desktop.errors import ReadOnlyError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Value = bool | int | float | str


def _setting(
    default: Any,
    title: str = "",
    text: str = "",
    *,
    section: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    choices: tuple[str, ...] = (),
) -> Any:
    """Declare a field; without a title it is kept in the file but not shown.

    A text with a `maximum` is one of several lines, and of so many characters where it is typed.
    """
    metadata = {
        "title": title,
        "text": text,
        "section": section,
        "minimum": minimum,
        "maximum": maximum,
        "choices": choices,
    }
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting. Numbers of 0 mean "choose for me" where the sentence says so."""

    model: str = _setting(
        "",
        "Model",
        "Who speaks for Tsuki. Unless you choose, it is the best one that is here.",
        section="Model",
    )
    context: int = _setting(
        2048,
        "Context",
        "How many tokens of the chat Tsuki can see at once. More needs more memory.",
        section="Model",
        minimum=512,
        maximum=131072,
    )
    max_tokens: int = _setting(
        150,
        "Reply length",
        "The longest reply, in tokens (a token is about three quarters of a word).",
        section="Model",
        minimum=16,
        maximum=4096,
    )
    temperature: float = _setting(
        0.7,
        "Temperature",
        "How freely she picks her words: 0 is always the same, above 1 gets wild.",
        section="Model",
        minimum=0.0,
        maximum=2.0,
    )
    threads: int = _setting(
        0,
        "Threads",
        "How many processor cores Tsuki thinks with. 0 lets her measure and choose.",
        section="Model",
        minimum=0,
        maximum=256,
    )
    gpu_layers: int = _setting(
        -1,
        "Layers on the GPU",
        "How much of the model goes to the graphics card. -1 is as much as fits, 0 is none.",
        section="Model",
        minimum=-1,
        maximum=999,
    )
    idle_unload_minutes: int = _setting(
        10,
        "Free memory after",
        "Minutes of silence after which the model leaves memory. 0 keeps it.",
        section="Model",
        minimum=0,
        maximum=1440,
    )
    think: bool = _setting(
        False,
        "Think first",
        "Lets models that can think do so before they reply. Slower; the thought is shown folded.",
        section="Model",
    )
    ollama_host: str = _setting(
        "",
        "Address of Ollama",
        "Where Ollama runs. Empty is this computer, or what OLLAMA_HOST says.",
        section="Ollama",
    )
    cloud_models: bool = _setting(
        False,
        "Allow cloud models",
        "These run on other people's computers: what you write leaves yours.",
        section="Ollama",
    )
    openai_url: str = _setting(
        "",
        "Another server",
        "The address of llama-server, LM Studio or the like, such as http://127.0.0.1:8080. "
        "Empty means there is none.",
        section="Ollama",
    )
    few_shot: bool = _setting(
        True,
        "Learn from thumbs at once",
        "Replies that you liked guide her from the next message on: her own model when you say much the same "
        "again, other models by the few that fit best.",
        section="Tsuki",
    )
    tsundere: str = _setting(
        "a little",
        "How tsundere",
        "How much she pretends not to care.",
        section="Tsuki",
        choices=("not at all", "a little", "very"),
    )
    about_you: str = _setting(
        "",
        "About you",
        "Your name, pronouns, a few lines. Sent with each turn, left out of exports.",
        section="Tsuki",
        maximum=600,
    )
    close_window: str = _setting(
        "ask",
        "Closing the window",
        "Lets Tsuki stay in the tray, or quits. Where there is no tray, it always quits.",
        section="Beside you",
        choices=("ask", "stay in the tray", "quit"),
    )
    notify: bool = _setting(
        True,
        "Say when she has replied",
        "A quiet notification when a reply ends while you cannot see her.",
        section="Beside you",
    )
    notify_words: bool = _setting(
        False,
        "Show her words in it",
        "Off, nobody who sees your screen can read them. Words of a private chat are never shown.",
        section="Beside you",
    )
    summon_keys: str = _setting(
        "",
        "Call her from anywhere",
        "Keys that show and hide her whatever program you are in, such as Ctrl+Alt+M. Empty means none.",
        section="Beside you",
    )
    autostart: bool = _setting(
        False,
        "Start with the computer",
        "Opens Tsuki when you log in.",
        section="Beside you",
    )
    language: str = _setting(
        "system",
        "Language",
        "What the window says. Tsuki herself answers in the language that her model knows.",
        section="Look",
        choices=("system", "en", "ja"),
    )
    theme: str = _setting(
        "dark",
        "Theme",
        "Night, day, or what the system uses.",
        section="Look",
        choices=("dark", "light", "system"),
    )
    text_size: int = _setting(
        100, "Text size", "How large all words are, in percent.", section="Look", minimum=80, maximum=200
    )
    motion: bool = _setting(True, "Motion", "Gentle movement of faces and pages.", section="Look")
    window_x: int = _setting(-1)
    window_y: int = _setting(-1)
    window_width: int = _setting(1180)
    window_height: int = _setting(760)
    window_maximized: bool = _setting(False)
    mini_x: int = _setting(-1)
    mini_y: int = _setting(-1)
    last_conversation: str = _setting("")
    first_run_seen: bool = _setting(False)
    side_bar: bool = _setting(True)
    export_options: str = _setting("")
    training_python: str = _setting("")
    retrain_options: str = _setting("")
    retrain_measured: str = _setting("")
    retrain_settled: str = _setting("")
    retrain_picked: str = _setting("")
    card_lent: bool = _setting(False)
    keep_builds: int = _setting(3, minimum=1, maximum=99)
    starter_hint: bool = _setting(True)
    model_folders: str = _setting("")


def checked(name: str, value: object) -> Value:
    """Return `value` as the type of the setting `name`, within its limits.

    Raises:
        UsageError: no such setting, wrong type, outside the limits, or not one of the choices.

    """
    known: dict[str, Field[Any]] = {entry.name: entry for entry in fields(Settings)}
    if name not in known:
        raise UsageError(f"There is no setting called “{name}”.")
    entry = known[name]
    default: Any = entry.default
    kind: type[Any] = type(default)  # pyright: ignore[reportUnknownVariableType] - a table of mixed types
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not kind:
        raise UsageError(f"“{name}” should be {_KINDS[kind]}.")
    low, high, choices = entry.metadata["minimum"], entry.metadata["maximum"], entry.metadata["choices"]
    if low is not None and not low <= value <= high:  # pyright: ignore[reportOperatorIssue]
        raise UsageError(f"“{name}” should lie between {low:g} and {high:g}.")
    if choices and value not in choices:
        raise UsageError(f"“{name}” should be one of: {', '.join(choices)}.")
    return value  # pyright: ignore[reportReturnType]


_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}


class SettingsFile:
    """Settings kept in a TOML file; comments and unknown keys that a person wrote there stay.

    `problems` holds a sentence for each line that was not understood; its default is used instead.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[str] = []
        self._observers: list[Callable[[Settings], None]] = []
        self.value = self._load()

    def _load(self) -> Settings:
        try:
            raw = tomllib.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.problems.append(f"{self.path.name} could not be read ({error}). The defaults are used.")
            return Settings()
        values: dict[str, Any] = {}
        for name, value in raw.items():
            try:
                values[name] = checked(name, value)
            except UsageError as error:
                self.problems.append(f"{self.path.name}: {error.message} The default is used.")
        return replace(Settings(), **values)

    def update(self, **changes: Value) -> Settings:
        """Change settings, save them and tell the observers.

        Raises:
            UsageError: a value is not allowed; nothing is changed.
            ReadOnlyError: the file cannot be written; the change holds until the program ends.

        """
        values: dict[str, Any] = {name: checked(name, value) for name, value in changes.items()}
        changed = replace(self.value, **values)
        if changed == self.value:
            return changed
        self.value = changed
        for observer in list(self._observers):
            observer(changed)
        self._save()
        return changed

    def reset(self) -> Settings:
        """Put every shown setting back to its default, but for what the person wrote about themselves."""
        defaults: dict[str, Value] = asdict(Settings())
        shown = {entry.name for entry in fields(Settings) if entry.metadata["title"]} - {"about_you"}
        return self.update(**{name: value for name, value in defaults.items() if name in shown})

    def subscribe(self, observer: Callable[[Settings], None]) -> Callable[[], None]:
        """Call `observer` after each change; returns a function that ends it."""
        self._observers.append(observer)

        def unsubscribe() -> None:
            with suppress(ValueError):
                self._observers.remove(observer)

        return unsubscribe

    def _save(self) -> None:
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        try:
            document = tomlkit.parse(self.path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, TOMLKitError):
            document = tomlkit.document()
        defaults = asdict(Settings())
        for name, value in asdict(self.value).items():
            if value != defaults[name] or name in document:
                document[name] = value
        try:
            _write_private(self.path, tomlkit.dumps(document))
        except OSError as error:
            raise ReadOnlyError(
                "The settings could not be saved.",
                "They hold until you close Tsuki. Check that the data folder can be written.",
                detail=str(error),
            ) from error


def _write_private(path: Path, text: str) -> None:
    """Replace `path` in one step, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
