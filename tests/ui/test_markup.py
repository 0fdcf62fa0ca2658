"""Hostile and ordinary Markdown: what reaches the window is safe and complete."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from tsuki_desktop.ui import markup

ALLOWED = {
    "p",
    "br",
    "strong",
    "em",
    "s",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "code",
    "pre",
    "i",
    "span",
}
ALLOWED |= {"table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"}

HOSTILE = [
    "![x](http://evil.example/pixel.png)",
    "![x](file:///etc/passwd)",
    "![x][ref]\n\n[ref]: //host/share/a.png",
    "<img src=http://evil.example/x.png>",
    "<script>alert(1)</script>",
    "<think>secret</think> vector<string>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](&#106;avascript:alert(1))",
    "[click](data:text/html;base64,xxxx)",
    "[click](file:///etc/passwd)",
    "[click](vbscript:x)",
    "[click](//host/share)",
    '[a](https://a.example "t\\" onclick=\\"x")',
    "<javascript:alert(1)>",
    '<a href="javascript:x">y</a>',
    "```html\n<img src=x>\n```",
    "`<img src=x>`",
    "| <img src=x> | b |\n|---|---|\n| \"'> | ![i](http://e.example/i.png) |",
    "> - ```\n>   <img src=x>\n>   ```",
    "&lt;img src=x&gt;",
    "![![a](http://b.example/c.png)](http://d.example/e.png)",
    "https://ok.example/<img src=x>",
    "<style>p{background:url(http://e.example)}</style>",
]


def rendered(text: str) -> list[str]:
    return [markup.html(block) for block in markup.split(text)]


def check_safe(pages: list[str]) -> None:
    for page in pages:
        tags = re.findall(r"<(/?)([a-zA-Z0-9]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", page)
        assert {name for _, name, _ in tags} <= ALLOWED
        for _, name, attributes in tags:
            for key, value in re.findall(r'([\w-]+)="([^"]*)"', attributes):
                assert key in {"href", "class", "style", "start", "title"}
                if key == "href":
                    assert name == "a"
                    assert re.match("https?://", unescape(value), re.IGNORECASE)
        document = QTextDocument()
        document.setHtml(page)
        assert "\ufffc" not in document.toRawText(), "an image came through"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_is_harmless(text: str) -> None:
    check_safe(rendered(text))


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "\n", "\n\n", "```", "> ", "- ", "a b", "|", "<", '"', "](", "![", "\\"])
    )
)
def test_no_mix_of_them_is_harmful(pieces: list[str]) -> None:
    check_safe(rendered("".join(pieces)))


def test_tags_that_a_model_writes_stay_readable() -> None:
    document = QTextDocument()
    document.setHtml(rendered("<think>no</think> and vector<string>")[0])
    assert document.toPlainText() == "<think>no</think> and vector<string>"


def test_code_keeps_every_character() -> None:
    source = "def f(x: list[int]) -> str:\n\n    return f'<{x}> & \"y\"'  # done"
    (block,) = markup.split(f"```python\n{source}\n```")
    assert block == markup.Block("code", source, "python")
    document = QTextDocument()
    document.setHtml(markup.html(block))
    assert document.toPlainText() == source


def test_an_unknown_language_is_shown_without_colours() -> None:
    (block,) = markup.split("```no-such-language\n<b>\n```")
    assert markup.html(block) == "<pre>&lt;b&gt;</pre>"


def test_bare_addresses_become_links_and_code_does_not() -> None:
    assert 'href="https://example.org/a_b"' in rendered("see https://example.org/a_b, ok")[0]
    assert "href" not in rendered("`https://example.org`")[0]


def test_text_and_code_alternate() -> None:
    kinds = [block.kind for block in markup.split("a\n\n```\nb\n```\nc\n\nd\n\n~~~py\ne\n~~~")]
    assert kinds == ["text", "code", "text", "code"]


def test_a_long_text_is_cut_between_paragraphs_only() -> None:
    paragraphs = [f"Paragraph {number} " + " ".join(["word"] * 60) for number in range(40)]
    blocks = markup.split("\n\n".join(paragraphs))
    assert len(blocks) > 2
    assert "\n\n".join(block.source for block in blocks) == "\n\n".join(paragraphs)


MIXED = (
    "Hi *there*\n\n- a\n- b\n\n```py\nx = 1\n\ny = 2\n```\nmore\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\nend "
    + ("word " * 200 + "\n\n") * 5
)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=40))
def test_growing_ends_as_splitting_does(steps: list[int]) -> None:
    growing = markup.Growing()
    shown: list[markup.Block] = []
    at = 0
    for step in [*steps, len(MIXED)]:
        at = min(at + step, len(MIXED))
        stay, blocks = growing.update(MIXED[:at])
        assert stay <= len(shown)
        shown = [*shown[:stay], *blocks]
    assert [markup.html(block) for block in shown] == [markup.html(block) for block in markup.split(MIXED)]


def test_growing_leaves_finished_blocks_alone() -> None:
    growing = markup.Growing()
    growing.update("one\n\n```\ncode\n```\n")
    growing.update("one\n\n```\ncode\n```\nlast")
    stay, blocks = growing.update("one\n\n```\ncode\n```\nlast words")
    assert stay == 2
    assert [block.source for block in blocks] == ["last words"]


def test_links_are_those_that_are_shown() -> None:
    text = "[a](https://a.example/?x=1&y=2) `https://no.example` https://b.example.\n\n[j](javascript:x)\n"
    assert markup.links(text) == ["https://a.example/?x=1&y=2", "https://b.example"]
