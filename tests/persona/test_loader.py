from pathlib import Path

import pytest

from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.errors import BadFileError
from tsuki_desktop.paths import Profile, bundled
from tsuki_desktop.persona.loader import load, load_for

GOOD = bundled("assets", "persona.toml").read_text(encoding="utf-8")


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "persona.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_bundled_persona_is_tsuki() -> None:
    persona = load(bundled("assets", "persona.toml"))
    assert persona.name == "Tsuki"
    assert "tsundere" in persona.system_prompt
    assert len(persona.examples) >= 5
    assert any(rule.casual == "Yep, nailed it!" for rule in persona.speech)


def test_the_version_follows_what_the_model_sees(tmp_path: Path) -> None:
    before = load(written(tmp_path, GOOD)).version
    assert load(written(tmp_path, GOOD + "\n# a comment\n")).version == before
    assert load(written(tmp_path, GOOD.replace("Paris.", "Paris!"))).version != before


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("playful", "grumpy"), "“grumpy” is none of her moods"),
        (('greeting = "Oh', 'hello = "Oh'), "“greeting” is missing"),
        (("[[speech]]", "[[speech"), "line"),
        (('user = "', 'user = 3 # "'), "“user” should be some text"),
        (("morning = [", "noon = ["), "“noon” is no kind of greeting"),
        (("soon = [", "soon = [ 3,"), "“soon” should be a list of texts"),
    ],
)
def test_a_broken_file_says_which_line_and_why(tmp_path: Path, change: tuple[str, str], why: str) -> None:
    at = GOOD.index("[[examples]]") if change[0] == "playful" else 0
    text = GOOD[:at] + GOOD[at:].replace(*change, 1)
    with pytest.raises(BadFileError) as caught:
        load(written(tmp_path, text))
    assert why in caught.value.message


def test_the_line_of_a_wrong_mood_is_the_line_it_stands_on(tmp_path: Path) -> None:
    at = GOOD.rindex('emotion = "happy"')
    text = GOOD[:at] + GOOD[at:].replace("happy", "grumpy")
    line = text[: text.index("grumpy")].count("\n") + 1
    with pytest.raises(BadFileError, match=f"line {line}:"):
        load(written(tmp_path, text))


def test_bytes_that_are_not_text_are_told_by_line(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="line 2: there are bytes that are not UTF-8"):
        load(written(tmp_path, b'name = "Tsuki"\n\xff\xfe = 1\n'))


def test_tsuki_still_starts_with_a_broken_copy(tmp_path: Path) -> None:
    written(tmp_path, "name = \n")
    persona, problem = load_for(Profile(tmp_path))
    assert persona.examples[0].emotion in Emotion
    assert problem is not None
    assert "line 1" in problem.message
