"""Read a persona file and check it; a broken one says which line and why."""

from __future__ import annotations

import hashlib
import tomllib
from typing import TYPE_CHECKING, Any, cast

from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.domain.persona import Example, Persona, SpeechRule
from tsuki_desktop.errors import BadFileError
from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.persona.greetings import KINDS

if TYPE_CHECKING:
    from pathlib import Path

_MAX_BYTES = 1_000_000
_HINT = "Correct that line, or delete the file to get Tsuki's own persona back."


def load(path: Path) -> Persona:
    """Read the persona in `path`.

    Raises:
        BadFileError: not there, not TOML, or a key is missing or wrong; the sentence names the line.

    """
    return _Reader(path).persona()


def load_for(profile: Profile) -> tuple[Persona, BadFileError | None]:
    """Return the person's own persona, or Tsuki's bundled one together with what is wrong with theirs."""
    problem: BadFileError | None = None
    if profile.persona.exists():
        try:
            return load(profile.persona), None
        except BadFileError as error:
            problem = error
    return load(bundled("assets", "persona.toml")), problem


class _Reader:
    """One pass over one file; remembers the text, so that a wrong value can be told by its line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise BadFileError(f"{path.name} could not be read.", _HINT, detail=str(error)) from error
        if len(raw) > _MAX_BYTES:
            raise self._bad(1, "the file is larger than a megabyte")
        try:
            self.text = raw.decode("utf-8-sig")
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            raise self._bad(line, "there are bytes that are not UTF-8 text") from error
        except tomllib.TOMLDecodeError as error:
            raise BadFileError(f"{path.name}: {error}.", _HINT) from error

    def _bad(self, line: int, why: str) -> BadFileError:
        return BadFileError(f"{self.path.name}, line {line}: {why}.", _HINT)

    def _line(self, key: str, table: str = "", index: int = 0) -> int:
        """Find the line on which `key` (of the `index`-th `[[table]]`) stands, else where it is missing."""
        rows = self.text.split("\n")
        start = 0
        if table:
            heads = [
                at for at, row in enumerate(rows) if row.strip().startswith((f"[[{table}]]", f"[{table}]"))
            ]
            start = heads[min(index, len(heads) - 1)] if heads else 0
        for at in range(start, len(rows)):
            if at > start and table and rows[at].lstrip().startswith("["):
                break
            if rows[at].split("=")[0].strip().strip('"') == key:
                return at + 1
        return start + 1

    def _text(self, source: dict[str, Any], key: str, table: str = "", index: int = 0) -> str:
        value = source.get(key)
        if not isinstance(value, str) or not value.strip():
            why = f"“{key}” is missing" if value is None else f"“{key}” should be some text"
            raise self._bad(self._line(key, table, index), why)
        return value.strip()

    def _tables(self, key: str) -> list[dict[str, Any]]:
        raw: object = self.data.get(key, [])
        rows = cast("list[object]", raw) if isinstance(raw, list) else [None]
        if not all(isinstance(row, dict) for row in rows):
            raise self._bad(self._line(key), f"“{key}” should be a list of [[{key}]] tables")
        return cast("list[dict[str, Any]]", rows)

    def _examples(self) -> list[Example]:
        examples: list[Example] = []
        for index, row in enumerate(self._tables("examples")):
            mood = self._text(row, "emotion", "examples", index)
            if mood not in list(Emotion):
                known = ", ".join(Emotion)
                raise self._bad(
                    self._line("emotion", "examples", index), f"“{mood}” is none of her moods ({known})"
                )
            user = self._text(row, "user", "examples", index)
            examples.append(Example(user, self._text(row, "reply", "examples", index), Emotion(mood)))
        return examples

    def _tsundere(self) -> dict[str, str]:
        raw: object = self.data.get("tsundere", {})
        if not isinstance(raw, dict):
            raise self._bad(self._line("tsundere"), "“tsundere” should be a table")
        levels = cast("dict[str, object]", raw)
        for key, value in levels.items():
            if not isinstance(value, str):
                raise self._bad(self._line(key, "tsundere"), f"“{key}” should be some text")
        return cast("dict[str, str]", levels)

    def _greetings(self) -> dict[str, tuple[str, ...]]:
        raw: object = self.data.get("greetings", {})
        if not isinstance(raw, dict):
            raise self._bad(self._line("greetings"), "“greetings” should be a table")
        greetings: dict[str, tuple[str, ...]] = {}
        for kind, lines in cast("dict[str, object]", raw).items():
            line = self._line(kind, "greetings")
            if kind not in KINDS:
                raise self._bad(line, f"“{kind}” is no kind of greeting ({', '.join(KINDS)})")
            texts = cast("list[object]", lines) if isinstance(lines, list) else []
            said = tuple(text.strip() for text in texts if isinstance(text, str) and text.strip())
            if not said or len(said) != len(texts):
                raise self._bad(line, f"“{kind}” should be a list of texts")
            greetings[kind] = said
        return greetings

    def persona(self) -> Persona:
        speech = [
            SpeechRule(self._text(row, "stiff", "speech", at), self._text(row, "casual", "speech", at))
            for at, row in enumerate(self._tables("speech"))
        ]
        examples = self._examples()
        name, prompt = self._text(self.data, "name"), self._text(self.data, "system_prompt")
        seen_by_model = repr((name, prompt, examples)).encode()
        return Persona(
            name=name,
            version=f"{self.data.get('version', 1)}-{hashlib.sha256(seen_by_model).hexdigest()[:8]}",
            description=str(self.data.get("description", "")),
            system_prompt=prompt,
            greeting=self._text(self.data, "greeting"),
            tsundere=self._tsundere(),
            speech=tuple(speech),
            examples=tuple(examples),
            greetings=self._greetings(),
        )
