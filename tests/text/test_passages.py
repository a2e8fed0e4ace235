"""Passages: quotations are found however they are printed, and fragments name their words."""

from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from tests.depth import each, examples
from verifier.text.passages import Text, pieces, plain, scrolled

WORDS = st.lists(
    st.text("abcXYZäїж09-,&#%'", min_size=1, max_size=9).map(lambda word: f"q{word}z"),
    min_size=1,
    max_size=8,
).map(" ".join)
PRINTED = str.maketrans({" ": "\u00a0", "-": "\u2014", "'": "\u2019"})


@examples(200)
@given(st.lists(WORDS, min_size=1, max_size=4), WORDS, st.sampled_from(["...", " [\u2026] "]))
def test_what_is_quoted_is_found(quoted: list[str], between: str, left_out: str) -> None:
    """Pieces with anything between them, printed with other blanks, dashes and marks.

    The passage is one of the text as it stands, from the first piece to the last.
    """
    printed = f" {between} ".join(quoted).translate(PRINTED)
    text = f"\u201e{between}\u201c  {printed}\n\n{between}\u2026"
    found = Text.of(text).find(f"\u00ab{left_out.join(quoted)}\u00bb")
    assert isinstance(found, tuple)
    passage = plain(text[slice(*found)])
    assert passage.startswith(plain(quoted[0]))
    assert passage.endswith(plain(quoted[-1]))


@examples(200)
@given(WORDS, WORDS)
def test_what_is_not_there_is_named(quoted: str, text: str) -> None:
    """The first piece that is missing, as it is compared; a text is not found in half of itself."""
    found = Text.of(text).find(f"{text} ... {quoted} no such words")
    assert found == plain(f"{quoted} no such words")


@examples(200)
@given(st.lists(WORDS, min_size=1, max_size=4), WORDS, WORDS)
def test_a_fragment_says_the_words_and_nothing_else(
    quoted: list[str], prefix: str, suffix: str
) -> None:
    """Decoded it is the beginning and the end of what is quoted, whole words between whole words.

    By the grammar of text fragments `,`, `&` and `-` are signs of the format unless encoded.
    """
    address = scrolled("https://example.org/a", " ... ".join(quoted), prefix=prefix, suffix=suffix)
    base, _, directive = address.partition("#:~:text=")
    assert base == "https://example.org/a"
    assert "&" not in directive
    before, *words, after = directive.split(",")
    assert unquote(before.removesuffix("-")) == prefix
    assert unquote(after.removeprefix("-")) == suffix
    assert [part.count("-") for part in (before, *words, after)] == [1, *[0] * len(words), 1]
    start, end = unquote(words[0]), unquote(words[-1])
    assert f"{quoted[0]} ".startswith(f"{start} ") or quoted[0] == start
    assert f" {quoted[-1]}".endswith(f" {end}") or quoted[-1] == end
    assert len(words) == 2 or (len(quoted) == 1 and start == quoted[0])


@each(
    "quote told",
    [
        ("we will", "we%20will"),
        ("\u201cwe will\u201d", "we%20will"),
        ("we will ... soon", "we%20will"),
        ("... soon", "soon"),
        ("[The] army [he said] will go", "will%20go"),
        ("we (\u2026) will", "will"),
        ("a, b & c-d", "a%2C%20b%20%26%20c%2Dd"),
        ("п\u2019ять", "%D0%BF%E2%80%99%D1%8F%D1%82%D1%8C"),
        (f"one {'and on ' * 20}two", f"one{'%20and%20on' * 8},{'and%20on%20' * 8}two"),
    ],
)
def test_fragments(quote: str, told: str) -> None:
    """Written by hand after the specification of scrolling to a text fragment."""
    assert scrolled("https://example.org/", quote) == f"https://example.org/#:~:text={told}"


def test_a_quotation_of_no_words_scrolls_nowhere() -> None:
    """The address as it is."""
    assert pieces("\u201c...\u201d") == []
    assert scrolled("https://example.org/", "...") == "https://example.org/"
    assert Text.of("we").find("...") is None
