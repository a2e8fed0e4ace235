"""Whatever users write, the pages keep their shape: no tag, link, cell or block comes from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args
from zlib import crc32

import cmarkgfm
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import BaseModel, StringConstraints

from tests.depth import part, some
from tests.ours import RATES, ROOT, computed
from verifier.keeping import LEDGER_PATH
from verifier.report import Run, report

LEDGERS = part((RATES, ROOT))
REPORT = ROOT / "verifier" / "report"
ATTACKS = (
    " <b>bold</b><script>alert(1)</script><!-- ",
    " | another | cell |",
    " [a link](https://example.org/x) ![an image](x.svg) <https://example.org>",
    " https://example.org www.example.org someone@example.org",
    " `code` **bold** _soft_ ~~struck~~ \\",
    "\n\n# A heading\n\n- an item\n\n    a block\n\n| a | b |\n| - | - |\n",
    "\n---\n===\n> quoted\n```\nfenced\n1. first",
    "]( ](x) ``` \\`` \\\\` &lt;b&gt; &#60;b&#62; $$x$$",
)


_PATHS = re.compile(r"[/\\\\:\x00-\x1f\x7f]")
"""What a path of the ledger cannot hold."""
_WORDS = {"phrase", "because", "how"}
"""Texts of users in what was computed from them."""


@cache
def _kinds(model: type[BaseModel]) -> Mapping[str, str | None]:
    """What each field of a model is."""
    fields = model.model_fields.items()
    return {name: _kind(field.annotation, field.metadata) for name, field in fields}


Mark = Callable[[str], str]
"""What is put behind a text: the same wherever the text stands."""


def _harmless(text: str) -> str:
    return " zz"


def _kind(annotation: Any, metadata: Iterable[Any] = ()) -> str | None:
    """`text` for a field that takes any text, `path` for a path, None for what has a form."""
    if annotation is str:
        patterns = [m.pattern for m in metadata if isinstance(m, StringConstraints) and m.pattern]
        return "text" if not patterns else "path" if LEDGER_PATH in str(patterns[0]) else None
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__, annotation.__metadata__)
    kinds = [_kind(inner, metadata) for inner in get_args(annotation)]
    return next((kind for kind in kinds if kind), None)


def _marked(value: Any, mark: Mark, kind: str | None = None) -> Any:
    """The value with a mark behind every text that users can write as they like."""
    if isinstance(value, BaseModel):
        changes = {
            name: _marked(getattr(value, name), mark, kind)
            for name, kind in _kinds(type(value)).items()
        }
        return value.model_copy(update=changes)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                field.name: _marked(
                    getattr(value, field.name), mark, "text" if field.name in _WORDS else None
                )
                for field in fields(value)
            },
        )
    if isinstance(value, dict):
        return {key: _marked(inner, mark, kind) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(_marked(inner, mark, kind) for inner in value)
    if kind is None or type(value) is not str:
        return value
    return value + (_PATHS.sub("", mark(value)) if kind == "path" else mark(value))


def _pages(mark: Mark) -> Mapping[str, str]:
    """Every page of these ledgers, written as if each text ended in a mark."""
    return {f"{of.name}/{path}": page for of in LEDGERS for path, page in _of(of, mark)}


def marked_run(root: Path, mark: Mark) -> Run:
    """What is printed of a ledger, as if each text of users ended in a mark."""
    own = computed(root)
    known = replace(own.known, ledger=_marked(own.ledger, mark), rules=_marked(own.rules, mark))
    first = own.schemes[0]
    shown = replace(
        first,
        scheme=_marked(first.scheme, mark),
        verdicts={id: _marked(verdict, mark) for id, verdict in first.verdicts.items()},
        scores={id: _marked(score, mark) for id, score in first.scores.items()},
    )
    rest = (replace(s, scheme=_marked(s.scheme, mark)) for s in own.schemes[1:])
    return replace(own, known=known, schemes=(shown, *rest))


def _of(root: Path, mark: Mark) -> Iterator[tuple[str, str]]:
    found = report(marked_run(root, mark))
    yield from ((path, text) for path, text in found.items() if path.endswith(".md"))


_EXTENSIONS = ["table", "autolink", "strikethrough"]
_UNSAFE = 1 << 17
"""Render raw HTML as it is, so that it would be seen (`CMARK_OPT_UNSAFE`)."""
_TAG = re.compile(r"<[^>]*>")
_ALT = re.compile(r' alt="[^"]*"')
# A comment is what keeps an address of mail from becoming a link.
_APART = "<!-- -->"


def _as_on_github(page: str) -> list[Any]:
    """Tags of a page with what they hold, in order: all but its text and what pictures show."""
    html = cmarkgfm.markdown_to_html_with_extensions(page, _UNSAFE, _EXTENSIONS)
    return [_ALT.sub("", tag) for tag in _TAG.findall(html) if tag != _APART]


_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_TEXTUAL = ("text", "text_special")


def _as_elsewhere(page: str) -> list[Any]:
    """Blocks, cells, tags and links of a page, in order: all but its text."""
    return [
        (token.type, token.tag, token.nesting, token.attrs.get("href"), token.attrs.get("src"))
        for token in _tokens(_READER.parse(page))
    ]


def _tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type not in _TEXTUAL and token.content != _APART:
            yield token
        if token.type != "image":
            yield from _tokens(token.children or ())


_READERS = part([_as_on_github, _as_elsewhere])


_SENTENCE = re.compile(r"(?<=:~:text=)[A-Za-z0-9%._~,]+(?=\))")
"""The words of a quotation in the address of its sentence, as long as all of them are encoded."""


def _shape(page: str) -> list[list[Any]]:
    """A page as each reader of Markdown takes it, whatever sentences its links lead to."""
    return [read(_SENTENCE.sub("", page)) for read in _READERS]


@cache
def _plain() -> Mapping[str, str]:
    return _pages(_harmless)


@cache
def _shapes() -> Mapping[str, list[list[Any]]]:
    return {path: _shape(page) for path, page in _plain().items()}


@some(range(len(ATTACKS)))
def test_no_text_of_users_changes_the_shape_of_a_page(first: int) -> None:
    """To every text of the ledger, the rules and what was read of them, an attack is appended.

    Each text gets one of them, the same wherever it stands: at full depth, all get all.
    """
    plain = _shapes()
    hostile = _pages(lambda text: f"{ATTACKS[(first + crc32(text.encode())) % len(ATTACKS)]} zz")
    assert hostile.keys() == plain.keys()
    for path, page in hostile.items():
        assert _shape(page) == plain[path], path


def test_the_attacks_are_printed() -> None:
    """The law would hold of pages that print nothing of users, too: all but the corrections do."""
    silent = {path.split("/")[-1] for path, page in _plain().items() if "zz" not in page}
    assert silent == {"corrections.md"}


_MAKERS = {"escape.py", "markdown.py", "format.py", "words/__init__.py"}


def test_only_escaping_and_the_parts_of_pages_make_markdown() -> None:
    """Elsewhere `Markdown` is only passed on, so that what is not escaped is an error of types."""
    for path in REPORT.parent.rglob("*.py"):
        maker = path.is_relative_to(REPORT) and path.relative_to(REPORT).as_posix() in _MAKERS
        assert maker or "Markdown(" not in path.read_text(encoding="utf-8"), path
