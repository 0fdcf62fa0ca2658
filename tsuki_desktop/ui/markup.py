"""Turn what a message says into blocks that are safe to show.

A reply is Markdown from a model: nothing in it is trusted. It is parsed here and written again as a small
set of HTML tags in which every text is escaped: no pictures, no raw HTML, links to http and https only. The
window never parses Markdown itself, so there is no second parser to disagree with this one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

TEXT_LIMIT = 3000
"""Characters after which a text block ends at the next paragraph.

Qt lays 2,000 out in under 1 ms, 8,000 in 4.
"""

HIGHLIGHT_LIMIT = 40_000
"""Characters of code after which colours are left out."""

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+[^\s<>\"'`\\.,;:!?)\]}*_]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a message: `kind` is `plain`, `text` (Markdown) or `code`; `source` is as it was written."""

    kind: str
    source: str
    language: str = ""
    closed: bool = True
    """Whether a code block's fence has ended."""
    line: int = field(default=0, compare=False)
    """The line of the whole text that it starts at, from 0."""


def safe_address(url: str) -> bool:
    """Whether a link may be offered at all."""
    return re.match(r"https?://[^\s/]", url, re.IGNORECASE) is not None


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable(["table", "strikethrough"])
    parser.validateLink = safe_address
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _text(_renderer: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    inside_link = sum({"link_open": 1, "link_close": -1}.get(token.type, 0) for token in tokens[:index])
    content = tokens[index].content
    return escape(content) if inside_link else _with_links(content)


def _with_links(content: str) -> str:
    parts: list[str] = []
    end = 0
    for match in _ADDRESS.finditer(content):
        address = escape(match.group())
        parts += [escape(content[end : match.start()]), f'<a href="{address}">{address}</a>']
        end = match.end()
    return "".join([*parts, escape(content[end:])])


def _picture(_renderer: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return f"<i>[{escape(tokens[index].content or '…')}]</i>"


def _nested_code(_renderer: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return f"<pre>{escape(tokens[index].content)}</pre>"


def _inline_code(_renderer: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return f"<code>{escape(tokens[index].content)}</code>"


def _rule(*_: Any) -> str:
    return "<hr/>"


_RULES: dict[str, Any] = {
    "text": _text,
    "image": _picture,
    "fence": _nested_code,
    "code_block": _nested_code,
    "code_inline": _inline_code,
    "hr": _rule,
}


@lru_cache(maxsize=1)
def _outline() -> MarkdownIt:
    """A parser for the structure alone: leaving the words unparsed costs a third."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def split(markdown: str) -> list[Block]:
    """Cut Markdown into text and code blocks, at borders that later text cannot move.

    All blocks but the last stay as they are when more text is appended.
    """
    lines = markdown.split("\n")
    blocks: list[Block] = []
    start = size = 0
    for begin, end, fence in _top_level(markdown):
        if fence is not None:
            _add_text(blocks, lines[start:begin], start)
            blocks.append(_code(fence, lines[begin:end], begin))
            start, size = end, 0
            continue
        if size > TEXT_LIMIT:
            _add_text(blocks, lines[start:begin], start)
            start, size = begin, 0
        size += sum(map(len, lines[begin:end]))
    _add_text(blocks, lines[start:], start)
    return blocks


def _top_level(markdown: str) -> Iterator[tuple[int, int, Token | None]]:
    """First line, line after the last, and the token where it is a fence, of each top-level piece."""
    for token in _outline().parse(markdown, {}):
        if token.level == 0 and token.map and token.nesting >= 0:
            yield token.map[0], token.map[1], token if token.type == "fence" else None


def _add_text(blocks: list[Block], lines: list[str], line: int) -> None:
    while lines and not lines[0].strip():
        lines, line = lines[1:], line + 1
    source = "\n".join(lines).rstrip()
    if source:
        blocks.append(Block("text", source, line=line))


def _code(fence: Token, lines: list[str], line: int) -> Block:
    words = fence.info.split()
    language = re.sub(r"[^\w+#.-]", "", words[0])[:24] if words else ""
    last = lines[-1].strip() if len(lines) > 1 else ""
    closed = last.startswith(fence.markup) and not last.strip(fence.markup[0])
    return Block("code", fence.content.rstrip("\n"), language, closed, line)


def html(block: Block) -> str:
    """The block as HTML that Qt shows; empty for plain text, which is shown as it is."""
    if block.kind == "text":
        return _without_last_gap(_parser().render(block.source).strip())
    if block.kind == "code":
        return f"<pre>{_coloured(block)}</pre>"
    return ""


def links(markdown: str) -> list[str]:
    """The addresses of all links that the blocks of a message show, in their order."""
    shown = "".join(html(block) for block in split(markdown) if block.kind == "text")
    return [unescape(address) for address in re.findall(r'<a href="([^"]*)"', shown)]


def _without_last_gap(text: str) -> str:
    """A paragraph at the end leaves no space below it: the bubble has its own."""
    if not text.endswith("</p>"):
        return text
    start = text.rfind("<p>")
    return f'{text[:start]}<p class="end">{text[start + 3 :]}'


def _coloured(block: Block) -> str:
    if not block.language or len(block.source) > HIGHLIGHT_LIMIT:
        return escape(block.source)
    from pygments import lexers
    from pygments.util import ClassNotFound

    try:
        lexer = cast(Any, lexers).get_lexer_by_name(block.language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(block.source)
    return "".join(_span(kind, text) for kind, text in lexer.get_tokens(block.source))


def _span(kind: Any, text: str) -> str:
    from pygments.token import Token as Kinds

    names: dict[str, tuple[Any, ...]] = {
        "k": (Kinds.Keyword, Kinds.Name.Tag, Kinds.Operator.Word),
        "s": (Kinds.Literal.String, Kinds.Literal.Date),
        "m": (Kinds.Literal.Number, Kinds.Keyword.Constant, Kinds.Name.Constant),
        "c": (Kinds.Comment,),
        "f": (Kinds.Name.Function, Kinds.Name.Class, Kinds.Name.Decorator, Kinds.Name.Builtin),
    }
    for name, kinds in names.items():
        if any(kind in parent for parent in kinds):
            return f'<span class="{name}">{escape(text)}</span>'
    return escape(text)


class Growing:
    """Blocks of a reply that is being written: parses only what is not yet settled."""

    def __init__(self) -> None:
        self._settled = 0
        self._length = 0
        self.tail_length = 0
        """Characters that each update parses again."""

    def update(self, text: str) -> tuple[int, list[Block]]:
        """Take the whole text so far; return how many blocks stay, and those that follow them."""
        stay = self._settled
        tail = text[self._length :]
        blocks = split(tail)
        if len(blocks) > 1:
            lines = tail.split("\n")[: blocks[-1].line]
            self._length += sum(map(len, lines)) + len(lines)
            self._settled += len(blocks) - 1
        self.tail_length = len(text) - self._length
        return stay, blocks
