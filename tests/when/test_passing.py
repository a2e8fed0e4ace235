"""Times by which a period begins or is over, whatever kind of period that is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.depth import each, grid
from verifier.model.days import Days
from verifier.when import TimeConventions, TimeReading, find_times

SAID = date(2025, 5, 14)
"""A Wednesday in the second quarter."""
PERIODS = {
    "the third quarter": (date(2025, 7, 1), date(2025, 10, 1)),
    "Q3": (date(2025, 7, 1), date(2025, 10, 1)),
    "the first quarter of next year": (date(2026, 1, 1), date(2026, 4, 1)),
    "the second half": (date(2025, 7, 1), date(2026, 1, 1)),
    "H2 2026": (date(2026, 7, 1), date(2027, 1, 1)),
    "the 2030s": (date(2030, 1, 1), date(2040, 1, 1)),
    "the first six months of 2026": (date(2026, 1, 1), date(2026, 7, 1)),
    "the week of 9 June": (date(2025, 6, 9), date(2025, 6, 16)),
    "August": (date(2025, 8, 1), date(2025, 9, 1)),
    "2026": (date(2026, 1, 1), date(2027, 1, 1)),
}
"""When each begins and is over."""
ENDS = ("ends", "is over", "is out", "closes", "comes to an end")
BEGINS = ("begins", "starts", "gets under way")


def _read(text: str, conventions: TimeConventions) -> TimeReading:
    [reading] = find_times(text, anchor=Days.one(SAID), conventions=conventions)
    return reading


@each("period", PERIODS)
def test_a_period_of_any_kind_begins_and_comes_to_an_end(
    period: str, conventions: TimeConventions
) -> None:
    """Before the third quarter ends is not before it begins."""
    start, over = PERIODS[period]
    for lead, end in grid(("before", "by the time"), ENDS):
        reading = _read(f"They will yield {lead} {period} {end}.", conventions)
        assert reading.wide == Days(SAID, over), (lead, end)
        assert reading.phrase == f"{lead} {period} {end}"
    for lead, end in grid(("once", "after"), ENDS):
        assert _read(f"They will yield {lead} {period} {end}.", conventions).wide.start == over
    for begins in BEGINS:
        reading = _read(f"They will yield before {period} {begins}.", conventions)
        assert reading.narrow == Days(SAID, start)
        assert _read(f"They yield once {period} {begins}.", conventions).narrow.start == start


@each("day", ["5 June", "Friday", "tomorrow", "the weekend after next", "the coming three months"])
def test_what_is_not_read_with_its_end_is_not_read_without(
    day: str, conventions: TimeConventions
) -> None:
    """Before 5 June is over: by that day, and not before it."""
    for lead, end in grid(("before", "by the time", "once"), ("is over", "ends")):
        text = f"They will yield {lead} {day} {end}."
        found = find_times(text, anchor=Days.one(SAID), conventions=conventions)
        assert all(end in reading.phrase for reading in found), text


@pytest.mark.parametrize("nears", ["approaches", "nears", "draws near", "looms", "is coming"])
def test_what_comes_nearer_is_not_then(nears: str, conventions: TimeConventions) -> None:
    """As winter approaches: before it."""
    for time in ("winter", "the winter", "Christmas", "the second half", "2026"):
        text = f"They will yield as {time} {nears}."
        assert not find_times(text, anchor=Days.one(SAID), conventions=conventions), text
