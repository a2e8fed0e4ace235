"""Dates are EDTF, levels 0 and 1, and intervals; everything else is refused with its reason."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import each
from verifier.model.edtf import Dated


@each(
    "text days",
    [
        ("2023-02-24", ["2023-02-24", "2023-02-25"]),
        ("2023-02", ["2023-02-01", "2023-03-01"]),
        ("2024-02", ["2024-02-01", "2024-03-01"]),
        ("2023", ["2023-01-01", "2024-01-01"]),
        ("202X", ["2020-01-01", "2030-01-01"]),
        ("20XX", ["2000-01-01", "2100-01-01"]),
        ("2023-02-XX", ["2023-02-01", "2023-03-01"]),
        ("2023-XX-XX", ["2023-01-01", "2024-01-01"]),
        ("2023-21", ["2023-03-01", "2023-06-01"]),
        ("2023-24", ["2023-12-01", "2024-03-01"]),
        ("2023-02-24T05:00:00+02:00", ["2023-02-24", "2023-02-25"]),
        ("2023-02-24?", ["2023-02-24", "2023-02-25"]),
        ("2023-02-24~", ["2023-02-21", "2023-02-28"]),
        ("2023-01-23/2023-01-29", ["2023-01-23", "2023-01-30"]),
        ("2022-12/2023-02", ["2022-12-01", "2023-03-01"]),
        ("../2023-02-24", [None, "2023-02-25"]),
        ("2023-02-24/..", ["2023-02-24", None]),
        ("2023-02-24/", ["2023-02-24", None]),
        ("9999-12-31", ["9999-12-31", None]),
    ],
)
def test_it_is_read(text: str, days: list[str | None]) -> None:
    """The days are those that ISO 8601-2 gives, the last one included."""
    assert Dated.read(text).days.iso() == days


@each(
    "text why",
    [
        ("2023-02-30", "there is no day 2023-02-30"),
        ("2023-02-29", "there is no day 2023-02-29"),
        ("2023-13", "there is no month 13"),
        ("2023-00", "there is no month 00"),
        ("0000", "years begin at 0001"),
        ("no", "is not a date"),
        ("12:30", "is not a date"),
        ("", "is not a date"),
        ("24 February 2023", "is not a date"),
        ("2023-2-4", "is not a date"),
        ("2023-XX-24", "leaves an earlier part open"),
        ("2023T05:00", "has a time but no day"),
        ("2023-02-24/2023-02-01", "ends before it begins"),
        ("٢٠٢٣", "is not a date"),
    ],
)
def test_it_is_refused(text: str, why: str) -> None:
    """The reason names what is wrong."""
    with pytest.raises(ValueError, match=why):
        Dated.read(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023-02-24~", ["2023-02-21", "2023-02-28"]),
        ("2023-03~", ["2023-02-14", "2023-04-16"]),
        ("2023~", ["2022-07-01", "2024-07-01"]),
    ],
)
def test_approximate_dates_widen_by_half_of_what_is_around_them(text: str, days: list[str]) -> None:
    """A day by three days on both sides, a month by 15, a year by six months."""
    assert Dated.read(text).days.iso() == days


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text crashes the reader."""
    with suppress(ValueError):
        assert Dated.read(text).text == text
