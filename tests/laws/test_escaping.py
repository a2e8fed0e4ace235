"""No text of users can leave the place where it is printed."""

from __future__ import annotations

import re

from hypothesis import given

from tests.laws.strategies import hostile
from verifier.report.escape import md, plain, table, url

_BARE = re.compile(r"(?<!\\)(?:\\\\)*[|`*_\[\]<>~&$^!#{}]")


@given(hostile)
def test_text_stays_on_its_line(text: str) -> None:
    """Nothing breaks the line, and no control character passes."""
    assert not re.search(r"[\x00-\x1f\x7f\u2028\u2029\u202e]", md(text))


@given(hostile)
def test_every_character_that_means_something_is_escaped(text: str) -> None:
    """Each special character is preceded by an odd number of backslashes."""
    assert not _BARE.search(md(text))


@given(hostile)
def test_text_cannot_leave_its_cell(text: str) -> None:
    """A table of one user's cell keeps its two columns."""
    row = table(["a", "b"], [[md(text), "x"]])[2]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3


@given(hostile)
def test_text_cannot_open_a_block(text: str) -> None:
    """No heading, list, quotation, rule or fence begins with it."""
    assert not re.match(r"\s*([-+*>#=]|\d+[.)]\s|```|~~~)", md(text))


@given(hostile)
def test_an_address_cannot_end_its_link(text: str) -> None:
    """Only http(s) passes, and without brackets, spaces or quotes."""
    assert url(text) == "" or text.startswith(("http://", "https://"))
    assert not re.search(r"[\s()<>\"\[\]\\|`]", url("https://example.org/" + text).replace("(", ""))


def test_other_schemes_are_dropped() -> None:
    """A script is no link."""
    assert url("javascript:alert(1)") == ""


@given(hostile)
def test_text_cannot_steer_a_terminal(text: str) -> None:
    """No control character, no change of direction, no second line."""
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", plain(text))
