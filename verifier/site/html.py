"""A page of the reports as HTML: rendered as code hosts do, with charts inside and sound tables.

The Markdown is escaped for CommonMark and GitHub's tables, so it is rendered by these rules and no
others: a renderer of another dialect would undo the escaping.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from html import escape
from itertools import chain, count
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from verifier.dataclass import dataclass
from verifier.report.words import Words

ROWS = 12
"""Rows from which on a table can be filtered: fewer are seen at a glance."""

_PAGE = re.compile(r"(?P<path>(?:[^:#?]*/)?[^:#?/]*)\.md(?P<rest>#.*)?$")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_SLUG = re.compile(r"[^\w-]+")
_TEXTUAL = ("text", "text_special", "code_inline")
_ANCHOR = re.compile(r'<a id="([a-z0-9-]+)">')


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level, its id, and what a reader sees of it."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Html:
    """A page: its title as a reader sees it, its body as HTML, and its headings."""

    title: str
    body: str
    headings: Sequence[Heading] = field(default_factory=tuple)


def address(path: str) -> str:
    """Where on the site a page of the reports is, or a link leads; all else is left as it is.

    >>> address("../forecasts/x.md#why"), address("../README.md"), address("charts/x.svg")
    ('../forecasts/x.html#why', '../index.html', 'charts/x.svg')
    >>> address("https://example.org/x.md")
    'https://example.org/x.md'
    """
    found = _PAGE.fullmatch(path)
    if found is None:
        return path
    name = re.sub(r"(^|/)README$", r"\1index", found["path"])
    return f"{name}.html{found['rest'] or ''}"


class Renderer:
    """Renders pages; `charts` are the pictures by the last part of their path."""

    def __init__(self, words: Words, charts: Mapping[str, str]) -> None:
        self._words = words
        self._charts = charts
        self._months = [name.strip() for name in words("date.months").split(",")]
        self._parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

    def render(self, text: str) -> Html:
        """One page."""
        tokens = self._parser.parse(text)
        taken = set(_ANCHOR.findall(text))
        headings = [*self._headings(tokens, taken)]
        for token in tokens:
            for inner in token.children or ():
                if inner.type == "link_open":
                    inner.attrSet("href", address(str(inner.attrGet("href"))))
        tokens = [*self._tables(self._pictures(tokens))]
        body = self._parser.renderer.render(tokens, self._parser.options, {})
        title = next((h.text for h in headings if h.level == 1), "")
        return Html(title, body, headings)

    def _headings(self, tokens: Sequence[Token], taken: set[str]) -> Iterator[Heading]:
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                inner = tokens[at + 1].children or ()
                text = "".join(part.content for part in inner if part.type in _TEXTUAL).strip()
                slug = _SLUG.sub("-", text.casefold()).strip("-") or "part"
                numbered = (f"{slug}-{n}" for n in count(1))
                id = next(name for name in chain([slug], numbered) if name not in taken)
                taken.add(id)
                token.attrSet("id", id)
                yield Heading(int(token.tag[1:]), id, text)

    def _pictures(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """A paragraph that is one picture of ours becomes the drawing itself."""
        at = 0
        while at < len(tokens):
            inner = tokens[at + 1].children or [] if tokens[at].type == "paragraph_open" else []
            name = ""
            if len(inner) == 1 and inner[0].type == "image":
                name = str(inner[0].attrGet("src")).rpartition("charts/")[2]
            if name in self._charts:
                yield _html(self._drawn(self._charts[name]))
                at += 3
            else:
                yield tokens[at]
                at += 1

    def _drawn(self, svg: str) -> str:
        """A drawing; of one longer than a page, which browsers cut, print has the numbers alone."""
        size = _SIZE.search(svg)
        tall = size is not None and float(size[2]) > _PAGE_RATIO * float(size[1])
        print = f' data-print="{escape(self._words("site.print"))}"' if tall else ""
        return f'<figure class="chart"{print}>{inlined(svg)}</figure>\n'

    def _tables(self, tokens: Iterator[Token]) -> Iterator[Token]:
        table: list[Token] = []
        for token in tokens:
            if table or token.type == "table_open":
                table.append(token)
                if token.type == "table_close":
                    yield from self._table(table)
                    table = []
            else:
                yield token

    def _table(self, tokens: list[Token]) -> Iterator[Token]:
        end = next(at for at, token in enumerate(tokens) if token.type == "thead_close")
        headed = any(token.content for token in tokens[:end] if token.type == "inline")
        rows = sum(token.type == "tr_open" for token in tokens[end:])
        sorts = headed and rows > 1
        words = "".join(
            f' data-{key}="{escape(self._words(f"site.{key}"))}"'
            for key in ("sort", *(["filter", "found"] if rows >= ROWS else []))
        )
        label = escape(self._words("site.table"))
        heads = [_shown(tokens[n + 1]) for n, t in enumerate(tokens[:end]) if t.type == "th_open"]
        cells = [t for t in tokens[end:] if t.type == "inline"]
        long = {at % len(heads) for at, cell in enumerate(cells) if len(_shown(cell)) > _SHORT}
        stacks = headed and len(heads) > _ABREAST and long
        yield _html(
            f'<div class="table{" stack" if stacks else ""}" tabindex="0" role="group"'
            f' aria-label="{label}"{words if sorts else ""}>\n'
        )
        # With a class of its own the theme leaves the table as it is.
        tokens[0].attrSet("class", "data")
        if headed:
            yield from self._dated(tokens, heads, long)
        else:
            yield from _named_rows([tokens[0], *tokens[end + 1 :]])
        yield _html("</div>\n")

    def _dated(self, tokens: list[Token], heads: Sequence[str], long: set[int]) -> Iterator[Token]:
        """Cells that tell a day carry it as one that sorts; columns of long texts are given room.

        Each has the head of its column, which stands before it where rows are laid out as cards.
        """
        column = 0
        for at, token in enumerate(tokens):
            if token.type == "tr_open":
                column = 0
            elif token.type == "td_open":
                token.attrSet("data-head", heads[column])
                if day := self._day(tokens[at + 1].content):
                    token.attrSet("data-sort", day)
                elif column in long:
                    token.attrSet("class", "long")
                column += 1
            elif token.type == "th_open":
                token.attrSet("scope", "col")
            yield token

    def _day(self, text: str) -> str:
        """The first day that a short text tells in words, as 2023-02-24; empty without any."""
        year = _YEAR.search(text)
        if year is None or len(text) > _LONGEST_DAY:
            return ""
        months = [(text.find(name), n) for n, name in enumerate(self._months, 1) if name in text]
        at, month = min(months, default=(len(text), 1))
        day = re.search(r"(?<!\d)(\d{1,2})(?!\d)", text[:at])
        return f"{year[1]}-{month:02d}-{int(day[1]) if day and months else 0:02d}"


_LONGEST_DAY = 60
"""Characters of a cell that is a day: two days with their months have at most 45 in Ukrainian."""

_PAGE_RATIO = 1.4
"""Height to width of what fits on a page of A4 or letter, with its margins."""


_SHORT = 40
"""Characters of a cell that needs no room of its own: two lines of a narrow column."""


_ABREAST = 2
"""Columns with long texts that stand side by side on a phone; rows of more become cards there."""


def _shown(token: Token) -> str:
    """What a reader sees of a cell."""
    return "".join(part.content for part in token.children or () if part.type in _TEXTUAL)


def _html(text: str) -> Token:
    return Token("html_block", "", 0, content=text, block=True)


def _named_rows(tokens: Sequence[Token]) -> Iterator[Token]:
    """A table without a head: the first cell of each row names it."""
    first, named = False, False
    for token in tokens:
        if token.type == "tr_open":
            first = True
        elif token.type == "td_open" and first:
            token.tag, first, named = "th", False, True
            token.attrSet("scope", "row")
        elif token.type == "td_close" and named:
            token.tag, named = "th", False
        yield token


_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_MEDIA = re.compile(r"@media ([^{]+)\{((?:[^{}]+\{[^{}]*\})*)\}")


def inlined(svg: str) -> str:
    """A drawing to stand in a page: its style is its own, and follows the page's light or dark."""
    found = _STYLE.search(svg)
    if found is None:
        return svg
    plain, media = _MEDIA.sub("", found[1]), _MEDIA.findall(found[1])
    rules = _scoped(plain, ".chart ")
    for condition, inner in media:
        if "dark" in condition:
            rules += f"@media screen{{{_scoped(inner, '[data-md-color-scheme=slate] .chart ')}}}"
        else:
            rules += f"@container {condition}{{{_scoped(inner, '.chart ')}}}"
    return f"{svg[: found.start()]}<style>{rules}</style>{svg[found.end() :]}"


def _scoped(rules: str, scope: str) -> str:
    return "".join(
        f"{','.join(scope + s.strip() for s in selectors.split(','))}{{{declared}}}"
        for selectors, declared in _RULE.findall(rules)
    )


def tree(headings: Sequence[Heading]) -> list[dict[str, Any]]:
    """The headings as the theme takes them: each with those below it; texts are HTML."""
    root: list[dict[str, Any]] = []
    above: list[tuple[int, list[dict[str, Any]]]] = [(0, root)]
    for heading in headings:
        while above[-1][0] >= heading.level:
            above.pop()
        below: list[dict[str, Any]] = []
        node = {
            "level": heading.level,
            "id": heading.id,
            "name": escape(heading.text),
            "children": below,
        }
        above[-1][1].append(node)
        above.append((heading.level, below))
    return root
