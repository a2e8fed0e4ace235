"""Whatever users write, the pages keep their shape: no tag, link, cell or block comes from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import BaseModel, StringConstraints

from verifier.engine import run
from verifier.loading import load
from verifier.model.record import LEDGER_PATH
from verifier.report import Run, report

ROOT = Path(__file__).resolve().parents[2]
LEDGERS = (ROOT, ROOT / "examples" / "interest-rates")
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


def _kind(annotation: Any, metadata: Iterable[Any] = ()) -> str | None:
    """`text` for a field that takes any text, `path` for a path, None for what has a form."""
    if annotation is str:
        patterns = [m.pattern for m in metadata if isinstance(m, StringConstraints) and m.pattern]
        return "text" if not patterns else "path" if LEDGER_PATH in str(patterns[0]) else None
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__, annotation.__metadata__)
    kinds = [_kind(inner, metadata) for inner in get_args(annotation)]
    return next((kind for kind in kinds if kind), None)


def _marked(value: Any, mark: str, kind: str | None = None) -> Any:
    """The value with `mark` behind every text that users can write as they like."""
    if isinstance(value, BaseModel):
        changes = {
            name: _marked(getattr(value, name), mark, _kind(field.annotation, field.metadata))
            for name, field in type(value).model_fields.items()
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
    return value + (_PATHS.sub("", mark) if kind == "path" else mark)


@cache
def _computed(root: Path) -> Run:
    loaded = load(root)
    assert loaded.ledger is not None
    assert loaded.rules is not None
    return run(loaded.ledger, loaded.rules)


def _pages(mark: str) -> Mapping[str, str]:
    """Every page of both our ledgers, written as if each text ended in `mark`."""
    return {f"{root.name}/{path}": page for root in LEDGERS for path, page in _of(root, mark)}


def _of(root: Path, mark: str) -> Iterator[tuple[str, str]]:
    own = _computed(root)
    known = replace(own.known, ledger=_marked(own.ledger, mark), rules=_marked(own.rules, mark))
    first = own.schemes[0]
    shown = replace(
        first,
        scheme=_marked(first.scheme, mark),
        verdicts={id: _marked(verdict, mark) for id, verdict in first.verdicts.items()},
        scores={id: _marked(score, mark) for id, score in first.scores.items()},
    )
    rest = (replace(s, scheme=_marked(s.scheme, mark)) for s in own.schemes[1:])
    found = report(replace(own, known=known, schemes=(shown, *rest)))
    yield from ((path, text) for path, text in found.items() if path.endswith(".md"))


_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_TEXTUAL = ("text", "text_special")


def _shape(page: str) -> list[tuple[Any, ...]]:
    """Blocks, cells, tags and links of a page, in order: all but its text."""
    return [
        (token.type, token.tag, token.nesting, token.attrs.get("href"), token.attrs.get("src"))
        for token in _tokens(_READER.parse(page))
    ]


def _tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        # A comment is what keeps an address of mail from becoming a link.
        if token.type not in _TEXTUAL and token.content != "<!-- -->":
            yield token
        if token.type != "image":
            yield from _tokens(token.children or ())


@cache
def _shapes() -> Mapping[str, list[tuple[Any, ...]]]:
    return {path: _shape(page) for path, page in _pages(" zz").items()}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_users_changes_the_shape_of_a_page(attack: str) -> None:
    """Appended to every text of the ledger, the rules and what was read of them."""
    plain = _shapes()
    hostile = _pages(attack + " zz")
    assert hostile.keys() == plain.keys()
    for path, page in hostile.items():
        assert _shape(page) == plain[path], path


def test_the_attacks_are_printed() -> None:
    """The law would hold of pages that print nothing of users, too: all but the corrections do."""
    pages = _pages(" zz")
    silent = {path.split("/")[-1] for path, page in pages.items() if "zz" not in page}
    assert silent == {"corrections.md"}


_MAKERS = {"escape.py", "markdown.py", "format.py", "words/__init__.py"}


def test_only_escaping_and_the_parts_of_pages_make_markdown() -> None:
    """Elsewhere `Markdown` is only passed on, so that what is not escaped is an error of types."""
    for path in REPORT.parent.rglob("*.py"):
        maker = path.is_relative_to(REPORT) and path.relative_to(REPORT).as_posix() in _MAKERS
        assert maker or "Markdown(" not in path.read_text(encoding="utf-8"), path
