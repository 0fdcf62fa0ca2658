"""Every text of the window has its place in the translations, and the files that are loaded are fresh."""

import re
import shutil
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "assets" / "translations"
TS = FOLDER / "tsuki_ja.ts"

GAP = re.compile(r"%L?\d|%n|\{\w*\}")
MAY_LACK = {"%1 of %2 rows %3 errors. "}
"""Its third gap is "has" or "have", which Japanese has no use for."""


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import translations

    return translations


def texts(ts: Path) -> dict[tuple[str, str], ElementTree.Element]:
    """Translations by context and source text."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.find("translation")
        for context in ElementTree.parse(ts).getroot().iter("context")
        for message in context.iter("message")
    }


def test_every_text_of_the_sources_is_gathered_and_no_other(tool: ModuleType, tmp_path: Path) -> None:
    listed = tool.sentences()
    assert tool.SENTENCES.read_text("utf-8").splitlines() == listed, "run: just translations"
    fresh = tmp_path / "assets" / "translations" / TS.name
    fresh.parent.mkdir(parents=True)
    shutil.copy(TS, fresh)
    tool.gather(fresh, listed)
    assert texts(fresh).keys() == texts(TS).keys(), "run: just translations"


def test_japanese_is_complete_and_keeps_every_gap() -> None:
    found = texts(TS)
    assert len(found) > 1700
    unfinished = [key for key, said in found.items() if said.get("type") or not said.text]
    assert not unfinished
    for (_, source), said in found.items():
        gaps, kept = sorted(GAP.findall(source)), sorted(GAP.findall(said.text or ""))
        assert gaps == kept or source in MAY_LACK, source
        assert source.startswith(" ") == (said.text or "").startswith(" "), source
        assert source.endswith(" ") == (said.text or "").endswith(" "), source


def test_what_is_loaded_is_what_was_written(tool: ModuleType, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    tool.release(TS, made)
    assert made.read_bytes() == TS.with_suffix(".qm").read_bytes(), "run: just translations"


def test_no_page_says_something_that_cannot_be_translated() -> None:
    raw = re.compile(r'^\s*(?:text|title|label|placeholder\w*|Accessible\.\w+): "[^"]*[A-Za-z]{2}.*$', re.M)
    for path in sorted((ROOT / "tsuki_desktop" / "ui" / "qml").rglob("*.qml")):
        found = [line for line in raw.findall(path.read_text("utf-8")) if "<style>" not in line]
        assert not found, path.name
