"""The parts of a page: headings, paragraphs, items, tables, folds. What goes in is Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verifier.report.escape import Markdown, Target

Lines = Iterator[Markdown]
EMPTY = Markdown("")
SPACE = Markdown(" ")
NONE = Markdown("—")
"""What stands in a cell that has no figure."""


def heading(text: Markdown, level: int = 2) -> Lines:
    """A heading and the empty line after it."""
    yield Markdown(f"{'#' * level} {text}")
    yield EMPTY


def para(*sentences: Markdown) -> Lines:
    """A paragraph of these sentences and the empty line after it."""
    yield joined(sentences, " ")
    yield EMPTY


def items(texts: Iterable[Markdown]) -> Lines:
    """A list and the empty line after it; nothing without items."""
    found = [item(text) for text in texts]
    yield from found
    yield from [EMPTY] if found else []


def item(text: Markdown) -> Markdown:
    """One item of a list."""
    return Markdown(f"- {text}")


def quotation(*lines: Markdown) -> Lines:
    """Lines set in as a quotation, each a paragraph, and the empty line after them."""
    for number, line in enumerate(lines):
        if number:
            yield Markdown(">")
        yield Markdown(f"> {line}")
    yield EMPTY


def text(value: str) -> Markdown:
    """Figures and words of the code's own, which need no escaping: never a text of users."""
    return Markdown(value)


def folded(summary: Markdown, lines: Iterable[Markdown]) -> Lines:
    """Lines that are shown when the reader opens them."""
    yield Markdown(f"<details><summary>{summary}</summary>")
    yield EMPTY
    yield from lines
    yield Markdown("</details>")
    yield EMPTY


def verbatim(plain: str) -> Lines:
    """Plain lines shown as they are, set in, and the empty line after them."""
    for line in plain.rstrip().split("\n"):
        yield Markdown(f"    {line}".rstrip())
    yield EMPTY


def table(head: Sequence[Markdown], rows: Iterable[Iterable[Markdown]]) -> Lines:
    """A table and the empty line after it; nothing without rows."""
    found = [_row(row) for row in rows]
    if found:
        yield _row(head)
        yield Markdown(f"|{'|'.join([' --- '] * len(head))}|")
        yield from found
        yield EMPTY


def _row(cells: Iterable[Markdown]) -> Markdown:
    return Markdown(f"| {' | '.join(cells)} |")


def joined(parts: Iterable[Markdown], by: str) -> Markdown:
    """The parts with `by` between them, without space around each; empty ones are left out.

    >>> joined([Markdown("a"), EMPTY, Markdown("b")], " ")
    'a b'
    """
    return Markdown(by.join(bare for part in parts if (bare := part.strip())))


def breaks(parts: Iterable[Markdown]) -> Markdown:
    """The parts, each on a line of its own inside a cell."""
    return joined(parts, "<br>")


def bold(text: Markdown) -> Markdown:
    """Text in bold letters."""
    return Markdown(f"**{text}**")


def labelled(label: Markdown) -> Markdown:
    """The name of what follows in the same paragraph."""
    return Markdown(f"**{label}.**")


def struck(text: Markdown) -> Markdown:
    """Text that no longer stands."""
    return Markdown(f"~~{text}~~")


def linked(text: Markdown, target: Target) -> Markdown:
    """A link whose text is Markdown already, or the text alone where there is no target."""
    return Markdown(f"[{text}]({target})") if target else text


def anchor(id: str) -> Lines:
    """A place to which links can lead; ids are letters, digits and hyphens."""
    yield Markdown(f'<a id="{id}"></a>')
    yield EMPTY


def whole(number: int) -> Markdown:
    """A whole number as a cell."""
    return Markdown(str(number))


def page(lines: Iterable[Markdown]) -> str:
    """The text of a page."""
    return "\n".join(lines).rstrip("\n") + "\n"


def lowered(sentence: Markdown) -> Markdown:
    """The sentence with a small first letter, to stand inside another one."""
    return Markdown(sentence[:1].lower() + sentence[1:])


def compose(form: str, *parts: Markdown | Target | int) -> Markdown:
    """The parts put into a form of punctuation and marks, each in the place of a `{}`.

    >>> compose("**{}**, n = {}", Markdown("a"), 2)
    '**a**, n = 2'
    """
    return Markdown(form.format(*parts))
