"""What stands beside a forecast, or is none: reasons, counts, meetings to come and wishes."""

from __future__ import annotations

from itertools import product

from tests.articles import of
from tests.depth import each, part

HEADINGS = (
    ("Bank seen holding rates", "Bank will be holding rates"),
    ("Rents to rise by May", "Rents will rise by May"),
    ("Lake Bank to cut fares in June", "Lake Bank will cut fares in June"),
    ("Wages expected to fall", "Wages will fall"),
)
REASONS = ("government cuts outlook", "mills close", "harvest shrinks again", "Ourtown votes")


@each("heading reason", part(product(HEADINGS, REASONS)))
def test_why_is_no_part_of_what_a_headline_foretells(heading: tuple[str, str], reason: str) -> None:
    [found] = of(f"{heading[0]} as {reason}\n\nIt rained in Ourtown.\n")
    assert found.claim.rstrip(".") == heading[1]


COUNTED = ("54% of voters", "most firms", "two in three brokers")


@each("who verb", part(product(COUNTED, ("showed", "shows", "found", "showed that"))))
def test_what_a_poll_shows_of_many_is_what_they_think(who: str, verb: str) -> None:
    """With "that" and without."""
    for what in ("think rents will keep falling", "expect rents to keep falling"):
        [found] = of(f"A poll {verb} {who} {what}.")
        assert (found.claim, found.speaker) == ("Rents will keep falling.", who)


def test_what_a_scan_shows_is_a_thing_still() -> None:
    [found] = of("Scans showed a fracture, and Bo Roe will miss the match in May, Lake FC said.")
    assert "Bo Roe will miss the match in May" in found.claim


@each("who", ["The board, which meets next week,", "The council, whose members vote next month,"])
def test_a_meeting_to_come_says_only_who_did_it(who: str) -> None:
    assert not of(f"{who} has held its rate since July.")
    [found] = of(f"{who} has held its rate and will cut it in May.")
    assert "cut it in May" in found.quote


@each("who", ["partners", "the two mills", "Lakeco"])
def test_what_was_hoped_is_claimed_without_the_hope(who: str) -> None:
    whole = f"{who[0].upper()}{who[1:]} will deliver by May."
    for lead in ("Ann Roe said she hoped", "Ann Roe hoped", "Ann Roe said she hoped that"):
        [found] = of(f"{lead} {who} would deliver by May.")
        assert (found.claim, found.speaker) == (whole, "Ann Roe")
        assert "would" not in found.likelihoods


@each("who", ["traders", "the two mills", "Lake Bank"])
def test_with_what_somebody_hoped_it_is_compared(who: str) -> None:
    text = f"Ann Roe estimated that demand would grow in May, less than half of what {who} hoped."
    [found] = of(text)
    assert found.speaker == "Ann Roe"


THEN = ("it stood at 3.4%", "it was 5% in June", "it has 300 branches", "they fell twice in 2023")


@each("told", [*THEN])
def test_what_was_so_is_no_part_of_the_quotation(told: str) -> None:
    """Behind a semicolon; what is likely, or still to come, stays."""
    text = "Lake Bank expects the rate to fall by May"
    assert [one.quote for one in of(f"{text}; {told}.")] == [text]
    assert [one.quote for one in of(f"“The rate will fall by May; {told},” Ann Roe said.")] == [
        "The rate will fall by May"
    ]
    odds = "The vote will fail in May; it is a 60% chance."
    assert [one.quote for one in of(odds)] == [odds]
