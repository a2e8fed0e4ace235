"""What files say is told apart from how they are written."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from verifier.diagnostics.characters import hidden
from verifier.loading.checks import characters
from verifier.loading.meaning import fingerprint
from verifier.loading.yaml import read

_TEXTS = st.none() | st.text("ab\u0430 1", max_size=2)
_VALUES = st.recursive(
    _TEXTS,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(_VALUES, _VALUES)
def test_values_that_differ_have_other_fingerprints(one: object, two: object) -> None:
    """`repr` tells apart whatever of a file differs, and so does the fingerprint."""
    assert (fingerprint(one) == fingerprint(two)) == (repr(one) == repr(two))


def test_the_same_has_the_same_fingerprint_however_it_is_written() -> None:
    """Comments, quotes, brackets, lines and anchors are how it is written."""
    written = (
        "a: {b: [no, 12:30]}\nc: no\n",
        "# Said.\na:\n  b:\n  - 'no'\n  - \"12:30\"\n\nc: no # doubt\n",
        "a: {b: [&no no, 12:30]}\nc: *no\n",
    )
    assert len({fingerprint(read("f.yaml", text).value) for text in written}) == 1


def test_what_is_plain_has_nothing_to_be_found() -> None:
    """A text of such characters alone is not looked at: each shows, none is of another script."""
    plain = "".join(c for c in map(chr, range(0x110000)) if characters.PLAIN.fullmatch(c))
    assert len(plain) > 600
    assert not any(hidden(plain))
    names = {unicodedata.name(c, "").partition(" ")[0] for c in plain if c.isalpha()}
    assert "LATIN" in names
    assert not names & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "MATHEMATICAL"}
